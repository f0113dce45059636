"""What the terms of foundation.frame bear on."""

from __future__ import annotations

from tests.core.home import NAME, Home
from tests.core.journal import entry

MASTERS = "how a master ends: of an order it says nothing, and test_frame shows what it does in a master"

LAID = "which paper counts: it bears where an order is laid over its master, as test_laying shows"

HOME = Home(
    bears={"master.signed_on": "F", "prevails": "F", "stands_apart": "SDCIF"},
    printed={
        "master.title": NAME,
        "group_may_order": "who may order: printed; an order is signed by whoever may",
        "no_duty_to_order": MASTERS,
        "ends.how": MASTERS,
        "ends.notice": MASTERS,
        "reserved_terms": LAID,
        "named_terms": LAID,
    },
    terms="""
[foundation.frame]
prevails = "order where it names the term"
stands_apart = true
group_may_order = true
no_duty_to_order = false
reserved_terms = ["general.law"]
named_terms = ["financials.payment"]

[foundation.frame.master]
title = "Master services agreement"
signed_on = 2026-02-16

[foundation.frame.ends]
how = "with the last order"
notice = "30 days"
""",
    ways=(entry("master over", "2026-05-20", "jonas", side="client", why="by agreement"),),
    looks=("ways",),
    said=("Its terms count here as they stood", "Each order goes on to its own end"),
)
