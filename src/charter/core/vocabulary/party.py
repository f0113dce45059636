"""Sides, parties, and the people who act for them.

A person stands in the agreement under a key of their own, and everything names them by it: entries, references,
signatures, evidence. Two people may share a name or an address; the key tells them apart.

>>> jonas = Person(side=Side.CLIENT, name="Jonas Petersen", title="CEO", email="jonas@client.example", may=("sign",))
>>> priya = Person(side=Side.CLIENT, name="Priya Raman", title="CFO", email="priya@client.example")
>>> people = {"jonas": jonas, "priya": priya}
>>> list(of_side(people, Side.CLIENT)), list(signatories(people, Side.CLIENT)), signatories(people, Side.CONSULTANT)
(['jonas', 'priya'], ['jonas'], {})
>>> speaker(people, Side.CLIENT), speaker(people, Side.CONSULTANT)
('jonas', 'consultant')
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.vocabulary.bounds import Share
from charter.core.vocabulary.country import Country
from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.reference import PersonKey
from charter.core.vocabulary.term import Email, Line, Listed, Terms


class Side(StrEnum):
    """One of the two sides of an engagement."""

    CLIENT = "client"
    CONSULTANT = "consultant"

    @property
    def other(self) -> "Side":
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


Power = Literal["sign", "give notices", "accept", "approve costs", "dispute"]
"""What a person may do for a side: sign the agreement and its amendments, give notices, accept or reject what is
handed over, approve costs, dispute an invoice. Speaking for the side in daily matters needs no such right."""


class Person(Terms):
    """A person who acts for a side: who they are, how to reach them, and what they may do."""

    side: Side = Field(description="The side the person acts for: client or consultant.")
    name: Line = Field(description="The person's full name.", examples=["Mara Lindqvist"])
    title: Line = Field(description="What the person is there.", examples=["Managing Director"])
    email: Email = Field(description="Where messages reach the person.", examples=["mara@northlight.example"])
    may: Listed[Power] = Field(
        (),
        description="What the person may do for the side: sign, give notices, accept, approve costs, dispute.",
        examples=[["sign", "give notices", "accept"]],
    )
    approves_up_to: Money | None = Field(
        None,
        description="The most that the person may approve at a time; left out: any amount.",
        examples=["EUR 2000.00"],
    )
    stand_in: PersonKey | None = Field(
        None,
        description="The key of the person of the same side who does it when this one cannot.",
        examples=["priya"],
    )

    @model_validator(mode="after")
    def _limit_of_a_right(self) -> Self:
        if self.approves_up_to is not None and "approve costs" not in self.may:
            raise ValueError('approves_up_to, but may not approve costs: add "approve costs" to may')
        return self


class Party(Terms):
    """One side of the agreement, as the law knows it."""

    name: Line = Field(description="The legal name.", examples=["Harbourline Logistics GmbH"])
    form: Form = Field(
        description="What the party is where law asks for it: person, one-person company or company."
    )
    legal_form: Line | None = Field(
        None,
        description="The legal form as it is called at its place, with the place where it was made.",
        examples=["GmbH", "a California corporation"],
    )
    registration: Line | None = Field(
        None, description="Register and number.", examples=["Amtsgericht Hamburg, HRB 000001"]
    )
    address: Line = Field(description="The address for letters.", examples=["Kaistrasse 1, 20457 Hamburg"])
    country: Country = Field(description="Two-letter country code (ISO 3166-1).", examples=["DE"])
    state: Line | None = Field(
        None, description="State or province, where law differs by it (ISO 3166-2 part).", examples=["CA"]
    )
    tax_id: Line | None = Field(None, description="VAT or tax number.", examples=["DE000000000"])
    tax_number: Line | None = Field(
        None,
        description="The number that the tax office gave it, where that is another than the VAT number.",
        examples=["41/000/00000"],
    )
    notices: Email | None = Field(
        None,
        description="The one address for notices; left out: that of the first who may sign.",
        examples=["notices@northlight.example"],
    )
    invoices: Email | None = Field(
        None, description="Where invoices go.", examples=["invoices@harbourline.example"]
    )
    phone: Line | None = Field(
        None, description="The number at which the party is called.", examples=["+49 40 000000"]
    )
    listed: bool = Field(default=False, description="Whether its shares are traded on an exchange.")
    size: Size | None = Field(None, description="Small, medium or large; some laws protect the small.")
    sector: Sector | None = Field(None, description="The trade, where it switches law on.")


GroupRight = Literal["receive the work", "order work", "pay"]
"""What a company of the client's group may do."""


Shielded = Literal["confidence", "restraints", "indemnity"]
"""What of the agreement a company of the client's group may claim for itself."""


class GroupCompany(Terms):
    """A company of the client's group that has a part in the engagement."""

    name: Line = Field(description="The legal name.", examples=["Harbourline Rail GmbH"])
    country: Country = Field(description="Two-letter country code (ISO 3166-1).", examples=["DE"])
    may: Listed[GroupRight] = Field(
        description="What it may do: receive the work, order work, pay.",
        examples=[["receive the work"]],
        min_length=1,
    )
    pays: Share | None = Field(
        None, description="Which share of each invoice it pays, where it may pay.", examples=["40 %"]
    )
    covered: Listed[Shielded] = Field(
        (),
        description="Which promises also protect it: confidence, restraints, indemnity.",
        examples=[["confidence"]],
    )
    joined_on: Day | None = Field(
        None,
        description="The day on which it signed that it owes what stands here of it; left out: it signs nothing.",
        examples=["2026-02-16"],
    )

    @model_validator(mode="after")
    def _pays_if_it_may(self) -> Self:
        if self.pays is not None and "pay" not in self.may:
            raise ValueError('pays, but it may not pay: add "pay" to may')
        return self


class Biller(Terms):
    """Another company through which the consultant sends its invoices."""

    name: Line = Field(description="The legal name.", examples=["Northlight Billing GmbH"])
    country: Country = Field(description="Two-letter country code (ISO 3166-1).", examples=["DE"])


def of_side(people: Mapping[str, Person], side: Side) -> dict[str, Person]:
    """Give the people who act for a side, by key."""
    return {key: person for key, person in people.items() if person.side is side}


def signatories(people: Mapping[str, Person], side: Side) -> dict[str, Person]:
    """Give the people who may sign for a side, by key; nobody where none may."""
    return {key: person for key, person in of_side(people, side).items() if "sign" in person.may}


def speaker(people: Mapping[str, Person], side: Side) -> str:
    """Give the key of who acts for a side where nobody in particular is named: who signs first, else who comes first.

    Where a side has nobody at all, its own name.
    """
    return next(iter(signatories(people, side) or of_side(people, side)), str(side))


def address_for_notices(party: Party, people: Mapping[str, Person], side: Side) -> str:
    """Give the one address at which notices reach a side; empty where nobody acts for it."""
    key = speaker(people, side)
    return party.notices or (people[key].email if key in people else "")
