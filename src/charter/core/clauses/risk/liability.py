"""Liability: what is never limited, up to which sum the rest is owed, what is not owed, and until when it is claimed.

What can never be limited is the law's, not a term: its words stand in the text of each law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from charter.core.law.statements import source_of
from charter.core.vocabulary.bounds import at_most
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.money import Money, Percent, half_up
from charter.core.vocabulary.owing import Owing
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import RegularFee
from charter.core.vocabulary.term import Listed, Terms

Loss: TypeAlias = Literal["lost profit", "lost savings", "indirect loss"]
"""A loss that a side may not owe."""

TimesFees = Annotated[Percent, AfterValidator(at_most(Percent.parse("1000 %"), "a multiple of the fees"))]
TimeToClaim = Annotated[Duration, AfterValidator(at_most(Duration.parse("10 years"), "a time to claim"))]

SHORT = Duration.parse("6 months")
"""In less than this, few have found out what a loss comes from."""


class Cap(Terms):
    """The most that a side owes: an amount, a multiple of fees, or one of the two."""

    amount: Money | None = Field(None, description="A fixed amount.", examples=["EUR 250000.00"])
    fees: TimesFees | None = Field(None, description="A multiple of fees.", examples=["100 %"])
    fees_of: Duration | None = Field(None, description="Of which time the fees.", examples=["12 months"])
    which: Literal["lower", "higher"] | None = Field(
        None, description="Where there are both, which of the two counts."
    )

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.amount is None and self.fees is None:
            raise ValueError('no limit: give an amount, like amount = "EUR 250000.00", or a multiple of fees')
        if (self.fees is None) != (self.fees_of is None):
            raise ValueError('a multiple of fees needs their time: fees = "100 %" and fees_of = "12 months"')
        both = self.amount is not None and self.fees is not None
        if both != (self.which is not None):
            raise ValueError(
                'which = "lower" or "higher" says which of an amount and a multiple of fees counts'
            )
        return self

    def most(self, fees: Callable[[Duration], int]) -> int:
        """Give the sum, in minor units; `fees` gives what is charged in a time from the start."""
        sums = [self.amount.minor] if self.amount is not None else []
        if self.fees is not None and self.fees_of is not None:
            sums.append(half_up(self.fees.fraction * fees(self.fees_of)))
        return max(sums) if self.which == "higher" else min(sums)


class Liability(Clause, Owing):
    """How much each side owes for what it does wrong."""

    unsaid = say("limits of liability")

    cap: Cap = Field(description="The most that each side owes; with client_cap, the consultant.")
    client_cap: Cap | None = Field(None, description="The most that the client owes, if not the same.")
    per: Literal["agreement", "order"] = Field(
        "agreement", description="Whether the limit counts once for the whole agreement, or for each order."
    )
    higher_data: Money | None = Field(
        None,
        description="The limit for a breach of secrecy or data protection, if another.",
        examples=["EUR 500000.00"],
    )
    excluded: Listed[Loss] = Field(
        (), description="Losses that neither side owes.", examples=[["lost profit"]]
    )
    backups: Literal["daily", "weekly"] | None = Field(
        None, description="How often the client backs up its data; for lost data, restoring them is the loss."
    )
    claims_within: TimeToClaim | None = Field(
        None,
        description="How soon after it learned of a loss a side must claim it; left out: as long as the law gives.",
        examples=["12 months"],
    )

    def limits(self) -> tuple[str, ...]:
        """The limits of what is owed in all count over all orders, where they stand in their master."""
        if self.per == "order":
            return ()
        return tuple(name for name in ("cap", "client_cap", "higher_data") if getattr(self, name) is not None)

    def most_owed(self, side: Side, fees: Callable[[Duration], int]) -> int:
        """Give the limit of a side, or the one for data where that is higher."""
        cap = (self.client_cap if side is Side.CLIENT else None) or self.cap
        return max(cap.most(fees), self.higher_data.minor if self.higher_data is not None else 0)

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until the last claim has ended")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find limits that the law strikes out, that are worth nothing, or that protect one side."""
        yield from self._by_law(deal)
        fee = deal.stated.get(RegularFee)
        for field, cap in (("cap", self.cap), ("client_cap", self.client_cap)):
            least = fee.amount if isinstance(fee, RegularFee) else None
            amount = cap.amount if cap is not None else None
            if amount is None or cap is None or cap.which == "higher" or least is None:
                continue
            if amount < least:
                yield self.finding(
                    "CH-RSK-020", Level.WARNING, f"{field}.amount",
                    say("The limit of {limit} is less than one invoice of {fee}.", limit=amount, fee=least),
                    say("Agree a limit that pays for a usual loss; what an insurer covers is a good measure."),
                )  # fmt: skip
        data, amount = self.higher_data, self.cap.amount
        if data is not None and amount is not None and data < amount:
            yield self.finding(
                "CH-RSK-021", Level.WARNING, "higher_data",
                say("The limit for data, {data}, is lower than that for all else, {limit}.", data=data, limit=amount),
                say("Raise it, or leave it out."), to=None,
            )  # fmt: skip
        if self.client_cap is not None and self.client_cap != self.cap:
            yield self.finding(
                "CH-RSK-022", Level.ADVICE, "client_cap", say("The two sides owe different sums for the same wrong."),
                say("Give both the same limit, or know why not."), to=None,
            )  # fmt: skip
        if self.claims_within is not None and self.claims_within.about_days < SHORT.about_days:
            yield self.finding(
                "CH-RSK-023", Level.WARNING, "claims_within",
                say("Claims lapse after {time}; few losses are understood so soon.", time=self.claims_within),
                say("Give a year."), to="12 months",
            )  # fmt: skip

    def _by_law(self, deal: Deal) -> Iterator[Finding]:
        if deal.law.partition("-")[0] != "DE":
            return
        if self.excluded:
            yield self.finding(
                "CH-RSK-024", Level.WARNING, "excluded",
                say("In standard terms, loss that is typical and foreseeable is owed when an essential duty is broken,"
                    " also {losses:or}.", losses=self.excluded),
                say("Leave it out: the text limits what is owed to foreseeable loss."),
                source=source_of("DE", "bgb-307"), to=[],
            )  # fmt: skip
        if self.claims_within is not None:
            yield self.finding(
                "CH-RSK-025", Level.ADVICE, "claims_within",
                say("In standard terms, a bar on late claims may fall, and for intent it always does."),
                say("Leave it out: the law gives three years from the end of the year."),
                source=source_of("DE", "bgb-202"), to=None,
            )  # fmt: skip
