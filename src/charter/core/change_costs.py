"""What a changed term costs that charges nothing by itself: other prices, cash that comes later, a longer way out.

A price is what a clause says that it costs. Cash and the way out are played: what is charged in a year, and what a
notice on the first day would bring about under either text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from charter.core.agreement import Agreement
from charter.core.billing import charges
from charter.core.engagement import Engagement
from charter.core.exit_plan import exit_plan
from charter.core.facts import facts
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.money import Money, half_up
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say, say_n
from charter.core.vocabulary.stated import Price, TimeToPay

YEAR = dt.timedelta(days=365)
MONTH = 30
"""Days of a month, where months are only told for people to compare."""


def change_costs(
    before: Engagement, after: Engagement, path: str, since: dt.date, *, charged: bool = False
) -> Iterator[Sentence]:
    """Say what the change of a term costs from a day on, beside what is charged; nothing where it costs nothing.

    `charged` is whether what is charged by itself is another sum, which tells a price better than its words.
    """
    was, now = before.in_force(since), after.in_force(since)
    if not charged:
        yield from _prices(was, now)
    yield from _cash(before, was, now, since)
    clause = (was.clauses | now.clauses).get(Cite(path).clause) if "." in path else None
    if clause is not None and any(True for _ in clause.ways_out(facts(after, since).deal)):
        for side in Side:
            yield from _way_out(before, after, side, since)


def _prices(was: Agreement, now: Agreement) -> Iterator[Sentence]:
    """Say which prices are others, or have another maximum."""
    old, new = (
        {price.cite: price for each in a.clauses.values() for price in each.prices()} for a in (was, now)
    )
    for cite, price in new.items():
        if cite in old and (said := _told(price)) != (told := _told(old[cite])):
            yield say("{what}: {told} → {said}", what=price.what, told=told, said=said)


def _told(price: Price) -> Sentence:
    if price.most is None or price.most == price.amount:
        return price.amount
    return say("{price}, at most {most}", price=price.amount, most=price.most)


def _cash(before: Engagement, was: Agreement, now: Agreement, since: dt.date) -> Iterator[Sentence]:
    """Say how much later cash comes where there is another time to pay, and how much more is then outstanding."""
    old, new = (each.stated.get(TimeToPay) for each in (was, now))
    if not isinstance(old, TimeToPay) or not isinstance(new, TimeToPay) or old == new:
        return
    days = new.after.about_days - old.after.about_days
    year = [charge.minor for charge in charges(before, since + YEAR) if since <= charge.on < since + YEAR]
    owed = Money(half_up(Fraction(sum(year) * abs(days), YEAR.days)), facts(before, since).deal.currency)
    if days > 0 and owed.minor:
        later = say_n("each invoice is paid {n} day later", "each invoice is paid {n} days later", days)
        yield say("{later}: {sum} more is outstanding on average", later=later, sum=owed)
    elif days < 0 and owed.minor:
        sooner = say_n("each invoice is paid {n} day sooner", "each invoice is paid {n} days sooner", -days)
        yield say("{sooner}: {sum} less is outstanding on average", sooner=sooner, sum=owed)


def _way_out(before: Engagement, after: Engagement, side: Side, since: dt.date) -> Iterator[Sentence]:
    """Say what leaving without a reason takes, where it takes longer or less: days, months, and what is charged."""
    old, new = (exit_plan(each, since, side) for each in (before, after))
    if old.last_day is None or new.last_day is None or old.last_day == new.last_day:
        return
    days = (new.last_day - old.last_day).days
    time = say_n("{n} day", "{n} days", abs(days))
    if abs(days) >= MONTH:
        months = half_up(Fraction(abs(days), MONTH))
        time = say(
            "{days} ({months})", days=time, months=say_n("about {n} month", "about {n} months", months)
        )
    money = Money(abs(new.balance - old.balance), new.currency)
    if days > 0:
        yield say(
            "leaving takes longer: after a notice by the {side} on {day}, {time} and {sum} more",
            side=side,
            day=since,
            time=time,
            sum=money,
        )
    else:
        yield say(
            "leaving is quicker: after a notice by the {side} on {day}, {time} and {sum} less",
            side=side, day=since, time=time, sum=money,
        )  # fmt: skip
