"""Whatever is agreed bears: a change of any single term changes what the agreement brings about.

Words alone (a title, a sentence on a duty) are no effect. What is printed and brings about nothing is named with its
reason in the clause's home, beside what every other term bears on; a term in neither, or no longer true to it, fails.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from charter.core.agreement import Agreement, clause_type, clause_types
from charter.core.billing import invoices
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.invoice_lines import due
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.sentence import say
from tests.budget import LARGE

from .conduct import LEFT, STAYED, Told, told
from .home import NAME, Home, homes, named, terms
from .signing import signed
from .variations import Data, Path, changes, leaves, replaced

TERMS = frozenset(leaves(Agreement, ""))
UNCHANGEABLE = {"general.law.language"}
OPEN = {f"left_open.{side}": "F" for side in ("client", "consultant")}
"""What a side has yet to say: `check` tells it, and nobody signs while it stands."""
BEARING = {"dated": "F"} | OPEN | named("bears")
LAID = dict.fromkeys(
    ("laid_over.master", "laid_over.sections", "laid_over.changed"),
    "which paper says what: printed; whose limits count over all orders, test_paper_findings shows",
)
PRINTED = {"title": NAME} | LAID | named("printed")
Look = tuple[Told, date]
LOOKS: dict[str, Look] = {
    "midst": (LEFT, date(2026, 5, 14)),
    "after": (LEFT, date(2026, 6, 30)),
    "before": (STAYED, date(2026, 12, 1)),
    "renewed": (STAYED, date(2027, 3, 2)),
}
"""In which story one looks, and when; a clause may have other ways, looked at on the first of June."""
Effects = Counter[tuple[str, Hashable]]
"""What comes about, by kind: S (silence), D (duties), C (charges), I (invoices to be), F (findings)."""


# ── agreements, and what they bring about ──────────────────────────────────────────────────────


def agreement(data: Data) -> Agreement:
    return Agreement.model_validate_json(json.dumps(data, default=str), strict=True)


def looks(clause: str) -> list[Look]:
    """Say where one looks for what the terms of a clause bring about."""
    home = homes().get(clause, Home())
    ways = [(told(way), date(2026, 6, 1)) for way in home.ways]
    return [LOOKS[name] for name in home.looks if name != "ways"] + ways


def bases(clause: str) -> Iterator[Data]:
    """Give agreements in which a term may bear that is else in the shade of another: a whole one, and the clause's own."""
    yield terms({})
    yield from map(terms, homes().get(clause, Home()).bases)


def happens(agreed: Agreement, look: Look) -> Iterator[tuple[str, Hashable]]:
    """Give what comes about until a day, without the sentences that tell of it."""
    entries, today = look
    engagement = signed(Engagement(agreed, journal=Journal(entries)))
    for duty in duties(engagement, today, agreed.foundation.term.starts, today + timedelta(days=90)):
        yield "D", duty._replace(reads=say(""), mark=None)
    for draft in invoices(engagement, today).drafts:
        yield "I", (draft.number, draft.on, due(facts(engagement, today), draft.on))
        for charge in draft.charges:
            yield "C", (charge.id, charge.on, charge.minor, charge.currency)
    for words in {each.reads for draft in invoices(engagement, today).drafts for each in draft.taxes}:
        yield "C", words
    for entry in facts(engagement, today).deemed:
        yield "S", entry.model_dump_json(exclude={"why", "by", "what"}) + entry.deemed


def found(agreed: Agreement) -> Iterator[tuple[str, Hashable]]:
    for finding in check(agreed):
        yield "F", (finding.id, finding.level, finding.place)


def kinds(one: Effects, other: Effects) -> set[str]:
    """Give the kinds of effect that only one of two has."""
    return {kind for kind, _ in (one - other) + (other - one)}


@functools.cache
def every() -> Agreement:
    """Give the agreement with every term, which all clauses are varied in."""
    return agreement(terms({}))


@functools.cache
def usual(look: Look) -> Effects:
    """Give what that brings about: the same for every clause that is looked at so."""
    return Counter(happens(every(), look))


def varied(data: Data, clause: str, settled: Callable[[str], bool]) -> Iterator[tuple[str, Agreement]]:
    """Give each change of a term of a clause that the agreement does not refuse; none more of a term that is settled."""
    for path, new in changes_of(clause, data):
        name = ".".join(path)
        if name in TERMS and place(name) == clause and not settled(name):
            with contextlib.suppress(ValidationError):
                yield name, agreement(copy.deepcopy(new))


def changes_of(clause: str, data: Data) -> Iterator[tuple[Path, Data]]:
    """Give each change of a clause as the whole new agreement; of every term for those that belong to no clause."""
    if not clause:
        yield from changes(Agreement, data)
        return
    part, name = clause.split(".")
    for path, new in changes(clause_type(Cite(clause)), data[part].get(name, {}), (part, name)):
        yield path, replaced(data, part, replaced(data[part], name, new))


def bears(clause: str) -> dict[str, str]:
    """Give what each term of a clause bears on.

    Over the small budget a term that bears on all it is for is settled by then: that it bears on nothing else is seen of
    what was tried so far, and of every change in every story over a larger one (`make explore`).
    """
    borne: dict[str, set[str]] = {}
    searched: set[str] = set()

    def settled(name: str) -> bool:
        return not LARGE and name in borne and set(BEARING.get(name, "")) - {"F"} <= borne[name]

    def shown(name: str) -> bool:
        return settled(name) and BEARING.get(name, "") not in {"", "F"}

    def judged(name: str) -> bool:
        return not LARGE and name in searched and ("F" in borne[name] or "F" not in BEARING.get(name, ""))

    happened = [(look, usual(look)) for look in looks(clause)]
    for name, agreed in varied(terms({}), clause, settled):
        of = borne.setdefault(name, set())
        for look, was in happened:
            if shown(name):
                break
            of |= kinds(Counter(happens(agreed, look)), was)
    for data in bases(clause):
        wrong = Counter(found(agreement(data)))
        for name, agreed in varied(data, clause, judged):
            searched.add(name)
            borne.setdefault(name, set()).update(kinds(Counter(found(agreed)), wrong))
    return {name: "".join(kind for kind in "SDCIF" if kind in of) for name, of in borne.items()}


def place(path: str) -> str:
    """Give the clause of a term; none for the terms of the agreement itself."""
    steps = path.split(".")
    return ".".join(steps[:2]) if len(steps) > 2 else ""


# ── the tests ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.random
@pytest.mark.parametrize("clause", ["", *clause_types()])
def test_every_term_bears_on_what_it_is_for(clause: str) -> None:
    printed = dict.fromkeys((name for name in PRINTED if place(name) == clause), "")
    bearing = {name: of for name, of in BEARING.items() if place(name) == clause}
    assert bears(clause) == printed | bearing


def test_every_term_either_bears_or_is_printed_for_a_reason() -> None:
    assert BEARING.keys() | PRINTED.keys() | UNCHANGEABLE == TERMS
    assert not BEARING.keys() & PRINTED.keys()
    assert all(BEARING.values())
    assert all(PRINTED.values())
