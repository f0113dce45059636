"""What a clause is: a named table of terms that answers five questions, for its whole history.

It says its words (the `.md` beside its module), and tells what silence means (`deemed`), what it charges
(`charges`), what must, may or will happen (`duties`) and what is wrong with it (`findings`). A clause knows its
path from its module: `charter.core.clauses.financials.late_payment` is `financials.late_payment`.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, ClassVar, Generic, Literal, NamedTuple, Self, TypeAlias, TypedDict, TypeVar, Unpack

from pydantic import ConfigDict, Field, PrivateAttr, model_validator

from charter.core.vocabulary.change import Change
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, Force, Meets, Status, TimelineMark
from charter.core.vocabulary.entry import Entry, Notice
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ladder import Rung
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence
from charter.core.vocabulary.stated import Price, Unanswered, Usage, WayOut
from charter.core.vocabulary.term import MOST_ITEMS, Prose, Terms

KEEP = object()
"""A finding that no change of its term mends."""


class Wording(Terms, defer_build=False):
    """Negotiated words in place of a clause's own."""

    text: Prose = Field(description="The words, one paragraph to a blank line.")
    replaces: str = Field(
        pattern="^[0-9a-f]{64}$", description="SHA-256 of the text replaced, as it is shown below the text."
    )
    effect: Literal["same", "manual"] = Field(
        description="same: the terms still say it all; manual: the clause acts no more by itself, a person decides."
    )


OfWorkspace: TypeAlias = Literal["consultant", "people", "zone", "consultant_calendar", "number", "bank"]
"""What a workspace knows of any agreement in it."""


class More(TypedDict, total=False):
    """What more can be said of a duty: see `Clause.as_duty`."""

    field: str
    to: Side | str
    meets: Meets | None
    met: dt.date | None
    at: dt.time | None
    mark: TimelineMark | None
    who: str


class Missed(NamedTuple):
    """How badly a clause is missed where an agreement lacks it, and why; `fees`: only where anything is paid."""

    level: Level
    why: Sentence
    fees: bool = False


class Objection(NamedTuple):
    """Why an entry changes nothing under a clause, or less than it says, and what to do."""

    cite: Cite
    why: Sentence
    hint: Sentence


C_co = TypeVar("C_co", bound="Clause", covariant=True)


class Version(NamedTuple, Generic[C_co]):
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
    def acting(self) -> "Past[C_co]":
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
        return self._at(day).clause if self._later else self.versions[0].clause

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


