"""What happens to pay that depends on success: statements, objections, what an audit found, what was given freely."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import Refers
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Key

SUCCESS = Refers("financials.success", "payment on success")
SuccessKey = Annotated[Key, SUCCESS]


class OfStatement(Entry):
    """Something about the statement of one period."""

    about = "success"
    after_start = True

    success: SuccessKey = Field(description="Its key under financials.success.", examples=["sales"])
    period: Day | None = Field(
        None,
        description="The first day of the period; left out: it is counted once.",
        examples=["2026-04-01"],
    )

    def _name(self, named: Named) -> Sentence:
        name = named(SUCCESS, self.success)
        return (
            say("{name} since {day}", name=name, day=self.period) if self.period else say("{name}", name=name)
        )


class Stated(OfStatement):
    """The statement of what was counted in a period."""

    kind: Literal["success stated"] = "success stated"
    base: Money = Field(description="What was counted.", examples=["EUR 120000.00"])
    received: Money | None = Field(
        None, description="How much of it the client has received; left out: all.", examples=["EUR 90000.00"]
    )

    def says(self, named: Named) -> Sentence:
        """Say of which period, and how much."""
        return say("{what}: {base}", what=self._name(named), base=self.base)


class Contested(OfStatement):
    """The other side objects to a statement, and says what is right in its view."""

    kind: Literal["statement contested"] = "statement contested"
    base: Money = Field(description="What is right in its view.", examples=["EUR 100000.00"])

    def says(self, named: Named) -> Sentence:
        """Say which, and what is right."""
        return say("{what}: {base} would be right", what=self._name(named), base=self.base)


class StatementAccepted(OfStatement):
    """A statement is accepted, by a word of the other side or by silence."""

    kind: Literal["statement accepted"] = "statement accepted"

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{what}", what=self._name(named))


class Audited(OfStatement):
    """What an audit found."""

    kind: Literal["statement audited"] = "statement audited"
    base: Money = Field(description="What it found to be right.", examples=["EUR 130000.00"])
    cost: Money | None = Field(None, description="What the audit cost.", examples=["EUR 1500.00"])

    def says(self, named: Named) -> Sentence:
        """Say which, and what was found."""
        return say("{what}: {base} is right", what=self._name(named), base=self.base)


class Given(Entry):
    """The client gives a payment that it does not owe."""

    whose = Side.CLIENT
    needs = "approve costs"
    about = "success"
    after_start = True

    kind: Literal["bonus given"] = "bonus given"
    success: SuccessKey = Field(description="Its key under financials.success.", examples=["thanks"])
    amount: Money = Field(description="How much.", examples=["EUR 2000.00"])

    def says(self, named: Named) -> Sentence:
        """Say how much, and what it is called."""
        return say("{name}: {amount}", name=named(SUCCESS, self.success), amount=self.amount)
