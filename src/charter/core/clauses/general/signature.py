"""Signature: in which form the sides sign, in how many copies, and who gets one by when."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Literal, Self

from pydantic import Field

from charter.core.law.lookup import law
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.signing import Signed
from charter.core.vocabulary.ticked import ticked


class HowToSign(Clause):
    """How the agreement is signed."""

    form: Literal["any electronic", "qualified electronic", "ink"] = Field(
        description="Which signature the sides ask of each other at least."
    )
    counterparts: bool = Field(description="Whether each side may sign a copy of its own.")
    copy_within: TimeToAct = Field(
        description="How soon after the last signature both sides have a signed copy.",
        examples=["2 business days"],
    )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give each side a signed copy."""
        signed = [entry for entry in journal.of(Signed) if len(_sides(entry.document, journal)) == 2]  # noqa: PLR2004 - both
        for document in sorted({entry.document for entry in signed}):
            last = max((entry for entry in signed if entry.document == document), key=attrgetter("on"))
            clause = past.at(last.on)
            if clause is not None:
                yield ticked(
                    cls.must, f"copy/{document.replace(' ', '-')}", "both",
                    say("Give the other side a signed copy of the {document}", document=document),
                    deal.within(clause.copy_within, last.on), last.on, journal, field="copy_within",
                )  # fmt: skip

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a form that slows both sides down, and one that a law may find too light."""
        if self.form == "ink":
            yield self.finding(
                "CH-GEN-050", Level.ADVICE, "form", say("Paper takes days, also for the smallest amendment."),
                say("Let an electronic signature do."), to="any electronic",
            )  # fmt: skip
        fact = law(deal.law).fact("electronic_signature", deal.agreed)
        needed = fact.value["as_by_hand"] if fact is not None else "electronic"
        if (
            fact is not None
            and needed != "electronic"
            and self.form == "any electronic"
            and deal.has("risk.restraints")
        ):
            yield self.finding(
                "CH-GEN-051", Level.ADVICE, "form",
                say("A ban on competing may ask for a signature by hand; only a qualified one equals it."),
                say("Sign with a qualified signature, or in ink."), source=fact.cited(deal.agreed), to=needed,
            )  # fmt: skip


def _sides(document: str, journal: Journal) -> set[str]:
    return {entry.side for entry in journal.of(Signed) if entry.document == document}
