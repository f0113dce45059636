"""An old signed agreement, amended under new texts of the library: signed, sealed and verified for real."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from charter.core.document import editions, tree
from charter.core.document.library import edition
from charter.core.reading import read, read_agreement
from charter.folder import engagement_texts
from charter.sealing.evidence.store import SEALED
from charter.sealing.signing import ceremony, freeze
from charter.sealing.signing.ceremony import amended_digest, conclude, give, prepare
from charter.sealing.signing.seal_document import seal_document
from charter.sealing.signing.sign import Signature
from charter.sealing.signing.signed_documents import WordsNotHere
from charter.sealing.verification import reproduce
from charter.sealing.verification.enclosure import Enclosed
from charter.sealing.verification.pdf_file import open_pdf
from charter.sealing.verification.reproduce import enclosed
from charter.sealing.verification.verify import verify
from tests.core.amending import amendment
from tests.core.document.overlay import released
from tests.core.signing import signed
from tests.sealing.memory_store import MemoryStore

if TYPE_CHECKING:
    from charter.core.engagement import Engagement
    from charter.sealing.making.keys import SealingKey
    from charter.sealing.verification.verdict import VerdictAnswer

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
SIGNERS = {"jonas": "Jonas Petersen", "mara": "Mara Lindqvist"}
FOLDER = Path(__file__).parents[3] / "examples" / "northlight" / "harbourline"
AGREEMENT = engagement_texts(FOLDER)["agreement.toml"]
AMOUNT = ("financials.retainer.amount", "EUR 12000.00", "EUR 15000.00")
DEARER = amendment("More hours until the launch", "2023-10-11", AMOUNT, effective="2023-10-16")
NO_INTEREST = """
number = 2
title = "No interest"
effective = 2023-12-16
[[change]]
path = "financials.late_payment"
from = {table}
"""
NUMBERS = re.compile(r"EUR \d[\d,.]*\d")
NEW_WORDS = ("as we say now", "good Client", "So it is")


def engaged(*amendments: str) -> Engagement:
    named = {f"amendments/{n}.toml": text.encode() for n, text in enumerate(amendments, 1)}
    return signed(read({"agreement.toml": AGREEMENT, **named}, "harbourline"))


def sign(engagement: Engagement, store: MemoryStore, key: SealingKey, amendment: int = 0) -> bytes:
    """Put forward, signed by both, sealed."""
    prepared = prepare(engagement, store, amendment)
    conclude(prepared, store, "Mara Lindqvist", AT)
    for who, name in SIGNERS.items():
        digest = prepared.frozen.digest
        given = Signature(who, "typed", name, AT, "passport seen", ceremony.CONSENT, digest)
        give(prepared.frozen, given, store, amendment)
    amends = amended_digest(engagement, store, amendment)
    return seal_document(store, key, AT, by="Mara Lindqvist", amendment=amendment, amends=amends).pdf


@dataclass(frozen=True)
class Old:
    """An agreement signed in the words of then."""

    store: MemoryStore
    paper: bytes
    edition: str


@pytest.fixture(scope="module")
def old(key: SealingKey, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Old]:
    """Signed and sealed, and then every text of the library gets other words."""
    store = MemoryStore()
    paper = sign(engaged(), store, key)
    with released(tmp_path_factory.mktemp("editions")) as name:
        reproduce.forget()
        assert edition() != name
        yield Old(store, paper, name)
    reproduce.forget()


@pytest.fixture(scope="module")
def dearer(old: Old, key: SealingKey) -> bytes:
    return sign(engaged(DEARER), old.store, key, 1)


def inside(paper: bytes) -> Enclosed:
    found = enclosed(open_pdf(paper))
    assert isinstance(found, Enclosed)
    return found


def whole(found: Enclosed) -> tree.Document:
    """The text of the whole agreement that a paper holds, or encloses."""
    return found.annex.document if found.annex else found.document


def counting(document: tree.Document) -> list[tree.CountingPart]:
    found = (each for each in document.schedules if isinstance(each, tree.Counting))
    return [part for each in found for part in each.parts]


def written(nodes: Iterable[object]) -> str:
    return json.dumps([tree.to_data(each) for each in nodes])


def tables(document: tree.Document) -> tuple[tree.Schedule, ...]:
    return tuple(each for each in document.schedules if isinstance(each, tree.Schedule))


def matches(paper: bytes) -> tuple[bool | None, str]:
    answer: VerdictAnswer = verify(paper).terms_match
    return answer.holds, answer.reason


def test_the_old_paper_still_says_its_terms(old: Old) -> None:
    assert inside(old.paper).statement.edition == old.edition
    assert matches(old.paper) == (True, "reproduced")


def test_no_other_word_differs_than_the_sum_and_what_is_reckoned_from_it(old: Old, dearer: bytes) -> None:
    before, now = inside(old.paper).document, whole(inside(dearer))
    pairs = list(zip(tree.sections(before), tree.sections(now), strict=True))
    changed = [(was, is_) for was, is_ in pairs if was != is_]
    assert [was.cite for was, _ in changed] == ["financials.retainer", "financials.late_payment"]
    facts = [(was, is_) for was, is_ in zip(before.cover, now.cover, strict=True) if was != is_]
    assert [was.label for was, _ in facts] == ["What the Client pays"]
    assert written([is_ for _, is_ in (*changed, *facts)]) == written(
        [was for was, _ in (*changed, *facts)]
    ).replace("EUR 12,000.00", "EUR 15,000.00").replace("EUR 14,280.00", "EUR 17,850.00")
    counted = [(was, is_) for was, is_ in zip(counting(before), counting(now), strict=True) if was != is_]
    assert [was.cite for was, _ in counted] == ["financials.retainer", "financials.late_payment"]
    assert NUMBERS.sub("#", written([is_ for _, is_ in counted])) == NUMBERS.sub(
        "#", written([was for was, _ in counted])
    )
    rest = [
        replace(
            each,
            articles=(),
            cover=(),
            version="",
            closing=(),
            signatures=(),
            schedules=tables(each),
            timeline=None,
        )
        for each in (before, now)
    ]
    assert rest[0] == rest[1]
    marks = [
        [mark for mark in each.timeline.marks if mark.kind != "payment"]
        for each in (before, now)
        if each.timeline
    ]
    assert marks[0] == marks[1]
    assert not any(words in json.dumps(tree.to_data(replace(now, closing=()))) for words in NEW_WORDS)


def test_the_amended_paper_says_its_terms_in_the_edition_signed(old: Old, dearer: bytes) -> None:
    found = inside(dearer)
    assert found.statement.edition == old.edition
    assert matches(dearer) == (True, "reproduced")


def test_what_is_signed_is_a_paper_of_its_own_with_the_whole_text_enclosed(old: Old, dearer: bytes) -> None:
    found = inside(dearer)
    assert found.annex
    said = {fact.label: tree.plain(fact.inlines) for fact in found.document.cover}
    assert found.document.title == "Amendment no. 1: More hours until the launch So it is."
    assert "From the start of Monday, 16 October 2023." in said["Effective"]
    rows = [row for fact in found.document.cover if fact.table for row in fact.table.rows]
    assert ("4.1 Retainer", "The fee for a whole period", "EUR 12,000.00", "EUR 15,000.00") in [
        tuple(map(tree.plain, row)) for row in rows
    ]
    assert (
        "4.1.1 Price",
        "The Client must pay EUR 12,000.00 for each calendar month, in advance.",
        "The Client must pay EUR 15,000.00 for each calendar month, in advance.",
    ) in [tuple(map(tree.plain, row)) for row in rows]
    assert not found.document.articles
    assert (found.annex.document.signatures, len(found.document.signatures)) == ((), 2)
    assert found.annex.document.version.endswith("as amended by no. 1 from 16 October 2023")
    assert found.annex.pdf.startswith(b"%PDF")
    assert (found.statement.edition, found.statement.words) == (old.edition, edition())


def test_a_clause_taken_out_and_verified(old: Old, dearer: bytes, key: SealingKey) -> None:
    """Its number stays with the note; the terms alone, which lack the clause, print the paper again."""
    agreement = read_agreement(inside(dearer).terms.encode())
    late = agreement.model_dump(mode="json", exclude_none=True, by_alias=True)["financials"]["late_payment"]
    table = "{" + ", ".join(f"{name} = {json.dumps(value)}" for name, value in late.items()) + "}"
    paper = sign(engaged(DEARER, NO_INTEREST.replace("{table}", table)), old.store, key, 2)
    now, before = whole(inside(paper)), inside(old.paper).document
    assert [(each.cite, each.number) for each in tree.sections(now)] == [
        (each.cite, each.number) for each in tree.sections(before)
    ]
    gone = next(each for each in tree.sections(now) if each.cite == "financials.late_payment")
    assert "took this section out" in json.dumps(tree.to_data(gone))
    assert matches(paper) == (True, "reproduced")


def test_other_terms_beside_an_amended_text_are_refused(dearer: bytes) -> None:
    found = inside(dearer)
    swapped = replace(found, terms=found.terms.replace("EUR 15000.00", "EUR 16000.00"))
    assert reproduce._misread(swapped) is not None  # noqa: SLF001 - the question itself, without a seal around it
    assert reproduce._misread(found) is None  # noqa: SLF001 - as above


@pytest.mark.parametrize(
    ("said", "instead"), [("EUR 15000.00", "EUR 16000.00"), ("2023-10-16", "2023-10-17"), ("launch", "lunch")]
)
def test_an_amendment_that_says_something_else_than_its_paper_is_refused(
    dearer: bytes, said: str, instead: str
) -> None:
    found = inside(dearer)
    assert found.annex
    assert said in found.annex.amendment
    swapped = replace(found.annex, amendment=found.annex.amendment.replace(said, instead))
    answer = reproduce._misread(replace(found, annex=swapped))  # noqa: SLF001 - as above
    assert answer is not None
    assert answer.holds is False


def test_a_paper_that_says_something_else_than_its_amendment_is_refused(dearer: bytes) -> None:
    found = inside(dearer)
    paper = tree.to_data(found.document)
    odd = tree.from_data(json.loads(json.dumps(paper).replace("EUR 15,000.00", "EUR 14,000.00")))
    answer = reproduce._misread(replace(found, document=odd))  # noqa: SLF001 - as above
    assert answer is not None
    assert answer.reason == "terms-differ"


@pytest.mark.parametrize("numbers", ["4.9", "x.y", "", "1.1"])
def test_numbers_out_of_order_are_no_amended_document(dearer: bytes, numbers: str) -> None:
    found = inside(dearer)
    assert found.annex
    first, *rest = found.annex.document.articles
    odd = replace(first, sections=tuple(replace(each, number=numbers) for each in first.sections))
    annex = replace(found.annex, document=replace(found.annex.document, articles=(odd, *rest)))
    answer = reproduce._misread(replace(found, annex=annex))  # noqa: SLF001 - as above
    assert answer is not None
    assert answer.reason == "terms-differ"


def test_words_that_are_not_here_are_said_to_be_missing(
    old: Old, dearer: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(editions, "FOLDER", tmp_path)
    reproduce.forget()
    assert matches(dearer) == (None, "terms-not-compared")
    fresh = MemoryStore()
    frozen = freeze.thaw(old.store.document())
    with fresh.lock():
        freeze.keep(frozen, fresh.document())
    with pytest.raises(
        WordsNotHere, match=r"signed in other words than this release has \(the edition 2026\.1\+"
    ):
        prepare(engaged(DEARER), fresh, 1)
    reproduce.forget()


def test_an_amendment_of_what_was_signed_on_paper_alone_is_worded_now(old: Old) -> None:
    """Nothing here says in which words it was signed."""
    drawn = prepare(engaged(DEARER), MemoryStore(), 1).frozen
    assert drawn.edition == edition() != old.edition


def test_the_sealed_file_is_kept(old: Old) -> None:
    assert old.store.document().read(SEALED) == old.paper
