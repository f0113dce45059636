"""What the terms of financials.expenses bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry


def spent(name: str, on: str, **more: object) -> str:
    return entry("expense", on, "mara", expense=name, what=f"For {name}", **more)


HOME = Home(
    bears={
        "covered": "C",
        "listed": "C",
        "each_up_to": "CF",
        "total_up_to": "CF",
        "per": "C",
        "approval.*.above": "CF",
        "approval.*.by": "CF",
        "markup": "CF",
        "mileage.rate": "C",
        "mileage.per": "C",
        "per_diem.whole": "C",
        "per_diem.part": "C",
        "receipts": "CF",
        "claim_within": "SDC",
        "late_claim": "SCF",
        "conversion": "C",
    },
    refused={
        "covered": "where nothing is covered no terms of a claim stand, and what is listed stands only where it is covered",
        "listed": "what is listed is said",
        "total_up_to": "the most and for how long it counts go together",
        "per": "the most and for how long it counts go together",
        "receipts": "whether a claim needs a receipt is said where expenses are paid",
        "claim_within": "the time to claim is said where expenses are paid",
        "late_claim": "what becomes of a late claim is said where expenses are paid",
    },
    terms="""
[financials.expenses]
covered = "listed"
listed = ["train", "hotel"]
each_up_to = "EUR 150.00"
total_up_to = "EUR 500.00"
per = "month"
markup = "5 %"
receipts = true
claim_within = "30 days"
late_claim = "lapses"
conversion = "card statement"

[financials.expenses.approval.booking]
above = "EUR 150.00"
by = ["finance"]

[financials.expenses.approval.large]
above = "EUR 400.00"
by = ["jonas"]

[financials.expenses.mileage]
rate = "EUR 0.30"
per = "km"

[financials.expenses.per_diem]
whole = "EUR 28.00"
part = "EUR 14.00"
""",
    happens=(
        entry("expense approved", "2026-03-02", "finance", expense="inn", up_to="EUR 180.00")
        + spent("inn", "2026-03-09", of="hotel", amount="EUR 170.00")
        + spent("room", "2026-03-09", of="hotel", amount="EUR 148.00")
        + spent("train", "2026-03-09", of="train", amount="EUR 16.50", receipt=False)
        + spent("taxi", "2026-03-10", amount="EUR 16.00", of="taxi")
        + spent(
            "abroad", "2026-03-10", of="train", abroad="GBP 20.00", rate="1.17", rate_from="card statement"
        )
        + spent("car", "2026-03-10", distance=120)
        + spent("meals", "2026-03-11", days=1, part_days=2)
        + entry(
            "expenses claimed",
            "2026-03-20",
            expenses=["inn", "train", "taxi", "abroad", "car", "meals", "room"],
        )
        + spent("april", "2026-04-02", of="train", amount="EUR 20.00")
        + entry("expenses claimed", "2026-05-06", expenses=["april"])
        + spent("early", "2026-04-02", of="train", amount="EUR 140.00")
        + entry("expenses claimed", "2026-04-04", expenses=["early"])
    ),
    bases=({"financials.expenses.approval.large": None, "financials.expenses.each_up_to": "EUR 200.00"},),
    said=(
        "less tax that it gets back",
        "only if this person said yes by message before",
        "of the month in which the Consultant spent the money",
        "A later claim lapses",
    ),
)
