"""What the terms of general.whole_agreement bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home

HOME = Home(
    bears={
        "prepared_by": "F",
        "earlier": "F",
    },
    printed={"third_parties": BY_HAND},
    terms="""
[general.whole_agreement]
prepared_by = "both"
earlier = "replaced"
third_parties = "none"
""",
    said=("The newest amendment prevails from its first day on",),
)
