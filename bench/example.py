"""What is measured on: the example of Harbourline, and as many engagements like it as wanted, no two alike.

A text printed twice costs less the second time, here as at any peer, so a measurement that prints takes a new
agreement every round: other names, other amounts, the same clauses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from charter import folder
from charter.core.agreement import Agreement
from charter.core.changes import terms_data
from charter.core.reading import read

HARBOURLINE = Path(__file__).parent.parent / "examples/northlight/harbourline"

Terms = dict[str, Any]


def terms() -> Terms:
    """Give the terms of the example as plain data, to be changed at will."""
    return terms_data(folder.load(HARBOURLINE).agreement)


def agreed(plain: Terms) -> Agreement:
    """Read plain data as an agreement. Raises Problems where it is none."""
    return read({"agreement.json": json.dumps(plain, default=str).encode()}).agreement


def others() -> Iterator[Agreement]:
    """Give agreements without end: the example's clauses, with other values in them."""
    for number in count(1):
        plain = terms()
        client, financials = plain["foundation"]["parties"]["client"], plain["financials"]
        client["name"] = f"Harbourline Logistics No. {number} GmbH"
        client["address"] = f"Kaistrasse {number}, 20457 Hamburg"
        financials["retainer"]["amount"] = f"EUR {12_000 + number}.00"
        financials["payment"]["due_after"] = f"{14 + number % 30} days"
        plain["scope"]["deliverables"]["audit"]["outcome"] += f" The budget is EUR {number},000."
        yield agreed(plain)


def many(plain: Terms, table: str, key: str, times: int) -> None:
    """Repeat one thing of a keyed table under other keys: `many(terms, "scope.deliverables", "audit", 9)`."""
    part, clause = table.split(".")
    things = plain[part][clause]
    things |= {f"{key}_{number}": dict(things[key]) for number in range(2, times + 1)}
