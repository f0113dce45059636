"""What a paper prints beside its terms, the days of signing and the sum, is compared with what is known of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from charter.core.background import background
from charter.core.vocabulary.money import Money
from charter.sealing.signing import ceremony, papers
from charter.sealing.signing.ceremony import amended_digest, conclude, give, prepare
from charter.sealing.signing.seal_document import seal_document
from charter.sealing.signing.sign import Signature
from charter.sealing.verification.verify import verify
from tests.sealing.memory_store import MemoryStore
from tests.sealing.signing.test_amended_words import AT, DEARER, SIGNERS, engaged

if TYPE_CHECKING:
    from charter.sealing.making.keys import SealingKey

CHEAPER = DEARER.replace("EUR 15000.00", "EUR 9000.00")
SUM = "what the client pays"


def sign(store: MemoryStore, key: SealingKey, text: str, amendment: int = 0) -> bytes:
    """Put forward, signed by both, sealed."""
    engagement = engaged(text)
    prepared = prepare(engagement, store, amendment)
    conclude(prepared, store, "Mara Lindqvist", AT)
    for who, name in SIGNERS.items():
        given = Signature(who, "typed", name, AT, "passport seen", ceremony.CONSENT, prepared.frozen.digest)
        give(prepared.frozen, given, store, amendment)
    amends = amended_digest(engagement, store, amendment)
    return seal_document(store, key, AT, by="Mara Lindqvist", amendment=amendment, amends=amends).pdf


class Desk:
    """Where an agreement and its amendment are signed, by a program that prints what it is told to."""

    def __init__(self, key: SealingKey, patch: pytest.MonkeyPatch) -> None:
        self.key, self.patch, self.store = key, patch, MemoryStore()

    def paper(self, text: str = DEARER, **prints: Any) -> bytes:  # noqa: ANN401 - any field of a Background
        """Sign an agreement and its amendment; the paper prints the day of its signatures, unless told otherwise."""
        other: dict[str, Any] = {"signed": AT.date()} | prints
        self.patch.setattr(papers, "background", lambda *given: replace(background(*given), **other))
        sign(self.store, self.key, text)
        return sign(self.store, self.key, text, 1)


@pytest.fixture
def desk(key: SealingKey, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(key, monkeypatch)


@pytest.mark.parametrize(("text", "word"), [(DEARER, "more"), (CHEAPER, "less")], ids=["dearer", "cheaper"])
def test_a_paper_that_prints_what_is_so_agrees(desk: Desk, text: str, word: str) -> None:
    verdict = verify(desk.paper(text), evidence=desk.store.stored)
    assert verdict.printed is not None
    assert (verdict.printed.holds, verdict.printed.reason) == (True, "printed-agrees")
    assert "the day on which Mara Lindqvist signed, 2026-03-04" in verdict.printed.says
    assert "the day on which the agreement was signed, 4 March 2026" in verdict.printed.says
    assert f" {word} until " in verdict.printed.says


def test_another_day_on_the_paper_than_that_of_the_signatures_is_told(desk: Desk) -> None:
    """All else holds: both signed the paper as it is, and its terms print it again."""
    verdict = verify(desk.paper(signed=dt.date(2026, 2, 1)), evidence=desk.store.stored)
    assert verdict.printed is not None
    assert (verdict.printed.holds, verdict.printed.reason) == (None, "printed-differs")
    assert verdict.printed.says == (
        "the day on which the agreement was signed is printed as 1 February 2026; the evidence records: 4 March 2026."
    )
    assert (verdict.terms_match.holds, verdict.exit_code) == (True, 0)


def test_another_sum_than_its_terms_come_to_is_told(desk: Desk) -> None:
    verdict = verify(desk.paper(more=Money(100, "EUR")), evidence=desk.store.stored)
    assert verdict.printed is not None
    assert (verdict.printed.holds, verdict.printed.reason) == (None, "printed-differs")
    assert verdict.printed.says.startswith(f"{SUM} is printed as EUR 1.00 more until ")
    assert "from its terms this release reckons: EUR " in verdict.printed.says


def test_without_evidence_no_day_is_shown_but_the_sum_is(desk: Desk) -> None:
    verdict = verify(desk.paper())
    assert verdict.printed is not None
    assert (verdict.printed.holds, verdict.printed.reason) == (None, "printed-not-compared")
    assert "the day on which the agreement was signed, printed as 4 March 2026" in verdict.printed.says
    assert SUM not in verdict.printed.says


def test_of_a_paper_that_goes_on_from_others_another_sum_says_nothing(desk: Desk) -> None:
    paper = desk.paper(more=Money(100, "EUR"), earlier=("no. 7",))
    verdict = verify(paper, evidence=desk.store.stored)
    assert verdict.printed is not None
    assert (verdict.printed.holds, verdict.printed.reason) == (None, "printed-not-compared")
    assert SUM in verdict.printed.says


def test_the_day_printed_of_a_signature_is_compared_with_its_record(sealed: bytes, chain: bytes) -> None:
    agrees, open_ = verify(sealed, evidence=chain).printed, verify(sealed).printed
    assert agrees is not None and open_ is not None  # noqa: PT018 - both are there
    assert (agrees.holds, open_.holds) == (True, None)
    assert "the day on which Jonas Weber signed, 2026-03-02" in agrees.says


def test_evidence_that_does_not_hold_shows_no_day(sealed: bytes, chain: bytes) -> None:
    answer = verify(sealed, evidence=chain.replace(b"jonas", b"jonah")).printed
    assert answer is not None
    assert (answer.holds, answer.reason) == (None, "printed-not-compared")
