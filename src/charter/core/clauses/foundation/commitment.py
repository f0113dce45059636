"""Commitment: on which days the consultant is there, how a trial ends, and how the client may pause the work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY, Day, TimeOfDay
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import Resumed, Suspended
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Ended, Entry, Named, Notice, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import MovesDates, Unanswered, WayOut
from charter.core.vocabulary.term import Line, Listed, Terms

TRIAL = "trial"
"""The notice that ends the engagement during its trial."""

PRACTICE = Source("Charter's study of six published templates", "verified", "2026-08")
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_LONG_TRIAL = dt.timedelta(days=93)


class Paused(Entry):
    """The client asked to pause the work: the first day without work is its day."""

    whose = Side.CLIENT
    needs = "give notices"
    restates = after_start = agreed_ahead = True

    kind: Literal["paused"] = "paused"
    asked: Day = Field(description="The day on which the request arrived.", examples=["2026-05-04"])
    until: Day = Field(description="The last day without work.", examples=["2026-06-12"])

    def says(self, named: Named) -> Sentence:
        """Say until when."""
        return say("until {day}, asked on {asked}", day=self.until, asked=self.asked)


class Trial(Terms):
    """A time at the start in which either side may leave quickly."""

    lasts: TimeToAct = Field(description="How long from the start.", examples=["6 weeks"])
    notice: NoticeTime = Field(description="How much notice ends it in that time.", examples=["5 days"])


class Pause(Terms):
    """The client's right to pause the work."""

    notice: TimeToAct = Field(description="How long before.", examples=["10 business days"])
    most: TimeToAct = Field(description="The longest pause.", examples=["30 days"])
    fee: Literal["runs", "pauses"] = Field(description="Whether a regular fee runs on meanwhile.")


class OnCallTime(Terms):
    """When the consultant answers outside the usual days."""

    when: Line = Field(description="When.", examples=["On Saturdays and Sundays"])
    answer_within: TimeToAct = Field(description="How soon.", examples=["4 hours"])


