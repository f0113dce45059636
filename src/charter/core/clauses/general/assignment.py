"""Assignment: who may pass the agreement, or a claim from it, to somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.party import Size
from charter.core.vocabulary.sentence import Sentence, say

MONEY = {
    "DE": Source("section 354a (1) HGB", "seen", "2026-11"),
    "GB": Source(
        "Business Contract Terms (Assignment of Receivables) Regulations 2018", "seen in a summary", "2026-11"
    ),
}
"""Laws under which a business may pass on a claim for money whatever was agreed."""


class Assignment(Clause):
    """Who may pass the agreement on."""

    consent: Literal["needed", "not needed"] = Field(description="Whether the other side must say yes.")
    answer_within: TimeToAct = Field(
        description="How long it has to answer; silence is a no.", examples=["10 business days"]
    )
    to_group: bool = Field(
        description="Whether a side may pass it to its group, or to who buys its business, without a yes."
    )
    claims_for_money: Literal["free", "barred"] = Field(
        description="Whether a claim for money may be passed on."
    )
    subcontractors: Literal["free", "with consent", "none"] = Field(
        description="Whether the consultant may let others do part of the work."
    )

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until the last claim has ended")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a bar on claims for money that the law does not let stand, and an agreement that goes to anybody."""
        source = MONEY.get(deal.law.partition("-")[0])
        large = deal.consultant.size == Size.LARGE and deal.law.startswith("GB")
        if self.claims_for_money == "barred" and source is not None and not large:
            yield self.finding(
                "CH-GEN-070", Level.WARNING, "claims_for_money",
                say("Under this law a claim for money can be passed on all the same."), say("Leave that free."),
                source=source, to="free",
            )  # fmt: skip
        if self.consent == "not needed":
            yield self.finding(
                "CH-GEN-071", Level.WARNING, "consent",
                say("Either side may find itself with a stranger."), say("Ask for a yes."), to="needed",
            )  # fmt: skip
