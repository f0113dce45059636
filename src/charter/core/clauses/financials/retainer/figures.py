"""What the text of a retainer prints beside its terms: sums, hours and an example of this deal's own."""

from __future__ import annotations

import typing
from fractions import Fraction

from charter.core.clauses.financials.retainer.approval import priced
from charter.core.clauses.financials.retainer.periods import MONTHS
from charter.core.clauses.financials.retainer.terms import RetainerTerms
from charter.core.vocabulary.arithmetic.hours import hundredths_of_hours
from charter.core.vocabulary.arithmetic.part_periods import exactly, part, whole_days
from charter.core.vocabulary.dates import Hours, periods
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.money import Money, half_up
from charter.core.vocabulary.reference import Activity
from charter.core.vocabulary.sentence import Sentence, say

# ruff: noqa: RUF001 - the sign of multiplication is meant

_DAYS = 10
"""How many days the part of a period has in the example."""


class RetainerFigures(RetainerTerms):
    """The figures of a retainer."""

    @figure
    def free(self, deal: Deal) -> tuple[str, ...]:
        """Give what uses none."""
        counts = typing.get_args(Activity) if self.counts is None else self.counts
        return tuple(activity for activity in typing.get_args(Activity) if activity not in counts)

    @figure
    def most(self, deal: Deal) -> Money | None:
        """Give the most that hours beyond can cost in a period."""
        return (
            priced(self.overage, self.cap.seconds)
            if self.overage is not None and self.cap is not None
            else None
        )

    @figure
    def kept(self, deal: Deal) -> Hours | None:
        """Give the most hours that are kept of a whole period."""
        return self._share(self.rollover.share.fraction) if self.rollover else None

    @figure
    def alert_hours(self, deal: Deal) -> Hours | None:
        """Give the hours of a whole period at which the client is told."""
        return self._share(self.alert.fraction) if self.alert else None

    @figure
    def hour(self, deal: Deal) -> Money | None:
        """Give the price of an included hour where kept ones are credited."""
        credited = self.rollover is not None and self.rollover.consultant_leaves == "credited"
        return self.included_hour if credited else None

    @figure
    def in_months(self, deal: Deal) -> bool:
        """Say whether periods are calendar months."""
        return self.period == "month" and self.first_day == 1

    @figure
    def example(self, deal: Deal) -> Sentence:
        """Work out ten days of the first whole period."""
        found = periods(
            deal.starts, MONTHS[self.period], self.first_day, deal.starts.replace(year=deal.starts.year + 2)
        )
        period = next(each for each in found if not each.is_part)
        whole = whole_days(period, deal.ruled(period.start).part_months)
        cost = Money(part(minor=self.amount.minor, days=_DAYS, whole=whole), self.amount.currency)
        told = say(
            "{fee} × {days} ÷ {whole} = {cost}",
            fee=self.amount, days=_DAYS, whole=whole, cost=cost,
        )  # fmt: skip
        if self.hours is None:
            return told
        hours = Hours(hundredths_of_hours(half_up(exactly(self.hours.seconds, _DAYS, whole))) * 36)
        return say("{told}, with {hours}", told=told, hours=hours)

    def _share(self, share: Fraction) -> Hours | None:
        return Hours(half_up(self.hours.seconds * share)) if self.hours else None
