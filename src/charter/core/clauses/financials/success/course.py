"""The course of each statement: its period, who states and when, and when what is owed stands.

Whoever has to state and does not leaves it to the other side. The other side accepts a statement by a word or by
silence; where it objects in time, the lower figure is owed at once, and an audit or the steps for disputes decide on
the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from charter.core.clauses.financials.success.entries import (
    Audited,
    Contested,
    OfStatement,
    Stated,
    StatementAccepted,
)
from charter.core.clauses.financials.success.terms import MONTHS, Success
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import DAY, Period, periods
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side

if TYPE_CHECKING:
    from charter.core.clauses.financials.success import PayOnSuccess

ONCE = "once"
_Kind = TypeVar("_Kind", bound=OfStatement)


class Slot(NamedTuple):
    """One statement to be made: of a payment, for a period (None: once), as agreed on the first day of it."""

    key: str
    thing: Success
    period: Period | None
    agreed: str

    @property
    def start(self) -> dt.date | None:
        """The first day of the period, as its entries name it."""
        return self.period.start if self.period is not None else None

    def of(self, journal: Journal, kind: type[_Kind]) -> Iterator[_Kind]:
        """Give the entries of a kind about it."""
        return (e for e in journal.about(kind, self.key) if e.period == self.start and not e.deemed)

    def answer(self, journal: Journal, kind: type[_Kind], stated: Stated, deal: Deal) -> _Kind | None:
        """Give the first answer of the other side that came in time."""
        by, side = deal.within(self.thing.object_within, stated.on), side_of(stated, deal).other
        answers = (a for a in self.of(journal, kind) if stated.on <= a.on <= by)
        return next((a for a in answers if side_of(a, deal) is side), None)


class Course(NamedTuple):
    """What became of one statement: `stands` is the first day on which `base` counts, None while it does not.

    `due` is the last day to state, None where an event that nobody can foresee begins it; `object_by` the last day to
    object; `silent` says that nobody said yes or no, `said_by` which side stated, or has to.
    """

    slot: Slot
    due: dt.date | None
    said_by: Side
    stated: Stated | None = None
    object_by: dt.date | None = None
    contested: Contested | None = None
    stands: dt.date | None = None
    base: Money | None = None
    silent: bool = False
    audited: Audited | None = None

    @property
    def key(self) -> str:
        """The key of the payment."""
        return self.slot.key

    @property
    def thing(self) -> Success:
        """The payment as agreed."""
        return self.slot.thing

    @property
    def period(self) -> Period | None:
        """The period that it states."""
        return self.slot.period

    @property
    def agreed(self) -> str:
        """Where it was agreed."""
        return self.slot.agreed

    @property
    def name(self) -> str:
        """What tells it from the others."""
        return f"{self.key}/{self.period.start if self.period is not None else ONCE}"

    @property
    def entries(self) -> tuple[str, ...]:
        """The names of the entries behind what stands."""
        return tuple(each.name for each in (self.stated, self.contested) if each is not None)

    def pays_for_audit(self) -> int:
        """Say who pays for an audit: 1 the client, -1 the consultant, 0 neither, for the statement was near enough."""
        audit, found, stated = self.thing.audit, self.audited, self.stated
        if audit is None or found is None or stated is None:
            return 0
        off = found.base.minor - counted(stated, self.thing).minor
        sign = 1 if self.said_by is Side.CLIENT else -1
        return sign if sign * off > 0 and abs(off) >= abs(found.base.minor) * audit.off_by.fraction else 0


def courses(journal: Journal, past: Past[PayOnSuccess], deal: Deal) -> tuple[Course, ...]:
    """Give the course of each statement whose period has begun, and of each that was made once."""
    keys = dict.fromkeys(key for v in past.versions if v.clause is not None for key in v.clause.things)
    return tuple(course for key in keys for course in _courses(key, journal, past, deal))


def _courses(key: str, journal: Journal, past: Past[PayOnSuccess], deal: Deal) -> Iterator[Course]:
    seen: set[dt.date | None] = set()
    for version in past.versions:
        thing = version.clause.things.get(key) if version.clause is not None else None
        if thing is None or thing.kind == "discretionary":
            continue
        for day, period in _days(key, thing, journal, deal):
            start = period.start if period is not None else None
            if start not in seen and past.at(day) is version.clause:
                seen.add(start)
                yield _course(Slot(key, thing, period, past.agreed(day)), deal, journal)


def _days(key: str, thing: Success, journal: Journal, deal: Deal) -> Iterator[tuple[dt.date, Period | None]]:
    """Give the periods with the day whose terms count for each; of what comes once, the day of its statement."""
    if thing.per == ONCE:
        yield from ((stated.on, None) for stated in journal.about(Stated, key)[:1])
    else:
        yield from ((period.start, period) for period in grid(thing, deal))


def grid(thing: Success, deal: Deal) -> Iterator[Period]:
    """Give the periods of a payment that have begun; the last ends with the engagement, or with the tail after it."""
    until = counted_until(thing, deal)
    for period in periods(deal.starts, MONTHS[thing.per], 1, until or deal.horizon + DAY):
        if period.start <= deal.today:
            yield period


def counted_until(thing: Success, deal: Deal) -> dt.date | None:
    """Give the first day on which nothing counts any more; None while no end is known."""
    if deal.ends is None or thing.tail is None:
        return deal.ends
    return deal.after(thing.tail, deal.ends - DAY) + DAY


def _course(slot: Slot, deal: Deal, journal: Journal) -> Course:
    thing, period = slot.thing, slot.period
    due = deal.within(thing.statement_within, period.until - DAY) if period is not None else None
    course = Course(slot, due, thing.statement_by)
    stated = next((s for s in slot.of(journal, Stated) if untimely(s, course, deal) is None), None)
    if stated is None:
        return course
    object_by = deal.within(thing.object_within, stated.on)
    contested = slot.answer(journal, Contested, stated, deal)
    accepted = slot.answer(journal, StatementAccepted, stated, deal)
    if contested is not None and accepted is not None and accepted.on < contested.on:
        contested = None
    answer, base = contested or accepted, counted(stated, thing)
    audits = slot.of(journal, Audited) if thing.audit is not None else ()
    return course._replace(
        said_by=side_of(stated, deal), stated=stated, object_by=object_by, contested=contested,
        stands=max(answer.known if answer is not None else object_by + DAY, stated.known),
        base=min(base, contested.base) if contested is not None else base, silent=answer is None,
        audited=next((audit for audit in audits if audit.on >= stated.on), None),
    )  # fmt: skip


def counted(stated: Stated, thing: Success) -> Money:
    """Give what counts of a statement: only what was received, where that is agreed."""
    return stated.received if thing.paid_when_received and stated.received is not None else stated.base


def side_of(entry: OfStatement, deal: Deal) -> Side:
    """Give the side of whoever made an entry; a stranger acts for nobody, and counts as the consultant's."""
    person = deal.person(entry.by, entry.on)
    return person.side if person is not None else Side.CONSULTANT


def untimely(stated: Stated, course: Course, deal: Deal) -> str | None:
    """Say what is wrong with a statement: "early" before its period is over, "not yours" by the other side; else None.

    The other side may state once whoever had to is late.
    """
    if course.period is not None and stated.on < course.period.until:
        return "early"
    mine = side_of(stated, deal) is course.thing.statement_by
    return None if mine or (course.due is not None and stated.on > course.due) else "not yours"
