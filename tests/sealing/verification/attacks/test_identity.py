"""Attacks on who signed: names that anybody can write, keys that ended, times that anybody can claim."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from charter.sealing.making import keys
from charter.sealing.making.seal import countersign, seal
from charter.sealing.making.upgrade import Material, upgrade
from charter.sealing.verification.countersignatures import _same_person
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from charter.sealing.making.keys import SealingKey
    from tests.sealing.conftest import Authority
    from tests.sealing.verification.attacks.conftest import Anatomy, Append, Refuse

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="session")
def printed(sealed: bytes) -> bytes:
    return sealed[: sealed.index(b"%%EOF") + 5]


@pytest.fixture(scope="session")
def roots(authority: Authority, root: bytes) -> list[bytes]:
    return [authority.root.public_bytes(Encoding.DER), root]


# ── whose name it is ───────────────────────────────────────────────────────────────────────────


def test_a_signers_certificate_that_the_operator_made_attests_nobody(sealed: bytes, tmp_path: Path) -> None:
    jonas = keys.own_key(tmp_path, "Jonas Weber", SPRING)
    identity = verify(countersign(sealed, 1, jonas, SPRING).pdf).identity
    assert (identity.holds, identity.reason) == (None, "own-certificate")
    assert "the operator could have made them" in identity.says


def test_a_stranger_with_a_trusted_certificate_attests_no_signatory(
    sealed: bytes, authority: Authority, roots: list[bytes]
) -> None:
    """The empty fields are in everybody's copy; who signs in one is not by that a party."""
    attacked = countersign(sealed, 1, authority.key("Sven Stranger"), SPRING).pdf
    identity = verify(attacked, roots=roots).identity
    assert (identity.holds, identity.reason) == (None, "other-person")
    assert "Sven Stranger" in identity.says


def test_the_operators_second_certificate_attests_nobody(
    printed: bytes, authority: Authority, roots: list[bytes]
) -> None:
    """An authority gives the operator as many as he wants, each with a fingerprint of its own."""
    one, two = authority.key("Mara Lindqvist"), authority.key("Mara Lindqvist")
    twice = countersign(seal(printed, one, SPRING, signatories=2).pdf, 1, two, SPRING).pdf
    assert verify(twice, roots=roots).identity.reason == "operator-only"


def test_a_signatory_with_a_trusted_certificate_is_attested_and_the_others_are_named(
    sealed: bytes, authority: Authority, roots: list[bytes]
) -> None:
    identity = verify(countersign(sealed, 1, authority.key("WEBER, Jonas"), SPRING).pdf, roots=roots).identity
    assert (identity.holds, identity.reason) == (True, "certificate-authority")
    assert identity.says.endswith("WEBER, Jonas. The operator alone attests: Mara Lindqvist.")


@pytest.mark.parametrize("other", ["Jonas Webеr", "Jonas", "", "Jonas Weber Weber Stranger"])
def test_names_that_only_look_alike_are_two(other: str) -> None:
    assert not _same_person("Jonas Weber", other)
    assert not _same_person(other, "Jonas Weber")


@pytest.mark.parametrize(("one", "other"), [("Zoë Müller", "ZOE\u0308 MU\u0308LLER"), ("Ａda Li", "Li Ada")])
def test_the_same_name_in_other_letters_of_unicode_is_one(one: str, other: str) -> None:
    assert _same_person(one, other)


def test_a_name_that_paints_another_answer_is_shown_as_what_it_is(
    printed: bytes, authority: Authority
) -> None:
    evil = authority.key("Mara\n\x1b[2K\u202enothing speaks against this file")
    verdict = verify(seal(printed, evil, SPRING).pdf)
    assert verdict.signer is not None
    assert verdict.signer.name == "Mara \ufffd[2K\ufffdnothing speaks against this file"
    assert all(answer.says.isprintable() for answer in verdict.answers().values())


def test_a_name_without_end_is_cut(sealed: bytes, authority: Authority) -> None:
    verdict = verify(countersign(sealed, 1, authority.key("M" * 64), SPRING).pdf, signer="z" * 100_000)
    assert all(len(answer.says) <= 401 for answer in verdict.answers().values())


# ── when it was ────────────────────────────────────────────────────────────────────────────────


