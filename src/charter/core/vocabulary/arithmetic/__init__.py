"""The sums behind every figure, over whole minor units and whole seconds, each with its source.

Amounts are integers; where a kernel's parameters say "whole", an array of integers does as well, because it
adds, multiplies and compares and never branches on a value. So the forecast runs ten thousand futures through
the arithmetic that prints one invoice. Divisors are above zero. What has no currency here has its unit in its name.

| room | for |
|---|---|
| `rounding` | the one division with its rounding, cash rounding, splits that sum |
| `part_periods` | part periods of a fee, and its change in mid-period |
| `hours` | rounding of time, hours to money, included hours, running balances |
| `tax` | lines, discounts, tax by category, the totals of EN 16931 |
| `debts` | interest, fixed sums, fees, money held against money owed |
"""

from charter.core.vocabulary.arithmetic.debts import (
    DayCount,
    Tier,
    drawn,
    fixed_sum,
    interest,
    interest_by_day,
    interest_over,
    late_fee,
    statutory_rate,
    years,
)
from charter.core.vocabulary.arithmetic.hours import (
    Way,
    draw,
    hourly,
    hourly_in_hundredths,
    hundredths_of_hours,
    included_first,
    rolled_over,
    rounded_entry,
    running_balance,
    to_step,
)
from charter.core.vocabulary.arithmetic.part_periods import (
    changed,
    cycles,
    days_fixed_month,
    days_of,
    fraction,
    prorate,
    true_up,
)
from charter.core.vocabulary.arithmetic.rounding import above_zero, cash, cumulative, divided, lesser, split
from charter.core.vocabulary.arithmetic.tax import (
    Taxed,
    Totals,
    discounted,
    line,
    spread,
    tax_by_category,
    tax_on,
    totals,
)

__all__ = [
    "DayCount",
    "Taxed",
    "Tier",
    "Totals",
    "Way",
    "above_zero",
    "cash",
    "changed",
    "cumulative",
    "cycles",
    "days_fixed_month",
    "days_of",
    "discounted",
    "divided",
    "draw",
    "drawn",
    "fixed_sum",
    "fraction",
    "hourly",
    "hourly_in_hundredths",
    "hundredths_of_hours",
    "included_first",
    "interest",
    "interest_by_day",
    "interest_over",
    "late_fee",
    "lesser",
    "line",
    "prorate",
    "rolled_over",
    "rounded_entry",
    "running_balance",
    "split",
    "spread",
    "statutory_rate",
    "tax_by_category",
    "tax_on",
    "to_step",
    "totals",
    "true_up",
    "years",
]
