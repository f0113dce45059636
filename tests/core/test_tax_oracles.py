"""Every worked invoice of tests/core/oracles/tax_cases.json, with the totals that its publisher gives.

They go through financials.taxes and the functions that put the tax on an invoice. Left out of the publishers' cases are
those that our terms cannot say: discounts of the whole document, sums paid ahead on it, two rates on one day, and totals
rounded to another unit.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from charter.core.billing import InvoiceDraft
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.invoice_lines import taxed
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.sentence import say

Build = Callable[..., Engagement]
Case = dict[str, Any]
CASES: list[Case] = json.loads(
    (Path(__file__).parent / "oracles" / "tax_cases.json").read_text(encoding="utf-8")
)["cases"]
DAY = date(2026, 3, 1)
CATEGORIES = {"S": "standard rate", "Z": "standard rate", "E": "small business", "O": "not taxable"}
"""Our word for each category of EN 16931 that the cases have."""


def cents(amount: str) -> int:
    return int(Decimal(amount) * 100)


def charge(place: int, net: str, currency: str) -> Charge:
    basis = Basis.of(times, minor=cents(net), count=1)
    cite = Cite("financials.retainer.amount")
    return Charge(f"{cite.clause}/{place}", cite, DAY, basis.minor, currency, say("Line"), basis)


def invoiced(engagement: Engagement, nets: list[str], currency: str) -> InvoiceDraft:
    """Give an invoice of some lines, with its tax."""
    charges = tuple(charge(place, net, currency) for place, net in enumerate(nets))
    taxes = tuple(taxed(facts(engagement, DAY), charges))
    return InvoiceDraft(DAY, DAY, DAY, "N-1", charges, taxes)


def terms(category: str, rate: str | None) -> str:
    text = f'[financials.taxes]\ncategory = "{CATEGORIES[category]}"\n'
    return text + (f'rate = "{Decimal(rate or 0):f} %"\n' if category in {"S", "Z"} else "")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_an_invoice_comes_to_the_published_totals(engaged: Build, case: Case) -> None:
    given, expected = case["inputs"], case["expected"]
    if case["kind"] == "vat_rounding":
        found = invoiced(engaged(terms("S", given["rate"])), [given["base"]], "EUR")
        assert [each.tax.minor for each in found.taxes] == [cents(expected["vat"])]
        return
    category, rate = given["lines"][0]["vat_category"], given["lines"][0]["vat_rate"]
    found = invoiced(
        engaged(terms(category, rate)), [line["net"] for line in given["lines"]], given["currency"]
    )
    assert (found.net.minor, found.total.minor) == (
        cents(expected["net_total"]),
        cents(expected["gross_total"]),
    )


def test_no_case_is_left_out() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) == 19
