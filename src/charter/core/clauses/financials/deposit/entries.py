"""What is recorded of a deposit: that it came, that it was set against an invoice, that it was given back."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line


class DepositReceived(Entry):
    """The deposit has come, or a part of it."""

    whose = Side.CONSULTANT

    kind: Literal["deposit received"] = "deposit received"
    amount: Money = Field(description="How much.", examples=["USD 3000.00"])

    def says(self, named: Named) -> Sentence:
        """Say how much."""
        return say("{amount}", amount=self.amount)


class DepositUsed(Entry):
    """The consultant sets some of the deposit against an invoice, and says so."""

    whose = Side.CONSULTANT
    about = "invoice"

    kind: Literal["deposit used"] = "deposit used"
    amount: Money = Field(description="How much.", examples=["USD 500.00"])
    invoice: Line = Field(description="The number of the invoice.", examples=["NL-2026-0004"])

    def says(self, named: Named) -> Sentence:
        """Say how much, for which invoice."""
        return say("{amount} for {invoice}", amount=self.amount, invoice=self.invoice)


class DepositReturned(Entry):
    """The consultant gives back the deposit, or what is left of it."""

    whose = Side.CONSULTANT

    kind: Literal["deposit returned"] = "deposit returned"
    amount: Money = Field(description="How much.", examples=["USD 2500.00"])

    def says(self, named: Named) -> Sentence:
        """Say how much."""
        return say("{amount} to the client", amount=self.amount)
