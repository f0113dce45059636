"""Days, spans, durations, hours, rhythms and business days, as an agreement means them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from charter.core.vocabulary.dates import (
    Calendar,
    Day,
    Duration,
    Hours,
    Rhythm,
    Span,
    TimeOfDay,
    Unit,
    add_months,
    calendar_exists,
    long_date,
    periods,
)
from charter.core.vocabulary.dates.business import SURE

HAMBURG, LONDON = "DE-HH", "GB-ENG"
MONDAY_TO_FRIDAY = Calendar()
ISO_DATE = "Input should be a valid date in the format YYYY-MM-DD"
LETTER = "x"
DURATION = 'like "30 days" or "5 business days"'
HOURS = 'like "64 hours" or "2.5 hours"'
RHYTHM = 'like "every Tuesday 10:00" or "every month on day 1"'
days = st.dates(dt.date(1930, 1, 1), dt.date(2060, 12, 31))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


class Terms(BaseModel, frozen=True, extra="forbid"):
    review: Duration | None = None
    included: Hours | None = None
    meets: Rhythm | None = None
    until_hour: TimeOfDay | None = None
    starts: Day | None = None


def read(term: str, json: str) -> Any:  # noqa: ANN401 - each term has a type of its own
    return getattr(Terms.model_validate_json(f'{{"{term}": {json}}}', strict=True), term)


def refused(term: str, json: str) -> str:
    with pytest.raises(ValidationError) as wrong:
        read(term, json)
    (error,) = wrong.value.errors()
    return error["msg"].removeprefix("Value error, ")


# ── days and spans ─────────────────────────────────────────────────────────────────────────────


def test_a_clipped_day_comes_back() -> None:
    end = day("2028-01-31")
    months = [add_months(end, n) for n in range(1, 4)]
    assert months == [day("2028-02-29"), day("2028-03-31"), day("2028-04-30")]
    assert add_months(day("2028-02-29"), -11, anchor_day=31) == day("2027-03-31")


def test_notice_given_on_20_june_with_30_days_ends_after_20_july() -> None:
    last_day = Duration.parse("30 days").after(day("2026-06-20"), MONDAY_TO_FRIDAY)
    notice = Span(day("2026-06-21"), last_day + dt.timedelta(days=1))
    assert (long_date(notice.last_day), notice.until, notice.days) == ("20 July 2026", day("2026-07-21"), 30)
    assert str(notice) == "21 June 2026 to 20 July 2026"


@given(days, days, days, days)
def test_an_overlap_holds_the_days_of_both(a: dt.date, b: dt.date, c: dt.date, d: dt.date) -> None:
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    both = one.overlap(other)
    assert both == other.overlap(one)
    assert both is None or (both.start in one and both.last_day in one and both.start in other)
    assert (both is None) == (max(one.start, other.start) >= min(one.until, other.until))


def test_an_empty_span_has_no_days() -> None:
    assert Span(day("2026-03-02"), day("2026-03-01")).days == 0
    assert day("2026-03-01") not in Span(day("2026-03-01"), day("2026-03-01"))


@given(days, st.sampled_from([1, 3, 12]), st.integers(1, 31), st.integers(0, 1500))
def test_billing_periods_tile_their_span(start: dt.date, months: int, bill_day: int, length: int) -> None:
    until = start + dt.timedelta(days=length)
    found = periods(start, months, bill_day, until)
    assert sum(period.days for period in found) == length
    edges = [start, *(period.until for period in found)]
    assert [period.start for period in found] == edges[:-1]
    assert edges[-1] == until
    assert all(not period.is_part for period in found[1:-1])
    for period in found:
        assert period.overlap(period.whole) == Span(period.start, period.until)
        assert period.whole.start == add_months(period.whole.until, -months, anchor_day=bill_day)


def test_the_first_quarterly_bill_comes_a_quarter_after_a_bill_day_that_has_passed() -> None:
    first, second = periods(day("2026-05-20"), 3, 1, day("2026-11-01"))
    assert (first.until, first.days, first.whole.days) == (day("2026-08-01"), 73, 92)
    assert second.whole == Span(day("2026-08-01"), day("2026-11-01"))


@pytest.mark.parametrize(
    ("term", "json", "mending"),
    [
        ("starts", '"2026-02-31"', f"{ISO_DATE}, day value is outside expected range"),
        ("starts", '"0026-02-01"', "the year 26 is out of reach; write a day from 1901 to 2099"),
        ("until_hour", '"24:00"', 'write a time of day in quotes, like "18:00"'),
        ("until_hour", "1800", 'write a time of day in quotes, like "18:00"'),
        ("review", "30", f"a bare number does not say what it counts: write the unit, {DURATION}"),
        ("review", '"30"', 'write the unit, like "30 days"'),
        ("review", '"a month"', f'use a whole number and a unit, {DURATION} (found "a month")'),
        ("review", '"-3 days"', f'use a whole number and a unit, {DURATION} (found "-3 days")'),
        ("review", '"10001 days"', "10001 days is too long; use at most 10,000 units and at most 100 years"),
        ("review", '"101 years"', "101 years is too long; use at most 10,000 units and at most 100 years"),
        ("included", '"64"', 'write the unit, like "64 hours"'),
        ("included", '"-2 hours"', f"hours are zero or more; write them without the minus, {HOURS}"),
        ("included", '"0.3333 hours"', '0.3333 hours is no whole number of seconds; write minutes, like "20 minutes"'),
        ("included", '"10001 hours"', "10001 hours is too much; use at most 10,000 hours"),
        ("included", '"a day"', f'use a number and a unit, {HOURS} (found "a day")'),
        ("meets", '"every third Monday"', 'write "every 3 weeks on Monday" or "every third Monday of the month"'),
        ("meets", '"every month on day 32"', "a month never has a day 32; use a day from 1 to 31"),
        ("meets", '"every year on 30 February"', "February never has a day 30; use a day from 1 to 29"),
        ("meets", '"every 61 days"', "every 61 is no rhythm; use a number from 1 to 60"),
        ("meets", '"Tuesdays"', f'use a rhythm, {RHYTHM} (found "Tuesdays")'),
        ("meets", '"every ' + "x" * 300 + '"', f'use a rhythm, {RHYTHM} (found "every {33 * LETTER}…")'),
    ],
)  # fmt: skip
def test_other_times_are_refused_with_a_way_to_mend_them(term: str, json: str, mending: str) -> None:
    assert refused(term, json) == mending


def test_times_are_written_back_as_they_are_shown() -> None:
    given = '{"review":"5 working days","included":"2h30","meets":"every other Friday at 9:00",'
    terms = Terms.model_validate_json(given + '"until_hour":"18:00:00","starts":"2026-03-01"}', strict=True)
    assert terms.model_dump_json() == (
        '{"review":"5 business days","included":"2.5 hours","meets":"every second Friday 09:00",'
        '"until_hour":"18:00","starts":"2026-03-01"}'
    )
    assert Terms(until_hour=dt.time(9)).until_hour == dt.time(9)


# ── durations and hours ────────────────────────────────────────────────────────────────────────


@given(st.integers(0, 100), st.sampled_from(Unit), days)
def test_a_duration_reads_back_and_turns_around(count: int, unit: Unit, start: dt.date) -> None:
    duration = Duration(count, unit)
    assert Duration.parse(str(duration)) == duration
    assert bool(duration) == (count > 0)
    after, before = duration.after(start, MONDAY_TO_FRIDAY), duration.before(start, MONDAY_TO_FRIDAY)
    assert before <= start <= after
    if unit in {Unit.HOURS, Unit.DAYS, Unit.WEEKS}:
        assert duration.before(after, MONDAY_TO_FRIDAY) == start


@pytest.mark.parametrize(
    ("written", "last_day"),
    [
        ("48 hours", "2026-05-02"),
        ("25 hours", "2026-05-02"),
        ("2 weeks", "2026-05-14"),
        ("1 month", "2026-05-30"),
        ("10 months", "2027-02-28"),
        ("1 year", "2027-04-30"),
        ("1 business day", "2026-05-04"),
    ],
)
def test_a_time_runs_from_the_day_after(written: str, last_day: str) -> None:
    """30 April 2026 is a Thursday; 1 May is a holiday in Hamburg."""
    assert Duration.parse(written).after(day("2026-04-30"), Calendar((HAMBURG,))) == day(last_day)


def test_durations_of_different_units_compare_by_about_their_days() -> None:
    about = [
        Duration.parse(text).about_days for text in ("48 hours", "5 business days", "1 month", "60 days")
    ]
    assert about == [2, 7, 31, 60]


@given(st.integers(0, 10_000 * 3600))
def test_hours_read_back(seconds: int) -> None:
    assert Hours.parse(str(Hours(seconds))) == Hours(seconds)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("64 hours", "64 hours"), ("1 h", "1 hour"), ("2h30", "2.5 hours"), ("2 h 05 min", "2h05"),
        ("90 minutes", "1.5 hours"), ("20 min", "20 minutes"), ("100 seconds", "100 seconds"), ("0 hours", "0 hours"),
    ],
)  # fmt: skip
def test_hours_have_one_canonical_text(written: str, canonical: str) -> None:
    assert str(Hours.parse(written)) == canonical


def test_hours_add_up() -> None:
    two, three = Hours.parse("2 hours"), Hours.parse("3 hours")
    assert (two + three, three - two, two < three) == (Hours(18000), Hours(3600), True)
    assert str(two - three) == "-1 hour"
    assert not Hours(0)
    assert Hours(18).decimal == Decimal("0.01")


# ── rhythms ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "canonical", "first"),
    [
        ("every day 09:30", "every day 09:30", "04 05 06"),
        ("every 10 days", "every 10 days", "04 14 24"),
        ("every weekday", "every weekday", "04 05 06"),
        ("every Tuesday at 10:00", "every Tuesday 10:00", "10 17 24"),
        ("every week on Tuesday", "every Tuesday", "10 17 24"),
        ("every other Tuesday", "every second Tuesday", "10 24 07"),
        ("every 2 weeks on Friday", "every second Friday", "06 20 03"),
        ("every 3 weeks on Wednesday", "every 3 weeks on Wednesday", "04 25 15"),
        ("every first Monday 9:00", "every first Monday 09:00", "06 04 01"),
        ("every last Friday of the month", "every last Friday", "27 24 29"),
        ("every second Monday of the month", "every second Monday of the month", "09 13 11"),
        ("every month on day 1", "every month on day 1", "01 01 01"),
        ("every month on day 31", "every month on day 31", "31 30 31"),
        ("every 3 months on day 31", "every 3 months on day 31", "31 30 30"),
        ("every quarter on day 15", "every quarter on day 15", "15 15 15"),
        ("every year on 29 February", "every year on 29 February", "28 29 28"),
    ],
)
def test_a_rhythm_has_its_days(written: str, canonical: str, first: str) -> None:
    """From Wednesday 4 March 2026."""
    rhythm = Rhythm.parse(written)
    found = rhythm.occurrences(day("2026-03-04"), day("2030-03-04"))
    assert (str(rhythm), " ".join(f"{each:%d}" for each in found[:3])) == (canonical, first)
    assert Rhythm.parse(canonical) == rhythm == Rhythm.parse(rhythm.shown())
    assert rhythm.occurrences(day("2026-03-04"), day("2026-03-04")) == ()
    assert all(a < b for a, b in pairwise(found))


def test_a_quarter_is_one_of_the_calendar() -> None:
    found = Rhythm.parse("every quarter on day 31").occurrences(day("2026-03-04"), day("2027-02-01"))
    assert found == (day("2026-04-30"), day("2026-07-31"), day("2026-10-31"), day("2027-01-31"))


def test_a_rhythm_that_finds_no_first_day_is_empty() -> None:
    assert Rhythm.parse("every 2 weeks on Friday").occurrences(day("2026-03-07"), day("2026-03-10")) == ()


@given(st.sampled_from(["every second Tuesday", "every month on day 31", "every last Friday"]), days)
def test_a_later_end_only_adds_days(written: str, start: dt.date) -> None:
    rhythm = Rhythm.parse(written)
    near, far = (rhythm.occurrences(start, start + dt.timedelta(days=n)) for n in (100, 300))
    assert far[: len(near)] == near


# ── business days ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("rule", "works_on_reformation_day"), [("both", False), ("either", True)])
def test_whose_business_days(rule: Literal["either", "both"], works_on_reformation_day: object) -> None:
    """Reformation Day is a holiday in Hamburg only, Boxing Day and Easter Monday in both places."""
    calendar = Calendar((HAMBURG, LONDON), rule)
    found = [calendar.is_business(day(text)) for text in ("2025-10-31", "2025-12-26", "2026-04-06")]
    assert found == [works_on_reformation_day, False, False]
    assert not calendar.is_business(day("2026-03-01"))


@given(days, st.integers(-30, 30))
def test_the_nth_business_day_has_n_business_days_on_the_way(start: dt.date, n: int) -> None:
    calendar = Calendar((HAMBURG,))
    found = calendar.add(start, n)
    way = range(1, abs((found - start).days) + 1)
    passed = [start + dt.timedelta(days=step if n > 0 else -step) for step in way]
    assert sum(map(calendar.is_business, passed)) == abs(n)
    assert n == 0 or calendar.is_business(found)


@pytest.mark.parametrize(
    ("rule", "rolled"),
    [("forward", "2026-06-01"), ("back", "2026-05-29"), ("modified", "2026-05-29"), ("none", "2026-05-31")],
)
def test_a_sunday_at_the_month_end_rolls(
    rule: Literal["forward", "back", "modified", "none"], rolled: str
) -> None:
    assert MONDAY_TO_FRIDAY.roll(day("2026-05-31"), rule) == day(rolled)


def test_rolling_stays_in_the_month_where_it_can() -> None:
    assert MONDAY_TO_FRIDAY.roll(day("2026-05-30"), "forward") == day("2026-06-01")
    assert MONDAY_TO_FRIDAY.roll(day("2026-05-23"), "modified") == day("2026-05-25")
    assert MONDAY_TO_FRIDAY.roll(day("2026-05-22"), "modified") == day("2026-05-22")


def test_every_place_that_counts_as_sure_has_a_calendar() -> None:
    assert all(Calendar((code,)).add(day("2026-01-01"), 1) > day("2026-01-01") for code in SURE)
    assert all(calendar_exists(code) for code in (*SURE, "JP", "CA-ON"))


@pytest.mark.parametrize("code", ["ZZ", "DE-XX", "", "UK-", "de"])
def test_a_place_that_nobody_knows_is_named(code: str) -> None:
    assert not calendar_exists(code)
    with pytest.raises(ValueError, match="no public holidays are known for"):
        Calendar((code,)).is_business(day("2026-03-02"))


def said(kind: type[Duration | Hours | Rhythm], text: str) -> str:
    """Give the canonical text, or the error."""
    try:
        return str(kind.parse(text))
    except ValueError as wrong:
        return str(wrong)


@given(st.sampled_from([Duration, Hours, Rhythm]), st.text(max_size=30))
def test_any_text_is_a_time_or_an_error_that_shows_how(
    kind: type[Duration | Hours | Rhythm], text: str
) -> None:
    answer = said(kind, text)
    assert "like" in answer or said(kind, answer) == answer


@pytest.mark.parametrize("span", ["1 day", "30 days", "60 days", "2 weeks", "48 hours"])
@pytest.mark.parametrize("event", [dt.date(2026, 3, 1), dt.date(2026, 7, 1), dt.date(2028, 3, 1)])
def test_all_days_of_a_time_before_lie_between(span: str, event: dt.date) -> None:
    duration = Duration.parse(span)
    last = duration.clear_before(event, MONDAY_TO_FRIDAY)
    assert (event - last).days - 1 == duration.about_days


def test_twice_a_month_counts_both_days_and_clips_the_later_to_the_month() -> None:
    """Gap 0: "on the 15th and the last day" was no rhythm."""
    twice = Rhythm.parse("every month on days 15 and 31 10:00")
    assert str(twice) == "every month on days 15 and 31 10:00"
    found = twice.occurrences(dt.date(2026, 2, 1), dt.date(2026, 4, 1))
    assert [f"{day:%d %b}" for day in found] == ["15 Feb", "28 Feb", "15 Mar", "31 Mar"]
    clipped = Rhythm.parse("every month on days 29 and 31").occurrences(
        dt.date(2026, 2, 1), dt.date(2026, 3, 1)
    )
    assert [f"{day:%d %b}" for day in clipped] == ["28 Feb"]


@pytest.mark.parametrize("days", ["31 and 15", "15 and 15", "0 and 15", "15 and 32"])
def test_two_days_of_a_month_stand_in_their_order(days: str) -> None:
    with pytest.raises(ValueError, match="day"):
        Rhythm.parse(f"every month on days {days}")
