"""A workspace as a value: its settings, and what its other engagements bring that findings and numbers need.

>>> from charter.core.vocabulary.party import Form
>>> tillhouse = Party(name="Tillhouse Ltd", form=Form.COMPANY, address="1 Mill Lane, Leeds", country="GB")
>>> orbital = Party(name="Orbital Inc.", form=Form.COMPANY, address="9 Bay Road, Oakland", country="US")
>>> on = dt.date(2026, 3, 1)
>>> others = (
...     Other(name="tillhouse", client=tillhouse, numbers=("NL-1",), income=(Income(on=on, amount=Money(300, "GBP")),)),
...     Other(name="orbital", client=orbital, numbers=("NL-2",), income=(Income(on=on, amount=Money(100, "GBP")),)),
... )
>>> [(sum.client, sum.year, str(sum.amount)) for sum in sums(others)]
[('Orbital Inc.', 2026, 'GBP 1.00'), ('Tillhouse Ltd', 2026, 'GBP 3.00')]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from charter.core.agreement import stated
from charter.core.engagement import Engagement
from charter.core.known import known
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.money import Money, SignedMoney
from charter.core.vocabulary.party import Party
from charter.core.vocabulary.stated import Sides
from charter.core.vocabulary.term import Terms
from charter.core.workspace.settings import Settings


class Income(Terms):
    """What was invoiced on a day for work, in one currency; less than nothing: given back."""

    on: dt.date
    amount: SignedMoney


class IncludedHours(Terms):
    """Hours a month that a fee includes, from a day on; to its last, or without end."""

    first: dt.date
    last: dt.date | None = None
    hours: Hours


class Other(Terms):
    """What one engagement of a workspace brings for the others: its client, its numbers, its income, and its hours."""

    name: str
    client: Party
    numbers: tuple[str, ...] = ()
    income: tuple[Income, ...] = ()
    included: tuple[IncludedHours, ...] = ()


class Sum(NamedTuple):
    """What was invoiced to a client in a calendar year, in one currency."""

    client: str
    year: int
    amount: Money


class Workspace(Terms):
    """The settings, and the other engagements beside the one that is looked at.

    `unread` names the engagements that could not be read: their numbers and sums are not known. `worded` names the
    clauses for which the playbook has words of its own.
    """

    settings: Settings
    others: tuple[Other, ...] = ()
    unread: tuple[str, ...] = ()
    worded: tuple[str, ...] = ()

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers that were used outside the engagement that is looked at."""
        named = (number for series in self.settings.series.values() for number in series.used)
        return frozenset((*named, *self.holders))

    @cached_property
    def holders(self) -> Mapping[str, str]:
        """The name of the engagement that used a number, by number."""
        return {number: other.name for other in self.others for number in other.numbers}


def other_of(engagement: Engagement) -> Other:
    """Give what an engagement brings for the others.

    Income is what was invoiced for work, without tax; interest and fixed sums on late debts are none. A client goes by
    the terms in force when the last invoice was issued, else by those agreed first.
    """
    issued = engagement.journal.of(Issued)
    last = engagement.in_force(max((entry.on for entry in issued), default=dt.date.min))
    return Other(
        name=engagement.name,
        client=stated(last, Sides).client,
        numbers=tuple(entry.number for entry in issued),
        income=tuple(income for entry in issued for income in _income(entry)),
    )


def _income(entry: Issued) -> Iterator[Income]:
    late = {cite for cite, each in known().items() if each.accrues}
    of_work = [line for line in entry.lines if line.clause not in late]
    if of_work:
        minor = sum(line.amount.minor for line in of_work)
        yield Income(on=entry.on, amount=Money(minor, of_work[0].amount.currency))


def same_client(one: Party, other: Party) -> bool:
    """Whether two parties are one: by their tax number where both have one, else by their name."""
    if one.tax_id and other.tax_id:
        return one.tax_id.casefold() == other.tax_id.casefold()
    return one.name.casefold() == other.name.casefold()


def sums(others: Iterable[Other]) -> tuple[Sum, ...]:
    """Give what was invoiced, by client, year and currency."""
    found: dict[tuple[str, int, str], Money] = {}
    for other in others:
        for income in other.income:
            key = (other.client.name, income.on.year, income.amount.currency)
            found[key] = found.get(key, income.amount.zero()) + income.amount
    return tuple(Sum(client, year, amount) for (client, year, _), amount in sorted(found.items()))
