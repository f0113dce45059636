"""Bytes changed, cut, moved and put in at random: always told, never a traceback.

A few of each kind are tried with every test, many by `make proof`.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.link import read_link
from charter.sealing.making.seal import countersign, seal
from charter.sealing.verification.pdf_file import NotPdf
from charter.sealing.verification.verify import verify
from tests.budget import tries

if TYPE_CHECKING:
    from charter.sealing.making.keys import SealingKey
    from charter.sealing.signing.freeze import Frozen
    from tests.sealing.conftest import Authority

    Mutation = Callable[[random.Random, bytes], bytes]

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
MANY = tries(6, 100)


def changed(chance: random.Random, data: bytes) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ chance.randrange(1, 256)]) + data[place + 1 :]


def cut_off(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def taken_out(chance: random.Random, data: bytes) -> bytes:
    start, size = chance.randrange(len(data)), chance.choice((1, 2, 20, 400))
    return data[:start] + data[start + size :]


def put_in(chance: random.Random, data: bytes) -> bytes:
    start, size = chance.randrange(len(data)), chance.choice((1, 2, 20, 400))
    return data[:start] + chance.randbytes(size) + data[start:]


def copied(chance: random.Random, data: bytes) -> bytes:
    """A piece of the file over another: what stands there is well formed, but elsewhere."""
    start, to, size = chance.randrange(len(data)), chance.randrange(len(data)), chance.choice((8, 60, 900))
    piece = data[start : start + size]
    return data[:to] + piece + data[to + len(piece) :]


def swapped(chance: random.Random, data: bytes) -> bytes:
    """Two lines change places."""
    lines = data.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


MUTATIONS = (changed, cut_off, taken_out, put_in, copied, swapped)


def mutated(mutation: Mutation, data: bytes) -> list[bytes]:
    chance = random.Random(f"2026 {mutation.__name__}")  # noqa: S311 - places to hit, not secrets
    found = [mutation(chance, data) for _ in range(MANY)]
    return [each for each in found if each != data]


@pytest.fixture(scope="session")
def stamped(frozen: Frozen, key: SealingKey, authority: Authority) -> bytes:
    return seal(frozen.pdf, key, SPRING, service=authority.clock(SPRING), signatories=2).pdf


@pytest.fixture(scope="session")
def countersigned(sealed: bytes, authority: Authority) -> bytes:
    """Sealed, and signed by Jonas with a timestamp of his own."""
    return countersign(sealed, 1, authority.key("Jonas Weber"), SPRING, service=authority.clock(SPRING)).pdf


def detected(file: bytes) -> bool:
    try:
        return verify(file).exit_code == 1
    except NotPdf:
        return True  # the command says: not a PDF


@pytest.mark.random
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_random_mutations_of_a_stamped_seal_are_all_told(stamped: bytes, mutation: Mutation) -> None:
    missed = [number for number, file in enumerate(mutated(mutation, stamped)) if not detected(file)]
    assert not missed


@pytest.mark.random
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_random_mutations_of_a_countersigned_file_are_all_told(
    countersigned: bytes, mutation: Mutation
) -> None:
    missed = [number for number, file in enumerate(mutated(mutation, countersigned)) if not detected(file)]
    assert not missed


@pytest.mark.random
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_random_mutations_of_evidence_are_all_told(sealed: bytes, chain: bytes, mutation: Mutation) -> None:
    sealing = read_link(chain.splitlines()[-1])
    for stored in mutated(mutation, chain):
        verdict = verify(sealed, evidence=stored)
        assert verdict.findings.keys() <= {"chain"}
        if verdict.chain.holds:  # of the last link, only what the file shows is proven
            *lines, last = Chain(stored).lines
            assert lines == chain.splitlines()[:-1]
            what = read_link(last).what
            assert what["digest"] == sealing.what["digest"]
            assert what.get("certificate") in {None, sealing.what["certificate"]}
            assert verdict.chain.says.endswith("No later link vouches for that one.")


@pytest.mark.random
def test_changes_in_the_one_place_that_no_signature_covers_are_all_detected(countersigned: bytes) -> None:
    """The containers are the only parts outside the signed bytes, so their every digit may be tried."""
    chance = random.Random(7)  # noqa: S311 - as above
    digits = [
        place
        for found in (countersigned.index(b"/Contents <"), countersigned.rindex(b"/Contents <"))
        for place in range(found + len(b"/Contents <"), countersigned.index(b"00000000", found))
    ]
    for place in chance.sample(digits, min(2 * MANY, len(digits))):
        other = chance.choice(b"0123456789ABCDEF".replace(countersigned[place : place + 1], b""))
        assert detected(countersigned[:place] + bytes([other]) + countersigned[place + 1 :]), place
