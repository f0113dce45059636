"""Acceptance: the client looks, says yes or what is missing; silence says yes."""

from __future__ import annotations

from pydantic import Field

from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import Duration


class Acceptance(Clause):
    """How a deliverable is reviewed, accepted, or sent back."""

    review: Duration = Field(description="How long the client has to review.", examples=["10 business days"])
    reminder: Duration | None = Field(
        None,
        description="How long after delivery the consultant reminds; silence then accepts only after a reminder.",
        examples=["5 business days"],
    )
    deemed_after: Duration | None = Field(
        None,
        description="How long after delivery silence counts as acceptance; left out: silence never does.",
        examples=["10 business days"],
    )
    rework: Duration = Field(
        description="How long the consultant has to rework.", examples=["10 business days"]
    )
    rounds: int = Field(ge=0, le=20, description="How many rounds of rework are included.", examples=[2])
