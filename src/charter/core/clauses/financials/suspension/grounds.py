"""Why work may stop on a day: an invoice that has climbed the ladder so far, or too much that is unpaid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Notice
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ladder import reached
from charter.core.vocabulary.ledger import Debt, ledger
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.suspension import Suspension


class Ground(NamedTuple):
    """Why work may stop, or a stop be announced, and from when; `invoice` is None where it is all that is unpaid.

    `met` is the day on which the notice was received, `owed` whether anything of it is still payable today.
    """

    invoice: str | None
    since: dt.date
    met: dt.date | None
    owed: bool
    reads: Sentence


class Grounds:
    """The grounds to stop under a clause, as known on the day of the frame."""

    def __init__(self, clause: Suspension, deal: Deal, journal: Journal) -> None:
        self.clause, self.deal, self.journal = clause, deal, journal
        self.books = ledger(journal)

    def on(self, day: dt.date) -> Ground | None:
        """Give the ground to stop work on a day; None where there is none."""
        return next((ground for ground in self._to_stop() if self._holds(ground, day)), None)

    def announced(self) -> Iterator[Ground]:
        """Give each debt for which a stop may be or was announced."""
        for debt in self._late_debts():
            step = reached(f"{self.clause.cite}.notice_from", debt, self.deal, self.journal)
            if step is not None and step.since <= self.deal.today and debt.payable(step.since - DAY) > 0:
                owed = debt.payable(self.deal.today) > 0
                yield Ground(debt.number, step.since, step.met, owed, self._because(debt))

    def overdue(self, day: dt.date) -> int:
        """Give all that is overdue at the end of a day, in minor units."""
        return sum(debt.payable(day) for debt in self.books.overdue(day))

    def unpaid(self, day: dt.date) -> int:
        """Give all that is unpaid at the end of a day and may not be held back, due or not, in minor units."""
        return sum(debt.payable(day) for debt in self.books.debts if debt.issued <= day)

    def enough(self, day: dt.date) -> bool:
        """Whether more is overdue at the end of a day than may be without a stop."""
        small = self.clause.more_than.minor if self.clause.more_than is not None else 0
        return self.overdue(day) > small

    def beyond_limit(self, day: dt.date) -> bool:
        """Whether more is unpaid at the end of a day than the agreed limit."""
        limit = self.clause.credit_limit
        return limit is not None and self.unpaid(day) > limit.minor

    def _holds(self, ground: Ground, day: dt.date) -> bool:
        eve = day - DAY
        if ground.since > day:
            return False
        if ground.invoice is None:
            return self.beyond_limit(eve)
        debt = self.books.debt(ground.invoice)
        return debt is not None and debt.payable(eve) > 0 and self.enough(eve)

    def _to_stop(self) -> Iterator[Ground]:
        """Give each ground on which work may stop once its notice has run."""
        for debt in self._late_debts():
            step = reached(f"{self.clause.cite}.stops_from", debt, self.deal, self.journal)
            if step is not None:
                yield Ground(debt.number, step.since, None, debt.left > 0, self._because(debt))
        limit = self.clause.credit_limit
        for notice in self.journal.of(Notice) if limit is not None else ():
            warned = notice.of == "suspension" and notice.side is Side.CONSULTANT
            if warned and self.beyond_limit(notice.counts - DAY):
                ran = self.deal.after(self.clause.notice, notice.counts) + DAY
                since = self.deal.ruled(notice.counts).calendar.roll(ran, "forward")
                reads = say("Stop work, because more than {limit} is unpaid", limit=limit or "")
                yield Ground(None, since, notice.counts, True, reads)  # noqa: FBT003 - as named above

    def _late_debts(self) -> Iterator[Debt]:
        return (debt for debt in self.books.debts if debt.was_late(self.deal.today))

    @staticmethod
    def _because(debt: Debt) -> Sentence:
        return say("Stop work, because invoice {number} is overdue", number=debt.number)


def paid_up(
    clause: Suspension, ground: Ground, since: dt.date, deal: Deal, journal: Journal
) -> dt.date | None:
    """Give the first day, not before the eve of `since`, at whose end nothing stops the work; None so far."""
    grounds = Grounds(clause, deal, journal)
    days = sorted({on for debt in grounds.books.debts for on, _ in debt.payments if on >= since - DAY})
    settled = (day for day in days if not grounds.books.overdue(day))
    return next((day for day in settled if ground.invoice is not None or not grounds.beyond_limit(day)), None)
