"""The settings of a workspace: own identity, number series, calendar, frames and playbook."""

from __future__ import annotations

import datetime as dt
from typing import Self

from pydantic import Field, model_validator

from charter.core.vocabulary.bank import Bank
from charter.core.vocabulary.bounds import Share
from charter.core.vocabulary.dates import DAY, Day, Hours, Span
from charter.core.vocabulary.local import PublicHolidays, TimeZone
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Party, Person, Side
from charter.core.vocabulary.series import NumberPattern, Series
from charter.core.vocabulary.term import Line, Listed, Table, Terms
from charter.core.workspace.acknowledged import Acknowledged
from charter.core.workspace.frame import Frame
from charter.core.workspace.playbook import Position


class Colleague(Person):
    """A person who acts for the consultant, written as in an agreement; the side goes without saying."""

    side: Side = Field(Side.CONSULTANT, description="The consultant; may be left out.")

    @model_validator(mode="after")
    def _of_the_consultant(self) -> Self:
        if self.side is not Side.CONSULTANT:
            raise ValueError("people of a workspace act for the consultant: leave the side out")
        return self


class Own(Party):
    """Who the consultant is: the party, the people who act for it, and the account that it is paid to."""

    people: Table[Colleague] = Field(
        default_factory=dict, description="Who acts for the consultant, each under a short key."
    )
    bank: Bank | None = Field(None, description="The account that clients pay to.")

    @property
    def party(self) -> Party:
        """The party alone, as it stands in an agreement."""
        return Party(**{name: getattr(self, name) for name in Party.model_fields})


class NumberSeries(Terms):
    """A series of invoice numbers, which may run over several clients."""

    number: NumberPattern = Field(
        description="How its numbers are written: {n} counts without gaps, {year} is the year of issue.",
        examples=["NL-{year}-{n}"],
    )
    used: Listed[Line] = Field(
        (),
        description="Numbers that no journal of the workspace holds; of a row without gaps, the last is enough.",
        examples=[["NL-2025-0041"]],
    )

    @property
    def series(self) -> Series:
        """The series itself."""
        return Series(self.number)


class Absence(Terms):
    """Days on which the consultant is away."""

    first: Day = Field(description="The first day.", examples=["2026-08-03"])
    last: Day = Field(description="The last day.", examples=["2026-08-21"])
    what: Line | None = Field(None, description="What it is.", examples=["Summer holidays"])

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.last < self.first:
            raise ValueError("the last day is before the first: correct one of them")
        return self

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.first, self.last + DAY)


class OwnCalendar(Terms):
    """Where the consultant works, and when nobody is there."""

    zone: TimeZone | None = Field(
        None, description="The time zone; new agreements begin with it.", examples=["Europe/Berlin"]
    )
    holidays: PublicHolidays | None = Field(
        None, description="The public holidays there; new agreements begin with them.", examples=["DE-HH"]
    )
    absences: Table[Absence] = Field(default_factory=dict, description="Days away, each under a short key.")


class Settings(Terms):
    """What `workspace.toml` holds."""

    own: Own = Field(description="The consultant, as in `foundation.parties` of an agreement.")
    series: Table[NumberSeries] = Field(
        default_factory=dict, description="The series of invoice numbers, each under a short key."
    )
    calendar: OwnCalendar = Field(OwnCalendar(), description="Zone, public holidays and absences.")
    one_client: Share | None = Field(
        None,
        description="The most of twelve months' income that is to come from one client.",
        examples=["50 %"],
    )
    rate: Money | None = Field(
        None,
        description="What an hour of the consultant usually costs; a new agreement works its fee out of it.",
        examples=["EUR 187.50"],
    )
    hours: Hours | None = Field(
        None, description="The most hours a month that there are for all clients.", examples=["130 hours"]
    )
    frames: Table[Frame] = Field(
        default_factory=dict,
        description="Terms that a new agreement starts from, each frame under a short key.",
    )
    playbook: dict[Line, Position] = Field(
        default_factory=dict,
        max_length=500,
        description="What is preferred, accepted and never accepted, by the path of a term.",
    )
    acknowledged: Listed[Acknowledged] = Field((), description="Findings that somebody accepted.")

    def __hash__(self) -> int:
        """Hash what is written: tables have no hash of their own."""
        return hash(self.model_dump_json(by_alias=True))

    def absent(self, day: dt.date) -> str | None:
        """Give the key of the absence on a day; None where somebody is there."""
        return next((key for key, away in self.calendar.absences.items() if day in away.span), None)
