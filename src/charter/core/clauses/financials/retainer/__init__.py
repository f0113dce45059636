"""The retainer: a fee for each period, the hours it includes, and what more of them cost.

The fee is charged for each part of a period as agreed for that part; parts round cumulatively, so that they sum
to the whole to the cent. Hours draw on what was carried over (oldest first), then on the period's own; the rest
settles when the period is over. A fee may count no hours at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain
from typing import Self

from charter.core.clauses.financials.retainer.approval import ApprovedHours, objection, priced
from charter.core.clauses.financials.retainer.fees import fees, owed_after_end, rest_of_minimum, setting_up
from charter.core.clauses.financials.retainer.figures import RetainerFigures
from charter.core.clauses.financials.retainer.findings import findings
from charter.core.clauses.financials.retainer.periods import MONTHS, SHAPE, billing_periods, grid, stepped
from charter.core.clauses.financials.retainer.pools import further, kept, overage, pools
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.dates import Hours, Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry, Worked
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import (
    ByPeriod,
    Currency,
    IncludesHours,
    Price,
    RegularFee,
    Unanswered,
    Usage,
)
from charter.core.vocabulary.ticked import ticked


class Retainer(RetainerFigures):
    """A fee for each period, as a rule with hours included."""

    pays = True
    follows_reviews = ("amount", "overage", "later.*.amount")
    entries = (Worked, ApprovedHours)

    def states(self) -> Iterator[object]:
        """State the currency of the fee, whether it includes hours, and that it is invoiced by the period."""
        yield Currency(self.amount.currency)
        if self.hours is not None:
            a_month = Hours(self.hours.seconds // MONTHS[self.period])
            yield IncludesHours(a_month, self.counts is None or "milestone work" in self.counts)
        yield ByPeriod()
        yield RegularFee(self.amount)

    def prices(self) -> Iterator[Price]:
        """Give the fee of a period, the price of an hour beyond with the most of it, and what comes once."""
        fee = say("{fee} a {period}", fee=self.amount, period=self.period)
        whole = say("{fee}, with {hours}", fee=fee, hours=self.hours) if self.hours else fee
        yield Price(Cite(f"{self.cite}.amount"), say("Retainer"), whole, whole)
        if self.overage is not None:
            most = priced(self.overage, self.cap.seconds) if self.cap is not None else None
            yield Price(
                Cite(f"{self.cite}.overage"),
                say("Each further hour"),
                say("{price}", price=self.overage),
                say("{sum} a {period}", sum=most, period=self.period) if most is not None else None,
                self.approved_by or (),
            )
        for key, step in (self.later or {}).items():
            fee = say("{fee} a {period}", fee=step.amount, period=self.period)
            what = say("Retainer, {begins}", begins=step.begins)
            yield Price(Cite(f"{self.cite}.later.{key}"), what, fee, fee)
        if self.set_up is not None:
            once = say("{sum} once", sum=self.set_up)
            yield Price(Cite(f"{self.cite}.set_up"), say("Setting up"), once, once)
        if self.minimum is not None:
            whole = say("the fees of {time}", time=self.minimum)
            yield Price(Cite(f"{self.cite}.minimum"), say("Minimum commitment"), whole, whole)

    def recordable(self) -> tuple[type[Entry], ...]:
        """Allow a yes to further hours where they need one."""
        return self.entries if self.overage is not None and self.approved_by else (Worked,)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds for further hours to which nobody said yes."""
        if self.approved_by:
            term, asked = Cite(f"{self.cite}.approved_by"), say("a yes before further hours")
            then = say("they are free, and the consultant may refuse them")
            yield Unanswered(term, asked, Side.CLIENT, None, then)

    def entrusts(self, entry: Entry) -> Iterator[str]:
        """Entrust those named with approving further hours."""
        if isinstance(entry, ApprovedHours):
            yield from self.approved_by or ()

    # ── what it brings about ───────────────────────────────────────────────────────────────────

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge each period's fee, hours beyond, what comes once, and give kept hours back."""
        steps = stepped(past, deal)
        yield from setting_up(past, deal)
        for period in billing_periods(past, deal):
            yield from fees(period, steps, deal)
        hours = journal.fold(pools, past, deal)
        for each in hours:
            if each.used.beyond:
                yield from overage(cls.cite, each, past, deal, journal)
        yield from kept(hours, steps, deal)
        yield from rest_of_minimum(steps, deal)
        yield from owed_after_end(steps, deal, journal)

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:
        """The day itself, or that on which the period began which it cuts and which may be paid for in advance."""
        if since <= starts:
            return dt.date.min
        span, clause = past.parts(Span(starts, since), by=SHAPE)[-1]
        if clause is None:
            return since
        *_, last = grid(span, clause, starts)
        return last.start if last.until < last.whole.until else since

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Warn the client when the agreed share of a period's hours is used."""
        for pool, used, _ in journal.fold(pools, past, deal):
            clause = past.at(pool.span.start)
            alert = clause.alert if clause is not None else None
            on = used.reached(alert.fraction, pool) if alert is not None else None
            if alert is not None and on is not None:
                told = say(
                    "Tell the client that {share} of the hours since {day} are used",
                    share=alert, day=pool.span.start,
                )  # fmt: skip
                yield ticked(
                    cls.must, f"alert/{pool.span.start}", Side.CONSULTANT, told,
                    deal.business(on, 1), on, journal, field="alert",
                )  # fmt: skip

    @classmethod
    def usage(cls, past: Past[Self], day: dt.date, deal: Deal, journal: Journal) -> Iterator[Usage]:
        """Give how the hours of the period of a day stand; nothing where none are counted."""
        clause = past.at(day)
        for pool, used, _ in journal.fold(pools, past, deal) if clause is not None and clause.hours else ():
            if day in pool.span:
                stand, carried = used.usage(pool), pool.whole - pool.included
                yield Usage(
                    cls.cite, pool.span.start, pool.span.until, stand.whole, stand.used, stand.beyond, carried
                )

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why a yes does not count, and which of the hours worked are not charged because nobody said yes."""
        if isinstance(entry, ApprovedHours):
            return objection(entry, past, deal)
        if past is None or not isinstance(entry, Worked):
            return None
        found = (further(each, past, deal, journal) for each in journal.fold(pools, past, deal))
        unapproved = sum(f.within - f.charged for f in chain.from_iterable(found) if f.entry is entry)
        if unapproved:
            return Objection(
                cls.cite,
                say(
                    "Nobody said yes to {hours} of it beyond the included time: that part is not charged.",
                    hours=Hours(unapproved),
                ),
                say("Ask for a yes before the work, or agree more hours."),
            )
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find hours beyond that nobody approves, prices, caps or announces, and a fee for nothing."""
        yield from findings(self, deal)
