"""What the terms of trust.networking bear on."""

from __future__ import annotations

from tests.core.home import BY_HAND, Home
from tests.core.journal import entry

INTRODUCED = entry(
    "introduced", "2026-03-16", whom="Fennel & Co", agreed=True, interest="a share", id="fennel"
)
PAID = entry("commission", "2026-03-20", from_whom="Fennel & Co", amount="EUR 500.00", id="fee")

HOME = Home(
    bears={"disclose_within": "D", "commissions": "F", "credit_within": "DF"},
    printed={"duty": BY_HAND},
    terms="""
[trust.networking]
duty = "where it helps"
disclose_within = "2 business days"
commissions = "credited"
credit_within = "30 days"
""",
    ways=(INTRODUCED + PAID,),
    looks=("ways",),
    said=("Both people must say yes first.",),
)
