"""A document keeps to one locale: that agreed, or that of the law; a person's words stay as they were written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from charter.core import timeline
from charter.core.agreement import Agreement
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.document.library import citation
from charter.core.document.speech import locale
from charter.core.engagement import Engagement
from charter.core.language import spelling
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.duty import Duty, Force
from charter.core.vocabulary.duty import TimelineMark as Marked
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import say
from charter.formats import html, markdown

Data = dict[str, Any]
Make = Callable[[Data], Agreement]

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
DAY_FIRST, MONTH_FIRST = re.compile(rf"\b\d{{1,2}} {MONTH}\b"), re.compile(rf"\b{MONTH} \d{{1,2}}\b")
WITH_CODE, WITH_SIGN = re.compile(r"\bUSD \d"), re.compile(r"\$\d")
HALF_DAY, WHOLE_DAY = re.compile(r"\d [ap]\.m\.|12:00 noon"), re.compile(r"\b\d\d:\d\d\b(?! [ap]\.m\.| noon)")


@pytest.fixture
def drawn(data: Callable[[str], Data], agreement: Make) -> Callable[..., tree.Document]:
    """Draw an example, in a locale of its own, with its timeline."""

    def draw(name: str, locale: str | None = None) -> tree.Document:
        terms = data(name)
        if locale:
            terms["general"]["interpretation"]["locale"] = locale
        agreed = agreement(terms)
        return document(agreed, timeline.timeline_marks(Engagement(agreed)))

    return draw


def texts(node: object) -> Iterator[str]:
    """Every text of a tree as data, but for paths and the like."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for item in node:
            yield from texts(item)
    elif isinstance(node, dict) and "date" not in node:
        for name, item in node.items():
            if name not in {"is", "path", "cite", "version"}:
                yield from texts(item)


@pytest.mark.parametrize(
    ("example", "agreed", "expected"),
    [
        ("pocketwell", None, "en-US"),
        ("tillhouse", None, "en-GB"),
        ("minimal", None, "en-DE"),
        ("minimal", "en-US", "en-US"),
        ("pocketwell", "en-GB", "en-GB"),
    ],
)
def test_the_locale_is_that_agreed_or_that_of_the_law(
    drawn: Callable[..., tree.Document], example: str, agreed: str | None, expected: str
) -> None:
    assert drawn(example, agreed).language == expected


@pytest.mark.parametrize("example", ["pocketwell", "tillhouse", "harbourline", "minimal"])
@pytest.mark.parametrize("agreed", ["en-US", "en-GB", "en-DE", "en-CA"])
def test_every_date_and_hour_is_written_in_one_way(
    drawn: Callable[..., tree.Document], example: str, agreed: str
) -> None:
    doc = drawn(example, agreed)
    american = agreed in {"en-US", "en-CA"}
    said = [
        *texts(tree.to_data(doc)),
        markdown.render(doc),
        re.sub(r"<[^>]+>|@page[^}]*}", " ", html.render(doc).partition("<body")[2]),
    ]
    wrong_day, right_day = (DAY_FIRST, MONTH_FIRST) if american else (MONTH_FIRST, DAY_FIRST)
    assert [text for text in said if wrong_day.search(text)] == []
    assert any(right_day.search(text) for text in said)
    wrong_hour = WHOLE_DAY if american else HALF_DAY
    assert [text[:200] for text in said if wrong_hour.search(text)] == []


def test_the_money_of_the_country_has_its_sign(drawn: Callable[..., tree.Document]) -> None:
    american, german = (
        " ".join(texts(tree.to_data(drawn("pocketwell", code)))) for code in ("en-US", "en-DE")
    )
    assert WITH_SIGN.search(american)
    assert not WITH_CODE.search(american)
    assert WITH_CODE.search(german)
    assert not WITH_SIGN.search(german)


