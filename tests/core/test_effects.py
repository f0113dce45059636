"""Whatever is agreed bears: a change of any single term changes what the agreement brings about.

Words alone (a title, a sentence on a duty) are no effect. What is printed and brings about nothing is named with its
reason in `bearing`, beside what every other term bears on; a term in neither, or no longer true to it, fails.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import json
import tomllib
from collections import Counter
from collections.abc import Hashable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from charter.core.agreement import Agreement, clause_types
from charter.core.billing import invoices
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.journal import Journal

from .bearing import BEARING, PRINTED
from .conduct import LEFT, STAYED, WAYS, Told
from .variations import Data, changes, leaves

AGREED = Path(__file__).parent / "document" / "harbourline.toml"
TERMS = frozenset(leaves(Agreement, ""))
UNCHANGEABLE = {"general.law.language"}
Look = tuple[Told, date]
MIDST, AFTER = (LEFT, date(2026, 5, 14)), (LEFT, date(2026, 6, 30))
BEFORE, RENEWED = (STAYED, date(2026, 12, 1)), (STAYED, date(2027, 3, 2))
LOOKS: dict[str, tuple[Look, ...]] = {
    "foundation.parties": (AFTER,),
    "foundation.term": (MIDST, AFTER, BEFORE, RENEWED),
    "exit.termination": (MIDST, AFTER, *((way, date(2026, 6, 1)) for way in WAYS)),
    "exit.settlement": (AFTER, *((way, date(2026, 6, 1)) for way in WAYS[2:3])),
}
"""Where to look for what the terms of a clause bring about, and when; elsewhere in the midst, after, and before."""
Effects = Counter[tuple[str, Hashable]]
"""What comes about, by kind: S (silence), D (duties), C (charges), I (invoices to be), F (findings)."""


# ── agreements, and what they bring about ──────────────────────────────────────────────────────


def agreement(data: Data) -> Agreement:
    return Agreement.model_validate_json(json.dumps(data, default=str), strict=True)


APART = {
    "general__interpretation__consultant_calendar": "DE-BY",
    "scope__dependencies__access__due": date(2026, 3, 9),
}
"""Terms that must differ from those beside them, or from a weekend, to bear."""


def terms(**others: object) -> Data:
    """Give the terms of an agreement with every term, some of them otherwise (None: left out)."""
    data = tomllib.loads(AGREED.read_text(encoding="utf-8"))
    for path, held in {**APART, **others}.items():
        *steps, last = path.split("__")
        table = functools.reduce(lambda inner, step: inner[step], steps, data)
        table[last] = held
        if held is None:
            del table[last]
    return data


BASES: dict[str, tuple[Data, ...]] = {
    "": (terms(),),
    "exit.termination": (terms(exit__termination__cause=None),),
    "financials.payment": (terms(financials__payment__bank=None),),
    "foundation.parties": tuple(
        terms(
            **{f"foundation__parties__{side}__{name}": held for name, held in there.items()},
            general__law__governing=law,
        )
        for side in ("client", "consultant")
        for law, there in (("DE", {"country": "FR"}), ("US-NY", {"country": "US", "state": "NY"}))
    ),
}
"""Agreements: a whole one, and by clause some where a term bears that is else in the shade of another."""


def happens(agreed: Agreement, look: Look) -> Iterator[tuple[str, Hashable]]:
    """Give what comes about until a day, without the sentences that tell of it."""
    told, today = look
    engagement = Engagement(agreed, journal=Journal(told))
    for duty in duties(engagement, today, agreed.foundation.term.starts, today + timedelta(days=90)):
        yield "D", duty._replace(reads="")
    for draft in invoices(engagement, today).drafts:
        yield "I", (draft.number, draft.on, draft.due)
        for charge in draft.charges:
            yield "C", (charge.id, charge.on, charge.minor, charge.currency)
    for entry in facts(engagement, today).deemed:
        yield "S", entry.model_dump_json(exclude={"why", "by"}) + entry.deemed


def found(agreed: Agreement) -> Iterator[tuple[str, Hashable]]:
    for finding in check(agreed):
        yield "F", (finding.id, finding.level, finding.place)


def kinds(one: Effects, other: Effects) -> set[str]:
    """Give the kinds of effect that only one of two has."""
    return {kind for kind, _ in (one - other) + (other - one)}


def varied(data: Data, clause: str) -> Iterator[tuple[str, Agreement]]:
    """Give each change of a term of a clause that the agreement does not refuse."""
    for path, new in changes(Agreement, data):
        name = ".".join(path)
        if name in TERMS and place(name) == clause:
            with contextlib.suppress(ValidationError):
                yield name, agreement(copy.deepcopy(new))


def bears(clause: str) -> dict[str, str]:
    """Give what each term of a clause bears on."""
    borne: dict[str, set[str]] = {}
    looks = LOOKS.get(clause, (MIDST, AFTER, BEFORE))
    whole = agreement(BASES[""][0])
    happened = [Counter(happens(whole, look)) for look in looks]
    for name, agreed in varied(BASES[""][0], clause):
        of = borne.setdefault(name, set())
        for look, was in zip(looks, happened, strict=True):
            of |= kinds(Counter(happens(agreed, look)), was)
    for data in BASES[""] + BASES.get(clause, ()):
        wrong = Counter(found(agreement(data)))
        for name, agreed in varied(data, clause):
            borne[name] |= kinds(Counter(found(agreed)), wrong)
    return {name: "".join(kind for kind in "SDCIF" if kind in of) for name, of in borne.items()}


def place(path: str) -> str:
    """Give the clause of a term; none for the terms of the agreement itself."""
    steps = path.split(".")
    return ".".join(steps[:2]) if len(steps) > 2 else ""


# ── the tests ──────────────────────────────────────────────────────────────────────────────────


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
