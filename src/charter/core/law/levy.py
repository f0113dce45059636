"""The tax that a place puts on what is sold there: its name, and whether a business deducts what it paid of it.

>>> from charter.core.law.lookup import law_at
>>> levy(law_at("DE"), dt.date(2026, 3, 1)), levy(law_at("US", "NY"), dt.date(2026, 3, 1))
(Levy(name='VAT', deducted=True), Levy(name='sales tax', deducted=False))
>>> levy(law_at("CH"), dt.date(2026, 3, 1)).name
'VAT'
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from charter.core.law.lookup import BodyOfLaw


class Levy(NamedTuple):
    """A tax on sales: `deducted` as value added tax is, not where only who buys last pays it, as a sales tax."""

    name: str
    deducted: bool


def levy(place: BodyOfLaw, on: dt.date) -> Levy:
    """Give the tax of a place on a day; value added tax where nothing is known, as nearly every country has it."""
    added, sales = place.fact("vat_rate", on), place.fact("sales_tax", on)
    if added is None and sales is not None:
        return Levy(str(sales.value["name"]), deducted=False)
    return Levy(str(added.value["name"]) if added is not None else "VAT", deducted=True)
