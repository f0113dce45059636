"""What the terms of exit.termination bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import issued, notice

HOME = Home(
    bears={
        "client.notice": "SDCIF",
        "client.not_before": "SDCI",
        "consultant.notice": "SDCIF",
        "consultant.not_before": "SDCI",
        "cause.cure": "SDCI",
        "cause.cure_payment": "SDCI",
        "at_once": "F",
        "insolvency": "SDCI",
        "change_of_control": "SDCI",
        "sponsor_leaves": "SDCI",
    },
    printed={
        "cause.grounds": BY_HAND,
    },
    leaving=notice("termination", "2026-05-11"),
    ways=(
        notice("termination", "2026-03-10"),
        notice("termination", "2026-03-10", "consultant"),
        notice("termination", "2026-04-03", "consultant"),
        notice("cause", "2026-04-03"),
        issued("2026-04-02", "2026-04-16", "EUR 12000.00")
        + notice("non-payment", "2026-04-20", "consultant"),
        notice("insolvency", "2026-04-03", "consultant"),
        notice("change of control", "2026-04-03", "consultant"),
        notice("sponsor leaves", "2026-04-03", "consultant"),
    ),  # every other way out: too early, by the other side, for a breach, for a debt, and for what happens to the client
    looks=("midst", "after", "ways"),
    bases=({"exit.termination.cause": None},),
)
