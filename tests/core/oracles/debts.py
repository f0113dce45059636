"""What is claimed of late invoices, and what a deposit pays of one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from charter.core.billing import charges
from charter.core.clauses.financials.deposit.held import held
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.ledger import ledger
from tests.core.clauses.financials.conftest import PAY
from tests.core.journal import entry, issued
from tests.core.oracles.said import (
    BEFORE,
    Build,
    Figures,
    Given,
    cents,
    day,
    ended,
    euros,
    term,
)


def late(interest: str, fixed: str, runs: str = "due date") -> str:
    return (
        f'[financials.late_payment]\ngrace = "0 days"\nruns_from = "{runs}"\ninterest = "{interest}"\n'
        f'fixed_sum = "{fixed}"\ncollection_costs = "none"\n'
    )


def claims(  # noqa: PLR0917 - one debt, told in one line
    build: Build, debt: str, due: dt.date, days: int, clauses: str, governing: str = "DE", seen: str = ""
) -> dict[str, int]:
    """Give what was claimed of a debt so many days after it was due: interest and the fixed sum."""
    on = due + days * DAY
    currency = "GBP" if governing.startswith("GB") else "EUR"
    journal = (
        issued(str(due), str(due), f"{currency} {debt}")
        + entry("claimed", str(on), invoice="N-1")
        + seen
        + BEFORE
    )
    pay = PAY.replace('"EUR"', f'"{currency}"')
    engagement = build(term(due) + pay + clauses, journal)
    under = engagement.agreement.general.law.model_copy(update={"governing": governing})
    general = engagement.agreement.general.model_copy(update={"law": under})
    changed = engagement.agreement.model_copy(update={"general": general})
    found = charges(Engagement(changed, (), engagement.journal), on)
    return {charge.id.split("/")[1]: charge.minor for charge in found}


MONDAY = dt.date(2026, 3, 2)


def fixed_compensation_uk(given: Given, build: Build) -> Figures:
    found = claims(build, given["debt"], MONDAY, 10, late("statutory", "statutory"), "GB-ENG")
    return {"compensation": str(found["fixed_sum"] // 100)}


def late_interest(given: Given, build: Build) -> Figures:
    clauses = late(f"{given['annual_rate_pct']} % a year", "statutory")
    found = claims(build, f"{Decimal(given['principal']):.2f}", MONDAY, given["days"], clauses)
    interest, fixed = found["interest"], found["fixed_sum"]
    return {"interest": euros(interest), "compensation": euros(fixed), "total": euros(interest + fixed)}


def rate(build: Build, starts: dt.date, governing: str, seen: str = "") -> str:
    """Give the rate in percent: ten days of interest on 3,650.00 are so many cents as it has hundredths."""
    found = claims(build, "3650.00", starts - DAY, 10, late("statutory", "none"), governing, seen)
    return euros(found["interest"])


def statutory_rate_eu(given: Given, build: Build) -> Figures:
    """Claim under Irish law, which adds what the directive asks; the first ten days of a half-year."""
    return {"rate_pct": rate(build, day(given["half_year_from"]), "IE")}


def statutory_rate_uk(given: Given, build: Build) -> Figures:
    """Claim at the rate of the last day of the half-year before; the oldest is before our data, so it is entered."""
    starts = day(given["interest_starts"])
    since = dt.date(starts.year, 6, 30) if starts.month > 6 else dt.date(starts.year - 1, 12, 31)
    percent = f"{given['base_rate_on_reference_day']} %"
    source = "Bank of England"
    seen = entry("rate published", str(starts), law="GB-ENG", since=str(since), rate=percent, source=source)
    return {"rate_pct": rate(build, starts, "GB-ENG", seen)}


def late_fee(given: Given, build: Build) -> Figures:
    assert given["percent"] == "0"
    found = claims(build, given["balance"], MONDAY, 10, late("none", f"EUR {given['flat']}"))
    return {"new_balance": euros(cents(given["balance"]) + found["fixed_sum"])}


def retainer_drawdown(given: Given, build: Build) -> Figures:
    """Set a deposit against the last invoice."""
    clauses = f"""[financials.deposit]
kind = "security"
amount = "EUR {given["deposit"]}"
paid_within = "5 days"
returned_within = "14 days"
"""
    amount = f"EUR {given['invoice']}"
    journal = (
        entry("deposit received", "2026-03-04", amount=f"EUR {given['deposit']}")
        + issued("2026-06-01", "2026-06-15", amount)
        + entry("deposit used", "2026-06-16", amount=amount, invoice="N-1")
    )
    known = facts(build(PAY + clauses, journal + ended(dt.date(2026, 6, 1))), dt.date(2026, 6, 16))
    debt = ledger(known.journal).debt("N-1")
    assert debt is not None
    return {"invoice_due": euros(debt.left), "retainer_left": euros(held(known.journal, known.deal).left)}
