"""Clauses and entries as TOML, for the tests of money."""

import pytest

from tests.core import journal

PAY = """
[financials.payment]
due_after = "14 days"
counted_from = "issue"
methods = ["bank transfer"]
currency = "EUR"
charges_borne_by = "shared"
set_off = "from this agreement"
bank = { holder = "Northlight CTO UG", iban = "DE75512108001245126199" }
"""


@pytest.fixture
def pay() -> str:
    """Give a payment clause: fourteen days from issue, in euros."""
    return PAY


@pytest.fixture
def issued() -> str:
    """Give an invoice of EUR 21,600.00 issued on 1 April 2026 and due on the 15th."""
    return journal.issued("2026-04-01", "2026-04-15", "EUR 21600.00")
