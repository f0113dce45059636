"""The notices that can end the engagement, and how the end of each reads."""

from __future__ import annotations

from charter.core.vocabulary.notice import NoticeKind

NOTICES = (
    NoticeKind("termination", ends="notice", reason="notice"),
    NoticeKind(
        "cause", ground="breach", ends="a breach that was not mended, notified", mended=True, reason="cause"
    ),
    NoticeKind(
        "non-payment", ends="an invoice that stayed unpaid, notified", mended=True, reason="non-payment"
    ),
    NoticeKind("at once", ground="reason", ends="notice with cause", reason="at-once"),
    NoticeKind("insolvency", ends="notice because the other side is insolvent,", reason="insolvency"),
    NoticeKind("change of control", ends="notice after a change of control", reason="change-of-control"),
    NoticeKind("sponsor leaves", ends="notice after the sponsor left", reason="sponsor-leaves"),
)
"""Every kind of notice that can end the engagement."""

WHY = {kind.name: kind.ends for kind in NOTICES}
BREACHES = frozenset(kind.name for kind in NOTICES if kind.mended)
"""What a notice names that can be mended."""
