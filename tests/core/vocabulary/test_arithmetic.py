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

from charter.core.vocabulary.arithmetic.debts import DebtPiece, Tier, fixed_sum, interest, statutory_rate
from charter.core.vocabulary.arithmetic.hours import hours, hundredths, rolled_over, to_step
from charter.core.vocabulary.arithmetic.kernels import KERNELS
from charter.core.vocabulary.arithmetic.part_periods import (
    days_fixed_month,
    days_upto,
    exactly,
    part,
    share,
    whole_days,
)
from charter.core.vocabulary.arithmetic.rounding import above_zero, divided, lesser
from charter.core.vocabulary.burndown import Pool, draw_down
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.dates import Hours, Period, Span
from charter.core.vocabulary.entry import Worked
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


ALIKE: tuple[Callable[[Any], Any], ...] = (
    lambda x: divided(x, 7),
    above_zero,
    lambda x: lesser(x, 500),
    lambda x: part(minor=x, days=13, whole=31),
    lambda x: part(minor=x, days=13, whole=31, carried=Fraction(5000, 31)),
    lambda x: share(minor=x, before=Fraction(2, 5), share=Fraction(1, 3)),
    lambda x: hours(minor=15000, seconds=x),
    lambda x: hundredths(minor=15000, seconds=x),
    lambda x: to_step(x, 900, "up"),
    lambda x: to_step(x, 900, "down"),
    lambda x: to_step(x, 900, "nearest"),
    lambda x: rolled_over(1000, x, Fraction(1, 4)),
    lambda x: interest(claimed=7, piece1=(x, 40, Fraction(1175, 10000)), piece2=(x, 9, Fraction(1, 7))),
    lambda x: fixed_sum(x, IRISH),
)


@pytest.mark.parametrize("kernel", ALIKE)
def test_ten_thousand_futures_count_like_one(kernel: Callable[[Any], Any]) -> None:
    members = (-7, 0, 1, 499, 500, 501, 1000, 100000, 100001, 1000001)
    assert kernel(Row(*members)).members == tuple(kernel(member) for member in members)


