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
        return _editions(_Held(self.agreement, self.amendments))

    def in_force(self, day: dt.date) -> Agreement:
        """Give the agreement as amended on a day."""
        return next((e.agreement for e in reversed(self.editions) if e.since <= day), self.agreement)


class _Held:
    """An agreement and its amendments as a key: by identity, so that nothing is compared term by term."""

    __slots__ = ("agreement", "amendments")

    def __init__(self, agreement: Agreement, amendments: tuple[Amendment, ...]) -> None:
        self.agreement = agreement
        self.amendments = amendments

    @property
    def _ids(self) -> tuple[int, ...]:
        return (id(self.agreement), *(id(amendment) for amendment in self.amendments))

    def __hash__(self) -> int:
        return hash(self._ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self._ids == other._ids


@lru_cache(maxsize=256)
def _editions(held: _Held) -> tuple[Edition, ...]:
    agreement = held.agreement
    editions = [Edition(dt.date.min, agreement, "agreement")]
    for amendment in sorted(held.amendments, key=lambda a: (a.effective, a.number)):
        agreement = amend(agreement, amendment)
        editions.append(Edition(amendment.effective, agreement, amendment.name))
    return tuple(editions)


def pasts(engagement: Engagement) -> dict[Cite, Past[Clause]]:
    """Give every clause that was ever agreed with its versions, in the order of the document."""
    return _pasts(_Held(engagement.agreement, engagement.amendments))


@lru_cache(maxsize=256)
def _pasts(held: _Held) -> dict[Cite, Past[Clause]]:
    editions = _editions(held)
    cites = dict.fromkeys(cite for edition in editions for cite in edition.agreement.clauses)
    return {
        cite: Past(tuple(Version(e.since, e.agreement.clauses.get(cite), e.agreed) for e in editions))
        for cite in cites
    }


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
