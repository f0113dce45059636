"""Marks on fixed days; low ones bring a plan, and a plan that fails a way out."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.reading.problem import Problems
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.duty import Duty
from tests.core.clauses.trust.feedback import BAD, GOOD, HOME, LOW_TWICE, marks
from tests.core.journal import entry, notice

Build = Callable[..., Engagement]

TERMS = HOME.terms
PLAN = entry("reminded", "2026-04-15", of="trust.feedback/plan/consultant/2026-03-31")
FAILED = LOW_TWICE + PLAN + marks("2026-04-30", "jonas", BAD)


def owed(engagement: Engagement, today: date) -> list[Duty]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 12, 1))
    return [duty for duty in found if duty.cite.startswith("trust.feedback")]


def keys(engagement: Engagement, today: date, of: str) -> list[tuple[str, date | None, str]]:
    found = [d for d in owed(engagement, today) if f"/{of}/" in d.id]
    return [(d.by, d.due, str(d.met or d.status)) for d in found]


def ends(engagement: Engagement, today: date) -> date | None:
    return facts(engagement, today).deal.ends


def test_both_mark_on_each_day(engaged: Build) -> None:
    """From 1 March: Sunday 15 and Monday 30 days later, moved to business days; then every three months."""
    found = owed(engaged(TERMS), date(2026, 3, 2))
    assert [d.due for d in found if d.by == "client"] == [
        date(2026, 3, 16), date(2026, 3, 31), date(2026, 4, 30), date(2026, 6, 1), date(2026, 8, 31),
        date(2026, 11, 30),
    ]  # fmt: skip
    first = found[0]
    assert (first.who, str(first.at), str(first.reads)) == (
        "jonas",
        "12:00:00",
        "Send your marks for 16 March 2026",
    )


def test_days_that_fall_together_count_once(engaged: Build) -> None:
    often = TERMS.replace('"3 months"', '"1 day"').replace(', "30 days", "60 days", "90 days"', "")
    due = [d.due for d in owed(engaged(often), date(2026, 3, 2)) if d.by == "client"]
    assert due[:3] == [date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 18)]
    assert len(due) == len(set(due))


def test_marks_meet_the_duty_and_missing_ones_are_owed_no_more(engaged: Build) -> None:
    given = marks("2026-03-13", "jonas", GOOD, occasion="2026-03-16")
    assert keys(engaged(TERMS, given), date(2026, 3, 17), "mark")[:2] == [
        ("client", date(2026, 3, 16), "2026-03-13"), ("consultant", date(2026, 3, 16), "missed"),
    ]  # fmt: skip


def test_nobody_learns_from_the_log_what_the_other_gave(engaged: Build) -> None:
    said = engaged(TERMS, LOW_TWICE).journal.entries[0].says(lambda _, key: key)
    assert str(said) == "marks for 16 March 2026"


@pytest.mark.parametrize(
    ("journal", "plans"),
    [
        (LOW_TWICE, [("consultant", date(2026, 4, 16), "open")]),
        (LOW_TWICE + PLAN, [("consultant", date(2026, 4, 16), "2026-04-15")]),
        (LOW_TWICE.replace("jonas", "mara"), [("client", date(2026, 4, 16), "open")]),
        (marks("2026-03-16", "jonas", BAD), []),
        (marks("2026-03-16", "jonas", BAD) + marks("2026-03-31", "jonas", [3, 3, 3, 3, 3]), []),
        (marks("2026-03-16", "jonas", BAD) + marks("2026-03-31", "mara", BAD), []),
        (marks("2026-03-16", "jonas", BAD) + marks("2026-04-30", "jonas", BAD), []),
        (LOW_TWICE.replace("jonas", "priya"), []),
        (LOW_TWICE.replace("2, 2]", "2]"), []),
    ],
    ids=["low twice", "a plan", "of the other", "once", "not below", "one each", "missing between", "by another", "few"],
)  # fmt: skip
def test_low_marks_in_a_row_bring_a_plan(
    engaged: Build, journal: str, plans: list[tuple[str, date, str]]
) -> None:
    assert keys(engaged(TERMS, journal), date(2026, 4, 15), "plan") == plans


@pytest.mark.parametrize(
    ("journal", "today", "may"),
    [
        (LOW_TWICE, date(2026, 4, 16), []),
        (LOW_TWICE, date(2026, 4, 17), ["client"]),
        (LOW_TWICE, date(2026, 4, 30), ["client"]),
        (LOW_TWICE, date(2026, 5, 1), []),
        (LOW_TWICE + PLAN, date(2026, 4, 20), []),
        (FAILED, date(2026, 5, 4), ["client"]),
        (FAILED, date(2026, 5, 15), ["client"]),
            (FAILED, date(2026, 5, 18), []),
        (FAILED.replace("2026-04-30", "2026-05-01"), date(2026, 5, 4), []),
    ],
    ids=["time for a plan", "no plan", "last day", "lapsed", "a plan", "low again", "after Ascension Day", "lapsed then", "late marks"],
)  # fmt: skip
def test_a_plan_that_failed_lets_the_other_side_leave(
    engaged: Build, journal: str, today: date, may: list[str]
) -> None:
    assert [by for by, _, _ in keys(engaged(TERMS, journal), today, "end")] == may


def test_after_the_way_out_the_count_starts_again(engaged: Build) -> None:
    low = FAILED + marks("2026-06-01", "jonas", BAD)
    assert len(keys(engaged(TERMS, low), date(2026, 6, 2), "plan")) == 1
    again = low + marks("2026-08-31", "jonas", BAD)
    assert len(keys(engaged(TERMS, again), date(2026, 9, 1), "plan")) == 2


@pytest.mark.parametrize(
    ("journal", "end"),
    [
        (LOW_TWICE + notice("low marks", "2026-04-20"), date(2026, 5, 1)),
        (LOW_TWICE + notice("low marks", "2026-04-20", until="2026-05-15"), date(2026, 5, 16)),
        (LOW_TWICE + notice("low marks", "2026-04-20", "consultant"), None),
        (LOW_TWICE + notice("low marks", "2026-04-13"), None),
        (LOW_TWICE + notice("low marks", "2026-05-04"), None),
        (LOW_TWICE + PLAN + notice("low marks", "2026-04-20"), None),
    ],
    ids=["in time", "a later day", "by the other", "too early", "too late", "a plan came"],
)
def test_only_a_notice_with_that_right_ends_it(engaged: Build, journal: str, end: date | None) -> None:
    assert ends(engaged(TERMS, journal), date(2026, 6, 1)) == end


def test_an_earlier_end_stays(engaged: Build) -> None:
    term = '[foundation.term]\nstarts = 2026-03-01\ninitial = "2 months"\nrenewal = "none"\n'
    journal = LOW_TWICE + notice("low marks", "2026-04-29")
    assert ends(engaged(term + TERMS, journal), date(2026, 6, 1)) == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("terms", "journal", "why"),
    [
        (TERMS, LOW_TWICE, None),
        (TERMS, LOW_TWICE + notice("low marks", "2026-04-20"), None),
        ("", marks("2026-03-16", "jonas", BAD), "Nothing was agreed about marks."),
        (TERMS, marks("2026-03-17", "jonas", BAD), "No marks are due on 17 March 2026."),
        (TERMS, marks("2026-03-16", "priya", BAD), "Only Jonas Petersen and Mara Lindqvist give marks."),
        (TERMS, marks("2026-03-17", "jonas", BAD, occasion="2026-03-16"),
         "They came after 16 March 2026, and count as not given."),
        (TERMS, marks("2026-03-16", "jonas", [1]), "1 marks for 5 questions."),
        (TERMS, marks("2026-03-16", "jonas", [1, 2, 3, 4, 11]), "A mark is at least 1 and at most 10."),
        (TERMS, marks("2026-03-16", "jonas", BAD) + marks("2026-03-16", "jonas", GOOD),
         "There were marks of the same person before."),
        (TERMS, LOW_TWICE + notice("low marks", "2026-05-04"),
         "The right to end it lapsed after 30 April 2026: nothing ends."),
        (TERMS, notice("low marks", "2026-04-20"),
         "No plan after low marks of the client had failed: nothing ends."),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_told(engaged: Build, terms: str, journal: str, why: str | None) -> None:
    found = [str(each.message) for each in without_effect(engaged(terms, journal), date(2026, 6, 1))]
    assert found == ([why] if why else [])


def test_where_words_were_negotiated_a_person_decides(engaged: Build) -> None:
    words = f'[trust.feedback.wording]\ntext = "As we please."\nreplaces = "{"0" * 64}"\neffect = "manual"\n'
    engagement = engaged(TERMS + words, LOW_TWICE + notice("low marks", "2026-04-20"))
    assert list(without_effect(engagement, date(2026, 6, 1))) == []
    assert ends(engagement, date(2026, 6, 1)) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [("best = 10\nbelow = 3", "best = 5\nbelow = 6"), ('every = "3 months"', 'every = "0 days"')],
)
def test_what_nobody_can_mean_is_refused(engaged: Build, before: str, after: str) -> None:
    with pytest.raises(Problems):
        engaged(TERMS.replace(before, after))


def test_findings(engaged: Build) -> None:
    def found(before: str, after: str) -> list[str]:
        agreement = engaged(TERMS.replace(before, after)).agreement
        return [f.id for f in check(agreement) if f.place.startswith("trust.feedback")]

    assert found("", "") == []
    assert found('client = "jonas"', 'client = "mara"') == ["CH-TRU-001"]
    assert found("in_a_row = 2", "in_a_row = 1") == ["CH-TRU-002"]
    assert found('every = "3 months"', "") == ["CH-TRU-003"]
    assert found('every = "3 months"', 'every = "5 days"') == ["CH-TRU-005"]
    assert found('"value",', '"value", "a", "b", "c", "d",') == ["CH-TRU-004"]
