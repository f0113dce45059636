"""Equity: the decision of the board, vesting to the unit, events, exercise, and money instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from charter.core.billing import charges
from charter.core.changes import apply
from charter.core.check import check
from charter.core.clauses.financials.equity.entries import Vested
from charter.core.clauses.financials.equity.terms import Grant, Monthly
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.questions import empty_cells
from charter.core.reading import Problems
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.dates import Duration
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]

CITE = "financials.equity"
OPTIONS = f"""
[{CITE}.options]
name = "Adviser's options"
kind = "option"
units = 1000
price = "fair market value"
monthly = {{ months = 12, cliff = 3 }}
exercise_within = "90 days"
plan = "2024 Equity Plan"
board_within = "30 days"
papers_within = "10 days"
instead = "EUR 5000.00"
"""
STOCK = f"""
[{CITE}.stock]
name = "Founding stock"
kind = "restricted stock"
units = 1000
price = "par"
plan = "2024 Equity Plan"
board_within = "30 days"
papers_within = "10 days"
instead = "EUR 5000.00"
[{CITE}.stock.tranches.day]
name = "By day"
on = 2026-04-20
share = "50 %"
[{CITE}.stock.tranches.time]
name = "By time"
after = "2 months"
share = "30 %"
[{CITE}.stock.tranches.event]
name = "By event"
upon = "the launch"
share = "20 %"
"""
SOONER = f"""
[{CITE}.options.sooner.one]
upon = "{{}}"
share = "50 %"
"""
LEAVE = '[exit.termination]\nclient = { notice = "30 days" }\nconsultant = { notice = "30 days" }\ninsolvency = false\n'
LEFT = notice("termination", "2026-07-10")
"""The client leaves; the last day is 9 August."""


def board(on: str = "2026-03-11", grant: str = "options", by: str = "jonas") -> str:
    return entry("granted", on, by, grant=grant, resolution="A resolution")


def exercised(on: str, units: int, grant: str = "options") -> str:
    return entry("exercised", on, "mara", grant=grant, units=units)


def vested(engagement: Engagement, day: date) -> list[tuple[str, int, int]]:
    deemed = facts(engagement, day).deemed
    return [(str(e.on), e.units, e.total) for e in deemed if isinstance(e, Vested)]


def told(engagement: Engagement, day: date = date(2027, 12, 1)) -> list[str]:
    return [str(each.message) for each in without_effect(engagement, day)]


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def test_units_vest_month_by_month_after_the_cliff(engaged: Build) -> None:
    """1000 units in twelve months: 250 on 1 June, then 83 and 84 a month, and 1000 by 1 March."""
    engagement = engaged(OPTIONS, board())
    assert vested(engagement, date(2026, 5, 31)) == []
    assert vested(engagement, date(2026, 7, 1)) == [("2026-06-01", 250, 250), ("2026-07-01", 83, 333)]
    assert vested(engagement, date(2027, 6, 1))[-1] == ("2027-03-01", 83, 1000)
    assert sum(units for _, units, _ in vested(engagement, date(2027, 6, 1))) == 1000


def test_nothing_vests_before_the_board_has_decided(engaged: Build) -> None:
    without = changed(OPTIONS, 'instead = "EUR 5000.00"\n', "")
    assert vested(engaged(without), date(2027, 6, 1)) == []
    late = engaged(without, board("2026-07-15"))
    assert vested(late, date(2026, 8, 1)) == [
        ("2026-07-15", 250, 250),
        ("2026-07-15", 83, 333),
        ("2026-08-01", 84, 417),
    ]
    assert told(late) == []


def test_tranches_vest_on_their_day_and_upon_what_the_client_confirms(engaged: Build) -> None:
    event = entry("tranche reached", "2026-04-25", "jonas", grant="stock", tranche="event")
    engagement = engaged(STOCK, board(grant="stock") + event)
    assert vested(engagement, date(2026, 6, 1)) == [
        ("2026-04-20", 500, 500),
        ("2026-04-25", 200, 700),
        ("2026-05-01", 300, 1000),
    ]
    wrong = entry("tranche reached", "2026-04-25", "jonas", grant="stock", tranche="day")
    assert told(engaged(STOCK, board(grant="stock") + wrong)) == ["No tranche waits for such an event."]


def test_a_grant_without_a_schedule_vests_at_once(engaged: Build) -> None:
    at_once = changed(OPTIONS, "monthly = { months = 12, cliff = 3 }\n", "")
    engagement = engaged(at_once, board())
    assert vested(engagement, date(2026, 4, 1)) == [("2026-03-11", 1000, 1000)]
    assert "How we count" not in section(engagement.agreement, CITE)


def test_what_has_not_vested_by_the_last_day_lapses(engaged: Build) -> None:
    ended = engaged(OPTIONS + LEAVE, board() + LEFT)
    assert [total for _, _, total in vested(ended, date(2027, 6, 1))] == [250, 333, 417]


@pytest.mark.parametrize(
    ("upon", "entries", "more"),
    [
        ("client leaves without a reason", LEFT, ("2026-08-10", 292, 709)),
        ("client gives the reason", LEFT, None),
        ("client leaves without a reason", notice("termination", "2026-07-10", side="consultant"), None),
        (
            "change of control",
            LEFT + entry("control changed", "2026-07-15", "jonas", how="sold"),
            ("2026-07-15", 334, 667),
        ),
        ("change of control", LEFT, None),
    ],
)
def test_an_event_lets_more_vest(
    engaged: Build, upon: str, entries: str, more: tuple[str, int, int] | None
) -> None:
    """Half of the units that have not vested by then: of 583 on 10 August, of 667 on 15 July."""
    engagement = engaged(OPTIONS + SOONER.format(upon) + LEAVE, board() + entries)
    assert (more in vested(engagement, date(2027, 6, 1))) is (more is not None)
    if more is None:
        assert vested(engagement, date(2027, 6, 1))[-1] == ("2026-08-01", 84, 417)


def test_a_change_of_control_that_brings_nothing_says_so(engaged: Build) -> None:
    assert told(engaged(OPTIONS, entry("control changed", "2026-07-15", "jonas", how="sold"))) == [
        "Nothing vests because control changed."
    ]


def test_where_the_board_does_not_decide_in_time_money_is_owed(engaged: Build) -> None:
    """Thirty days after the start end on Tuesday 31 March."""
    silent = engaged(OPTIONS)
    assert charges(silent, date(2026, 3, 31)) == ()
    (charge,) = charges(silent, date(2026, 4, 1))
    assert (charge.on, charge.minor, charge.cite) == (date(2026, 4, 1), 500000, f"{CITE}.options.instead")
    late = engaged(OPTIONS, board("2026-04-02"))
    assert [c.minor for c in charges(late, date(2026, 6, 1))] == [500000]
    assert told(late) == ["The board decided too late: money is owed instead."]
    assert vested(late, date(2027, 6, 1)) == []
    in_time = engaged(OPTIONS, board("2026-03-31"))
    assert charges(in_time, date(2027, 6, 1)) == ()
    assert charges(engaged(changed(OPTIONS, 'instead = "EUR 5000.00"\n', "")), date(2027, 6, 1)) == ()


def test_only_who_signs_for_the_client_records_the_decision(engaged: Build) -> None:
    for by in ("priya", "mara"):
        engagement = engaged(OPTIONS, board(by=by))
        assert vested(engagement, date(2027, 6, 1)) == []
        assert len(told(engagement)) == 1
    assert told(engaged(OPTIONS, board() + board("2026-03-20"))) == ["The board had decided before."]


def test_what_must_be_done_and_by_when(engaged: Build) -> None:
    found = {d.id: d for d in duties(engaged(OPTIONS), date(2026, 3, 2), until=date(2026, 12, 31))}
    assert (str(found[f"{CITE}/board/options"].by), found[f"{CITE}/board/options"].due) == (
        "client",
        date(2026, 3, 31),
    )
    engagement = engaged(OPTIONS + LEAVE, board() + LEFT)
    found = {
        d.id: d for d in duties(engagement, date(2026, 8, 20), date(2026, 3, 1), until=date(2026, 12, 31))
    }
    assert found[f"{CITE}/papers/options"].due == date(2026, 3, 23)
    assert found[f"{CITE}/vest/options/2026-06-01"].due == date(2026, 6, 1)
    assert found[f"{CITE}/exercise/options"].due == date(2026, 11, 7)
    assert not [name for name in found if "election" in name]


def test_an_american_has_thirty_days_for_an_election(engaged: Build) -> None:
    engagement = engaged(STOCK, board(grant="stock"))
    us = apply(engagement.agreement, [Change("foundation.parties.consultant.country", "DE", "US")])
    found = {d.id: d for d in duties(replace(engagement, agreement=us), date(2026, 3, 12))}
    assert found[f"{CITE}/election/stock"].due == date(2026, 4, 10)


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        (exercised("2026-07-02", 333), None),
        (exercised("2026-07-02", 334), "Only 333 units can be exercised."),
        (exercised("2026-07-02", 300) + exercised("2026-07-03", 34), "Only 33 units can be exercised."),
        (exercised("2026-11-07", 417), None),
        (exercised("2026-11-08", 417), "The time to exercise ended on 7 November 2026."),
    ],
)
def test_only_what_has_vested_is_exercised_and_in_time(engaged: Build, entries: str, why: str | None) -> None:
    assert told(engaged(OPTIONS + LEAVE, board() + LEFT + entries)) == ([why] if why else [])


def test_stock_needs_no_exercise_and_nobody_vests_by_hand(engaged: Build) -> None:
    held = engaged(STOCK, board(grant="stock") + exercised("2026-07-02", 1, "stock"))
    assert told(held) == ["'Founding stock' needs no exercise."]
    by_hand = entry("vested", "2026-07-02", grant="stock", units=1, total=1)
    assert told(engaged(STOCK, board(grant="stock") + by_hand)) == ["Units vest by themselves."]
    with pytest.raises(Problems, match="options"):
        engaged(STOCK, board())


def test_an_amended_grant_counts_from_its_day_on(engaged: Build) -> None:
    amendment = f"""
