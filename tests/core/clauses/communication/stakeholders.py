"""What the terms of communication.stakeholders bear on."""

from __future__ import annotations

from tests.core.home import NAME, PERSON, Home
from tests.core.journal import entry

DECIDED = entry(
    "topic decided", "2026-03-16", "jonas", topic="hiring", what="Two engineers this year", id="two"
)

HOME = Home(
    bears={
        "topics.*.decides": "DF",
        "topics.*.asked": "F",
        "topics.*.told": "DF",
        "told_within": "D",
    },
    printed={
        "others.*.name": NAME,
        "others.*.title": NAME,
        "others.*.email": PERSON,
        "topics.*.name": NAME,
    },
    terms="""
[communication.stakeholders]
told_within = "2 business days"

[communication.stakeholders.others.chair]
name = "Nadia Okoro"
title = "Chair of the board"
email = "nadia@board.example"

[communication.stakeholders.topics.hiring]
name = "Hiring engineers"
decides = "jonas"
asked = ["mara"]
told = ["chair"]

[communication.stakeholders.topics.cloud]
name = "Choice of cloud"
decides = "mara"
""",
    ways=(DECIDED,),
    looks=("ways",),
    said=("Only the person named here decides a topic",),
)
