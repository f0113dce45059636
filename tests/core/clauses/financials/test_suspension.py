"""Suspension: a right after long arrears, by notice, until all is paid."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.delay import Suspended
from charter.core.vocabulary.entry import Notice
from charter.core.vocabulary.party import Side
from tests.core.journal import entry, notice, paid

Build = Callable[..., Engagement]

STOP = """
[financials.suspension]
overdue_for = "14 days"
notice = "5 days"
dates = "move day for day"
fees = "pause"
withheld = ["new deliverables"]
"""


def pauses(engagement: Engagement, today: date = date(2026, 6, 1)) -> list[tuple[date, date]]:
    return [(p.start, p.last_day) for p in facts(engagement, today).deal.pauses]


def test_work_stops_after_the_notice_and_goes_on_the_day_after_payment(
    engaged: Build, pay: str, issued: str
) -> None:
    # due on 15 April, overdue for 14 days on the 29th; notice on the 30th runs to 5 May
    engagement = engaged(
        pay + STOP,
        issued + notice("suspension", "2026-04-30", "consultant") + paid("2026-05-20", "EUR 21600.00"),
    )
    assert pauses(engagement) == [(date(2026, 5, 6), date(2026, 5, 20))]
    (entry,) = facts(engagement, date(2026, 6, 1)).journal.of(Suspended)
    assert (entry.invoice, entry.moves_dates, entry.pauses_fees) == ("N-1", True, True)


def test_a_client_cannot_suspend(engaged: Build, pay: str, issued: str) -> None:
    given = Notice(on=date(2026, 4, 30), by="jonas", of="suspension", side=Side.CLIENT, sent="letter")
    assert pauses(engaged(pay + STOP, issued).plus(given)) == []


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
    stopped = engaged(pay + STOP, issued + later + notice("suspension", "2026-04-30", "consultant"))
    assert announced(stopped, date(2026, 5, 20)) == [], "N-2 is late too, but work has stopped"
    over = entry("ended", "2026-04-20", "jonas", why="by agreement")
    assert announced(engaged(pay + STOP, issued + over), date(2026, 5, 20)) == []
    assert announced(engaged(pay + STOP, issued), date(2026, 5, 20)) == [None]


@pytest.mark.parametrize("day", ["2026-04-20", "2026-04-29"])
def test_notice_given_too_early_is_no_good(engaged: Build, pay: str, issued: str, day: str) -> None:
    assert pauses(engaged(pay + STOP, issued + notice("suspension", day, "consultant"))) == []


def test_who_pays_before_the_notice_runs_out_is_not_suspended(engaged: Build, pay: str, issued: str) -> None:
    assert (
        pauses(
            engaged(
                pay + STOP,
                issued
                + notice("suspension", "2026-04-30", "consultant")
                + paid("2026-05-05", "EUR 21600.00"),
            )
        )
        == []
    )


def test_a_part_is_not_enough(engaged: Build, pay: str, issued: str) -> None:
    journal = issued + notice("suspension", "2026-04-30", "consultant") + paid("2026-05-20", "EUR 21599.99")
    assert pauses(engaged(pay + STOP, journal)) == [(date(2026, 5, 6), date(2026, 6, 1))]


def test_the_right_is_shown_once_it_exists_and_until_it_is_used(
    engaged: Build, pay: str, issued: str
) -> None:
    def rights(journal: str, today: date) -> list[str]:
        return [d.id for d in duties(engaged(pay + STOP, journal), today) if "/announce/" in d.id]

    assert rights(issued, date(2026, 4, 29)) == []
    assert rights(issued, date(2026, 4, 30)) == ["financials.suspension/announce/N-1"]
    assert rights(issued + notice("suspension", "2026-04-30", "consultant"), date(2026, 4, 30)) == []
    assert rights(issued + paid("2026-05-02", "EUR 21600.00"), date(2026, 5, 3)) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", set()),
        ("new deliverables", "admin passwords", {"CH-FIN-060"}),
        ('notice = "5 days"', 'notice = "2 days"', {"CH-FIN-062"}),
    ],
)
def test_findings(engaged: Build, pay: str, old: str, new: str, finding: set[str]) -> None:
    found = check(engaged(pay + STOP.replace(old, new)).agreement)
    assert {f.id for f in found if f.place.startswith("financials.suspension")} == finding
