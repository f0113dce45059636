"""A question is answered in time by its severity, and a recording is deleted."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.communication.channels import ASKED, HOME, RECORDED
from tests.core.journal import entry

Build = Callable[..., Engagement]
TERMS = HOME.terms
NEVER = TERMS.replace('consent = "each time"\ndeleted_after = "30 days"', 'consent = "never"')


def owed(engagement: Engagement, today: date) -> list[str]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 12, 1))
    return [f"{d.by} {d.due} {d.reads} {d.met or d.status}" for d in found if "channels" in d.id]


def test_each_question_has_its_time(engaged: Build) -> None:
    answered = entry("reminded", "2026-03-16", "mara", of="communication.channels/answer/down")
    assert owed(engaged(TERMS, ASKED + RECORDED + answered), date(2026, 3, 18)) == [
        "client 2026-03-17 Answer: Which cloud? late",
        "consultant 2026-03-17 Answer: The shop is down 2026-03-16",
        "both 2026-04-16 Delete the recording: Weekly check-in open",
    ]
    slow = TERMS.replace('urgent = "4 hours"\n', "").replace('"1 business day"', '"3 business days"')
    assert "consultant 2026-03-19 Answer: The shop is down open" in owed(
        engaged(slow, ASKED), date(2026, 3, 18)
    )
    assert owed(engaged("", ASKED + RECORDED), date(2026, 3, 18)) == []


@pytest.mark.parametrize(
    ("terms", "journal", "why"),
    [
        (TERMS, ASKED + RECORDED, []),
        (NEVER, RECORDED, ["The sides agreed to record nothing."]),
        ("", RECORDED, ["Nothing was agreed about channels."]),
        (TERMS, entry("messaged", "2026-03-16", "jonas", side="consultant", severity="normal", what="x"),
         ["Jonas Petersen acts for the client, and this is for the consultant to do: it changes nothing."]),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_told(engaged: Build, terms: str, journal: str, why: list[str]) -> None:
    assert [str(e.message) for e in without_effect(engaged(terms, journal), date(2026, 6, 1))] == why


def test_it_is_told_what_happened(engaged: Build) -> None:
    journal = engaged(TERMS, ASKED + RECORDED).journal
    assert [str(e.says(lambda _, key: key)) for e in journal.entries[:3]] == [
        "by the client: The shop is down (urgent)", "by the consultant: Which cloud?", "Weekly check-in",
    ]  # fmt: skip


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("communication.channels")]

    assert found(TERMS) == found(NEVER) == []
    assert found(TERMS.replace('severities = ["urgent"]', 'severities = ["normal"]')) == ["CH-COM-040"]
    assert found(TERMS.replace('urgent = "4 hours"', "")) == ["CH-COM-041"]
    assert found(TERMS.replace('[communication.channels.quiet]\nsince = "18:00"\nuntil = "9:00"', "")) == [
        "CH-COM-042"
    ]
    assert found(TERMS.replace('deleted_after = "30 days"', "")) == ["CH-COM-043"]
    assert found(TERMS.replace('"each time"', '"never"')) == ["CH-COM-044"]
