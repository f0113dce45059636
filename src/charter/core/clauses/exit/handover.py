"""Handover: what the next one needs, kept current, handed over at the end, and help after it for a price."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field

from charter.core.vocabulary.arithmetic.hours import HOUR, hours
from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY, Hours, Rhythm
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import Refers
from charter.core.vocabulary.regular import occasions
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Price
from charter.core.vocabulary.term import Key, Line, Table, Terms
from charter.core.vocabulary.ticked import ticked

ITEMS = Refers("exit.handover.items", "item")
PRACTICE = Source("Charter's study of six published templates", "verified", "2026-08")
_LITTLE = Hours.parse("2 hours")


class HandedOver(Entry):
    """One thing handed over at the end."""

    about = "item"
    whose = Side.CONSULTANT

    kind: Literal["handed over"] = "handed over"
    item: Annotated[Key, ITEMS] = Field(
        description="Its key under exit.handover.items.", examples=["accounts"]
    )

    def says(self, named: Named) -> Sentence:
        """Say what."""
        return say("{name}", name=named(ITEMS, self.item))


class HelpedAfter(Entry):
    """Help after the end."""

    whose = Side.CONSULTANT

    kind: Literal["helped after"] = "helped after"
    hours: Hours = Field(description="How long.", examples=["1.5 hours"])
    work: Line = Field(description="With what.", examples=["A call with the new CTO"])

    def says(self, named: Named) -> Sentence:
        """Say how long, with what."""
        return say("{hours}: {work}", hours=self.hours, work=self.work)


class Item(Terms):
    """One thing that the next one needs."""

    name: Line = Field(description="What it is.", examples=["List of accounts and who owns each"])
    kept: Line = Field(description="Where it is kept.", examples=["the client's wiki"])


class HelpAfter(Terms):
    """Help after the end, for a price."""

    lasts: NoticeTime = Field(
        description="How long after the last day it can be asked for.", examples=["3 months"]
    )
    hours: Hours = Field(description="The most hours.", examples=["20 hours"])
    rate: Money = Field(description="What an hour costs.", examples=["EUR 210.00"])


class Handover(Clause):
    """What is handed over at the end, and help after it."""

    follows_reviews = ("after.rate",)
    entries = (HandedOver, HelpedAfter)
    unsaid = say("the handover at the end")

    items: Table[Item] = Field(description="What is handed over, each under a key.", min_length=1)
    current: Rhythm | None = Field(
        None,
        description="How often it is brought up to date; left out: only at the end.",
        examples=["every quarter on day 1"],
    )
    within: TimeToAct = Field(description="How long after the last day.", examples=["5 business days"])
    hours: Hours = Field(
        description="How many hours of talks at the end are part of the price.", examples=["8 hours"]
    )
    after: HelpAfter | None = Field(None, description="Help after the end; left out: none.")

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until everything is handed over and the help after it has ended")

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Bring it up to date on its days, and hand over each thing after the end."""
        for day, due, _ in occasions(past, deal, lambda clause: clause.current):
            yield ticked(
                cls.will, f"update/{day}", Side.CONSULTANT, say("Bring what is handed over up to date"),
                due, min(day, due), journal, field="current",
            )  # fmt: skip
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        if ended is None or clause is None:
            return
        last = ended.on - DAY
        for key, item in clause.items.items():
            given = journal.about(HandedOver, key)
            yield cls.must(
                f"hand/{key}", Side.CONSULTANT, say("Hand over: {name}", name=item.name),
                deal.within(clause.within, last), ended.told or deal.starts, field=f"items.{key}",
                meets=meets(HandedOver, item=key), met=given[0].on if given else None,
            )  # fmt: skip
        if clause.after is not None:
            until = deal.after(clause.after.lasts, last)
            yield cls.may(
                "help", Side.CLIENT,
                say("Ask for help until {day}: {hours} at most", day=until, hours=clause.after.hours),
                None, ended.on, field="after", meets=meets(HelpedAfter),
            )  # fmt: skip

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge each help after the end, up to the most hours."""
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        help_ = clause.after if clause is not None else None
        if ended is None or help_ is None:
            return
        left = help_.hours.seconds
        for entry in journal.of(HelpedAfter, ended.on, deal.after(help_.lasts, ended.on - DAY) + DAY):
            seconds = min(entry.hours.seconds, left)
            left -= seconds
            if seconds and entry.known <= deal.today:
                basis = Basis.of(hours, minor=help_.rate.minor, seconds=seconds)
                yield cls.charge(
                    f"after/{entry.address}", "after.rate", entry.known, Money(basis.minor, help_.rate.currency),
                    reads=say("Help after the end, {time}: {work}", time=Hours(seconds), work=entry.work),
                    basis=basis, entries=(entry.name,), agreed=past.agreed(ended.on - DAY),
                )  # fmt: skip

    def prices(self) -> Iterator[Price]:
        """Give what help after the end costs."""
        if self.after is not None:
            whole = self.after.rate.times(Fraction(self.after.hours.seconds, HOUR))
            yield Price(
                Cite(f"{self.cite}.after.rate"), say("Help after the end"),
                say("{price} an hour", price=self.after.rate), say("{sum} in all", sum=whole),
            )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that help is not charged: none was agreed, before the end, too late, or beyond the most hours."""
        if past is None or past.at(entry.on) is None:
            return Objection(cls.cite, say("Nothing was agreed about a handover."), say("Agree on it first."))
        told = _no_help(entry, past, deal, journal) if isinstance(entry, HelpedAfter) else None
        return (
            Objection(cls.cite, told, say("Record work before the end as hours, or agree on more."))
            if told
            else None
        )

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a handover that is only written at the end, and one without time."""
        if self.current is None:
            yield self.finding(
                "CH-EXT-040", Level.ADVICE, "current",
                say("What is handed over is only written at the end, when time is short."),
                say("Keep it current, each quarter."), source=PRACTICE, to="every quarter on day 1",
            )  # fmt: skip
        if self.hours < _LITTLE:
            yield self.finding(
                "CH-EXT-041", Level.ADVICE, "hours", say("{hours} are little to hand over in.", hours=self.hours),
                say("Allow for eight."), source=PRACTICE, to="8 hours",
            )  # fmt: skip


def _no_help(entry: HelpedAfter, past: Past[Handover], deal: Deal, journal: Journal) -> Sentence | None:
    ended = deal.ended
    if ended is None or entry.on < ended.on:
        return say("The engagement had not ended, so this is no help after the end.")
    clause = past.at(ended.on - DAY)
    if clause is None or clause.after is None:
        return say("No help after the end was agreed.")
    if entry.on > deal.after(clause.after.lasts, ended.on - DAY):
        return say("Help after the end was over: it is not charged.")
    before = sum(each.hours.seconds for each in journal.of(HelpedAfter, ended.on) if _is_before(each, entry))
    if before + entry.hours.seconds > clause.after.hours.seconds:
        return say(
            "Only {hours} of help were agreed: what goes beyond is not charged.", hours=clause.after.hours
        )
    return None


def _is_before(one: HelpedAfter, other: HelpedAfter) -> bool:
    return (one.on, one.address) < (other.on, other.address)
