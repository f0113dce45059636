"""The laws that every kernel keeps, beside the published cases of test_oracles.py."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core.vocabulary import arithmetic as sums
from charter.core.vocabulary.arithmetic import Taxed, Tier
from charter.core.vocabulary.dates import Period, Span
from charter.core.vocabulary.money import half_up

amounts = st.integers(-(10**9), 10**9)
times = st.integers(0, 10**6)
shares = st.lists(st.integers(0, 400), min_size=1, max_size=12).filter(any)
IRISH = (Tier(4000, 100000, inclusive=True), Tier(7000, 1000000, inclusive=True), Tier(10000))


class Row:
    """A row of integers that counts member by member, as an array of futures does, and has no truth of its own."""

    def __init__(self, *members: int) -> None:
        self.members = members

    def __bool__(self) -> bool:
        raise AssertionError("a kernel branched on a value")

    def _each(self, count: Callable[..., int], other: Row | int) -> Row:
        others = other.members if isinstance(other, Row) else (other,) * len(self.members)
        return Row(*map(count, self.members, others))

    def __add__(self, other: Row | int) -> Row:
        return self._each(operator.add, other)

    def __sub__(self, other: Row | int) -> Row:
        return self._each(operator.sub, other)

    def __mul__(self, other: Row | int) -> Row:
        return self._each(operator.mul, other)

    def __floordiv__(self, other: Row | int) -> Row:
        return self._each(operator.floordiv, other)

    def __ge__(self, other: Row | int) -> Row:
        return self._each(operator.ge, other)

    def __gt__(self, other: Row | int) -> Row:
        return self._each(operator.gt, other)

    def __lt__(self, other: Row | int) -> Row:
        return self._each(operator.lt, other)

    def __radd__(self, other: int) -> Row:
        return self + other

    def __rsub__(self, other: int) -> Row:
        return Row(*(other - member for member in self.members))

    __rmul__ = __mul__

    def __neg__(self) -> Row:
        return 0 - self

    def __abs__(self) -> Row:
        return Row(*map(abs, self.members))


KERNELS: tuple[Callable[[Any], Any], ...] = (
    lambda x: sums.divided(x, 7),
    sums.above_zero,
    lambda x: sums.lesser(x, 500),
    lambda x: sums.cash(x, 5),
    lambda x: sums.prorate(x, 13, 31),
    lambda x: sums.true_up(1000, x, 25, 28),
    lambda x: sums.changed(x, 2000, 15, 30)[0],
    lambda x: sums.hourly(15000, x),
    lambda x: sums.hourly_in_hundredths(15000, x),
    lambda x: sums.to_step(x, 900, "up"),
    lambda x: sums.to_step(x, 900, "down"),
    lambda x: sums.to_step(x, 900, "nearest"),
    lambda x: sums.rolled_over(1000, x, Fraction(1, 4)),
    lambda x: sums.tax_on(x, Decimal(19)),
    lambda x: sums.interest(x, Fraction(1175, 10000), 40),
    lambda x: sums.interest_by_day(x, Fraction(1175, 10000), 40),
    lambda x: sums.fixed_sum(x, IRISH),
    lambda x: sums.late_fee(x, 1000, Decimal("1.5")),
    lambda x: sums.drawn(5000, x)[0],
    lambda x: sums.included_first(800, (300, x))[1][1],
)


@pytest.mark.parametrize("kernel", KERNELS)
def test_ten_thousand_futures_count_like_one(kernel: Callable[[Any], Any]) -> None:
    members = (-7, 0, 1, 499, 500, 501, 1000, 100000, 100001, 1000001)
    assert kernel(Row(*members)).members == tuple(kernel(member) for member in members)


@given(amounts, st.integers(1, 10**6))
def test_division_rounds_half_up(numerator: int, denominator: int) -> None:
    assert sums.divided(numerator, denominator) == half_up(Fraction(numerator, denominator))


@given(amounts, shares)
def test_consecutive_parts_sum_to_the_whole_and_are_right_to_the_cent(minor: int, days: list[int]) -> None:
    parts = sums.cumulative(minor, days)
    assert sum(parts) == minor
    assert all(abs(part - Fraction(minor * n, sum(days))) <= 1 for part, n in zip(parts, days, strict=True))


@given(amounts, shares, st.integers(0, 40))
def test_parts_of_a_longer_whole_come_to_its_part(minor: int, days: list[int], missing: int) -> None:
    whole = sum(days) + missing
    assert sum(sums.cumulative(minor, days, whole)) == sums.prorate(minor, sum(days), whole)


@given(amounts, shares)
def test_a_split_sums_to_the_whole_and_is_fair(minor: int, weights: list[int]) -> None:
    parts = sums.split(minor, weights)
    assert sum(parts) == minor
    assert all(
        abs(part - Fraction(minor * w, sum(weights))) < 1 for part, w in zip(parts, weights, strict=True)
    )
    assert sums.split(-minor, weights) == tuple(-part for part in parts)


@pytest.mark.parametrize(
    ("start", "until", "days"),
    [
        ("2026-05-01", "2026-06-01", 30),
        ("2026-02-01", "2026-03-01", 30),
        ("2026-05-31", "2026-06-01", 0),
        ("2026-02-28", "2026-03-01", 3),
        ("2026-01-01", "2027-01-01", 360),
        ("2026-05-03", "2026-05-03", 0),
    ],
)
def test_months_of_thirty_days(start: str, until: str, days: int) -> None:
    assert sums.days_fixed_month(dt.date.fromisoformat(start), dt.date.fromisoformat(until)) == days


def test_a_whole_period_is_whole_however_its_days_are_counted() -> None:
    february = Span(dt.date(2026, 2, 1), dt.date(2026, 3, 1))
    whole = Period(february.start, february.until, february)
    part = Period(dt.date(2026, 2, 15), february.until, february)
    assert sums.days_of(whole, "actual") == sums.days_of(whole, "fixed 30") == (28, 28)
    assert sums.days_of(part, "actual") == (14, 28)
    assert sums.days_of(part, "fixed 30") == (16, 30)


@given(times, st.lists(times, max_size=20))
def test_included_hours_are_used_before_any_is_over(included: int, worked: list[int]) -> None:
    found = sums.included_first(included, worked)
    covered, over = sum(c for c, _ in found), sum(o for _, o in found)
    assert [c + o for c, o in found] == worked
    assert (covered, over) == (min(included, sum(worked)), max(0, sum(worked) - included))
    first_over = next((at for at, (_, o) in enumerate(found) if o), len(found))
    assert all(c == 0 for c, _ in found[first_over + 1 :])


@given(st.lists(times, max_size=8), times)
def test_pools_are_drawn_in_their_order(pools: list[int], wanted: int) -> None:
    taken, unmet = sums.draw(pools, wanted)
    assert sum(taken) + unmet == wanted
    assert all(0 <= part <= pool for part, pool in zip(taken, pools, strict=True))
    touched = [at for at, part in enumerate(taken) if part]
    assert all(taken[at] == pools[at] for at in range(touched[-1] if touched else 0))


def test_a_step_of_nothing_rounds_nothing() -> None:
    assert sums.to_step(4517, 0, "up") == 4517


@given(st.lists(st.tuples(amounts, st.sampled_from(["19", "7", "0"])), min_size=1, max_size=9))
def test_net_and_tax_are_the_gross(lines: list[tuple[int, str]]) -> None:
    taxed = [Taxed(minor, "S" if rate != "0" else "Z", Decimal(rate)) for minor, rate in lines]
    found = sums.totals(taxed, prepaid=100, cash_rounding=2)
    assert found.gross == found.net + found.tax == found.payable + 98
    assert found.tax == sum(tax for _, tax in sums.tax_by_category(taxed).values())
    assert found.lines == found.net == sum(minor for minor, _ in lines)


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=9), st.integers(0, 10**6))
def test_a_discount_spreads_without_losing_a_cent(lines: list[int], discount: int) -> None:
    taxed = tuple(Taxed(minor, "S", Decimal(19)) for minor in lines)
    assert sum(part.minor for part in sums.spread(discount, taxed)) == -discount


@pytest.mark.parametrize(
    ("debt", "total"),
    [(0, 0), (1, 4000), (100000, 4000), (100001, 7000), (1000000, 7000), (1000001, 10000)],
)
def test_the_irish_bounds_belong_to_the_lower_tier(debt: int, total: int) -> None:
    assert sums.fixed_sum(debt, IRISH) == total


@given(amounts, st.integers(0, 4000), st.integers(0, 4000))
def test_interest_over_pieces_is_rounded_once(minor: int, first: int, second: int) -> None:
    rate = Fraction(1015, 10000)
    pieces = [(rate, Fraction(first, 365)), (rate, Fraction(second, 365))]
    assert sums.interest_over(minor, pieces) == sums.interest(minor, rate, first + second)


@pytest.mark.parametrize(
    ("start", "until", "day_count", "time"),
    [
        ("2026-01-01", "2026-07-01", "act/365", Fraction(181, 365)),
        ("2026-01-01", "2026-07-01", "act/360", Fraction(181, 360)),
        ("2026-01-01", "2026-07-01", "30/360", Fraction(1, 2)),
        ("2026-01-31", "2026-03-31", "30/360", Fraction(1, 6)),
        ("2024-01-01", "2026-01-01", "act/act", Fraction(2)),
        ("2024-07-01", "2024-07-01", "act/act", Fraction(0)),
    ],
)
def test_a_year_has_the_days_that_its_convention_gives_it(
    start: str, until: str, day_count: sums.DayCount, time: Fraction
) -> None:
    span = Span(dt.date.fromisoformat(start), dt.date.fromisoformat(until))
    assert sums.years(span, day_count) == time


def test_a_statutory_rate_is_never_below_zero() -> None:
    assert sums.statutory_rate(Decimal("-9.5"), Decimal(9)) == 0


@given(times, times)
def test_what_is_held_and_what_is_owed_fall_together(held: int, owed: int) -> None:
    still_owed, still_held = sums.drawn(held, owed)
    assert held - owed == still_held - still_owed
    assert still_owed == 0 or still_held == 0
