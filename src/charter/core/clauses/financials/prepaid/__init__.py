"""Prepaid: blocks of hours that the client pays for ahead and then uses, and what becomes of hours left.

The first block is bought with the agreement, each further one by a yes of somebody named. Hours use the oldest block
that is open on the day of their record. When no block has any left, hours cost a price of their own up to a most, or
work stops until another block is bought.
"""

# ruff: noqa: RUF001 - the sign of multiplication is meant

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Self

from charter.core.clauses.financials.prepaid import charged
from charter.core.clauses.financials.prepaid.blocks import Block, book
from charter.core.clauses.financials.prepaid.entries import BlockBought, BlockOver
from charter.core.clauses.financials.prepaid.findings import findings
from charter.core.clauses.financials.prepaid.terms import PrepaidTerms
from charter.core.vocabulary.arithmetic.hours import HOUR, hours_of
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.dates import DAY, Hours
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import Resumed, Suspended
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Reminded, Worked, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Currency, HoursPaidAhead, Price, Unanswered, Usage


class Prepaid(PrepaidTerms):
    """Hours paid for ahead, a block at a time."""

    pays = True
    follows_reviews = ("price", "further.price")
    entries = (Worked, BlockBought, BlockOver)

    def states(self) -> Iterator[object]:
        """State the currency of the price, and that hours are paid for ahead."""
        yield Currency(self.price.currency)
        yield HoursPaidAhead()

    def prices(self) -> Iterator[Price]:
        """Give the first block, each further one with whose yes it needs, and hours without a block."""
        once = say("{sum} for {hours}", sum=self.price, hours=self.hours)
        yield Price(Cite(f"{self.cite}.price"), say("First block of hours"), once, once)
        each = say("{sum} for each yes", sum=self.price)
        yield Price(
            Cite(f"{self.cite}.approved_by"), say("Further block of hours"), once, each, self.approved_by
        )
        if self.further is not None:
            price, most = (
                self.further.price,
                self.further.price.times(Fraction(self.further.most.seconds, HOUR)),
            )
            what, hour = say("Hour without a block"), say("{price}", price=price)
            yield Price(Cite(f"{self.cite}.further.price"), what, hour, say("{sum} a month", sum=most))

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where nobody says yes to another block."""
        within = self.top_up.within if self.top_up is not None else None
        then = say("none is bought, and work stops when the hours are used up")
        if self.further is not None:
            then = say("none is bought, and further hours cost {price} each", price=self.further.price)
        yield Unanswered(
            Cite(f"{self.cite}.approved_by"), say("a yes to another block"), Side.CLIENT, within, then
        )

    # ── what the text prints ───────────────────────────────────────────────────────────────────

    @property
    def hour(self) -> Money:
        """The price of an hour in a block, to the cent."""
        return self.price.times(Fraction(HOUR, self.seconds))

    @figure
    def days(self, deal: Deal) -> str | None:
        """Give the days of a block, where it is sold in days."""
        if self.hours_a_day is None:
            return None
        return str(Hours(HOUR * self.seconds // self.hours_a_day.seconds).decimal.normalize())

    @figure
    def hour_price(self, deal: Deal) -> Money:
        """Give the price of an hour in a block."""
        return self.hour

    @figure
    def most(self, deal: Deal) -> Money | None:
        """Give the most that hours without a block cost in a month."""
        return self.further.price.times(Fraction(self.further.most.seconds, HOUR)) if self.further else None

    @figure
    def first_expires(self, deal: Deal) -> dt.date | None:
        """Give the last day on which the first block can be used."""
        return deal.through(self.expires, deal.starts) - DAY if self.expires is not None else None

    @figure
    def alone(self, deal: Deal) -> bool:
        """Whether nothing else of the agreement pays for work, so that all work stops with the last block."""
        return deal.fees == (self.cite,)

    @figure
    def example(self, deal: Deal) -> Sentence:
        """Work out what a quarter of a block left is worth."""
        left = self.seconds // 4
        worth = Money(hours_of(minor=self.price.minor, seconds=left, of=self.seconds), self.price.currency)
        return say(
            "{left} left are worth {price} × {left} ÷ {whole} = {worth}",
            left=Hours(left), price=self.price, whole=self.hours, worth=worth,
        )  # fmt: skip

    @figure
    def dearer(self, deal: Deal) -> Sentence:
        """Work out what an hour uses that is dearer, in the first of such hours."""
        more = next(iter((self.surcharges or {}).values())).more if self.surcharges else Percent.parse("0 %")
        uses = Hours(int(HOUR * (1 + more.fraction)))
        return say("At {more} more, 1 hour uses {uses}", more=more, uses=uses)

    # ── what it brings about ───────────────────────────────────────────────────────────────────

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:
        """A block is charged as agreed on its day, and an hour too, so what was before an amendment stays as it is."""
        return dt.date.min if since <= starts else since

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Close blocks that are used up or expired; stop work while there is none, and go on when one is bought."""
        held = journal.fold(book, past, deal)
        for block in held.blocks:
            over = block.used_up + DAY if block.used_up is not None else block.until
            if over <= deal.today and not deal.over(over):
                yield deem(block.closed(over), cls.cite)
                yield from cls._stops(block, over, past, deal, held.blocks)

    @classmethod
    def _stops(
        cls, block: Block, over: dt.date, past: Past[Self], deal: Deal, blocks: tuple[Block, ...]
    ) -> Iterator[Entry]:
        """Stop all work on the business day after the last block was over, until the one after another is bought."""
        clause, stop = past.at(over), deal.business(over - DAY, 1)
        others = any(each is not block and each.lasts(over) for each in blocks)
        if clause is None or clause.further is not None or others or not clause.alone(deal):
            return
        if stop > deal.today or not deal.runs(stop):
            return
        yield deem(Suspended(on=stop, by="time", pauses_fees=True), cls.cite)
        following = min((each.known for each in blocks if each.known >= stop), default=None)
        if following is not None and deal.business(following, 1) <= deal.today:
            yield deem(Resumed(on=deal.business(following, 1), by="time"), cls.cite)

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge each block when it is bought, give back hours left as agreed, and charge hours that no block had."""
        held = journal.fold(book, past, deal)
        yield from charged.of_blocks(held, deal)
        yield from charged.beyond(held, deal)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell the client that hours run out, let it buy more in time, and mark the day on which a block expires."""
        held = journal.fold(book, past, deal)
        for block in held.blocks:
            if block.until < (deal.ends or dt.date.max) and block.left:
                last = block.until - DAY
                yield cls.will(
                    f"expires/{block.name}", Side.CLIENT,
                    say("Last day to use the block of {day}", day=block.bought),
                    last, block.bought, field="expires", met=last if last < deal.today else None,
                )  # fmt: skip
        asked = False
        for day, left in held.levels:
            clause = past.at(day)
            low = clause is not None and clause.top_up is not None and left < clause.top_up.below.seconds
            if clause is not None and low and not asked:
                yield from clause.asks(day, deal, journal)
            asked = low

    def asks(self, day: dt.date, deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell the client, and let it answer, once fewer hours are left than agreed."""
        if self.top_up is None:
            return
        key = f"tell/{day}"
        yield self.must(
            key, Side.CONSULTANT,
            say("Tell the client that fewer than {hours} of its block are left", hours=self.top_up.below),
            deal.business(day, 1), day, field="top_up.below",
            meets=meets(Reminded, of=f"{self.cite}/{key}"), met=journal.reminded(f"{self.cite}/{key}"),
        )  # fmt: skip
        more = journal.of(BlockBought, day)
        yield self.may(
            f"top-up/{day}", Side.CLIENT, say("Buy another block of hours for {price}", price=self.price),
            deal.within(self.top_up.within, deal.business(day, 1)), day, field="top_up.within",
            meets=meets(BlockBought), met=more[0].on if more else None,
        )  # fmt: skip

    @classmethod
    def usage(cls, past: Past[Self], day: dt.date, deal: Deal, journal: Journal) -> Iterator[Usage]:
        """Give how each block stands that is open on a day."""
        for block in journal.fold(book, past, deal).blocks:
            if block.open(day):
                whole = block.clause.seconds
                yield Usage(cls.cite, block.bought, block.until, whole, whole - block.left, 0)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why a block was not bought, and which hours no block covers and nobody pays."""
        clause = past.at(entry.on) if past is not None else None
        if isinstance(entry, BlockBought):
            return clause.refuses(entry, deal) if clause is not None else _nothing(cls.cite)
        if isinstance(entry, BlockOver):
            why = say("A block is over by itself, once it is used up or its time has passed.")
            return Objection(cls.cite, why, say("Leave it out."))
        if past is None or not isinstance(entry, Worked):
            return None
        unpaid = sum(b.seconds - b.charged for b in journal.fold(book, past, deal).beyond if b.entry is entry)
        if not unpaid:
            return None
        why = say("No block had {hours} of it left: that time is not charged.", hours=Hours(unpaid))
        return Objection(cls.cite, why, say("Have another block bought before the work."))

    def refuses(self, entry: BlockBought, deal: Deal) -> Objection | None:
        """Say why a block was not bought: it is not theirs to buy, or costs too much for them."""
        person = deal.person(entry.by, entry.on)
        name = person.name if person is not None else entry.by
        stand_ins = (deal.person(key, entry.on) for key in self.approved_by)
        allowed = {*self.approved_by, *(one.stand_in for one in stand_ins if one is not None)}
        if entry.by not in allowed:
            why = say("{who} may not buy a block: none is bought.", who=name)
            return Objection(self.cite, why, say("Have it said by somebody whom the clause names."))
        most = person.approves_up_to if person is not None else None
        if most is not None and self.price.minor > most.minor:
            why = say(
                "A block costs {price}, and {who} may approve {most} at most: none is bought.",
                price=self.price, who=name, most=most,
            )  # fmt: skip
            return Objection(self.cite, why, say("Have it said by somebody who may approve more."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find hours that are lost, nobody who is asked in time, and a price that undercuts the block."""
        yield from findings(self, deal)


def _nothing(cite: Cite) -> Objection:
    why = say("No blocks of hours are agreed: it changes nothing.")
    return Objection(cite, why, say("Agree the size and the price of a block."))
