"""An engagement: agreement, amendments and journal. It holds facts alone, and nothing computed from them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from charter.core.agreement import Agreement
from charter.core.authority import lawful, lawful_journal
from charter.core.changes import Amendment
from charter.core.conclusion import Standing, contract, not_concluded, signatures
from charter.core.contract import Contract, Edition
from charter.core.vocabulary.derived import Derived
from charter.core.vocabulary.entry import Entry, Void
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.signing import Declined, Signed

__all__ = ["Contract", "Edition", "Engagement", "InVain", "Papers"]


class InVain(NamedTuple):
    """What an order says of a term otherwise than its master, where the master counts.

    `reserved`: whatever the order says; else the order would count if it named the term.
    """

    path: str
    said: str
    counts: str
    reserved: bool


@dataclass(frozen=True)
class Papers:
    """The other papers of a frame: the master that an order is laid over, and the other orders under it.

    `name` is that of the master's folder; `master` None: the engagement is the master itself. `in_vain` is what the
    order says and does not count.
    """

    name: str
    master: Engagement | None = None
    orders: tuple[Engagement, ...] = ()
    in_vain: tuple[InVain, ...] = ()

    def supposed(self, today: dt.date) -> Papers:
        """Give the papers as if both sides had signed the master by today."""
        return self if self.master is None else replace(self, master=self.master.supposed(today))

    def as_signed(self) -> Papers:
        """Give the papers with nothing supposed."""
        return self if self.master is None else replace(self, master=self.master.as_signed())


@dataclass(frozen=True)
class Engagement(Derived):
    """One engagement; `name` is that of its folder. Equal by content; safe to share, pickle and hash.

    `supposing` is the day on which it is supposed that both sides sign what they have not; None: nothing is supposed.
    `papers` are the other papers of its frame; None: it stands alone.
    """

    agreement: Agreement
    amendments: tuple[Amendment, ...] = ()
    journal: Journal = field(default_factory=Journal)
    name: str = "engagement"
    supposing: dt.date | None = None
    papers: Papers | None = None

    @cached_property
    def contract(self) -> Contract:
        """What both sides concluded of the agreement and its amendments, as the journal says, or as is supposed."""
        return contract(self.agreement, self.amendments, self.journal, self.supposing)

    @cached_property
    def open(self) -> tuple[Standing, ...]:
        """What is not concluded, and where it stands: the agreement first, then the amendments by number."""
        return tuple(not_concluded(self.contract, self.amendments, self.journal))

    def supposed(self, today: dt.date) -> Engagement:
        """Give the engagement as if both sides had signed by today what they have not: for drafts and previews.

        An amendment that a side declined is not supposed: that is final.
        """
        if not self.open and not self.is_draft(today):
            return self
        papers = None if self.papers is None else self.papers.supposed(today)
        return replace(self, supposing=today, papers=papers)

    def is_draft(self, today: dt.date) -> bool:
        """Whether the agreement is not signed by both sides by a day, so that what follows can only be supposed."""
        return self.contract.known(today).concluded is None

    def as_signed(self) -> Engagement:
        """Give the engagement as it is by its journal alone, with nothing supposed."""
        if self.supposing is None:
            return self
        papers = None if self.papers is None else self.papers.as_signed()
        return replace(self, supposing=None, papers=papers)

    def known(self, day: dt.date) -> Engagement:
        """Give the engagement as known at the end of a day, without entries whose author had no right to act."""
        journal, contract = self.lawful.known(day), self.contract.known(day)
        if journal is self.journal and contract is self.contract:
            return self
        return self._with(journal, contract, journal)

    def plus(self, *entries: Entry) -> Engagement:
        """Give the engagement with more entries, as if they had happened."""
        journal = self.journal.plus(entries)
        if any(isinstance(entry, Signed | Declined | Void) for entry in entries):
            return self.with_journal(journal)
        counted = tuple(lawful(self.contract, entries))
        alike = self.lawful is self.journal and [*map(id, counted)] == [*map(id, entries)]
        return self._with(journal, self.contract, journal if alike else self.lawful.plus(counted))

    def minus(self, entry: Entry) -> Engagement:
        """Give the engagement without an entry, as if it had not happened."""
        return self.with_journal(Journal(one for one in self.journal.entries if one is not entry))

    def with_journal(self, journal: Journal) -> Engagement:
        """Give the engagement with another journal; the contract is kept where that says the same of who signed."""
        if signatures(journal) != signatures(self.journal):
            return replace(self, journal=journal)
        return self._with(journal, self.contract, lawful_journal(self.contract, journal))

    @cached_property
    def lawful(self) -> Journal:
        """The journal without entries whose author had no right to act; the journal itself where all count."""
        return lawful_journal(self.contract, self.journal)

    def _with(self, journal: Journal, contract: Contract, counted: Journal) -> Engagement:
        """Give the engagement with another journal and a contract, with what is cached in it."""
        made = replace(self, journal=journal)
        made.__dict__["contract"], made.__dict__["lawful"] = contract, counted
        return made

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The agreement and each state of it as amended, by the day it counts from."""
        return self.contract.editions

    def in_force(self, day: dt.date) -> Agreement:
        """Give the agreement as amended on a day."""
        return self.contract.in_force(day)
