"""What the terms of general.signature bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home

HOME = Home(
    bears={"form": "F", "copy_within": "D"},
    printed={"counterparts": BY_HAND},
    terms="""
[general.signature]
form = "qualified electronic"
counterparts = true
copy_within = "2 business days"
""",
    looks=("midst",),
    said=("Each side must give the other a signed copy",),
)
