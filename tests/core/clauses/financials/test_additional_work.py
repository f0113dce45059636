"""Additional work: asked for, offered, approved in time by who may, and charged once it is done."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.core.billing import charges
from charter.core.check import check
from charter.core.clauses.financials.additional_work import AdditionalWork
from charter.core.document.assembly import document
from charter.core.document.tree import Paragraph, plain, sections
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.reading.problem import Problems
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.clause import Past
from tests.budget import tries
from tests.core.clauses.financials.additional_work import approved, asked, done, offered
from tests.core.clauses.financials.test_hourly import PAY
from tests.core.journal import entry

Build = Callable[..., Engagement]

TERMS = """
[financials.additional_work]
priced = "either"
hour = "EUR 210.00"
urgent = "50 %"
approved_by = ["priya"]
answer_within = "3 business days"
stands_for = "10 business days"
{}
"""
CAPPED = TERMS.format('cap = "EUR 3000.00"\nper = "month"')
ABOVE = '[financials.additional_work.above]\nsum = "EUR 1000.00"\napproved_by = ["jonas"]\n'
QUOTES = TERMS.replace('"either"', '"quote"').replace('hour = "EUR 210.00"\nurgent = "50 %"\n', "").format("")
CARD = TERMS.replace('"either"', '"rate card"').format("")
LATE = date(2026, 7, 1)
QUOTE = asked("audit", "2026-03-09") + offered("audit", "2026-03-10", price="EUR 900.00")
HOURS = asked("audit", "2026-03-09") + offered("audit", "2026-03-10", hours="4 hours")


def booked(engagement: Engagement, day: date = LATE) -> list[int]:
    found = charges(engagement, day)
    return [charge.minor for charge in found if charge.cite.clause == "financials.additional_work"]


def told(engagement: Engagement) -> list[str]:
    return [str(one.message) for one in without_effect(engagement, LATE)]


def yes(on: str = "2026-03-12", by: str = "priya", work: str = "audit") -> str:
    return approved(work, on, by)


# ── a quote, and hours ─────────────────────────────────────────────────────────────────────────


def test_a_fixed_price_is_charged_once_when_the_work_is_done(engaged: Build) -> None:
    journal = QUOTE + yes() + done("audit", "2026-03-20") + done("audit", "2026-03-25")
    engagement = engaged(TERMS.format(""), journal)
    assert booked(engagement, date(2026, 3, 19)) == []
    assert booked(engagement) == [900_00]
    (charge,) = charges(engagement, LATE)
    assert str(charge.reads) == "Additional work: The audit work"
    assert (charge.cite, charge.id) == (
        "financials.additional_work.priced",
        "financials.additional_work/audit",
    )
    assert told(engagement) == ["It was charged before."]


def test_hours_are_charged_as_done_and_never_more_than_offered(engaged: Build) -> None:
    journal = (
        HOURS
        + yes()
        + done("audit", "2026-03-20", hours="3 hours")
        + done("audit", "2026-03-23", hours="2 hours")
    )
    engagement = engaged(TERMS.format(""), journal)
    assert booked(engagement) == [630_00, 210_00]
    assert told(engagement) == ["1 hour more than approved are not charged."]
    first = charges(engagement, LATE)[0]
    assert str(first.reads) == "Additional work: The audit work, 3 hours at EUR 210.00 an hour"
    assert first.basis.shown == "hours(minor=21000, seconds=10800)"
    assert first.cite == "financials.additional_work.hour"


def test_an_urgent_hour_is_dearer(engaged: Build) -> None:
    journal = asked("audit", "2026-03-09", urgent=True) + offered("audit", "2026-03-10", hours="1 hour")
    engagement = engaged(TERMS.format(""), journal + yes() + done("audit", "2026-03-20", hours="1 hour"))
    assert booked(engagement) == [315_00]
    assert [charge.cite for charge in charges(engagement, LATE)] == ["financials.additional_work.urgent"]


@pytest.mark.parametrize(
    ("terms", "offer", "why"),
    [
        (QUOTES, HOURS, "It is priced otherwise than agreed: quote."),
        (CARD, QUOTE, "It is priced otherwise than agreed: rate card."),
        (QUOTES, QUOTE, ""),
        (CARD, HOURS, ""),
    ],
)
def test_an_offer_is_priced_as_agreed(engaged: Build, terms: str, offer: str, why: str) -> None:
    engagement = engaged(terms, offer + yes() + done("audit", "2026-03-20", hours="4 hours"))
    assert booked(engagement) == ([] if why else [900_00 if offer == QUOTE else 840_00])
    assert (why in told(engagement)) == bool(why)


# ── the yes ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (yes(), ""),
        (yes("2026-03-24"), ""),
        (yes("2026-03-25"), "The offer stood until 24 March 2026: the yes came too late."),
        (yes("2026-03-09"), "Nothing was offered that this could be a yes to."),
        (yes(by="jonas"), "Jonas Petersen may not approve this: it is not charged."),
        (
            yes(by="mara"),
            "Mara Lindqvist acts for the consultant, and this is for the client to do: it changes nothing.",
        ),
    ],
)
def test_only_a_yes_in_time_of_one_who_may_counts(engaged: Build, said: str, why: str) -> None:
    engagement = engaged(TERMS.format(""), QUOTE + said + done("audit", "2026-03-26"))
    assert booked(engagement) == ([] if why else [900_00])
    if why:
        assert told(engagement)[-2:] == [
            why,
            "Every yes that it needs was not there yet: the work costs nothing.",
        ]


def test_work_before_the_yes_costs_nothing(engaged: Build) -> None:
    engagement = engaged(TERMS.format(""), QUOTE + done("audit", "2026-03-11") + yes())
    assert booked(engagement) == []
    assert told(engagement) == ["Every yes that it needs was not there yet: the work costs nothing."]


def test_dear_work_needs_the_other_yes_too(engaged: Build) -> None:
    dear = QUOTE.replace("EUR 900.00", "EUR 1100.00") + yes() + done("audit", "2026-03-26")
    assert booked(engaged(TERMS.format("") + ABOVE, dear)) == []
    assert booked(engaged(TERMS.format("") + ABOVE, dear + yes("2026-03-20", "jonas"))) == [1100_00]
    assert booked(engaged(TERMS.format("") + ABOVE, QUOTE + yes() + done("audit", "2026-03-26"))) == [900_00]


def test_above_the_most_of_a_month_a_yes_does_not_count(engaged: Build) -> None:
    journal = "".join(
        asked(name, "2026-03-09") + offered(name, "2026-03-10", price=price) + yes(on, work=name) + done(name, "2026-04-01")
        for name, price, on in (
            ("b", "EUR 2000.00", "2026-03-13"), ("a", "EUR 2000.00", "2026-03-12"), ("c", "EUR 1000.00", "2026-03-16"),
        )
    )  # fmt: skip
    engagement = engaged(CAPPED, journal)
    assert booked(engagement) == [2000_00, 1000_00]
    assert "It would bring additional work above EUR 3,000.00: only an amendment allows more." in told(
        engagement
    )
    april = (
        asked("d", "2026-04-01")
        + offered("d", "2026-04-01", price="EUR 3000.00")
        + yes("2026-04-02", work="d")
        + done("d", "2026-04-03")
    )
    assert booked(engaged(CAPPED, journal + april)) == [2000_00, 1000_00, 3000_00]
    assert booked(engaged(CAPPED.replace('"month"', '"engagement"'), journal + april)) == [2000_00, 1000_00]


# ── duties, silence, what changes nothing ──────────────────────────────────────────────────────


def test_each_step_has_its_day(engaged: Build) -> None:
    promised = QUOTE.replace('price = "EUR 900.00"\n', 'price = "EUR 900.00"\ndone_by = 2026-03-31\n')
    engagement = engaged(TERMS.format(""), promised + yes())
    found = {
        d.id.rsplit("/", 2)[1]: (d.by, d.due, d.met)
        for d in duties(engagement, date(2026, 3, 13), date(2026, 3, 1))
        if "additional" in d.id
    }
    assert found == {
        "answer": ("consultant", date(2026, 3, 12), date(2026, 3, 10)),
        "approve": ("client", date(2026, 3, 24), date(2026, 3, 12)),
        "do": ("consultant", date(2026, 3, 31), None),
    }
    waiting = duties(
        engaged(TERMS.format(""), asked("audit", "2026-03-09")), date(2026, 3, 13), date(2026, 3, 1)
    )
    assert [(d.id.rsplit("/", 2)[1], str(d.status)) for d in waiting if "additional" in d.id] == [
        ("answer", "late")
    ]


def test_what_answers_nothing_says_so(engaged: Build) -> None:
    assert told(engaged(TERMS.format(""), offered("audit", "2026-03-10"))) == [
        "Nobody had asked for work of that name."
    ]
    again = QUOTE + asked("audit", "2026-03-11") + offered("audit", "2026-03-12", price="EUR 800.00")
    assert told(engaged(TERMS.format(""), again)) == [
        "Work of that name was asked for before.", "It was answered before, or nobody had asked yet.",
    ]  # fmt: skip
    no = asked("audit", "2026-03-09") + offered("audit", "2026-03-10") + yes()
    assert told(engaged(TERMS.format(""), no)) == ["Nothing was offered that this could be a yes to."]
    assert told(engaged("", asked("audit", "2026-03-09"))) == ["Nothing was agreed about additional work."]


def test_what_was_asked_counts_as_agreed_on_that_day(engaged: Build) -> None:
    dearer = """
