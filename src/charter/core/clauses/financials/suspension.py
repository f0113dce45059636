"""Suspension: the right to stop work while an invoice is overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Missed, Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import Resumed, Suspended
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Notice, deem
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import Debt, Ledger, ledger
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import MovesDates, Step
from charter.core.vocabulary.term import Line, Listed

CREDENTIALS = ("credential", "password", "access key", "login", "secret")
"""Words for what must never be withheld."""


class Suspension(Clause):
    """When the consultant may stop work, and what that does."""

    entries = (Suspended, Resumed)
    notices = (NoticeKind("suspension", frozenset({Side.CONSULTANT})),)
    unsaid = say("when work may stop")
    missed = Missed(Level.ADVICE, say("work must go on while invoices stay unpaid"), fees=True)

    overdue_for: TimeToAct = Field(description="How long an invoice must be overdue.", examples=["14 days"])
    notice: TimeToAct = Field(
        description="How long before work stops the consultant says so.", examples=["5 days"]
    )
    dates: Literal["move day for day", "stay"] = Field(description="What happens to the consultant's dates.")
    fees: Literal["run", "pause"] = Field(description="Whether the retainer runs on.")
    withheld: Listed[Line] = Field(
        (), description="What may be held back meanwhile; never credentials.", examples=[["new deliverables"]]
    )

    def eligible_from(self, debt: Debt, deal: Deal) -> dt.date | None:
        """Give the first day on which notice may be given because of a debt; None when it was paid before."""
        if debt.open(debt.due) <= 0:
            return None
        late = deal.after(self.overdue_for, debt.due)
        return late + DAY if debt.open(late) > 0 else None

    def states(self) -> Iterator[object]:
        """State that a suspension moves dates, where it does."""
        if self.dates == "move day for day":
            yield MovesDates()

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Suspend when a good notice has run out with the debt unpaid; resume on the day after all is paid."""
        for notice in journal.of(Notice):
            clause = past.at(notice.on)
            given = notice.of == "suspension" and notice.side is Side.CONSULTANT
            if not given or clause is None:
                continue
            books = ledger(journal)
            starts = deal.after(clause.notice, notice.counts) + DAY
            debt = clause.unpaid(notice, books, deal, starts)
            if debt is None or starts > deal.today or not deal.runs(starts):
                continue
            yield deem(
                Suspended(
                    on=starts,
                    by="time",
                    invoice=debt.number,
                    moves_dates=clause.dates == "move day for day",
                    pauses_fees=clause.fees == "pause",
                ),
                cls.cite,
            )
            paid_up = _paid_up(books, starts)
            if paid_up is not None and paid_up < deal.today:
                yield deem(Resumed(on=max(paid_up + DAY, starts), by="time"), cls.cite)

    def unpaid(self, notice: Notice, books: Ledger, deal: Deal, starts: dt.date) -> Debt | None:
        """Give the debt that makes a notice good and is still unpaid on the eve of the suspension."""
        for debt in books.debts:
            eligible_from = self.eligible_from(debt, deal)
            if eligible_from is not None and eligible_from <= notice.counts and debt.open(starts - DAY) > 0:
                return debt
        return None

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give the right to announce a suspension for each debt that is overdue long enough."""
        works = deal.runs(deal.today) and not any(deal.today in pause for pause in deal.pauses)
        clause = past.at(deal.today)
        for debt in ledger(journal).debts if clause is not None else ():
            eligible_from = clause.eligible_from(debt, deal) if clause is not None else None
            if clause is not None and eligible_from is not None and eligible_from <= deal.today:
                given = next(
                    (
                        n.on
                        for n in journal.of(Notice, eligible_from)
                        if n.of == "suspension" and n.side is Side.CONSULTANT
                    ),
                    None,
                )
                if given is None and (debt.settled is not None or not works):
                    continue
                yield cls.may(
                    f"announce/{debt.number}",
                    Side.CONSULTANT,
                    say(
                        "Announce that work stops in {time}, because invoice {invoice} is overdue",
                        time=clause.notice, invoice=debt.number,
                    ),
                    None,
                    eligible_from,
                    meets=meets(Notice, of="suspension", side=Side.CONSULTANT),
                    met=given,
                )  # fmt: skip

    def steps(self, deal: Deal) -> Iterator[Step]:
        """Give the right to announce a stop of work, and the stop itself."""
        due, notice = say("the Due Date"), say("the notice of the stop")
        announce = say("The Consultant may announce that it stops work")
        yield Step(Cite(f"{self.cite}.overdue_for"), due, self.overdue_for, announce)
        yield Step(Cite(f"{self.cite}.notice"), notice, self.notice, say("Work stops until all is paid"))

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a notice of suspension stops nothing: not agreed, by the client, or too early."""
        if not isinstance(entry, Notice):
            return None
        clause = past.at(entry.on) if past is not None else None
        if clause is None:
            why = say("Nothing was agreed about suspending the work.")
            return Objection(cls.cite, why, say("Agree on it first."))
        return clause.too_early(entry, deal, journal) if clause.acts else None  # else a person decides

    def too_early(self, notice: Notice, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a notice came from the wrong side, or before an invoice was late enough."""
        if notice.side is Side.CLIENT:
            why = say("Only the consultant can suspend the work, while an invoice is overdue: work goes on.")
            return Objection(self.cite, why, say("Record of what it was a notice, or let it be."))
        eligible_from = [self.eligible_from(debt, deal) for debt in ledger(journal).debts]
        days = [day for day in eligible_from if day is not None]
        if any(day <= notice.counts for day in days):
            return None
        if days and min(days) <= deal.today:
            why = say(
                "The notice came before it may be given, which is from {day} on: work goes on.", day=min(days)
            )
            return Objection(self.cite, why, say("Give it again once it may be given."))
        why = say(
            "No invoice had been overdue for {time} when the notice came: work goes on.",
            time=self.overdue_for,
        )
        return Objection(self.cite, why, say("Give it again once one is."))

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find credentials among what is withheld, and a stop without a warning."""
        for place, item in enumerate(self.withheld):
            if any(word in item.casefold() for word in CREDENTIALS):
                yield self.finding(
                    "CH-FIN-060", Level.ERROR, f"withheld.{place}",
                    say("'{item}' would hold back credentials: that can ruin a business, and end in court.", item=item),
                    say("Hold back deliverables or work, never access."),
                )  # fmt: skip
        if (deal.after(self.notice, deal.starts) - deal.starts).days < _SHORTEST:
            yield self.finding(
                "CH-FIN-062", Level.WARNING, "notice",
                say("{time} of warning before work stops is hardly a warning.", time=self.notice),
                say("Give at least 3 days."), to="5 days",
            )  # fmt: skip


_SHORTEST = 3


def _paid_up(books: Ledger, since: dt.date) -> dt.date | None:
    """Give the first day, not before the eve of `since`, at whose end nothing was overdue; None while something is."""
    days = sorted({on for debt in books.debts for on, _ in debt.payments if on >= since - DAY})
    return next((day for day in days if not books.overdue(day)), None)
