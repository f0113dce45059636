"""Every worked case of tests/core/oracles/billing_cases.json, said in terms and billed by the clauses, or why it is not.

Each kind of case has one function (tests/core/oracles), which writes the case as clauses and entries and gives the
figures that the engine bills under the keys of the published ones. A case that no term can say stands in `NOT_SAYABLE`
with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.core.oracles.by_the_hour import (
    duration_to_decimal_hours,
    hourly_amount_decimal_hours,
    hourly_amount_exact,
    invoice_total,
    time_rounding,
)
from tests.core.oracles.debts import (
    fixed_compensation_uk,
    late_fee,
    late_interest,
    retainer_drawdown,
    statutory_rate_eu,
    statutory_rate_uk,
)
from tests.core.oracles.fees import (
    billing_cycles_in_advance,
    days_between_fixed_month,
    included_hours_fifo,
    proration_amount_fixed_month,
    proration_amount_lago,
    proration_change,
    proration_fraction,
    proration_fraction_fixed_month,
)
from tests.core.oracles.invoices import en16931_totals, vat_rounding
from tests.core.oracles.said import Build, Figures, Given
from tests.core.test_oracles import CYCLES_MISFIT, INTEREST_MISFIT

CASES: list[Given] = json.loads(
    (Path(__file__).parent / "oracles" / "billing_cases.json").read_text(encoding="utf-8")
)["cases"]
_RATES = "An invoice bears one rate of tax: all that a consultant sells here is work."
_OF_THE_WHOLE = "Nothing is taken off, or put on, a whole invoice: each price is a term of its clause."
_PARTS_OF_A_CENT = "A price is a sum of money, and has no parts of a cent."
_ENDS_ROUNDED = "The time of an entry is rounded, not its beginning and its end, each by a step of its own."
NOT_SAYABLE = {
    CYCLES_MISFIT: "The published figure forgets that a clipped bill day comes back (test_oracles.py).",
    INTEREST_MISFIT: "The published figure cuts the cent of interest (test_oracles.py).",
    "kb-fixeddays-6": "A month counts its own days or thirty, never 28.",
    "kimai-decimal-3": _PARTS_OF_A_CENT,
    "in-precision3": _PARTS_OF_A_CENT,
    "kimai-round-default-5": _ENDS_ROUNDED,
    "kimai-round-default-6": _ENDS_ROUNDED,
    "in-rappen-down": "Nobody pays an invoice in coins: no term rounds to five Rappen.",
    "in-rappen-2": "Nobody pays an invoice in coins: no term rounds to five Rappen.",
    "in-discount-pct": _OF_THE_WHOLE,
    "lago-discount-allocation": _OF_THE_WHOLE,
    "lago-spending-min-trueup": "A minimum commitment is a time whose fees are owed, not a sum that use counts against.",
    "kimai-5132": "Nobody owes hours: unused ones lapse or are carried on, and no period has a debt of hours.",
    "en16931-01-17a-INVOICE_ubl": "An invoice is paid to the cent: no term rounds what is payable.",
    "en16931-FT-G2G_TD01-con-Allegato-Bonifico-e-Split-Payment": "No term splits the payment of a tax as Italy does.",
    "en16931-02-01a-INVOICE_ubl": _RATES,
    "en16931-03-01a-INVOICE_ubl": _RATES,
    "en16931-03-07a-INVOICE_ubl": _RATES,
    "en16931-guide-example2": _RATES,
    "en16931-issue116": _RATES,
    "en16931-ubl-tc434-example2": _RATES,
    "en16931-ubl-tc434-example3": _RATES,
    "en16931-ubl-tc434-example4": _RATES,
}  # fmt: skip


ANSWERS: dict[str, Callable[[Given, Build], Figures]] = {
    answer.__name__: answer
    for answer in (
        billing_cycles_in_advance, days_between_fixed_month, proration_fraction_fixed_month,
        proration_amount_fixed_month, proration_fraction, proration_change, proration_amount_lago,
        duration_to_decimal_hours, hourly_amount_exact, hourly_amount_decimal_hours, included_hours_fifo,
        time_rounding, fixed_compensation_uk, late_interest, statutory_rate_eu, statutory_rate_uk, late_fee,
        retainer_drawdown, vat_rounding, en16931_totals, invoice_total,
    )
}  # fmt: skip


def test_every_case_is_said_or_has_a_reason() -> None:
    every = {case["id"]: case["kind"] for case in CASES}
    assert (len(CASES), len(every)) == (179, 179)
    assert NOT_SAYABLE.keys() <= every.keys()
    assert {kind for name, kind in every.items() if name not in NOT_SAYABLE} == ANSWERS.keys()


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["id"]) for case in CASES if case["id"] not in NOT_SAYABLE]
)
def test_the_clauses_bill_the_published_figures(case: Given, engaged: Build) -> None:
    found = ANSWERS[case["kind"]](case["inputs"], engaged)
    assert {name: found[name] for name in case["expected"]} == case["expected"]
