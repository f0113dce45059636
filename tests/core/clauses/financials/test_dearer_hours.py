"""Dearer hours split by the clock, later prices, hours above the cap, days on call, appointments called off."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from charter.core.billing import charges
from charter.core.check import check
from charter.core.document.assembly import document
from charter.core.document.tree import Counting, Paragraph, plain, sections
from charter.core.engagement import Engagement
from charter.core.reading.problem import Problems
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.financials.test_hourly import PAY, RATES, RETAINER, booked, hours
from tests.core.journal import entry

Build = Callable[..., Engagement]

# ── prices from later days on, and dearer hours ────────────────────────────────────────────────

CLOCK = """
[general.interpretation.working_hours]
begins = "09:00"
ends = "18:00"

[financials.hourly.surcharges.late]
when = "outside working hours"
more = "50 %"

[financials.hourly.surcharges.sunday]
when = "weekends and holidays"
more = "100 %"

[financials.hourly.surcharges.once]
when = "urgent"
more = "75 %"
"""


def march(engagement: Engagement) -> dict[str, int]:
    """Give what March costs, by role, price and surcharge."""
    return {
        name.removeprefix("2026-03-01/"): minor
        for name, minor in booked(engagement, date(2026, 4, 1)).items()
    }


def test_an_hour_costs_another_price_from_a_later_day_on(engaged: Build) -> None:
    later = """
[financials.hourly.later.spring]
role = "cto"
on = 2026-03-16
price = "EUR 200.00"

