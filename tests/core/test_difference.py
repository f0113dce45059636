"""What one engagement brings about that another does not: the one way to ask what if."""

from collections.abc import Callable
from datetime import date

from charter.core.difference import difference
from charter.core.engagement import Engagement
from charter.core.exit_plan import exit_plan
from charter.core.vocabulary.duty import Status
from charter.core.vocabulary.party import Side
from tests.core.journal import entry

Build = Callable[..., Engagement]

FEE = """
[financials.retainer]
amount = "EUR 3000.00"
period = "month"
billed = "in advance"
hours = "10 hours"
[scope.deliverables.audit]
name = "Audit"
outcome = "Known."
due = 2026-04-30
"""
JUNE = date(2026, 6, 1)


def test_the_same_engagement_differs_in_nothing(engaged: Build) -> None:
    apart = difference(engaged(FEE), engaged(FEE), JUNE)
    assert not apart
    assert apart.minor == 0


def test_a_higher_fee_is_what_it_comes_to(engaged: Build) -> None:
    apart = difference(engaged(FEE), engaged(FEE.replace("3000.00", "3500.00")), JUNE)
    assert apart
    assert (apart.minor, apart.currency) == (3 * 500_00, "EUR")
    assert [c.minor for c in apart.uncharged] == [3000_00] * 3


def test_a_pause_moves_a_date_and_takes_a_fee(engaged: Build) -> None:
    stop = entry("suspended", "2026-04-01", pauses_fees=True)
    go_on = entry("resumed", "2026-05-01")
    apart = difference(engaged(FEE), engaged(FEE, stop + go_on), date(2026, 6, 2))
    assert [(was.due, now.due) for was, now in apart.moved] == [(date(2026, 4, 30), date(2026, 6, 1))]
    assert apart.minor == -3000_00


def test_what_moves_out_of_sight_has_moved_and_is_not_lost(engaged: Build) -> None:
    stop = entry("suspended", "2026-04-01")
    go_on = entry("resumed", "2026-05-01")
    apart = difference(engaged(FEE), engaged(FEE, stop + go_on), date(2026, 5, 15))
    assert [(was.due, now.due) for was, now in apart.moved] == [(date(2026, 4, 30), date(2026, 6, 1))]
    assert apart.lost == ()


def test_the_plan_of_an_exit_says_where_things_stand_today(engaged: Build) -> None:
    leave = '[exit.termination]\nclient = { notice = "30 days" }\ninsolvency = false\n'
    found = exit_plan(engaged(FEE + leave), date(2026, 4, 10), Side.CLIENT).duties
    assert {d.id: d.status for d in found if d.id.startswith("scope")} == {
        "scope.deliverables/deliver/audit": Status.OPEN
    }


def test_a_thing_less_is_a_duty_lost_and_one_more_is_gained(engaged: Build) -> None:
    more = FEE + '[scope.deliverables.talk]\nname = "Talk"\noutcome = "Heard."\ndue = 2026-05-05\n'
    assert [d.id for d in difference(engaged(FEE), engaged(more), JUNE).gained] == [
        "scope.deliverables/deliver/talk"
    ]
    assert [d.id for d in difference(engaged(more), engaged(FEE), JUNE).lost] == [
        "scope.deliverables/deliver/talk"
    ]


def test_silence_that_only_one_of_them_brings_about(engaged: Build) -> None:
    term = '[foundation.term]\nstarts = 2026-03-01\ninitial = "2 months"\nrenewal = "none"\n'
    assert [e.on for e in difference(engaged(FEE), engaged(term + FEE), JUNE).deemed] == [date(2026, 5, 1)]
