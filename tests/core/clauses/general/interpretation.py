"""What the terms of general.interpretation bear on."""

from __future__ import annotations

from tests.core.home import Home

HOME = Home(
    bears={
        "client_calendar": "SDC",
        "consultant_calendar": "SDC",
        "business_days": "D",
        "roll": "SDI",
        "working_hours.begins": "C",
        "working_hours.ends": "C",
    },
    printed={
        "locale": "in which English the document is written; its words change, and nothing else",
        "zone": "days are those of the zone already; hours are read in it by calendars",
    },
    apart={"general.interpretation.consultant_calendar": "DE-BY"},  # else both are the same
)
