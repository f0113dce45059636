"""Which signature has no effect, and why; and what is lived by and not signed."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.engagement import Engagement
from charter.core.rules.findings import unsigned_findings
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.finding import Level
from tests.core.journal import entry

Build = Callable[..., Engagement]
TODAY = date(2026, 5, 18)
MORE = """
number = 1
title = "More"
effective = {}
[[change]]
path = "foundation.term.starts"
from = 2026-03-01
to = 2026-03-02
"""
HOURS = entry("hours", "2026-03-04", hours="2 hours", work="Plans")


def act(kind: str, who: str, on: str, document: str = "agreement", **more: object) -> str:
    side = "consultant" if who == "mara" else "client"
    how = {"how": "ink"} if kind == "signed" else {}
    return entry(kind, on, who, document=document, side=side, **how, **more)


BOTH = act("signed", "jonas", "2026-02-16") + act("signed", "mara", "2026-02-17")


@pytest.mark.parametrize(
    ("journal", "place", "why"),
    [
        (BOTH + act("signed", "priya", "2026-02-18"), 2, "Priya Raman may not sign for the client: it changes nothing."),
        (BOTH + act("signed", "jonas", "2026-02-18", digest="0" * 64), 2,
         "This was said of other words than the agreement has now."),
        (act("declined", "jonas", "2026-02-15") + BOTH, 1,
         "The client had declined the agreement on 15 February 2026, which is final for these words."),
        (BOTH + act("declined", "jonas", "2026-02-18"), 2, "Both sides had signed the agreement by then."),
        (BOTH + act("signed", "jonas", "2026-02-18"), 2, "The agreement had been signed by then."),
        (BOTH + act("signed", "jonas", "2026-02-18", "amendment 9"), 2, "There is no amendment 9 here."),
    ],
)  # fmt: skip
def test_why_it_has_no_effect(journal: str, place: int, why: str, engaged: Build) -> None:
    found = list(without_effect(engaged("", journal), TODAY))
    assert (found[0].place, str(found[0].message)) == (place, why)


def test_what_counts_is_not_spoken_of(engaged: Build) -> None:
    amended = BOTH + act("signed", "jonas", "2026-03-03", "amendment 1")
    both = amended + act("signed", "mara", "2026-03-04", "amendment 1")
    for journal in (BOTH, amended, both, BOTH + act("declined", "mara", "2026-03-03", "amendment 1")):
        assert list(without_effect(engaged("", journal, MORE.format("2026-06-01")), TODAY)) == []


@pytest.mark.parametrize(
    ("effective", "journal", "found"),
    [
        ("2026-06-01", BOTH, [("CH-AMD-002", Level.ADVICE)]),
        ("2026-05-18", BOTH, [("CH-AMD-002", Level.WARNING)]),
        ("2026-05-18", BOTH + act("declined", "jonas", "2026-03-03", "amendment 1"), []),
        ("2026-05-18", act("signed", "jonas", "2026-02-16") + HOURS,
         [("CH-AMD-003", Level.WARNING)]),
        ("2026-05-18", act("signed", "jonas", "2026-02-16"), []),
    ],
)  # fmt: skip
def test_what_is_lived_by_and_not_signed(
    effective: str, journal: str, found: list[tuple[str, Level]], engaged: Build
) -> None:
    engagement = engaged("", journal, MORE.format(effective))
    assert [(one.id, one.level) for one in unsigned_findings(engagement, TODAY)] == found


def test_it_says_who_has_yet_to_sign(engaged: Build) -> None:
    amended = BOTH + act("signed", "mara", "2026-03-03", "amendment 1")
    (found,) = unsigned_findings(engaged("", amended, MORE.format("2026-05-18")), TODAY)
    assert str(found.message) == "Amendment 1 does not count: the client has yet to sign."
    signed = BOTH + "".join(act("signed", who, "2026-03-03", "amendment 1") for who in ("jonas", "mara"))
    assert list(unsigned_findings(engaged("", signed, MORE.format("2026-05-18")), TODAY)) == []
