"""The picture of the engagement: every label apart, on any length of time."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from charter.core.document import tree
from charter.formats import series
from tests.budget import tries

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("start", "end", "deliverable", "input", "payment", "meeting", "talk", "stop", "unheard of")
MARCH = dt.date(2026, 3, 1)

Box = tuple[float, float, float, float]


def drawn(timeline: tree.Timeline) -> etree._Element:
    return etree.fromstring(series.draw_timeline(timeline).encode())


def boxes(svg: etree._Element) -> list[tuple[str, Box]]:
    """Where each text stands: left, top, right, bottom; as wide as the widest usual face makes it."""
    found = []
    for node in svg.iter(f"{SVG}text"):
        size = float(node.get("font-size") or svg.get("font-size") or 0)
        text = node.text or ""
        x, y, wide = float(node.get("x") or 0), float(node.get("y") or 0), series.text_width(text, size)
        left = x - wide if node.get("text-anchor") == "end" else x
        found.append((text, (left, y - size * 0.8, left + wide, y + size * 0.25)))
    return found


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@st.composite
def timelines(draw: st.DrawFn) -> tree.Timeline:
    """From a week to ten years, with or without an end, one to sixty marks, some outside the term."""
    first = draw(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)))
    length = draw(st.integers(7, 3660))
    days = st.integers(-20, length + 60).map(lambda count: first + dt.timedelta(count))
    labels = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=80)
    marks = st.builds(
        tree.Mark,
        days,
        st.sampled_from(KINDS),
        labels | st.sampled_from(["Invoice", "Review"]),
        st.just("a.b"),
    )
    found = draw(st.lists(marks, min_size=1, max_size=60))
    last = draw(st.sampled_from([None, first + dt.timedelta(length)]))
    return tree.Timeline(first, last, tuple(found), "A picture.")


@settings(max_examples=tries(15, 300))
@given(timelines())
def test_no_two_labels_meet_and_none_leaves_the_picture(timeline: tree.Timeline) -> None:
    svg = drawn(timeline)
    height = float((svg.get("viewBox") or "").split()[3])
    placed = boxes(svg)
    assert [(a, b) for (a, at), (b, by) in combinations(placed, 2) if meet(at, by)] == []
    assert [text for text, box in placed if box[0] < 0 or box[1] < 0 or box[3] > height] == []


@settings(max_examples=tries(15, 300))
@given(timelines())
def test_every_day_of_every_mark_has_its_sign(timeline: tree.Timeline) -> None:
    expected = {(mark.kind, mark.label, mark.day) for mark in timeline.marks}
    assert {(row.kind, row.label, day) for row in series.rows(timeline.marks) for day in row.days} == expected
    assert len(list(drawn(timeline).iterfind(f".//{SVG}g[@transform]"))) == len(expected)


def test_what_recurs_shares_a_row() -> None:
    marks = tuple(tree.Mark(dt.date(2026, month, 1), "payment", "Invoice", "a.b") for month in range(1, 13))
    (row,) = series.rows((*marks, marks[0]))
    assert len(row.days) == 12


def test_the_start_comes_first_and_the_end_after_what_falls_on_its_day() -> None:
    marks = (
        tree.Mark(dt.date(2026, 8, 31), "end", "End", "a.b"),
        tree.Mark(dt.date(2026, 8, 31), "payment", "Final invoice", "a.b"),
        tree.Mark(dt.date(2026, 2, 1), "input", "Access", "a.b"),
        tree.Mark(MARCH, "start", "Start", "a.b"),
    )
    assert [row.label for row in series.rows(marks)] == ["Start", "Access", "Final invoice", "End"]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (dt.date(2026, 3, 8), ["1 Mar", "2 Mar", "3 Mar", "4 Mar", "5 Mar", "6 Mar", "7 Mar", "8 Mar"]),
        (dt.date(2026, 4, 10), ["2 Mar", "9 Mar", "16 Mar", "23 Mar", "30 Mar", "6 Apr"]),
        (dt.date(2026, 8, 31), ["Mar", "Apr", "May", "Jun", "Jul", "Aug"]),
        (dt.date(2028, 2, 29), ["Apr", "Jul", "Oct", "Jan", "Apr", "Jul", "Oct", "Jan"]),
        (
            dt.date(2032, 2, 29),
            ["Jul", "Jan", "Jul", "Jan", "Jul", "Jan", "Jul", "Jan", "Jul", "Jan", "Jul", "Jan"],
        ),
        (dt.date(2046, 2, 28), []),
    ],
)
def test_the_scale_is_as_fine_as_can_be_read(last: dt.date, expected: list[str]) -> None:
    svg = drawn(tree.Timeline(MARCH, last, (), "A picture."))
    assert [node.text for node in svg.iterfind(f"{SVG}text[@class='tick']")] == expected


def test_years_stand_where_they_begin() -> None:
    svg = drawn(tree.Timeline(dt.date(2026, 10, 1), dt.date(2027, 6, 30), (), "A picture."))
    assert [node.text for node in svg.iterfind(f"{SVG}text[@class='year']")] == ["2026", "2027"]


def test_an_engagement_without_an_end_runs_on() -> None:
    endless = drawn(tree.Timeline(MARCH, None, (), "It runs on."))
    assert len(endless.findall(f"{SVG}path[@class='on']")) == 1
    assert drawn(tree.Timeline(MARCH, MARCH, (), "One day.")).findall(f"{SVG}path[@class='on']") == []


def test_the_picture_says_in_words_what_it_shows() -> None:
    svg = drawn(tree.Timeline(MARCH, None, (tree.Mark(MARCH, "talk", "<b>&", "a.b"),), "It <runs> on & on."))
    assert svg.findtext(f"{SVG}desc") == "It <runs> on & on."
    assert svg.findtext(f"{SVG}g/{SVG}title") == "<b>&"
    assert svg.get("role") == "img"


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_ends_of_the_calendar_are_drawn_too(day: dt.date) -> None:
    for last in (None, day):
        assert (
            drawn(tree.Timeline(day, last, (tree.Mark(day, "stop", "Stop", "a.b"),), "x")).tag == f"{SVG}svg"
        )
    assert drawn(tree.Timeline(dt.date.min, dt.date.max, (), "x")).tag == f"{SVG}svg"


def test_a_name_too_long_for_its_row_ends_at_a_word() -> None:
    name = "Read access to repositories, cloud accounts and monitoring"
    svg = drawn(
        tree.Timeline(MARCH, None, (tree.Mark(MARCH, "input", name, "scope.dependencies"),), "A picture.")
    )
    (shown,) = [node.text or "" for node in svg.iter(f"{SVG}text") if node.get("class") == "name"]
    assert shown.endswith("…")
    assert name.startswith(shown[:-1])
    assert name[len(shown) - 1] in " ,"
