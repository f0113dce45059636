"""Invoicing: when invoices are issued, how they are numbered, and what they carry."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import Rhythm
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.term import Line


def _pattern(text: str) -> str:
    if text.count("{n}") != 1 or "{" in text.replace("{n}", "").replace("{year}", ""):
        raise ValueError('a number pattern holds {n} once, and may hold {year}, like "NL-{year}-{n}"')
    return text


class Invoicing(Clause):
    """How what was charged becomes invoices."""

    cycle: Rhythm = Field(
        description="The days on which invoices are issued.", examples=["every month on day 1"]
    )
    number: Annotated[Line, AfterValidator(_pattern)] = Field(
        description="How invoices are numbered: {n} counts without gaps, {year} is the year of issue.",
        examples=["NL-{year}-{n}"],
    )
    purchase_order: Line | None = Field(None, description="The client's order number, shown on each invoice.")
    ceiling: Money | None = Field(
        None, description="The most that is invoiced in a calendar year without a written yes."
    )
    e_invoice: Literal["XRechnung", "Factur-X", "Peppol BIS"] | None = Field(
        None, description="The structured format the client asks for."
    )
