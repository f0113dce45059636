"""The whole agreement: when it binds, what it replaces, what changes it, and which of its papers prevails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from charter.core.vocabulary.clause import Clause, Missed
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.protected import Shields
from charter.core.vocabulary.sentence import Sentence, say

STANDARD_TERMS = {
    "DE": Source(
        "BGB 305(1), 305b, 307, 310(1): terms that one side set are tested, also between businesses",
        "unconfirmed",
    ),
}
"""Laws under which terms that one side set for many contracts are tested, also between businesses, by country."""


class WholeAgreement(Clause):
    """What belongs to the agreement, and how it changes."""

    missed = Missed(
        Level.WARNING,
        say("nothing says that only a signed amendment changes the terms, nor which paper prevails"),
    )
    unsaid = say("what changes the terms, and which of two papers prevails")

    prepared_by: Literal["client", "consultant", "both"] = Field(
        description="Who wrote it: one side, whose standard terms it may be, or both."
    )
    earlier: Literal["replaced", "stay"] = Field(
        description="Whether it replaces what the sides said and wrote before, or leaves that as it is."
    )
    third_parties: Literal["none", "group"] = Field(
        description="Whether nobody else has rights under it, or the client's group has those that it promises to it."
    )

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until the last claim has ended")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find one side's own terms under a law that tests them, and earlier words that live on beside it."""
        source = STANDARD_TERMS.get(deal.law.partition("-")[0])
        if source is not None and self.prepared_by != "both":
            yield self.finding(
                "CH-GEN-042", Level.ADVICE, "prepared_by",
                say(
                    "The {side} wrote this agreement. If its terms are for many contracts, the law strikes out those"
                    " that are unfair, and what both sides said to each other prevails over them.",
                    side=self.prepared_by,
                ),
                say("Negotiate the terms that matter one by one, and keep the rounds as proof."), source=source,
            )  # fmt: skip
        shields = deal.stated.get(Shields)
        if self.third_parties == "none" and isinstance(shields, Shields):
            yield self.finding(
                "CH-GEN-044", Level.WARNING, "third_parties",
                say("Promises protect {names}, and yet nobody but the two sides has rights.", names=shields.companies),
                say("Let the group claim what is promised to it."), to="group",
            )  # fmt: skip
        if self.earlier == "stay":
            yield self.finding(
                "CH-GEN-043", Level.WARNING, "earlier",
                say("What the sides said and wrote before still counts beside this agreement, whatever it was."),
                say("Write down here what is to count, and let it replace the rest."), to="replaced",
            )  # fmt: skip
