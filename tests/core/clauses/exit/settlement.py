"""What the terms of exit.settlement bear on."""

from __future__ import annotations

from tests.core.home import NAME, Home
from tests.core.journal import entry, issued, notice

HOME = Home(
    bears={
        "final_invoice": "D",
        "part_months": "C",
        "last_day_billed": "CF",
        "prepaid_returned": "D",
        "later_invoice": "D",
        "payments.*.when": "SDCI",
        "payments.*.amount": "C",
        "payments.*.falls_over": "DCI",
        "payments.*.share_of_rest": "SC",
        "payments.*.after_control": "SDCI",
        "payments.*.release_within": "SDCI",
    },
    refused=dict.fromkeys(
        ("payments.*.amount", "payments.*.share_of_rest", "payments.*.falls_over"),
        "a payment has one measure, and a share of the rest falls by itself",
    ),
    printed={"payments.*.what": NAME},
    leaving=issued("2026-06-20", "2026-06-20", "EUR -2000.00", "N-3")
    + entry("release signed", "2026-06-25"),  # money to the client's credit, and nothing more is claimed
    ways=(
        notice("termination", "2026-04-03", "consultant"),
        entry("delivered", "2026-04-20", deliverable="audit")
        + notice("termination", "2026-04-03", "consultant")
        + entry("accepted", "2026-05-11", deliverable="audit"),
    ),
    fires={
        "CH-EXT-019": {
            "foundation.parties.consultant.form": "person",
            "exit.settlement.payments": {
                "gone": {
                    "when": "client without reason",
                    "amount": "EUR 9.00",
                    "what": "the work that is lost",
                }
            },
        },
        "CH-EXT-018": {
            "foundation.term.initial": None,
            "foundation.term.renewal": None,
            "exit.settlement.payments": {
                "rest": {"when": "client without reason", "share_of_rest": "20 %", "what": "the rest"}
            },
        },
    },
    looks=("after", "ways"),
)
