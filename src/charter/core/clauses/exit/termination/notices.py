"""The notices that can end the engagement, or lead to its end, and how the end of each reads."""

from __future__ import annotations

from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side

SPONSOR = "sponsor leaves"
"""The notice after the client's sponsor left."""

CONTROL = "change of control"
"""The notice after control of the client changed."""

EVENT = "event"
"""The notice after an event that was agreed by name."""

ENDING = "ending"
"""The second notice, which ends what a first one announced."""

SPECIAL = {"change_of_control": CONTROL, "sponsor_leaves": SPONSOR, "idle": "idle"}
"""The notice after each special event, by its term."""

NOTICES = (
    NoticeKind("termination", ends="notice", reason="notice"),
    NoticeKind("cause", ground="breach", reason="cause"),
    NoticeKind("non-payment", frozenset({Side.CONSULTANT}), reason="non-payment"),
    NoticeKind(ENDING, ends="notice of ending after what was not put right,", fault=True),
    NoticeKind("at once", ground="reason", ends="notice with cause", reason="at-once", fault=True),
    NoticeKind(
        "insolvency", ends="notice because the other side is insolvent,", reason="insolvency", fault=True
    ),
    NoticeKind(CONTROL, ends="notice after a change of control", reason="change-of-control"),
    NoticeKind(SPONSOR, ends="notice after the sponsor left", reason="sponsor-leaves"),
    NoticeKind(
        "cut short", frozenset({Side.CLIENT}), ends="notice that cut the time short", reason="cut-short"
    ),
    NoticeKind(EVENT, ends="notice after an event", reason="event"),
    NoticeKind("idle", ends="notice after a time without work", reason="idle"),
)
"""Every kind of notice that can end the engagement, or announce that it may be ended."""

WHY = {kind.name: kind.ends for kind in NOTICES}
FAULTS = frozenset(kind.name for kind in NOTICES if kind.fault)
"""Those by which a side ends it for a reason that the other gave."""
EVENTS = frozenset({"at once", CONTROL, SPONSOR, EVENT})
"""What a side must act on soon after it learns of it."""
