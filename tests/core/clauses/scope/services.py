"""What the terms of scope.services bear on."""

from __future__ import annotations

from tests.core.home import NAME, Home

HOME = Home(
    bears={"*.share": "F"},
    printed={"*.name": NAME, "*.description": "a rule for people: what belongs to it is judged by hand"},
    terms="""
[scope.services.architecture]
name = "Architecture"
description = "review designs before they are built"
share = "60 %"

[scope.services.hiring]
name = "Hiring"
description = "talk with engineers whom the Client may hire"
share = "40 %"
""",
    bases=({"scope.services.architecture.share": "90 %"},),
    said=("The Consultant chooses how.",),
)
