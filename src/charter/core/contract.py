"""A contract: an agreement and its signed amendments, with all that depends on nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from charter.core.agreement import Agreement, stated
from charter.core.changes import Amendment, amend
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Past, Version
from charter.core.vocabulary.derived import Derived
from charter.core.vocabulary.stated import Lasts


class Edition(NamedTuple):
    """The agreement as it stands from a day on, and where that was agreed."""

    since: dt.date
    agreement: Agreement
    agreed: str


@dataclass(frozen=True)
class Contract(Derived):
    """An agreement and its amendments. Equal where the terms are, whoever read them."""

    agreement: Agreement
    amendments: tuple[Amendment, ...] = ()

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
        """Amend one by one; each prefix of the amendments is applied once, also for contracts known on earlier days."""
        key = tuple(map(id, amendments))
        if key not in self._played:
            before = self._amended(amendments[:-1]) if amendments[:-1] else self.agreement
            self._played[key] = amend(before, amendments[-1])
        return self._played[key]

    @cached_property
    def _played(self) -> dict[tuple[int, ...], Agreement]:
        """The agreement as amended, by the amendments in their order (which this contract holds)."""
        return {}

    def known(self, day: dt.date) -> Contract:
        """Give the contract as signed by the end of a day."""
        signed = tuple(a for a in self.amendments if a.signed <= day)
        if len(signed) == len(self.amendments):
            return self
        return self._known.setdefault(tuple(a.number for a in signed), self._of(signed))

    def _of(self, amendments: tuple[Amendment, ...]) -> Contract:
        fewer = Contract(self.agreement, amendments)
        fewer.__dict__["_played"] = self._played
        return fewer

    @cached_property
    def _known(self) -> dict[tuple[int, ...], Contract]:
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
        """Every clause with the versions from which something follows: not those that leave it to a person."""
        return {cite: past.acting for cite, past in self.pasts.items()}

    @cached_property
    def restated(self) -> tuple[dt.date, ...]:
        """The days on which amendments were signed that may change what was charged before."""
        return tuple(a.signed for a in self.amendments if not self._looks_ahead(a))

    def _looks_ahead(self, amendment: Amendment) -> bool:
        """Whether the amended clauses say that no charge from before the amendment was signed changes."""
        before = self.known(amendment.signed - dt.timedelta(days=1))
        starts = stated(before.in_force(amendment.signed), Lasts).starts
        for path in (Cite(change.path) for change in amendment.change):
            past = before.pasts.get(path.clause) if path != path.clause else None
            if past is None or past.kind.stable_until(past, starts, amendment.effective) < amendment.signed:
                return False
        return True
