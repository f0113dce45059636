"""What a yes to everything weighs, in three figures: cash that is outstanding, hours for the fee, and what is at risk.

Each is that of one agreement in its first year, played by the ordinary engine; two agreements are compared by taking
one from the other.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import NamedTuple

from charter.core.agreement import Agreement
from charter.core.billing import charges, usages
from charter.core.contract import ALL_ALONG
from charter.core.engagement import Engagement
from charter.core.exit_plan import exit_plan
from charter.core.facts import facts
from charter.core.vocabulary.dates import Duration, Hours
from charter.core.vocabulary.money import Money, half_up
from charter.core.vocabulary.owing import Owing
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.stated import RegularFee, TimeToPay

YEAR = dt.timedelta(days=365)


class Totals(NamedTuple):
    """How one agreement differs from another, for one side; a figure below nothing is that much less.

    `cash` is outstanding on an average day of the first year; `hours` are included in its fees, and `worth` what these
    are by the price that the fee gives an hour, None where it gives none. `exposure` is what the side answers for at
    most, with what a notice on the first day brings about: for the consultant the fees that a client who leaves no
    longer pays, for the client what leaving costs.
    """

    cash: Money
    hours: Hours
    worth: Money | None
    exposure: Money

    @property
    def none(self) -> bool:
        """Whether no figure differs."""
        return not (self.cash.minor or self.hours.seconds or self.exposure.minor)


class _Year(NamedTuple):
    outstanding: int
    included: int
    price: Fraction
    at_risk: int
    currency: str


def totals_between(mine: Agreement, other: Agreement, side: Side) -> Totals | None:
    """Give what the other agreement is for a side, against its own; None where they count in different currencies."""
    was, now = _year(mine, side), _year(other, side)
    if was.currency != now.currency:
        return None
    hours = now.included - was.included
    worth = half_up(was.price * hours) if was.price else 0
    return Totals(
        Money(now.outstanding - was.outstanding, was.currency),
        Hours(hours),
        Money(worth, was.currency) if worth else None,
        Money(now.at_risk - was.at_risk, was.currency),
    )


def _year(agreement: Agreement, side: Side) -> _Year:
    engagement, since = Engagement(agreement, supposing=ALL_ALONG), agreement.starts
    included = _included(engagement, since)
    fee, period = agreement.stated.get(RegularFee), next(iter(included), 0)
    time = agreement.stated.get(TimeToPay)
    days = time.after.about_days if isinstance(time, TimeToPay) else 0
    return _Year(
        half_up(Fraction(_charged(engagement, since, since + YEAR) * days, YEAR.days)),
        sum(included),
        Fraction(fee.amount.minor, period) if isinstance(fee, RegularFee) and period else Fraction(0),
        _owed(engagement, side, since) + _by_leaving(engagement, side, since),
        facts(engagement, since).deal.currency,
    )


def _charged(engagement: Engagement, since: dt.date, until: dt.date) -> int:
    return sum(each.minor for each in charges(engagement, until) if since <= each.on < until)


def _included(engagement: Engagement, since: dt.date) -> list[int]:
    """Give the seconds that fees include, period by period of the first year, each counted once."""
    day, found = since, dict[tuple[str, dt.date], int]()
    while day < since + YEAR and (now := usages(facts(engagement, day), day)):
        found |= {(each.cite, each.start): each.whole - each.carried for each in now}
        day = min(each.until for each in now)
    return list(found.values())


def _owed(engagement: Engagement, side: Side, since: dt.date) -> int:
    """Give what a side answers for at most, in minor units."""

    def fees(time: Duration) -> int:
        return _charged(engagement, since, since + dt.timedelta(time.about_days))

    held = engagement.agreement.clauses.values()
    return sum(each.most_owed(side, fees) for each in held if isinstance(each, Owing))


def _by_leaving(engagement: Engagement, side: Side, since: dt.date) -> int:
    plan = exit_plan(engagement, since, Side.CLIENT)
    if plan.last_day is None:
        return 0
    return plan.balance if side is Side.CLIENT else -plan.balance
