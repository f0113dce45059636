"""Statutory interest on late payment: the rate that a law makes of a published one, and its fixed sums.

>>> uk = LateInterest("boe_bank_rate", Decimal(8), "fixed_at_start", (), "GBP", "1998 Act", "verified", "2026-08")
>>> uk.rate(dt.date(2024, 1, 15), dt.date(2025, 12, 1))
(Decimal('13.25'), False)
>>> eu = LateInterest("ecb_main_refinancing", Decimal(8), "per_half_year", (), "EUR", "2011/7/EU", "certain", "2026-08")
>>> eu.rate(dt.date(2024, 1, 15), dt.date(2024, 9, 1))
(Decimal('12.25'), False)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal
from typing import Literal, NamedTuple

from charter.core.law.rates import Entered, entered_rate, reference_rate
from charter.core.vocabulary.arithmetic.debts import Tier, fixed_sum, statutory_rate
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.money import Money

Mode = Literal["fixed_at_start", "per_half_year"]
_JULY = 7


def half_year(day: dt.date) -> dt.date:
    """Give the first day of the half-year that a day lies in: 1 January or 1 July."""
    return dt.date(day.year, _JULY if day.month >= _JULY else 1, 1)


class LateInterest(NamedTuple):
    """What a law gives for late payment between businesses.

    `margin` is in percentage points above the rates of `series`. With `mode` "fixed_at_start" a debt keeps the rate of
    the last day of the half-year before its interest starts; with "per_half_year" each half-year has the rate of its
    first day. `tiers` are the fixed sums in minor units of `currency`; `step` rounds the rate up, where a law does.
    """

    series: str
    margin: Decimal
    mode: Mode
    tiers: tuple[Tier, ...]
    currency: str
    source: str
    confidence: str
    as_of: str
    step: Decimal | None = None

    def reference_day(self, interest_starts: dt.date, on: dt.date) -> dt.date:
        """Give the day whose published rate counts on a day, for a debt whose interest starts on another."""
        return half_year(interest_starts) - DAY if self.mode == "fixed_at_start" else half_year(on)

    def entered(self, interest_starts: dt.date, on: dt.date, entered: Iterable[Entered]) -> Entered | None:
        """Give the entered rate that counts on a day; None where the data knows it, or nobody entered one."""
        return entered_rate(self.series, self.reference_day(interest_starts, on), entered)

    def rate(
        self, interest_starts: dt.date, on: dt.date, entered: Iterable[Entered] = ()
    ) -> tuple[Decimal, bool]:
        """Give the yearly rate in percent on a day for a debt, and whether it is provisional (not yet published).

        What is newer than the data counts as it was entered.

        Source: UK SI 2002/1675, art. 4; Directive 2011/7/EU, art. 3(3); BGB 247.
        """
        published = reference_rate(self.series, self.reference_day(interest_starts, on))
        newer = self.entered(interest_starts, on, entered)
        percent = statutory_rate(newer.percent if newer else published.percent, self.margin)
        if self.step is not None:
            percent = (percent / self.step).to_integral_value(ROUND_CEILING) * self.step
        return percent, not published.known and newer is None

    def percent(self, on: dt.date) -> Decimal:
        """Give the yearly rate in percent for a debt whose interest starts on a day, as far as it is known."""
        return self.rate(on, on)[0]

    def fixed_sum(self, debt: Money) -> Money | None:
        """Give the fixed sum for a debt; None where the law has none.

        A debt of another currency gets the lowest tier, the one that is owed at any exchange rate.
        """
        if not self.tiers:
            return None
        size = debt.minor if debt.currency == self.currency else min(debt.minor, 1)
        return Money(fixed_sum(size, self.tiers), self.currency)
