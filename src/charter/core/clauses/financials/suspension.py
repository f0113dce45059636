"""Suspension: the right to stop work while an invoice is overdue."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.term import Line, Listed


class Suspension(Clause):
    """When the consultant may stop work, and what that does."""

    overdue_for: Duration = Field(description="How long an invoice must be overdue.", examples=["14 days"])
    notice: Duration = Field(
        description="How long before work stops the consultant says so.", examples=["5 days"]
    )
    dates: Literal["move day for day", "stay"] = Field(description="What happens to the consultant's dates.")
    fees: Literal["run", "pause"] = Field(description="Whether the retainer runs on.")
    withheld: Listed[Line] = Field(
        (), description="What may be held back meanwhile; never credentials.", examples=[["new deliverables"]]
    )
