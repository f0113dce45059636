"""What was charged stays charged; what is learned later is booked on its own day, in the order of days."""

from collections.abc import Callable
from datetime import date

from charter.core.billing import charges
from charter.core.engagement import Engagement
from tests.core.journal import entry, issued, notice, paid

Build = Callable[..., Engagement]

FEE = """
[financials.retainer]
amount = "EUR 3000.00"
period = "month"
billed = "in advance"
hours = "10 hours"
counts = []
"""
STANDBY = """
[scope.dependencies]
delay = "day for day"
standby = { after = "0 days", fee = "EUR 400.00" }
[scope.dependencies.access]
name = "Access"
due = 2026-03-10
[scope.deliverables.audit]
name = "Audit"
outcome = "Known."
[financials.milestones.audit]
name = "Audit accepted"
amount = "EUR 9600.00"
acceptance_of = "audit"
"""


def booked(engagement: Engagement, today: date) -> list[tuple[str, date, int]]:
    return [(c.id, c.on, c.minor) for c in charges(engagement, today)]


def test_a_charge_that_proves_wrong_goes_on_the_day_it_is_learned_before_what_comes_later(
    engaged: Build,
) -> None:
    came = entry("provided", "2026-03-10", "jonas", recorded="2026-03-12", input="access")
    engagement = engaged(FEE + STANDBY, came)
    early = booked(engagement, date(2026, 3, 12))
    assert early[1:] == [
        ("scope.dependencies/standby/2026-03-11", date(2026, 3, 11), 400_00),
        ("scope.dependencies/standby/2026-03-11@2026-03-12", date(2026, 3, 12), -400_00),
    ]
    assert booked(engagement, date(2026, 4, 1)) == [
        *early,
        ("financials.retainer/2026-04-01", date(2026, 4, 1), 3000_00),
    ]


def test_what_was_corrected_away_and_then_happens_is_charged_again(engaged: Build) -> None:
    """A milestone accepted by mistake is given back when that is learned, and earned when it is accepted."""
    steps = (
        '[scope.deliverables.audit]\nname = "Audit"\noutcome = "Known risks."\ndue = 2026-03-31\n'
        '[financials.milestones.audit]\nname = "Audit accepted"\namount = "EUR 9600.00"\nacceptance_of = "audit"\n'
    )
    wrong = entry("delivered", "2026-03-20", deliverable="audit")
    wrong += entry("accepted", "2026-03-22", "jonas", deliverable="audit", id="slip")
    void = entry("void", "2026-04-05", entry="slip")
    engagement = engaged(steps, wrong + void + entry("accepted", "2026-04-20", "jonas", deliverable="audit"))
    name = "financials.milestones/audit"
    early = [(name, date(2026, 3, 22), 9600_00), (f"{name}@2026-04-05", date(2026, 4, 5), -9600_00)]
    assert booked(engagement, date(2026, 4, 19)) == early
    assert booked(engagement, date(2026, 4, 20)) == [
        *early,
        (f"{name}@2026-04-20", date(2026, 4, 20), 9600_00),
    ]


def test_a_reminder_learned_late_lets_silence_accept_from_the_day_it_is_learned(engaged: Build) -> None:
    steps = (
        '[scope.deliverables.audit]\nname = "Audit"\noutcome = "Known risks."\ndue = 2026-03-31\n'
        '[scope.acceptance]\nreview = "10 days"\nreminder = "5 days"\ndeemed_after = "10 days"\n'
        'rework = "5 days"\nrounds = 1\n'
        '[financials.milestones.audit]\nname = "Audit accepted"\namount = "EUR 9600.00"\nacceptance_of = "audit"\n'
    )
    handed = entry("delivered", "2026-03-10", deliverable="audit")
    reminded = entry("reminded", "2026-03-15", recorded="2026-04-08", of="audit")
    engagement = engaged(steps, handed + reminded)
    assert booked(engagement, date(2026, 4, 7)) == []
    assert booked(engagement, date(2026, 4, 8)) == [
        ("financials.milestones/audit", date(2026, 4, 8), 9600_00)
    ]


def test_a_credit_says_what_it_was_and_what_it_is_now(engaged: Build) -> None:
    ended = entry("ended", "2026-03-12", "jonas", why="by law", rule="section 314 BGB")
    found = charges(engaged(FEE, ended), date(2026, 3, 12))
    assert str(found[-1].reads) == (
        "Credit: Retainer 1 March 2026 to 31 March 2026; now Retainer 1 March 2026 to 11 March 2026, 11 of 31 days"
    )


# ── what silence or time turned ────────────────────────────────────────────────────────────────

STOP = """
[financials.suspension]
notice_from = "14 days"
stops_from = "21 days"
notice = "5 days"
dates = "stay"
"""
OVERDUE = (
    issued("2026-04-01", "2026-04-15", "EUR 3000.00")
    + notice("suspension", "2026-04-30", "consultant")
    + entry("stopped", "2026-05-06")
)
PAID = paid("2026-05-20", "EUR 3000.00")


