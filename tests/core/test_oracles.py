"""Worked cases of tests/core/oracles, with the answer that their publisher gives, by the arithmetic that bills.

A kind of case has one function, which turns the inputs into the same keys as the expected figures. Two published
figures are known to be wrong; for them the test states what is right, and by how much they differ. What needs more
than one rule of arithmetic passes through the clauses alone, as all that terms can say does (test_oracles_by_clause).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from charter.core.vocabulary.arithmetic.debts import Tier, fixed_sum, interest, statutory_rate
from charter.core.vocabulary.arithmetic.hours import (
    RoundingWay,
    hours,
    hundredths,
    hundredths_of_hours,
    to_step,
)
from charter.core.vocabulary.arithmetic.kernels import correction
from charter.core.vocabulary.arithmetic.part_periods import days_fixed_month, days_upto, part, whole_days
from charter.core.vocabulary.arithmetic.rounding import divided
from charter.core.vocabulary.burndown import Pool, draw_down
from charter.core.vocabulary.dates import Hours, Span, add_months, periods
from charter.core.vocabulary.entry import Worked

EVERY: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "oracles" / "billing_cases.json").read_text(encoding="utf-8")
)["cases"]
BY_CLAUSES_ALONE = {
    "cash_rounding", "en16931_totals", "invoice_total", "late_fee", "retainer_drawdown",
    "running_hours_balance", "vat_rounding",
}  # fmt: skip
_OF_MORE_RULES = {
    "lago-spending-min-trueup", "lago-terminate-adv-1", "lago-spending-min-first", "lago-discount-allocation",
    "lago-terminate-adv-tz",
}  # fmt: skip
CASES = [case for case in EVERY if case["kind"] not in BY_CLAUSES_ALONE and case["id"] not in _OF_MORE_RULES]

INTEREST_MISFIT = "interest-toolfy"
CYCLES_MISFIT = "kb-quarterly-ProRation-SinglePlan_ChangeBCDTo31-2"

UK_FIXED_SUMS = (Tier(4000, 100000), Tier(7000, 1000000), Tier(10000))

Given = dict[str, Any]
Figures = dict[str, object]


def cents(amount: str) -> int:
    return int(Decimal(amount) * 100)


def euros(minor: int) -> str:
    return f"{Decimal(minor).scaleb(-2)}"


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def fixed_days(given: Given) -> int:
    start, until = dt.date.fromisoformat(given["start"]), dt.date.fromisoformat(given["end"])
    return days_fixed_month(start, until, given["days_in_month"])


def rate_of(percent: str) -> Fraction:
    return Fraction(percent) / 100


# ── part periods ───────────────────────────────────────────────────────────────────────────────


def fraction(days: int, whole: int) -> Decimal:
    """Give days of a whole period at scale 9: the part of an amount of a thousand million."""
    return Decimal(part(minor=10**9, days=days, whole=whole)).scaleb(-9)


def billing_cycles_in_advance(given: Given) -> Figures:
    """Give how often a fee in advance was billed by a day: its periods begun by then, parts as fractions."""
    target = dt.date.fromisoformat(given["target"])
    until = day(given["end"]) or add_months(target, 2 * given["period_months"])
    cut = periods(
        dt.date.fromisoformat(given["start"]), given["period_months"], given["bill_cycle_day"], until
    )
    begun = [period for period in cut if period.start <= target]
    return {"cycles": str(sum((fraction(p.days, whole_days(p, "actual")) for p in begun), Decimal(0)))}


def days_between_fixed_month(given: Given) -> Figures:
    return {"days": fixed_days(given)}


def proration_fraction_fixed_month(given: Given) -> Figures:
    return {"fraction": str(fraction(fixed_days(given), given["days_in_month"]))}


def proration_amount_fixed_month(given: Given) -> Figures:
    fee, days = cents(given["monthly_price"]), fixed_days(given)
    return {"amount": euros(part(minor=fee, days=days, whole=given["days_in_month"]))}


def proration_fraction(given: Given) -> Figures:
    leading = "start" in given
    start = dt.date.fromisoformat(given["start" if leading else "period_start"])
    until = dt.date.fromisoformat(given["next_billing_date" if leading else "until"])
    (cut,) = periods(start, 1, until.day if leading else start.day, until)
    return {"fraction": str(fraction(days_upto(cut, until, "actual"), whole_days(cut, "actual")))}


def proration_change(given: Given) -> Figures:
    """Give what a fee paid in advance costs less and more when it changes: what is left of the old and of the new."""
    left = 1 - Fraction(given["elapsed_fraction"])
    old, new = (
        part(minor=cents(given[which]), days=left.numerator, whole=left.denominator)
        for which in ("old", "new")
    )
    return {"credit": euros(-old), "debit": euros(new), "net": euros(correction(now=new, was=old))}


def proration_amount_lago(given: Given) -> Figures:
    days, whole = lago_days(given)
    net = str(part(minor=given["plan_cents"], days=days, whole=whole))
    return {"amount_cents": net, "net_cents": net}


def lago_days(given: Given) -> tuple[int, int]:
    if "period_days" in given:
        return given["unused_days"], given["period_days"]
    until = dt.date.fromisoformat(given["to_date_inclusive"]) + dt.timedelta(days=1)
    (cut,) = periods(dt.date.fromisoformat(given["from_date"]), 1, 1, until)
    return days_upto(cut, until, "actual"), whole_days(cut, "actual")


# ── hours ──────────────────────────────────────────────────────────────────────────────────────


def duration_to_decimal_hours(given: Given) -> Figures:
    return {"seconds": hundredths_of_hours(given["seconds"]) * 36}


def hourly_amount_exact(given: Given) -> Figures:
    ten_thousandths = int(Decimal(given["hourly_rate"]) * 10000)
    amount = hours(minor=ten_thousandths, seconds=given["seconds"])
    return {"amount": f"{Decimal(amount).scaleb(-4)}"}


def hourly_amount_decimal_hours(given: Given) -> Figures:
    """Give the amount in cents; a rate that has parts of a cent is counted in those, and rounded in the end."""
    ten_thousandths = int(Decimal(given["hourly_rate"]) * 10000)
    amount = hundredths(minor=ten_thousandths, seconds=given["seconds"])
    return {"amount": euros(divided(amount, 100))}


def included_hours_fifo(given: Given) -> Figures:
    first = dt.date(2026, 3, 1)
    worked = tuple(
        Worked(on=first + dt.timedelta(days=n), by="mara", hours=Hours.parse(f"{time} hours"), work="review")
        for n, time in enumerate(given["entries"])
    )
    pool = Pool(Span(first, dt.date(2026, 4, 1)), Hours.parse(f"{given['included_hours']} hours").seconds)
    used = draw_down(pool, worked)
    over = dict(used.beyond)
    rate, beyond = cents(given["hourly_rate"]), used.usage(pool).beyond
    return {
        "covered": ",".join(shown_hours(seconds) for _, seconds in used.used),
        "billable": ",".join(shown_hours(over.get(entry, 0)) for entry in worked),
        "overage_amount": euros(hours(minor=rate, seconds=beyond)),
    }


def shown_hours(seconds: int) -> str:
    return str(Hours(seconds).decimal)


def time_rounding(given: Given) -> Figures:
    """Give a time rounded to a step; Kimai rounds the begin down, the end up, and then what lies between up."""
    if "seconds" in given:
        way: RoundingWay = given["mode"]
        return {"seconds": to_step(given["seconds"], given["step_min"] * 60, way)}
    begin, end = (
        dt.timedelta(hours=at.hour, minutes=at.minute, seconds=at.second).seconds
        for at in map(dt.time.fromisoformat, (given["begin"], given["end"]))
    )
    until = to_step(end, given["round_end_min"] * 60, "up")
    since = to_step(begin, given["round_begin_min"] * 60, "down")
    return {"seconds": to_step(until - since, given["round_duration_min"] * 60, "up")}


# ── debts ──────────────────────────────────────────────────────────────────────────────────────


def fixed_compensation_uk(given: Given) -> Figures:
    return {"compensation": str(fixed_sum(cents(given["debt"]), UK_FIXED_SUMS) // 100)}


def late_interest(given: Given) -> Figures:
    debt = cents(given["principal"])
    owed = interest(claimed=0, piece1=(debt, given["days"], rate_of(given["annual_rate_pct"])))
    fixed = fixed_sum(debt, (Tier(4000),))
    return {"interest": euros(owed), "compensation": euros(fixed), "total": euros(owed + fixed)}


def statutory_rate_eu(given: Given) -> Figures:
    return {"rate_pct": str(statutory_rate(Decimal(given["ecb_mro_pct"]), Decimal(8)))}


def statutory_rate_uk(given: Given) -> Figures:
    return {"rate_pct": str(statutory_rate(Decimal(given["base_rate_on_reference_day"]), Decimal(8)))}


ANSWERS: dict[str, Callable[[Given], Figures]] = {
    answer.__name__: answer
    for answer in (
        billing_cycles_in_advance, days_between_fixed_month, proration_fraction_fixed_month,
        proration_amount_fixed_month, proration_fraction, proration_change, proration_amount_lago,
        duration_to_decimal_hours, hourly_amount_exact, hourly_amount_decimal_hours, included_hours_fifo,
        time_rounding, fixed_compensation_uk, late_interest, statutory_rate_eu, statutory_rate_uk,
    )
}  # fmt: skip


def test_no_case_is_left_out() -> None:
    assert len({case["id"] for case in CASES}) == 133
    assert {case["kind"] for case in EVERY} == set(ANSWERS) | BY_CLAUSES_ALONE


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["id"])
        for case in CASES
        if case["id"] not in {INTEREST_MISFIT, CYCLES_MISFIT}
    ],
)
def test_our_sums_give_the_published_figures(case: Given) -> None:
    found = ANSWERS[case["kind"]](case["inputs"])
    known = found.keys() & case["expected"].keys()
    assert known
    assert {name: found[name] for name in known} == {name: case["expected"][name] for name in known}


def the(case_id: str) -> Given:
    return next(case for case in CASES if case["id"] == case_id)


def test_a_publisher_cut_the_cent_of_its_interest_where_we_round_it() -> None:
    case = the(INTEREST_MISFIT)
    assert case["expected"] == {"interest": "32.66"}
    assert late_interest(case["inputs"])["interest"] == "32.67"
    assert Fraction(2000) * rate_of("13.25") * 45 / 365 > Fraction("32.665")


def test_a_publisher_forgot_that_a_clipped_bill_day_comes_back() -> None:
    """The published figure measures the part against 28 November to 28 February; a bill day 31 asks for the 30th."""
    case = the(CYCLES_MISFIT)
    assert case["expected"] == {"cycles": "1.152173913"}
    assert fraction(14, 92) + 1 == Decimal("1.152173913")
    assert billing_cycles_in_advance(case["inputs"]) == {"cycles": str(1 + fraction(14, 90))}
