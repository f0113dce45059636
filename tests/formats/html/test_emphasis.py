"""Which values a page sets with weight, and which stay on one line."""

from __future__ import annotations

import pytest

from charter.core.document.tree import Inline, Reference, Text, Value, Word
from charter.formats.html.lines import Page, line_html


def classes(*inlines: Inline) -> list[str]:
    """The classes of the values of a line, one text a value."""
    page = Page(frozenset(), {}, None, set())
    return [part.partition('"')[0] for part in line_html(inlines, page).split('<data class="')[1:]]


def test_a_value_among_words_stands_out() -> None:
    assert classes(Text("for "), Value("a.b.c", "Northlight"), Text(".")) == ["value"]
    assert classes(Value("a.b.c", "Northlight"), Word("Client", "Client")) == ["value"]
    assert classes(Value("a.b.c", "Northlight"), Reference("a.b", "1.1 (B)")) == ["value"]


@pytest.mark.parametrize("mark", ["; ", ", ", " – ", "."])
def test_a_line_that_is_all_values_is_plain_but_for_its_figures(mark: str) -> None:
    found = classes(Value("a.b.c", "Weekly call"), Text(mark), Value("a.b.d", "every Tuesday at 10:00"))
    assert found == ["value plain", "value"]


def test_of_many_values_only_figures_stand_out() -> None:
    names = [Value(f"a.b.{n}", "Roadmap") for n in range(4)]
    assert classes(Text("Of "), *names) == ["value"] * 4
    assert classes(Text("Of "), *names, Value("a.b.e", "40 %")) == ["value plain"] * 4 + ["value whole"]


def test_a_sentence_is_plain_but_a_long_name_is_not() -> None:
    long = "Greater Continental Refrigerated Logistics and Warehousing Holdings of North America"
    assert classes(Text("Why: "), Value("a.b.why", long)) == ["value plain"]
    assert classes(Text("For "), Value("foundation.parties.client.name", long)) == ["value"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [("EUR 12,000.00", True), ("30 November 2023", True), ("Germany", False), ("7 days " * 4, False)],
)
def test_a_figure_stays_on_one_line(text: str, whole: bool) -> None:  # noqa: FBT001 - what is expected
    assert classes(Text("by "), Value("a.b.c", text))[0].endswith("whole") is whole
