"""Milestones: amounts that are earned when a deliverable is accepted, or on a day."""

from __future__ import annotations

import datetime as dt
from typing import Self

from pydantic import Field, model_validator

from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.term import Key, Line, Terms


class Milestone(Terms):
    """One amount and what earns it: exactly one of amount and share, and of acceptance_of and on_day."""

    name: Line = Field(description="What it is called.", examples=["Audit accepted"])
    amount: Money | None = Field(None, description="Its amount.", examples=["EUR 9600.00"])
    share: Percent | None = Field(None, description="Or its share of the total.", examples=["40 %"])
    acceptance_of: Key | None = Field(
        None, description="Earned when this deliverable is accepted: its key.", examples=["audit"]
    )
    on_day: dt.date | None = Field(None, description="Or earned on this day.")

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        if (self.amount is None) == (self.share is None):
            raise ValueError("give either an amount or a share, and not both")
        if (self.acceptance_of is None) == (self.on_day is None):
            raise ValueError("say what earns it: either acceptance_of or on_day, and not both")
        return self


class Milestones(Keyed[Milestone]):
    """Amounts earned step by step, each under a key: `[financials.milestones.audit]`."""

    __pydantic_extra__: dict[Key, Milestone] = Field(init=False)

    total: Money | None = Field(
        None, description="The whole of which shares are taken.", examples=["EUR 24000.00"]
    )