number = 1
title = "More units"
effective = 2026-03-20
signed = 2026-03-20
[[change]]
path = "{CITE}.options.instead"
from = "EUR 5000.00"
to = "EUR 6000.00"
"""
    assert [c.minor for c in charges(engaged(OPTIONS, "", amendment), date(2026, 6, 1))] == [600000]


def test_no_cell_of_the_table_of_questions_is_empty(engaged: Build) -> None:
    agreement = engaged(OPTIONS + STOCK).agreement
    assert [cell for cite, cell in empty_cells(agreement) if cite == CITE] == []
    clause = agreement.financials.equity
    assert clause is not None
    deal = facts(engaged(OPTIONS), date(2026, 4, 1)).deal
    assert str(clause.survives(deal)) == "90 days after the Last Day, for what has vested by then"
    assert (
        str(clause.example(deal)) == "By 1 June 2026, 250 of the 1000 units of Adviser's options have vested"
    )


@pytest.mark.parametrize(
    ("terms", "changes", "finding"),
    [
        (OPTIONS, {}, []),
        (changed(OPTIONS, 'plan = "2024 Equity Plan"\n', ""), {}, ["CH-FIN-190"]),
        (changed(OPTIONS, '"option"', '"phantom shares"'), {}, []),
        (OPTIONS + 'holder = "Mara Lindqvist"\n', {}, ["CH-FIN-191"]),
        (OPTIONS, {"foundation.parties.client.country": "US"}, ["CH-FIN-192"]),
        (
            OPTIONS,
            {"foundation.parties.client.country": "US", "foundation.parties.consultant.form": "person"},
            [],
        ),
        (STOCK, {}, []),
        (STOCK, {"foundation.parties.consultant.country": "US"}, ["CH-FIN-193"]),
        (OPTIONS, {"foundation.parties.consultant.country": "US"}, []),
        (
            changed(OPTIONS, '"fair market value"', '"30-day average"'),
            {"foundation.parties.consultant.country": "US"},
            ["CH-FIN-194"],
        ),
        (changed(OPTIONS, '"fair market value"', '"30-day average"'), {}, []),
        (changed(OPTIONS, 'instead = "EUR 5000.00"\n', ""), {}, ["CH-FIN-195"]),
        (changed(STOCK, 'share = "20 %"', 'share = "19 %"'), {}, ["CH-FIN-197"]),
        (changed(OPTIONS, 'exercise_within = "90 days"\n', ""), {}, ["CH-FIN-196"]),
    ],
)
def test_findings(engaged: Build, terms: str, changes: dict[str, str], finding: list[str]) -> None:
    agreement = apply(engaged(terms).agreement, [Change(path, None, new) for path, new in changes.items()])
    found = [f for f in check(agreement) if f.id.startswith("CH-FIN-19")]
    assert [f.id for f in found] == finding
    for each in found:
        assert not each.mend or each.id not in {f.id for f in check(apply(agreement, list(each.mend)))}


def grant(**terms: object) -> Grant:
    held: dict[str, object] = {
        "name": "Options", "kind": "option", "units": 1000, "price": "par",
        "board_within": Duration.parse("30 days"), "papers_within": Duration.parse("10 days"),
    }  # fmt: skip
    return Grant.model_validate(held | terms, strict=True)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('share = "50 %"', 'share = "51 %"', "are more than the whole"),
        ("on = 2026-04-20\n", 'on = 2026-04-20\nafter = "1 month"\n', "say when it vests"),
        ('price = "par"', 'price = "par"\nmonthly = { months = 3 }', "leave one of them out"),
        ('price = "par"', 'price = "par"\nmonthly = { months = 3, cliff = 4 }', "make it shorter"),
    ],
)
def test_terms_that_contradict_are_refused(engaged: Build, old: str, new: str, complaint: str) -> None:
    with pytest.raises(Problems, match=complaint):
        engaged(changed(STOCK, old, new))


@given(units=st.integers(1, 10**9), months=st.integers(1, 120), data=st.data())
def test_the_parts_of_a_schedule_make_up_the_whole_to_the_unit(
    engaged: Build, units: int, months: int, data: st.DataObject
) -> None:
    cliff = data.draw(st.integers(0, min(months, 60)))
    deal = facts(engaged(), date(2026, 4, 1)).deal
    steps = list(grant(units=units, monthly=Monthly(months=months, cliff=cliff)).schedule(deal))
    assert steps[-1].units == units
    assert [step.units for step in steps] == sorted(step.units for step in steps)
    assert len(steps) == months - max(cliff, 1) + 1
    assert all(a.day < b.day for a, b in pairwise(steps))
    with pytest.raises(ValidationError):
        grant(units=0)
