"""Hours by role: how each is rounded, what a month comes to, and what is beyond the cap."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges, statement
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from tests.core.journal import entry

Build = Callable[..., Engagement]

RATES = """
[financials.hourly]
increment = "15 minutes"
rounding = "up"
figures = "exact"
{}

[financials.hourly.rates.cto]
name = "Chief technology officer"
price = "EUR 180.00"

[financials.hourly.rates.coach]
name = "Coach"
price = "EUR 150.00"
"""

PAY = """
[financials.invoicing]
cycle = "every month on day 1"
number = "N-{n}"

[financials.payment]
due_after = "14 days"
counted_from = "issue"
methods = ["cheque"]
currency = "EUR"
charges_borne_by = "client"
set_off = "only undisputed"
"""

RETAINER = """
[financials.retainer]
amount = "EUR 1000.00"
period = "month"
billed = "in arrears"
hours = "2 hours"
overage = "EUR 100.00"
"""


def hours(on: str, how_long: str, role: str = "", recorded: str = "") -> str:
    more = {"role": role} if role else {}
    more |= {"recorded": recorded} if recorded else {}
    return entry("hours", on, hours=how_long, work="Work", **more)


def booked(engagement: Engagement, day: date) -> dict[str, int]:
    return {
        charge.id.removeprefix("financials.hourly/"): charge.minor
        for charge in charges(engagement, day)
        if charge.cite.clause == "financials.hourly"
    }


def test_a_month_is_charged_when_it_is_over_one_line_for_each_role(engaged: Build) -> None:
    journal = (
        hours("2026-03-03", "50 minutes")
        + hours("2026-03-09", "2 hours", "coach")
        + hours("2026-03-31", "1 hour")
    )
    engagement = engaged(RATES.format(""), journal)
    assert booked(engagement, date(2026, 3, 31)) == {}
    assert booked(engagement, date(2026, 4, 1)) == {
        "2026-03-01/cto/18000": 360_00,
        "2026-03-01/coach/15000": 300_00,
    }
    cto = charges(engagement, date(2026, 4, 1))[0]
    assert str(cto.reads) == (
        "Chief technology officer, 1 March 2026 to 31 March 2026: 2 hours at EUR 180.00 an hour"
    )
    assert cto.basis.shown == "hours(minor=18000, seconds=7200)"
    assert cto.cite == "financials.hourly.rates.cto.price"
    assert len(cto.entries) == 2


@pytest.mark.parametrize(
    ("terms", "worked", "minor"),
    [
        ("", "50 minutes", 180_00),
        ('minimum = "2 hours"', "50 minutes", 360_00),
        ('minimum = "15 minutes"', "50 minutes", 180_00),
    ],
)
def test_an_entry_is_rounded_to_the_step_and_counts_at_least_the_minimum(
    engaged: Build, terms: str, worked: str, minor: int
) -> None:
    found = booked(engaged(RATES.format(terms), hours("2026-03-03", worked)), date(2026, 4, 1))
    assert found == {"2026-03-01/cto/18000": minor}


@pytest.mark.parametrize(("way", "minor"), [("up", 180_00), ("down", 135_00), ("nearest", 135_00)])
def test_which_way_is_agreed(engaged: Build, way: str, minor: int) -> None:
    terms = RATES.format("").replace('"up"', f'"{way}"')
    assert booked(engaged(terms, hours("2026-03-03", "50 minutes")), date(2026, 4, 1)) == {
        "2026-03-01/cto/18000": minor
    }


def test_hours_to_two_decimals_multiply_out_on_the_line(engaged: Build) -> None:
    terms = RATES.format("").replace('"exact"', '"two decimals"').replace('"15 minutes"', '"1 minute"')
    engagement = engaged(terms, hours("2026-03-03", "20 minutes"))
    (charge,) = charges(engagement, date(2026, 4, 1))
    assert charge.minor == 59_40
    assert str(charge.basis.in_words("EUR")) == "EUR 180.00 × 0.33 hours, to two decimals"


def test_above_the_cap_no_hour_is_charged_and_the_next_month_begins_anew(engaged: Build) -> None:
    journal = (
        hours("2026-03-03", "3 hours")
        + hours("2026-03-04", "3 hours", "coach")
        + hours("2026-04-02", "1 hour")
    )
    engagement = engaged(RATES.format('cap = "4 hours"\nalert = "75 %"'), journal)
    assert booked(engagement, date(2026, 5, 1)) == {
        "2026-03-01/cto/18000": 540_00,
        "2026-03-01/coach/15000": 150_00,
        "2026-04-01/cto/18000": 180_00,
    }
    (usage,) = statement(engagement, date(2026, 3, 20)).usage
    assert (usage.whole, usage.used, usage.left, usage.beyond) == (4 * 3600, 4 * 3600, 0, 2 * 3600)
    found = [duty for duty in duties(engagement, date(2026, 3, 5), date(2026, 3, 1)) if "/alert/" in duty.id]
    assert [(duty.due, duty.cite) for duty in found] == [(date(2026, 3, 4), "financials.hourly.alert")]
    assert (
        str(found[0].reads)
        == "Tell the client that 75 % of the hours of 1 March 2026 to 31 March 2026 are used"
    )
    told = entry("reminded", "2026-03-04", of="financials.hourly/alert/2026-03-01")
    again = engaged(RATES.format('cap = "4 hours"\nalert = "75 %"'), journal + told)
    assert [d.met for d in duties(again, date(2026, 3, 5), date(2026, 3, 1)) if "/alert/" in d.id] == [
        date(2026, 3, 4)
    ]


def test_without_a_cap_there_is_nothing_to_use_up_and_nothing_to_tell(engaged: Build) -> None:
    engagement = engaged(RATES.format(""), hours("2026-03-03", "3 hours"))
    assert statement(engagement, date(2026, 3, 20)).usage == ()
    assert not [duty for duty in duties(engagement, date(2026, 3, 20)) if "hourly" in duty.id]


def test_the_warning_waits_for_its_share(engaged: Build) -> None:
    engagement = engaged(RATES.format('cap = "4 hours"\nalert = "75 %"'), hours("2026-03-03", "2 hours"))
    assert not [duty for duty in duties(engagement, date(2026, 3, 20)) if "/alert/" in duty.id]


def test_hours_in_no_role_draw_on_a_retainer_where_there_is_one(engaged: Build) -> None:
    journal = hours("2026-03-03", "3 hours") + hours("2026-03-04", "1 hour", "coach")
    engagement = engaged(RETAINER + RATES.format(""), journal)
    assert booked(engagement, date(2026, 4, 1)) == {"2026-03-01/coach/15000": 150_00}
    beyond = [c.minor for c in charges(engagement, date(2026, 4, 1)) if "/overage/" in c.id]
    assert beyond == [100_00]


def test_hours_learned_late_are_charged_on_the_day_they_are_learned(engaged: Build) -> None:
    engagement = engaged(RATES.format(""), hours("2026-03-03", "1 hour", recorded="2026-04-10"))
    assert booked(engagement, date(2026, 4, 9)) == {}
    assert booked(engagement, date(2026, 4, 10)) == {"2026-03-01/2026-04-10/cto/18000": 180_00}


def test_an_hour_costs_what_was_agreed_for_its_day(engaged: Build) -> None:
    dearer = """
