"""Any subset of the optional clauses makes a whole document: nothing dangles, nothing is missing, nothing is spare."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from charter.core.agreement import Agreement
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.document.library import texts
from charter.core.document.lint import optional
from charter.core.vocabulary.late import annotation_of
from tests.budget import tries

OPTIONAL = tuple(sorted(optional()))
TIMES = tries(30, 1000)
SEED = 20260216

ACCOUNT = frozenset({"account", "scheme", "routing"})
"""What names an account where there are no IBANs: all of it or nothing, and never nothing without an IBAN."""

TOGETHER = frozenset({
    "subject", "nature", "purpose", "kinds", "places", "health", "finance", "regulator", "non_compete", "staff",
    "customers", "introductions", "words", "amount", "fees", "fees_of", "which", "listed", "total_up_to", "per", "receipts",
    "claim_within", "late_claim", "paid_within", "returned_within", "hour", "cap", "expires", "at_expiry",
    "answer_within", "silence", "compensation", "help_rate", "share_of_rest",
})  # fmt: skip
"""Terms of which some need the others: what is handled for the client, what is forbidden, a limit, another fact."""

Data = dict[str, Any]
Cut = Callable[[Data, tuple[str, ...]], Data]
Make = Callable[[Data], Agreement]


def removals() -> Iterator[tuple[str, ...]]:
    """Give what is taken away: nothing, each clause, those of which one line of a text speaks, all, and some at random."""
    yield from ((), *((cite,) for cite in OPTIONAL), *sorted(named_together()), OPTIONAL)
    dice = random.Random(SEED)  # noqa: S311 - a reproducible choice, no secret
    for _ in range(TIMES):
        yield tuple(cite for cite in OPTIONAL if dice.random() < 0.5)


def named_together() -> set[tuple[str, ...]]:
    """Find the pairs of optional clauses that one line of a text names, or of which one names the other."""
    found: set[tuple[str, ...]] = set()
    for name, text in texts():
        own = {name.partition(".")[0].partition("@")[0].replace("/", ".")}
        for line in text.splitlines():
            cites = {cite for cite in OPTIONAL if re.search(rf"\b{re.escape(cite)}\b", line)}
            found |= set(combinations(sorted(cites | (own & set(OPTIONAL))), 2))
    return found


def test_texts_name_other_clauses() -> None:
    assert ("scope.acceptance", "financials.milestones")[::-1] in named_together()


@pytest.mark.random
def test_every_subset_is_a_whole_document(data: Callable[[str], Data], agreement: Make, without: Cut) -> None:
    whole = data("harbourline")
    for cites in removals():
        rest = agreement(without(whole, cites))
        assert faults(document(rest)) == [], f"without {cites}"


@pytest.mark.parametrize("name", ["minimal", "pocketwell", "tillhouse"])
def test_every_example_is_a_whole_document(name: str, data: Callable[[str], Data], agreement: Make) -> None:
    assert faults(document(agreement(data(name)))) == []


@pytest.mark.random
def test_any_optional_terms_may_be_missing(data: Callable[[str], Data], agreement: Make) -> None:
    dice = random.Random(SEED)  # noqa: S311 - a reproducible choice, no secret
    for _ in range(TIMES):
        rest = thinned(Agreement, data("harbourline"), dice)
        assert faults(document(agreement(rest))) == [], rest


def thinned(kind: type[BaseModel], terms: Data, dice: random.Random) -> Data:
    """The terms without some of those that may be left out; a step keeps what earns it."""
    kept: Data = {}
    for name, held in terms.items():
        field = kind.model_fields.get(name)
        inner = nested(annotation_of(field)) if field else None
        if (
            field
            and not field.is_required()
            and dice.random() < 0.4
            and name
            not in {
                "people",
                "may",
                "total",
                "hours",
                "on",
                "after",
                "ceiling",
                "at_once",
                *ACCOUNT,
                *TOGETHER,
            }
        ):
            continue
        kept[name] = thinned(inner, held, dice) if inner and isinstance(held, dict) else held
    if "iban" in kept and dice.random() < 0.4:
        kept = {name: held for name, held in kept.items() if name not in ACCOUNT}
    return kept if any(value != {} for value in kept.values()) or not terms else terms


def nested(annotation: object) -> type[BaseModel] | None:
    options = get_args(annotation) or (annotation,)
    return next((o for o in options if isinstance(o, type) and issubclass(o, BaseModel)), None)


# ── what would be wrong ────────────────────────────────────────────────────────────────────────


def faults(doc: tree.Document) -> list[str]:
    """Everything that a careful proof-reader would mark."""
    return [*numbers(doc), *references(doc), *words(doc), *schedules(doc), *sentences(doc)]


def numbers(doc: tree.Document) -> Iterator[str]:
    for place, article in enumerate(doc.articles, 1):
        if article.number != str(place) or not article.sections:
            yield f"article {article.number}"
        for at, section in enumerate(article.sections, 1):
            if section.number != f"{place}.{at}":
                yield f"section {section.number}"
            paragraphs = [block for block in section.blocks if isinstance(block, tree.Paragraph)]
            for last, paragraph in enumerate(paragraphs, 1):
                if paragraph.number != f"{place}.{at}.{last}":
                    yield f"paragraph {paragraph.number}"


def references(doc: tree.Document) -> Iterator[str]:
    places = {section.cite: f"{section.number} ({section.heading})" for section in tree.sections(doc)}
    for inline in every(doc):
        if isinstance(inline, tree.Reference) and places.get(inline.cite) != inline.text:
            yield f"reference {inline}"


def words(doc: tree.Document) -> Iterator[str]:
    used = {inline.word for inline in every(doc) if isinstance(inline, tree.Word)}
    defined = [entry.word for entry in doc.glossary]
    if sorted(used) != defined:
        yield f"used {sorted(used)}, defined {defined}"
    yield from (f"empty definition of {entry.word}" for entry in doc.glossary if not entry.inlines)


def schedules(doc: tree.Document) -> Iterator[str]:
    letters = "".join(schedule.letter for schedule in doc.schedules)
    if letters != "ABCDEFGHI"[: len(letters)]:
        yield f"schedules {letters}"
    letters = "".join(schedule.letter for schedule in doc.schedules if isinstance(schedule, tree.Schedule))
    text = " ".join(inline.text for inline in every(doc.articles) if not isinstance(inline, tree.Strong))
    named = set(re.findall(r"\bSchedule ([A-Z])\b", text))
    own = {
        each.letter
        for each in doc.schedules
        if isinstance(each, tree.Schedule) and each.cite not in {"lasting", "papers"}
    }
    if named != own:
        yield f"the text names schedules {sorted(named)}, there are {sorted(own)}"


def sentences(doc: tree.Document) -> Iterator[str]:
    for section in tree.sections(doc):
        for block in section.blocks:
            if isinstance(block, tree.Paragraph):
                line = tree.plain(block.inlines)
                if not re.match("[A-Z0-9]", line) or line[-1] not in ".:" or "  " in line or " ." in line:
                    yield f"{block.number} {line!r}"
    text = "".join(inline.text for inline in every(doc) if not isinstance(inline, tree.Strong))
    yield from (f"a token is left: {found!r}" for found in re.findall("[\ue000-\uf8ff]", text))


def every(node: object) -> Iterator[tree.Inline]:
    if isinstance(node, tree.Inline):
        yield node
    if isinstance(node, tuple):
        for item in node:
            yield from every(item)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from every(getattr(node, name))
