"""Entries of days to come, and amendments that come after the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.engagement import Engagement
from charter.core.rules.findings import amendment_findings, entry_findings, unread
from charter.core.vocabulary.finding import Level

Build = Callable[..., Engagement]

FOUR_MONTHS = '[foundation.term]\nstarts = 2026-03-01\ninitial = "4 months"\nrenewal = "none"\n'
HOURS = '[[entry]]\nkind = "hours"\non = {}\nby = "mara"\nhours = "2 hours"\nwork = "Plans"\n{}'
LONGER = """
number = 1
title = "Longer"
signed = {}
effective = {}
[[change]]
path = "foundation.term.initial"
from = "4 months"
to = "9 months"
"""
TODAY = date(2026, 5, 18)


@pytest.mark.parametrize(
    ("journal", "places"),
    [
        (HOURS.format("2026-05-18", ""), []),
        (HOURS.format("2026-05-19", ""), [0]),
        (HOURS.format("2026-05-11", "") + HOURS.format("2026-05-12", "recorded = 2026-05-20\n"), [1]),
        (
            '[[entry]]\nkind = "ended"\non = 2026-06-01\nby = "mara"\nwhy = "by law"\nrule = "section 314 BGB"\n',
            [],
        ),
        ('[[entry]]\nkind = "suspended"\non = 2026-06-01\nby = "mara"\n', []),
    ],
)
def test_what_is_recorded_for_a_day_to_come(journal: str, places: list[int], engaged: Build) -> None:
    found = list(entry_findings(engaged(journal=journal), TODAY, TODAY))
    assert [place for place, _ in found] == places
    assert {finding.id for _, finding in found} == ({"CH-JRN-002"} if places else set())


def test_who_looks_from_an_earlier_day_is_told_of_the_day_it_is(engaged: Build) -> None:
    engagement = engaged(journal=HOURS.format("2026-05-11", "") + HOURS.format("2026-06-11", ""))
    ((place, found),) = entry_findings(engagement, date(2026, 4, 1), TODAY)
    assert (place, found.place) == (1, "entry 2")
    assert (
        str(found.message) == "This is recorded for 11 June 2026, a day still to come: today is 18 May 2026."
    )


@pytest.mark.parametrize(
    ("signed", "effective", "prolongs"),
    [
        ("2026-06-20", "2026-06-30", True),  # the last day
        ("2026-06-20", "2026-07-01", True),  # the moment at which it runs out
        ("2026-06-20", "2026-07-02", False),
        ("2026-07-10", "2026-07-10", False),
        ("2026-07-10", "2026-06-15", True),  # agreed late for a day before the end
    ],
)
def test_a_term_prolonged_after_its_end(signed: str, effective: str, prolongs: bool, engaged: Build) -> None:  # noqa: FBT001
    engagement = engaged(FOUR_MONTHS, "", LONGER.format(signed, effective))
    found = list(amendment_findings(engagement, date(2026, 8, 1)))
    assert not list(amendment_findings(engagement, date(2026, 6, 1)))
    if prolongs:
        assert found == []
    else:
        assert [(one.id, one.place) for one in found] == [("CH-AMD-001", "foundation.term.initial")]
        assert "the engagement had ended on 30 June 2026: it prolongs nothing" in str(found[0].message)


def test_other_terms_may_be_amended_after_the_end(engaged: Build) -> None:
    other = LONGER.format("2026-07-10", "2026-07-10").replace("foundation.term.initial", "title")
    other = other.replace('"4 months"', '"Client engagement agreement"')
    assert not list(amendment_findings(engaged(FOUR_MONTHS, "", other), date(2026, 8, 1)))


def test_without_an_end_nothing_comes_after_it(engaged: Build) -> None:
    assert not list(amendment_findings(engaged(), date(2026, 8, 1)))


def test_a_problem_of_the_journal_is_an_error_beside_the_findings_of_the_terms() -> None:
    found = unread("entry.0.hours", "no hours at all", "leave the entry out")
    assert (found.id, found.level, found.place) == ("CH-JRN-003", Level.ERROR, "entry.0.hours")
    assert unread("", "the file is empty", "").place == "journal"
