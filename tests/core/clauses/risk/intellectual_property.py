"""What the terms of risk.intellectual_property bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry

HOME = Home(
    bears={
        "form": "F",
        "passes": "F",
        "licence_meanwhile": "F",
        "background": "F",
        "background_licence": "F",
        "moral_rights": "F",
        "disclose_within": "D",
        "help.sign_within": "D",
        "help.attorney_if_silent": "D",
        "help.rate": "DCIF",
        "help.most": "CF",
    },
    printed={
        "reuse_generic": BY_HAND,
        "open_source": BY_HAND,
        "own_time_excluded": BY_HAND,
    },
    terms="""
[risk.intellectual_property]
form = "licence"
passes = "on payment"
licence_meanwhile = true
background = ["checklists", "scripts"]
background_licence = "for ever"
reuse_generic = true
open_source = "listed and approved"
moral_rights = "not exercised"
disclose_within = "30 days"
own_time_excluded = true

[risk.intellectual_property.help]
sign_within = "10 business days"
attorney_if_silent = true
rate = "EUR 150.00"
most = "2 hours"
""",
    happens=(
        entry("invented", "2026-04-27", id="routes", what="A way to route by weight")
        + entry("paper asked", "2026-04-27", "jonas", id="patent", paper="The application for a patent")
    ),
    leaving=entry("helped", "2026-06-20", id="office", hours="3 hours", work="Answers to the patent office"),
    bases=({"risk.intellectual_property.background": None},),
    said=("must hold these rights from everybody who works for it", "cannot be transferred (section 29"),
)
