"""The blocks of an engagement: when each was bought, what it was used for, and what hours cost beside them.

Hours use the oldest block that is open on the day on which they are recorded. So hours that are recorded late change
nothing of what was settled before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from charter.core.clauses.financials.prepaid.entries import BlockBought, BlockOver
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Worked
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.replacement import paid_for

if TYPE_CHECKING:
    from charter.core.clauses.financials.prepaid import Prepaid

Month = tuple[int, int]
"""A calendar month: its year and number."""


@dataclass
class Block:
    """A block while it is being used; times are in seconds.

    `until` is the first day on which it can be used no more, `used_up` the day on which the last of it was used.
    """

    clause: Prepaid
    bought: dt.date
    until: dt.date
    agreed: str
    entry: BlockBought | None
    left: int = 0
    used_up: dt.date | None = None
    drawn: list[tuple[Worked, int]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What tells it from the others."""
        return self.entry.name if self.entry is not None else f"first/{self.bought}"

    @property
    def known(self) -> dt.date:
        """The day from which it counts as bought."""
        return self.entry.known if self.entry is not None else self.bought

    def open(self, day: dt.date) -> bool:
        """Whether it could be used on a day, if anything is left of it."""
        return self.known <= day < self.until

    def closed(self, on: dt.date) -> BlockOver:
        """Give the entry that says that it is over."""
        used_up = self.used_up is not None
        return BlockOver(
            on=on, by="time", bought=self.bought, left=Hours(self.left), why="used up" if used_up else "expired"
        )  # fmt: skip

    def lasts(self, day: dt.date) -> bool:
        """Whether something of it can still be used from a day on, or will be."""
        return day < self.until and (self.used_up is None or self.used_up >= day) and self.known <= day


class Beyond(NamedTuple):
    """What of an entry no block covered, in seconds, and how much of that is charged; `agreed` says where."""

    entry: Worked
    clause: Prepaid
    seconds: int
    charged: int
    agreed: str


class Book(NamedTuple):
    """All blocks, the hours that none covered, and each day on which so much was left in all open blocks."""

    blocks: tuple[Block, ...]
    beyond: tuple[Beyond, ...]
    levels: tuple[tuple[dt.date, int], ...]

    def left(self, day: dt.date) -> int:
        """Give what is left on a day of the blocks that are open then."""
        return sum(block.left for block in self.blocks if block.open(day))


def book(journal: Journal, past: Past[Prepaid], deal: Deal) -> Book:
    """Use up the blocks with the hours that draw on them, in the order in which they were recorded."""
    blocks = tuple(sorted(bought(journal, past, deal), key=attrgetter("bought")))
    beyond: list[Beyond] = []
    levels: list[tuple[dt.date, int]] = []
    charged: dict[Month, int] = {}
    for entry in sorted(paid_for(Worked, deal, journal), key=attrgetter("known")):
        clause = past.at(entry.on)
        if clause is None or not clause.draws(entry, deal) or not deal.runs(entry.on):
            continue
        short = _draw(entry, clause.uses(entry, deal), [block for block in blocks if block.open(entry.known)])
        levels.append((entry.known, sum(block.left for block in blocks if block.open(entry.known))))
        if short:
            month = entry.known.year, entry.known.month
            most = clause.further.most.seconds if clause.further is not None else 0
            paid = max(min(short, most - charged.get(month, 0)), 0)
            charged[month] = charged.get(month, 0) + paid
            beyond.append(Beyond(entry, clause, short, paid, past.agreed(entry.on)))
    return Book(blocks, tuple(beyond), tuple(levels))


def _draw(entry: Worked, need: int, blocks: list[Block]) -> int:
    """Take what an entry uses, in seconds, from blocks, the oldest first; give what they did not have."""
    for block in blocks:
        taken = min(need, block.left)
        if taken:
            block.left -= taken
            need -= taken
            block.drawn.append((entry, taken))
            if not block.left:
                block.used_up = entry.known
    return need


def bought(journal: Journal, past: Past[Prepaid], deal: Deal) -> Iterator[Block]:
    """Give each block as it was bought: the first with the agreement, the others by a yes that counts."""
    before = None
    for version in past.versions:
        day = max(version.since, deal.starts)
        if version.clause is not None and before is None and day <= deal.today and deal.runs(day):
            yield _block(version.clause, day, version.agreed, None, deal)
        before = version.clause
    for entry in journal.of(BlockBought):
        clause = past.at(entry.on)
        if clause is not None and deal.runs(entry.on) and clause.refuses(entry, deal) is None:
            yield _block(clause, entry.on, past.agreed(entry.on), entry, deal)


def _block(clause: Prepaid, day: dt.date, agreed: str, entry: BlockBought | None, deal: Deal) -> Block:
    until = deal.through(clause.expires, day) if clause.expires is not None else dt.date.max
    return Block(clause, day, min(until, deal.ends or dt.date.max), agreed, entry, clause.seconds)
