"""What the terms of communication.updates bear on."""

from __future__ import annotations

from tests.core.home import NAME, Home

HOME = Home(
    bears={
        "*.rhythm": "DF",
        "*.to": "F",
    },
    printed={
        "*.name": NAME,
        "*.form": "how it comes: read by people; that it came is recorded",
    },
    terms="""
[communication.updates.friday]
name = "Friday update"
rhythm = "every Friday 16:00"
form = "e-mail"
to = ["jonas"]

[communication.updates.board]
name = "Letter to the board"
rhythm = "every quarter on day 5"
form = "letter"
to = ["jonas"]
""",
    bases=({"communication.updates.friday.rhythm": "every weekday"},),
    said=("no update is due", "must cover its time too and makes up for it"),
)
