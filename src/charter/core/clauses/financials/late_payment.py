"""Late payment: grace, interest, the fixed sum, reminders, and when everything falls due."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.money import Money, Rate
from charter.core.vocabulary.term import Listed


class LatePayment(Clause):
    """What follows when an invoice is paid late."""

    grace: Duration = Field(
        description="How long after the due date nothing is claimed.", examples=["5 days"]
    )
    runs_from: Literal["due date", "grace"] = Field(
        description="Whether interest then counts from the due date, or only from the end of the grace."
    )
    interest: Literal["statutory", "none"] | Rate = Field(
        description="statutory, none, or a simple rate.", examples=["statutory", "1.5 % a month"]
    )
    fixed_sum: Literal["statutory", "none"] | Money = Field(
        description="A fixed sum for each late invoice: statutory, none, or an amount.",
        examples=["statutory"],
    )
    collection_costs: bool = Field(
        description="Whether the client also bears reasonable costs of collection."
    )
    reminders: Listed[Duration] = Field(
        (),
        description="When reminders go out, each counted from the due date.",
        examples=[["3 days", "10 days"]],
    )
    acceleration: Duration | None = Field(
        None,
        description="How late an invoice may be before all others fall due at once.",
        examples=["45 days"],
    )
