"""What the terms of confidentiality.ai_tools bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "allowed": "F",
        "answer_within": "DF",
        "no_training": "F",
        "disclosed_within": "DF",
    },
    terms="""
[confidentiality.ai_tools]
allowed = ["Codehelper for business"]
answer_within = "3 business days"
no_training = true
disclosed_within = "2 business days"
""",
    happens=entry("tool asked", "2026-05-05", id="drawing", tool="Drawhelper"),
    bases=(
        {"confidentiality.ai_tools.disclosed_within": None},
        {"confidentiality.ai_tools.allowed": None},
    ),
    said=("must check what a tool makes, and answers for it as for its own work",),
)
