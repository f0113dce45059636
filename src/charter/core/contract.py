"""A contract: what both sides have signed, and since when, with all that depends on nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from charter.core.agreement import Agreement, stated
from charter.core.changes import Amendment, amend, carry_over
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Past, Version
from charter.core.vocabulary.derived import Derived
from charter.core.vocabulary.stated import Lasts

ALL_ALONG = dt.date.min + dt.timedelta(days=1)
"""A day before everything, for what is looked at as if it had been signed all along; there is a day before it."""


class Edition(NamedTuple):
    """The agreement as it stands from a day on, and where that was agreed."""

    since: dt.date
    agreement: Agreement
    agreed: str


class _Played(NamedTuple):
    """The agreement by the row of amendments that it has; and before and after each, as it was last checked."""

    rows: dict[tuple[int, ...], Agreement]
    checked: dict[int, tuple[Agreement, Agreement]]


@dataclass(frozen=True)
class Contract(Derived):
    """An agreement and its amendments. Equal where the terms are, whoever read them.

    `concluded` is the day since which the agreement itself is, None: not yet, so that nothing acts. `days` are those
    on which the amendments were, in their order; left out: each on the day from which it counts.
    """

    agreement: Agreement
    amendments: tuple[Amendment, ...] = ()
    concluded: dt.date | None = dt.date.min
    days: tuple[dt.date, ...] = ()

    @cached_property
    def _day_of(self) -> dict[int, dt.date]:
        days = self.days or tuple(amendment.effective for amendment in self.amendments)
        return {each.number: day for each, day in zip(self.amendments, days, strict=True)}

    def day_of(self, amendment: Amendment) -> dt.date:
        """Give the day on which an amendment of this contract was concluded."""
        return self._day_of[amendment.number]

    def plus(self, signed: Iterable[tuple[dt.date, Amendment]]) -> Contract:
        """Give the contract with more amendments, each concluded on its day.

        Raises AmendmentError where one does not fit what was agreed before it.
        """
        days, amendments = zip(*signed, strict=True) if (signed := tuple(signed)) else ((), ())
        more = Contract(self.agreement, (*self.amendments, *amendments), self.concluded, (*self.days, *days))
        more.__dict__["_played"] = self._played
        _ = more.editions
        return more

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """The agreement and each state of it as amended, by the day it counts from.

        Raises AmendmentError where an amendment does not fit what was agreed before it.
        """
        found = [Edition(dt.date.min, self.agreement, "agreement")]
        done: tuple[Amendment, ...] = ()
        for amendment in sorted(self.amendments, key=lambda a: (a.effective, a.number)):
            done = (*done, amendment)
            found.append(Edition(amendment.effective, self._amended(done), amendment.name))
        return tuple(found)

    def _amended(self, amendments: tuple[Amendment, ...]) -> Agreement:
        """Amend one by one; an amendment is checked once, and carried over to rows that lack others before it."""
        row = tuple(map(id, amendments))
        if row not in self._played.rows:
            before, last = self._amended(amendments[:-1]) if row[:-1] else self.agreement, amendments[-1]
            was, checked = self._played.checked.get(row[-1], (before, None))
            after = carry_over(before, last, was, checked) if checked is not None else None
            if after is None:
                after = amend(before, last)
                self._played.checked[row[-1]] = before, after
            self._played.rows[row] = after
        return self._played.rows[row]

    @cached_property
    def _played(self) -> _Played:
        """What was played of the amendments, also for the contracts of earlier days (this contract holds them all)."""
        return _Played({}, {})

    def known(self, day: dt.date) -> Contract:
        """Give the contract as concluded by the end of a day."""
        begun = self.concluded if self.concluded is not None and self.concluded <= day else None
        signed = tuple(a for a in self.amendments if self.day_of(a) <= day)
        if len(signed) == len(self.amendments) and begun == self.concluded:
            return self
        key = (begun, *(a.number for a in signed))
        return self._known.setdefault(key, self._of(signed, begun))

    def _of(self, amendments: tuple[Amendment, ...], begun: dt.date | None) -> Contract:
        fewer = Contract(self.agreement, amendments, begun, tuple(map(self.day_of, amendments)))
        fewer.__dict__["_played"] = self._played
        return fewer

    @cached_property
    def _known(self) -> dict[tuple[object, ...], Contract]:
        """The contracts of earlier days, one at most for each amendment."""
        return {}

    def in_force(self, day: dt.date) -> Agreement:
        """Give the agreement as amended on a day."""
        return next((e.agreement for e in reversed(self.editions) if e.since <= day), self.agreement)

    @cached_property
    def starts(self) -> dt.date:
        """The first day of the engagement, the earliest where it was amended."""
        return min(stated(edition.agreement, Lasts).starts for edition in self.editions)

    @cached_property
    def pasts(self) -> Mapping[Cite, Past[Clause]]:
        """Every clause that was ever agreed with its versions, in the order of the document."""
        cites = dict.fromkeys(cite for edition in self.editions for cite in edition.agreement.clauses)
        return {
            cite: Past(
                tuple(Version(e.since, e.agreement.clauses.get(cite), e.agreed) for e in self.editions)
            )
            for cite in cites
        }

    @cached_property
    def acting(self) -> Mapping[Cite, Past[Clause]]:
        """Every clause with the versions from which something follows: not those that leave it to a person.

        Nothing follows before the agreement is concluded.
        """
        if self.concluded is None:
            return {}
        return {cite: past.acting for cite, past in self.pasts.items()}

    @cached_property
    def restated(self) -> tuple[dt.date, ...]:
        """The days since which what was charged before may be another: of the agreement itself, and of amendments."""
        begun = () if self.concluded is None else (self.concluded,)
        return (*begun, *(self.day_of(a) for a in self.amendments if not self._looks_ahead(a)))

    def _looks_ahead(self, amendment: Amendment) -> bool:
        """Whether the amended clauses say that no charge from before the amendment was signed changes."""
        day = self.day_of(amendment)
        before = self.known(day - dt.timedelta(days=1))
        starts = stated(before.in_force(day), Lasts).starts
        for path in (Cite(change.path) for change in amendment.change):
            past = before.pasts.get(path.clause) if path != path.clause else None
            if past is None or past.kind.stable_until(past, starts, amendment.effective) < day:
                return False
        return True
