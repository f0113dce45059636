"""Which values a page sets with weight, and which stay on one line."""

from __future__ import annotations

import pytest

from charter.core.document.tree import Inline, Reference, Text, Value, Word
from charter.formats.html.lines import HtmlPage, line_html


def classes(*inlines: Inline) -> list[str]:
    """The classes of the values of a line, one text a value."""
    page = HtmlPage(frozenset(), {}, None, set())
    return [part.partition('"')[0] for part in line_html(inlines, page).split('<data class="')[1:]]


@pytest.mark.parametrize(
    "text", ["EUR 900.00", "€900", "1 March 2026", "March 1, 2026", "10 Business Days", "2.5 %"]
)
def test_a_figure_stands_out(text: str) -> None:
    assert classes(Text("for "), Value("a.b.c", text), Text("."))[0].startswith("value whole")
    assert classes(Value("a.b.c", text), Word("Client", "Client"))[0].startswith("value whole")


@pytest.mark.parametrize(
    "text",
    ["Northlight", "every Tuesday at 10:00", "in advance", "12 reasons to go on and on, and on and on again"],
)
def test_a_name_a_phrase_and_a_sentence_do_not(text: str) -> None:
    assert classes(Text("for "), Value("a.b.c", text), Reference("a.b", "1.1 (B)")) == ["value plain"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [("EUR 12,000.00", True), ("30 November 2023", True), ("Germany", False), ("7 days " * 4, False)],
)
def test_a_figure_stays_on_one_line(text: str, whole: bool) -> None:  # noqa: FBT001 - what is expected
    assert classes(Text("by "), Value("a.b.c", text))[0].endswith("whole") is whole
