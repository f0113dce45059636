"""What stands on an issued invoice: its lines and its taxes, frozen with the inputs of their arithmetic."""

from __future__ import annotations

from pydantic import Field

from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.converted import Converted
from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.money import Money, Percent, SignedMoney
from charter.core.vocabulary.term import Line, Terms

INTEREST = "financials.late_payment/"
"""Lines whose charge begins so are for late payment: they bear no interest themselves, and no tax."""


class Billed(Terms):
    """One line of an issued invoice, frozen with the inputs of its arithmetic."""

    charge: Line = Field(description="The id of the charge.")
    reads: Line = Field(description="The line as printed.")
    amount: SignedMoney = Field(description="The amount of the line without tax; negative: a credit.")
    basis: Line = Field(description="The arithmetic: kernel and inputs.")
    agreed: Line = Field(description="The version of the agreement: its own, or the amendment's number.")
    first: Day | None = Field(None, description="The first day that it pays for.")
    last: Day | None = Field(
        None, description="The last day that it pays for, or that of what it was earned by."
    )
    converted: Converted | None = Field(
        None, description="What it was in the currency that was agreed, where the invoice is in another one."
    )

    @property
    def clause(self) -> Cite:
        """The clause it rests on: the first part of its charge's id."""
        return Cite(self.charge.split("/", 1)[0])

    @property
    def quoted(self) -> Money:
        """The amount in the currency that was agreed: what its arithmetic gives."""
        return self.amount if self.converted is None else self.converted.quoted

    @property
    def sum(self) -> Basis:
        """Its arithmetic, to be counted again or put in words."""
        return Basis.read(self.basis)


class Taxed(Terms):
    """The tax of an invoice at one rate: on the sum of its lines of that rate, rounded once."""

    reads: Line = Field(description="The words for it on the invoice.", examples=["VAT 19 %"])
    rate: Percent = Field(description="The rate; 0 % where none is charged.", examples=["19 %"])
    net: SignedMoney = Field(description="The sum of the lines that it is counted on.")
    tax: SignedMoney = Field(description="The tax.")

    def plus(self, other: Taxed) -> Taxed:
        """Give it with what another invoice has at the same rate."""
        return self.model_copy(update={"net": self.net + other.net, "tax": self.tax + other.tax})


def interest_line(line: Billed) -> bool:
    """Whether a line is interest or a fixed sum for late payment."""
    return line.charge.startswith(INTEREST)
