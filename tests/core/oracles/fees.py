"""Fees of a period and parts of one, as the retainer bills them.

The fee of the cases that publish a share is ten million, so that its cents are the share at nine decimals.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

from charter.core.billing import charges, invoices
from charter.core.clauses.financials.retainer import Retainer
from charter.core.facts import facts
from charter.core.invoice_lines import InvoiceDraft
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import DAY, Hours
from tests.core.clauses.financials.conftest import PAY
from tests.core.journal import entry, issued
from tests.core.oracles.said import (
    BEFORE,
    Build,
    Figures,
    Given,
    cents,
    charged,
    day,
    drafted,
    ended,
    euros,
    term,
)

PERIODS = {1: "month", 3: "quarter", 12: "year"}
THIRTY = """[exit.settlement]
final_invoice = "14 days"
part_months = "fixed 30"
last_day_billed = true
prepaid_returned = "14 days"
"""
INVOICING = """[financials.invoicing]
cycle = "every month on day 1"
number = "N-{n}"
"""
FULL = 10**9


def share(minor: int) -> str:
    return f"{Decimal(minor).scaleb(-9)}"


def fee(minor: int, *, months: int = 1, first: int = 1, billed: str = "in advance", more: str = "") -> str:
    amount = f"EUR {euros(minor)}"
    return (
        f'[financials.retainer]\namount = "{amount}"\nperiod = "{PERIODS[months]}"\nfirst_day = {first}\n'
        f'billed = "{billed}"\n{more}'
    )


def retained(build: Build, starts: dt.date, until: dt.date | None, by: dt.date, clauses: str) -> int:
    """Give what a retainer charged by a day, from the first day until the one after the last."""
    return charged(build, term(starts, until) + clauses, BEFORE, by)


def billing_cycles_in_advance(given: Given, build: Build) -> Figures:
    clauses = fee(FULL, months=given["period_months"], first=given["bill_cycle_day"])
    until = day(given["end"]) if given["end"] else None
    return {"cycles": share(retained(build, day(given["start"]), until, day(given["target"]), clauses))}


def thirty(given: Given, build: Build, minor: int) -> int:
    """Give a fee for a part of a month that counts as thirty days."""
    assert given["days_in_month"] == 30
    starts, until = day(given["start"]), day(given["end"])
    return retained(build, starts, until, until, fee(minor, first=starts.day) + THIRTY)


def days_between_fixed_month(given: Given, build: Build) -> Figures:
    return {"days": thirty(given, build, 30_00) // 100}


def proration_fraction_fixed_month(given: Given, build: Build) -> Figures:
    return {"fraction": share(thirty(given, build, FULL))}


def proration_amount_fixed_month(given: Given, build: Build) -> Figures:
    return {"amount": euros(thirty(given, build, cents(given["monthly_price"])))}


def proration_fraction(given: Given, build: Build) -> Figures:
    leading = "start" in given
    starts = day(given["start" if leading else "period_start"])
    until = day(given["next_billing_date" if leading else "until"])
    first = until.day if leading else starts.day
    return {"fraction": share(retained(build, starts, until, until, fee(FULL, first=first)))}


def proration_change(given: Given, build: Build) -> Figures:
    """Change the fee, paid in advance, when half of the thirty days of April 2026 are over."""
    assert given["elapsed_fraction"] == "0.5"
    clauses = term(dt.date(2026, 4, 1)) + fee(cents(given["old"]))
    amendment = f"""number = 1
title = "A new fee"
signed = 2026-04-02
effective = 2026-04-16
[[change]]
path = "financials.retainer.amount"
from = "EUR {given["old"]}"
to = "EUR {given["new"]}"
"""
    before, after = (
        sum(charge.minor for charge in charges(engagement, dt.date(2026, 4, 30)))
        for engagement in (build(clauses), build(clauses, "", amendment))
    )
    old = retained(
        build, dt.date(2026, 4, 1), dt.date(2026, 4, 16), dt.date(2026, 4, 30), fee(cents(given["old"]))
    )
    return {"net": euros(after - before), "credit": euros(old - before), "debit": euros(after - old)}


def lago_span(given: Given) -> tuple[dt.date, dt.date]:
    """Give the days that a case pays for; one of so many days of a month lies in 2026, in a month as long."""
    if "from_date" in given:
        return day(given["from_date"]), day(given["to_date_inclusive"]) + DAY
    if "subscribed" in given:
        return day(given["subscribed"]), day(given["period_end"]) + DAY
    months = {28: dt.date(2026, 3, 1), 30: dt.date(2026, 5, 1), 31: dt.date(2026, 6, 1)}
    until = months[given["period_days"]]
    return until - given["days"] * DAY, until


def proration_amount_lago(given: Given, build: Build) -> Figures:
    """Bill a part of a month with its tax, or credit what is left of one that was paid for ahead."""
    rate = f'rate = "{given["tax_pct"]} %"\n' if "tax_pct" in given else ""
    tax = f'[financials.taxes]\ncategory = "{"standard rate" if rate else "not taxable"}"\n{rate}'
    clauses = fee(given["plan_cents"]) + tax
    found = _credit(given, build, clauses) if "unused_days" in given else _part(given, build, clauses)
    net, owed = abs(found.net.minor), abs(found.total.minor)
    return {
        "amount_cents": str(net), "net_cents": str(net), "tax_cents": str(owed - net),
        "total_cents": str(owed), "total_incl_tax_cents": str(owed),
    }  # fmt: skip


def _part(given: Given, build: Build, clauses: str) -> InvoiceDraft:
    starts, until = lago_span(given)
    engagement = build(term(starts, until) + clauses, BEFORE)
    return drafted(engagement, charges(engagement, until), until)


def _credit(given: Given, build: Build, clauses: str) -> InvoiceDraft:
    """Draft the credit for the days of a month that the end took away; a week is seven times four days of February."""
    scale = 4 if given["period_days"] == 7 else 1
    starts, until = lago_span(
        {**given, "period_days": given["period_days"] * scale, "days": given["period_days"] * scale}
    )
    last = until - given["unused_days"] * scale * DAY
    whole = issued(str(starts), str(starts), f"EUR {euros(given['plan_cents'])}")
    engagement = build(term(starts) + PAY + INVOICING + clauses, whole + ended(last))
    (draft,) = invoices(engagement, last + 60 * DAY).drafts
    return draft


def included_hours_fifo(given: Given, build: Build) -> Figures:
    """Use the hours of March; what is left of them is told before and after each entry."""
    days = [dt.date(2026, 3, 2) + n * DAY for n in range(len(given["entries"]))]
    worked = [
        entry("hours", str(on), hours=f"{time} hours", work="Review")
        for on, time in zip(days, given["entries"], strict=True)
    ]
    hours = f'hours = "{given["included_hours"]} hours"\noverage = "EUR {given["hourly_rate"]}"\n'
    clauses = fee(100_00, more=hours)
    stands = []
    for n in range(len(worked) + 1):
        last = dt.date(2026, 3, 31)
        known = facts(build(clauses, "".join(worked[:n])), last)
        past = known.pasts[Cite("financials.retainer")]
        (stand,) = Retainer.usage(past, last, known.deal, known.journal)
        stands.append((stand.used, stand.beyond))
    covered, billable = (
        ",".join(str(Hours(now[place] - was[place]).decimal) for was, now in pairwise(stands))
        for place in (0, 1)
    )
    found = charges(build(clauses, "".join(worked)), dt.date(2026, 4, 1))
    over = sum(charge.minor for charge in found if charge.cite == "financials.retainer.overage")
    return {"covered": covered, "billable": billable, "overage_amount": euros(over)}