def test_the_library_is_spelled_as_in_the_country_and_people_as_they_wrote(
    data: Callable[[str], Data], agreement: Make
) -> None:
    own = "Organisation of the labour, paid by cheque, afterwards"
    terms = data("harbourline")
    terms["title"] = own
    terms["scope"]["boundaries"]["hiring"] = {"not_done": own, "instead": own}
    terms["general"]["interpretation"]["locale"] = "en-US"
    said = list(texts(tree.to_data(document(agreement(terms)))))
    assert said.count(own) >= 3
    rest = " ".join(text for text in said if own not in text)
    assert "afterward" in rest
    assert "afterwards" not in rest


def test_defined_words_headings_and_labels_are_spelled_alike(
    data: Callable[[str], Data], agreement: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = {
        "law": "LAW",
        "client": "klient",
        "parties": "partyz",
        "business": "bizness",
        "outcome": "outkome",
        "deliverables": "delivs",
    }
    monkeypatch.setattr(spelling.Spelling, "listed", lambda _, country: listed if country == "PL" else {})
    terms = data("harbourline")
    terms["general"]["interpretation"]["locale"] = "en-PL"
    agreed = agreement(terms)
    doc = document(agreed)
    assert {"Klient", "LAW".capitalize()} <= {fact.label for fact in doc.cover}
    assert "Bizness Day" in {entry.word for entry in doc.glossary}
    words = {word for text in _words(tree.to_data(doc)) for word in text}
    assert words <= {entry.word for entry in doc.glossary}
    assert any("partyz" in section.heading.lower() for section in tree.sections(doc))
    assert citation(agreed, "foundation.parties").lower().endswith("partyz")


def _words(node: object) -> Iterator[list[str]]:
    if isinstance(node, list):
        for item in node:
            yield from _words(item)
    elif isinstance(node, dict):
        if node.get("is") == "Word":
            yield [node["word"]]
        for item in node.values():
            yield from _words(item)


def test_the_timeline_is_written_as_the_document_is(
    data: Callable[[str], Data], agreement: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed = agreement(data("pocketwell"))
    day = agreed.foundation.term.starts
    id_ = "scope.deliverables/deliver/audit"
    duty = Duty(
        id_, Cite("scope.deliverables"), Force.MUST, Side.CONSULTANT, Side.CLIENT, say("Deliver"), day, day
    )
    duty = duty._replace(mark=Marked("deliverable", say("the audit of {day}", day=day)))
    monkeypatch.setattr(timeline, "duties", lambda *_: [duty])
    labels = [mark.label for mark in timeline.timeline_marks(Engagement(agreed))]
    assert f"the audit of {day:%B} {day.day}, {day.year}" in labels


def test_a_frozen_tree_keeps_its_locale(drawn: Callable[..., tree.Document]) -> None:
    frozen = json.dumps(tree.to_data(drawn("pocketwell")))
    thawed = tree.from_data(json.loads(frozen))
    assert (thawed.language, markdown.render(thawed)) == ("en-US", markdown.render(drawn("pocketwell")))
    assert 'lang="en-US"' in html.render(thawed)


def test_a_tree_of_before_reads_as_it_did(drawn: Callable[..., tree.Document]) -> None:
    before = tree.from_data(json.loads(json.dumps(tree.to_data(drawn("tillhouse")) | {"language": "en"})))
    assert markdown.render(before) == markdown.render(drawn("tillhouse"))


def test_every_locale_that_can_be_agreed_has_a_name(data: Callable[[str], Data], agreement: Make) -> None:
    terms = data("minimal")
    terms["general"]["interpretation"]["locale"] = "en-NL"
    assert str(locale(agreement(terms))) == "en-NL"
    assert any("English in the Netherlands" in text for text in _paragraphs(document(agreement(terms))))


def _paragraphs(doc: tree.Document) -> Iterator[str]:
    for section in tree.sections(doc):
        for block in section.blocks:
            if isinstance(block, tree.Paragraph):
                yield tree.plain(block.inlines)
