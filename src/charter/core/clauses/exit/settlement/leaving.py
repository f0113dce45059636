"""Payments on leaving: in which way the engagement ended, what the client owes then, and how that falls with time."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.arithmetic.part_periods import part
from charter.core.vocabulary.bounds import NoticeTime, Share, TimeToAct
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.control import ControlChanged
from charter.core.vocabulary.dates import DAY, Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Ended
from charter.core.vocabulary.fee_owed import FeeOwed
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Lasts
from charter.core.vocabulary.term import Line, Terms

Path = Literal[
    "client without reason", "consultant without reason", "client for cause", "consultant for cause",
    "change of control", "person lost", "term over",
]  # fmt: skip
"""How an engagement ended, by whom and why."""

CAUSES = frozenset({"ending", "at once"})
"""The notices that end an engagement because of what the other side did."""


class Leaving(Terms):
    """A payment that the client owes once the engagement ended in one way."""

    when: Path = Field(
        description="How it ended: by which side, and why.", examples=["client without reason"]
    )
    amount: Money | None = Field(None, description="How much the client pays then.", examples=["EUR 3000.00"])
    share_of_rest: Share | None = Field(
        None,
        description="Or which share of the regular fee for the rest of the first term.",
        examples=["50 %"],
    )
    what: Line = Field(description="What it is for.", examples=["winding the work down"])
    falls_over: Duration | None = Field(
        None,
        description="From the start, until nothing is left of it: each day takes an equal part; left out: it never"
        " falls.",
        examples=["24 months"],
    )
    after_control: NoticeTime | None = Field(
        None,
        description="Only where control of the client changed at most so long before the end was told.",
        examples=["12 months"],
    )
    release_within: TimeToAct | None = Field(
        None,
        description="How long after the last day the consultant may sign that it claims nothing more, without which"
        " nothing is paid; left out: no release is asked for.",
        examples=["30 days"],
    )

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.amount is None) == (self.share_of_rest is None):
            raise ValueError("say what is paid: by either amount or share_of_rest")
        if self.share_of_rest is not None and self.falls_over is not None:
            raise ValueError("falls_over, but a share of the rest falls by itself: leave it out")
        return self

    def counts(self, ended: Ended, deal: Deal, journal: Journal) -> bool:
        """Whether it is for the way in which it ended, and control of the client changed where it asks for that."""
        if self.when != path_of(ended):
            return False
        told = ended.told or ended.on
        changed = journal.of(ControlChanged, until=told + DAY) if self.after_control is not None else ()
        return self.after_control is None or any(
            deal.after(self.after_control, each.on) >= told for each in changed
        )

    @figure
    def rest_until(self, deal: Deal) -> dt.date | None:
        """Give the last day of the first term; None where no first term is agreed."""
        lasts = deal.stated.get(Lasts)
        if not isinstance(lasts, Lasts) or lasts.initial is None:
            return None
        return deal.through(lasts.initial, lasts.starts) - DAY

    def rest(self, since: dt.date, ended: dt.date, deal: Deal, term: str) -> FeeOwed | None:
        """Give the share of the regular fee that is owed from a day on; None where the first term is over."""
        last = self.rest_until(deal)
        if self.share_of_rest is None or last is None or last < ended:
            return None
        return FeeOwed(
            on=since, by="time", since=ended, until=last + DAY, share=self.share_of_rest, term=term
        )

    def sum(self, ended: dt.date, deal: Deal) -> Basis | None:
        """Count the amount where the engagement is over on a day; None where nothing is left of it, or none is agreed.

        With `falls_over` it is the amount times the days that are left, divided by all days from the start on, HALF_UP.
        """
        if self.amount is None:
            return None
        if self.falls_over is None:
            return Basis.of(times, minor=self.amount.minor, count=1)
        until = deal.through(self.falls_over, deal.starts)
        whole, left = (until - deal.starts).days, (until - max(ended, deal.starts)).days
        return Basis.of(part, minor=self.amount.minor, days=left, whole=whole) if left > 0 else None

    @figure
    def nothing_from(self, deal: Deal) -> dt.date | None:
        """Give the first last day of the engagement for which nothing is left of it; None where it never falls."""
        return deal.through(self.falls_over, deal.starts) - DAY if self.falls_over is not None else None


def path_of(ended: Ended) -> Path | None:
    """Say in which way an engagement ended; None where nothing tells, as after an end that was agreed."""
    if ended.ended_by is not None:
        return "client without reason" if ended.ended_by is Side.CLIENT else "consultant without reason"
    if ended.of == "change of control":
        return "change of control"
    if ended.of == "person lost":
        return "person lost"
    if ended.of in CAUSES and ended.given_by is not None:
        return "client for cause" if ended.given_by is Side.CLIENT else "consultant for cause"
    return "term over" if ended.deemed == "foundation.term" and ended.of is None else None


WAYS: dict[Path, Sentence] = {
    "client without reason": say("Leaving without a reason, by the Client"),
    "consultant without reason": say("Leaving without a reason, by the Consultant"),
    "client for cause": say("Leaving for a breach, by the Client"),
    "consultant for cause": say("Leaving for a breach, by the Consultant"),
    "change of control": say("Leaving after a change of control"),
    "person lost": say("Leaving because a person is lost for good"),
    "term over": say("The end of the term"),
}
"""Each way in which an engagement ends, as the list of prices says it."""
