"""Independence: the facts that make the consultant a business of its own, and who pays if they are seen otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.law.lookup import law_at
from charter.core.vocabulary.bounds import Share
from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.dates import Rhythm
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Form
from charter.core.vocabulary.reference import PEOPLE
from charter.core.vocabulary.regular import occasions
from charter.core.vocabulary.replacement import MayTakeOver
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line
from charter.core.vocabulary.ticked import ticked

PRACTICE = Source("Charter's study of 54 public agreements", "verified", "2026-08")
TESTS = {
    "DE": (
        say("Work by instruction, as part of the client's organisation, is employment."),
        Source("section 7 (1) SGB IV", "seen in a quotation", "2026-11"),
    ),
    "GB": (
        say("Personal service under control, with a duty to give and to take work, is employment."),
        Source("Ready Mixed Concrete v Minister of Pensions [1968] 2 QB 497", "seen in a summary", "2026-11"),
    ),
    "US-CA": (
        say(
            "Who is not free from control, outside the client's usual business and in an own trade is an employee."
        ),
        Source("Labor Code section 2775", "seen", "2026-11"),
    ),
}
"""What makes somebody an employee, by the law of the place."""


class Independence(Clause):
    """The facts of independence."""

    instructions: Literal["result only", "policies", "as directed"] = Field(
        description="What the client may tell: the result, its policies too, or how the work is done."
    )
    substitute: Literal["free", "as skilled", "with consent", "never"] = Field(
        description="Whether the consultant may send somebody else."
    )
    own_tools: bool = Field(
        description="Whether the consultant works with its own tools and at its own place."
    )
    more_work: Literal["nobody owes", "must be offered", "must be taken"] = Field(
        description="Whether either side owes more work than was agreed."
    )
    income_share: Share | None = Field(
        None,
        description="About which share of its income the consultant earns here; left out: not said.",
        examples=["40 %"],
    )
    tax_form: Line | None = Field(
        None, description="Which tax form the consultant gives.", examples=["a Form W-9"]
    )
    status_decided_by: Literal["client", "consultant", "authority"] | None = Field(
        None, description="Who decides on the status where a law asks for it; left out: nobody need."
    )
    tax_indemnity: Literal["none", "consultant", "split"] = Field(
        description="Who pays if an authority finds an employee."
    )
    tax_cap: Money | None = Field(
        None, description="The most that the consultant pays then.", examples=["EUR 10000.00"]
    )
    looked_at: Rhythm | None = Field(
        None,
        description="How often both sides look at these facts; left out: never.",
        examples=["every year on 15 January"],
    )

    @model_validator(mode="after")
    def _capped(self) -> Self:
        if self.tax_cap is not None and self.tax_indemnity == "none":
            raise ValueError("tax_cap, but tax_indemnity is none: leave it out")
        return self

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Look at the facts together."""
        for day, due, _ in occasions(past, deal, lambda clause: clause.looked_at):
            yield ticked(
                cls.must, f"look/{day}", "both", say("Look at whether the facts of independence still hold"), due,
                min(day, due), journal, field="looked_at",
            )  # fmt: skip

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find facts that make an employee under the law of either party, and an indemnity of one side."""
        yield from self._tests(deal)
        yield from self._substitutes(deal)
        if self.tax_indemnity == "consultant":
            yield self.finding(
                "CH-FND-072", Level.WARNING, "tax_indemnity",
                say("The consultant alone pays for a status that both sides chose."), say("Split it, or leave it out."),
                source=PRACTICE, to="split",
            )  # fmt: skip
        if self.tax_indemnity != "none" and self.tax_cap is None:
            yield self.finding(
                "CH-FND-073", Level.WARNING, "tax_cap", say("Nothing limits what the consultant pays then."),
                say("Agree on the most."), source=PRACTICE,
            )  # fmt: skip
        if self.looked_at is None:
            yield self.finding(
                "CH-FND-074", Level.ADVICE, "looked_at", say("Facts change, and nobody looks at them again."),
                say("Look at them each year."), source=PRACTICE, to="every year on 15 January",
            )  # fmt: skip

    def _substitutes(self, deal: Deal) -> Iterator[Finding]:
        """Compare who may be sent with for whom nobody takes over freely, and with what the law makes of a yes."""
        facts = (
            law_at(one.country, one.state).fact("substitution", deal.agreed)
            for one in (deal.client, deal.consultant)
        )
        fact = next((one for one in facts if one is not None), None)
        source = fact.cited(deal.agreed) if fact is not None else PRACTICE
        agreed = deal.stated.get(MayTakeOver)
        bound = agreed.with_yes | agreed.by_amendment if isinstance(agreed, MayTakeOver) else frozenset()
        if self.substitute in {"free", "as skilled"} and bound:
            names = tuple(deal.named(PEOPLE, key) for key in sorted(bound))
            message = say(
                "The consultant may send somebody else, but nobody takes over for {who} freely.", who=names
            )
            if fact is not None:
                message = say("{message} In law, {rule}.", message=message, rule=fact.rule)
            yield self.finding(
                "CH-FND-071", Level.WARNING, "substitute", message,
                say("Let the client only be told of who takes over, or let each substitute need its yes."),
                source=source,
            )  # fmt: skip
        if (
            self.substitute == "with consent"
            and fact is not None
            and deal.consultant.form is not Form.COMPANY
        ):
            yield self.finding(
                "CH-FND-075", fact.weight, "substitute",
                say("The client may refuse whoever is sent; in law, {rule}.", rule=fact.rule),
                say("Let it be enough that the other is as skilled."), source=source, to="as skilled",
            )  # fmt: skip

    def _tests(self, deal: Deal) -> Iterator[Finding]:
        """Compare the facts with what the law of the place asks."""
        wrong: list[tuple[str, Sentence]] = []
        if self.instructions == "as directed":
            wrong.append(("instructions", say("The client says how the work is done.")))
        if self.substitute == "never":
            wrong.append(("substitute", say("Nobody else may do the work.")))
        if self.more_work == "must be taken":
            wrong.append(("more_work", say("The consultant must take more work.")))
        parties = (deal.client, deal.consultant)
        places = {f"{party.country}-{party.state or ''}".rstrip("-") for party in parties}
        known = sorted(
            place for place in TESTS if any(one == place or one.startswith(f"{place}-") for one in places)
        )
        for place in known:
            rule, source = TESTS[place]
            if deal.consultant.form is Form.COMPANY:
                continue
            for field, fact in wrong:
                yield self.finding(
                    "CH-FND-070", Level.WARNING, field, say("{fact} {rule}", fact=fact, rule=rule),
                    say("Change the fact, not the word."), source=source,
                )  # fmt: skip
