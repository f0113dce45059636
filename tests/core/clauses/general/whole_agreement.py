"""What the terms of general.whole_agreement bear on."""

from __future__ import annotations

from tests.core.home import Home

HOME = Home(
    bears={
        "prepared_by": "F",
        "earlier": "F",
        "third_parties": "F",
    },
    terms="""
[general.whole_agreement]
prepared_by = "both"
earlier = "replaced"
third_parties = "group"
""",
    fires={"CH-GEN-044": {"general.whole_agreement.third_parties": "none"}},
    said=("The newest amendment prevails from its first day on",),
)