number = 1
title = "Dearer"
signed = 2026-03-10
effective = 2026-03-16
[[change]]
path = "financials.additional_work.hour"
from = "EUR 210.00"
to = "EUR 240.00"
"""
    journal = HOURS + yes() + done("audit", "2026-03-20", hours="1 hour")
    journal += (
        asked("later", "2026-03-16")
        + offered("later", "2026-03-16", hours="1 hour")
        + yes("2026-03-17", work="later")
    )
    engagement = engaged(TERMS.format(""), journal + done("later", "2026-03-20", hours="1 hour"), dearer)
    assert sorted(booked(engagement)) == [210_00, 240_00]
    past: Past[AdditionalWork] = engagement.contract.pasts[AdditionalWork.cite]  # type: ignore[assignment]  # of this clause
    first, since = date(2026, 3, 1), date(2026, 3, 16)
    assert AdditionalWork.stable_until(past, first, since) == since
    assert AdditionalWork.stable_until(past, first, first) == date.min


def test_work_is_done_before_the_end_or_not_at_all(engaged: Build) -> None:
    over = entry("ended", "2026-03-15", "jonas", why="by law", rule="section 314 BGB")
    assert booked(engaged(TERMS.format(""), QUOTE + yes() + over)) == []
    done_in_time = HOURS + yes() + done("audit", "2026-03-13", hours="1 hour") + over
    assert booked(engaged(TERMS.format(""), done_in_time)) == [210_00]


# ── terms ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (TERMS.format("").replace('hour = "EUR 210.00"\n', ""), "give the price of an hour"),
        (QUOTES.replace("approved_by", 'urgent = "50 %"\napproved_by'), "no price of an hour is agreed"),
        (TERMS.format('per = "month"'), "cap and per go together"),
    ],
)
def test_terms_that_do_not_fit_are_refused(engaged: Build, terms: str, message: str) -> None:
    with pytest.raises(Problems, match=message):
        engaged(terms)


def test_an_offer_has_one_price(engaged: Build) -> None:
    with pytest.raises(Problems, match="not both"):
        engaged(
            TERMS.format(""),
            asked("a", "2026-03-09") + offered("a", "2026-03-10", price="EUR 1.00", hours="1 hour"),
        )


def test_it_says_its_most_whose_yes_and_what_silence_means(engaged: Build) -> None:
    clause = engaged(CAPPED + ABOVE).agreement.financials.additional_work
    assert clause is not None
    found = [(str(p.what), str(p.amount), str(p.most), p.yes) for p in clause.prices()]
    assert found == [
        ("Additional work by the hour", "EUR 210.00 an hour", "EUR 3,000.00 a month", ("priya",)),
        ("Urgent additional work", "EUR 315.00 an hour", "EUR 3,000.00 a month", ("priya",)),
        ("Additional work at a fixed price", "the price offered", "EUR 3,000.00 a month", ("priya",)),
        (
            "Additional work above EUR 1,000.00, another yes",
            "the same price",
            "EUR 3,000.00 a month",
            ("jonas",),
        ),
    ]
    assert [str(one.then) for one in clause.unanswered()] == ["it is a no", "nothing is done or owed"]
    whole = engaged(TERMS.format('cap = "EUR 9.00"\nper = "engagement"')).agreement.financials.additional_work
    quotes = engaged(QUOTES).agreement.financials.additional_work
    assert whole is not None
    assert quotes is not None
    assert {str(price.most) for price in whole.prices()} == {"EUR 9.00 in all"}
    assert [str(price.most) for price in quotes.prices()] == ["what was approved"]


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        (CAPPED, set()),
        (CAPPED + ABOVE, set()),
        (TERMS.format(""), {"CH-FIN-140"}),
        (CAPPED.replace("priya", "mara"), {"CH-FIN-141"}),
        (CAPPED + ABOVE.replace("jonas", "mara"), {"CH-FIN-141"}),
        (CAPPED + ABOVE.replace("1000", "3000"), {"CH-FIN-142"}),
        (CAPPED.replace('"3 business days"', '"1 month"'), {"CH-FIN-143"}),
        (CAPPED.replace('"EUR 210.00"', '"EUR 0.00"'), {"CH-FIN-144"}),
        (CAPPED + ABOVE.replace("jonas", "priya"), {"CH-FIN-145"}),
    ],
)
def test_what_is_odd_is_found(engaged: Build, terms: str, found: set[str]) -> None:
    every = check(engaged(terms + PAY).agreement)
    assert {one.id for one in every if one.place.startswith("financials.additional_work")} == found


@given(st.lists(st.integers(1, 40), max_size=6), st.integers(1, 40))
@settings(max_examples=tries(15, 200), deadline=None)
def test_hours_never_cost_more_than_was_offered(worked: list[int], most: int) -> None:
    journal = asked("audit", "2026-03-09") + offered("audit", "2026-03-10", hours=f"{most} hours") + yes()
    journal += "".join(
        done("audit", f"2026-03-{20 + n}", hours=f"{time} hours") for n, time in enumerate(worked)
    )
    total = sum(booked(frame(TERMS.format(""), journal)))
    assert total == min(sum(worked), most) * 210_00


def frame(clauses: str, journal: str) -> Engagement:
    """Build an engagement, for a test of many tries."""
    from charter.core.reading import read  # noqa: PLC0415 - one use
    from tests.core.conftest import FRAME, SIGNED, TERM  # noqa: PLC0415 - one use

    return read(
        {"agreement.toml": (FRAME + TERM + clauses).encode(), "journal.toml": (journal + SIGNED).encode()}
    )


def test_what_is_outside_needs_a_yes_where_that_is_agreed_and_an_amendment_elsewhere(engaged: Build) -> None:
    outside = '[scope.boundaries.code]\nnot_done = "write code"\ninstead = "The engineers do."\n'
    for terms, words in ((outside, "once a signed amendment says"), (outside + CAPPED, "after a yes under")):
        (section,) = (s for s in sections(document(engaged(terms).agreement)) if s.cite == "scope.boundaries")
        said = " ".join(plain(block.inlines) for block in section.blocks if isinstance(block, Paragraph))
        assert f"The work may start only {words}" in said
