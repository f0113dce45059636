"""What becomes of a deliverable beside a plain yes or no: a new date, a choice of the client, a refusal, a lower price.

A refusal is final: what comes afterwards is no acceptance any more. A yes to what was never handed over is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from charter.core.vocabulary.dates import DAY, Day
from charter.core.vocabulary.entry import Accepted, Delivered, Entry, Judgement, Named
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.reference import DELIVERABLES, DeliverableKey
from charter.core.vocabulary.sentence import Sentence, say


class Chosen(Judgement):
    """What the client chose for a deliverable that still fails, or that is late twice."""

    kind: Literal["chosen"] = "chosen"
    choice: Literal["last round", "lower price", "refusal"] = Field(
        description="A last round of rework, a price lower by each failed test, or refusal."
    )
    failed: int | None = Field(None, ge=1, description="For a lower price: how many of its tests fail.")
    tests: int | None = Field(None, ge=1, description="For a lower price: how many tests it has.")

    @model_validator(mode="after")
    def _counted_for_a_lower_price(self) -> Self:
        if self.choice != "lower price":
            if self.failed is not None or self.tests is not None:
                raise ValueError("failed and tests belong to a lower price: leave them out")
        elif self.failed is None or self.tests is None:
            raise ValueError("a lower price needs both failed and tests, like failed = 1 and tests = 3")
        elif self.failed > self.tests:
            raise ValueError(f"{self.failed} of {self.tests} tests cannot fail: correct one of them")
        return self

    def says(self, named: Named) -> Sentence:
        """Say what was chosen, for what."""
        name = named(DELIVERABLES, self.deliverable)
        if self.choice == "last round":
            return say("{name}: a last round of rework", name=name)
        if self.choice == "refusal":
            return say("{name}: refused", name=name)
        return say(
            "{name}: a lower price, {failed} of {tests} tests fail",
            name=name, failed=self.failed or 0, tests=self.tests or 0,
        )  # fmt: skip


class Refused(Entry):
    """A deliverable is refused: the client owes nothing for it. With an `occasion` only that one of a recurring one."""

    about = "deliverable"

    kind: Literal["refused"] = "refused"
    deliverable: DeliverableKey
    occasion: Day | None = None
    why: Literal["chosen", "silence", "last round", "dropped"]

    def says(self, named: Named) -> Sentence:
        """Say what, and why."""
        name = named(DELIVERABLES, self.deliverable)
        if self.why == "chosen":
            return say("{name}: the client refuses it, and owes nothing for it", name=name)
        if self.why == "dropped":
            return say("{name}: dropped, because what it waits for did not come", name=name)
        if self.why == "silence":
            return say("{name}: the client did not choose, and owes nothing for it", name=name)
        return say("{name}: the last round failed, and the client owes nothing for it", name=name)


class ComesOnce(NamedTuple):
    """The keys of the deliverables that are handed over once, and do not come again."""

    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class EndsOnceAccepted:
    """The engagement ends once everything that is handed over once is accepted or refused."""


class AllDone(Entry):
    """Everything that is handed over once is accepted or refused, and nothing of it is still to come."""

    kind: Literal["all done"] = "all done"

    def says(self, named: Named) -> Sentence:  # noqa: ARG002 - it names nothing
        """Say so."""
        return say("everything that comes once is accepted or refused")


class Reduced(Entry):
    """A deliverable is taken for less: its price falls by an equal part for each test that it fails."""

    about = "deliverable"

    kind: Literal["reduced"] = "reduced"
    deliverable: DeliverableKey
    failed: int
    tests: int

    @property
    def left(self) -> Fraction:
        """The part of the price that is left."""
        return Fraction(self.tests - self.failed, self.tests)

    def says(self, named: Named) -> Sentence:
        """Say what, and by how much."""
        return say(
            "{name}: the price falls by {failed} of {tests} parts",
            name=named(DELIVERABLES, self.deliverable), failed=self.failed, tests=self.tests,
        )  # fmt: skip


def acceptances(journal: Journal, deliverable: str) -> Iterator[Accepted]:
    """Give the acceptances of a deliverable that count: of what was handed over by then, and not refused before."""
    handed = journal.about(Delivered, deliverable)[:1]
    refused = [one.on for one in journal.about(Refused, deliverable) if one.occasion is None]
    for accepted in journal.about(Accepted, deliverable, handed[0].on) if handed else ():
        if accepted.in_form and (not refused or accepted.on < min(refused) + DAY):
            yield accepted


def part_left(journal: Journal, deliverable: str) -> Fraction:
    """Give the part of a deliverable's price that is owed once it is accepted: all of it, unless taken for less."""
    reduced = journal.about(Reduced, deliverable)
    return reduced[0].left if reduced else Fraction(1)
