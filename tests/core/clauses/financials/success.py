"""What the terms of financials.success bear on."""

from __future__ import annotations

from tests.core.home import NAME, Home
from tests.core.journal import entry

ONE_PRICE = "what is owed is an amount, a share or tiers, and one of them"
WHOLE_AUDIT = "an audit is agreed whole or not at all"

HOME = Home(
    bears={
        "*.kind": "C",
        "*.base": "F",
        "*.amount": "C",
        "*.share": "C",
        "*.tiers": "C",
        "*.threshold": "C",
        "*.floor": "C",
        "*.cap": "C",
        "*.per": "SDC",
        "*.statement_by": "SDC",
        "*.statement_within": "D",
        "*.object_within": "SDC",
        "*.paid_when_received": "CF",
        "*.tail": "DF",
        "*.audit.off_by": "C",
        "*.audit.cost_up_to": "C",
    },
    printed={
        "*.name": NAME,
        "*.measure": "what is counted, where it is a measure: printed by its name",
        "*.audit.notice": "how long before an audit it is told: printed; an audit is recorded with what it found",
    },
    refused=dict.fromkeys(("*.amount", "*.share", "*.tiers"), ONE_PRICE)
    | dict.fromkeys(("*.audit.notice", "*.audit.off_by", "*.audit.cost_up_to"), WHOLE_AUDIT)
    | {
        "*.kind": "what is owed beside a cost is a share; what is discretionary has no price",
        "*.floor": "a floor is not above the cap",
        "*.cap": "a cap is not below the floor",
    },
    terms="""
[financials.success.launch]
name = "Bonus on the launch"
kind = "bonus"
measure = "releases"
base = "the share of shops that run on the new platform"
amount = "EUR 1000.00"
per = "once"
statement_by = "client"
statement_within = "10 days"
object_within = "10 days"

[financials.success.sales]
name = "Commission on new customers"
kind = "commission"
base = "net revenue from customers whom the Consultant brought"
share = "8 %"
floor = "EUR 150.00"
cap = "EUR 4000.00"
per = "month"
statement_by = "client"
statement_within = "10 days"
object_within = "10 days"
paid_when_received = true
tail = "6 months"
audit = { notice = "5 business days", off_by = "5 %", cost_up_to = "EUR 900.00" }

[financials.success.savings]
name = "Share of what is saved"
kind = "share"
base = "hosting costs of the month before the start, less those of the month"
per = "month"
statement_by = "consultant"
statement_within = "10 days"
object_within = "10 days"
audit = { notice = "5 business days", off_by = "5 %", cost_up_to = "EUR 900.00" }

[[financials.success.savings.tiers]]
above = "EUR 0.00"
share = "10 %"

[[financials.success.savings.tiers]]
above = "EUR 2000.00"
share = "5 %"

[financials.success.tools]
name = "Tools bought for the Client"
kind = "cost plus"
base = "what the Consultant paid for tools that the Client approved"
threshold = "EUR 90.00"
share = "5 %"
per = "month"
statement_by = "consultant"
statement_within = "10 days"
object_within = "10 days"
audit = { notice = "5 business days", off_by = "5 %", cost_up_to = "EUR 900.00" }

[financials.success.thanks]
name = "Thanks at the end of a year"
kind = "discretionary"
cap = "EUR 2000.00"
per = "once"
statement_by = "client"
statement_within = "10 days"
object_within = "10 days"
""",
    happens=(
        entry("success stated", "2026-03-20", "jonas", success="launch", base="EUR 800.00")
        + entry(
            "success stated",
            "2026-04-03",
            "jonas",
            success="sales",
            period="2026-03-01",
            base="EUR 60000.00",
            received="EUR 20000.00",
        )
        + entry(
            "statement audited",
            "2026-05-04",
            "mara",
            success="sales",
            period="2026-03-01",
            base="EUR 22000.00",
            cost="EUR 1200.00",
        )
        + entry(
            "success stated", "2026-05-02", "jonas", success="sales", period="2026-04-01", base="EUR 1000.00"
        )
        + entry(
            "success stated", "2026-04-03", "mara", success="savings", period="2026-03-01", base="EUR 3000.00"
        )
        + entry(
            "success stated", "2026-05-04", "mara", success="tools", period="2026-04-01", base="EUR 100.00"
        )
        + entry(
            "statement contested",
            "2026-05-06",
            "jonas",
            success="tools",
            period="2026-04-01",
            base="EUR 80.00",
        )
        + entry("bonus given", "2026-05-05", "jonas", success="thanks", amount="EUR 900.00")
    ),
    said=(
        "Silence accepts the statement.",
        "the Client must pay for the lower figure at once",
        "may have an auditor look at the records",
        "is never owed",
    ),
)
"""The months of 2026 from March on, with a statement in each way."""
