"""The retainer: a fee for each period, the hours it includes, and what more of them cost."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import Duration, Hours
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.term import Terms


class Rollover(Terms):
    """How unused hours are carried on."""

    share: Percent = Field(
        description="The most that is carried on, of the included hours.", examples=["25 %"]
    )
    expires: Duration = Field(description="How long they last after their period.", examples=["1 month"])


class Retainer(Clause):
    """A fee for each period with hours included."""

    amount: Money = Field(description="The fee for a whole period.", examples=["EUR 12000.00"])
    period: Literal["month", "quarter", "year"] = Field(description="How long a period is.")
    first_day: int = Field(1, ge=1, le=31, description="The day of the month on which a period begins.")
    billed: Literal["in advance", "in arrears"] = Field(
        description="Charged when the period begins, or ends."
    )
    hours: Hours = Field(description="The hours included in a whole period.", examples=["64 hours"])
    minimum: Duration | None = Field(
        None, description="The minimum commitment from the start, whose fees the client owes in any case."
    )
    rollover: Rollover | None = Field(None, description="What happens to unused hours; left out: they lapse.")
    overage: Money | None = Field(
        None, description="The price of an hour beyond; left out: none is charged.", examples=["EUR 210.00"]
    )
    alert: Percent | None = Field(None, description="At what share of the hours to warn.", examples=["80 %"])
    cap: Hours | None = Field(
        None, description="The most hours beyond that are charged in a period.", examples=["16 hours"]
    )
