"""A master and orders under it in a few words: their texts by name, as they lie in a workspace."""

from __future__ import annotations

from collections.abc import Mapping

from charter.core.engagement import Engagement
from charter.core.reading import read

from .conftest import FRAME, SIGNED

MASTER = (
    """
title = "Master services agreement"
"""
    + FRAME.replace("2026-02-16", "2026-01-05")
    + """
[foundation.term]
starts = 2026-01-05

[foundation.frame]
prevails = "order where it names the term"
stands_apart = true
reserved_terms = ["general.law"]

[financials.payment]
due_after = "30 days"
counted_from = "issue"
methods = ["bank transfer"]
currency = "EUR"
charges_borne_by = "client"
set_off = "only undisputed"

[financials.invoicing]
cycle = "every month on day 1"
number = "NL-{year}-{n}"
ceiling = "EUR 10000.00"
"""
)

ORDER = """
title = "Order 1: the audit"
dated = 2026-02-16

[charter]
frame = "group"

[foundation.term]
starts = 2026-03-01
"""


def texts(order: str = "", master: str = "", journal: str = "", **more: str) -> dict[str, bytes]:
    """Give the texts of an order: its own clauses and journal, and what its master says besides; `more` by name."""
    held = {
        "agreement.toml": ORDER + order,
        "journal.toml": journal + SIGNED,
        "frames/group/agreement.toml": MASTER + master,
        "frames/group/journal.toml": SIGNED,
    } | {name.replace("__", "/") + ".toml": text for name, text in more.items()}
    return {name: text.encode() for name, text in held.items()}


def order(own: str = "", master: str = "", journal: str = "", **more: str) -> Engagement:
    """Give an order laid over its master."""
    return read(texts(own, master, journal, **more), "audit")


def changed(held: Mapping[str, bytes], name: str, old: str, new: str) -> dict[str, bytes]:
    """Give texts with words of one of them replaced."""
    assert old in held[name].decode()
    return {**held, name: held[name].decode().replace(old, new).encode()}
