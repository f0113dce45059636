"""What the terms of financials.payment bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry, issued, paid

ACCOUNT = "where to pay: printed, and guarded as a term that only an amendment changes"

CONVERTED = "into what a charge is converted when it is invoiced: test_billed_in plays it"

TOGETHER = "account, scheme and routing belong together"

HOME = Home(
    bears={
        "due_after": "SDCIF",
        "counted_from": "SDC",
        "methods": "F",
        "currency": "DCF",
        "set_off": "F",
        "charges_borne_by": "F",
        "bank.holder": "F",
    },
    printed={
        "bank.iban": ACCOUNT,
        "bank.bic": ACCOUNT,
        "bank.account": ACCOUNT,
        "bank.scheme": ACCOUNT,
        "bank.routing": ACCOUNT,
        "currency_swing": BY_HAND,
        "card_fee": BY_HAND,
        "billed_in.currency": CONVERTED,
        "billed_in.source": CONVERTED,
    },
    refused={
        "methods": "the fee for paying by card is nothing without a card",
        "bank.account": TOGETHER,
        "bank.scheme": TOGETHER,
        "bank.routing": TOGETHER,
    },
    terms="""
[financials.payment]
due_after = "14 days"
counted_from = "receipt"
methods = ["bank transfer", "card", "SEPA direct debit"]
currency = "EUR"
currency_swing = "The sides agree on a new fee."
charges_borne_by = "client"
card_fee = "2 %"
set_off = "from this agreement"

[financials.payment.bank]
holder = "Northlight CTO"
iban = "DE75 5121 0800 1245 1261 99"
bic = "SOGEDEFF"
account = "1245126199"
scheme = "branch code"
routing = "51210800"

[financials.payment.billed_in]
currency = "USD"
source = "Bundesbank"
""",
    happens=(
        issued("2026-03-02", "2026-03-16", "EUR 12000.00", "N-1")
        + paid("2026-03-27", "EUR 12000.00", "N-1")
        + issued("2026-04-02", "2026-04-16", "EUR 12000.00", "N-2")
        + entry("received", "2026-04-03", "jonas", invoice="N-2")
        + issued("2026-05-25", "2026-06-24", "EUR 12000.00", "N-4")
        + paid("2026-06-10", "EUR 12000.00", "N-2")
        + paid("2026-06-10", "EUR 12000.00", "N-4")
    ),
    apart={"financials.payment.billed_in": None},
    bases=(
        {"financials.payment.bank": None},
        {"financials.payment.billed_in": {"currency": "USD", "source": "Bundesbank"}},
    ),
)
