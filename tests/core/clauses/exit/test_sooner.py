"""Cutting a notice short for money, and a release from work while it runs."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.exit_plan import exit_plan
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.delay import Suspended
from charter.core.vocabulary.party import Side
from tests.core.clauses.exit.test_settlement import CLOSE, TERM
from tests.core.journal import entry, issued, notice
from tests.core.words import section

Build = Callable[..., Engagement]


def terms(more: str) -> str:
    """Give the terms of an ending with 9 days of notice, and one more."""
    return CLOSE.replace("insolvency = false", f"insolvency = false\n{more}")


REGULAR = terms('cut_short = "regular fee"')
AVERAGE = terms('cut_short = "average of 180 days"')
NOTHING = terms('cut_short = "nothing"')
GARDEN = terms('release = "paid"')
CUT = notice("cut short", "2026-04-06")
GIVEN = notice("termination", "2026-04-03", "consultant")


@pytest.mark.parametrize(
    ("told", "sum_", "path"),
    [
        (CUT, 900_00, "client"),  # until 15 April: nine of thirty days at EUR 3,000.00
        (GIVEN + CUT, 600_00, "consultant"),  # until 12 April, as the consultant said before
        (notice("termination", "2026-04-03") + CUT, 600_00, "client"),
        (notice("termination", "2026-04-03", "consultant", until="2026-05-31") + CUT, 900_00, "client"),
        (notice("cut short", "2026-04-30"), 870_97, "client"),  # May has 31 days
    ],
)
def test_the_regular_fee_is_owed_for_the_time_that_is_cut_off(
    engaged: Build, told: str, sum_: int, path: str
) -> None:
    found = facts(engaged(REGULAR, told), date(2026, 5, 20)).deal.ended
    assert found is not None
    assert found.ended_by == Side(path)
    booked = [c for c in charges(engaged(REGULAR, told), date(2026, 5, 20)) if "owed" in c.id]
    assert [(c.on, c.minor) for c in booked] == [(found.on, sum_)]


def test_it_ends_on_the_day_of_receipt(engaged: Build) -> None:
    assert facts(engaged(REGULAR, CUT), date(2026, 5, 20)).deal.ends == date(2026, 4, 7)
    plan = exit_plan(engaged(REGULAR), date(2026, 4, 6), Side.CLIENT, "cut short")
    assert plan.last_day == date(2026, 4, 6)


def test_a_term_that_is_over_sooner_bounds_what_is_owed(engaged: Build) -> None:
    booked = charges(engaged(TERM + REGULAR, notice("cut short", "2026-04-25")), date(2026, 5, 20))
    assert [c.minor for c in booked if "owed" in c.id] == [500_00]  # the term is over after 30 April


def test_days_of_the_minimum_commitment_are_paid_once(engaged: Build) -> None:
    committed = REGULAR.replace("[financials.invoicing]", 'minimum = "40 days"\n[financials.invoicing]')
    booked = {c.id: c.minor for c in charges(engaged(committed, CUT), date(2026, 5, 20))}
    assert booked["financials.retainer/minimum"] == 300_00  # 7 to 9 April
    assert booked["financials.retainer/owed/exit.termination.cut_short"] == 600_00  # 10 to 15 April


def test_the_average_of_what_was_invoiced_is_owed(engaged: Build) -> None:
    """EUR 3,600.00 in the 180 days to 6 April, and nine days cut off; interest and what is older do not count."""
    told = (
        issued("2026-03-01", "2026-03-15", "EUR 3600.00")
        + issued(
            "2026-03-20", "2026-04-03", "EUR 90.00", "N-2", "financials.late_payment/interest/N-1/2026-03-19"
        )
        + CUT
    )
    booked = [c for c in charges(engaged(AVERAGE, told), date(2026, 4, 20)) if "cut_short" in c.id]
    assert [(c.on, c.minor) for c in booked] == [(date(2026, 4, 7), 180_00)]


def test_nothing_is_owed_where_nothing_was_agreed(engaged: Build) -> None:
    booked = charges(engaged(NOTHING, CUT), date(2026, 5, 20))
    assert not [c for c in booked if "owed" in c.id or "cut_short" in c.id]
    assert "the Client pays nothing" in section(engaged(NOTHING).agreement, "exit.termination")


@pytest.mark.parametrize(
    ("agreed", "told", "why"),
    [
        (REGULAR, CUT, None),
        (CLOSE, CUT, "The agreement gives the client no right to a notice of 'cut short': nothing ends."),
        (
            REGULAR,
            notice("cut short", "2026-04-06", "consultant"),
            "The agreement gives the consultant no right to a notice of 'cut short': nothing ends.",
        ),
        (
            REGULAR.replace('client = { notice = "9 days" }', ""),
            CUT,
            "No notice without a reason ran, and the client could give none: nothing is cut short.",
        ),
    ],
)
def test_a_cut_that_cuts_nothing_says_why(engaged: Build, agreed: str, told: str, why: str | None) -> None:
    found = [str(f.message) for f in without_effect(engaged(agreed, told), date(2026, 5, 20))]
    assert found == ([why] if why else [])


RELEASED = entry("released from work", "2026-04-08", "jonas")


def test_a_release_stops_the_work_and_the_fee_runs_on(engaged: Build) -> None:
    engagement = engaged(GARDEN, GIVEN + RELEASED)
    found = facts(engagement, date(2026, 5, 20))
    assert [each.on for each in found.journal.of(Suspended)] == [date(2026, 4, 8)]
    assert found.deal.unpaid == ()
    (may,) = [d for d in duties(engagement, date(2026, 4, 9), date(2026, 4, 1)) if "release" in d.id]
    assert (may.by, may.due, may.met) == (Side.CLIENT, date(2026, 4, 12), date(2026, 4, 8))
    paid = [c.minor for c in charges(engagement, date(2026, 5, 20)) if c.on >= date(2026, 4, 1)]
    assert sum(paid) == sum(
        c.minor for c in charges(engaged(GARDEN, GIVEN), date(2026, 5, 20)) if c.on >= date(2026, 4, 1)
    )


@pytest.mark.parametrize(
    ("agreed", "told"),
    [
        (GARDEN, RELEASED),
        (GARDEN, GIVEN + entry("released from work", "2026-04-02", "jonas")),
        (GARDEN, GIVEN + entry("released from work", "2026-04-13", "jonas")),
        (CLOSE, GIVEN + RELEASED),
    ],
    ids=["no notice", "before it", "after the end", "not agreed"],
)
def test_a_release_outside_a_notice_stops_nothing(engaged: Build, agreed: str, told: str) -> None:
    engagement = engaged(agreed, told)
    assert facts(engagement, date(2026, 5, 20)).journal.of(Suspended) == ()
    (told_why,) = without_effect(engagement, date(2026, 5, 20))
    why = "No notice ran on that day in which the client may release from work: the work goes on."
    assert str(told_why.message) == why
