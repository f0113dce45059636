"""What the worked cases are written in: terms and entries as TOML, and figures as their publishers print them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from charter.core.billing import charges
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.invoice_lines import InvoiceDraft, line, taxed
from charter.core.vocabulary.charge import Charge
from tests.core.conftest import SIGNED
from tests.core.journal import entry

Build = Callable[..., Engagement]
Given = dict[str, Any]
Figures = dict[str, str | int]

BEFORE = SIGNED.replace("2022-01-03", "2009-01-05")
"""Both sides signed before the oldest case."""


def cents(amount: str) -> int:
    return int(Decimal(amount) * 100)


def euros(minor: int) -> str:
    return f"{Decimal(minor).scaleb(-2)}"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def term(starts: dt.date, until: dt.date | None = None) -> str:
    """Start on a day, and end by itself on the one before another."""
    ends = f'initial = "{(until - starts).days} days"\nrenewal = "none"\n' if until else ""
    return f"[foundation.term]\nstarts = {starts}\n{ends}"


def ended(until: dt.date) -> str:
    """End on a day: the entry names the day after the last."""
    return entry("ended", str(until), "jonas", why="by law", rule="section 314 BGB") + BEFORE


def charged(
    build: Build, clauses: str, journal: str, by: dt.date, clause: str = "financials.retainer"
) -> int:
    """Give what a clause charged by a day."""
    found = charges(build(clauses, journal), by)
    return sum(charge.minor for charge in found if charge.cite.clause == clause)


def drafted(engagement: Engagement, charged: Iterable[Charge], on: dt.date) -> InvoiceDraft:
    """Give an invoice of some lines, with its tax."""
    of = tuple(charged)
    lines = tuple(map(line, of))
    return InvoiceDraft(on, on, on, "N-1", of, lines, tuple(taxed(facts(engagement, on), of, lines)))


def taxed_as(category: str, rate: str | None) -> str:
    text = f'[financials.taxes]\ncategory = "{CATEGORIES[category]}"\n'
    return text + (f'rate = "{Decimal(rate or 0):f} %"\n' if category in {"S", "Z"} else "")


CATEGORIES = {
    "S": "standard rate", "Z": "standard rate", "E": "small business", "O": "not taxable", "AE": "reverse charge",
}  # fmt: skip
"""Our word for each category of EN 16931 that the cases have."""
