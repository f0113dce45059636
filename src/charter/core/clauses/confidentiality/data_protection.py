"""Data protection: whether the consultant handles personal data, whose, why, where and how, and what follows a breach.

Where it does so for the client, the text has all that article 28 (3) GDPR asks for, letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from charter.core.law.lookup import law
from charter.core.law.statements import source_of
from charter.core.vocabulary.bounds import TimeToAct, at_most
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.country import Country, country_name
from charter.core.vocabulary.dates import DAY, Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named, Reminded
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line, Listed, Table, Terms

DataRole: TypeAlias = Literal["none", "processor", "controller"]
TransferGround: TypeAlias = Literal["none", "adequate country", "standard clauses", "UK transfer agreement"]

TimeToTellBreach = Annotated[
    Duration, AfterValidator(at_most(Duration.parse("72 hours"), "a time to tell of a breach"))
]
"""The client itself has 72 hours to tell its authority (article 33 GDPR), so it must hear before."""

SOON = Duration.parse("48 hours")
EEA = frozenset({"IS", "LI", "NO"})
"""Countries in which the GDPR counts, beside the members of the European Union."""

NEEDED = ("subject", "nature", "purpose", "kinds", "people", "places")
"""What must be said where the consultant handles personal data (article 28 (3) GDPR, first sentence)."""


class SubProcessor(Terms):
    """A company that handles the data for the consultant."""

    name: Line = Field(description="The legal name.", examples=["Mailhaven GmbH"])
    country: Country = Field(description="Two-letter country code (ISO 3166-1).", examples=["DE"])
    what: Line = Field(description="What it does.", examples=["e-mail"])


class Breached(Entry):
    """The consultant learned of a breach of personal data, or got data that it should not have."""

    whose = Side.CONSULTANT

    kind: Literal["data breach"] = "data breach"
    what: Line = Field(description="What happened.", examples=["A laptop with test data was lost"])

    def says(self, named: Named) -> Sentence:
        """Say what happened."""
        return say("{what}", what=self.what)


class DataDeleted(Entry):
    """The consultant deleted or returned the personal data."""

    whose = Side.CONSULTANT

    kind: Literal["data deleted"] = "data deleted"

    def says(self, named: Named) -> Sentence:
        """Say that it did."""
        return say("all of it")


class ProcessorNamed(Entry):
    """The consultant named a new company that is to handle the data."""

    whose = Side.CONSULTANT

    kind: Literal["processor named"] = "processor named"
    company: Line = Field(description="Which company.", examples=["Backupia SAS"])

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{company}", company=self.company)


class DataProtection(Clause):
    """Whether and how the consultant handles personal data."""

    entries = (Breached, DataDeleted, ProcessorNamed)
    unsaid = say("personal data")

    role: DataRole = Field(
        description="Whether the consultant handles personal data: not, for the client (processor), or for itself."
    )
    subject: Line | None = Field(
        None, description="In which work.", examples=["the work on the booking platform"]
    )
    nature: Line | None = Field(None, description="What is done with them.", examples=["reading and testing"])
    purpose: Line | None = Field(None, description="What for.", examples=["finding and mending faults"])
    kinds: Listed[Line] = Field((), description="Which data.", examples=[["names", "addresses"]])
    people: Listed[Line] = Field((), description="Of whom.", examples=[["customers", "staff"]])
    places: Listed[Country] = Field((), description="In which countries.", examples=[["DE"]])
    transfers: TransferGround = Field("none", description="On which ground they may go elsewhere.")
    sub_processors: Table[SubProcessor] = Field(
        default_factory=dict, description="Companies that handle them for the consultant, each under a key."
    )
    objection: TimeToAct | None = Field(
        None, description="How long before it starts a new company is named.", examples=["14 days"]
    )
    breach_within: TimeToTellBreach = Field(
        description="How soon the consultant tells of a breach.", examples=["24 hours"]
    )
    audit: Literal["papers", "visit"] = Field(
        "papers", description="Whether the client audits on papers, or also with a visit a year."
    )
    delete_within: TimeToAct = Field(
        description="How soon after the last day they are deleted or returned.", examples=["30 days"]
    )
    ccpa: bool = Field(
        default=False, description="Whether California's terms for service providers are in it."
    )

    @model_validator(mode="after")
    def _said_what(self) -> Self:
        missing = [name for name in NEEDED if not getattr(self, name)]
        if self.role != "none" and missing:
            raise ValueError(f'role = "{self.role}" needs more: say {", ".join(missing)}')
        return self

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until the Consultant holds no personal data of the Client any more")

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell of each breach, let the client object to a new company, and delete the data at the end."""
        for breach in journal.of(Breached):
            clause, name = past.at(breach.on), f"{cls.cite}/tell/{breach.name}"
            if clause is not None:
                yield cls.must(
                    f"tell/{breach.name}", Side.CONSULTANT, say("Tell the client of it: {what}", what=breach.what),
                    deal.within(clause.breach_within, breach.on), breach.on, field="breach_within",
                    meets=meets(Reminded, of=name), met=journal.reminded(name),
                )  # fmt: skip
        for new in journal.of(ProcessorNamed):
            clause, name = past.at(new.on), f"{cls.cite}/object/{new.name}"
            if clause is not None and clause.objection is not None:
                yield cls.may(
                    f"object/{new.name}", Side.CLIENT, say("Object to {company}", company=new.company),
                    deal.within(clause.objection, new.on), new.on, field="objection",
                    meets=meets(Reminded, of=name), met=journal.reminded(name),
                )  # fmt: skip
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        if ended is not None and clause is not None and clause.role != "none":
            yield cls.must(
                "delete", Side.CONSULTANT, say("Delete or return personal data, as the client chooses"),
                deal.within(clause.delete_within, ended.on - DAY), ended.on, field="delete_within",
                meets=meets(DataDeleted), met=next((one.on for one in journal.of(DataDeleted, deal.starts)), None),
            )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a company was named though nothing says that the client may object."""
        clause = past.at(entry.on) if past is not None else None
        if isinstance(entry, ProcessorNamed) and clause is not None and clause.objection is None:
            why = say("Nothing says that a new company may handle the data.")
            return Objection(
                cls.cite, why, say("Agree a time to object, or add the company by an amendment.")
            )
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a breach that is told late, data that leave where nothing allows it, and terms that nothing uses."""
        if self.breach_within.about_days > SOON.about_days:
            yield self.finding(
                "CH-CNF-010", Level.WARNING, "breach_within",
                say("The client has 72 hours to tell its authority, and hears of a breach only after {time}.",
                    time=self.breach_within),
                say("Tell within a day."), source=source_of("EU", "gdpr-33"), to="24 hours",
            )  # fmt: skip
        if self.role == "none":
            yield from self._idle()
            return
        outside = [place for place in self.places if not _protected(place)]
        home = deal.party(Side.CLIENT).country
        if outside and self.transfers == "none" and _protected(home):
            yield self.finding(
                "CH-CNF-011", Level.WARNING, "transfers",
                say("The data go to {countries:and}, and nothing says on which ground.",
                    countries=tuple(map(country_name, outside))),
                say("Name the ground, such as the standard clauses."), source=source_of("EU", "gdpr-44"),
                to="standard clauses",
            )  # fmt: skip
        at = deal.party(Side.CONSULTANT).country
        if at not in self.places:
            yield self.finding(
                "CH-CNF-012", Level.WARNING, "places",
                say("The consultant is in {country}, and no data may be there.", country=country_name(at)),
                say("Add the country, or see to it that the consultant reads no data from there."),
                to=[*self.places, at],
            )  # fmt: skip
        if self.sub_processors and self.objection is None:
            yield self.finding(
                "CH-CNF-013", Level.ADVICE, "objection",
                say("No company can be replaced without an amendment."),
                say("Give a time in which the client may object."), to="14 days",
            )  # fmt: skip
        if self.ccpa and self.role != "processor":
            yield self.finding(
                "CH-CNF-014", Level.ADVICE, "ccpa", say("California's terms are for who handles data for another."),
                say("Leave them out."), to=False,
            )  # fmt: skip

    def _idle(self) -> Iterator[Finding]:
        """Find terms that say how data are handled of which there are none."""
        for field in (*NEEDED, "sub_processors", "objection"):
            if getattr(self, field):
                yield self.finding(
                    "CH-CNF-015", Level.WARNING, field, say("There are no personal data, so this term says nothing."),
                    say("Leave it out, or say in which role the consultant handles them."),
                )  # fmt: skip
        for field, usual in (("transfers", "none"), ("audit", "papers"), ("ccpa", False)):
            if getattr(self, field) != usual:
                yield self.finding(
                    "CH-CNF-016", Level.WARNING, field, say("There are no personal data, so this term says nothing."),
                    say("Leave it out, or say in which role the consultant handles them."), to=usual,
                )  # fmt: skip


def _protected(country: str) -> bool:
    """Whether the GDPR or its like in the United Kingdom counts in a country."""
    return country in EEA or country == "GB" or "EU" in law(country).jurisdictions
