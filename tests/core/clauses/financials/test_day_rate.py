"""Days and half days: what a day is, what a month comes to, and what lies above its limit."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.core.billing import charges, statement
from charter.core.check import check
from charter.core.clauses.financials.day_rate import DayRate
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.arithmetic.kernels import half_days
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.money import Money
from tests.budget import tries
from tests.core.clauses.financials.test_hourly import PAY
from tests.core.journal import entry

Build = Callable[..., Engagement]

RATE = """
[financials.day_rate]
rate = "EUR 1200.00"
hours = "8 hours"
half_days = true
{}
"""
CAPPED = RATE.format('cap = 2\nalert = "75 %"')
BEYOND = """
[financials.day_rate.beyond]
approved_by = ["jonas"]
days = 2
"""
NAME = "financials.day_rate/"


def worked(on: str, how_long: str = "", **more: str) -> str:
    return entry("day worked", on, work="Workshop", **({"hours": how_long} if how_long else {}), **more)


def booked(engagement: Engagement, day: date) -> dict[str, int]:
    found = charges(engagement, day)
    return {c.id.removeprefix(NAME): c.minor for c in found if c.cite.clause == "financials.day_rate"}


def ids(engagement: Engagement) -> set[str]:
    return {f.id for f in check(engagement.agreement) if f.place.startswith("financials.day_rate")}


def test_the_days_of_a_month_are_charged_when_it_is_over(engaged: Build) -> None:
    engagement = engaged(RATE.format(""), worked("2026-03-03") + worked("2026-03-04", "4 hours"))
    assert booked(engagement, date(2026, 3, 31)) == {}
    assert booked(engagement, date(2026, 4, 1)) == {"2026-03-01/120000": 1800_00}
    (charge,) = charges(engagement, date(2026, 4, 1))
    assert str(charge.reads) == (
        "Work by the day, 1 March 2026 to 31 March 2026: 1.5 days at EUR 1,200.00 a day"
    )
    assert charge.basis.shown == "half_days(minor=120000, halves=3)"
    assert str(charge.basis.in_words("EUR")).endswith("1.5 days")
    assert (charge.cite, len(charge.entries)) == ("financials.day_rate.rate", 2)


@pytest.mark.parametrize(
    ("journal", "minor"),
    [
        (worked("2026-03-03", "4 hours"), 600_00),
        (worked("2026-03-03", "4h01"), 1200_00),
        (worked("2026-03-03", "3 hours") + worked("2026-03-03", "1 hour"), 600_00),
        (worked("2026-03-03", "3 hours") + worked("2026-03-03", "2 hours"), 1200_00),
        (worked("2026-03-03", "11 hours"), 1200_00),
        (worked("2026-03-03") + worked("2026-03-03", note="And in the evening."), 1200_00),
        (worked("2026-03-03", "3.5 hours", travel="3 hours"), 600_00),
    ],
)
def test_all_work_of_a_day_counts_together_and_never_as_more_than_a_day(
    engaged: Build, journal: str, minor: int
) -> None:
    assert booked(engaged(RATE.format(""), journal), date(2026, 4, 1)) == {"2026-03-01/120000": minor}


@pytest.mark.parametrize(("share", "minor"), [("50 %", 1200_00), ("10 %", 600_00)])
def test_part_of_the_time_on_the_way_counts_as_work_where_it_is_agreed(
    engaged: Build, share: str, minor: int
) -> None:
    terms, journal = (
        RATE.format(f'travel_time = "{share}"'),
        worked("2026-03-03", "3.5 hours", travel="2 hours"),
    )
    assert booked(engaged(terms, journal), date(2026, 4, 1)) == {"2026-03-01/120000": minor}


def test_without_half_days_an_hour_costs_a_day(engaged: Build) -> None:
    terms = RATE.format("").replace("true", "false")
    assert booked(engaged(terms, worked("2026-03-03", "1 hour")), date(2026, 4, 1)) == {
        "2026-03-01/120000": 1200_00
    }


def test_a_later_price_counts_from_its_day(engaged: Build) -> None:
    later = '[financials.day_rate.later.spring]\non = 2026-03-16\nprice = "EUR 1300.00"\n'
    journal = worked("2026-03-15") + worked("2026-03-16", "4 hours")
    assert booked(engaged(RATE.format("") + later, journal), date(2026, 4, 1)) == {
        "2026-03-01/120000": 1200_00,
        "2026-03-01/130000": 650_00,
    }


def test_an_amendment_midway_moves_no_day_before_it(engaged: Build) -> None:
    dearer = """
