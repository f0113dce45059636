"""The term: from when, for how long, and what happens when it runs out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.law.lookup import LegalFact, law
from charter.core.vocabulary.bounds import NoticeTime
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY, Day, Duration, shown
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, Force, TimelineMark
from charter.core.vocabulary.entry import Ended, Entry, Named, Notice, deem
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Lasts, WayOut

TIME = "time"
"""Who ends or renews it where nobody does."""

MONTH = 31
"""The most days of a month, to tell what lasts longer than one."""


class Renewed(Entry):
    """The term is renewed from this day on."""

    restates = agreed_ahead = True

    kind: Literal["renewed"] = "renewed"
    until: Day | None = Field(None, description="The first day after the new term.")

    def says(self, named: Named) -> Sentence:
        """Say until when."""
        if self.until is None:
            return say("without an end")
        return say("until before {day}", day=self.until)


class Term(Clause):
    """When the engagement starts, how long it lasts, and whether it is renewed."""

    entries = (Renewed,)
    notices = (NoticeKind("no renewal", reason="no-renewal"),)

    starts: Day = Field(description="The first day.", examples=["2026-03-01"])
    initial: Duration | None = Field(
        None, description="The initial term; left out: it runs until ended.", examples=["12 months"]
    )
    renewal: Literal["none", "by agreement", "automatic"] | None = Field(
        None, description="What happens at the end of the initial term."
    )
    renews_for: Duration | None = Field(
        None, description="How long each renewal lasts.", examples=["6 months"]
    )
    notice: NoticeTime | None = Field(
        None,
        description="Automatic renewal: how long before it either side may say no.",
        examples=["60 days"],
    )
    reminder: NoticeTime | None = Field(
        None, description="How long before that the consultant reminds the client.", examples=["30 days"]
    )

    def states(self) -> Iterator[object]:
        """State when it starts, and how long it lasts at first."""
        yield Lasts(self.starts, self.initial)

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Give each side's right to refuse a renewal that comes by itself."""
        if self.initial is not None and self.renewal == "automatic":
            for side in Side:
                yield WayOut(Cite(f"{self.cite}.renewal"), "no renewal", side, self.notice)

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """End or renew the engagement each time the term runs out, until it ends."""
        for runs_out, follows in cls.ends(past, deal, journal):
            if deal.over(runs_out) or (isinstance(follows, Renewed) and deal.over(runs_out + DAY)):
                return
            if follows is not None and not (isinstance(follows, Renewed) and follows.by != TIME):
                yield deem(follows, cls.cite)

    @classmethod
    def ends(
        cls, past: Past[Self], deal: Deal, journal: Journal
    ) -> Iterator[tuple[dt.date, Renewed | Ended | None]]:
        """Give each first day after a term, and what follows on it as far as it can be known."""
        began = deal.starts
        runs_out, term = cls.first_end(past, deal)
        while runs_out is not None and term is not None:
            follows = term.follows(began, runs_out, deal, journal) if term.initial is not None else None
            yield runs_out, follows
            until = follows.until if isinstance(follows, Renewed) else None
            began, runs_out = runs_out, until
            term = past.at(until - DAY) if until is not None else None

    @classmethod
    def first_end(cls, past: Past[Self], deal: Deal) -> tuple[dt.date | None, Self | None]:
        """Give the first day after the initial term and the version that says so, None where none runs out.

        That is the version in force when it runs out: one agreed for a day until then may still lengthen it, one that
        is shorter than what has passed ends it on its own day, and none agreed for later revives it.
        """
        followed = (*(version.since for version in past.versions[1:]), dt.date.max)
        for version, replaced in zip(past.versions, followed, strict=True):
            ends = version.clause.runs_out(deal) if version.clause else None
            if ends is not None and max(ends, version.since) < replaced:
                return max(ends, version.since), version.clause
        return None, None

    def follows(
        self, began: dt.date, runs_out: dt.date, deal: Deal, journal: Journal
    ) -> Renewed | Ended | None:
        """Give what follows when a term runs out: a renewal, the end, or nothing that can be known yet.

        A renewal that both sides agreed in that term lasts as long as it says, else as long as the clause says.
        """
        regular = self.renews_for or self.initial or Duration.parse("1 year")
        for agreed in journal.of(Renewed):
            until = agreed.until or (deal.through(regular, runs_out) if agreed.on > began else runs_out)
            if not agreed.deemed and agreed.on <= runs_out < until:
                return agreed.model_copy(update={"until": until})
        if self.renewal == "automatic" and not self.refused(runs_out, deal, journal):
            until = deal.through(regular, runs_out)
            return Renewed(on=runs_out, by=TIME, until=until) if runs_out <= deal.today else None
        return Ended(on=runs_out, by=TIME, why="the term ran out")

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Talk about what comes next 90, 60 and 30 days before the term runs out; refuse a renewal in time."""
        runs_out = max((day for day, _ in cls.ends(past, deal, journal)), default=None)
        term = past.at(runs_out - DAY) if runs_out is not None else None
        if term is None or runs_out is None or not deal.runs(runs_out - DAY):
            return
        for days in (90, 60, 30):
            on = runs_out - days * DAY
            name = f"{cls.cite}/talk-{days}/{runs_out}"
            if on > deal.starts:
                yield Duty(
                    name,
                    cls.cite,
                    Force.WILL,
                    "both",
                    "both",
                    talk := say("Talk about what comes after the term ends on {day}", day=runs_out - DAY),
                    on,
                    deal.starts,
                    meets=(("kind", "reminded"), ("of", name)),
                    met=journal.reminded(name),
                    mark=TimelineMark("talk", talk),
                )
        yield from term.refusals(runs_out, deal, journal)
        if any(ended.deemed == cls.cite for ended in journal.of(Ended)):
            last = runs_out - DAY
            met = last if last < deal.today else None
            yield cls.will(
                f"last-day/{last}",
                "both",
                say("Last day of the engagement: the term runs out"),
                last,
                deal.starts,
                met=met,
            )

    def refusals(self, runs_out: dt.date, deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give each side's right to refuse a renewal, and the duty to remind of it."""
        if self.renewal != "automatic" or self.notice is None:
            return
        last = deal.clear_before(self.notice, runs_out)
        for side in Side:
            given = next((n for n in journal.of(Notice) if n.of == "no renewal" and n.side is side), None)
            yield self.may(
                f"refuse-{side}/{runs_out}",
                side,
                (refuse := say("Refuse the renewal of {day}", day=runs_out)),
                last,
                deal.starts,
                meets=(("kind", "notice"), ("of", "no renewal"), ("side", side)),
                met=given.on if given else None,
                mark=TimelineMark("stop", refuse) if side is Side.CLIENT else None,
            )
        if self.reminder is not None:
            name = f"{self.cite}/remind/{runs_out}"
            yield Duty(
                name,
                self.cite,
                Force.MUST,
                Side.CONSULTANT,
                Side.CLIENT,
                f"Remind the client that {shown(last)} is the last day to refuse the renewal",
                deal.clear_before(self.reminder, last),
                deal.starts,
                meets=(("kind", "reminded"), ("of", name)),
                met=journal.reminded(name),
            )

    def runs_out(self, deal: Deal) -> dt.date | None:
        """Give the first day after the initial term; None where there is none."""
        return deal.through(self.initial, self.starts) if self.initial else None

    def refused(self, runs_out: dt.date, deal: Deal, journal: Journal) -> dt.date | None:
        """Give the day on which either side said no in time; None while nobody has."""
        last = deal.clear_before(self.notice, runs_out) if self.notice else runs_out - DAY
        return next((n.counts for n in journal.of(Notice) if n.of == "no renewal" and n.counts <= last), None)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a renewal came too late, or that there was none to refuse, or no more."""
        if isinstance(entry, Renewed):
            return cls._renewed_too_late(entry, deal)
        clause = past.at(entry.on) if past is not None else None
        if not isinstance(entry, Notice) or past is None:
            return None
        if clause is None or clause.renewal != "automatic":
            why = say("The term does not renew itself, so there is nothing to refuse.")
            return Objection(cls.cite, why, say("Let it run out."))
        mine = f"{cls.cite}/refuse-{entry.side}/"
        duties = cls.duties(past.acting, deal, journal)
        days = [duty.due for duty in duties if duty.id.startswith(mine) and duty.due]
        if days and max(days) < entry.counts:
            why = say("The last day to refuse the renewal was {day}: the term renews itself.", day=max(days))
            return Objection(cls.cite, why, say("Give a notice of termination, or agree on the end."))
        return None

    @classmethod
    def _renewed_too_late(cls, renewed: Renewed, deal: Deal) -> Objection | None:
        if deal.ends is None or renewed.on <= deal.ends:
            return None
        why = say("The engagement had ended on {day}: nothing is renewed.", day=deal.ends - DAY)
        return Objection(cls.cite, why, say("Correct the day; what begins after the end is a new agreement."))

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a term that runs out without a word, and renewals that nobody can stop or is told of."""
        if self.initial and self.renewal is None:
            yield self.finding(
                "CH-FND-010",
                Level.WARNING,
                "renewal",
                say(
                    "The term of {initial} runs out and nothing says what happens then.", initial=self.initial
                ),
                say('Say whether it ends ("none"), is renewed "by agreement", or is "automatic".'),
                to="by agreement",
            )
        if self.initial is None and self.renewal is not None:
            yield self.finding(
                "CH-FND-013",
                Level.WARNING,
                "initial",
                say(
                    "The renewal is '{renewal}', but there is no initial term that could run out.",
                    renewal=self.renewal,
                ),
                say("Give an initial term, or leave the renewal out."),
                to="12 months",
            )
        if self.renewal == "automatic" and self.notice is None:
            yield self.finding(
                "CH-FND-011",
                Level.ERROR,
                "notice",
                say("The term renews itself and nothing says until when either side may refuse."),
                say("Give both sides a notice before the renewal."),
                to="60 days",
            )
        yield from self._unrefusable(deal)
        fact = law(deal.law).fact("auto_renewal", deal.agreed)
        if self.renewal == "automatic" and fact is not None:
            yield from self._renewed_by_law(fact, deal)

    def _unrefusable(self, deal: Deal) -> Iterator[Finding]:
        """Find a first renewal that could only be refused before the start."""
        runs_out = self.runs_out(deal)
        last = deal.clear_before(self.notice, runs_out) if self.notice and runs_out else None
        if (
            last is not None
            and self.notice
            and self.initial
            and self.renewal == "automatic"
            and last < deal.starts
        ):
            yield self.finding(
                "CH-FND-016",
                Level.ERROR,
                "notice",
                say(
                    "A refusal {notice} before {initial} are over comes before the start, so nobody"
                    " can stop the first renewal.",
                    notice=self.notice,
                    initial=self.initial,
                ),
                say("Shorten the notice, or lengthen the initial term."),
            )

    def _renewed_by_law(self, fact: LegalFact, deal: Deal) -> Iterator[Finding]:
        """Find what the law asks of a renewal by more than a month: a reminder in its window, and a word at signing."""
        longer = (self.renews_for or self.initial or Duration.parse("1 year")).about_days
        first = self.initial.about_days if self.initial else 0
        if longer <= fact.value["min_months"] * MONTH:
            return
        source, place = fact.cited(deal.agreed), f"{self.cite}.reminder"
        window = fact.value.get("reminder_days")
        asked = max(longer, first) > fact.value.get("reminder_above_months", 0) * MONTH
        if self.reminder is None and asked:
            yield Finding(
                "CH-FND-012",
                fact.weight,
                place,
                say("The term renews itself, and the law that governs asks for a reminder before it does."),
                say("Let the consultant remind the client in time."),
                source=source,
                mend=(Change(place, None, "20 days"),),
            )
        if self.reminder is not None and window and not window[0] <= self.reminder.about_days < window[1]:
            yield Finding(
                "CH-FND-014",
                fact.weight,
                place,
                say(
                    "The reminder goes out {reminder} before the last day to refuse; the law wants"
                    " it {earliest} to {latest} days before that day, {by}.",
                    reminder=self.reminder,
                    earliest=window[0],
                    latest=window[1],
                    by=fact.value["by"],
                ),
                say("Move it into that window."),
                source=source,
                mend=(Change(place, str(self.reminder), "20 days"),),
            )
        if fact.value.get("disclosed_at_signing"):
            message = say(
                "The law that governs wants the renewal pointed out to the client when the agreement is signed."
            )
            hint = say("Let the client put its initials beside this section, and keep the proof.")
            yield self.finding("CH-FND-015", Level.ADVICE, "renewal", message, hint, source=source)
