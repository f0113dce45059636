"""A master and its orders: what clauses say of them, and what an engagement knows of the other papers of its frame.

A limit counts where it stands: in an order for that order, in the master over all orders together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.journal import Journal

Recorded = TypeVar("Recorded", bound=Entry)


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


class OtherPapers(NamedTuple):
    """What an engagement knows on a day of the other papers of its frame.

    `master_ends` is the first day after the master's last, None while no end is known. `shared` are the clauses that
    stand in the master, so that their limits count over all orders; `orders` the journals of the other orders.
    """

    master_ends: dt.date | None = None
    shared: frozenset[str] = frozenset()
    orders: tuple[Journal, ...] = ()

    def of(self, clause: str, kind: type[Recorded]) -> tuple[Recorded, ...]:
        """Give what other orders recorded of a kind that counts towards the limits of a clause, by its day."""
        if clause not in self.shared:
            return ()
        found = (entry for journal in self.orders for entry in journal.of(kind))
        return tuple(sorted(found, key=lambda entry: entry.on))


ALONE = OtherPapers()
"""What an engagement knows that stands alone."""
