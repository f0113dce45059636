"""The terms of each way out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import DAY, Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.ladder import Rung, Stage
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line, Listed, Terms


class Convenience(Terms):
    """Ending without a reason."""

    notice: NoticeTime = Field(description="How long before the end notice is given.", examples=["30 days"])
    not_before: Duration | None = Field(
        None, description="How long from the start it cannot end this way.", examples=["3 months"]
    )

    def earliest(self, last: dt.date, deal: Deal) -> dt.date:
        """Give the last day, or the later one before which it cannot end this way."""
        return max(last, deal.through(self.not_before, deal.starts) - DAY) if self.not_before else last

    @figure
    def earliest_end(self, deal: Deal) -> dt.date:
        """Give the earliest last day of a notice without a reason."""
        return self.earliest(deal.starts, deal)

    def said(self) -> Sentence:
        """Say it in a few words: "30 days of notice, not in the first 3 months"."""
        if self.not_before is None:
            return say("{time} of notice", time=self.notice)
        return say("{time} of notice, not in the first {first}", time=self.notice, first=self.not_before)


class Cause(Terms):
    """Ending for a breach by the other side that it does not put right."""

    grounds: Listed[Line] = Field(description="What counts, one ground a line.", min_length=1)
    cure: TimeToAct = Field(
        description="How long the other side has to put it right.", examples=["10 business days"]
    )
    lapses: TimeToAct = Field(
        description="How long after that time the engagement may be ended.", examples=["14 days"]
    )


class Causes(Terms):
    """For which breaches each side may end the engagement."""

    client: Cause | None = Field(None, description="The client's right, after a breach by the consultant.")
    consultant: Cause | None = Field(
        None, description="The consultant's right, after a breach by the client."
    )

    @model_validator(mode="after")
    def _some(self) -> Self:
        if self.client is None and self.consultant is None:
            raise ValueError("empty: give a table client or consultant, or leave it out")
        return self

    @figure
    def alike(self, deal: Deal) -> bool:
        """Whether both sides have the same right."""
        return self.client == self.consultant

    def of(self, side: Side) -> Cause | None:
        """Give the right of a side."""
        return self.client if side is Side.CLIENT else self.consultant


class Idle(Terms):
    """Ending because nobody works any more."""

    after: TimeToAct = Field(
        description="For how long no work was recorded and nothing was handed over.", examples=["60 days"]
    )
    notice: NoticeTime = Field(
        description="With how much notice either side may then end it.", examples=["10 days"]
    )


class Unpaid(Terms):
    """Ending because an invoice stays unpaid: the last steps of the ladder."""

    notice_from: TimeToAct = Field(
        description="From which day after the due date the consultant may give notice that it may end.",
        examples=["30 days"],
    )
    pay_within: TimeToAct = Field(
        description="How long after that notice the client can still pay.", examples=["10 business days"]
    )
    ends_from: TimeToAct = Field(
        description="From which day after the due date it may be ended.", examples=["46 days"]
    )
    lapses: TimeToAct = Field(description="How long from then on it may be ended.", examples=["14 days"])

    def rungs(self, cite: Cite) -> Iterator[Rung]:
        """Give the last steps for an invoice that stays unpaid: the notice that it may end, and the end."""
        told = say(
            "The Consultant may give notice that the Engagement may end, with {time} to pay.",
            time=self.pay_within,
        )
        yield Rung(Cite(f"{cite}.unpaid.notice_from"), Stage.ANNOUNCE, self.notice_from, told, "non-payment")
        end = say(
            "The Consultant may end the Engagement by notice, once that time is over. This right lapses after"
            " {time}.",
            time=self.lapses,
        )
        yield Rung(Cite(f"{cite}.unpaid.ends_from"), Stage.END, self.ends_from, end, wait=self.pay_within)
