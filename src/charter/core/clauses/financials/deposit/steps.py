"""What is agreed as deposit, step by step: the whole on the first day, the difference where an amendment changes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from charter.core.clauses.financials.deposit.entries import DepositReceived, DepositReturned
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.journal import Journal

if TYPE_CHECKING:
    from charter.core.clauses.financials.deposit import Deposit


class Step(NamedTuple):
    """A change of what is agreed as deposit, from a day on: by `more` or less, to the `whole`, in minor units."""

    since: dt.date
    clause: Deposit
    more: int
    whole: int


def steps(past: Past[Deposit], deal: Deal, kind: str) -> Iterator[Step]:
    """Give each change of what is agreed as deposit of a kind, the first on the first day."""
    before, latest = 0, None
    for version in past.versions:
        clause = version.clause if version.clause is not None and version.clause.kind == kind else None
        latest = clause or latest
        whole = clause.amount.minor if clause is not None else 0
        if latest is not None and whole != before:
            yield Step(max(version.since, deal.starts), latest, whole - before, whole)
        before = whole


def came(journal: Journal, whole: int) -> dt.date | None:
    """Give the day on which so much of the deposit had come."""
    total = 0
    for entry in journal.of(DepositReceived):
        total += entry.amount.minor
        if total >= whole:
            return entry.on
    return None


def given_back(journal: Journal, whole: int) -> dt.date | None:
    """Give the day on which so much of the deposit had been given back."""
    total = 0
    for entry in journal.of(DepositReturned):
        total += entry.amount.minor
        if total >= whole:
            return entry.on
    return None