class Commitment(Clause):
    """When the consultant is there."""

    entries = (Paused,)
    notices = (NoticeKind(TRIAL, ends="notice during the trial", reason="trial"),)

    days: Listed[Weekday] = Field(
        description="On which days of the week the consultant usually works for the client.",
        examples=[["Tuesday", "Thursday"]],
        min_length=1,
    )
    since: TimeOfDay = Field(description="From which hour.", examples=["9:00"])
    until: TimeOfDay = Field(description="Until which hour.", examples=["17:00"])
    moves: TimeToAct = Field(
        description="How long before a day is moved the other side is told.", examples=["2 business days"]
    )
    on_site: Line | None = Field(
        None,
        description="Where and when at the client; left out: never.",
        examples=["the first Tuesday of a month, in Hamburg"],
    )
    trial: Trial | None = Field(None, description="A trial at the start; left out: none.")
    pause: Pause | None = Field(None, description="The client's right to pause; left out: none.")
    on_call: OnCallTime | None = Field(None, description="Answers outside these days; left out: none.")

    @figure
    def trial_ends(self, deal: Deal) -> dt.date | None:
        """Give the last day of the trial; None where there is none."""
        return deal.through(self.trial.lasts, deal.starts) - DAY if self.trial is not None else None

    def states(self) -> Iterator[object]:
        """State that a pause moves dates, where there is one."""
        if self.pause is not None:
            yield MovesDates()

    def recordable(self) -> tuple[type[Entry], ...]:
        """Allow a request to pause where there is a pause."""
        return self.entries if self.pause is not None else ()

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where nobody answers."""
        if self.pause is None:
            return
        term = Cite(f"{self.cite}.pause.notice")
        yield Unanswered(
            term,
            say("a request to pause"),
            Side.CONSULTANT,
            self.pause.notice,
            say("the pause begins as asked"),
        )

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Pause the work as asked in time, and let it go on after; end the engagement by a notice during the trial."""
        for paused in journal.of(Paused):
            clause = past.at(paused.on)
            if clause is not None and clause.wrong(paused, deal) is None and clause.pause is not None:
                pauses = clause.pause.fee == "pauses"
                yield deem(
                    Suspended(on=paused.on, recorded=paused.recorded, by="time", pauses_fees=pauses), cls.cite
                )
                if paused.until < deal.today:
                    yield deem(
                        Resumed(
                            on=paused.until + DAY,
                            recorded=paused.recorded and max(paused.recorded, paused.until + DAY),
                            by="time",
                        ),
                        cls.cite,
                    )
        for notice in journal.of(Notice):
            last = _last_day(notice, past.at(notice.on), deal)
            if last is not None and not deal.over(last + DAY):
                why = f"{cls.notices[0].ends} by the {notice.side}"
                yield deem(
                    Ended(
                        on=last + DAY, by="time", why=why, told=notice.counts, of=TRIAL, given_by=notice.side
                    ),
                    cls.cite,
                )

    def wrong(self, paused: Paused, deal: Deal) -> Sentence | None:
        """Say why a pause does not begin; None where it does."""
        if self.pause is None:
            return say("No pause was agreed.")
        first = deal.after(self.pause.notice, paused.asked) + DAY
        if paused.on < first:
            return say(
                "Asked on {asked}, a pause begins on {day} at the earliest.", asked=paused.asked, day=first
            )
        longest = deal.through(self.pause.most, paused.on) - DAY
        if not paused.on <= paused.until <= longest:
            return say("A pause from {day} ends on {last} at the latest.", day=paused.on, last=longest)
        return None

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give the end of the trial, and the right to end it until then."""
        clause = past.at(deal.starts)
        last = clause.trial_ends(deal) if clause is not None else None
        if last is None or not deal.runs(last):
            return
        yield cls.will(
            "trial", "both", say("The trial ends"), last, deal.starts, field="trial.lasts",
            met=last if last < deal.today else None,
        )  # fmt: skip
        for side in Side if deal.today <= last else ():
            yield cls.may(
                f"end/{side}", side, say("End the engagement during the trial, until {day}", day=last), None,
                deal.starts, field="trial", meets=meets(Notice, of=TRIAL, side=side),
            )  # fmt: skip

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Give the right of either side to leave during the trial."""
        if self.trial is not None:
            for side in Side:
                yield WayOut(Cite(f"{self.cite}.trial"), TRIAL, side, self.trial.notice)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a pause does not begin, or that a notice comes after the trial."""
        if not isinstance(entry, Paused | Notice):
            return None
        clause = past.at(entry.on) if past is not None else None
        if clause is None:
            return Objection(
                cls.cite, say("Nothing was agreed about the days of work."), say("Agree on it first.")
            )
        if not clause.acts:
            return None
        if isinstance(entry, Paused):
            why = clause.wrong(entry, deal)
        else:
            why = (
                say("There is no trial on the day of this notice: nothing ends.")
                if _last_day(entry, clause, deal) is None
                else None
            )
        return Objection(cls.cite, why, say("Ask again as agreed.")) if why is not None else None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find hours that end before they begin, a trial that is none, and a pause that costs as much as work."""
        if self.until <= self.since:
            yield self.finding(
                "CH-FND-040", Level.ERROR, "until", say("The day ends before it begins."), say("Correct the hours."),
            )  # fmt: skip
        if self.trial is not None and deal.through(self.trial.lasts, deal.starts) - deal.starts > _LONG_TRIAL:
            yield self.finding(
                "CH-FND-041", Level.ADVICE, "trial.lasts",
                say("A trial of {time} is no trial any more.", time=self.trial.lasts), say("Agree on six weeks."),
                source=PRACTICE, to="6 weeks",
            )  # fmt: skip
        if self.pause is not None and self.pause.fee == "runs" and deal.fees:
            yield self.finding(
                "CH-FND-042", Level.ADVICE, "pause.fee",
                say("A pause costs as much as work: nobody will ask for one."), say("Let the fee pause, too."),
                to="pauses",
            )  # fmt: skip


def _last_day(notice: Notice, clause: Commitment | None, deal: Deal) -> dt.date | None:
    """Give the last day of the engagement after a notice during the trial; None where it ends nothing."""
    last = clause.trial_ends(deal) if clause is not None else None
    if clause is None or clause.trial is None or last is None or notice.of != TRIAL or notice.counts > last:
        return None
    return max(deal.after(clause.trial.notice, notice.counts), notice.until or dt.date.min)
