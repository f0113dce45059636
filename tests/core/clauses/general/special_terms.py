"""What the terms of general.special_terms bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, NAME, Home

HOME = Home(
    bears={"*.changes": "F", "*.effect": "DF"},
    printed={"*.name": NAME, "*.text": BY_HAND},
    terms="""
[general.special_terms.summer]
name = "Summer break"
changes = "communication.meetings"
text = "In August no meetings take place."
effect = "same"

[general.special_terms.office]
name = "A desk"
changes = "nothing"
text = "The Consultant may use a desk at the Client."
effect = "manual"
""",
    looks=("midst",),
    said=("prevails over the section that it names",),
)
