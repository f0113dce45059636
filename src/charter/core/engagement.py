"""An engagement: agreement, amendments and journal. All the facts, and nothing that follows from them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cached_property

from charter.core.agreement import Agreement
from charter.core.authority import lawful, lawful_journal
from charter.core.changes import Amendment
from charter.core.contract import Contract, Edition
from charter.core.vocabulary.derived import Derived
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.journal import Journal

__all__ = ["Contract", "Edition", "Engagement"]


@dataclass(frozen=True)
class Engagement(Derived):
    """One engagement; `name` is that of its folder. Equal by content; safe to share, pickle and hash."""

    agreement: Agreement
    amendments: tuple[Amendment, ...] = ()
    journal: Journal = field(default_factory=Journal)
    name: str = "engagement"

    @cached_property
    def contract(self) -> Contract:
        """The agreement and its amendments, with what follows from them alone."""
        return Contract(self.agreement, self.amendments)

    def known(self, day: dt.date) -> Engagement:
        """Give the engagement as known at the end of a day, without entries whose author had no right to act."""
        journal, contract = self.lawful.known(day), self.contract.known(day)
        if journal is self.journal and contract is self.contract:
            return self
        return self._with(contract, journal, journal)

    def plus(self, *entries: Entry) -> Engagement:
        """Give the engagement with more entries, as if they had happened."""
        counted = tuple(lawful(self.contract, entries))
        journal = self.journal.plus(entries)
        alike = self.lawful is self.journal and len(counted) == len(entries)
        return self._with(self.contract, journal, journal if alike else self.lawful.plus(counted))

    def minus(self, entry: Entry) -> Engagement:
        """Give the engagement without an entry, as if it had not happened."""
        return self.with_journal(Journal(one for one in self.journal.entries if one is not entry))

    def with_journal(self, journal: Journal) -> Engagement:
        """Give the engagement with another journal; what is cached in the contract is kept."""
        return self._with(self.contract, journal, lawful_journal(self.contract, journal))

    @cached_property
    def lawful(self) -> Journal:
        """The journal without entries whose author had no right to act; the journal itself where all count."""
        return lawful_journal(self.contract, self.journal)

    def _with(self, contract: Contract, journal: Journal, counted: Journal) -> Engagement:
        """Give the engagement with another journal and the same contract, with what is cached in it."""
        made = replace(self, amendments=contract.amendments, journal=journal)
        made.__dict__["contract"], made.__dict__["lawful"] = contract, counted
        return made

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The agreement and each state of it as amended, by the day it counts from."""
        return self.contract.editions

    def in_force(self, day: dt.date) -> Agreement:
        """Give the agreement as amended on a day."""
        return self.contract.in_force(day)
