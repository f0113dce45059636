"""A change of control of the client: what it means, who may then leave, and until when."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core.check import check
from charter.core.document.assembly import document
from charter.core.document.tree import plain
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.exit_plan import exit_plan
from charter.core.facts import facts
from charter.core.reading import Problems
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.party import Side
from tests.core.clauses.exit.test_settlement import CLOSE
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]
RIGHT = """
[exit.termination.change_of_control]
means = { share = "50 %", assets = true, board = true }
who = "consultant"
within = "30 days"
notice = "5 days"
"""
TERMS = CLOSE.replace("9 days", "20 days") + RIGHT
SOLD = entry("control changed", "2026-04-01", "jonas", how="all shares sold")
OF = "change of control"


def last_day(engagement: Engagement) -> date | None:
    ends = facts(engagement, date(2027, 6, 1)).deal.ends
    return ends - timedelta(1) if ends else None


@pytest.mark.parametrize(
    ("told", "last", "why"),
    [
        (SOLD + notice(OF, "2026-04-10", "consultant"), date(2026, 4, 15), None),
        (SOLD + notice(OF, "2026-05-01", "consultant"), date(2026, 5, 6), None),
        (
            SOLD + notice(OF, "2026-05-02", "consultant"),
            None,
            "The notice came too late: after that was learned it could come until 1 May 2026. Nothing ends.",
        ),
        (SOLD + notice(OF, "2026-05-02", "consultant", learned="2026-04-20"), date(2026, 5, 7), None),
        (
            SOLD + notice(OF, "2026-04-10"),
            None,
            "The agreement gives the client no right to a notice of 'change of control': nothing ends.",
        ),
        (
            notice(OF, "2026-04-10", "consultant"),
            None,
            "Nothing tells that control of the client had changed when the notice came: nothing ends.",
        ),
    ],
    ids=["in time", "on the last day", "late", "learned late", "the other side", "nothing changed"],
)
def test_who_may_leaves_soon_after_control_changed(
    engaged: Build, told: str, last: date | None, why: str | None
) -> None:
    story = engaged(TERMS, told)
    assert last_day(story) == last
    assert [str(f.message) for f in without_effect(story, date(2026, 6, 1))] == ([why] if why else [])


@given(after=st.integers(0, 60), within=st.integers(0, 40), time=st.integers(0, 19))
def test_it_ends_after_the_notice_or_not_at_all(engaged: Build, after: int, within: int, time: int) -> None:
    terms = TERMS.replace('"30 days"', f'"{within} days"').replace('"5 days"', f'"{time} days"')
    given_on = date(2026, 4, 1) + timedelta(after)
    expected = given_on + timedelta(time) if after <= within else None
    assert last_day(engaged(terms, SOLD + notice(OF, str(given_on), "consultant"))) == expected


def test_the_right_has_its_days_and_its_way_out(engaged: Build) -> None:
    def rights(today: date) -> list[tuple[Side | str, date | None, str]]:
        found = duties(engaged(TERMS, SOLD), today, date(2026, 3, 1), date(2026, 7, 1))
        return [(d.by, d.due, str(d.reads)) for d in found if "/control/" in d.id]

    reads = "End the engagement with 5 days of notice: control of the client changed"
    assert rights(date(2026, 3, 31)) == []
    assert rights(date(2026, 5, 1)) == [(Side.CONSULTANT, date(2026, 5, 1), reads)]
    assert rights(date(2026, 5, 2)) == []
    before = exit_plan(engaged(TERMS), date(2026, 4, 10), Side.CONSULTANT, OF)
    after = exit_plan(engaged(TERMS, SOLD), date(2026, 4, 10), Side.CONSULTANT, OF)
    assert (before.last_day, after.last_day) == (None, date(2026, 4, 15))
    sides = [(way.right.side, way.last_day) for way in after.ways if way.right.of == OF]
    assert sides == [(Side.CONSULTANT, date(2026, 4, 15))]


@pytest.mark.parametrize(
    ("means", "words"),
    [
        ('{ share = "50 %" }', "once somebody new holds more than 50 % of its votes."),
        ("{ assets = true }", "once somebody new buys most of its business."),
        ("{ board = true }", "once somebody new may name most managers."),
        (
            '{ share = "30 %", board = true }',
            "holds more than 30 % of its votes, or may name most managers.",
        ),
    ],
)
def test_it_says_what_a_change_of_control_is(engaged: Build, means: str, words: str) -> None:
    terms = TERMS.replace('{ share = "50 %", assets = true, board = true }', means)
    assert words in section(engaged(terms).agreement, "exit.termination")


def test_page_one_says_who_may_leave(engaged: Build) -> None:
    said = "Once control of the Client changed, the Consultant may leave with 5 days of notice."
    assert said in how_to_stop(engaged(TERMS))
    slow = engaged(TERMS.replace('"5 days"', '"20 days"'))  # no quicker than without a reason
    assert "Once control of the Client changed" not in how_to_stop(slow)


def how_to_stop(engagement: Engagement) -> str:
    cover = document(engagement.agreement).cover
    return next(plain(fact.inlines) for fact in cover if fact.label == "How to stop")


def test_a_change_that_means_nothing_is_refused(engaged: Build) -> None:
    with pytest.raises(Problems, match="give a share, or set assets or board to true"):
        engaged(CLOSE + RIGHT.replace('share = "50 %", assets = true, board = true', ""))


SALE = """
[exit.settlement.payments.sold]
when = "client without reason"
amount = "EUR 9000.00"
what = "the sale"
after_control = "3 months"
"""


@pytest.mark.parametrize(
    ("terms", "found"), [(CLOSE, set()), (CLOSE + SALE, {"CH-EXT-021"}), (TERMS + SALE, set())]
)
def test_what_hangs_on_control_says_what_that_is(engaged: Build, terms: str, found: set[str]) -> None:
    assert {"CH-EXT-021"} & {f.id for f in check(engaged(terms).agreement)} == found
