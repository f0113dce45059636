"""Law: which law governs, which courts decide, which language prevails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from charter.core.law.lookup import law
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.country import country_name
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Governing
from charter.core.vocabulary.term import Line


def _known(code: str) -> str:
    law(code)
    return code


class Law(Clause):
    """The law that governs the agreement."""

    governing: Annotated[str, AfterValidator(_known)] = Field(
        description="The code of the law: a country, or a country and its part.",
        examples=["DE", "GB-ENG", "US-CA"],
    )
    venue: Line = Field(description="Which courts decide.", examples=["the courts of Hamburg"])
    language: Literal["en"] = Field(description="The language that prevails.")

    def states(self) -> Iterator[object]:
        """State which law governs, and the language."""
        yield Governing(self.governing, self.language)

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until the last claim has ended")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a law that neither party has a link to, and a language that it does not take first."""
        yield from self._unlinked(deal)
        yield from self._unheard_of()
        fact = law(self.governing).fact("language", deal.agreed)
        if fact is not None and fact.value["first"] != self.language:
            yield self.finding(
                "CH-GEN-002",
                Level.WARNING,
                "language",
                say(
                    "{rule} If one side wrote this agreement and the other could only accept it,"
                    " that is one.",
                    rule=fact.rule,
                ),
                say("Give a French version first, or keep the proof that the terms were negotiated."),
                source=fact.cited(deal.agreed),
            )

    def _unheard_of(self) -> Iterator[Finding]:
        """Find a law of which nothing is known here: it may well govern, and nothing of it is checked."""
        if not law(self.governing).jurisdictions:
            yield self.finding(
                "CH-GEN-004", Level.ADVICE, "governing",
                say("Nothing is known here of the law of {law}, so nothing is checked by it.",
                    law=country_name(self.governing)),
                say("Have a lawyer from there read the agreement."),
            )  # fmt: skip

    def _unlinked(self, deal: Deal) -> Iterator[Finding]:
        """Find a law that neither party has a link to, and from which value it takes strangers."""
        country, _, state = self.governing.partition("-")
        linked = any(
            p.country == country and (country != "US" or p.state == state)
            for p in (deal.client, deal.consultant)
        )
        if linked:
            return
        fact = law(self.governing).fact("governing_law", deal.agreed)
        needs = say("The law of {law} governs, but neither party is there.", law=self.governing)
        if fact is not None:
            least, currency, courts = (
                fact.value["law_min"],
                fact.value["currency"],
                fact.value.get("forum_min"),
            )
            needs = say("{needs} It takes strangers from a value of {least:,} {currency} on.",
                        needs=needs, least=least, currency=currency)  # fmt: skip
            if courts:
                needs = say("{needs} Its courts do from {courts:,} on.", needs=needs, courts=courts)
        yield self.finding(
            "CH-GEN-001",
            Level.WARNING,
            "governing",
            needs,
            say("Choose the law of one of the parties, or know why not."),
            source=fact.cited(deal.agreed) if fact else None,
        )
