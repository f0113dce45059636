"""What does not hold around an agreement is found with its place in its file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from charter.core.engagement import Engagement
from charter.core.findings import located_findings
from charter.core.reading.problem import Problem
from charter.core.vocabulary.finding import Level

Build = Callable[..., Engagement]


def test_settings_and_a_journal_that_do_not_hold_are_told_where_they_stand(engaged: Build) -> None:
    day = date(2026, 3, 2)
    settings = Problem("workspace.toml", 3, 2, "serie", "There is no such part.", "Write series.")
    entry = Problem("journal.toml", 7, 1, "", "This is no table.")
    engagement, texts = engaged(), {"agreement.toml": b'title = "Engagement"\n'}
    as_it_is = located_findings(engagement, texts.copy, day, day)
    amiss = located_findings(engagement, texts.copy, day, day, (entry,), workspace=(settings,))
    told = [
        (one.finding.id, one.finding.level, one.finding.place, one.at) for one in amiss if one not in as_it_is
    ]
    assert told == [
        ("CH-JRN-003", Level.ERROR, "journal", entry),
        ("CH-WSP-009", Level.ERROR, "serie", settings),
    ]
