"""What is charged beside the hours: days on call, and appointments called off too late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.clauses.financials.hourly.entries import CalledOff, StoodBy
from charter.core.vocabulary.arithmetic.hours import HOUR, hours
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import DAY, Hours, Span, Unit
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money, half_up
from charter.core.vocabulary.regular import months_begun
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.financials.hourly import Hourly


def on_call(past: Past[Hourly], deal: Deal, journal: Journal) -> Iterator[Charge]:
    """Charge the days on call of each month when it is over, each day once, up to the most of a month."""
    seen: set[dt.date] = set()
    for month in months_begun(deal):
        charged = 0
        for asked in journal.of(StoodBy):
            clause = past.at(max(asked.on, month.start))
            agreed = clause.on_call if clause is not None else None
            if clause is None or agreed is None:
                continue
            days = [day for day in _days(asked, month) if day not in seen][: max(agreed.days - charged, 0)]
            seen.update(days)
            charged += len(days)
            on = max(month.until, asked.known)
            if days and on <= deal.today:
                basis = Basis.of(times, minor=agreed.fee.minor, count=len(days))
                yield clause.charge(
                    f"on-call/{days[0]}", "on_call.fee", on, Money(basis.minor, agreed.fee.currency),
                    reads=say("On call, {span}", span=Span(days[0], days[-1] + DAY)), basis=basis,
                    span=Span(days[0], days[-1] + DAY), entries=(asked.name,), agreed=past.agreed(days[0]),
                )  # fmt: skip


def _days(asked: StoodBy, month: Span) -> Iterator[dt.date]:
    first, last = max(asked.on, month.start), min(asked.last, month.until - DAY)
    yield from (first + n * DAY for n in range((last - first).days + 1))


def called_off(past: Past[Hourly], deal: Deal, journal: Journal) -> Iterator[Charge]:
    """Charge what the client called off too late, on the day for which it was planned."""
    for entry in journal.of(CalledOff):
        clause = past.at(entry.on)
        agreed = clause.cancelled if clause is not None else None
        if clause is None or agreed is None or not too_late(clause, entry, deal):
            continue
        role = entry.role if entry.role in clause.rates else next(iter(clause.rates))
        price, on = clause.price(role, entry.planned, deal), max(entry.planned, entry.known)
        basis = Basis.of(
            hours, minor=price.minor, seconds=half_up(entry.hours.seconds * agreed.charged.fraction)
        )
        if on <= deal.today:
            yield clause.charge(
                f"called-off/{entry.planned}/{entry.on}", "cancelled.charged", on,
                Money(basis.minor, price.currency),
                reads=say(
                    "Appointment of {day} called off: {share} of {hours} at {price} an hour",
                    day=entry.planned, share=agreed.charged, hours=Hours(entry.hours.seconds), price=price,
                ),
                basis=basis, span=Span(entry.planned, entry.planned + DAY), entries=(entry.name,),
                agreed=past.agreed(entry.on),
            )  # fmt: skip


def too_late(clause: Hourly, entry: CalledOff, deal: Deal) -> bool:
    """Whether an appointment was called off too late; hours that nobody wrote down count for the client."""
    agreed = clause.cancelled
    if agreed is None:
        return False
    if agreed.within.unit is not Unit.HOURS:
        return deal.after(agreed.within, entry.on) > entry.planned
    at, begins = entry.at or dt.time.min, entry.begins or dt.time.max
    ahead = dt.datetime.combine(entry.planned, begins) - dt.datetime.combine(entry.on, at)
    return ahead.total_seconds() < agreed.within.count * HOUR