number = 1
title = "Dearer"
signed = 2026-03-10
effective = 2026-03-16
[[change]]
path = "financials.hourly.rates.cto.price"
from = "EUR 180.00"
to = "EUR 200.00"
"""
    journal = hours("2026-03-03", "1 hour") + hours("2026-03-16", "1 hour")
    engagement = engaged(RATES.format(""), journal, dearer)
    assert booked(engagement, date(2026, 4, 1)) == {
        "2026-03-01/cto/18000": 180_00,
        "2026-03-01/cto/20000": 200_00,
    }
    agreed = {charge.minor: charge.agreed for charge in charges(engagement, date(2026, 4, 1))}
    assert agreed == {180_00: "agreement", 200_00: "amendment 1"}


def test_a_role_that_is_not_agreed_is_refused_and_one_taken_away_costs_nothing_more(engaged: Build) -> None:
    gone = """
number = 1
title = "No coach"
signed = 2026-03-10
effective = 2026-03-16
[[change]]
path = "financials.hourly.rates.coach"
from = {name = "Coach", price = "EUR 150.00"}
"""
    journal = hours("2026-03-03", "1 hour", "coach") + hours("2026-03-20", "1 hour", "coach")
    engagement = engaged(RATES.format(""), journal, gone)
    assert booked(engagement, date(2026, 4, 1)) == {"2026-03-01/coach/15000": 150_00}


def test_an_engagement_that_ends_charges_what_was_worked_on_the_day_after(engaged: Build) -> None:
    over = entry("ended", "2026-03-13", "jonas", why="by law", rule="section 314 BGB")
    engagement = engaged(RATES.format(""), hours("2026-03-12", "1 hour") + over)
    assert booked(engagement, date(2026, 3, 13)) == {"2026-03-01/cto/18000": 180_00}
    off = entry("ended", "2026-02-20", "jonas", why="by law", rule="section 314 BGB")
    assert booked(engaged(RATES.format(""), off), date(2026, 4, 1)) == {}


def test_it_is_a_fee_like_any_other(engaged: Build) -> None:
    engagement = engaged(RATES.format("") + PAY)
    ids = {finding.id for finding in check(engagement.agreement)}
    assert not ids & {"CH-FIN-001", "CH-FIN-002"}
    assert "CH-GEN-010" in ids  # late payment is missed where anything is paid
    assert statement(engaged(RATES.format("")), date(2026, 3, 5)).currency == "EUR"
    (price, coach) = engaged(RATES.format('cap = "10 hours"')).agreement.financials.hourly.prices()  # type: ignore[union-attr] # it is there
    assert (str(price.amount), str(price.most), str(coach.what)) == (
        "EUR 180.00 an hour",
        "EUR 1,800.00 a month",
        "Coach",
    )


@pytest.mark.parametrize(
    ("terms", "ids"),
    [
        ("", {"CH-FIN-080"}),
        ('cap = "10 hours"', {"CH-FIN-081"}),
        ('cap = "10 hours"\nalert = "80 %"', set()),
        ('alert = "80 %"', {"CH-FIN-080", "CH-FIN-082"}),
    ],
)
def test_hours_without_a_limit_or_a_warning_are_found(engaged: Build, terms: str, ids: set[str]) -> None:
    found = check(engaged(RATES.format(terms) + PAY).agreement)
    assert {one.id for one in found if one.place.startswith("financials.hourly")} == ids


def test_a_rate_for_nothing_is_found(engaged: Build) -> None:
    found = check(engaged(RATES.format("").replace("EUR 150.00", "EUR 0.00")).agreement)
    (one,) = [finding for finding in found if finding.id == "CH-FIN-083"]
    assert (one.place, str(one.message)) == (
        "financials.hourly.rates.coach.price", "An hour of Coach costs EUR 0.00: is that meant?"
    )  # fmt: skip
