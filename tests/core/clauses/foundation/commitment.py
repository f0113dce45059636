"""What the terms of foundation.commitment bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry, notice


def paused(on: str, until: str, asked: str, by: str = "jonas") -> str:
    return entry("paused", on, by, until=until, asked=asked)


PAUSED = paused("2026-05-04", "2026-05-22", "2026-04-16")

HOME = Home(
    bears={
        "days": "F",
        "since": "F",
        "until": "F",
        "trial.lasts": "SDCI",
        "trial.notice": "SDCI",
        "pause.notice": "SDC",
        "pause.most": "SDC",
        "pause.fee": "SCF",
    },
    printed={
        "moves": BY_HAND,
        "on_site": BY_HAND,
        "on_call.when": BY_HAND,
        "on_call.answer_within": BY_HAND,
    },
    terms="""
[foundation.commitment]
days = ["Tuesday", "Thursday"]
since = "9:00"
until = "17:00"
moves = "2 business days"
on_site = "the first Tuesday of a month"

[foundation.commitment.trial]
lasts = "6 weeks"
notice = "5 days"

[foundation.commitment.pause]
notice = "10 business days"
most = "30 days"
fee = "pauses"

[foundation.commitment.on_call]
when = "On Saturdays and Sundays"
answer_within = "4 hours"
""",
    ways=(
        notice("trial", "2026-03-30"),
        PAUSED,
        paused("2026-05-04", "2026-05-22", "2026-04-24"),
    ),
    looks=("ways",),
    bases=({"foundation.commitment.until": "8:00"},),
    said=("Dates move by the days of the pause.",),
)
