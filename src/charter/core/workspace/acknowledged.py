"""Findings that a person accepted, with the reason: kept in the workspace, until what they rest on changes.

Only a warning or advice can be acknowledged: an error is mended or told above the signatures, and what is open is said.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Annotated, ClassVar, NamedTuple

from pydantic import Field

from charter.core.agreement import Agreement
from charter.core.changes import terms_data, written_at
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.sentence import Sentence, Value
from charter.core.vocabulary.stated import Governing
from charter.core.vocabulary.term import Line, Terms


class Acknowledged(Terms):
    """A finding that somebody accepted for one engagement."""

    LONGEST_REASON: ClassVar = 1000
    """Characters that a reason may have: a sentence or two."""

    engagement: Line = Field(description="The name of its folder.", examples=["harbourline"])
    finding: Line = Field(description="The name of the finding.", examples=["CH-SCO-013"])
    place: Line = Field(description="The path of the term in which it is.")
    by: Line = Field(description="Who accepts it, by name.", min_length=1, examples=["Mara Lindqvist"])
    on: Day = Field(description="When.", examples=["2026-03-02"])
    reason: Line = Field(
        description="Why.", min_length=1, examples=["Their board meets only every second week."]
    )
    rests_on: Annotated[str, Field(pattern="^[0-9a-f]{16}$")] = Field(
        description="The digest of what it rests on; written by the program."
    )


class Acknowledgement(NamedTuple):
    """What somebody accepted of a finding; `stands` unless what it rests on has changed since."""

    given: Acknowledged
    stands: bool


def rests_on(finding: Finding, agreement: Agreement, today: dt.date) -> str:
    """Give the digest of what a finding rests on: what it says, its source, its clause, and the law that governs.

    What it says holds the figures of other clauses; the day on which it is said is no part of it.
    """
    table = terms_data(agreement)
    held = {
        "finding": [finding.id, finding.place, str(finding.level), str(finding.source or "")],
        "says": _figures(finding.message, today),
        "clause": written_at(table, Cite(finding.place).clause),
        "law": written_at(table, agreement.stating(Governing)),
    }
    text = json.dumps(held, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _figures(value: Value, today: dt.date) -> object:
    """Give a sentence with its values, as texts; today is the same on every day."""
    if isinstance(value, Sentence):
        return [value.text, [[name, _figures(each, today)] for name, each in value.values]]
    if isinstance(value, tuple):
        return [_figures(each, today) for each in value]
    return "today" if value == today else str(value)


def acknowledgements(
    given: Iterable[Acknowledged],
    engagement: str,
    found: Iterable[Finding],
    agreement: Agreement,
    today: dt.date,
) -> list[Acknowledgement | None]:
    """Give for each finding on an engagement what was accepted of it last; None: nobody did."""
    latest: dict[tuple[str, str], list[Acknowledged]] = {}
    for each in given:
        if each.engagement == engagement:
            latest.setdefault((each.finding, each.place), []).append(each)
    return [_of(one, latest.get((one.id, one.place), []), agreement, today) for one in found]


def _of(
    finding: Finding, given: list[Acknowledged], agreement: Agreement, today: dt.date
) -> Acknowledgement | None:
    if not given or not finding.level.may_be_accepted:
        return None
    digest = rests_on(finding, agreement, today)
    fits = [each for each in given if each.rests_on == digest]
    return Acknowledgement((fits or given)[-1], stands=bool(fits))
