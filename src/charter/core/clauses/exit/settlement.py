"""Settlement: how the accounts are closed when the engagement ends."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.money import Money


class Settlement(Clause):
    """What is still paid, or paid back."""

    final_invoice: Duration = Field(
        description="How long after the end the final invoice is issued.", examples=["14 days"]
    )
    part_months: Literal["actual", "fixed 30"] = Field(
        description="How part periods are counted: by the days they have, or each month as 30."
    )
    last_day_billed: bool = Field(description="Whether the last day is paid for.")
    prepaid_returned: Duration = Field(
        description="How long after the end what was paid ahead is returned.", examples=["14 days"]
    )
    wind_down: Money | None = Field(
        None, description="A fee when the client ends without a reason.", examples=["EUR 3000.00"]
    )
