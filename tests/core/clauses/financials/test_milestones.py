"""Milestones are earned once, by acceptance or by a day, and sum to the whole."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.reading import Problems
from tests.core.journal import entry, hours, notice

Build = Callable[..., Engagement]

THING = (
    '[scope.deliverables.audit]\nname = "Audit"\noutcome = "Known."\ndue = 2026-04-30\ncriteria = ["All."]\n'
)
THIRDS = """
[financials.milestones]
total = "EUR 100.00"
a = { name = "A", share = "33.3333 %", on_day = 2026-03-10 }
b = { name = "B", share = "33.3333 %", on_day = 2026-03-11 }
c = { name = "C", share = "33.3334 %", on_day = 2026-03-12 }
"""
AUDIT = (
    THING + '[financials.milestones.audit]\nname = "Audit"\namount = "EUR 9600.00"\nacceptance_of = "audit"\n'
)


MADE = entry("delivered", "2026-03-31", deliverable="audit")


def accepted(day: str) -> str:
    return entry("accepted", day, "jonas", deliverable="audit")


def test_shares_round_cumulatively_and_sum_to_the_whole(engaged: Build) -> None:
    booked = charges(engaged(THIRDS), date(2026, 3, 31))
    assert [(c.on.day, c.minor) for c in booked] == [(10, 33_33), (11, 33_34), (12, 33_33)]


def test_one_is_earned_on_acceptance_and_only_once(engaged: Build) -> None:
    engagement = engaged(AUDIT, MADE + accepted("2026-04-02") + accepted("2026-04-20"))
    assert [(c.id, c.on, c.minor) for c in charges(engagement, date(2026, 5, 1))] == [
        ("financials.milestones/audit", date(2026, 4, 2), 9600_00)
    ]


@pytest.mark.parametrize(("effective", "minor"), [("2026-04-01", 8000_00), ("2026-04-10", 9600_00)])
def test_the_amount_agreed_when_it_is_earned_counts(engaged: Build, effective: str, minor: int) -> None:
    change = f'number = 1\ntitle = "Less"\nsigned = 2026-03-20\neffective = {effective}\n[[change]]\n'
    change += 'path = "financials.milestones.audit.amount"\nfrom = "EUR 9600.00"\nto = "EUR 8000.00"\n'
    assert [
        c.minor for c in charges(engaged(AUDIT, MADE + accepted("2026-04-02"), change), date(2026, 5, 1))
    ] == [minor]


def test_a_day_after_the_end_is_never_earned(engaged: Build) -> None:
    term = '[foundation.term]\nstarts = 2026-03-01\ninitial = "5 days"\nrenewal = "none"\n'
    assert charges(engaged(term + THIRDS), date(2026, 4, 1)) == ()
    before = "[foundation.term]\nstarts = 2026-03-11\n"
    assert {f.id for f in check(engaged(before + THIRDS).agreement) if "milestones." in f.place} == {
        "CH-FIN-021"
    }


def test_amounts_that_do_not_reach_the_total(engaged: Build) -> None:
    short = AUDIT + '[financials.milestones]\ntotal = "EUR 10000.00"\n'
    found = {f.id for f in check(engaged(short).agreement) if f.place.startswith("financials.milestones.")}
    assert found == {"CH-FIN-020", "CH-FIN-003"}


@pytest.mark.parametrize(
    ("step", "complaint"),
    [
        ('amount = "EUR 5.00", share = "40 %", on_day = 2026-03-10', "either an amount or a share"),
        ("on_day = 2026-03-10", "either an amount or a share"),
        ('amount = "EUR 5.00"', "either acceptance_of or on_day"),
        (
            'amount = "EUR 5.00", acceptance_of = "audit", on_day = 2026-03-10',
            "either acceptance_of or on_day",
        ),
        ('share = "40 %", on_day = 2026-03-10', "shares need the whole they are taken of"),
    ],
)
def test_a_step_that_is_not_one_thing_is_refused(engaged: Build, step: str, complaint: str) -> None:
    with pytest.raises(Problems, match=complaint):
        engaged(f'{THING}[financials.milestones]\na = {{ name = "A", {step} }}\n')


def test_shares_that_are_no_whole_are_refused(engaged: Build) -> None:
    with pytest.raises(Problems, match=r"the shares sum to 99\.9999 %, not to 100 %"):
        engaged(THIRDS.replace("33.3334", "33.3333"))


def test_steps_without_a_whole_need_not_sum_to_one(engaged: Build) -> None:
    found = {f.id for f in check(engaged(AUDIT).agreement) if f.place.startswith("financials.milestones.")}
    assert found == {"CH-FIN-003"}


ENDED = entry("ended", "2026-04-15", "jonas", why="by law", rule="section 314 BGB")
HANDED = entry("delivered", "2026-04-10", deliverable="audit")


def test_what_was_never_handed_over_earns_nothing_after_the_end(engaged: Build) -> None:
    late = accepted("2026-04-20")
    assert charges(engaged(AUDIT, ENDED + late), date(2026, 5, 1)) == ()
    assert [c.minor for c in charges(engaged(AUDIT, HANDED + ENDED + late), date(2026, 5, 1))] == [9600_00]


def test_what_was_earned_is_not_earned_again_by_an_amended_day(engaged: Build) -> None:
    change = (
        'number = 1\ntitle = "Later"\nsigned = 2026-03-20\neffective = 2026-03-20\n'
        '[[change]]\npath = "financials.milestones.a.on_day"\nfrom = 2026-03-10\nto = {}\n'
    )
    for day in ("2026-04-10", "2026-03-12"):
        found = [
            c.on.day
            for c in charges(engaged(THIRDS, "", change.format(day)), date(2026, 5, 1))
            if "/a" in c.id
        ]
        assert found == [10]


def test_a_day_moved_back_beyond_the_amendment_is_earned_when_the_amendment_counts(engaged: Build) -> None:
    change = (
        'number = 1\ntitle = "Sooner"\nsigned = 2026-03-05\neffective = 2026-03-05\n'
        '[[change]]\npath = "financials.milestones.a.on_day"\nfrom = 2026-03-10\nto = 2026-03-02\n'
    )
    found = [c.on.day for c in charges(engaged(THIRDS, "", change), date(2026, 5, 1)) if "/a" in c.id]
    assert found == [5]


LEAVING = '[exit.termination]\ninsolvency = false\nclient = { notice = "5 days" }\nconsultant = { notice = "5 days" }\n'
BY_THE_HOUR = AUDIT.replace(
    "[financials.milestones.audit]",
    '[financials.milestones]\nopen_hour = "EUR 200.00"\n[financials.milestones.audit]',
)


@pytest.mark.parametrize(
    ("side", "worked", "more", "charged"),
    [
        ("client", 10, "", [2000_00]),
        ("client", 20, "", [4000_00]),
        ("consultant", 10, "", []),
        ("client", 10, entry("delivered", "2026-03-12", deliverable="audit"), []),
    ],
)
def test_an_open_milestone_is_paid_by_the_hour_when_the_client_leaves(
    engaged: Build, side: str, worked: int, more: str, charged: list[int]
) -> None:
    journal = (
        hours("2026-03-05", worked, milestone="audit") + more + notice("termination", "2026-03-10", side)
    )
    found = charges(engaged(LEAVING + BY_THE_HOUR, journal), date(2026, 4, 1))
    assert [c.minor for c in found if "/open/" in c.id] == charged


def test_an_open_milestone_costs_at_most_its_amount(engaged: Build) -> None:
    journal = "".join(hours(f"2026-03-0{day}", 24, milestone="audit") for day in (2, 3, 4))
    found = charges(
        engaged(LEAVING + BY_THE_HOUR, journal + notice("termination", "2026-03-10")), date(2026, 4, 1)
    )
    assert [c.minor for c in found if "/open/" in c.id] == [9600_00]


def test_a_day_earns_no_state(engaged: Build) -> None:
    for name, found in (("Roadmap on course", True), ("Half-year point", False)):
        text = f'[financials.milestones.a]\nname = "{name}"\namount = "EUR 1.00"\non_day = 2026-03-10\n'
        assert ("CH-FIN-023" in {f.id for f in check(engaged(text).agreement)}) == found
