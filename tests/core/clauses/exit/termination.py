"""What the terms of exit.termination bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, NAME, Home
from tests.core.journal import entry, issued, notice

CLIMBED = (
    issued("2026-03-02", "2026-03-16", "EUR 12000.00")
    + entry("reminded", "2026-03-19", of="N-1")
    + entry("reminded", "2026-03-27", of="N-1")
    + notice("suspension", "2026-04-07", "consultant")
)
"""An invoice due on 16 March, with every message that comes before the last steps of the ladder."""

HOME = Home(
    bears={
        "client.notice": "SDCIF",
        "client.not_before": "SDCI",
        "consultant.notice": "SDCIF",
        "consultant.not_before": "SDCI",
        "cause.client.cure": "SDCI",
        "cause.client.lapses": "SDCI",
        "cause.consultant.cure": "SDCI",
        "cause.consultant.lapses": "SDCI",
        "unpaid.notice_from": "SDCIF",
        "unpaid.pay_within": "SDCI",
        "unpaid.ends_from": "SDCIF",
        "unpaid.lapses": "SDCI",
        "at_once": "F",
        "act_within": "SDCI",
        "insolvency": "SDCI",
        "change_of_control.who": "SDCI",
        "change_of_control.within": "SDCI",
        "change_of_control.notice": "SDCI",
        "sponsor_leaves": "SDCI",
        "idle.after": "SDCI",
        "ends_on.*.effect": "SDCIF",
        "ends_on.*.notice": "SDCI",
        "idle.notice": "SDCI",
        "cut_short": "SDCIF",
        "release": "SD",
        "special_trust": "F",
        "record_within": "D",
    },
    printed={
        "ends_on.*.event": NAME,
        "cause.client.grounds": BY_HAND,
        "cause.consultant.grounds": BY_HAND,
        "change_of_control.means.share": BY_HAND,
        "change_of_control.means.assets": BY_HAND,
        "change_of_control.means.board": BY_HAND,
    },
    refused={"ends_on.*.effect": "what ends by itself needs no notice"},
    leaving=notice("termination", "2026-05-11"),
    ways=(
        notice("termination", "2026-03-10"),
        notice("termination", "2026-03-10", "consultant"),
        notice("termination", "2026-04-03", "consultant"),
        CLIMBED,
        CLIMBED
        + notice("non-payment", "2026-05-05", "consultant")
        + notice("ending", "2026-05-12", "consultant"),
        CLIMBED
        + notice("non-payment", "2026-05-13", "consultant")
        + notice("ending", "2026-05-18", "consultant"),
        CLIMBED
        + notice("non-payment", "2026-05-04", "consultant")
        + notice("ending", "2026-05-18", "consultant"),
        CLIMBED
        + notice("non-payment", "2026-05-05", "consultant")
        + notice("ending", "2026-05-22", "consultant"),
        notice("cause", "2026-04-03"),
        notice("cause", "2026-04-03") + notice("ending", "2026-04-30"),
        notice("cause", "2026-04-03") + notice("ending", "2026-05-15"),
        notice("cause", "2026-04-03", "consultant"),
        notice("cause", "2026-04-03", "consultant") + notice("ending", "2026-05-12", "consultant"),
        notice("at once", "2026-04-30", learned="2026-03-30"),
        notice("insolvency", "2026-04-03", "consultant"),
        entry("control changed", "2026-03-20", "jonas", how="sold")
        + notice("change of control", "2026-04-03", "consultant"),
        entry("control changed", "2026-03-20", "jonas", how="sold")
        + notice("change of control", "2026-04-29"),
        entry("sponsor left", "2026-03-20", "jonas") + notice("sponsor leaves", "2026-04-03", "consultant"),
        entry("event came", "2026-03-20", event="listing") + notice("event", "2026-04-03"),
        entry("event came", "2026-03-20", event="wound_up"),
        notice("cut short", "2026-04-03"),
        notice("termination", "2026-04-03", "consultant")
        + entry("released from work", "2026-04-10", "jonas"),
        notice("idle", "2026-03-20", "consultant"),
        notice("idle", "2026-04-20", "consultant"),
    ),  # every other way out: too early, by the other side, for a breach, for a debt, and for what happens to the client
    looks=("midst", "after", "ways"),
    fires={
        "CH-EXT-022": {"exit.termination.ends_on.listing": {"event": "The Client is sold", "effect": "ends"}},
        "CH-EXT-015": {"exit.termination.cut_short": "nothing"},
        "CH-EXT-016": {"exit.termination.cut_short": "regular fee", "financials.retainer": None},
        "CH-EXT-017": {"exit.termination.release": "paid", "financials.retainer": None},
    },
    bases=({"exit.termination.cause": None},),
)
