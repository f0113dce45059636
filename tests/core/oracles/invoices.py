"""Invoices and their tax."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from charter.core.invoice_lines import InvoiceDraft
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.sentence import say
from tests.core.oracles.said import (
    Build,
    Figures,
    Given,
    cents,
    drafted,
    euros,
    taxed_as,
)


def invoiced(build: Build, nets: list[str], currency: str, category: str, rate: str | None) -> InvoiceDraft:
    """Give an invoice of prices, each with a line of its own."""
    on, cite = dt.date(2026, 3, 1), Cite("financials.retainer.amount")
    bases = [Basis.of(times, minor=cents(net), count=1) for net in nets]
    lines = (
        Charge(f"{cite.clause}/{place}", cite, on, basis.minor, currency, say("Line"), basis)
        for place, basis in enumerate(bases)
    )
    return drafted(build(taxed_as(category, rate)), lines, on)


def vat_rounding(given: Given, build: Build) -> Figures:
    found = invoiced(build, [given["base"]], "EUR", "S", given["rate"])
    (one,) = found.taxes
    return {"vat": euros(one.tax.minor)}


def en16931_totals(given: Given, build: Build) -> Figures:
    """Invoice the lines; what is put on the whole document is a line of its own here, and nothing is no line."""
    more = [one for one in given["document_allowances_charges"] if Decimal(one["amount"])]
    of = {(one["vat_category"], one["vat_rate"]) for one in (*given["lines"], *more)}
    assert len(of) == 1
    ((category, rate),) = of
    nets = [line["net"] for line in given["lines"]]
    beside = [f"{'' if one['charge'] else '-'}{one['amount']}" for one in more]
    found = invoiced(build, nets + beside, given["currency"], category, rate)
    paid = cents(given["prepaid"])
    return {
        "line_total": euros(sum(map(cents, nets))),
        "net_total": euros(found.net.minor),
        "gross_total": euros(found.total.minor),
        "payable": euros(found.total.minor - paid),
    }