[financials.hourly.later.summer]
role = "cto"
after = "1 month"
price = "EUR 210.00"
"""
    journal = "".join(hours(day, "1 hour") for day in ("2026-03-15", "2026-03-16", "2026-04-01"))
    engagement = engaged(RATES.format("") + later, journal + hours("2026-03-16", "1 hour", "coach"))
    assert booked(engagement, date(2026, 5, 1)) == {
        "2026-03-01/cto/18000": 180_00,
        "2026-03-01/cto/20000": 200_00,
        "2026-03-01/coach/15000": 150_00,
        "2026-04-01/cto/21000": 210_00,
    }


@pytest.mark.parametrize(
    ("begins", "on", "worked", "more", "expected"),
    [
        # Friday from 17 to 20: one hour inside, two outside.
        ("17:00", "2026-03-06", "3 hours", {}, {"cto/18000": 180_00, "cto/18000/late": 540_00}),
        # Friday from 22 to 2 on Saturday: two hours outside, two on a weekend.
        ("22:00", "2026-03-06", "4 hours", {}, {"cto/18000/late": 540_00, "cto/18000/sunday": 720_00}),
        # Early on a business day, into the working hours.
        ("08:00", "2026-03-09", "2 hours", {}, {"cto/18000/late": 270_00, "cto/18000": 180_00}),
        # Asked for at once: the dearest counts, 75 % by day and by night, the weekend beats it.
        ("17:00", "2026-03-06", "2 hours", {"urgent": True}, {"cto/18000/once": 630_00}),
        ("10:00", "2026-03-08", "1 hour", {"urgent": True}, {"cto/18000/sunday": 360_00}),
        # Without an hour: working hours of a business day, and the whole of a Sunday.
        ("", "2026-03-06", "3 hours", {}, {"cto/18000": 540_00}),
        ("", "2026-03-08", "3 hours", {}, {"cto/18000/sunday": 1080_00}),
        # The night in which clocks go forward: from 23:00 to 3:00 are three hours, two of them on the Sunday.
        ("23:00", "2026-03-28", "3 hours", {}, {"cto/18000/sunday": 1080_00}),
    ],
)  # fmt: skip
def test_hours_are_split_by_the_clock(
    engaged: Build, *, begins: str, on: str, worked: str, more: dict[str, bool], expected: dict[str, int]
) -> None:
    said: dict[str, Any] = {"hours": worked, "work": "Work", **({"begins": begins} if begins else {}), **more}
    work = entry("hours", on, **said)
    assert march(engaged(RATES.format("") + CLOCK, work)) == expected


def test_rounding_and_the_minimum_count_at_the_end_of_the_work(engaged: Build) -> None:
    """From 17:40 for thirty minutes: twenty inside, and what is left of the three quarters of an hour outside."""
    terms = RATES.format("").replace('"15 minutes"', '"45 minutes"')
    work = entry("hours", "2026-03-06", hours="30 minutes", work="Call", begins="17:40")
    assert march(engaged(terms + CLOCK, work)) == {"cto/18000": 60_00, "cto/18000/late": 112_50}
    down = RATES.format("").replace('"up"', '"down"')
    work = entry("hours", "2026-03-06", hours="25 minutes", work="Call", begins="17:50")
    assert march(engaged(down + CLOCK, work)) == {"cto/18000": 30_00, "cto/18000/late": 22_50}


def test_a_line_says_why_its_hours_are_dearer(engaged: Build) -> None:
    work = entry("hours", "2026-03-08", hours="1 hour", work="Call")
    (charge,) = charges(engaged(RATES.format("") + CLOCK, work), date(2026, 4, 1))
    assert charge.cite == "financials.hourly.surcharges.sunday.more"
    assert str(charge.reads) == (
        "Chief technology officer, 1 March 2026 to 31 March 2026, weekends and holidays: 1 hour at EUR 360.00 an hour"
    )


def test_work_at_the_clients_place_has_a_minimum_of_its_own(engaged: Build) -> None:
    terms = RATES.format('minimum = "30 minutes"\nminimum_on_site = "2 hours"')
    there = entry("hours", "2026-03-03", hours="10 minutes", work="Visit", on_site=True)
    assert march(engaged(terms, there + hours("2026-03-04", "10 minutes"))) == {"cto/18000": 450_00}


# ── above the cap, on call, called off ─────────────────────────────────────────────────────────

BEYOND = """
[financials.hourly.beyond]
approved_by = ["jonas", "priya"]
hours = "5 hours"
"""


def idle(engagement: Engagement, today: date = date(2026, 6, 1)) -> list[str]:
    return [str(one.message) for one in without_effect(engagement, today)]


def yes(on: str, how_long: str, by: str = "priya") -> str:
    return entry("approved above the cap", on, by, hours=how_long)


@pytest.mark.parametrize(
    ("approved", "minor"),
    [
        ("", 720_00),
        (yes("2026-03-09", "3 hours"), 1260_00),
        (yes("2026-03-11", "3 hours"), 720_00),  # after the work
        (yes("2026-02-27", "3 hours").replace("2026-02-27", "2026-03-09", 1), 1260_00),
        (yes("2026-03-09", "9 hours"), 1620_00),  # five hours are the most
        (yes("2026-03-09", "3 hours", "mara"), 720_00),
    ],
)
def test_hours_above_the_cap_are_charged_only_after_a_yes(engaged: Build, approved: str, minor: int) -> None:
    """Ten hours on 10 March, of which the cap lets four through."""
    terms = RATES.format('cap = "4 hours"') + BEYOND
    engagement = engaged(terms, approved + hours("2026-03-10", "10 hours"))
    assert sum(march(engagement).values()) == minor


def test_a_yes_counts_for_its_month_alone(engaged: Build) -> None:
    journal = yes("2026-03-09", "3 hours") + hours("2026-04-10", "10 hours")
    engagement = engaged(RATES.format('cap = "4 hours"') + BEYOND, journal)
    assert booked(engagement, date(2026, 5, 1)) == {"2026-04-01/cto/18000": 720_00}
    assert idle(engagement) == ["The cap of the month leaves 6 hours of it out: that time is not charged."]


def test_a_yes_within_what_its_author_may_approve(engaged: Build) -> None:
    lena = (
        '\n[foundation.parties.people.lena]\nside = "client"\nname = "Lena Hoff"\ntitle = "Engineer"\n'
        'email = "l@h.example"\nmay = ["approve costs"]\napproves_up_to = "EUR 400.00"\n'
    )
    terms = lena + RATES.format('cap = "4 hours"') + BEYOND.replace('"priya"', '"lena"')
    assert (
        sum(
            march(
                engaged(terms, yes("2026-03-09", "2 hours", "lena") + hours("2026-03-10", "10 hours"))
            ).values()
        )
        == 1080_00
    )
    journal = yes("2026-03-09", "3 hours", "lena") + yes("2026-03-09", "1 hour", "priya")
    told = idle(engaged(terms, journal))
    assert told == [
        "3 hours would cost up to EUR 540.00, and Lena Hoff may approve EUR 400.00 at most: that time is not charged.",
        "Priya Raman may not approve hours above the cap: they are not charged.",
    ]
    assert idle(engaged(RATES.format(""), yes("2026-03-09", "1 hour"))) == [
        "No hours above the cap are agreed that need a yes: it changes nothing."
    ]


ON_CALL = """
[financials.hourly.on_call]
fee = "EUR 150.00"
days = 3
"""


def test_days_on_call_are_charged_when_the_month_is_over_each_once(engaged: Build) -> None:
    """Two days in March, then from 30 March on: one day is left of the three, and three of April count."""
    asked = entry("on call", "2026-03-07", "jonas", until="2026-03-08") + entry(
        "on call", "2026-03-08", "jonas"
    )
    engagement = engaged(
        RATES.format("") + ON_CALL, asked + entry("on call", "2026-03-30", "priya", until="2026-04-12")
    )
    assert booked(engagement, date(2026, 3, 31)) == {}
    assert booked(engagement, date(2026, 5, 1)) == {
        "on-call/2026-03-07": 300_00,
        "on-call/2026-03-30": 150_00,
        "on-call/2026-04-01": 450_00,
    }
    assert idle(engagement) == []
    nothing = engaged(RATES.format('cap = "4 hours"'), asked + hours("2026-03-03", "1 hour"))
    assert booked(nothing, date(2026, 4, 1)) == {"2026-03-01/cto/18000": 180_00}
    assert len(idle(nothing)) == 2
    assert idle(engaged(RATES.format(""), asked))[0] == (
        "Nothing was agreed about days on call: nothing is charged for them."
    )


def off(on: str, planned: str, **more: str) -> str:
    return entry("called off", on, "jonas", planned=planned, hours="2 hours", **more)


@pytest.mark.parametrize(
    ("within", "said", "minor"),
    [
        ("2 business days", off("2026-03-09", "2026-03-11"), 0),
        ("2 business days", off("2026-03-10", "2026-03-11"), 180_00),
        ("2 business days", off("2026-03-06", "2026-03-09", role="coach"), 150_00),
        ("24 hours", off("2026-03-10", "2026-03-11", at="09:59", begins="10:00"), 0),
        ("24 hours", off("2026-03-10", "2026-03-11", at="10:01", begins="10:00"), 180_00),
        ("24 hours", off("2026-03-10", "2026-03-11"), 0),  # in the client's favour
        ("24 hours", off("2026-03-11", "2026-03-11"), 180_00),
    ],
)
def test_an_appointment_called_off_too_late_costs_a_share_of_its_hours(
    engaged: Build, within: str, said: str, minor: int
) -> None:
    terms = RATES.format("") + f'\n[financials.hourly.cancelled]\nwithin = "{within}"\ncharged = "50 %"\n'
    engagement = engaged(terms, said)
    assert booked(engagement, date(2026, 3, 8)) == {}
    assert sum(booked(engagement, date(2026, 4, 1)).values()) == minor
    assert idle(engagement) == ([] if minor else ["It was called off in time: nothing is charged."])


def test_what_happens_beside_the_work_is_told_in_words(engaged: Build) -> None:
    happened = (
        yes("2026-03-09", "3 hours")
        + entry("on call", "2026-03-07", "jonas")
        + off("2026-03-10", "2026-03-11")
    )
    told = [
        str(one.says(lambda _, key: key)) for one in engaged(RATES.format(""), happened).journal.entries[:3]
    ]
    assert told == ["3 hours", "until 7 March 2026", "2 hours on 11 March 2026"]


@pytest.mark.parametrize(
    ("kind", "terms"),
    [
        ("on call", {"until": "2026-03-01"}),
        ("called off", {"planned": "2026-03-01", "hours": "2 hours"}),
    ],
)
def test_days_in_the_wrong_order_are_refused(engaged: Build, kind: str, terms: dict[str, str]) -> None:
    with pytest.raises(Problems, match="swap the days"):
        engaged(RATES.format(""), entry(kind, "2026-03-07", "jonas", **terms))


@pytest.mark.parametrize(
    ("id_", "terms", "wrong"),
    [
        ("CH-FIN-084", CLOCK, 0),
        ("CH-FIN-084", CLOCK[CLOCK.index("[financials"):], 1),
        ("CH-FIN-085", BEYOND, 0),
        ("CH-FIN-085", BEYOND.replace('"priya"', '"mara"'), 1),
    ],
)  # fmt: skip
def test_dearer_hours_of_no_day_and_a_yes_of_the_wrong_side_are_found(
    engaged: Build, id_: str, terms: str, wrong: int
) -> None:
    found = check(engaged(RATES.format('cap = "4 hours"\nalert = "80 %"') + PAY + terms).agreement)
    assert len([one for one in found if one.id == id_]) == wrong


def test_hours_beyond_need_a_cap(engaged: Build) -> None:
    for terms, wrong in (('cap = "4 hours"', 0), ("", 1)):
        found = check(engaged(RATES.format(terms) + PAY + BEYOND).agreement)
        assert len([one for one in found if one.id == "CH-FIN-086"]) == wrong


def test_the_words_work_out_what_the_terms_come_to(engaged: Build) -> None:
    def words(terms: str) -> str:
        doc = document(engaged(terms).agreement)
        (section,) = [one for one in sections(doc) if one.cite == "financials.hourly"]
        counting = [part for each in doc.schedules if isinstance(each, Counting) for part in each.parts]
        blocks = [
            *section.blocks,
            *(block for part in counting if part.cite == section.cite for block in part.blocks),
        ]
        return " ".join(plain(block.inlines) for block in blocks if isinstance(block, Paragraph))

    full = words(RATES.format('cap = "4 hours"\nalert = "80 %"') + CLOCK + BEYOND)
    assert "at most 4 hours a month (EUR 720.00, dearer hours apart)" in full
    assert (
        "Up to 5 hours more need a yes by message of Jonas Petersen or Priya Raman before the work." in full
    )
    assert "At 3.2 hours (80 %) the Consultant must tell the Client" in full
    assert "Hours recorded without a role cost the price of Chief technology officer." in full
    assert "50 minutes count as 1 hour and cost EUR 180.00." in full
    beside = words(RETAINER + RATES.format(""))
    assert "use hours that another price of this Agreement includes" in beside
    assert "The Consultant may charge at most" not in beside


def test_every_price_stands_on_page_one_with_its_most(engaged: Build) -> None:
    extras = (
        CLOCK + BEYOND + ON_CALL + '\n[financials.hourly.cancelled]\nwithin = "24 hours"\ncharged = "50 %"\n'
    )
    clause = engaged(RATES.format('cap = "4 hours"') + extras).agreement.financials.hourly
    found = [(str(p.what), str(p.amount), str(p.most), p.yes) for p in clause.prices()]  # type: ignore[union-attr] # it is there
    assert found == [
        ("Chief technology officer", "EUR 180.00 an hour", "EUR 720.00 a month", ()),
        ("Coach", "EUR 150.00 an hour", "EUR 600.00 a month", ()),
        ("Hours: outside working hours", "50 % more", "EUR 1,080.00 a month", ()),
        ("Hours: weekends and holidays", "100 % more", "EUR 1,440.00 a month", ()),
        ("Hours: urgent", "75 % more", "EUR 1,260.00 a month", ()),
        ("Hours above 4 hours a month", "the same price", "5 hours a month", ("jonas", "priya")),
        ("A day on call", "EUR 150.00", "EUR 450.00 a month", ()),
        ("Appointment called off too late", "50 % of its hours", "50 % of its hours", ()),
    ]


def test_overtime_is_a_line_of_its_own_and_no_blend(engaged: Build) -> None:
    """Ten hours at 50 and two at 55 are 610 (kimai/kimai#5913)."""
    rates = RATES.format("").replace("EUR 180.00", "EUR 50.00")
    clock = CLOCK.replace('more = "50 %"', 'more = "10 %"').replace('begins = "09:00"', 'begins = "07:00"')
    work = entry("hours", "2026-03-06", hours="12 hours", work="Launch", begins="08:00")
    found = march(engaged(rates + clock, work))
    assert found == {"cto/5000": 500_00, "cto/5000/late": 110_00}
    assert sum(found.values()) == 610_00
