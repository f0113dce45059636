"""What the text of late payment prints beside its terms: today's rate and sums, and the ladder for one invoice."""

# ruff: noqa: RUF001 - the sign of multiplication is meant

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from charter.core.law.lookup import law, statutory_percent
from charter.core.vocabulary.dates import Duration, Unit
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.ladder import REMINDER, Ladder, Rung, planned
from charter.core.vocabulary.money import Money, Percent, Rate
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import RegularFee, TimeToPay, with_tax

if TYPE_CHECKING:
    from charter.core.clauses.financials.late_payment import LatePayment

_DAYS, _YEAR = 30, 365


class Row(NamedTuple):
    """A row of the ladder as the document prints it."""

    rung: Rung
    day_of: dt.date
    lateness: Sentence

    @figure
    def day(self, deal: Deal) -> Sentence:
        """Give its day, counted from the due date."""
        after = self.rung.after
        if after.unit is Unit.DAYS:
            return say("{n}", n=after.count + self.rung.over)
        return say("after {time}", time=after) if self.rung.over else say("{time}", time=after)

    @figure
    def on(self, deal: Deal) -> dt.date:
        """Give its date for the sample."""
        return self.day_of

    @figure
    def reads(self, deal: Deal) -> Sentence:
        """Say what may be done."""
        return self.rung.reads

    @figure
    def costs(self, deal: Deal) -> Sentence:
        """Say what lateness costs from then on."""
        return self.lateness


def received(deal: Deal) -> dt.date:
    """Give the day on which the sample is received: the first business day a month after the start."""
    return deal.rolled_forward(Duration(1, Unit.MONTHS).after(deal.starts, deal.ruled(deal.starts).calendar))


def due(deal: Deal) -> dt.date:
    """Give the due date of the sample."""
    time = deal.stated.get(TimeToPay)
    came = received(deal)
    return deal.within(time.after, came) if isinstance(time, TimeToPay) else came


def amount(deal: Deal) -> Money | None:
    """Give what the sample comes to: a regular fee with its tax; None where none is agreed."""
    fee = deal.stated.get(RegularFee)
    if not isinstance(fee, RegularFee):
        return None
    return with_tax(fee.amount, received(deal), deal) or fee.amount


def sample(deal: Deal) -> Sentence:
    """Say for which invoice the dates are given."""
    whole = amount(deal)
    if whole is None:
        return say("received on {day}", day=received(deal))
    return say("of {sum} received on {day}", sum=whole, day=received(deal))


def rows(clause: LatePayment, deal: Deal) -> tuple[Row, ...]:
    """Give the ladder of all clauses for the sample, row by row."""
    rules = deal.ruled(due(deal))
    days = planned(rules.ladder, due(deal), rules.calendar)
    return tuple(
        Row(rung, day, lateness(clause, rules.ladder, place, deal))
        for place, (rung, day) in enumerate(zip(rules.ladder, days, strict=True))
    )


def lateness(clause: LatePayment, ladder: Ladder, place: int, deal: Deal) -> Sentence:
    """Say what lateness costs from a step on: nothing, then the price, then that and the cost of collecting."""
    claim = next((n for n, rung in enumerate(ladder) if rung.cite == f"{clause.cite}.grace"), None)
    if claim is None or place < claim:
        return say("nothing")
    reminded = max((n for n, rung in enumerate(ladder) if rung.message == REMINDER), default=claim)
    most = clause.collection_costs
    same = price(clause, deal) or say("nothing") if place == claim else say("the same")
    if place != max(claim, reminded) + 1 or most == "none":
        return same
    if isinstance(most, Money):
        return say("{same}, and collecting, {most} at most", same=same, most=most)
    return say("{same}, and collecting", same=same)


def price(clause: LatePayment, deal: Deal) -> Sentence | None:
    """Say what lateness costs, in figures: the rate, and the fixed sum; None where it costs nothing."""
    parts = [part for part in (rate(clause, deal), sums(clause, deal)) if part is not None]
    match parts:
        case [interest, fixed]:
            return say("{rate} and once {sum}", rate=interest, sum=fixed)
        case [one]:
            return one
        case _:
            return None


def rate(clause: LatePayment, deal: Deal) -> Sentence | None:
    """Say the yearly rate, on the day of the agreement where the law sets it; None where there is none."""
    if isinstance(clause.interest, Rate):
        return say("{rate}", rate=clause.interest)
    if clause.interest == "none" or law(deal.law).late_interest(deal.agreed) is None:
        return None
    percent, _, _ = statutory_percent(law(deal.law), deal.agreed, deal.agreed)
    return say("{percent} a year", percent=Percent(percent))


def sums(clause: LatePayment, deal: Deal) -> Sentence | None:
    """Say the fixed sum, by the size of the debt where the law grades it; None where there is none."""
    if isinstance(clause.fixed_sum, Money):
        return say("{sum}", sum=clause.fixed_sum)
    rules = law(deal.law).late_interest(deal.agreed) if clause.fixed_sum == "statutory" else None
    if rules is None or not rules.tiers:
        return None
    graded = tuple(say("{sum}", sum=Money(tier.total, rules.currency)) for tier in rules.tiers)
    if len(graded) == 1:
        return graded[0]
    lowest, highest = graded[0], graded[-1]
    return say("{low} to {high}, by the size of the debt", low=lowest, high=highest)


def example(clause: LatePayment, deal: Deal) -> Sentence | None:
    """Work out what a day of lateness costs on the sample; None without a rate or an amount."""
    whole = amount(deal)
    share = _yearly(clause, deal)
    if whole is None or share is None:
        return None
    month = whole.times(share * _DAYS / _YEAR)
    percent = Percent(Decimal(float(share * 100)).quantize(Decimal("0.01")).normalize())
    return say(
        "For example, {days} days cost {sum} × {share} × {days} ÷ {year} = {month}.",
        days=_DAYS, sum=whole, share=percent, year=_YEAR, month=month,
    )  # fmt: skip


def _yearly(clause: LatePayment, deal: Deal) -> Fraction | None:
    if isinstance(clause.interest, Rate):
        return clause.interest.yearly
    if clause.interest == "none" or law(deal.law).late_interest(deal.agreed) is None:
        return None
    return Percent(statutory_percent(law(deal.law), deal.agreed, deal.agreed)[0]).fraction
