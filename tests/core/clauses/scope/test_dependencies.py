"""What the client provides late moves the consultant's dates, and costs standby."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.duty import Status
from tests.core.journal import entry

Build = Callable[..., Engagement]

THINGS = """
[scope.deliverables.audit]
name = "Audit"
outcome = "Known."
due = 2026-04-30
criteria = ["All."]
[scope.deliverables.roadmap]
name = "Roadmap"
outcome = "Agreed."
due = 2026-05-29
criteria = ["All."]
"""
ACCESS = (
    THINGS
    + """
[scope.dependencies]
delay = "day for day"
[scope.dependencies.access]
name = "Access"
due = 2026-03-10
holds = ["audit"]
"""
)
STANDBY = ACCESS.replace(
    'delay = "day for day"', 'delay = "day for day"\nstandby = { after = "5 days", fee = "EUR 400.00" }'
)
TOLD = ACCESS.replace('day for day"', 'day for day"\ntell_within = "1 business day"')
WARNED = TOLD.replace(
    '1 business day"',
    '1 business day"\n'
    'standby = { after = "5 days", fee = "EUR 400.00", warning = "5 business days", days = 3 }',
)
RETAINER = '[financials.retainer]\namount = "EUR 3000.00"\nperiod = "month"\nbilled = "in advance"\nhours = "10 hours"\ncounts = []\n'
MILESTONE = '[financials.milestones.audit]\nname = "Audit"\namount = "EUR 9600.00"\nacceptance_of = "audit"\n'


def came(day: str, key: str = "access") -> str:
    return entry("provided", day, "jonas", input=key)


def due(engagement: Engagement, key: str, today: date) -> date | None:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 9, 1))
    return next(d.due for d in found if d.id == f"scope.deliverables/deliver/{key}")


@pytest.mark.parametrize(
    ("arrived", "moved"), [("2026-03-10", date(2026, 4, 30)), ("2026-03-11", date(2026, 5, 4))]
)
def test_one_day_late_moves_one_day_and_over_the_holiday(engaged: Build, arrived: str, moved: date) -> None:
    # 30 April and one day is 1 May, a holiday on a Friday
    assert due(engaged(ACCESS, came(arrived)), "audit", date(2026, 4, 1)) == moved


def test_while_it_is_late_the_date_moves_every_day(engaged: Build) -> None:
    assert due(engaged(ACCESS), "audit", date(2026, 3, 14)) == date(2026, 5, 4)
    assert due(engaged(ACCESS), "audit", date(2026, 3, 16)) == date(2026, 5, 6)


def test_only_what_waits_for_it_moves(engaged: Build) -> None:
    assert due(engaged(ACCESS, came("2026-03-20")), "roadmap", date(2026, 4, 1)) == date(2026, 5, 29)


def test_an_input_that_names_nothing_holds_everything(engaged: Build) -> None:
    clauses = ACCESS.replace('holds = ["audit"]\n', "")
    assert due(engaged(clauses, came("2026-03-17")), "roadmap", date(2026, 4, 1)) == date(2026, 6, 5)


def test_two_inputs_late_at_once_count_once(engaged: Build) -> None:
    clauses = ACCESS + '[scope.dependencies.budget]\nname = "Budget"\ndue = 2026-03-12\nholds = ["audit"]\n'
    journal = came("2026-03-17") + came("2026-03-17", "budget")
    assert due(engaged(clauses, journal), "audit", date(2026, 4, 1)) == date(2026, 5, 7)


def test_nothing_moves_where_that_was_agreed(engaged: Build) -> None:
    clauses = ACCESS.replace("day for day", "none")
    assert due(engaged(clauses, came("2026-03-30")), "audit", date(2026, 4, 1)) == date(2026, 4, 30)
    assert [f.id for f in check(engaged(clauses).agreement) if "dependencies" in f.place] == ["CH-SCO-021"]


def test_standby_is_charged_for_business_days_after_the_wait(engaged: Build) -> None:
    booked = charges(engaged(STANDBY, came("2026-03-19")), date(2026, 4, 1))
    # due on the 10th, five days of patience to the 15th, then Monday to Thursday
    assert [(c.on, c.minor) for c in booked] == [(date(2026, 3, day), 400_00) for day in (16, 17, 18, 19)]


def test_two_inputs_late_cost_one_fee_a_day(engaged: Build) -> None:
    clauses = STANDBY + '[scope.dependencies.budget]\nname = "Budget"\ndue = 2026-03-10\n'
    assert len(charges(engaged(clauses), date(2026, 3, 17))) == 2


def test_nothing_is_late_after_the_end(engaged: Build) -> None:
    ended = entry("ended", "2026-03-09", "jonas", why="by law", rule="section 314 BGB")
    engagement = engaged(STANDBY, ended)
    assert facts(engagement, date(2026, 4, 1)).deemed == ()
    assert charges(engagement, date(2026, 4, 1)) == ()


def test_the_client_owes_the_input(engaged: Build) -> None:
    found = duties(engaged(ACCESS, came("2026-03-12")), date(2026, 3, 13), date(2026, 3, 1))
    assert [(d.due, d.by, d.status) for d in found if "provide" in d.id] == [
        (date(2026, 3, 10), "client", Status.MET)
    ]


@pytest.mark.parametrize(
    ("clauses", "finding"),
    [
        (TOLD, set()),
        (ACCESS, {"CH-SCO-026"}),
        (WARNED, set()),
        (WARNED.replace(", days = 3", ""), {"CH-SCO-023"}),
        (WARNED.replace('warning = "5 business days", ', ""), {"CH-SCO-024"}),
        (WARNED + RETAINER, {"CH-SCO-025"}),
        (WARNED + RETAINER + MILESTONE, set()),
        (TOLD.replace("2026-03-10", "2026-02-01"), {"CH-SCO-022"}),
    ],
)
def test_findings(engaged: Build, clauses: str, finding: set[str]) -> None:
    assert {f.id for f in check(engaged(clauses).agreement) if "dependencies" in f.place} == finding


def test_an_input_that_was_due_before_the_start_delays_from_the_start(engaged: Build) -> None:
    early = ACCESS.replace("due = 2026-03-10", "due = 2026-02-20")
    late = facts(engaged(early), date(2026, 3, 5)).deemed
    assert [(e.on, type(e).__name__) for e in late] == [(date(2026, 3, 1), "Delayed")]


def test_an_input_amended_away_leaves_the_delay_that_it_caused(engaged: Build) -> None:
    terms = ACCESS + '[scope.dependencies.plan]\nname = "Plan"\ndue = 2026-12-01\n'
    gone = 'number = 1\ntitle = "Done"\nsigned = 2026-04-01\neffective = 2026-04-01\n[[change]]\n'
    gone += 'path = "scope.dependencies.access"\nfrom = { name = "Access", due = 2026-03-10, holds = ["audit"] }\n'
    before, after = engaged(terms, came("2026-03-20")), engaged(terms, came("2026-03-20"), gone)
    today = date(2026, 4, 2)
    assert due(after, "audit", today) == due(before, "audit", today) == date(2026, 5, 11)


def test_what_the_client_still_owes_ends_with_the_engagement(engaged: Build) -> None:
    over = entry("ended", "2026-03-05", "jonas", why="by law", rule="section 314 BGB")
    found = duties(engaged(ACCESS, over), date(2026, 4, 2), date(2026, 3, 1), date(2026, 9, 1))
    assert not [d for d in found if d.cite.clause == "scope.dependencies"]


def changed(path: str, more: str) -> str:
    head = 'number = 1\ntitle = "Inputs"\nsigned = 2026-04-01\neffective = 2026-04-01\n[[change]]\n'
    return f'{head}path = "scope.dependencies.{path}"\n{more}\n'


GONE = changed("access", 'from = { name = "Access", due = 2026-03-10, holds = ["audit"] }')
LATER = '[scope.dependencies.plan]\nname = "Plan"\ndue = 2026-12-01\n'


def provide(engagement: Engagement, today: date) -> dict[str, tuple[date | None, Status]]:
    found = duties(engagement, today, date(2026, 3, 1), date(2027, 1, 1))
    return {d.id.rpartition("/")[2]: (d.due, d.status) for d in found if "provide" in d.id}


def test_an_input_amended_away_holds_up_nothing_from_that_day_on(engaged: Build) -> None:
    """It was late from 11 to 31 March, 21 days; then it was no longer awaited."""
    engagement = engaged(ACCESS + LATER, "", GONE)
    assert due(engagement, "audit", date(2026, 3, 31)) == date(2026, 5, 21)
    assert due(engagement, "audit", date(2026, 6, 1)) == date(2026, 5, 21)
    assert provide(engagement, date(2026, 3, 31))["access"] == (date(2026, 3, 10), Status.LATE)
    assert set(provide(engagement, date(2026, 4, 1))) == {"plan"}


def test_an_input_that_may_come_later_holds_up_nothing_until_its_new_day(engaged: Build) -> None:
    engagement = engaged(ACCESS, "", changed("access.due", "from = 2026-03-10\nto = 2026-04-10"))
    assert due(engagement, "audit", date(2026, 4, 10)) == date(2026, 5, 21)
    assert due(engagement, "audit", date(2026, 4, 11)) == date(2026, 5, 22)
    assert provide(engagement, date(2026, 3, 20)) == {"access": (date(2026, 3, 10), Status.LATE)}
    assert provide(engagement, date(2026, 4, 1)) == {"access": (date(2026, 4, 10), Status.OPEN)}


def test_an_input_holds_up_another_thing_from_the_day_of_the_amendment(engaged: Build) -> None:
    engagement = engaged(ACCESS, "", changed("access.holds", 'from = ["audit"]\nto = ["roadmap"]'))
    today = date(2026, 4, 5)
    assert due(engagement, "audit", today) == date(2026, 5, 21)
    assert due(engagement, "roadmap", today) == date(2026, 6, 3)


def test_nothing_moves_from_the_day_on_which_that_was_agreed(engaged: Build) -> None:
    engagement = engaged(ACCESS, "", changed("delay", 'from = "day for day"\nto = "none"'))
    assert due(engagement, "audit", date(2026, 6, 1)) == date(2026, 5, 21)


def test_an_input_agreed_later_is_late_from_that_day_at_the_earliest(engaged: Build) -> None:
    soon = changed("brief", 'to = { name = "Brief", due = 2026-03-20, holds = ["roadmap"] }')
    engagement = engaged(ACCESS, came("2026-03-10") + came("2026-04-02", "brief"), soon)
    assert due(engagement, "roadmap", date(2026, 5, 1)) == date(2026, 6, 1)  # two days, and over the weekend


def test_what_was_amended_before_the_start_never_held_up_anything(engaged: Build) -> None:
    early = changed("access.due", "from = 2026-02-20\nto = 2026-03-20").replace("2026-04-01", "2026-02-25")
    engagement = engaged(ACCESS.replace("due = 2026-03-10", "due = 2026-02-20"), "", early)
    assert due(engagement, "audit", date(2026, 3, 20)) == date(2026, 4, 30)
    assert provide(engagement, date(2026, 3, 1)) == {"access": (date(2026, 3, 20), Status.OPEN)}


# ── the message, the warning, and the most that waiting costs ──────────────────────────────────


def told(what: str, day: str, **more: str) -> str:
    return entry("reminded", day, of=f"scope.dependencies/{what}/access/2026-03-10", **more)


@pytest.mark.parametrize(
    ("message", "moved"),
    [
        ("", date(2026, 4, 30)),  # nobody said a word, so nothing moves
        (told("tell", "2026-03-11"), date(2026, 5, 8)),  # eight days, from the 11th to the 18th
        (told("tell", "2026-03-11", received="2026-03-13"), date(2026, 5, 6)),
        (told("tell", "2026-03-09"), date(2026, 4, 30)),  # nothing was missing yet
    ],
)
def test_dates_move_from_the_message_on(engaged: Build, message: str, moved: date) -> None:
    assert due(engaged(TOLD, message + came("2026-03-18")), "audit", date(2026, 4, 1)) == moved


def test_the_consultant_says_by_the_next_business_day_that_it_is_missing(engaged: Build) -> None:
    def tell(journal: str, today: date) -> list[tuple[date | None, Status]]:
        found = duties(engaged(WARNED, journal), today, date(2026, 3, 1))
        return [(d.due, d.status) for d in found if "/tell/" in d.id]

    assert tell("", date(2026, 3, 10)) == []
    assert tell("", date(2026, 3, 11)) == [(date(2026, 3, 11), Status.DUE)]
    assert tell(told("tell", "2026-03-11"), date(2026, 3, 12)) == [(date(2026, 3, 11), Status.MET)]
    assert tell(came("2026-03-12"), date(2026, 3, 13)) == []


@pytest.mark.parametrize(
    ("warning", "days"),
    [
        ("", []),
        (
            told("warn", "2026-03-11"),
            [19, 20, 23],
        ),  # five business days are over on the 18th; three days at most
        (told("warn", "2026-03-11", received="2026-03-16"), [24, 25, 26]),
        (told("warn", "2026-03-10"), []),  # it was not late yet
    ],
)
def test_waiting_costs_only_after_a_warning_and_for_some_days(
    engaged: Build, warning: str, days: list[int]
) -> None:
    booked = charges(engaged(WARNED, warning), date(2026, 7, 1))
    assert [(c.on, c.minor) for c in booked] == [(date(2026, 3, day), 400_00) for day in days]


def test_the_right_to_warn_stands_while_it_is_missing(engaged: Build) -> None:
    (duty,) = (d for d in duties(engaged(WARNED), date(2026, 3, 12), date(2026, 3, 1)) if "/warn/" in d.id)
    assert (str(duty.reads), duty.due) == ("Warn that waiting for Access will cost EUR 400.00 a day", None)
    assert duty.met_by["of"] == "scope.dependencies/warn/access/2026-03-10"


def test_what_was_saved_is_credited_and_never_more_than_was_charged(engaged: Build) -> None:
    def saved(day: str, amount: str) -> str:
        return entry("saved", day, amount=amount)

    journal = (
        told("warn", "2026-03-11") + saved("2026-03-20", "EUR 300.00") + saved("2026-04-01", "EUR 9000.00")
    )
    booked = charges(engaged(WARNED, journal), date(2026, 7, 1))
    assert [(c.on.day, c.minor) for c in booked] == [
        (19, 400_00), (20, 400_00), (20, -300_00), (23, 400_00), (1, -900_00)
    ]  # fmt: skip
    assert charges(engaged(WARNED, saved("2026-03-20", "EUR 300.00")), date(2026, 7, 1)) == ()


def test_what_the_retainer_pays_is_not_paid_twice(engaged: Build) -> None:
    def standby(clauses: str) -> list[int]:
        booked = charges(engaged(clauses, told("warn", "2026-03-11")), date(2026, 4, 30))
        return [c.on.day for c in booked if "/standby/" in c.id]

    assert standby(WARNED + RETAINER) == []
    assert standby(WARNED + RETAINER + MILESTONE) == [19, 20, 23]
    assert standby(WARNED + RETAINER.replace("counts = []", 'counts = ["milestone work"]') + MILESTONE) == []
