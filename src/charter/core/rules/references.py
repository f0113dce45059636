"""What an entry refers to must exist, and its author must be the one concerned: duties, invoices, notices, money.

An entry that cannot be right is a problem here. One that can be right, but changes nothing, is told by `no_effect`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.located_entry import LocatedEntry
from charter.core.rules.names import alike
from charter.core.rules.people import People, people_of
from charter.core.rules.violation import Violation
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Issued, Paid, Refunded, Reminded, Waived
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.other_words import CLOSE, nearest_word

ON_A_DAY = re.compile(r"/[0-9]{4}-[0-9]{2}-[0-9]{2}$")
"""How the id of a dated duty ends. Such a duty may go again, as when the hours that made it are voided."""

CLOSE_ID = 0.8
"""How alike two ids must be for one to be meant: they share their beginning, so more alike than other names."""


def reference_violations(every: Iterable[LocatedEntry], engagement: Engagement) -> Iterator[Violation]:
    """Find entries that refer to nothing, or are by the wrong side; `engagement` has only entries that count."""
    people = people_of(engagement.contract)
    yield from _refunds(every)
    pointing = [seen for seen in every if isinstance(seen.entry, Reminded | Waived)]
    if pointing:
        yield from _pointing(pointing, Remindable(engagement), people)


class Remindable:
    """What a reminder or a waiver can be of: deliverables, invoices and duties."""

    def __init__(self, engagement: Engagement) -> None:
        self._engagement = engagement
        self._days: dict[dt.date, dict[str, Duty]] = {}
        journal = engagement.journal
        self._last = max((entry.known for entry in journal.entries), default=dt.date.min)
        self.invoices = {entry.number for entry in journal.of(Issued)}
        self.deliverables = {
            key: thing.name
            for edition in engagement.editions
            if (clause := edition.agreement.scope.deliverables)
            for key, thing in clause.things.items()
        }

    def duty(self, name: str, day: dt.date) -> Duty | None:
        """Find a duty by its id, as things stand in the end, or stood on a day."""
        if "/" not in name:
            return None
        return self._duties.get(name) or self._on(day).get(name)

    @cached_property
    def _duties(self) -> dict[str, Duty]:
        return self._on(self._last)

    def _on(self, day: dt.date) -> dict[str, Duty]:
        """Give the duties of a day by their ids; each day is asked once."""
        if day not in self._days:
            found = facts(self._engagement, day)
            every = (past.kind.duties(past, found.deal, found.journal) for past in found.pasts.values())
            self._days[day] = {duty.id: duty for duty in chain.from_iterable(every)}
        return self._days[day]

    def duties(self, day: dt.date) -> Iterable[Duty]:
        """Give the duties as things stood on a day."""
        return self._on(day).values()

    def certain(self, name: str) -> bool:
        """Whether a duty of such an id never comes and goes with what happens: a clause's own, without a day."""
        agreed = any(
            name.partition("/")[0] in edition.agreement.clauses for edition in self._engagement.editions
        )
        return not (agreed and ON_A_DAY.search(name))

    def meant(self, name: str, *, only_duties: bool) -> str:
        """Say what was probably meant by a name that names nothing."""
        names = {} if only_duties else {alike(said): key for key, said in self.deliverables.items()}
        if alike(name) in names:
            return f"write its key, {names[alike(name)]!r}"
        ids = "/" in name or only_duties
        known = [] if only_duties else [*self.deliverables, *sorted(self.invoices)]
        names_of_all = [*known, *(self._duties if ids else ())]
        near = nearest_word(name, names_of_all, CLOSE_ID if ids else CLOSE)
        return f"did you mean {near!r}?" if near else "write its id, as the list of duties gives it"


def _pointing(every: Iterable[LocatedEntry], named: Remindable, people: People) -> Iterator[Violation]:
    for seen in every:
        entry = seen.entry
        if isinstance(entry, Reminded):
            known = entry.of in named.deliverables or entry.of in named.invoices
            if not known and named.certain(entry.of) and named.duty(entry.of, entry.known) is None:
                said = f"there is no deliverable, invoice or duty {entry.of!r}"
                yield seen.wrong("of", said, named.meant(entry.of, only_duties=False))
        elif isinstance(entry, Waived):  # pragma: no branch - the last of two kinds
            duty = named.duty(entry.duty, entry.known)
            if duty is None and named.certain(entry.duty):
                hint = named.meant(entry.duty, only_duties=True)
                yield seen.wrong("duty", f"there is no duty {entry.duty!r}", hint)
            elif duty and (side := people.side(entry.by)) and duty.by == side and duty.to == side.other:
                said = f"{entry.by} stands on the side of the {side}, which owes this"
                hint = f"only the {side.other}, to whom it is owed, can let it go"
                yield seen.wrong("by", said, hint)


def _refunds(every: Iterable[LocatedEntry]) -> Iterator[Violation]:
    """Find more given back than was ever paid until then."""
    moved = [seen for seen in every if isinstance(seen.entry, Paid | Refunded)]
    paid = given = 0
    for seen in sorted(moved, key=lambda seen: (seen.entry.on, isinstance(seen.entry, Refunded))):
        match seen.entry:
            case Paid():
                paid += seen.entry.amount.minor
            case Refunded():  # pragma: no branch - the last of two kinds
                given += seen.entry.amount.minor
                if given > paid:
                    currency = seen.entry.amount.currency
                    said = (
                        f"{Money(given, currency).shown()} given back until {seen.entry.on}, but only"
                        f" {Money(paid, currency).shown()} paid"
                    )
                    yield seen.wrong("amount", said, "correct the amount, or record what was paid")
