"""What only one entry of a journal may have: an id, an invoice number, a charge, the hours of a day.

It is laid out in one pass, so that any entry can then be judged by itself, in a time that does not depend on how
many there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field, fields

from charter.core.rules.agreement_rules import moneys
from charter.core.rules.located_entry import LocatedEntry
from charter.core.vocabulary.entry import Entry, Issued, Provided, Void, Worked
from charter.core.vocabulary.journal import Journal


@dataclass(slots=True)
class Register:
    """The first entry, by its place, that took something; what a later one takes again is a mistake of that one.

    `every` has all entries; `counted` the places of those that no correction declared void: all but ids and issued
    invoices are of these alone. `days` are the seconds that a person has worked on a day, `hours` those up to and with
    an entry; `currency` is that of the first amount, with the number of its entry.
    """

    every: tuple[LocatedEntry, ...]
    counted: tuple[LocatedEntry, ...]
    ids: dict[str, int] = field(default_factory=dict)
    final: dict[str, str] = field(default_factory=dict)
    same: dict[Entry, int] = field(default_factory=dict)
    inputs: dict[str, LocatedEntry] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    charges: dict[str, tuple[int, int]] = field(default_factory=dict)
    days: dict[tuple[str, dt.date], int] = field(default_factory=dict)
    hours: dict[int, int] = field(default_factory=dict)
    currency: tuple[str, str] | None = None

    @classmethod
    def of(cls, journal: Journal) -> Register:
        """Make the register of a journal."""
        every = tuple(LocatedEntry(place, entry) for place, entry in enumerate(journal.entries))
        counts = {id(entry) for entry in journal.known(dt.date.max).entries}
        register = cls(every, tuple(each for each in every if id(each.entry) in counts))
        register._take(every, register.counted)
        register._take_addresses()
        return register

    def plus(self, entries: Iterable[Entry]) -> Register:
        """Give the register with entries that neither correct another nor take its id; this one stays as it is."""
        new = tuple(LocatedEntry(place, entry) for place, entry in enumerate(entries, len(self.every)))
        more = Register(
            (*self.every, *new),
            (*self.counted, *new),
            *(copy(getattr(self, each.name)) for each in fields(self)[2:]),
        )
        more._take(new, new)
        return more

    def _take(self, every: Iterable[LocatedEntry], counted: Iterable[LocatedEntry]) -> None:
        for place, entry in every:
            if entry.id:
                self.ids.setdefault(entry.id, place)
            if isinstance(entry, Issued):
                self._take_invoice(place, entry)
        for each in counted:
            self._take_counted(each)

    def _take_addresses(self) -> None:
        """Take the addresses of entries too, where a correction names one: what has no id can be corrected by that."""
        named = {each.entry.entry for each in self.every if isinstance(each.entry, Void)} - self.ids.keys()
        for place, entry in self.every if named else ():
            if entry.address in named:
                self.ids.setdefault(entry.address, place)
                if isinstance(entry, Issued):
                    self.final.setdefault(entry.address, entry.number)

    def _take_counted(self, each: LocatedEntry) -> None:
        place, entry = each
        self.same.setdefault(entry, place)
        if self.currency is None and (money := next(moneys(entry), None)):
            self.currency = money[1].currency, f"number {place + 1}"
        match entry:
            case Worked():
                day = entry.by, entry.on
                self.days[day] = self.hours[place] = self.days.get(day, 0) + entry.hours.seconds
            case Provided():
                self.inputs.setdefault(entry.input, each)

    def _take_invoice(self, place: int, entry: Issued) -> None:
        if entry.id:
            self.final.setdefault(entry.id, entry.number)
        self.numbers.setdefault(entry.number, place)
        for line, billed in enumerate(entry.lines):
            self.charges.setdefault(billed.charge, (place, line))
