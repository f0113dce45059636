"""Expenses: which are paid and up to how much, whose yes they need, and by when they are claimed."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.clauses.financials.expenses.entries import LetGo
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.charge import Basis
from tests.core.clauses.financials.test_hourly import PAY
from tests.core.journal import entry

Build = Callable[..., Engagement]

LISTED = """
[financials.expenses]
covered = "listed"
listed = ["train", "hotel"]
receipts = true
claim_within = "30 days"
late_claim = "lapses"
{}
"""
LIMITS = LISTED.format('each_up_to = "EUR 150.00"\ntotal_up_to = "EUR 300.00"\nper = "month"')
APPROVAL = """
[financials.expenses.approval.booking]
above = "EUR 150.00"
by = ["priya"]
[financials.expenses.approval.large]
above = "EUR 1000.00"
by = ["jonas"]
"""
LATE = date(2026, 7, 1)


def spent(name: str = "inn", on: str = "2026-03-09", **more: object) -> str:
    told = (
        {"of": "hotel", "amount": "EUR 120.00"}
        if not {"abroad", "distance", "days", "part_days"} & more.keys()
        else {"of": "hotel"}
    )
    return entry("expense", on, "mara", expense=name, what=f"For {name}", **(told | more))


def claimed(*names: str, on: str = "2026-03-20", **more: object) -> str:
    return entry("expenses claimed", on, "mara", expenses=list(names or ("inn",)), **more)


def approved(up_to: str, by: str = "priya", on: str = "2026-03-02", name: str = "inn") -> str:
    return entry("expense approved", on, by, expense=name, up_to=up_to)


def booked(engagement: Engagement, day: date = LATE) -> dict[str, int]:
    found = charges(engagement, day)
    return {
        c.id.removeprefix("financials.expenses/"): c.minor
        for c in found
        if c.cite.clause == "financials.expenses"
    }


def told(engagement: Engagement, day: date = LATE) -> list[str]:
    return [str(one.message) for one in without_effect(engagement, day)]


# ── what is paid ───────────────────────────────────────────────────────────────────────────────


def test_an_expense_is_charged_once_it_is_claimed(engaged: Build) -> None:
    engagement = engaged(LISTED.format(""), spent() + claimed())
    assert booked(engagement, date(2026, 3, 19)) == {}
    assert booked(engagement, date(2026, 3, 20)) == {"inn": 120_00}
    (charge,) = charges(engagement, LATE)
    assert str(charge.reads) == "Expense of 9 March 2026: For inn"
    assert charge.cite == "financials.expenses.covered"
    assert charge.span is not None
    assert charge.span.last_day == date(2026, 3, 9)
    assert len(charge.entries) == 2


@pytest.mark.parametrize(
    ("terms", "of", "why"),
    [
        (LISTED.format(""), "taxi", "Only train or hotel is paid."),
        (LISTED.format("").replace('"listed"\n', '"reasonable"\n'), "taxi", ""),
        ('[financials.expenses]\ncovered = "none"\n', "hotel", "No expenses are paid."),
        ("", "hotel", "Nothing was agreed about expenses."),
    ],
)
def test_only_what_is_covered_is_paid(engaged: Build, terms: str, of: str, why: str) -> None:
    engagement = engaged(terms, spent(of=of) + claimed())
    assert booked(engagement) == ({} if why else {"inn": 120_00})
    assert (why in told(engagement)) == bool(why)


def test_without_its_receipt_nothing_is_paid_where_one_is_asked_for(engaged: Build) -> None:
    journal = spent(receipt=False) + claimed()
    assert booked(engaged(LISTED.format(""), journal)) == {}
    assert "Without a receipt nothing is paid." in told(engaged(LISTED.format(""), journal))
    assert booked(engaged(LISTED.format("").replace("receipts = true", "receipts = false"), journal)) == {
        "inn": 120_00
    }


def test_a_name_counts_once(engaged: Build) -> None:
    engagement = engaged(LISTED.format(""), spent() + spent(amount="EUR 90.00") + claimed())
    assert booked(engagement) == {"inn": 120_00}
    assert told(engagement) == ["An expense of that name was recorded before."]


def test_the_markup_comes_on_top_of_what_is_paid(engaged: Build) -> None:
    terms = LISTED.format('markup = "7.5 %"\neach_up_to = "EUR 100.00"')
    engagement = engaged(terms, spent() + claimed())
    assert booked(engagement) == {"inn": 107_50}
    (charge,) = charges(engagement, LATE)
    assert str(charge.basis.in_words("EUR")) == "EUR 120.00, at most EUR 100.00, and 7.5 % more"


# ── limits, and whose yes ──────────────────────────────────────────────────────────────────────


def test_one_expense_is_paid_up_to_its_limit(engaged: Build) -> None:
    engagement = engaged(LIMITS, spent(amount="EUR 171.30") + claimed())
    assert booked(engagement) == {"inn": 150_00}
    assert told(engagement) == ["Only EUR 150.00 of it is paid: more is above the limit."]
    (charge,) = charges(engagement, LATE)
    assert str(charge.basis.in_words("EUR")) == "EUR 171.30, at most EUR 150.00"


def test_the_limit_of_a_month_is_used_up_in_the_order_of_the_claims(engaged: Build) -> None:
    journal = (
        spent("first", "2026-03-09") + spent("second", "2026-03-10") + spent("third", "2026-03-11")
        + spent("fourth", "2026-03-12") + spent("april", "2026-04-01")
        + claimed("second", on="2026-03-20") + claimed("april", "first", "third", "fourth", on="2026-04-02")
    )  # fmt: skip
    engagement = engaged(LIMITS, journal)
    assert booked(engagement) == {"second": 120_00, "first": 120_00, "third": 60_00, "april": 120_00}
    assert told(engagement) == [
        "Only EUR 60.00 of it is paid: more is above the limit.",
        "The most that expenses may cost is used up: nothing is paid for it.",
    ]


def test_the_limit_may_count_for_the_whole_engagement(engaged: Build) -> None:
    journal = spent("a", amount="EUR 140.00") + spent("b", "2026-04-09", amount="EUR 140.00")
    journal += (
        spent("c", "2026-05-07", amount="EUR 140.00") + claimed("a") + claimed("b", "c", on="2026-05-08")
    )
    assert booked(engaged(LIMITS.replace('"month"', '"engagement"'), journal)) == {
        "a": 140_00,
        "b": 140_00,
        "c": 20_00,
    }
    assert booked(engaged(LIMITS, journal)) == {"a": 140_00, "b": 140_00, "c": 140_00}


@pytest.mark.parametrize(
    ("yes", "paid", "why"),
    [
        ("", None, "Above EUR 150.00 it needed a yes before the money was spent: nothing is paid."),
        (approved("EUR 200.00"), 180_00, ""),
        (approved("EUR 170.00"), 170_00, "Only EUR 170.00 of it is paid: more is above the limit."),
        (approved("EUR 200.00", on="2026-03-10"), None, "It came after the money was spent: it changes nothing."),
        (approved("EUR 200.00", by="jonas"), None, "Jonas Petersen may not approve this: it is not charged."),
        (approved("EUR 200.00", by="mara"), None, "Mara Lindqvist acts for the consultant, and this is for the client to do: it changes nothing."),
        (approved("EUR 200.00", name="other"), None, ""),
    ],
)  # fmt: skip
def test_above_a_sum_it_needs_a_yes_before_of_one_who_may(
    engaged: Build, yes: str, paid: int | None, why: str
) -> None:
    engagement = engaged(LIMITS + APPROVAL, yes + spent(amount="EUR 180.00") + claimed())
    assert booked(engagement) == ({"inn": paid} if paid is not None else {})
    assert not why or why in told(engagement)


def test_the_highest_sum_passed_says_whose_yes(engaged: Build) -> None:
    terms, cost = LISTED.format("") + APPROVAL, spent(amount="EUR 1200.00") + claimed()
    assert booked(engaged(terms, approved("EUR 1200.00") + cost)) == {}
    assert booked(engaged(terms, approved("EUR 1200.00", by="jonas") + cost)) == {"inn": 1200_00}


def test_a_yes_allows_more_than_the_limit_of_one_expense(engaged: Build) -> None:
    terms = LISTED.format('each_up_to = "EUR 100.00"') + APPROVAL
    assert booked(engaged(terms, approved("EUR 140.00") + spent() + claimed())) == {"inn": 120_00}


# ── claims, and what lapses ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("on", "paid"), [("2026-04-08", True), ("2026-04-09", False)])
def test_what_is_claimed_late_lapses(engaged: Build, on: str, paid: bool) -> None:  # noqa: FBT001 - a case
    engagement = engaged(LISTED.format(""), spent() + claimed(on=on))
    assert booked(engagement) == ({"inn": 120_00} if paid else {})
    gone = facts(engagement, LATE).journal.of(LetGo)
    assert [(one.on, one.deemed) for one in gone] == (
        [] if paid else [(date(2026, 4, 9), "financials.expenses")]
    )
    assert paid == ("It was let go, or claimed too late: nothing is paid." not in told(engagement))
    kept = engaged(LISTED.format("").replace("lapses", "paid"), spent() + claimed(on=on))
    assert booked(kept) == {"inn": 120_00}


def test_a_claim_learned_late_counts_from_its_day(engaged: Build) -> None:
    engagement = engaged(LISTED.format(""), spent() + claimed(on="2026-04-01", recorded="2026-04-20"))
    assert booked(engagement, date(2026, 4, 19)) == {}
    assert booked(engagement, date(2026, 4, 20)) == {"inn": 120_00}
    assert facts(engagement, date(2026, 4, 15)).journal.of(LetGo)
    assert not facts(engagement, date(2026, 4, 20)).journal.of(LetGo)


def test_what_is_let_go_is_not_paid_and_what_is_charged_stays_so(engaged: Build) -> None:
    before = entry("expense let go", "2026-03-10", expense="inn")
    assert booked(engaged(LISTED.format(""), spent() + before + claimed())) == {}
    after = entry("expense let go", "2026-03-25", expense="inn")
    engagement = engaged(LISTED.format(""), spent() + claimed() + after)
    assert booked(engagement) == {"inn": 120_00}
    assert told(engagement) == ["It was claimed before: it stays charged."]
    unknown = engaged(LISTED.format(""), entry("expense let go", "2026-03-25", expense="other"))
    assert told(unknown) == ["No expense of that name is recorded."]


def test_the_right_to_claim_has_its_last_day(engaged: Build) -> None:
    engagement = engaged(LISTED.format(""), spent())
    (duty,) = [d for d in duties(engagement, date(2026, 3, 12)) if "/claim/" in d.id]
    assert (duty.by, duty.due, duty.met) == ("consultant", date(2026, 4, 8), None)
    done = engaged(LISTED.format(""), spent() + claimed())
    (duty,) = [d for d in duties(done, date(2026, 3, 22), date(2026, 3, 1)) if "/claim/" in d.id]
    assert duty.met == date(2026, 3, 20)


def test_a_claim_of_nothing_says_so(engaged: Build) -> None:
    assert told(engaged(LISTED.format(""), claimed("other"))) == [
        "No expense is recorded under the name other."
    ]
    assert "Nothing in it is paid: inn." in told(engaged(LISTED.format(""), spent(of="taxi") + claimed()))
    twice = engaged(LISTED.format(""), spent() + claimed() + claimed(on="2026-03-21"))
    assert told(twice) == ["Nothing in it is paid: inn."]
    assert booked(twice) == {"inn": 120_00}


# ── other currencies, driving, days away ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("abroad", "rate", "minor"),
    [("GBP 96.00", "1.1702", 112_34), ("JPY 15000", "0.0061", 91_50), ("KWD 10.005", "3.01", 30_12)],
)
def test_a_sum_in_another_currency_counts_by_the_rate_agreed(
    engaged: Build, abroad: str, rate: str, minor: int
) -> None:
    terms = LISTED.format('conversion = "receipt"') + PAY
    engagement = engaged(terms, spent(abroad=abroad, rate=rate, rate_from="receipt") + claimed())
    assert booked(engagement) == {"inn": minor}
    (charge,) = charges(engagement, LATE)
    assert f"at {rate} (receipt)" in str(charge.reads)
    assert Basis.read(charge.basis.shown).minor == minor
    assert str(charge.basis.in_words("EUR")).endswith("at its rate")


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ("", "A sum in another currency is not paid."),
        ('conversion = "ECB rate"', "The rate that counts is from another source: ECB rate."),
    ],
)
def test_another_rate_than_the_one_agreed_pays_nothing(engaged: Build, terms: str, why: str) -> None:
    journal = spent(abroad="GBP 96.00", rate="1.17", rate_from="receipt") + claimed()
    engagement = engaged(LISTED.format(terms), journal)
    assert (booked(engagement), why in told(engagement)) == ({}, True)


@pytest.mark.parametrize(
    ("rate", "per", "distance", "minor"),
    [("EUR 0.30", "km", 121, 36_30), ("EUR 72.50", "100 miles", 341, 247_23), ("EUR 72.50", "100 km", 1, 73)],
)
def test_driving_is_paid_by_the_distance(
    engaged: Build, rate: str, per: str, distance: int, minor: int
) -> None:
    mileage = f'[financials.expenses.mileage]\nrate = "{rate}"\nper = "{per}"\n'
    journal = spent(distance=distance) + claimed()
    engagement = engaged(LISTED.format("") + mileage, journal)
    assert booked(engagement) == {"inn": minor}
    assert [c.cite for c in charges(engagement, LATE)] == ["financials.expenses.mileage.rate"]
    assert "Driving one's own car is not paid." in told(engaged(LISTED.format(""), journal))


@pytest.mark.parametrize(("part", "minor"), [('part = "EUR 14.00"', 84_00), ("", 56_00)])
def test_days_away_have_their_sum(engaged: Build, part: str, minor: int) -> None:
    per_diem = f'[financials.expenses.per_diem]\nwhole = "EUR 28.00"\n{part}\n'
    journal = spent(days=2, part_days=2) + claimed()
    engagement = engaged(LISTED.format("") + per_diem, journal)
    assert booked(engagement) == {"inn": minor}
    assert [c.cite for c in charges(engagement, LATE)] == ["financials.expenses.per_diem.whole"]
    assert "Days away have no sum of their own." in told(engaged(LISTED.format(""), journal))
