"""Duties that entries name are looked up once for each day, however many entries name them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from charter.core.engagement import Engagement
from charter.core.facts import Facts, facts
from charter.core.rules import references
from charter.core.rules.journal_rules import journal_violations
from charter.core.vocabulary.entry import Waived
from charter.core.vocabulary.journal import Journal
from charter.folder import load


def test_the_duties_of_a_day_are_found_once(harbourline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[date] = []

    def counted(engagement: Engagement, day: date) -> Facts:
        asked.append(day)
        return facts(engagement, day)

    monkeypatch.setattr(references, "facts", counted)
    days = [date(2023, 9, 5), date(2023, 9, 6)]
    waived = [
        Waived(on=day, by="jonas", duty=f"financials.retainer/alert/2019-01-{n:02}")
        for n in range(1, 21)
        for day in days
    ]
    assert not list(journal_violations(replace(load(harbourline), journal=Journal(waived))))
    assert sorted(asked) == days
