"""Payments on leaving: in which way the engagement ended, what the client owes then, and how that falls with time."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.arithmetic.part_periods import part
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.dates import DAY, Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Ended
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
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
    amount: Money = Field(description="How much the client pays then.", examples=["EUR 3000.00"])
    what: Line = Field(description="What it is for.", examples=["winding the work down"])
    falls_over: Duration | None = Field(
        None,
        description="From the start, until nothing is left of it: each day takes an equal part; left out: it never"
        " falls.",
        examples=["24 months"],
    )
    release_within: TimeToAct | None = Field(
        None,
        description="How long after the last day the consultant may sign that it claims nothing more, without which"
        " nothing is paid; left out: no release is asked for.",
        examples=["30 days"],
    )

    def sum(self, ended: dt.date, deal: Deal) -> Basis | None:
        """Count the payment where the engagement is over on a day; None where nothing is left of it.

        With `falls_over` it is the amount times the days that are left, divided by all days from the start on, HALF_UP.
        """
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
    return "term over" if ended.deemed == "foundation.term" else None


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
