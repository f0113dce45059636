"""A master and its orders: what clauses say of them, and what an engagement knows of the other papers of its frame.

A limit counts where it stands: in an order for that order, in the master over all orders together. So that two orders
count alike, what happened is taken day by day, and within a day that of the earlier order first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.journal import Journal

Recorded = TypeVar("Recorded", bound=Entry)
Thing = TypeVar("Thing")


class OfEachPaper:
    """A clause that a master and each order say for themselves: an order that has it takes nothing of the master's."""


class RateCard:
    """A fee that charges nothing but what was recorded, so that it may stand in a master for all orders."""


class Framing:
    """A clause that says whether an agreement is a master or an order under one, and which counts where they differ."""

    @property
    def is_master(self) -> bool:
        """Whether the agreement is the master itself."""
        raise NotImplementedError

    @property
    def falls_with_master(self) -> bool:
        """Whether it is an order that ends when its master does."""
        raise NotImplementedError

    @property
    def ends_with_orders(self) -> bool:
        """Whether it is a master whose end depends on its orders."""
        raise NotImplementedError

    def orders_told(self, journal: Journal) -> tuple[str, ...]:
        """Name the orders that a journal of this master tells of."""
        raise NotImplementedError

    def in_order(self, title: str, signed_on: dt.date) -> dict[str, Any]:
        """Give, as plain values, what this clause of a master says in an order under it."""
        raise NotImplementedError

    def reserved(self, path: str) -> bool:
        """Whether this master keeps a term to itself, whatever an order says."""
        raise NotImplementedError

    def yields(self, path: str, named: Collection[str]) -> bool:
        """Whether the master gives way to what an order says of a term; `named` are the terms that the order names."""
        raise NotImplementedError

    @classmethod
    def names(cls, own: Mapping[str, Any]) -> tuple[str, ...]:
        """Give the terms of the master that an order's own clause, as plain values, names as changed."""
        raise NotImplementedError


def is_master(clauses: Iterable[object]) -> bool:
    """Whether clauses are those of a master: what it leaves to its orders is not missed in it."""
    return any(isinstance(clause, Framing) and clause.is_master for clause in clauses)


class OtherOrder(NamedTuple):
    """Another order under the same master: its journal, and whether it is the earlier of the two.

    `own` are the terms of the master that it says for itself.
    """

    journal: Journal
    earlier: bool = False
    own: tuple[str, ...] = ()


class OtherPapers(NamedTuple):
    """What an engagement knows on a day of the other papers of its frame.

    `master_ends` is the first day after the master's last, None while no end is known. `limits` are the terms that
    limit all orders together, since they stand in the master; `orders` are the other orders.
    """

    master_ends: dt.date | None = None
    limits: tuple[Cite, ...] = ()
    orders: tuple[OtherOrder, ...] = ()

    def under(self, limit: str) -> tuple[OtherOrder, ...]:
        """Give the other orders that a limit counts over: none where it is an order's, and none that has its own."""
        return tuple(each for each in self.orders if limit in self.limits and limit not in each.own)

    def of(self, limit: str, kind: type[Recorded]) -> tuple[Recorded, ...]:
        """Give what other orders recorded of a kind that counts towards a limit, by its day."""
        found = (entry for order in self.under(limit) for entry in order.journal.of(kind))
        return tuple(sorted(found, key=lambda entry: entry.on))

    def with_others(
        self,
        limit: str,
        own: Iterable[Thing],
        theirs: Callable[[Journal], Iterable[Thing]],
        day: Callable[[Thing], dt.date],
    ) -> list[tuple[Thing, bool]]:
        """Give all that counts towards a limit in the order in which it does, each with whether it is one's own.

        `theirs` finds the same in the journal of another order, `day` the day of one.
        """
        placed = [(day(each), 1, each) for each in own]
        for order in self.under(limit):
            placed += [(day(each), 0 if order.earlier else 2, each) for each in theirs(order.journal)]
        return [(each, place == 1) for _, place, each in sorted(placed, key=lambda one: one[:2])]


ALONE = OtherPapers()
"""What an engagement knows that stands alone."""
