"""Regulated data: what the law of the client's trade makes its suppliers promise: health, finance, other regulators."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from charter.core.law.statements import source_of
from charter.core.vocabulary.arithmetic.hours import HOUR
from charter.core.vocabulary.bounds import at_most
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.country import Country
from charter.core.vocabulary.dates import Duration, Hours
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named, Reminded
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Sector, Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Price, SectorCovered
from charter.core.vocabulary.term import Line, Listed

SIXTY_DAYS = Duration.parse("60 days")
TimeOfNotice = Annotated[
    Duration, AfterValidator(at_most(SIXTY_DAYS, "a time to tell of a breach of health data"))
]
"""A business associate tells of a breach within 60 days at the latest (45 CFR 164.410)."""

A_DAY = Duration.parse("24 hours")


class RegulatedIncident(Entry):
    """The consultant learned of an incident with systems or regulated data of the client."""

    whose = Side.CONSULTANT

    kind: Literal["regulated incident"] = "regulated incident"
    what: Line = Field(description="What happened.", examples=["A file went to the wrong address"])

    def says(self, named: Named) -> Sentence:
        """Say what happened."""
        return say("{what}", what=self.what)


class RegulatedData(Clause):
    """What a regulated client's law asks of the consultant."""

    follows_reviews = ("help_rate",)
    entries = (RegulatedIncident,)

    health: bool = Field(default=False, description="Whether the consultant is a business associate (HIPAA).")
    finance: bool = Field(default=False, description="Whether the client is a financial entity under DORA.")
    critical: bool = Field(
        default=False, description="Whether the work supports a critical or important function (DORA)."
    )
    subcontracting: bool = Field(
        default=False, description="Whether others may carry out parts of the work (DORA)."
    )
    places: Listed[Country] = Field(
        (), description="Where the work is done and data are kept (DORA).", examples=[["DE"]]
    )
    help_rate: Money | None = Field(
        None,
        description="The price of an hour of help with an incident (DORA); left out: none.",
        examples=["EUR 150.00"],
    )
    help_most: Hours | None = Field(
        None,
        description="The most hours of such help that are paid for, in all; more costs nothing.",
        examples=["20 hours"],
    )
    regulator: Line | None = Field(None, description="Who supervises the client.", examples=["BaFin"])
    notice_within: TimeOfNotice = Field(description="How soon an incident is told.", examples=["24 hours"])

    @model_validator(mode="after")
    def _regulated(self) -> Self:
        if not (self.health or self.finance or self.regulator):
            raise ValueError("nothing is regulated: set health or finance to true, or name the regulator")
        if self.help_most is not None and self.help_rate is None:
            raise ValueError("help_most without a price: add help_rate, or leave help_most out")
        if self.finance and not self.places:
            raise ValueError("finance = true needs places: say where the work is done and data are kept")
        return self

    def states(self) -> Iterator[object]:
        """State for which trades the law's list is agreed."""
        sectors = {Sector.HEALTH: self.health, Sector.FINANCIAL: self.finance}
        yield SectorCovered(frozenset(str(sector) for sector, holds in sectors.items() if holds))

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until the Consultant holds no regulated data any more")

    def prices(self) -> Iterator[Price]:
        """Give what help with an incident costs."""
        if self.finance and self.help_rate is not None:
            rate = say("{rate} an hour", rate=self.help_rate)
            hours = Fraction(self.help_most.seconds, HOUR) if self.help_most is not None else None
            most = say("{most} in all", most=self.help_rate.times(hours)) if hours is not None else None
            yield Price(Cite(f"{self.cite}.help_rate"), say("Help with an incident"), rate, most)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell of each incident."""
        for incident in journal.of(RegulatedIncident):
            clause, key = past.at(incident.on), f"tell/{incident.name}"
            if clause is not None:
                yield cls.must(
                    key, Side.CONSULTANT, say("Tell the client of the incident: {what}", what=incident.what),
                    deal.within(clause.notice_within, incident.on), incident.on, field="notice_within",
                    meets=meets(Reminded, of=f"{cls.cite}/{key}"), met=journal.reminded(f"{cls.cite}/{key}"),
                )  # fmt: skip

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a list that does not fit the client's trade, news that come late, and terms that say nothing."""
        sector = deal.client.sector
        if sector is Sector.HEALTH and not self.health and deal.client.country == "US":
            yield self.finding(
                "CH-CNF-040", Level.WARNING, "health",
                say("The client is in health care, and its law asks for a business associate agreement."),
                say("Agree it if the consultant may see patients' data."), source=source_of("US", "hipaa-504"), to=True,
            )  # fmt: skip
        if sector is Sector.FINANCIAL and not self.finance and deal.client.country != "US":
            yield self.finding(
                "CH-CNF-041", Level.WARNING, "finance",
                say("The client is a financial company, and its law may ask for a list of terms."),
                say("Agree the list."), source=source_of("EU", "dora-30"),
            )  # fmt: skip
        if self.finance and self.notice_within.about_days > A_DAY.about_days:
            yield self.finding(
                "CH-CNF-042", Level.WARNING, "notice_within",
                say("A financial company reports a major incident within a day; {time} is too late.",
                    time=self.notice_within),
                say("Tell within a day."), to="24 hours",
            )  # fmt: skip
        if self.finance and self.help_rate is not None and self.help_most is None:
            yield self.finding(
                "CH-CNF-044", Level.WARNING, "help_most",
                say("Nothing limits what help with an incident may cost."), say("Agree the most hours."), to="20 hours",
            )  # fmt: skip
        if not self.finance:
            for field in ("critical", "subcontracting", "places", "help_rate", "help_most"):
                if getattr(self, field):
                    yield self.finding(
                        "CH-CNF-043", Level.WARNING, field,
                        say("This term belongs to the list for financial companies, which is not agreed."),
                        say("Leave it out, or agree the list."),
                    )  # fmt: skip