class Clause(Terms):
    """One clause of an agreement: it answers every question about itself, so that no other room knows it by name."""

    _left_to_people: bool = PrivateAttr(default=False)
    cite: ClassVar[Cite]
    pays: ClassVar[bool] = False
    """Whether it is a fee: what the consultant is paid for the work."""
    follows_reviews: ClassVar[tuple[str, ...]] = ()
    """The terms of it that are prices which follow a change of prices (`vocabulary.repriced`)."""
    missed: ClassVar[Missed | None] = None
    """How badly it is missed; None: not at all."""
    unsaid: ClassVar[Sentence | None] = None
    """What the agreement says nothing on without it."""
    entries: ClassVar[tuple[type[Entry], ...]] = ()
    """The kinds of entry that are its own: what is recorded under it."""
    notices: ClassVar[tuple[NoticeKind, ...]] = ()
    """The kinds of notice that are its own."""
    from_workspace: ClassVar[tuple[OfWorkspace, ...]] = ()
    """The terms of it that a new agreement takes from its workspace, which knows them by the same names."""

    wording: Wording | None = Field(None, description="Negotiated words that replace the clause's own.")

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 - pydantic's signature
        """Take the path from the module, or from the folder of the clause."""
        super().__pydantic_init_subclass__(**kwargs)
        _, _, place = cls.__module__.partition(".clauses.")
        cls.cite = Cite(".".join((place or cls.__module__).split(".")[:2]))

    # ── the five questions ─────────────────────────────────────────────────────────────────────

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Entries that silence or time brings about; each looks only at what is dated before its own day."""
        return iter(())

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """What it charges, over the whole history as known."""
        return iter(())

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """What must, may or will happen because of it."""
        return iter(())

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """What is wrong with it, as agreed."""
        return iter(())

    def entrusts(self, entry: Entry) -> Iterator[str]:
        """Give the keys of the people whom it entrusts by name with doing what an entry says."""
        return iter(())

    # ── what it states about itself ────────────────────────────────────────────────────────────

    def states(self) -> Iterator[object]:
        """Values that count for the whole engagement from the day it was agreed (`vocabulary.stated`)."""
        return iter(())

    def recordable(self) -> tuple[type[Entry], ...]:
        """The kinds of its entries that its terms allow: the others change nothing."""
        return self.entries

    def limits(self) -> tuple[str, ...]:
        """Its terms that limit a whole; where they stand in a master, they do so over all its orders together."""
        return ()

    def against_invoices(self) -> tuple[str, ...]:
        """Its terms that are set against invoices, so that these must be in the currency of the agreed amounts."""
        return ()

    def prices(self) -> Iterator[Price]:
        """What it costs: of what, how much, at most, and whose yes it needs."""
        return iter(())

    def unanswered(self) -> Iterator[Unanswered]:
        """What holds where somebody does not answer, or the sides do not agree: no loop stays open."""
        return iter(())

    def rungs(self) -> Iterator[Rung]:
        """Its steps on the ladder of what follows when an invoice is not paid (`vocabulary.ladder`)."""
        return iter(())

    def survives(self, deal: Deal) -> Sentence | None:
        """How long it stays in force after the last day, as the end of a sentence; None: it ends with that day."""
        return None

    def ways_out(self, deal: Deal) -> Iterator[WayOut]:
        """Each side's rights to end the engagement under it, or to refuse a renewal, as agreed."""
        return iter(())

    def ends_from(self, notice: Notice, deal: Deal, journal: Journal) -> dt.date | None:
        """The first day on which a second notice may end what a first one announces (`WayOut.then`); None: never."""
        return None

    @classmethod
    def usage(cls, past: Past[Self], day: dt.date, deal: Deal, journal: Journal) -> Iterator[Usage]:
        """How what it includes is used up, in the period of a day."""
        return iter(())

    @classmethod
    def objects(
        cls,
        entry: Entry,
        past: Past[Self] | None,
        deal: Deal,
        journal: Journal,
    ) -> Objection | None:
        """Why an entry of its own changes nothing, or less than it says; `past` is None where it was never agreed."""
        return None

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:
        """The day before which its charges stay as they are, whatever of its terms is amended from `since` on.

        `past` is as it was before, `starts` the first day of the engagement. A clause that neither charges nor deems
        nor states anything moves no cent; of any other nothing is sure unless it says so.
        """
        return dt.date.min if cls._bears_on_money() else dt.date.max

    @classmethod
    def _bears_on_money(cls) -> bool:
        own = (getattr(cls, name) for name in ("charges", "deemed", "states"))
        silent = (Clause.charges, Clause.deemed, Clause.states)
        return any(
            getattr(mine, "__func__", mine) is not getattr(none, "__func__", none)
            for mine, none in zip(own, silent, strict=True)
        )

    @classmethod
    def charging(cls) -> bool:
        """Whether it is of a kind that charges anything."""
        return cls.charges.__func__ is not Clause.charges.__func__  # type: ignore[attr-defined]  # of a class method

    @property
    def acts(self) -> bool:
        """Whether it brings about anything by itself: not where words of the sides' own left that to a person."""
        return not self._left_to_people and (self.wording is None or self.wording.effect == "same")

    # ── making what it brings about ────────────────────────────────────────────────────────────

    @classmethod
    def must(
        cls, key: str, by: Side | str, reads: Sentence, due: dt.date | None, since: dt.date, **more: Unpack[More]
    ) -> Duty:  # fmt: skip
        """Give something that must be done by a day; see `as_duty` for what more can be said."""
        return cls.as_duty(Force.MUST, key, by, reads, due, since, **more)

    @classmethod
    def may(
        cls, key: str, by: Side | str, reads: Sentence, due: dt.date | None, since: dt.date, **more: Unpack[More]
    ) -> Duty:  # fmt: skip
        """Give a right; see `as_duty` for what more can be said."""
        return cls.as_duty(Force.MAY, key, by, reads, due, since, **more)

    @classmethod
    def will(
        cls, key: str, by: Side | str, reads: Sentence, due: dt.date | None, since: dt.date, **more: Unpack[More]
    ) -> Duty:  # fmt: skip
        """Give a dated occasion; see `as_duty` for what more can be said."""
        return cls.as_duty(Force.WILL, key, by, reads, due, since, **more)

    @classmethod
    def as_duty(  # noqa: PLR0917 - as the three that call it are called
        cls, force: Force, key: str, by: Side | str, reads: Sentence, due: dt.date | None, since: dt.date,
        *, field: str = "", to: Side | str = "", meets: Meets | None = None, met: dt.date | None = None,
        at: dt.time | None = None, mark: TimelineMark | None = None, who: str = "",
    ) -> Duty:  # fmt: skip
        """Give a duty of this clause, of any force.

        `key` follows the clause in its id, `field` is the term it rests on, `to` the side it is owed to (left out: the
        other), `meets` what entry meets it, `met` when that was, `at` the hour, `mark` what it is on the timeline,
        `who` the key of the person it falls to.
        """
        if not to:
            to = by.other if isinstance(by, Side) else by
        cite = cls.cite
        # A tuple made at once, in the order of Duty: there are hundreds, and by name each costs three times as much.
        return tuple.__new__(Duty, (
            f"{cite}/{key}", _term(cite, field) if field else cite, force, by, to, reads, due, since, meets, met, at,
            Status.OPEN, mark, who,
        ))  # fmt: skip

    @classmethod
    def charge(
        cls, key: str, field: str, on: dt.date, money: Money, *, reads: Sentence, basis: Basis,
        span: Span | None = None, entries: tuple[str, ...] = (), agreed: str = "agreement",
    ) -> Charge:  # fmt: skip
        """Give a charge of this clause: `key` follows the clause in its id, `field` is the term it rests on."""
        cite = _term(cls.cite, field) if field else cls.cite
        return Charge(
            f"{cls.cite}/{key}", cite, on, money.minor, money.currency, reads, basis, span, entries, agreed
        )

    def finding(
        self, id_: str, level: Level, field: str, message: Sentence, hint: Sentence,
        *, source: Source | None = None, to: object = KEEP,
    ) -> Finding:  # fmt: skip
        """Give a finding on one of its terms; `to` is what the term becomes when it is mended, None: left out."""
        path = f"{self.cite}.{field}" if field else str(self.cite)
        mend = () if to is KEEP else (Change(path, self.as_written(field), to),)
        return Finding(id_, level, path, message, hint, source, mend)

    def as_written(self, field: str) -> object:
        """Give a term as the file writes it, by its path in the clause; None where it is absent."""
        held: Any = self.model_dump(mode="json", exclude_none=True, by_alias=True)
        for step in field.split("."):
            held = held.get(step) if isinstance(held, dict) else None
        return held


_Item = TypeVar("_Item", bound=Terms)


class Keyed(Clause, Generic[_Item]):
    """A clause that is a table of things, each under a key: `[scope.deliverables.audit]`.

    A subclass declares `__pydantic_extra__: dict[Key, Thing]`; its other terms are fields as in every clause.
    """

    model_config = ConfigDict(extra="allow")

    @property
    def things(self) -> dict[str, _Item]:
        """The things by key, in the order of the file."""
        return self.__pydantic_extra__ or {}

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if not self.things:
            raise ValueError(f"empty: add a table such as [{self.cite}.first], or leave [{self.cite}] out")
        if len(self.things) > MOST_ITEMS:
            raise ValueError(f"{len(self.things)} items: {MOST_ITEMS} at most")
        return self


@lru_cache(maxsize=1024)
def _term(clause: Cite, field: str) -> Cite:
    """Cite a term of a clause: once for the many duties that rest on it."""
    return Cite(f"{clause}.{field}")
