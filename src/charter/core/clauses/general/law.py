"""Law: which law governs, which courts decide, which language prevails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from charter.core.law.lookup import law
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.term import Line


def _known(code: str) -> str:
    law(code)
    return code


class Law(Clause):
    """The law that governs the agreement."""

    survives: ClassVar[str] = "It stays in force."

    governing: Annotated[str, AfterValidator(_known)] = Field(
        description="The code of the law: a country, or a country and its part.",
        examples=["DE", "GB-ENG", "US-CA"],
    )
    venue: Line = Field(description="Which courts decide.", examples=["the courts of Hamburg"])
    language: Literal["en"] = Field(description="The language that prevails.")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a law that neither party has a link to."""
        country, _, state = self.governing.partition("-")
        linked = any(
            p.country == country and (country != "US" or p.state == state)
            for p in (deal.client, deal.consultant)
        )
        if linked:
            return
        fact = law(self.governing).fact("governing_law", deal.agreed)
        needs = (
            f" It asks for a value of at least {fact.value['law_min']:,} there."
            if fact and "law_min" in fact.value
            else ""
        )
        yield Finding(
            "CH-GEN-001",
            Level.WARNING,
            f"{self.cite}.governing",
            f"The law of {self.governing} governs, but neither party is there.{needs}",
            "Choose the law of one of the parties, or know why not.",
            Source(fact.source, fact.confidence, fact.as_of) if fact else None,
        )
