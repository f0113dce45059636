"""Termination: every way the engagement can be ended, and when it then ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field

from charter.core.clauses.exit.termination.by_law import PRACTICE, WaysOut, at_once
from charter.core.clauses.exit.termination.by_law import ways_out_findings as ways_out
from charter.core.clauses.exit.termination.notices import BREACHES, NOTICES, WHY
from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Missed, Objection, Past
from charter.core.vocabulary.dates import DAY, Duration, long_date
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Ended, Entry, Named, Notice, deem
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import ledger
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import WayOut
from charter.core.vocabulary.term import Line, Listed, Terms


class Cured(Entry):
    """A breach that was notified is mended."""

    restates = True

    kind: Literal["cured"] = "cured"
    side: Side = Field(description="The side whose breach it was.")

    def says(self, named: Named) -> Sentence:
        """Say whose breach it was."""
        return say("what the {side} had broken is mended", side=self.side)


class Convenience(Terms):
    """Ending without a reason."""

    notice: NoticeTime = Field(description="How long before the end notice is given.", examples=["30 days"])
    not_before: Duration | None = Field(
        None, description="How long from the start it cannot end this way.", examples=["3 months"]
    )

    def earliest(self, last: dt.date, deal: Deal) -> dt.date:
        """Give the last day, or the later one before which it cannot end this way."""
        return max(last, deal.through(self.not_before, deal.starts) - DAY) if self.not_before else last

    def said(self) -> Sentence:
        """Say it in a few words: "30 days of notice, not in the first 3 months"."""
        if self.not_before is None:
            return say("{time} of notice", time=self.notice)
        return say("{time} of notice, not in the first {first}", time=self.notice, first=self.not_before)


class Cause(Terms):
    """Ending for a breach that is not mended."""

    grounds: Listed[Line] = Field(description="What counts, one ground a line.", min_length=1)
    cure: TimeToAct = Field(description="How long there is to mend it.", examples=["30 days"])
    cure_payment: TimeToAct | None = Field(
        None, description="A shorter time where money is owed.", examples=["10 days"]
    )


class Termination(Clause):
    """How each side may end the engagement."""

    survives: ClassVar[str] = "What was earned up to the last day is still owed."
    entries = (Ended, Cured)
    notices = NOTICES
    unsaid = say("how a side can leave")
    missed = Missed(Level.ERROR, say("neither side can leave"))

    client: Convenience | None = Field(None, description="The client's right to end it without a reason.")
    consultant: Convenience | None = Field(None, description="The consultant's right to do the same.")
    cause: Cause | None = Field(None, description="Either side's right after a breach.")
    at_once: Listed[Line] = Field((), description="What lets either side end it at once, one ground a line.")
    insolvency: bool = Field(description="Whether the other side's insolvency lets a side end it.")
    change_of_control: NoticeTime | None = Field(
        None, description="Notice when the client's control changes.", examples=["30 days"]
    )
    sponsor_leaves: NoticeTime | None = Field(
        None, description="Notice when the client's sponsor leaves.", examples=["30 days"]
    )

    def right(self, side: Side) -> Convenience | None:
        """Give a side's right to end it without a reason."""
        return self.client if side is Side.CLIENT else self.consultant

    def last_day(self, notice: Notice, deal: Deal, journal: Journal) -> dt.date | None:  # noqa: PLR0911 - one return a way out
        """Give the last day that a notice brings about; None for one that the clause does not know or that was cured.

        Notice given on 20 June with 30 days ends after 20 July (money.md, "Dates").
        """
        match notice.of:
            case "termination":
                return self._without_reason(notice, deal)
            case "cause" | "non-payment":
                return self._uncured(notice, deal, journal)
            case "at once":
                return notice.counts if self.may_at_once(deal, notice.counts) else None
            case "insolvency":
                return notice.counts if self.insolvency else None
            case "change of control":
                return _after(self.change_of_control, notice, deal)
            case "sponsor leaves":
                return _after(self.sponsor_leaves, notice, deal)
            case _:
                return None

    def may_at_once(self, deal: Deal, day: dt.date) -> bool:
        """Whether either side may end it at once for a reason: one that was agreed, or one that the law grants."""
        return bool(self.at_once) or at_once(deal, day)

    def _without_reason(self, notice: Notice, deal: Deal) -> dt.date | None:
        """Give the last day of a notice that needs no reason, not before the earliest end."""
        right = self.right(notice.side)
        last = _after(right.notice, notice, deal) if right else None
        return right.earliest(last, deal) if right is not None and last is not None else None

    def cure_until(self, notice: Notice, deal: Deal) -> dt.date | None:
        """Give the last day to mend the breach that a notice names; None where no breach ends the engagement."""
        if self.cause is None or notice.of not in BREACHES:
            return None
        shorter = self.cause.cure_payment if notice.of == "non-payment" else None
        return deal.after(self.cause.cure if shorter is None else shorter, notice.counts)

    def cured(self, notice: Notice, deal: Deal, journal: Journal) -> dt.date | None:
        """Give the day on which the breach was mended in time; None while it is not.

        A delay in payment is mended by paying all that was overdue when the notice came, and is none where nothing was.
        """
        last = self.cure_until(notice, deal)
        if last is None:
            return None
        said = (
            c.on for c in journal.of(Cured, notice.counts) if c.side is notice.side.other and c.on <= last
        )
        if notice.of == "non-payment":
            owed = ledger(journal).overdue(notice.counts) if notice.side is Side.CONSULTANT else ()
            paid = [debt.settled for debt in owed if debt.settled is not None and debt.settled <= last]
            if len(paid) == len(owed):
                return max(paid, default=notice.counts)
        return next(said, None)

    def _uncured(self, notice: Notice, deal: Deal, journal: Journal) -> dt.date | None:
        """Give the last day of the cure when nothing mended the breach by then."""
        return self.cure_until(notice, deal) if self.cured(notice, deal, journal) is None else None

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """End the engagement on the day after the last day of notice, unless another end comes sooner."""
        for notice in journal.of(Notice):
            clause = past.at(notice.on)
            last = clause.last_day(notice, deal, journal) if clause else None
            if last is None or (notice.of in BREACHES and last >= deal.today) or deal.over(last + DAY):
                continue
            yield deem(
                Ended(
                    on=last + DAY,
                    by="time",
                    why=f"{WHY[notice.of]} by the {notice.side} on {long_date(notice.on)}",
                    ended_by=notice.side if notice.of == "termination" else None,
                    told=notice.counts,
                ),
                cls.cite,
            )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give each side's right to end it, and the last day when one has."""
        clause = past.at(deal.today)
        for side in Side:
            right = clause.right(side) if clause else None
            if clause is not None and right is not None:
                last = right.earliest(deal.after(right.notice, max(deal.today, deal.starts)), deal)
                if deal.ends is not None and deal.ends <= last + DAY:
                    continue
                yield cls.may(
                    f"end/{side}",
                    side,
                    say("End the engagement without a reason: given today, it ends after {last}", last=last),
                    None,
                    deal.starts,
                    field=side,
                    meets=meets(Notice, of="termination", side=side),
                )
        yield from _cures(past, deal, journal)
        ended = deal.ended
        if ended is not None and ended.deemed in {"", cls.cite}:
            yield cls.will(
                f"last-day/{ended.on - DAY}",
                "both",
                say("Last day of the engagement ({why})", why=ended.why),
                ended.on - DAY,
                deal.starts,
                met=ended.on - DAY if ended.on <= deal.today else None,
            )

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Give each side's rights to end it: without a reason, for a breach, at once, for what happens to a side."""
        for side in Side:
            if (right := self.right(side)) is not None:
                yield self._way("termination", side, side, after=right.notice)
            if self.cause is not None:
                yield self._way("cause", side, "cause", cure=self.cause.cure)
            if self.may_at_once(deal, deal.today):
                yield self._way("at once", side, "at_once")
            if self.insolvency:
                yield self._way("insolvency", side, "insolvency")
            if self.change_of_control is not None:
                yield self._way("change of control", side, "change_of_control", after=self.change_of_control)
            if self.sponsor_leaves is not None:
                yield self._way("sponsor leaves", side, "sponsor_leaves", after=self.sponsor_leaves)
        if self.cause is not None:
            cure = self.cause.cure_payment or self.cause.cure
            yield self._way("non-payment", Side.CONSULTANT, "cause", cure=cure)

    def _way(
        self, of: str, side: Side, field: str, after: Duration | None = None, cure: Duration | None = None
    ) -> WayOut:
        return WayOut(Cite(f"{self.cite}.{field}"), of, side, after, cure)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a notice or an end changes nothing, and why; and that there was no breach to mend."""
        if isinstance(entry, Cured):
            return cls._nothing_to_mend(entry, journal)
        if isinstance(entry, Ended):
            return cls._ended_before(entry, deal)
        if not isinstance(entry, Notice):
            return None
        clause = past.at(entry.on) if past is not None else None
        if clause is not None and not clause.acts:
            return None  # a person decides
        ways = clause.ways_out(deal) if clause is not None else ()
        if clause is None or not any((way.of, way.side) == (entry.of, entry.side) for way in ways):
            return cls._no_right(entry)
        return (
            cls._groundless(entry)
            or cls._nothing_overdue(entry, journal)
            or clause.overtaken(entry, deal, journal)
        )

    @classmethod
    def _no_right(cls, notice: Notice) -> Objection:
        why = say(
            "The agreement gives the {side} no right to a notice of '{of}': nothing ends.",
            side=notice.side,
            of=notice.of,
        )
        hint = say("Give one that was agreed, or agree on the end.")
        if notice.of == "at once":
            hint = say(
                "Only the law can give that right: ask a lawyer. An end that came so, or was agreed, is recorded"
                " as 'ended'."
            )
        return Objection(cls.cite, why, hint)

    @classmethod
    def _groundless(cls, notice: Notice) -> Objection | None:
        """Say that a notice does not name what it must."""
        what = next((kind.ground for kind in cls.notices if kind.name == notice.of), "")
        if not what or notice.ground:
            return None
        why = say(
            "A notice of '{of}' names the {what}, and this one names none: it may well end nothing.",
            of=notice.of, what=what,
        )  # fmt: skip
        return Objection(cls.cite, why, say('Add ground = "…", as the notice named it.'))

    @classmethod
    def _nothing_overdue(cls, notice: Notice, journal: Journal) -> Objection | None:
        """Say that a notice of non-payment came when nothing of its side was overdue."""
        owed = ledger(journal).overdue(notice.counts) if notice.side is Side.CONSULTANT else ()
        if notice.of != "non-payment" or owed:
            return None
        why = say(
            "No invoice of the {side} was overdue when the notice came: nothing ends.", side=notice.side
        )
        return Objection(cls.cite, why, say("Give it again once one is, or name another breach."))

    def overtaken(self, notice: Notice, deal: Deal, journal: Journal) -> Objection | None:
        """Say that another end comes sooner than the one a notice brings about."""
        last = self.last_day(notice, deal, journal)
        if last is None or deal.ends is None or deal.ends > last:
            return None
        why = say(
            "The engagement ends sooner, after {day}: this notice changes nothing.", day=deal.ends - DAY
        )
        return Objection(self.cite, why, say("Let it be."))

    @classmethod
    def _ended_before(cls, ended: Ended, deal: Deal) -> Objection | None:
        """Say that an end that was recorded comes after another."""
        if deal.ends is None or not deal.over(ended.on):
            return None
        why = say(
            "The engagement had ended before, after {day}: this end changes nothing.", day=deal.ends - DAY
        )
        return Objection(cls.cite, why, say("Let it be."))

    @classmethod
    def _nothing_to_mend(cls, cured: Cured, journal: Journal) -> Objection | None:
        notices = journal.of(Notice)
        if any(n.side is cured.side.other and n.counts <= cured.on for n in notices):
            return None
        why = say(
            "Nobody had given notice of a breach by the {side}, so there was none to mend.", side=cured.side
        )
        return Objection(cls.cite, why, say("Record the notice too, or let it be."))

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a side that is locked in, one-sided notice, and what the law says of it."""
        for side in Side:
            if self.right(side) is None:
                yield self.finding(
                    "CH-EXT-001",
                    Level.WARNING,
                    f"{side}",
                    say("The {side} cannot end the engagement without a reason.", side=side),
                    say("Give both sides the same right."),
                    source=PRACTICE,
                    to={"notice": "30 days"},
                )
        if self.client and self.consultant and self.client != self.consultant:
            yield self.finding(
                "CH-EXT-002",
                Level.ADVICE,
                "consultant",
                say(
                    "The sides end it differently: the client with {said}, the consultant with {said_2}.",
                    said=self.client.said(),
                    said_2=self.consultant.said(),
                ),
                say("Make it the same, or know why it is not."),
                source=PRACTICE,
            )
        if self.cause is None and not self.at_once:
            yield self.finding(
                "CH-EXT-003",
                Level.WARNING,
                "cause",
                say("Nothing says what follows when a side breaks its word."),
                say("Add [exit.termination.cause] with grounds and a time to mend."),
            )
        yield from ways_out(self._ways(deal))

    def _ways(self, deal: Deal) -> WaysOut:
        rights = {side: self.right(side) for side in Side}
        return WaysOut(
            self.cite,
            {side: right.notice if right else None for side, right in rights.items()},
            {side: right.not_before if right else None for side, right in rights.items()},
            self.insolvency,
            deal,
        )


def _cures(past: Past[Termination], deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give the other side's duty to mend each breach that a notice names, before the engagement ends for it."""
    for notice in journal.of(Notice):
        clause = past.at(notice.on)
        last = clause.cure_until(notice, deal) if clause and deal.runs(notice.counts) else None
        if clause is None or last is None:
            continue
        what = say("Pay all that is overdue") if notice.of == "non-payment" else say("Mend the breach")
        if notice.ground:
            what = say("{what} ({ground})", what=what, ground=notice.ground.rstrip("."))
        yield clause.will(
            f"cure/{notice.side.other}/{notice.on}",
            notice.side.other,
            say("{what}, or the engagement ends after {day}", what=what, day=last),
            last,
            notice.counts,
            field="cause",
            meets=meets(Cured, side=notice.side.other),
            met=clause.cured(notice, deal, journal),
        )


def _after(notice: Duration | None, given: Notice, deal: Deal) -> dt.date | None:
    """Give the last day of a notice, or the later one that it names; None where none was agreed."""
    last = deal.after(notice, given.counts) if notice is not None else None
    return last and max(last, given.until or last)
