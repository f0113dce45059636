"""A person lost for good: when somebody is, what then ends or may be ended, and that somebody as skilled takes over.

A person is lost when that is recorded (death, leaving, never able to work again), and, where it was agreed, by itself
after so many days in which that person could not work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, Field

from charter.core.clauses.foundation.cover.away import Away
from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import DAY, Duration, Unit
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Ended, Entry, Named, Notice, deem
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PEOPLE, PersonKey
from charter.core.vocabulary.replacement import Proposed, Replaced, took_over
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import WayOut
from charter.core.vocabulary.term import Terms

if TYPE_CHECKING:
    from charter.core.clauses.foundation.cover import BeingAway

LOST = "person lost"
"""The notice by which the client leaves because a person is lost for good, and why the engagement then ends."""


def _countable(value: Duration) -> Duration:
    if value.unit not in {Unit.DAYS, Unit.BUSINESS_DAYS, Unit.WEEKS} or not value:
        raise ValueError(f"{value} cannot be counted day by day: write days, business days or weeks")
    return value


DaysAway = Annotated[TimeToAct, AfterValidator(_countable)]
"""A number of days that are counted one by one: a year at most."""


class PersonLost(Entry):
    """A person who does the work cannot do it any more, for good."""

    about = "person"

    kind: Literal["person lost"] = "person lost"
    person: PersonKey = Field(description="Who.", examples=["mara"])

    def says(self, named: Named) -> Sentence:
        """Say who."""
        return say("{person}", person=named(PEOPLE, self.person))


class Incapable(Terms):
    """After how many days in which a person cannot work that person is lost."""

    after: DaysAway = Field(description="How many days, holidays apart.", examples=["60 days"])
    in_any: Duration | None = Field(
        None,
        description="Within which time they are counted together; left out: at one stretch.",
        examples=["6 months"],
    )


class Unfilled(Terms):
    """What the client may do where nobody takes over."""

    after: TimeToAct = Field(
        description="How long after the loss somebody must have taken over.", examples=["30 days"]
    )
    notice: NoticeTime = Field(description="How much notice the client then gives.", examples=["10 days"])


# ── who is lost, and when ──────────────────────────────────────────────────────────────────────


def incapable(past: Past[Any], deal: Deal, journal: Journal) -> Iterator[PersonLost]:
    """Give each person who could not work for as many days as was agreed, on the last of them."""
    told = [away for away in journal.of(Away) if not away.planned]
    for person in dict.fromkeys(away.whom for away in told):
        mine = [away for away in told if away.whom == person]
        for day in sorted({day for away in mine for day in away.days}):
            clause: BeingAway | None = past.at(day)
            if day > deal.today or any(lost.on < day for lost in journal.about(PersonLost, person)):
                break
            if (
                clause is not None
                and clause.incapable is not None
                and _long(clause.incapable, day, mine, deal)
            ):
                known = max(away.known for away in mine if away.on <= day)
                yield PersonLost(on=day, recorded=known if known > day else None, by="time", person=person)
                break


def _long(agreed: Incapable, day: dt.date, told: list[Away], deal: Deal) -> bool:
    """Whether the days up to this one in which somebody could not work are as many as was agreed."""
    days = {one for away in told for one in away.days if one <= day}
    if agreed.in_any is None:
        first = day
        while first - DAY in days:
            first -= DAY
        days = {one for one in days if one >= first}
    else:
        began = agreed.in_any.before(day, deal.ruled(day).calendar)
        days = {one for one in days if one > began}
    if agreed.after.unit is Unit.BUSINESS_DAYS:
        return sum(map(deal.is_business, days)) >= agreed.after.count
    return len(days) >= agreed.after.about_days


def since(clause: BeingAway, day: dt.date, deal: Deal, journal: Journal) -> dt.date | None:
    """Give the day since when the client may leave over a person lost; None where it may not on this day."""
    losses = journal.of(PersonLost, until=day + DAY)
    if clause.lost == "client may end":
        rights = [lost.on for lost in losses]
    elif (owed := clause.owed) is not None:
        open_ = (lost for lost in losses if not _filled(lost, day, deal, journal))
        rights = [deal.after(owed.after, lost.on) + DAY for lost in open_]
    else:
        rights = []
    return min((right for right in rights if right <= day), default=None)


def _filled(lost: PersonLost, day: dt.date, deal: Deal, journal: Journal) -> bool:
    """Whether somebody had taken over for a person lost by a day, as that may be done."""
    return any(
        took_over(one, deal, journal) for one in journal.about(Replaced, lost.person, lost.on, day + DAY)
    )


# ── what follows ───────────────────────────────────────────────────────────────────────────────


def ends(past: Past[Any], deal: Deal, journal: Journal, cite: Cite) -> Iterator[Entry]:
    """End the engagement after a loss where it ends by itself, and by the client's notice where that may end it."""
    for lost in journal.of(PersonLost):
        clause: BeingAway | None = past.at(lost.on)
        if clause is not None and clause.lost == "ends":
            last = deal.after(clause.within, lost.on)
            if not deal.over(last + DAY):
                why = "the loss of a person who does the work"
                yield deem(Ended(on=last + DAY, by="time", why=why, told=lost.known, of=LOST), cite)
    for notice in journal.of(Notice):
        clause = past.at(notice.on)
        time = clause.notice_of(notice, deal, journal) if clause is not None else None
        if time is None:
            continue
        last = max(deal.after(time, notice.counts), notice.until or notice.counts)
        if not deal.over(last + DAY):
            why = f"notice over a person lost by the {notice.side}"
            yield deem(
                Ended(on=last + DAY, by="time", why=why, told=notice.counts, of=LOST, given_by=notice.side), cite
            )  # fmt: skip


def duties(kind: type[BeingAway], past: Past[Any], deal: Deal, journal: Journal) -> Iterator[Duty]:
    """After a person is lost: offer somebody as skilled, the client's right to leave, and the last day."""
    for lost in journal.of(PersonLost):
        clause: BeingAway | None = past.at(lost.on)
        if clause is not None and clause.lost == "substitute":
            offers = journal.about(Proposed, lost.person, lost.on)
            yield kind.must(
                f"substitute/{lost.person}", Side.CONSULTANT, say("Offer somebody as skilled"),
                deal.within(clause.within, lost.on), lost.on, field="lost",
                meets=meets(Proposed, person=lost.person), met=offers[0].on if offers else None,
            )  # fmt: skip
    clause = past.at(deal.today)
    right = since(clause, deal.today, deal, journal) if clause is not None and deal.runs(deal.today) else None
    if clause is not None and right is not None:
        yield kind.may(
            "end", Side.CLIENT, say("End the engagement, because a person is lost"), None, right, field="lost",
            meets=meets(Notice, of=LOST, side=Side.CLIENT),
        )  # fmt: skip
    ended = deal.ended
    if ended is not None and ended.deemed == kind.cite:
        last = ended.on - DAY
        yield kind.will(
            f"last-day/{last}", "both", say("Last day of the engagement ({why})", why=ended.why), last, deal.starts,
            met=last if ended.on <= deal.today else None,
        )  # fmt: skip


def ways_out(clause: BeingAway) -> Iterator[WayOut]:
    """Give the client's right to leave over a person lost."""
    if clause.lost == "client may end":
        yield WayOut(Cite(f"{clause.cite}.lost"), LOST, Side.CLIENT, clause.within)
    elif (owed := clause.owed) is not None:
        yield WayOut(Cite(f"{clause.cite}.unfilled"), LOST, Side.CLIENT, owed.notice)