def of_may(engagement: Engagement, today: date) -> list[tuple[date, int]]:
    return [
        (on, minor)
        for name, on, minor in booked(engagement, today)
        if name.startswith("financials.retainer/2026-05-01")
    ]


def test_a_pause_of_fees_is_credited_on_the_day_on_which_work_stops(engaged: Build) -> None:
    engagement = engaged(FEE + STOP, OVERDUE)
    charged = [(date(2026, 5, 1), 3000_00)]
    stopped = [*charged, (date(2026, 5, 6), -2516_13)]  # 26 of 31 days: nobody knows yet how long it lasts
    assert of_may(engagement, date(2026, 5, 5)) == charged
    assert of_may(engagement, date(2026, 5, 6)) == stopped
    assert of_may(engagement, date(2026, 5, 31)) == stopped


def test_the_days_after_the_pause_are_charged_when_work_goes_on(engaged: Build) -> None:
    engagement = engaged(FEE + STOP, OVERDUE + PAID)
    assert of_may(engagement, date(2026, 5, 20))[-1] == (date(2026, 5, 6), -2516_13)
    assert of_may(engagement, date(2026, 6, 1))[-1] == (date(2026, 5, 21), 1064_52)  # 11 of 31 days
    assert sum(minor for _, minor in of_may(engagement, date(2026, 6, 1))) == round(3000_00 * 16 / 31)


def test_while_fees_pause_no_new_period_is_charged(engaged: Build) -> None:
    later = [name for name, on, _ in booked(engaged(FEE + STOP, OVERDUE), date(2026, 7, 15)) if on.month > 5]
    assert later == []


CURE = """
[exit.termination]
insolvency = false
cause = { client = { grounds = ["Any breach"], cure = "9 days", lapses = "9 days" } }
"""
BREACH = entry(
    "notice", "2026-04-06", "jonas", of="cause", side="client", sent="letter", ground="No reports."
)
ENDING = entry("notice", "2026-04-16", "jonas", of="ending", side="client", sent="letter")


def test_an_end_by_a_breach_that_nobody_put_right_is_credited_on_its_day(engaged: Build) -> None:
    engagement = engaged(FEE + CURE, BREACH + ENDING)
    assert [on for _, on, _ in booked(engagement, date(2026, 4, 15))] == [date(2026, 3, 1), date(2026, 4, 1)]
    assert booked(engagement, date(2026, 6, 1))[2:] == [
        ("financials.retainer/2026-04-01@2026-04-16", date(2026, 4, 16), -1400_00)
    ]


def test_a_notice_that_never_counted_was_booked_in_its_time(engaged: Build) -> None:
    leave = CURE.replace("cause = {", 'client = { notice = "9 days" }\ncause = {')
    given = BREACH.replace('"cause"', '"termination"').replace('by = "jonas"', 'by = "jonas"\nid = "slip"')
    void = entry("void", "2026-04-10", entry="slip")
    assert booked(engaged(FEE + leave, given + void), date(2026, 4, 30))[1:] == [
        ("financials.retainer/2026-04-01", date(2026, 4, 1), 3000_00),
        ("financials.retainer/2026-04-01@2026-04-06", date(2026, 4, 6), -1500_00),
        ("financials.retainer/2026-04-01@2026-04-10", date(2026, 4, 10), 1500_00),
    ]


# ── what comes to nothing ──────────────────────────────────────────────────────────────────────


def test_what_costs_nothing_is_no_charge(engaged: Build) -> None:
    free = FEE.replace("3000.00", "0.00")
    steps = '[financials.milestones]\na = { name = "A", amount = "EUR 0.00", on_day = 2026-04-01 }\n'
    assert charges(engaged(free + steps), date(2026, 5, 1)) == ()


def test_a_fee_that_falls_to_nothing_is_credited_whole(engaged: Build) -> None:
    ended = entry("ended", "2026-04-01", "jonas", recorded="2026-04-03", why="by law", rule="section 314 BGB")
    assert booked(engaged(FEE, ended), date(2026, 4, 30))[1:] == [
        ("financials.retainer/2026-04-01", date(2026, 4, 1), 3000_00),
        ("financials.retainer/2026-04-01@2026-04-03", date(2026, 4, 3), -3000_00),
    ]


def test_a_start_that_is_moved_forward_keeps_what_was_charged_before_it_was_learned(engaged: Build) -> None:
    sooner = 'number = {}\ntitle = "Sooner"\nsigned = {}\neffective = {}\n[[change]]\npath = "{}"\nfrom = {}\nto = {}\n'
    engagement = engaged(
        FEE, "",
        sooner.format(1, "2026-02-10", "2026-02-10", "foundation.term.starts", "2026-03-01", "2026-02-16"),
        sooner.format(2, "2026-02-20", "2026-02-18", "financials.retainer.amount", '"EUR 3000.00"', '"EUR 6000.00"'),
    )  # fmt: skip
    early = booked(engagement, date(2026, 2, 19))
    assert booked(engagement, date(2026, 2, 20))[: len(early)] == early
    assert len(early) == 1
