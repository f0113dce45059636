"""A breach on its way to an end: the notice that names it, the time to put it right, and the right to end that follows.

A notice of a breach ends nothing. If the breach is not put right in time, the side that named it may end the engagement
by a second notice, until that right lapses. An unpaid invoice comes to the same point on the ladder.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field

from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Entry, Named, Notice
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ladder import reached
from charter.core.vocabulary.ledger import Debt, ledger
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.exit.termination import Termination
    from charter.core.clauses.exit.termination.terms import Unpaid


class Cured(Entry):
    """A breach that was notified is put right."""

    restates = True

    kind: Literal["cured"] = "cured"
    side: Side = Field(description="The side whose breach it was.")

    def says(self, named: Named) -> Sentence:
        """Say whose breach it was."""
        return say("what the {side} had broken is put right", side=self.side)


class Right(NamedTuple):
    """A side's right to end the engagement by a second notice: from when to when, and after which first notice.

    `until` is the last day of the right; `invoice` the number of the invoice that stayed unpaid, None: another breach.
    """

    side: Side
    first: Notice
    since: dt.date
    until: dt.date
    invoice: str | None = None


class Breaches:
    """What was announced under a clause, as known on the day of the frame."""

    def __init__(self, clause: Termination, deal: Deal, journal: Journal) -> None:
        self.clause, self.deal, self.journal = clause, deal, journal

    def cure_until(self, notice: Notice) -> dt.date | None:
        """Give the last day to put right what a notice names; None where the notice leads nowhere."""
        cause = self.clause.cause.of(notice.side) if self.clause.cause is not None else None
        if notice.of == "cause" and cause is not None:
            return self.deal.rolled_forward(self.deal.after(cause.cure, notice.counts))
        unpaid = self.clause.unpaid
        if notice.of == "non-payment" and unpaid is not None and any(self._announced(notice)):
            return self.deal.rolled_forward(self.deal.after(unpaid.pay_within, notice.counts))
        return None

    def cured(self, notice: Notice) -> dt.date | None:
        """Give the day on which what a notice names was put right in time; None while it is not."""
        last = self.cure_until(notice)
        if last is None:
            return None
        if notice.of == "non-payment":
            paid = [debt.settled for debt in self._announced(notice)]
            days = [day for day in paid if day is not None and day <= last]
            return max(days) if len(days) == len(paid) else None
        said = (c for c in self.journal.of(Cured, notice.counts) if c.side is notice.side.other)
        return next((c.on for c in said if c.on <= last), None)

    def rights(self) -> Iterator[Right]:
        """Give each right to end that a breach has brought about, or will if nothing is put right."""
        for notice in self.journal.of(Notice):
            last = self.cure_until(notice)
            if last is None or self.cured(notice) is not None:
                continue
            if notice.of == "non-payment":
                yield from self._of_unpaid(notice, self.clause.unpaid)
            elif self.clause.cause is not None and (cause := self.clause.cause.of(notice.side)) is not None:
                since = self.deal.rolled_forward(last + DAY)
                yield Right(notice.side, notice, since, self.deal.after(cause.lapses, last))

    def to_end(self, notice: Notice) -> Right | None:
        """Give the right that a second notice rests on; None where there is none on the day it came."""
        return next((right for right in self.rights() if self._carries(right, notice)), None)

    def _carries(self, right: Right, notice: Notice) -> bool:
        on = notice.counts
        if right.side is not notice.side or not right.since <= on <= right.until:
            return False
        debt = ledger(self.journal).debt(right.invoice) if right.invoice is not None else None
        return debt is None or debt.payable(on - DAY) > 0

    def _announced(self, notice: Notice) -> Iterator[Debt]:
        """Give the debts that had come to this step of the ladder when a notice came, and were unpaid then."""
        if notice.side is not Side.CONSULTANT:
            return
        for debt in ledger(self.journal).debts:
            step = reached(f"{self.clause.cite}.unpaid.notice_from", debt, self.deal, self.journal)
            if step is not None and step.since <= notice.counts and debt.payable(notice.counts - DAY) > 0:
                yield debt

    def _of_unpaid(self, notice: Notice, unpaid: Unpaid | None) -> Iterator[Right]:
        for debt in self._announced(notice) if unpaid is not None else ():
            step = reached(f"{self.clause.cite}.unpaid.ends_from", debt, self.deal, self.journal)
            if step is not None and unpaid is not None:
                ran = self.deal.after(unpaid.pay_within, notice.counts) + DAY
                since = max(step.since, self.deal.rolled_forward(ran))
                yield Right(notice.side, notice, since, self.deal.after(unpaid.lapses, since), debt.number)
