"""An engagement: agreement, amendments and journal. All the facts, and nothing that follows from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache, wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from charter.core.agreement import Agreement
from charter.core.changes import Amendment, amend
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Past, Version
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.journal import Journal


class Edition(NamedTuple):
    """The agreement as it stands from a day on, and where that was agreed."""

    since: dt.date
    agreement: Agreement
    agreed: str


@dataclass(frozen=True)
class Engagement:
    """One engagement; `name` is that of its folder."""

    agreement: Agreement
    amendments: tuple[Amendment, ...] = ()
    journal: Journal = field(default_factory=Journal)
    name: str = "engagement"
    reckoned: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `once` has reckoned from it."""

    def known(self, day: dt.date) -> Engagement:
        """Give the engagement as it was known at the end of a day."""
        journal = self.journal.known(day)
        if journal is self.journal and all(a.signed <= day for a in self.amendments):
            return self
        return replace(self, amendments=tuple(a for a in self.amendments if a.signed <= day), journal=journal)

    def plus(self, *entries: Entry) -> Engagement:
        """Give the engagement with more entries, as if they had happened."""
        return replace(self, journal=self.journal.plus(entries))

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The agreement and each state of it as amended, by the day it counts from."""
        return editions(self)

    def in_force(self, day: dt.date) -> Agreement:
        """Give the agreement as amended on a day."""
        return next((e.agreement for e in reversed(self.editions) if e.since <= day), self.agreement)


class _Held:
    """An agreement and its amendments as a key: by identity, so that nothing is compared term by term."""

    __slots__ = ("agreement", "amendments", "ids")

    def __init__(self, agreement: Agreement, amendments: tuple[Amendment, ...]) -> None:
        self.agreement = agreement
        self.amendments = amendments
        self.ids = (id(agreement), *map(id, amendments))

    def __hash__(self) -> int:
        return hash(self.ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.ids == other.ids


Told = TypeVar("Told")


def of_terms(
    reckon: Callable[[Agreement, tuple[Amendment, ...]], Told],
) -> Callable[[Engagement], Told]:
    """Reckon something of an agreement and its amendments once, whatever the journal says."""

    @lru_cache(maxsize=256)
    def kept(held: _Held) -> Told:
        return reckon(held.agreement, held.amendments)

    @wraps(reckon)
    def told(engagement: Engagement) -> Told:
        return kept(_Held(engagement.agreement, engagement.amendments))

    return cast("Callable[[Engagement], Told]", told)


@of_terms
def editions(agreement: Agreement, amendments: tuple[Amendment, ...]) -> tuple[Edition, ...]:
    """Give the agreement and each state of it as amended, by the day it counts from."""
    found = [Edition(dt.date.min, agreement, "agreement")]
    for amendment in sorted(amendments, key=lambda a: (a.effective, a.number)):
        agreement = amend(agreement, amendment)
        found.append(Edition(amendment.effective, agreement, amendment.name))
    return tuple(found)


@of_terms
def pasts(agreement: Agreement, amendments: tuple[Amendment, ...]) -> dict[Cite, Past[Clause]]:
    """Give every clause that was ever agreed with its versions, in the order of the document."""
    states = editions(Engagement(agreement, amendments))
    cites = dict.fromkeys(cite for edition in states for cite in edition.agreement.clauses)
    return {
        cite: Past(tuple(Version(e.since, e.agreement.clauses.get(cite), e.agreed) for e in states))
        for cite in cites
    }


@of_terms
def acting(agreement: Agreement, amendments: tuple[Amendment, ...]) -> dict[Cite, Past[Clause]]:
    """Give every clause with the versions that act by themselves: what follows, follows from these."""
    return {cite: past.acting for cite, past in pasts(Engagement(agreement, amendments)).items()}


Asked = ParamSpec("Asked")
Given = TypeVar("Given")


def once(
    reckon: Callable[Concatenate[Engagement, Asked], Given],
) -> Callable[Concatenate[Engagement, Asked], Given]:
    """Reckon something of an engagement once for the same days: what never changes gives the same again."""

    @wraps(reckon)
    def kept(engagement: Engagement, *days: Asked.args, **named: Asked.kwargs) -> Given:
        key = (reckon, days, *named.items())
        if key not in engagement.reckoned:
            engagement.reckoned[key] = reckon(engagement, *days, **named)
        return cast("Given", engagement.reckoned[key])

    return cast("Callable[Concatenate[Engagement, Asked], Given]", kept)
