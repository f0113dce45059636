"""Suspension: the right to stop work while an invoice is overdue, or while too much is unpaid.

Work never stops by itself: after a notice that was received in time the consultant may stop, and records that it did
(`stopped`). It goes on by itself, on the business day after everything overdue was paid.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.clauses.financials.suspension import no_effect
from charter.core.clauses.financials.suspension.grounds import Ground, Grounds, paid_up
from charter.core.clauses.financials.suspension.stopped import Stopped
from charter.core.vocabulary.bounds import TimeOfFee, TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Missed, Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import Resumed, Suspended, suspensions
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Ended, Entry, Notice, deem
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ladder import Rung, Stage, own_day
from charter.core.vocabulary.ledger import Debt
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import MovesDates, Suspending, WayOut
from charter.core.vocabulary.term import Line, Listed

__all__ = ["Suspension"]

LONG = "long suspension"
"""The notice that ends an engagement whose work has been stopped for too long."""

_SHORTEST = 3
_RUNS = 30
"""For how many days a fee may run on while work is stopped, before it is odd."""


class Suspension(Clause, Suspending):
    """When the consultant may stop work, and what that does."""

    entries = (Stopped, Suspended, Resumed)
    notices = (
        NoticeKind("suspension", frozenset({Side.CONSULTANT})),
        NoticeKind(LONG, ends="notice after a long suspension", reason="long-suspension"),
    )
    unsaid = say("when work may stop")
    missed = Missed(Level.ADVICE, say("work must go on while invoices stay unpaid"), fees=True)

    notice_from: TimeToAct = Field(
        description="From which day after the due date the consultant may give notice that work may stop.",
        examples=["14 days"],
    )
    stops_from: TimeToAct = Field(
        description="From which day after the due date work may stop.", examples=["21 days"]
    )
    notice: TimeToAct = Field(
        description="How long before work stops the client must have received that notice.",
        examples=["5 days"],
    )
    more_than: Money | None = Field(
        None,
        description="How much may be overdue without a stop; left out: nothing.",
        examples=["EUR 250.00"],
    )
    credit_limit: Money | None = Field(
        None,
        description="How much may be unpaid, due or not; beyond it the notice may be given at once.",
        examples=["EUR 40000.00"],
    )
    dates: Literal["move day for day", "stay"] = Field(description="What happens to the consultant's dates.")
    fee_runs_for: TimeOfFee | None = Field(
        None,
        description="How long a regular fee runs on while work is stopped; left out: it pauses at once.",
        examples=["30 days"],
    )
    goes_on: Listed[Line] = Field(
        (),
        description="What goes on all the same, a thing a line.",
        examples=[["answers to security alarms"]],
    )
    ends_after: TimeToAct | None = Field(
        None,
        description="How long work may be stopped before either side may end the engagement.",
        examples=["60 days"],
    )

    def rungs(self) -> Iterator[Rung]:
        """Give the notice that work may stop, and the stop itself."""
        told = say("The Consultant may give notice that work may stop.")
        yield Rung(Cite(f"{self.cite}.notice_from"), Stage.WARN, self.notice_from, told, "suspension")
        stop = say("Work may stop, if the Client received that notice {time} before.", time=self.notice)
        yield Rung(Cite(f"{self.cite}.stops_from"), Stage.STOP, self.stops_from, stop, wait=self.notice)

    def against_invoices(self) -> tuple[str, ...]:
        """Give the sums that are compared with what is unpaid."""
        return tuple(name for name in ("more_than", "credit_limit") if getattr(self, name) is not None)

    def states(self) -> Iterator[object]:
        """State that a suspension moves dates, where it does."""
        if self.dates == "move day for day":
            yield MovesDates()

    def first_stop(self, debt: Debt, received: dt.date, deal: Deal) -> dt.date:
        """Give the first day on which work may stop for a debt: its own on the ladder, or when the notice has run."""
        zero, calendar = debt.zero(deal.today), deal.ruled(debt.due).calendar
        own = own_day(next(rung for rung in self.rungs() if rung.place is Stage.STOP), zero, calendar)
        return calendar.roll(max(own, deal.after(self.notice, received) + DAY), "forward")

    def announced(self, deal: Deal) -> tuple[Sentence, ...]:
        """Say what stops, what never does, what becomes of fees and dates, and when work goes on."""
        return tuple(self._announced())

    def _announced(self) -> Iterator[Sentence]:
        if self.goes_on:
            yield say("Advice, meetings and deliverables stop; these go on: {things}.", things=self.goes_on)
        else:
            yield say("Advice, meetings and deliverables stop.")
        yield say("Credentials, access and data that are yours are never withheld.")
        if self.fee_runs_for is None:
            yield say("No regular fee is owed for the days of the stop.")
        else:
            yield say("A regular fee runs on for {time} at most.", time=self.fee_runs_for)
        if self.dates == "move day for day":
            yield say("Every date of mine moves by the days of the stop.")
        yield say("Work goes on from the business day after all that is overdue has come in.")

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Suspend where work stopped by right; resume on the business day after all is paid; end after too long."""
        for stop in journal.of(Stopped):
            clause = past.at(stop.on)
            ground = Grounds(clause, deal, journal).on(stop.on) if clause is not None else None
            if clause is not None and ground is not None and deal.runs(stop.on):
                yield deem(clause.suspended(stop, ground, deal), cls.cite)
                paid = paid_up(clause, ground, stop.on, deal, journal)
                if paid is not None and deal.business(paid, 1) <= deal.today:
                    yield deem(Resumed(on=max(deal.business(paid, 1), stop.on + DAY), by="time"), cls.cite)
        for notice in journal.of(Notice):
            clause = past.at(notice.on)
            if notice.of == LONG and clause is not None and clause.too_long(notice, deal, journal):
                why = f"{cls.notices[1].ends} by the {notice.side}"
                if not deal.over(notice.counts + DAY):
                    ended = Ended(on=notice.counts + DAY, by="time", why=why, of=LONG, given_by=notice.side)
                    yield deem(ended, cls.cite)

    def suspended(self, stop: Stopped, ground: Ground, deal: Deal) -> Suspended:
        """Give the suspension that a stop brings about."""
        runs = self.fee_runs_for
        return Suspended(
            on=stop.on,
            recorded=stop.recorded,
            by="time",
            invoice=ground.invoice,
            moves_dates=self.dates == "move day for day",
            pauses_fees=runs is None,
            pauses_from=deal.after(runs, stop.on) if runs is not None else None,
        )

    def too_long(self, notice: Notice, deal: Deal, journal: Journal) -> bool:
        """Whether work had been stopped for so long when a notice came that it may end the engagement."""
        if self.ends_after is None:
            return False
        return any(
            span.start <= notice.counts < span.until
            and deal.after(self.ends_after, span.start) <= notice.counts
            for span, _ in suspensions(journal, notice.counts + DAY)
        )

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Give the right of either side to end what has been stopped for too long."""
        if self.ends_after is not None:
            for side in Side:
                yield WayOut(Cite(f"{self.cite}.ends_after"), LONG, side)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give the right to announce a stop for each debt that is late enough, and the right to stop."""
        clause = past.at(deal.today)
        if clause is None:
            return
        works = deal.runs(deal.today) and not any(deal.today in pause for pause in deal.pauses)
        grounds = Grounds(clause, deal, journal)
        for ground in grounds.announced():
            if ground.met is None and not (works and ground.owed):
                continue
            yield cls.may(
                f"announce/{ground.invoice}",
                Side.CONSULTANT,
                say(
                    "Announce that work may stop in {time}, because invoice {invoice} is overdue",
                    time=clause.notice,
                    invoice=ground.invoice or "",
                ),
                None,
                ground.since,
                field="notice_from",
                meets=meets(Notice, of="suspension", side=Side.CONSULTANT),
                met=ground.met,
            )  # fmt: skip
        now = grounds.on(deal.today) if works else None
        if now is not None:
            yield cls.may(
                f"stop/{now.invoice or now.since}",
                Side.CONSULTANT,
                now.reads,
                None,
                now.since,
                field="stops_from",
                meets=meets(Stopped),
            )

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a notice or a stop changes nothing: not agreed, by the client, or too early."""
        if not isinstance(entry, Notice | Stopped):
            return None
        clause = past.at(entry.on) if past is not None else None
        if clause is None:
            why = say("Nothing was agreed about suspending the work.")
            return Objection(cls.cite, why, say("Agree on it first."))
        if not clause.acts:
            return None  # a person decides
        if isinstance(entry, Stopped):
            told = no_effect.of_stop(clause, entry, deal, journal)
        elif entry.of == LONG:
            told = no_effect.of_end(clause, entry, deal, journal)
        else:
            told = no_effect.of_notice(clause, entry, deal, journal)
        return Objection(cls.cite, *told) if told is not None else None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a stop without a warning, over a trifle, and a fee for days on which nothing is done."""
        if (deal.after(self.notice, deal.starts) - deal.starts).days < _SHORTEST:
            yield self.finding(
                "CH-FIN-062", Level.WARNING, "notice",
                say("{time} of warning before work stops is hardly a warning.", time=self.notice),
                say("Give at least 3 days."), to="5 days",
            )  # fmt: skip
        if self.more_than is None:
            yield self.finding(
                "CH-FIN-064", Level.ADVICE, "more_than",
                say("Work may stop over any sum, however small."),
                say("Say how much may be overdue without a stop."),
            )  # fmt: skip
        if self.fee_runs_for is not None and self.fee_runs_for.about_days > _RUNS:
            yield self.finding(
                "CH-FIN-065", Level.WARNING, "fee_runs_for",
                say("A fee runs on for long while nothing is done, which standard terms can hardly say."),
                say("Let it run for {days} days at most, or pause at once.", days=_RUNS), to=f"{_RUNS} days",
            )  # fmt: skip
