"""Non-disparagement: that the sides do not speak ill of each other in public, for how long, and what stays free."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import AfterValidator, Field

from charter.core.vocabulary.bounds import at_most
from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.dates import DAY, Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

TimeOfSilence = Annotated[Duration, AfterValidator(at_most(Duration.parse("5 years"), "a time of silence"))]

TWO_YEARS = Duration.parse("24 months")


class NonDisparagement(Clause):
    """That nobody speaks ill of the other in public; what the law protects is always free."""

    mutual: bool = Field(description="Whether it binds both sides; otherwise the consultant alone.")
    lasts: TimeOfSilence = Field(description="How long after the last day.", examples=["12 months"])

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("{time} after the Last Day", time=self.lasts)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Keep to it until its last day."""
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        if ended is None or clause is None:
            return
        until = deal.after(clause.lasts, ended.on - DAY)
        by, to = ("both", "both") if clause.mutual else (Side.CONSULTANT, Side.CLIENT)
        yield cls.will(
            "until", by, say("Last day of speaking no ill in public"), until, ended.on, to=to, field="lasts",
            met=until if until < deal.today else None,
        )  # fmt: skip

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find silence that binds one side, or that lasts too long."""
        if not self.mutual:
            yield self.finding(
                "CH-RSK-090", Level.WARNING, "mutual", say("Only the consultant must not speak ill of the other."),
                say("Let it bind both sides."), to=True,
            )  # fmt: skip
        if self.lasts.about_days > TWO_YEARS.about_days:
            yield self.finding(
                "CH-RSK-091", Level.ADVICE, "lasts",
                say("{time} is long to watch every word.", time=self.lasts), say("A year is usual."), to="12 months",
            )  # fmt: skip