number = 1
title = "Dearer"
signed = 2026-03-10
effective = 2026-03-16
[[change]]
path = "financials.day_rate.rate"
from = "EUR 1200.00"
to = "EUR 1250.00"
"""
    engagement = engaged(RATE.format(""), worked("2026-03-03") + worked("2026-03-16"), dearer)
    assert booked(engagement, date(2026, 4, 1)) == {
        "2026-03-01/120000": 1200_00,
        "2026-03-01/125000": 1250_00,
    }
    agreed = {charge.minor: charge.agreed for charge in charges(engagement, date(2026, 4, 1))}
    assert agreed == {1200_00: "agreement", 1250_00: "amendment 1"}
    past: Past[DayRate] = engagement.contract.pasts[DayRate.cite]  # type: ignore[assignment]  # of this clause
    assert DayRate.stable_until(past, date(2026, 3, 1), date(2026, 3, 16)) == date(2026, 3, 16)


def test_a_day_recorded_late_corrects_the_month(engaged: Build) -> None:
    late = worked("2026-03-05", recorded="2026-04-10")
    engagement = engaged(RATE.format(""), worked("2026-03-03") + late)
    assert booked(engagement, date(2026, 4, 9)) == {"2026-03-01/120000": 1200_00}
    assert sum(booked(engagement, date(2026, 4, 10)).values()) == 2400_00


def test_above_the_limit_nothing_is_charged_and_the_next_month_begins_anew(engaged: Build) -> None:
    journal = (
        worked("2026-03-03") + worked("2026-03-04", "4 hours") + worked("2026-03-05") + worked("2026-04-02")
    )
    engagement = engaged(CAPPED, journal)
    assert booked(engagement, date(2026, 5, 1)) == {
        "2026-03-01/120000": 2400_00,
        "2026-04-01/120000": 1200_00,
    }
    (usage,) = statement(engagement, date(2026, 3, 20)).usage
    assert (usage.whole, usage.used, usage.beyond) == (16 * 3600, 16 * 3600, 4 * 3600)
    (none,) = without_effect(engagement, date(2026, 4, 1))
    assert (
        str(none.message) == "Of this day, half a day lies above the limit of the month and is not charged."
    )


def test_the_client_is_told_before_the_days_run_out(engaged: Build) -> None:
    journal = worked("2026-03-03") + worked("2026-03-04", "4 hours")
    found = [
        d for d in duties(engaged(CAPPED, journal), date(2026, 3, 5), date(2026, 3, 1)) if "/alert/" in d.id
    ]
    assert [(d.due, d.cite) for d in found] == [(date(2026, 3, 5), "financials.day_rate.alert")]
    told = entry("reminded", "2026-03-05", of=f"{NAME}alert/2026-03-01")
    again = duties(engaged(CAPPED, journal + told), date(2026, 3, 6), date(2026, 3, 1))
    assert [d.met for d in again if "/alert/" in d.id] == [date(2026, 3, 5)]
    one = duties(engaged(CAPPED, worked("2026-03-03")), date(2026, 3, 20))
    assert not [d for d in one if "/alert/" in d.id]


def test_without_a_limit_nothing_is_used_up(engaged: Build) -> None:
    engagement = engaged(RATE.format(""), worked("2026-03-03"))
    assert statement(engagement, date(2026, 3, 20)).usage == ()


@pytest.mark.parametrize(
    ("approved", "minor"),
    [
        (entry("approved days", "2026-03-04", "jonas", days=1), 3600_00),
        (entry("approved days", "2026-03-04", "jonas", days=5), 4800_00),
        (entry("approved days", "2026-03-06", "jonas", days=1), 2400_00),
        (entry("approved days", "2026-03-04", "priya", days=1), 2400_00),
        (entry("approved days", "2026-03-04", "mara", days=1), 2400_00),
    ],
)
def test_days_above_the_limit_need_a_yes_before_of_one_who_may(
    engaged: Build, approved: str, minor: int
) -> None:
    days = "".join(worked(f"2026-03-0{n}") for n in (2, 3, 4, 5))
    assert booked(engaged(CAPPED + BEYOND, days + approved), date(2026, 4, 1)) == {"2026-03-01/120000": minor}


def test_a_yes_that_changes_nothing_says_why(engaged: Build) -> None:
    yes = entry("approved days", "2026-03-04", "priya", days=1)
    (found,) = without_effect(engaged(CAPPED + BEYOND, yes), date(2026, 4, 1))
    assert str(found.message) == "Priya Raman may not approve this: it is not charged."
    (found,) = without_effect(engaged(CAPPED, yes), date(2026, 4, 1))
    assert str(found.message) == "No days above the limit are agreed that need a yes: it changes nothing."
    (found,) = without_effect(engaged("", worked("2026-03-03")), date(2026, 4, 1))
    assert str(found.message) == "No price of a day was agreed: nothing is charged for it."
    assert not [*without_effect(engaged(CAPPED, worked("2026-03-03")), date(2026, 4, 1))]


def test_a_yes_counts_up_to_what_its_author_may_approve(engaged: Build) -> None:
    yes = entry("approved days", "2026-03-04", "jonas", days=2)
    engagement = engaged(CAPPED + BEYOND, yes)
    people = engagement.agreement.foundation.parties.people
    small = people["jonas"].model_copy(update={"approves_up_to": Money(2000_00, "EUR")})
    deal = engagement.agreement.foundation.parties.model_copy(update={"people": people | {"jonas": small}})
    foundation = engagement.agreement.foundation.model_copy(update={"parties": deal})
    agreement = engagement.agreement.model_copy(update={"foundation": foundation})
    (found,) = without_effect(Engagement(agreement, journal=engagement.journal), date(2026, 4, 1))
    assert "It costs up to EUR 2,400.00, and Jonas Petersen may approve EUR 2,000.00" in str(found.message)


def test_an_engagement_that_ends_charges_what_was_worked_on_the_day_after(engaged: Build) -> None:
    over = entry("ended", "2026-03-13", "jonas", why="by law", rule="section 314 BGB")
    engagement = engaged(RATE.format(""), worked("2026-03-12") + over)
    assert booked(engagement, date(2026, 3, 13)) == {"2026-03-01/120000": 1200_00}


def test_it_is_a_fee_with_its_most_and_its_yes(engaged: Build) -> None:
    engagement = engaged(CAPPED + BEYOND + PAY)
    assert not {f.id for f in check(engagement.agreement)} & {"CH-FIN-001", "CH-FIN-002"}
    clause = engagement.agreement.financials.day_rate
    assert clause is not None
    day, more = clause.prices()
    assert (str(day.amount), str(day.most)) == ("EUR 1,200.00 a day", "EUR 2,400.00 a month")
    assert (str(more.what), str(more.most), more.yes) == (
        "Days above 2 a month",
        "2 days a month",
        ("jonas",),
    )


@pytest.mark.parametrize(
    ("terms", "then"),
    [
        (RATE.format(""), "each day worked is charged"),
        (CAPPED, "they cost nothing"),
        (CAPPED + BEYOND, "they cost nothing"),
    ],
)
def test_it_says_what_holds_where_nobody_agrees(engaged: Build, terms: str, then: str) -> None:
    clause = engaged(terms).agreement.financials.day_rate
    assert clause is not None
    assert [str(one.then) for one in clause.unanswered()] == [then]


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        (RATE.format(""), {"CH-FIN-120"}),
        (RATE.format("cap = 10"), {"CH-FIN-121"}),
        (RATE.format('alert = "80 %"'), {"CH-FIN-120", "CH-FIN-122"}),
        (CAPPED, set()),
        (CAPPED.replace("1200", "0"), {"CH-FIN-123"}),
        (CAPPED + BEYOND, set()),
        (CAPPED + BEYOND.replace("jonas", "mara"), {"CH-FIN-124"}),
        (RATE.format("") + BEYOND, {"CH-FIN-120", "CH-FIN-125"}),
        (CAPPED.replace("8 hours", "10 hours"), set()),
        (CAPPED.replace("8 hours", "11 hours"), {"CH-FIN-126"}),
        (CAPPED + '[financials.day_rate.later.x]\non = 2026-02-01\nprice = "EUR 1.00"\n', {"CH-FIN-127"}),
        (CAPPED + '[financials.day_rate.later.x]\non = 2026-04-01\nprice = "EUR 1.00"\n', set()),
    ],
)
def test_what_is_odd_is_found(engaged: Build, terms: str, found: set[str]) -> None:
    assert ids(engaged(terms + PAY)) == found


@given(st.integers(0, 10**9), st.lists(st.integers(1, 62), max_size=12))
@settings(max_examples=tries(50, 2000), deadline=None)
def test_half_days_are_exact_to_the_cent(minor: int, months: list[int]) -> None:
    for halves in months:
        exact = minor * halves
        assert abs(2 * half_days(minor=minor, halves=halves) - exact) <= 1
        assert half_days(minor=2 * minor, halves=halves) == exact


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 24)), max_size=12),
    st.integers(1, 31),
    st.integers(1, 20),
)
@settings(max_examples=tries(20, 200), deadline=None)
def test_a_month_never_costs_more_than_its_limit_nor_a_day_more_than_a_day(
    frame: Callable[[str, str], Engagement], days: list[tuple[int, int]], cap: int, hours: int
) -> None:
    first = date(2026, 3, 1)
    journal = "".join(
        worked(str(first + timedelta(days=n)), f"{time} hours") for n, time in dict(days).items()
    )
    terms = RATE.format(f"cap = {cap}").replace("8 hours", f"{hours} hours")
    total = sum(booked(frame(terms, journal), date(2026, 4, 1)).values())
    halves = sum(1 if 2 * time <= hours else 2 for time in dict(days).values())
    assert total == min(halves, 2 * cap) * 600_00


@pytest.fixture(scope="module")
def frame() -> Callable[[str, str], Engagement]:
    """Give what builds an engagement, for tests of many tries."""
    from charter.core.reading import read  # noqa: PLC0415 - one use
    from tests.core.conftest import FRAME, SIGNED, TERM  # noqa: PLC0415 - one use

    return lambda clauses, journal: read(
        {"agreement.toml": (FRAME + TERM + clauses).encode(), "journal.toml": (journal + SIGNED).encode()}
    )
