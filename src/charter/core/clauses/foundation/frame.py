"""The frame: this agreement is an order under a master agreement, or the master itself, and which of them prevails.

A master that stands for itself ends as agreed: with its last order, or on notice while no order runs. An order that
does not stand apart ends with its master.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal, Self

from pydantic import Field

from charter.core.vocabulary.bounds import NoticeTime
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY, Day
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Ended, Entry, Named, Notice, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.framing import Framing
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.laid_over import PathOfTerm, within
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say, verbatim
from charter.core.vocabulary.stated import Unanswered, WayOut
from charter.core.vocabulary.term import Line, Listed, Terms

ON_NOTICE = "on notice while no order runs"
NOTICE = "end of the master"
"""The notice that ends a master while no order runs."""


class OfPapers(Entry):
    """What one side tells of another paper."""

    needs = "give notices"
    restates = True

    side: Side = Field(description="The side that says so.")

    @property
    def actor(self) -> Side:
        """The side that says so."""
        return self.side


class OrderMade(OfPapers):
    """An order was signed under this master."""

    about = "order"

    kind: Literal["order made"] = "order made"
    order: Line = Field(description="What it is called.", examples=["Order 1: the audit"])

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{order}", order=self.order)


class OrderOver(OfPapers):
    """An order under this master is over; `on` is the first day after its last."""

    about = "order"

    kind: Literal["order over"] = "order over"
    order: Line = Field(description="What it is called.", examples=["Order 1: the audit"])

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{order}", order=self.order)


class MasterOver(OfPapers):
    """The master of this order is over; `on` is the first day after its last."""

    kind: Literal["master over"] = "master over"
    why: Line = Field(description="Why.", examples=["by agreement"])

    def says(self, named: Named) -> Sentence:
        """Say why."""
        return say("{why}", why=self.why)


class Master(Terms):
    """The master under which an order is made."""

    title: Line = Field(description="Its title.", examples=["Master services agreement"])
    signed_on: Day = Field(description="Its date.", examples=["2026-01-12"])


class EndOfMaster(Terms):
    """How a master ends."""

    how: Literal["with the last order", "on notice while no order runs"] = Field(description="Upon what.")
    notice: NoticeTime = Field(
        description="How long it lasts after its last order, or after that notice.", examples=["30 days"]
    )


class MasterOrOrder(Clause, Framing):
    """Which papers make up the agreement, and how they stand to one another."""

    entries = (OrderMade, OrderOver, MasterOver)
    notices = (NoticeKind(NOTICE, ends="notice to end the master", reason="master"),)

    master: Master | None = Field(
        None, description="The master under which this is an order; left out: this is the master itself."
    )
    prevails: Literal["master", "order", "order where it names the term"] = Field(
        description="Which of them counts where they differ."
    )
    stands_apart: bool = Field(description="Whether an order goes on when the master or another order ends.")
    group_may_order: bool = Field(
        default=False, description="Whether companies of the client's group that may order can sign orders."
    )
    no_duty_to_order: bool = Field(default=True, description="Whether the client need not order anything.")
    ends: EndOfMaster | None = Field(
        None, description="How a master ends by itself; left out: as the engagement does."
    )
    reserved_terms: Listed[PathOfTerm] = Field(
        (), description="What no order may change, by path.", examples=[["risk.liability", "general.law"]]
    )
    named_terms: Listed[PathOfTerm] = Field(
        (),
        description="The terms of the master that this order names and changes, by path.",
        examples=[["financials.payment.due_after"]],
    )

    # ── how an order lies over its master ──────────────────────────────────────────────────────

    @property
    def is_master(self) -> bool:
        """Whether the agreement is the master itself."""
        return self.master is None

    @property
    def falls_with_master(self) -> bool:
        """Whether it is an order that ends when its master does."""
        return self.master is not None and not self.stands_apart

    @property
    def ends_with_orders(self) -> bool:
        """Whether it is a master whose end depends on its orders."""
        return self.master is None and self.ends is not None

    def orders_told(self, journal: Journal) -> tuple[str, ...]:
        """Name the orders that a journal of this master tells of."""
        return tuple(made.order for made in journal.of(OrderMade))

    def in_order(self, title: str, signed_on: dt.date) -> dict[str, Any]:
        """Give what it says in an order: which master it is, and nothing on how a master ends."""
        own = self.model_dump(mode="json", exclude_none=True, exclude={"ends", "named_terms"})
        return own | {"master": {"title": title, "signed_on": signed_on.isoformat()}}

    def reserved(self, path: str) -> bool:
        """Whether no order may change a term: those that it reserves, what it says of itself, all where it prevails."""
        itself = (f"{self.cite}.{name}" for name in ("master", "prevails", "reserved_terms"))
        return self.prevails == "master" or any(
            within(path, whole) for whole in (*self.reserved_terms, *itself)
        )

    def yields(self, path: str, named: Collection[str]) -> bool:
        """Whether an order's own word counts: of what is not reserved, where it names the term, if that is asked."""
        if self.reserved(path):
            return False
        return self.prevails == "order" or any(within(path, whole) for whole in named)

    @classmethod
    def names(cls, own: Mapping[str, Any]) -> tuple[str, ...]:
        """Give the terms that an order's own clause names as changed."""
        listed = own.get("named_terms")
        return tuple(str(path) for path in listed) if isinstance(listed, list) else ()

    @figure
    def kept(self, deal: Deal) -> tuple[Sentence, ...]:
        """Say what no order may change."""
        return tuple(_called(path) for path in self.reserved_terms)

    @figure
    def shared(self, deal: Deal) -> tuple[Sentence, ...]:
        """Say which limits of the master count over all its orders together."""
        return tuple(_called(path) for path in deal.beside.limits)

    @figure
    def changed(self, deal: Deal) -> tuple[Sentence, ...]:
        """Say which terms of the master this order changes."""
        return tuple(_called(path) for path in self.named_terms)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say which paper counts where the sides read them otherwise."""
        then = say("the order counts") if self.prevails == "order" else say("the master counts")
        yield Unanswered(
            Cite(f"{self.cite}.prevails"), say("what counts where they differ"), "both", None, then
        )

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Give each side's right to end a master on notice."""
        if self.master is None and self.ends is not None and self.ends.how == ON_NOTICE:
            for side in Side:
                yield WayOut(Cite(f"{self.cite}.ends"), NOTICE, side, self.ends.notice)

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """End an order with its master, told or known of its paper, and a master as agreed."""
        known = (deal.beside.master_ends,) if deal.beside.master_ends is not None else ()
        for day in (*(over.on for over in journal.of(MasterOver)), *known):
            clause = past.at(day)
            if clause is not None and clause.falls_with_master and day <= deal.today and not deal.over(day):
                yield deem(Ended(on=day, by="time", why="the master is over"), cls.cite)
        clause = past.at(deal.today)
        if clause is None or clause.master is not None or clause.ends is None:
            return
        if clause.ends.how != ON_NOTICE:
            idle = clause.idle_since(deal.today, journal)
            until = deal.after(clause.ends.notice, idle - DAY) + DAY if idle is not None else None
            if until is not None and until <= deal.today and not deal.over(until):
                yield deem(Ended(on=until, by="time", why="its last order is over"), cls.cite)
        for notice in journal.of(Notice):
            if notice.of == NOTICE and clause.ended_by(notice, deal, journal):
                until = deal.after(clause.ends.notice, notice.counts) + DAY
                why = f"{cls.notices[0].ends} by the {notice.side}"
                if not deal.over(until):
                    yield deem(Ended(on=until, by="time", why=why, of=NOTICE, given_by=notice.side), cls.cite)

    def idle_since(self, day: dt.date, journal: Journal) -> dt.date | None:
        """Give the first day since which no order runs on a day; None where one does, or none was ever made."""
        made = {each.order for each in journal.of(OrderMade) if each.on <= day}
        over = {each.order: each.on for each in journal.of(OrderOver) if each.on <= day}
        return max(over.values()) if made and made <= over.keys() else None

    def ended_by(self, notice: Notice, deal: Deal, journal: Journal) -> bool:
        """Whether a notice ends the master: that is agreed, and no order runs when it arrives."""
        agreed = self.master is None and self.ends is not None and self.ends.how == ON_NOTICE
        if not agreed or not deal.runs(notice.counts):
            return False
        made = {each.order for each in journal.of(OrderMade) if each.on <= notice.counts}
        return not made or self.idle_since(notice.counts, journal) is not None

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why the end of a master or of an order changes nothing."""
        clause = past.at(entry.on) if past is not None else None
        if clause is None:
            return Objection(cls.cite, say("No other paper is agreed."), say("Agree on it first."))
        why = clause.refuses(entry, deal, journal)
        return None if why is None else Objection(cls.cite, why, say("Let it be, or correct what it says."))

    def refuses(self, entry: Entry, deal: Deal, journal: Journal) -> Sentence | None:
        """Say why an entry changes nothing; None where it does what it says."""
        why: Sentence | None = None
        match entry:
            case MasterOver() if self.master is None:
                why = say("This is the master itself.")
            case MasterOver() if self.stands_apart:
                why = say("This order goes on without its master.")
            case OrderMade() | OrderOver() if self.master is not None:
                why = say("This is an order, and holds none.")
            case OrderOver() if not journal.about(OrderMade, entry.order):
                why = say("No such order was made.")
            case Notice() if not self.ended_by(entry, deal, journal):
                why = say("A notice ends the master only where that is agreed, and while no order runs.")
            case _:
                pass
        return why

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find an order that overrides in silence, one older than its master, one that falls with it, and a duty."""
        if self.prevails == "order":
            yield self.finding(
                "CH-FND-090", Level.WARNING, "prevails",
                say("An order changes the master even where nobody notices."),
                say("Let it count only where it names the term that it changes."), to="order where it names the term",
            )  # fmt: skip
        if self.master is not None and self.master.signed_on > deal.agreed:
            yield self.finding(
                "CH-FND-091", Level.ERROR, "master.signed_on",
                say("The master is of {day}, later than this order of {order}.",
                    day=self.master.signed_on, order=deal.agreed),
                say("Correct the date, or sign the master first."),
            )  # fmt: skip
        if self.master is not None and not self.stands_apart:
            yield self.finding(
                "CH-FND-092", Level.ADVICE, "stands_apart", say("The work of this order stops when the master ends."),
                say("Let an order that has begun go on to its end."), to=True,
            )  # fmt: skip
        if self.master is None and not self.no_duty_to_order:
            yield self.finding(
                "CH-FND-093", Level.WARNING, "no_duty_to_order",
                say("The client must order, but nothing says how much."),
                say("Say that it need not, or put a minimum into a fee."), to=True,
            )  # fmt: skip


def _called(path: str) -> Sentence:
    """Call a clause or a term in plain words: "liability", "the due after of payment"."""
    _, clause, *steps = (step.replace("_", " ") for step in path.split("."))
    return verbatim(clause if not steps else f"{clause} ({', '.join(steps)})")
