"""Time to learn, briefings, and people whom the consultant brings on."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.trust.learning import HOME
from tests.core.journal import entry

Build = Callable[..., Engagement]
TERMS = HOME.terms
LEARNED = entry("learned", "2026-03-20", hours="3 hours", what="New rules")
ALONE = TERMS.partition("[trust.learning.briefings]")[0]


def test_briefings_and_talks(engaged: Build) -> None:
    briefed = entry("reminded", "2026-04-20", of="trust.learning/brief/2026-04-20")
    found = duties(engaged(TERMS, briefed), date(2026, 4, 21), date(2026, 4, 8), date(2026, 4, 24))
    assert [f"{d.due} {d.reads} {d.met or d.status}" for d in found if "learning" in d.id] == [
        "2026-04-16 Talk with Lena Hoff missed",
        "2026-04-20 Brief the client on security and cost of the cloud 2026-04-20",
    ]
    assert [d for d in duties(engaged(ALONE), date(2026, 4, 21)) if "learning" in d.id] == []


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        (TERMS, []),
        ("", ["No time for learning was agreed."]),
        (TERMS.replace('hours = "6 hours"\n', ""), ["No time for learning was agreed."]),
        (
            TERMS.replace('paid_by = "consultant"', 'paid_by = "client"'),
            ["The client pays for this time: it is work."],
        ),
    ],
)
def test_what_changes_nothing_is_told(engaged: Build, terms: str, why: list[str]) -> None:
    engagement = engaged(terms, LEARNED)
    assert [str(e.message) for e in without_effect(engagement, date(2026, 6, 1))] == why
    assert str(engagement.journal.entries[0].says(lambda _, key: key)) == "3 hours: New rules"


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("trust.learning")]

    assert found(TERMS) == found(ALONE) == []
    assert found(ALONE.replace('"consultant"', '"client"')) == ["CH-TRU-020"]
    assert found(ALONE.replace('hours = "6 hours"', "")) == ["CH-TRU-021"]
