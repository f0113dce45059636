"""What the terms of scope.standards bear on."""

from __future__ import annotations

from tests.core.home import Home
from tests.core.journal import entry


def fault(on: str, done: str = "2026-03-16") -> str:
    return entry("fault told", on, "jonas", what="The list misses a service", done=done)


HOME = Home(
    bears={"told_within": "DF", "remedy_within": "D", "results_of_others": "F"},
    terms="""
[scope.standards]
told_within = "60 days"
remedy_within = "10 business days"
results_of_others = "excluded"
""",
    ways=(fault("2026-04-20"),),
    looks=("ways",),
    said=("Other claims for a fault remain.",),
)
