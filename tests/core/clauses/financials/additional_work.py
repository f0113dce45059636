"""What the terms of financials.additional_work bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry


def asked(work: str, on: str, **more: object) -> str:
    return entry("additional work asked", on, "jonas", work=work, what=f"The {work} work", **more)


def offered(work: str, on: str, **more: object) -> str:
    return entry("additional work offered", on, "mara", work=work, **more)


def approved(work: str, on: str, by: str = "jonas") -> str:
    return entry("additional work approved", on, by, work=work)


def done(work: str, on: str, **more: object) -> str:
    return entry("additional work done", on, "mara", work=work, **more)


HOME = Home(
    bears={
        "priced": "DC",
        "hour": "DCF",
        "urgent": "C",
        "approved_by": "DCF",
        "above.sum": "DCF",
        "above.approved_by": "DCF",
        "answer_within": "DF",
        "stands_for": "DC",
        "cap": "DCF",
        "per": "DC",
    },
    refused={
        "priced": "a price of an hour is agreed unless all is priced by quote",
        "hour": "a price of an hour is agreed unless all is priced by quote",
        "cap": "the most and for how long it counts go together",
        "per": "the most and for how long it counts go together",
    },
    terms="""
[financials.additional_work]
priced = "either"
hour = "EUR 210.00"
urgent = "50 %"
approved_by = ["jonas"]
answer_within = "3 business days"
stands_for = "10 business days"
cap = "EUR 4000.00"
per = "engagement"

[financials.additional_work.above]
sum = "EUR 1500.00"
approved_by = ["finance"]
""",
    happens=(
        asked("vendor", "2026-03-09")
        + offered("vendor", "2026-03-10", hours="4 hours", done_by="2026-04-01")
        + approved("vendor", "2026-03-17")
        + done("vendor", "2026-03-20", hours="3 hours")
        + done("vendor", "2026-03-23", hours="2 hours")
        + asked("outage", "2026-03-11", urgent=True)
        + offered("outage", "2026-03-11", hours="2 hours")
        + approved("outage", "2026-03-11")
        + done("outage", "2026-03-12", hours="2 hours")
        + asked("large", "2026-03-16")
        + offered("large", "2026-03-17", price="EUR 1900.00")
        + approved("large", "2026-03-18")
        + approved("large", "2026-03-19", "finance")
        + done("large", "2026-03-30")
        + asked("april", "2026-04-01")
        + offered("april", "2026-04-01", price="EUR 1000.00")
        + approved("april", "2026-04-13")
        + done("april", "2026-04-16")
    ),
    bases=(
        {
            "financials.additional_work.hour": "EUR 0.00",
            "financials.additional_work.answer_within": "1 month",
        },
        {"financials.additional_work.above.sum": "EUR 6000.00"},
        {"financials.additional_work.above.approved_by": ["jonas", "finance"]},
    ),
    said=("Silence is a no", "Work before a yes costs nothing", "Only the whole work earns a fixed price"),
)