@given(amounts, st.integers(1, 10**6))
def test_division_rounds_half_up(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    found = divided(numerator, denominator)
    assert found == half_up(exact)
    assert abs(found - exact) <= Fraction(1, 2)
    assert divided(-numerator, denominator) == -found


@given(amounts, shares, st.integers(0, 40))
def test_consecutive_parts_sum_to_the_whole_and_are_right_to_the_cent(
    minor: int, days: list[int], missing: int
) -> None:
    whole = sum(days) + missing
    parts: list[int] = []
    carried: Fraction | int = 0
    for n in days:
        parts.append(part(minor=minor, days=n, whole=whole, carried=carried))
        carried += exactly(minor, n, whole)
    assert sum(parts) == part(minor=minor, days=sum(days), whole=whole)
    assert missing or sum(parts) == minor
    assert all(abs(one - Fraction(minor * n, whole)) <= 1 for one, n in zip(parts, days, strict=True))


@given(amounts, shares)
def test_shares_sum_to_the_whole(minor: int, weights: list[int]) -> None:
    fractions = [Fraction(weight, sum(weights)) for weight in weights]
    before = [sum(fractions[:n], Fraction(0)) for n in range(len(fractions))]
    assert (
        sum(share(minor=minor, before=b, share=of) for b, of in zip(before, fractions, strict=True)) == minor
    )


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
    assert days_fixed_month(dt.date.fromisoformat(start), dt.date.fromisoformat(until)) == days


def test_a_whole_period_is_whole_however_its_days_are_counted() -> None:
    february = Span(dt.date(2026, 2, 1), dt.date(2026, 3, 1))
    whole = Period(february.start, february.until, february)
    cut = Period(dt.date(2026, 2, 15), february.until, february)
    assert days_upto(whole, whole.until, "actual") == whole_days(whole, "actual") == 28
    assert days_upto(whole, whole.until, "fixed 30") == whole_days(whole, "fixed 30") == 30
    assert (days_upto(cut, cut.until, "actual"), whole_days(cut, "actual")) == (14, 28)
    assert (days_upto(cut, cut.until, "fixed 30"), whole_days(cut, "fixed 30")) == (16, 30)


MARCH = Span(dt.date(2026, 3, 1), dt.date(2026, 4, 1))
APRIL = dt.date(2026, 5, 1)


def days_of_work(*seconds: int) -> tuple[Worked, ...]:
    return tuple(
        Worked(on=MARCH.start + dt.timedelta(days=n), by="mara", hours=Hours(time), work="review")
        for n, time in enumerate(seconds)
    )


@given(times, st.lists(times, max_size=20))
def test_included_hours_are_used_before_any_is_over(included: int, worked: list[int]) -> None:
    pool = Pool(MARCH, included)
    used = draw_down(pool, days_of_work(*worked))
    stand = used.usage(pool)
    assert (stand.used, stand.beyond) == (min(included, sum(worked)), max(0, sum(worked) - included))
    over = dict(used.beyond)
    assert [c + over.get(entry, 0) for entry, c in used.used] == worked
    first_over = next((at for at, (entry, _) in enumerate(used.used) if entry in over), len(worked))
    assert all(c == 0 for _, c in used.used[first_over + 1 :])


@given(st.lists(times, max_size=8), times, times)
def test_what_was_carried_over_is_drawn_in_its_order_and_before_the_own(
    carried: list[int], own: int, wanted: int
) -> None:
    pool = Pool(MARCH, own, tuple((APRIL, seconds) for seconds in carried))
    used = draw_down(pool, days_of_work(wanted))
    taken = [was - left for was, (_, left) in zip(carried, used.carried_left, strict=True)]
    taken.append(own - used.left)
    pools = [*carried, own]
    assert sum(taken) + sum(seconds for _, seconds in used.beyond) == wanted
    assert all(0 <= one <= pool for one, pool in zip(taken, pools, strict=True))
    touched = [at for at, one in enumerate(taken) if one]
    assert all(taken[at] == pools[at] for at in range(touched[-1] if touched else 0))


def test_a_share_carried_on_is_rounded_to_the_second_like_every_part_of_hours() -> None:
    """A quarter of 200 hours and 2 seconds is 180,000.5 seconds: HALF_UP, and never more than is left."""
    pool = Pool(MARCH, 720_002)
    (own,) = draw_down(pool, ()).roll(pool, Fraction(1, 4), APRIL)
    assert own == (APRIL, 180_001)
    nearly = draw_down(pool, days_of_work(720_002 - 180_000))
    assert nearly.roll(pool, Fraction(1, 4), APRIL) == ((APRIL, 180_000),)


def test_late_hours_draw_on_what_was_not_carried_on_to_the_same_second() -> None:
    """What is carried on and what late hours can still draw on are together what was left."""
    pool = Pool(MARCH, 720_002)
    (work,) = days_of_work(720_002)
    late = work.model_copy(update={"recorded": MARCH.until + dt.timedelta(days=3)})
    used = draw_down(pool, (late,), Fraction(1, 4))
    carried = sum(seconds for _, seconds in used.roll(pool, Fraction(1, 4), APRIL))
    assert (carried, used.usage(pool).used) == (180_001, 720_002 - 180_001)


def test_a_step_of_nothing_rounds_nothing() -> None:
    assert to_step(4517, 0, "up") == 4517


@pytest.mark.parametrize(
    ("debt", "total"),
    [(0, 0), (1, 4000), (100000, 4000), (100001, 7000), (1000000, 7000), (1000001, 10000)],
)
def test_the_irish_bounds_belong_to_the_lower_tier(debt: int, total: int) -> None:
    assert fixed_sum(debt, IRISH) == total


@given(amounts, st.integers(0, 4000), st.integers(0, 4000), amounts)
def test_interest_over_pieces_is_rounded_once(minor: int, first: int, second: int, claimed: int) -> None:
    rate = Fraction(1015, 10000)
    pieces = {"piece1": (minor, first, rate), "piece2": (minor, second, rate)}
    whole = interest(claimed=0, piece1=(minor, first + second, rate))
    assert interest(claimed=claimed, **pieces) == whole - claimed


@given(st.lists(st.tuples(amounts, st.integers(0, 4000), st.fractions(0, 1)), max_size=4))
def test_interest_is_exact_until_it_is_rounded(pieces: list[tuple[int, int, Fraction]]) -> None:
    exact = sum((minor * days * rate / 365 for minor, days, rate in pieces), Fraction(0))
    assert interest(claimed=0, **{f"piece{n}": piece for n, piece in enumerate(pieces)}) == half_up(exact)


def test_a_statutory_rate_is_never_below_zero() -> None:
    assert statutory_rate(Decimal("-9.5"), Decimal(9)) == 0


# ── the kernels that journals name ─────────────────────────────────────────────────────────────

STORED = {
    "part(minor=1500000, days=16, whole=31, carried=18000000/31)": 774_194,
    "instalment(minor=100000, of=3, days=1, whole=1, carried=100000/3)": 33_334,
    "share(minor=2400000, before=2/5, share=2/5)": 960_000,
    "parts(minor=1000000, left=2, of=3)": 666_667,
    "times(minor=40000, count=1)": 40_000,
    "times(minor=41, count=1.5)": 62,
    "hours(minor=21000, seconds=9000)": 52_500,
    "hours_up_to(minor=21000, seconds=9000, most=40000)": 40_000,
    "hours_of(minor=-640000, seconds=9000, of=144000)": -40_000,
    "half_days(minor=100001, halves=3)": 150_002,
    "expense(most=5000, markup=1/20, piece1=30*120*1, piece2=500*1*5851/5000)": 4_394,
    "hundredths(minor=15000, seconds=123)": 450,
    "interest(piece1=2160000*40*303/2500, claimed=0)": 28_690,
    "interest(piece1=2160000*40*303/2500, piece2=100*1*1, claimed=20000)": 8_690,
    "correction(now=580645, was=1200000)": -619_355,
}
"""Arithmetic as journals hold it, and what it gives: these names and figures stay."""


@pytest.mark.parametrize(("stored", "minor"), STORED.items())
def test_what_a_journal_holds_gives_the_same_for_ever(stored: str, minor: int) -> None:
    assert Basis.read(stored).minor == minor
    assert Basis.read(stored).shown == stored


def test_a_basis_made_is_stored_as_one_read() -> None:
    made = Basis.of(interest, piece1=DebtPiece(2160000, 40, Fraction(303, 2500)), claimed=0)
    assert made.shown == "interest(piece1=2160000*40*303/2500, claimed=0)"
    assert made.minor == Basis.read(made.shown).minor


def test_every_kernel_stands_in_a_journal_under_the_name_of_its_function() -> None:
    assert {name: kernel.count.__name__ for name, kernel in KERNELS.items()} == {n: n for n in KERNELS}
    assert {Basis.read(stored).kernel for stored in STORED} == set(KERNELS)


WORDS = {
    "parts(minor=960000, left=2, of=3)": "EUR 9,600.00 × 2 ÷ 3 equal parts",
    "interest(claimed=0)": "EUR 0.00",
    "hours_up_to(minor=21000, seconds=9000, most=40000)": "EUR 210.00 × 2.5 hours, at most EUR 400.00",
    "instalment(minor=14400000, of=12, days=31, whole=31, carried=0)": "EUR 144,000.00 ÷ 12 instalments",
    "instalment(minor=14400000, of=12, days=10, whole=31)": "EUR 144,000.00 ÷ 12 instalments × 10 ÷ 31 days",
    "hours(minor=21000, seconds=3600)": "EUR 210.00 × 1 hour",
    "hours(minor=21000, seconds=67846)": "EUR 210.00 × 18 hours 50 minutes 46 seconds",
    "times(minor=40000, count=1.5)": "EUR 400.00 × 1.5",
    "hours(minor=21000, seconds=9000)": "EUR 210.00 × 2.5 hours",
    "correction(now=580645, was=1200000)": "EUR 5,806.45 instead of EUR 12,000.00",
    "part(minor=310000, days=31, whole=31, carried=0)": "EUR 3,100.00 × 31 ÷ 31 days",
    "part(minor=310000, days=31, whole=31)": "EUR 3,100.00 × 31 ÷ 31 days",
    "share(minor=100, before=0, share=1/3)": "EUR 1.00 × 100/3 %",
    "times(minor=40000, count=3)": "EUR 400.00 × 3",
    "hundredths(minor=15000, seconds=123)": "EUR 150.00 × 0.03 hours, to two decimals",
    "interest(piece1=100*40*1/10, piece2=50*3*1/10, claimed=1)": (
        "EUR 1.00 × 40 ÷ 365 days × 10 % + EUR 0.50 × 3 ÷ 365 days × 10 %, less EUR 0.01 claimed before"
    ),
}


@pytest.mark.parametrize(("stored", "words"), WORDS.items())
def test_a_sum_reads_as_people_write_it(stored: str, words: str) -> None:
    assert str(Basis.read(stored).in_words("EUR")) == words


@pytest.mark.parametrize(
    "stored",
    [
        "cube(minor=3)",
        "times(minor=3)",
        "times(minor=3, count=2, much=1)",
        "times(minor=5*3, count=2)",
        "part(minor=5, days=1, whole=0)",
        "interest(claimed=0, piece1=5*3)",
        "interest(piece1=5*3*1/2)",
        "interest(claimed=0, other=5*3*1/2)",
    ],
)
def test_what_no_kernel_counts_is_refused(stored: str) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, ZeroDivisionError)):
        assert Basis.read(stored).minor
