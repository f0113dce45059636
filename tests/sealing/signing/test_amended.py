"""What an amendment says that it amends: found in the evidence at hand, not found, or nothing to look in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from charter.sealing.evidence.append import append
from charter.sealing.evidence.link import RecordedEvent
from charter.sealing.signing.seal_document import seal_document
from charter.sealing.verification.verify import verify
from tests.sealing.conftest import SPRING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from charter.sealing.making.keys import SealingKey
    from tests.sealing.conftest import Engagement

    Seal = Callable[[str], bytes]


@pytest.fixture
def place(tmp_path: Path, sign_all: Callable[[Path], Engagement], chain: bytes) -> Engagement:
    """An amendment that all have signed, beside the chain in which the agreement's seal is recorded."""
    engagement = sign_all(tmp_path / "engagement")
    engagement.chain.write_bytes(chain)
    return engagement


@pytest.fixture
def seal(place: Engagement, key: SealingKey) -> Seal:
    """Seals the amendment, of the sealed file with this digest."""

    def sealing(amends: str) -> bytes:
        done = seal_document(place.store, key, SPRING, by="Mara Lindqvist", amends=amends)
        return done.pdf

    return sealing


def test_the_agreement_is_found(place: Engagement, seal: Seal, sealed: bytes) -> None:
    file = seal(hashlib.sha256(sealed).hexdigest())
    verdict = verify(file, evidence=place.chain.read_bytes())
    assert verdict.amended
    assert (verdict.amended.holds, verdict.amended.reason) == (True, "amended-found")
    assert "Link 3 records the seal of what it amends, on 2 March 2026" in verdict.amended.says
    assert verdict.findings == {}


def test_no_agreement_of_that_digest_is_in_the_evidence(place: Engagement, seal: Seal) -> None:
    verdict = verify(seal("ab" * 32), evidence=place.chain.read_bytes())
    assert verdict.amended
    assert (verdict.amended.holds, verdict.amended.reason) == (False, "amended-not-found")
    assert verdict.findings.keys() == {"amended"}
    assert (verdict.exit_code, verdict.chain.holds) == (1, True)


def test_a_document_that_was_signed_but_not_sealed_is_none_to_amend(place: Engagement, seal: Seal) -> None:
    """The chain holds many digests: of documents offered, seen and signed, and of entries."""
    told = append(place.store, RecordedEvent("offered", "Mara Lindqvist", SPRING, {"digest": "cd" * 32}))
    verdict = verify(seal(str(told[0].what["digest"])), evidence=place.chain.read_bytes())
    assert verdict.amended
    assert verdict.amended.reason == "amended-not-found"


def test_an_agreement_sealed_later_is_not_what_was_amended(place: Engagement, seal: Seal) -> None:
    """Whoever has the chain may write into it, after the fact, that what the amendment names was sealed."""
    file = seal("ab" * 32)
    append(place.store, RecordedEvent("sealed", "Mara Lindqvist", SPRING, {"digest": "ab" * 32}))
    verdict = verify(file, evidence=place.chain.read_bytes())
    assert verdict.amended
    assert (verdict.amended.holds, verdict.amended.reason) == (False, "amended-later")


def test_without_evidence_it_stays_open(seal: Seal, sealed: bytes) -> None:
    verdict = verify(seal(hashlib.sha256(sealed).hexdigest()))
    assert verdict.amended
    assert (verdict.amended.holds, verdict.amended.reason) == (None, "no-evidence")


def test_in_evidence_that_does_not_hold_nothing_is_looked_for(
    place: Engagement, seal: Seal, sealed: bytes
) -> None:
    file = seal(hashlib.sha256(sealed).hexdigest())
    lines = place.chain.read_bytes().splitlines(keepends=True)
    for other in (b"".join(lines[:-2]), b"".join([lines[0], *lines[2:]]), b"none"):
        verdict = verify(file, evidence=other)
        assert verdict.amended
        assert (verdict.amended.holds, verdict.amended.reason) == (None, "chain-does-not-hold")
        assert verdict.findings.keys() == {"chain"}


def test_an_agreement_amends_nothing_and_is_not_asked(sealed: bytes, chain: bytes) -> None:
    verdict = verify(sealed, evidence=chain)
    assert verdict.amended is None
    assert "amended" not in verdict.answers()
