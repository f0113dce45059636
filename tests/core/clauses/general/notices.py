"""What the terms of general.notices bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import notice

HOME = Home(
    bears={
        "notice_by": "SDCIF",
        "cut_off": "SDC",
    },
    printed={"message_by": BY_HAND},
    terms="""
[general.notices]
message_by = ["e-mail"]
notice_by = ["e-mail", "letter"]
cut_off = "18:00"
""",
    ways=(notice("termination", "2026-05-13", at="17:00"),),
    said=(
        "A side receives what arrives by 18:00 on a Business Day on that day",
        "A message that bounces did not arrive.",
    ),
)
