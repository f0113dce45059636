"""A series of invoice numbers never goes back, never doubles and never gets stuck, whatever others numbered."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core.vocabulary.series import Numbers, Series

JUNE = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("used", "following"),
    [
        ((), "NL-2026-0001"),
        (("NL-2026-0001", "NL-2026-0002"), "NL-2026-0003"),
        (("NL-2026-0002", "NL-2026-0007"), "NL-2026-0008"),
        (("NL-2026-0007", "NL-2026-0003"), "NL-2026-0008"),
        (("2026/17", "NL-2026-12b", "XNL-2026-0099", "NL-2026-", "NL-26-0005"), "NL-2026-0001"),
        (("NL-2026-7",), "NL-2026-0008"),
        (("nl-2026-0007",), "NL-2026-0008"),
        (("NL-2026-٠٠٠٩",), "NL-2026-0001"),
        (("NL-2025-0041",), "NL-2026-0042"),
        (("NL-2025-0041", "NL-2026-0001"), "NL-2026-0002"),
        (("NL-2027-0003", "NL-2026-0001"), "NL-2026-0002"),
        (("NL-2026-12345",), "NL-2026-12346"),
    ],
)
def test_the_next_number_is_the_next_free_one(used: tuple[str, ...], following: str) -> None:
    assert Series("NL-{year}-{n}").following(used, JUNE) == following


@pytest.mark.parametrize(
    ("pattern", "used", "following"),
    [
        ("HB-{n}", ("HB-0009", "HB-2026-0011"), "HB-0010"),
        ("{n}", ("17", "2026/18"), "0018"),
        ("{year}{n}", ("20260012", "20250099"), "20260013"),
        ("{n}/{year}", ("0012/2026", "0099/2025"), "0013/2026"),
        ("{year}-{n}-{year}", ("2026-0012-2026", "2026-0099-2025"), "2026-0013-2026"),
        ("A.{n}", ("AX0005", "A.0002"), "A.0003"),
    ],
)
def test_every_pattern_knows_its_own(pattern: str, used: tuple[str, ...], following: str) -> None:
    assert Series(pattern).following(used, JUNE) == following


def test_several_follow_one_another_over_the_turn_of_a_year() -> None:
    days = (dt.date(2026, 11, 1), dt.date(2026, 12, 1), dt.date(2027, 1, 1), dt.date(2027, 2, 1))
    used, series = Numbers(["NL-2026-0004"]), Series("NL-{year}-{n}")
    assert [used.take(series, day) for day in days] == [
        "NL-2026-0005", "NL-2026-0006", "NL-2027-0007", "NL-2027-0008",
    ]  # fmt: skip


def test_a_pattern_that_was_amended_begins_a_series_of_its_own() -> None:
    used = Numbers(["NL-0004"])
    old, new, alike = Series("NL-{n}"), Series("NL-{year}-{n}"), Series("nl-{n}")
    assert [used.take(series, JUNE) for series in (old, new, old, alike)] == [
        "NL-0005", "NL-2026-0001", "NL-0006", "nl-0007",
    ]  # fmt: skip


PATTERNS = ("NL-{year}-{n}", "{year}{n}", "{n}", "{n}{year}", "R{n}-{year}", "{year}/{year}/{n}")
days = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31))
foreign = st.text("0123456789NLR-/", max_size=12)


@st.composite
def numbers(draw: st.DrawFn) -> tuple[Series, tuple[str, ...]]:
    """Give a series and what was used: numbers of it in any order, and others that look like them."""
    series = Series(draw(st.sampled_from(PATTERNS)))
    own = draw(st.lists(st.builds(series.numbered, st.integers(0, 12000), days), max_size=6))
    return series, (*own, *draw(st.lists(foreign, max_size=6)))


def count_in(pattern: str, number: str, day: dt.date) -> int | None:
    """Read the count out of a number of a day's year, by what stands before and behind it."""
    before, after = pattern.replace("{year}", str(day.year)).split("{n}")
    count = number.removeprefix(before).removesuffix(after)
    return int(count) if f"{before}{count}{after}" == number and len(count) >= 4 and count.isdigit() else None


@given(numbers(), days)
def test_a_series_never_doubles_and_never_goes_back(
    given_: tuple[Series, tuple[str, ...]], day: dt.date
) -> None:
    series, used = given_
    number = series.following(used, day)
    assert number not in used
    count = count_in(series.pattern, number, day)
    assert count is not None
    assert all(count > (count_in(series.pattern, each, day) or 0) for each in used)


@given(numbers(), st.lists(st.tuples(st.sampled_from(PATTERNS), days), max_size=5))
def test_several_taken_at_once_are_those_of_one_after_the_other(
    given_: tuple[Series, tuple[str, ...]], wanted: list[tuple[str, dt.date]]
) -> None:
    _, used = given_
    one_by_one = list(used)
    for pattern, day in wanted:
        one_by_one.append(Series(pattern).following(one_by_one, day))
    numbers = Numbers(used)
    assert [numbers.take(Series(pattern), day) for pattern, day in wanted] == one_by_one[len(used) :]


@given(numbers(), days, foreign)
def test_a_number_of_another_kind_changes_nothing(
    given_: tuple[Series, tuple[str, ...]], day: dt.date, other: str
) -> None:
    series, used = given_
    assert series.following((*used, f"~{other}"), day) == series.following(used, day)
