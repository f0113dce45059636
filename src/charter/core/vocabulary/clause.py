"""What a clause is: a named table of terms that answers five questions, for its whole history.

It says its words (the `.md` beside its module), and tells what silence means (`deemed`), what it charges
(`charges`), what must, may or will happen (`duties`) and what is wrong with it (`findings`). A clause knows its
path from its module: `charter.core.clauses.financials.late_payment` is `financials.late_payment`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import ConfigDict, Field, model_validator

from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.term import MOST_ITEMS, Prose, Terms


class Wording(Terms):
    """Negotiated words in place of a clause's own."""

    text: Prose = Field(description="The words, one paragraph to a blank line.")
    replaces: str = Field(
        pattern="^[0-9a-f]{64}$", description="SHA-256 of the text replaced, as `charter show` prints it."
    )
    effect: Literal["same", "manual"] = Field(
        description="same: the terms still say it all; manual: the clause acts no more by itself, a person decides."
    )


class Clause(Terms):
    """One clause of an agreement."""

    cite: ClassVar[Cite]
    survives: ClassVar[str] = ""
    """What of it outlives the end, in words; empty: nothing."""

    wording: Wording | None = Field(None, description="Negotiated words that replace the clause's own.")

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 - pydantic's signature
        """Take the path from the module."""
        super().__pydantic_init_subclass__(**kwargs)
        cls.cite = Cite(".".join(cls.__module__.split(".")[-2:]))

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:  # noqa: ARG003 - silence
        """Entries that silence or time brings about; each looks only at what is dated before its own day."""
        return iter(())

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:  # noqa: ARG003 - free
        """What it charges, over the whole history as known."""
        return iter(())

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:  # noqa: ARG003 - none
        """What must, may or will happen because of it."""
        return iter(())

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:  # noqa: ARG003 - unsure
        """The day before which its charges stay as they are, whatever of its terms is amended from `since` on.

        `past` is as it was before, `starts` the first day of the engagement. Nothing is sure unless a clause says so.
        """
        return dt.date.min

    def findings(self, deal: Deal) -> Iterator[Finding]:  # noqa: ARG002 - nothing wrong
        """What is wrong with it, as agreed."""
        return iter(())

    @property
    def acts(self) -> bool:
        """Whether it brings about anything by itself: not where negotiated words left that to a person."""
        return self.wording is None or self.wording.effect == "same"


Item = TypeVar("Item", bound=Terms)


class Keyed(Clause, Generic[Item]):
    """A clause that is a table of things, each under a key: `[scope.deliverables.audit]`.

    A subclass declares `__pydantic_extra__: dict[Key, Thing]`; its other terms are fields as in every clause.
    """

    model_config = ConfigDict(extra="allow")

    @property
    def things(self) -> dict[str, Item]:
        """The things by key, in the order of the file."""
        return self.__pydantic_extra__ or {}

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if not self.things:
            raise ValueError(f"empty: add a table such as [{self.cite}.first], or leave [{self.cite}] out")
        if len(self.things) > MOST_ITEMS:
            raise ValueError(f"{len(self.things)} items: {MOST_ITEMS} at most")
        return self


C_co = TypeVar("C_co", bound=Clause, covariant=True)


@dataclass(frozen=True, slots=True)
class Version(Generic[C_co]):
    """A clause as agreed from a day on; `agreed` names where: "agreement" or "amendment 2"."""

    since: dt.date
    clause: C_co | None
    agreed: str


class Past(Generic[C_co]):
    """The versions of one clause with their dates, equal neighbours merged; None where it was absent."""

    __slots__ = ("_later", "kind", "versions")

    def __init__(self, versions: tuple[Version[C_co], ...], kind: type[C_co] | None = None) -> None:
        merged: list[Version[C_co]] = []
        for version in versions:
            if not merged or merged[-1].clause != version.clause:
                merged.append(version)
        self.versions = tuple(merged)
        self._later = tuple(reversed(merged[1:]))
        self.kind: type[C_co] = kind or next(type(v.clause) for v in merged if v.clause is not None)

    @property
    def acting(self) -> Past[C_co]:
        """The same without the versions that act no more by themselves, because a person decides instead."""
        if all(v.clause is None or v.clause.acts for v in self.versions):
            return self
        acts = (
            v if v.clause is None or v.clause.acts else Version(v.since, None, v.agreed)
            for v in self.versions
        )
        return Past(tuple(acts), self.kind)

    @property
    def latest(self) -> C_co | None:
        """The clause as last agreed."""
        return self.versions[-1].clause

    def at(self, day: dt.date) -> C_co | None:
        """Give the clause in force on a day; before the first version, the first."""
        return self._at(day).clause

    def _at(self, day: dt.date) -> Version[C_co]:
        for version in self._later:
            if version.since <= day:
                return version
        return self.versions[0]

    def agreed(self, day: dt.date) -> str:
        """Say where the clause in force on a day was agreed."""
        return self._at(day).agreed

    def parts(self, span: Span, by: Callable[[C_co], Hashable]) -> tuple[tuple[Span, C_co | None], ...]:
        """Cut a span where what `by` reads of the clause changes; parts tile the span.

        A change of another term cuts nothing, so it moves no cent.
        """
        start, until = span.start, span.until
        cuts = [v.since for v in reversed(self._later) if start < v.since < until] if self._later else ()
        if not cuts:
            return ((span, self._at(start).clause),)
        edges = [start, *cuts, until]
        parts: list[tuple[Span, C_co | None]] = []
        for start, until in pairwise(edges):
            clause = self.at(start)
            if parts and _read(parts[-1][1], by) == _read(clause, by):
                parts[-1] = (Span(parts[-1][0].start, until), parts[-1][1])
            else:
                parts.append((Span(start, until), clause))
        return tuple(parts)


def _read(clause: C_co | None, by: Callable[[C_co], Hashable]) -> Hashable:
    return None if clause is None else by(clause)
