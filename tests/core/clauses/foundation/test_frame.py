"""The frame: an order falls with its master or not, a master ends as agreed, and who counts where they differ."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.questions import empty_cells
from charter.core.rules.no_effect import without_effect
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]

CITE = "foundation.frame"
ORDER = f"""
[{CITE}]
master = {{ title = "Master services agreement", signed_on = 2026-01-12 }}
prevails = "order where it names the term"
stands_apart = true
"""
MASTER = f"""
[{CITE}]
prevails = "master"
stands_apart = true
ends = {{ how = "with the last order", notice = "30 days" }}
"""
ON_NOTICE = MASTER.replace("with the last order", "on notice while no order runs")
OVER = entry("master over", "2026-06-01", "jonas", side="client", why="by agreement")
ENDING = "end of the master"


def made(on: str, order: str = "Order 1") -> str:
    return entry("order made", on, side="consultant", order=order)


def over(on: str, order: str = "Order 1") -> str:
    return entry("order over", on, side="consultant", order=order)


def ends(engagement: Engagement, day: date = date(2027, 12, 1)) -> date | None:
    return facts(engagement, day).deal.ends


def told(engagement: Engagement) -> list[str]:
    return [str(each.message) for each in without_effect(engagement, date(2027, 12, 1))]


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def test_an_order_goes_on_without_its_master_only_where_it_stands_apart(engaged: Build) -> None:
    apart, falls = engaged(ORDER, OVER), engaged(changed(ORDER, "= true", "= false"), OVER)
    assert (ends(apart), ends(falls)) == (None, date(2026, 6, 1))
    assert told(apart) == ["This order goes on without its master."]
    assert told(falls) == []
    assert "goes on to its own end" in section(apart.agreement, CITE)
    assert "An order ends with the master." in section(falls.agreement, CITE)


def test_a_master_ends_with_its_last_order(engaged: Build) -> None:
    """Thirty days after the last order: of two, the later counts; while one runs, the master does."""
    assert ends(engaged(MASTER)) is None
    assert ends(engaged(MASTER, made("2026-04-01"))) is None
    assert ends(engaged(MASTER, made("2026-04-01") + over("2026-06-01"))) == date(2026, 7, 1)
    two = made("2026-04-01") + over("2026-06-01") + made("2026-05-01", "Order 2")
    assert ends(engaged(MASTER, two)) is None
    assert ends(engaged(MASTER, two + over("2026-06-11", "Order 2"))) == date(2026, 7, 11)


def test_a_master_ends_on_notice_while_no_order_runs(engaged: Build) -> None:
    given = notice(ENDING, "2026-06-10")
    assert ends(engaged(ON_NOTICE, given)) == date(2026, 7, 11)
    assert ends(engaged(ON_NOTICE, made("2026-04-01") + over("2026-06-01") + given)) == date(2026, 7, 11)
    for terms, journal in ((ON_NOTICE, made("2026-04-01") + given), (MASTER, given), (ORDER, given)):
        engagement = engaged(terms, journal)
        assert ends(engagement) is None
        assert told(engagement) == [
            "A notice ends the master only where that is agreed, and while no order runs."
        ]


@pytest.mark.parametrize(
    ("terms", "entries", "why"),
    [
        (MASTER, OVER, "This is the master itself."),
        (ORDER, made("2026-04-01"), "This is an order, and holds none."),
        (MASTER, over("2026-04-01"), "No such order was made."),
        ("", OVER, "No other paper is agreed."),
    ],
)
def test_what_changes_nothing_says_why(engaged: Build, terms: str, entries: str, why: str) -> None:
    assert told(engaged(terms, entries)) == [why]


@pytest.mark.parametrize(
    ("prevails", "words"),
    [
        ("master", "the master counts."),
        ("order", "the order counts."),
        ("order where it names the term", "elsewhere the master"),
    ],
)
def test_which_counts_is_said(engaged: Build, prevails: str, words: str) -> None:
    terms = changed(ORDER, "order where it names the term", prevails)
    assert words in section(engaged(terms).agreement, CITE)


def test_a_master_says_who_may_order_and_how_it_ends(engaged: Build) -> None:
    text = section(engaged(MASTER + "group_may_order = true\n").agreement, CITE)
    assert "A company of the Client’s group" in text
    assert "The Client need not order anything." in text
    assert "30 days after its last order" in text
    assert "either side may end the master" in section(engaged(ON_NOTICE).agreement, CITE)


def test_no_cell_of_the_table_of_questions_is_empty(engaged: Build) -> None:
    for terms in (ORDER, MASTER):
        assert [cell for cite, cell in empty_cells(engaged(terms).agreement) if cite == CITE] == []


def test_who_may_not_give_notices_ends_no_order(engaged: Build) -> None:
    falls = changed(ORDER, "= true", "= false")
    by_priya = entry("master over", "2026-06-01", "priya", side="client", why="by agreement")
    assert ends(engaged(falls, by_priya)) is None


def test_a_master_that_says_nothing_of_its_end_goes_on(engaged: Build) -> None:
    open_ = changed(MASTER, 'ends = { how = "with the last order", notice = "30 days" }\n', "")
    engagement = engaged(open_, made("2026-04-01") + over("2026-06-01"))
    assert ends(engagement) is None
    assert "End of the master" not in section(engagement.agreement, CITE)


@pytest.mark.parametrize(
    ("terms", "finding"),
    [
        (ORDER, None),
        (MASTER, None),
        (changed(ORDER, "order where it names the term", "order"), "CH-FND-090"),
        (changed(ORDER, "2026-01-12", "2026-02-17"), "CH-FND-091"),
        (changed(ORDER, "2026-01-12", "2026-02-16"), None),
        (changed(ORDER, "= true", "= false"), "CH-FND-092"),
        (MASTER + "no_duty_to_order = false\n", "CH-FND-093"),
    ],
)
def test_findings(engaged: Build, terms: str, finding: str | None) -> None:
    agreement = engaged(terms).agreement
    found = [f for f in check(agreement) if f.id.startswith("CH-FND-09")]
    assert [f.id for f in found] == ([finding] if finding else [])
    for each in found:
        assert not each.mend or each.id not in {f.id for f in check(apply(agreement, list(each.mend)))}
