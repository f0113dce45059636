"""Sides, parties and people."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from charter.core.vocabulary.country import Country
from charter.core.vocabulary.term import Email, Line, Table, Terms


class Side(StrEnum):
    """One of the two sides of an engagement."""

    CLIENT = "client"
    CONSULTANT = "consultant"

    @property
    def other(self) -> Side:
        """The other side."""
        return Side.CONSULTANT if self is Side.CLIENT else Side.CLIENT


class Form(StrEnum):
    """What a party is in law; a natural person switches other rules on."""

    PERSON = "person"
    ONE_PERSON_COMPANY = "one-person company"
    COMPANY = "company"


class Size(StrEnum):
    """How large a company is; some laws protect the small against the large."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Sector(StrEnum):
    """The client's trade, where it switches law on."""

    GENERAL = "general"
    FINANCIAL = "financial"
    HEALTH = "health"
    PUBLIC = "public"


class Person(Terms):
    """A named person with a title and a way to write to them."""

    name: Line = Field(description="The person's full name.", examples=["Mara Lindqvist"])
    title: Line = Field(description="What the person is there.", examples=["Managing Director"])
    email: Email = Field(description="Where messages reach the person.", examples=["mara@northlight.example"])


class Party(Terms):
    """One side of the agreement, as the law knows it."""

    name: Line = Field(description="The legal name.", examples=["Harbourline Logistics GmbH"])
    form: Form = Field(description="What the party is in law: person, one-person company or company.")
    registration: Line | None = Field(
        None, description="Register and number.", examples=["Amtsgericht Hamburg, HRB 000001"]
    )
    address: Line = Field(description="The address for letters.", examples=["Kaistrasse 1, 20457 Hamburg"])
    country: Country = Field(description="Two-letter country code (ISO 3166-1).", examples=["DE"])
    state: Line | None = Field(
        None, description="State or province, where law differs by it (ISO 3166-2 part).", examples=["CA"]
    )
    tax_id: Line | None = Field(None, description="VAT or tax number.", examples=["DE000000000"])
    size: Size | None = Field(None, description="Small, medium or large; some laws protect the small.")
    sector: Sector | None = Field(None, description="The trade, where it switches law on.")
    signatories: Table[Person] = Field(description="Who signs, each under a short key of its own.")
    contacts: Table[Person] = Field(
        default_factory=dict, description="Whom to reach for what, each under a short key such as finance."
    )
