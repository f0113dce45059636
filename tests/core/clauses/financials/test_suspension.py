"""Suspension: a right after long arrears, by a notice that was received, until all is paid."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.exit_plan import exit_plan
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.delay import Suspended
from charter.core.vocabulary.entry import Notice
from charter.core.vocabulary.party import Side
from tests.core.journal import entry, notice, paid

Build = Callable[..., Engagement]

STOP = """
[financials.suspension]
notice_from = "14 days"
stops_from = "21 days"
notice = "5 days"
more_than = "EUR 250.00"
dates = "move day for day"
"""
# due on Wednesday, 15 April: notice from the 29th, a stop from Wednesday, 6 May
TOLD = notice("suspension", "2026-04-30", "consultant")
STOPPED = entry("stopped", "2026-05-06")


def pauses(engagement: Engagement, today: date = date(2026, 6, 1)) -> list[tuple[date, date]]:
    return [(p.start, p.last_day) for p in facts(engagement, today).deal.pauses]


def idle(engagement: Engagement, today: date = date(2026, 6, 1)) -> list[str]:
    return [str(one.message) for one in without_effect(engagement, today)]


def test_work_stops_by_right_and_goes_on_the_business_day_after_payment(
    engaged: Build, pay: str, issued: str
) -> None:
    engagement = engaged(pay + STOP, issued + TOLD + STOPPED + paid("2026-05-22", "EUR 21600.00"))
    assert pauses(engagement) == [(date(2026, 5, 6), date(2026, 5, 25))], (
        "22 May is a Friday before Whit Monday"
    )
    (found,) = facts(engagement, date(2026, 6, 1)).journal.of(Suspended)
    assert (found.invoice, found.moves_dates, found.pauses_fees) == ("N-1", True, True)
    assert idle(engagement) == []


def test_a_notice_alone_stops_nothing(engaged: Build, pay: str, issued: str) -> None:
    """The consultant may want to go on: she has the right, and uses it or not."""
    engagement = engaged(pay + STOP, issued + TOLD)
    assert pauses(engagement) == []
    rights = [(d.id, d.since) for d in duties(engagement, date(2026, 5, 6)) if "/stop/" in d.id]
    assert rights == [("financials.suspension/stop/N-1", date(2026, 5, 6))]
    assert not [d for d in duties(engagement, date(2026, 5, 5)) if "/stop/" in d.id]


@pytest.mark.parametrize(
    ("told", "stopped"),
    [
        ("", "2026-05-06"),  # without a notice
        (notice("suspension", "2026-04-28", "consultant"), "2026-05-06"),  # a notice before its day
        (TOLD, "2026-05-05"),  # before the day of the stop
        (notice("suspension", "2026-05-04", "consultant"), "2026-05-06"),  # a notice too late for that day
        (notice("suspension", "2026-04-30", "consultant", received="2026-05-06"), "2026-05-11"),
    ],
)
def test_a_stop_too_early_stops_nothing(
    engaged: Build, pay: str, issued: str, told: str, stopped: str
) -> None:
    engagement = engaged(pay + STOP, issued + told + entry("stopped", stopped))
    assert pauses(engagement) == []
    assert idle(engagement)[-1].startswith("Work may not stop yet")


def test_a_late_notice_moves_the_stop(engaged: Build, pay: str, issued: str) -> None:
    late = notice("suspension", "2026-05-04", "consultant")  # five days run until Saturday, the 9th
    assert pauses(engaged(pay + STOP, issued + late + entry("stopped", "2026-05-11"))) != []
    assert pauses(engaged(pay + STOP, issued + late + entry("stopped", "2026-05-08"))) == []


def test_a_client_cannot_suspend(engaged: Build, pay: str, issued: str) -> None:
    given = Notice(on=date(2026, 4, 30), by="jonas", of="suspension", side=Side.CLIENT, sent="letter")
    engagement = engaged(pay + STOP, issued + STOPPED).plus(given)
    assert pauses(engagement) == []
    assert any(told.startswith("Only the consultant can suspend the work") for told in idle(engagement))
    by_client = engaged(pay + STOP, issued + TOLD + entry("stopped", "2026-05-06", "jonas"))
    assert pauses(by_client) == []


def test_over_a_trifle_work_does_not_stop(engaged: Build, pay: str, issued: str) -> None:
    def part(amount: str) -> Engagement:
        return engaged(pay + STOP, issued + TOLD + paid("2026-05-04", amount) + STOPPED)

    assert pauses(part("EUR 21350.00")) == []
    assert "No more than EUR 250.00 was overdue" in idle(part("EUR 21350.00"))[0]
    assert pauses(part("EUR 21349.99")) != []


def test_nobody_announces_what_has_happened_or_cannot_happen_any_more(
    engaged: Build, pay: str, issued: str
) -> None:
    def announced(engagement: Engagement, today: date) -> list[date | None]:
        return [d.met for d in duties(engagement, today, date(2026, 4, 1)) if "/announce/" in d.id]

    later = (
        issued.replace("N-1", "N-2")
        .replace("due = 2026-04-15", "due = 2026-05-01")
        .replace("/2026-04-01", "/2026-05-01")
    )
    stopped = engaged(pay + STOP, issued + later + TOLD + STOPPED)
    assert announced(stopped, date(2026, 5, 20)) == [], "N-2 is late too, but work has stopped"
    over = entry("ended", "2026-04-20", "jonas", why="by law", rule="section 314 BGB")
    assert announced(engaged(pay + STOP, issued + over), date(2026, 5, 20)) == []
    assert announced(engaged(pay + STOP, issued), date(2026, 5, 20)) == [None]


def test_who_pays_before_the_stop_is_not_suspended(engaged: Build, pay: str, issued: str) -> None:
    assert pauses(engaged(pay + STOP, issued + TOLD + paid("2026-05-05", "EUR 21600.00") + STOPPED)) == []


def test_a_part_is_not_enough_to_resume(engaged: Build, pay: str, issued: str) -> None:
    journal = issued + TOLD + STOPPED + paid("2026-05-20", "EUR 21599.99")
    assert pauses(engaged(pay + STOP, journal)) == [(date(2026, 5, 6), date(2026, 6, 1))]


def test_the_right_to_announce_is_shown_once_it_exists_and_until_it_is_used(
    engaged: Build, pay: str, issued: str
) -> None:
    def rights(journal: str, today: date) -> list[str]:
        return [d.id for d in duties(engaged(pay + STOP, journal), today) if "/announce/" in d.id]

    assert rights(issued, date(2026, 4, 28)) == []
    assert rights(issued, date(2026, 4, 29)) == ["financials.suspension/announce/N-1"]
    assert rights(issued + TOLD, date(2026, 4, 30)) == []
    assert rights(issued + paid("2026-05-02", "EUR 21600.00"), date(2026, 5, 3)) == []


# ── the reminders before it ────────────────────────────────────────────────────────────────────

LATE = """
[financials.late_payment]
grace = "5 days"
runs_from = "due date"
interest = "none"
fixed_sum = "none"
collection_costs = "none"
reminders = ["3 days", "10 days"]
"""


def test_no_notice_counts_while_a_reminder_is_missing(engaged: Build, pay: str, issued: str) -> None:
    reminded = entry("reminded", "2026-04-20", of="N-1") + entry("reminded", "2026-04-27", of="N-1")
    once = entry("reminded", "2026-04-20", of="N-1")
    assert pauses(engaged(pay + LATE + STOP, issued + reminded + TOLD + STOPPED)) != []
    assert pauses(engaged(pay + LATE + STOP, issued + once + TOLD + STOPPED)) == []
    assert idle(engaged(pay + LATE + STOP, issued + once + TOLD))[0].startswith(
        "No invoice had come to this step of the ladder"
    )


# ── a limit of credit ──────────────────────────────────────────────────────────────────────────


def test_beyond_the_limit_work_may_stop_before_anything_is_overdue(
    engaged: Build, pay: str, issued: str
) -> None:
    limited = STOP + 'credit_limit = "EUR 20000.00"\n'
    told = notice("suspension", "2026-04-07", "consultant")  # eight days before the due date
    story = issued + told + entry("stopped", "2026-04-13") + paid("2026-04-20", "EUR 2000.00")
    assert pauses(engaged(pay + limited, story)) == [(date(2026, 4, 13), date(2026, 6, 1))], (
        "the rest is overdue"
    )
    early = issued + told + entry("stopped", "2026-04-13") + paid("2026-04-15", "EUR 21600.00")
    assert pauses(engaged(pay + limited, early)) == [(date(2026, 4, 13), date(2026, 4, 15))]
    assert pauses(engaged(pay + STOP, early)) == []
    assert pauses(engaged(pay + limited.replace("20000", "21600"), early)) == [], (
        "the limit itself is no excess"
    )


# ── fees, and how long ─────────────────────────────────────────────────────────────────────────

FEE = """
[financials.retainer]
amount = "EUR 3100.00"
period = "month"
billed = "in arrears"
hours = "8 hours"
"""


@pytest.mark.parametrize(
    ("fees", "may"),
    [
        ("", 500_00),  # 1 to 5 May
        ('fee_runs_for = "60 days"\n', 3100_00),
        ('fee_runs_for = "10 days"\n', 1500_00),  # the ten days until 15 May too
    ],
)
def test_a_fee_pauses_or_runs_for_a_while(engaged: Build, pay: str, issued: str, fees: str, may: int) -> None:
    engagement = engaged(pay + FEE + STOP + fees, issued + TOLD + STOPPED)
    found = [
        c for c in charges(engagement, date(2026, 6, 1)) if c.id.startswith("financials.retainer/2026-05")
    ]
    assert sum(c.minor for c in found) == may


def test_after_a_long_stop_either_side_may_end_it_on_the_day_of_receipt(
    engaged: Build, pay: str, issued: str
) -> None:
    terms = pay + STOP + 'ends_after = "30 days"\n'

    def ends(on: str, side: str) -> date | None:
        given = notice("long suspension", on, side)
        return facts(engaged(terms, issued + TOLD + STOPPED + given), date(2026, 8, 1)).deal.ends

    assert ends("2026-06-04", "client") is None
    assert ends("2026-06-05", "client") == date(2026, 6, 6)
    assert ends("2026-06-08", "consultant") == date(2026, 6, 9)
    short = engaged(terms, issued + TOLD + STOPPED + notice("long suspension", "2026-06-04"))
    assert idle(short, date(2026, 6, 5))[0].startswith("Work had not been stopped for so long")
    stopped = engaged(terms, issued + TOLD + STOPPED)
    plan = exit_plan(stopped, date(2026, 6, 5), Side.CLIENT, "long suspension")
    assert plan.last_day == date(2026, 6, 5)


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", set()),
        ('notice = "5 days"', 'notice = "2 days"', {"CH-FIN-062"}),
        ('more_than = "EUR 250.00"\n', "", {"CH-FIN-064"}),
        ("dates =", 'fee_runs_for = "31 days"\ndates =', {"CH-FIN-065"}),
        ("dates =", 'fee_runs_for = "30 days"\ndates =', set()),
    ],
)
def test_findings(engaged: Build, pay: str, old: str, new: str, finding: set[str]) -> None:
    found = check(engaged(pay + STOP.replace(old, new)).agreement)
    assert {f.id for f in found if f.place.startswith("financials.suspension")} == finding
