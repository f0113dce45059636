"""The term: from when, for how long, and what happens when it runs out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain
from operator import itemgetter
from typing import Literal, Self

from pydantic import Field

from charter.core.clauses.foundation.term import by_law, conditions, ends_with
from charter.core.clauses.foundation.term.conditions import Condition, ConditionMet
from charter.core.clauses.foundation.term.ends_with import Event, LaterAgreement
from charter.core.vocabulary.bounds import NoticeTime
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY, Day, Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, Force, TimelineMark, meets
from charter.core.vocabulary.entry import Ended, Entry, Named, Notice, Reminded, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.framing import OfEachPaper
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.judged import EndsOnceAccepted
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.sponsor import speakers
from charter.core.vocabulary.stated import Lasts, Unanswered, WayOut
from charter.core.vocabulary.term import Listed, Table

TIME = "time"
"""Who ends or renews it where nobody does."""

_AHEAD = dt.timedelta(days=90)
"""How long before a term runs out the sides talk about what comes next, at most."""

_SECOND = itemgetter(1)


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


class Term(Clause, OfEachPaper):
    """When the engagement starts, how long it lasts, and whether it is renewed."""

    entries = (Renewed, ConditionMet, LaterAgreement)
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

    ends_with: Listed[Event] = Field(
        (), description="What ends it by itself before that.", examples=[["all deliverables accepted"]]
    )
    conditions: Table[Condition] = Field(
        default_factory=dict,
        description="What must happen by a day, each under a key, or it ends or never starts.",
    )

    def states(self) -> Iterator[object]:
        """State when it starts, how long it lasts at first, and whether the last yes ends it."""
        yield Lasts(self.starts, self.initial, self.renewal in {"by agreement", "automatic"})
        if self.acts and ends_with.ACCEPTED in self.ends_with:
            yield EndsOnceAccepted()

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what follows where nobody speaks before the term runs out, or no later agreement comes."""
        if self.initial is not None:
            term = Cite(f"{self.cite}.renewal")
            if self.renewal == "automatic":
                no = say("a no before the term runs out")
                yield Unanswered(term, no, "both", self.notice, say("it renews itself"))
            else:
                yes = say("an amendment before the term runs out")
                yield Unanswered(term, yes, "both", None, say("the engagement ends with the term"))
        if self.acts and ends_with.LATER in self.ends_with:
            later = say("a later agreement, signed")
            yield Unanswered(Cite(f"{self.cite}.ends_with"), later, "both", None, say("this one goes on"))

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Give each side's right to refuse a renewal that comes by itself."""
        if self.initial is not None and self.renewal == "automatic":
            for side in Side:
                yield WayOut(Cite(f"{self.cite}.renewal"), "no renewal", side, self.notice)

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """End or renew the engagement each time the term runs out, until it ends."""
        yield from cls._sooner(past, deal, journal)
        for _, runs_out, follows in cls.ends(past, deal, journal):
            if deal.over(runs_out) or (isinstance(follows, Renewed) and deal.over(runs_out + DAY)):
                return
            if follows is not None:
                yield deem(follows, cls.cite)

    @classmethod
    def _sooner(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """End it where a condition is not met in time, and by what else ends it."""
        both = (conditions.ends(past, deal, journal), ends_with.ends(past, deal, journal))
        for ended in chain.from_iterable(both):
            if not deal.over(ended.on):
                yield deem(ended, cls.cite)

    @classmethod
    def ends(
        cls, past: Past[Self], deal: Deal, journal: Journal
    ) -> Iterator[tuple[dt.date, dt.date, Renewed | Ended | None]]:
        """Give the first day of each term, the first day after it, and what follows as far as it can be known."""
        began = deal.starts
        runs_out, term = cls.first_end(past, deal)
        while runs_out is not None and term is not None:
            follows = term.follows(runs_out, deal, journal) if term.initial is not None else None
            yield began, runs_out, follows
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

    def follows(self, runs_out: dt.date, deal: Deal, journal: Journal) -> Renewed | Ended | None:
        """Give what follows when a term runs out: a renewal, the end, or nothing that can be known yet."""
        if self.renewal == "automatic" and not self.refused(runs_out, deal, journal):
            regular = self.renews_for or self.initial or Duration.parse("1 year")
            until = deal.through(regular, runs_out)
            return Renewed(on=runs_out, by=TIME, until=until) if runs_out <= deal.today else None
        return Ended(on=runs_out, by=TIME, why="the term ran out")

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Talk in time about what comes next; refuse a renewal in time, and remind of it."""
        yield from conditions.duties(cls, past, deal, journal)
        yield from ends_with.duties(cls, past, deal, journal)
        began, runs_out, _ = max(
            cls.ends(past, deal, journal), default=(deal.starts, None, None), key=_SECOND
        )
        term = past.at(runs_out - DAY) if runs_out is not None else None
        if term is None or runs_out is None or not deal.runs(runs_out - DAY):
            return
        on, name = term.talk_before(began, runs_out, deal), f"{cls.cite}/talk/{runs_out}"
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
                meets=meets(Reminded, of=name),
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
                meets=meets(Notice, of="no renewal", side=side),
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
                say("Remind the client that {day} is the last day to refuse the renewal", day=last),
                deal.clear_before(self.reminder, last),
                deal.starts,
                meets=meets(Reminded, of=name),
                met=journal.reminded(name),
            )

    def talk_before(self, began: dt.date, runs_out: dt.date, deal: Deal) -> dt.date:
        """Give the day of the talk about what comes next: 90 days, or a quarter of a short term, ahead.

        Ahead of the last day, or of the last day to refuse a renewal that comes by itself; a day that is no business
        day gives way to the one before it, so that the time stays.
        """
        ahead = min(_AHEAD, (runs_out - began) // 4)
        last = self._last_refusal(runs_out, deal) if self.renewal == "automatic" else runs_out - DAY
        return deal.ruled(last).calendar.roll(last - ahead, "back")

    def runs_out(self, deal: Deal) -> dt.date | None:
        """Give the first day after the initial term; None where there is none."""
        return deal.through(self.initial, self.starts) if self.initial else None

    def _last_refusal(self, runs_out: dt.date, deal: Deal) -> dt.date:
        return deal.clear_before(self.notice, runs_out) if self.notice else runs_out - DAY

    # ── what the text prints ───────────────────────────────────────────────────────────────────

    @figure
    def last_day(self, deal: Deal) -> dt.date | None:
        """Give the last day of the initial term."""
        runs_out = self.runs_out(deal)
        return runs_out - DAY if runs_out else None

    @figure
    def once_accepted(self, deal: Deal) -> bool:
        """Whether it ends once all that comes once is accepted."""
        return ends_with.ACCEPTED in self.ends_with

    @figure
    def renewed_on(self, deal: Deal) -> dt.date | None:
        """Give the day of the first renewal."""
        return self.runs_out(deal)

    @figure
    def refuse_by(self, deal: Deal) -> dt.date | None:
        """Give the last day to refuse the first renewal; None where no time for it is agreed."""
        runs_out = self.runs_out(deal)
        return self._last_refusal(runs_out, deal) if runs_out and self.notice else None

    @figure
    def remind_by(self, deal: Deal) -> dt.date | None:
        """Give the last day to remind of the first renewal."""
        last = self.refuse_by(deal)
        return deal.clear_before(self.reminder, last) if last and self.reminder else None

    @figure
    def talk(self, deal: Deal) -> dt.date | None:
        """Give the day of the talk about what comes after the initial term; None where it is too short for one."""
        runs_out = self.runs_out(deal)
        on = self.talk_before(self.starts, runs_out, deal) if runs_out else self.starts
        return on if on > self.starts else None

    @figure
    def talkers(self, deal: Deal) -> tuple[str, ...]:
        """Name who talks: whoever speaks first for each side."""
        return tuple(speakers(deal).values())

    def refused(self, runs_out: dt.date, deal: Deal, journal: Journal) -> dt.date | None:
        """Give the day on which either side said no in time; None while nobody has."""
        last = self._last_refusal(runs_out, deal)
        return next((n.counts for n in journal.of(Notice) if n.of == "no renewal" and n.counts <= last), None)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a renewal recorded by hand renews nothing, or that there was none to refuse, or no more."""
        if isinstance(entry, Renewed):
            why = say("A record renews nothing: only an amendment extends the term.")
            return Objection(cls.cite, why, say("Amend the initial term, and sign it on both sides."))
        if isinstance(entry, ConditionMet):
            return conditions.objection(cls, entry, past)
        clause = past.at(entry.on) if past is not None else None
        if not isinstance(entry, Notice) or past is None:
            return ends_with.objection(cls, entry, clause)
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

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a term that runs out without a word, and renewals that nobody can stop or is told of."""
        if self.initial and self.renewal is None:
            yield self.finding(
                "CH-FND-010", Level.WARNING, "renewal",
                say("The term of {initial} runs out and nothing says what happens then.", initial=self.initial),
                say('Say whether it ends ("none"), is renewed "by agreement", or is "automatic".'), to="by agreement",
            )  # fmt: skip
        if self.initial is None and self.renewal is not None:
            yield self.finding(
                "CH-FND-013", Level.WARNING, "renewal",
                say(
                    "The renewal is '{renewal}', but there is no initial term that could run out.",
                    renewal=self.renewal,
                ),
                say("Give an initial term, or leave the renewal out."), to=None,
            )  # fmt: skip
        if self.renewal == "automatic" and self.notice is None:
            yield self.finding(
                "CH-FND-011", Level.ERROR, "notice",
                say("The term renews itself and nothing says until when either side may refuse."),
                say("Give both sides a notice before the renewal."), to="60 days",
            )  # fmt: skip
        for key, condition in self.conditions.items():
            if condition.otherwise == "never starts" and condition.by >= self.starts:
                yield self.finding(
                    "CH-FND-021", Level.ERROR, f"conditions.{key}.by",
                    say("The engagement starts on {day}, before the last day of the condition.", day=self.starts),
                    say("Let the condition be met before the start, or let the engagement end otherwise."),
                )  # fmt: skip
        yield from ends_with.findings(self, deal)
        yield from self._idle()
        yield from self._unrefusable(deal)
        if self.renewal == "automatic":
            yield from by_law.findings(self, deal)

    def _idle(self) -> Iterator[Finding]:
        """Find terms of renewal that nothing comes of, since the term is not renewed in that way."""
        idle = {"notice": "automatic", "reminder": "automatic", "renews_for": self.renewal or ""}
        for name, works in idle.items():
            if getattr(self, name) is None or (self.initial and self.renewal == works != "none"):
                continue
            yield self.finding(
                "CH-FND-018", Level.ADVICE, name,
                say("Nothing comes of {name}: the term does not renew itself.", name=name.replace("_", " ")),
                say("Leave it out, or let the renewal be automatic."), to=None,
            )  # fmt: skip

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
