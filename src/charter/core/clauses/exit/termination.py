"""Termination: every way the engagement can be ended, and when it then ends."""

from __future__ import annotations

from pydantic import Field

from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.term import Line, Listed, Terms


class Convenience(Terms):
    """Ending without a reason."""

    notice: Duration = Field(description="How long before the end notice is given.", examples=["30 days"])
    not_before: Duration | None = Field(
        None, description="How long from the start it cannot end this way.", examples=["3 months"]
    )


class Cause(Terms):
    """Ending for a breach that is not mended."""

    grounds: Listed[Line] = Field(description="What counts, one ground a line.", min_length=1)
    cure: Duration = Field(description="How long there is to mend it.", examples=["30 days"])
    cure_payment: Duration | None = Field(
        None, description="A shorter time where money is owed.", examples=["10 days"]
    )


class Termination(Clause):
    """How each side may end the engagement."""

    client: Convenience | None = Field(None, description="The client's right to end it without a reason.")
    consultant: Convenience | None = Field(None, description="The consultant's right to do the same.")
    cause: Cause | None = Field(None, description="Either side's right after a breach.")
    at_once: Listed[Line] = Field((), description="What lets either side end it at once, one ground a line.")
    insolvency: bool = Field(description="Whether the other side's insolvency lets a side end it.")
    change_of_control: Duration | None = Field(
        None, description="Notice when the client's control changes.", examples=["30 days"]
    )
    sponsor_leaves: Duration | None = Field(
        None, description="Notice when the client's sponsor leaves.", examples=["30 days"]
    )