def test_certificate_taken_back_and_the_time_dated_back(
    printed: bytes, authority: Authority, roots: list[bytes], refuse: Refuse
) -> None:
    """Who finds a key that was taken back claims a time before; a timestamp shows that it is later."""
    key = authority.key("Northlight CTO")
    material = Material(lists=(authority.revocations(key.certificate.serial_number),))
    early = seal(printed, key, SPRING - 10 * DAY).pdf
    stamped = upgrade(early, authority.clock(SPRING + DAY), material).pdf
    refuse(stamped, "trusted", "certificate-revoked", roots=roots, now=SPRING + DAY)
    in_time = upgrade(early, authority.clock(SPRING - 9 * DAY), material).pdf
    assert verify(in_time, roots=roots, now=SPRING + DAY).trusted.holds


def test_certificate_taken_back_since_and_no_timestamp(
    printed: bytes, authority: Authority, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    roots = [authority.root.public_bytes(Encoding.DER)]
    key = authority.key("Northlight CTO")
    early = seal(printed, key, SPRING - 10 * DAY).pdf
    file, listed = anatomy(early), authority.revocations(key.certificate.serial_number)
    added = {
        file.number(file.root): file.written(file.root, DSS=f"{file.free} 0 R"),
        file.free: f"<</CRLs [{file.free + 1} 0 R]>>".encode(),
        file.free + 1: b"<</Length %d>>\nstream\n%b\nendstream" % (len(listed), listed),
    }
    attacked = append(early, added)
    refuse(attacked, "trusted", "certificate-revoked-since", roots=roots, now=SPRING)
    assert verify(attacked, roots=roots, now=SPRING - 5 * DAY).trusted.holds  # not yet taken back


def test_a_seal_from_a_time_that_is_still_to_come(sealed: bytes, refuse: Refuse) -> None:
    refuse(sealed, "trusted", "time-to-come", now=SPRING - 2 * DAY)
    assert verify(sealed, now=SPRING - DAY / 2).trusted.holds is None  # clocks differ


def test_a_further_signature_with_a_key_that_has_ended_and_the_time_dated_back(
    sealed: bytes, authority: Authority, refuse: Refuse
) -> None:
    brief = authority.key("Jonas Weber", days=100)
    signed = countersign(sealed, 1, brief, SPRING).pdf
    refuse(signed, "Signature 1 trusted", "certificate-expired-since", now=SPRING + 300 * DAY)
    for stamped in (
        countersign(sealed, 1, brief, SPRING, service=authority.clock(SPRING)).pdf,
        upgrade(signed, authority.clock(SPRING)).pdf,
    ):
        assert verify(stamped, now=SPRING + 300 * DAY).findings == {}


def test_a_timestamp_before_a_further_signature_proves_nothing_of_it(
    sealed: bytes, authority: Authority, refuse: Refuse
) -> None:
    brief = authority.key("Jonas Weber", days=100)
    late = countersign(upgrade(sealed, authority.clock(SPRING)).pdf, 1, brief, SPRING).pdf
    refuse(late, "Signature 1 trusted", "certificate-expired-since", now=SPRING + 300 * DAY)


def test_a_changed_timestamp_of_a_further_signature(sealed: bytes, authority: Authority) -> None:
    signed = countersign(sealed, 1, authority.key("Jonas Weber"), SPRING, service=authority.clock(SPRING)).pdf
    start = signed.rindex(b"/Contents <") + len(b"/Contents <")
    end = start + len(signed[start : signed.index(b">", start)].rstrip(b"0"))
    for place in range(start, end, 101):
        changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        assert verify(changed).exit_code == 1, place


def test_a_further_signature_says_who_saw_it(sealed: bytes, authority: Authority) -> None:
    signed = countersign(sealed, 1, authority.key("Jonas Weber"), SPRING, service=authority.clock(SPRING)).pdf
    verdict = verify(signed)
    assert verdict.stamps == ()
    assert "Test Clock saw the signature" in verdict.answers()["Signature 1 timestamp sound"].says
    assert verdict.answers()["Signature 1 timestamp trusted"].reason == "no-roots"


def test_a_certificate_with_two_names_is_called_by_both(
    printed: bytes, authority: Authority, key: SealingKey
) -> None:
    both = replace(authority, name=authority.name.__class__([*authority.name, *key.certificate.subject]))
    verdict = verify(seal(printed, both.key("Mara Lindqvist"), SPRING).pdf)
    assert verdict.signer is not None
    assert "Test Authority" in verdict.signer.issuer
    assert "Northlight CTO" in verdict.signer.issuer
