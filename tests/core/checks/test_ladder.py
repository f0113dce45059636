"""CH-FIN-070 and 071: what follows after an unpaid invoice comes in its order, whatever is agreed and whenever it is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest

from charter.core.agreement import Agreement
from charter.core.billing import charges
from charter.core.changes import apply
from charter.core.check import check
from charter.core.clauses.exit.termination import Termination
from charter.core.clauses.financials.late_payment import Claimed, LatePayment
from charter.core.clauses.financials.suspension import Suspension
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.reading import read
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.delay import Suspended
from charter.core.vocabulary.entry import Ended, Notice, Reminded
from charter.core.vocabulary.journal import Journal
from tests.budget import tries
from tests.core.conduct import told as entries_of
from tests.core.conftest import FRAME, TERM
from tests.core.journal import entry, issued, notice
from tests.core.signing import signed

With = Callable[[dict[str, object]], Agreement]
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("term", "held", "ids"),
    [
        ("financials.late_payment.grace", "6 days", set()),
        (
            "financials.late_payment.reminders",
            ["3 days", "7 days"],
            {"CH-FIN-070"},
        ),  # on the day of the claim
        (
            "financials.late_payment.reminders",
            ["3 days", "30 days"],
            {"CH-FIN-070"},
        ),  # after the notice of a stop
        ("financials.late_payment.reminders", ["0 days", "11 days"], {"CH-FIN-071"}),
        ("financials.suspension.notice_from", "5 days", {"CH-FIN-070"}),
        ("financials.suspension.stops_from", "20 days", {"CH-FIN-070"}),
        ("financials.late_payment.acceleration", "51 days", {"CH-FIN-070"}),
        (
            "exit.termination.unpaid.notice_from",
            "1 day",
            {"CH-FIN-070"},
        ),  # as in the review: inside the grace
        ("exit.termination.unpaid.ends_from", "50 days", {"CH-FIN-070"}),
        (
            "exit.termination.unpaid.ends_from",
            "36 business days",
            {"CH-FIN-070"},
        ),  # a year has few holidays somewhere
        ("exit.termination.unpaid.ends_from", "52 days", set()),
    ],
)
def test_days_that_do_not_rise_are_refused(terms: With, term: str, held: object, ids: set[str]) -> None:
    found = [f for f in check(terms({term: held})) if f.id in {"CH-FIN-070", "CH-FIN-071"}]
    assert {f.id for f in found} == ids
    assert len(found) <= 1


def test_a_clause_that_a_person_decides_is_off_the_ladder(terms: With) -> None:
    words = {"text": "We talk.", "replaces": "0" * 64, "effect": "manual"}
    wrong: dict[str, object] = {
        "financials.suspension.notice_from": "5 days",
        "financials.suspension.wording": words,
    }
    assert not [f for f in check(terms(wrong)) if f.id == "CH-FIN-070"]


# ── random agreements, played with random messages ─────────────────────────────────────────────

FORM = """
[financials.payment]
due_after = "14 days"
counted_from = "issue"
methods = ["bank transfer"]
currency = "EUR"
charges_borne_by = "shared"
set_off = "from this agreement"
[financials.late_payment]
grace = "5 days"
runs_from = "due date"
interest = "10 % a year"
fixed_sum = "EUR 40.00"
collection_costs = "none"
reminders = ["3 days", "10 days"]
[financials.suspension]
notice_from = "14 days"
stops_from = "21 days"
notice = "5 days"
dates = "stay"
[exit.termination]
insolvency = false
[exit.termination.unpaid]
notice_from = "30 days"
pay_within = "10 business days"
ends_from = "46 days"
lapses = "30 days"
"""
PLACES = ("DE-HH", "DE-BY", "GB-ENG", "US-CA", "FR", "NL", "PL", "IT")
STOPS, TELLS, ENDS, MAY_END = (
    "financials.suspension.stops_from", "financials.suspension.notice_from",
    "exit.termination.unpaid.ends_from", "exit.termination.unpaid.notice_from",
)  # fmt: skip


def agreed(random: Random) -> Agreement:
    """Draw an agreement: some with days in their order, some with any days at all, in any unit."""
    base = read({"agreement.toml": (FRAME + TERM + FORM).encode()}).agreement
    ordered = random.random() < 0.6
    days = sorted(random.sample(range(1, 70), 6)) if ordered else [random.randrange(70) for _ in range(6)]
    first, grace, second, tells, stops, may_end = days
    times = [_time(random, n, mixed=not ordered) for n in (grace, tells, stops, may_end)]
    terms: dict[str, object] = {
        "financials.late_payment.reminders": [
            _time(random, n, mixed=not ordered) for n in (first, second)[: random.randrange(3)]
        ],
        "financials.late_payment.grace": times[0],
        TELLS: times[1],
        STOPS: times[2],
        "financials.suspension.notice": _time(random, random.randrange(1, 15), mixed=True),
        MAY_END: times[3],
        "exit.termination.unpaid.pay_within": _time(random, random.randrange(1, 20), mixed=True),
        ENDS: _time(random, may_end + random.randrange(0, 20), mixed=not ordered),
        "general.interpretation.client_calendar": random.choice(PLACES),
        "general.interpretation.consultant_calendar": random.choice(PLACES),
        "general.interpretation.business_days": random.choice(("either", "both")),
        "general.interpretation.roll": random.choice(("forward", "back", "none")),
    }
    return apply(base, [Change(path, None, held) for path, held in terms.items()])


def _time(random: Random, days: int, *, mixed: bool) -> str:
    unit = random.choice(("days", "business days", "weeks")) if mixed else "days"
    return f"{days if unit == 'days' else days * 5 // 7 if unit == 'business days' else days // 7} {unit}"


def played(random: Random, agreement: Agreement) -> tuple[Engagement, date, date]:
    """Issue an invoice that nobody pays, and send each message, claim, stop and end on random days, often too early."""
    on = date(2026, 3, 2) + random.randrange(500) * DAY
    due = on + 14 * DAY

    def some(tried: int) -> list[str]:
        return [f"{due + n * DAY}" for n in random.sample(range(-3, 150), tried)]

    told = issued(f"{on}", f"{due}", "EUR 21600.00")
    for sent in some(8):
        told += entry(
            "reminded", sent, of="N-1", received=f"{date.fromisoformat(sent) + random.randrange(6) * DAY}"
        )
    for of in ("suspension", "non-payment", "ending"):
        for sent in some(6):
            came = date.fromisoformat(sent) + random.randrange(4) * DAY
            told += notice(of, sent, "consultant", received=f"{came}")
    told += "".join(entry("stopped", sent) for sent in some(6))
    told += "".join(entry("claimed", sent, invoice="N-1") for sent in some(6))
    return signed(Engagement(agreement, journal=Journal(entries_of(told)))), due, due + 400 * DAY


def first(days: list[date], since: date) -> date:
    """Give the first of some days that is not before another; one that never comes, if none is."""
    return min((day for day in days if day >= since), default=date.max)


def oracle(engagement: Engagement, due: date) -> dict[str, date]:
    """Say from which day each step may come, reckoned apart from the ladder: its own day and the messages before it."""
    agreement, journal = engagement.agreement, engagement.journal
    late, stop, end = (
        agreement.financials.late_payment,
        agreement.financials.suspension,
        agreement.exit.termination,
    )
    assert isinstance(late, LatePayment)
    assert isinstance(stop, Suspension)
    assert isinstance(end, Termination)
    assert end.unpaid is not None
    calendar = facts(engagement, due).deal.ruled(due).calendar
    reminded = sorted(r.counts for r in journal.of(Reminded))
    told = sorted(n.counts for n in journal.of(Notice) if n.of == "suspension")
    warned = sorted(n.counts for n in journal.of(Notice) if n.of == "non-payment")
    grace_over = calendar.roll(late.grace.after(due, calendar), "forward") + DAY
    before_claim, all_reminders = date.min, date.min
    for time in late.reminders:
        came = first(
            reminded, max(time.after(due, calendar), all_reminders + DAY if all_reminders > date.min else due)
        )
        all_reminders = came
        if time.after(due, calendar) < late.grace.after(due, calendar) + DAY:
            before_claim = came
    if date.max in {before_claim, all_reminders}:
        never = dict.fromkeys(("stop", "end"), date.max)
        return {"claim": grace_over if before_claim < date.max else date.max, **never}
    announced = first(told, max(stop.notice_from.after(due, calendar), all_reminders))
    if announced == date.max:
        return {"claim": max(grace_over, before_claim), "stop": date.max, "end": date.max}
    stops = max(stop.stops_from.after(due, calendar), stop.notice.after(announced, calendar) + DAY)
    pressed = first(warned, max(end.unpaid.notice_from.after(due, calendar), announced))
    paid_by = date.max if pressed == date.max else end.unpaid.pay_within.after(pressed, calendar) + DAY
    ends = max(end.unpaid.ends_from.after(due, calendar), paid_by)
    return {"claim": max(grace_over, before_claim), "stop": stops, "end": ends}


SEEDS = tries(40, 1000)


@pytest.mark.random
def test_no_step_overtakes_another_under_any_ladder_that_check_accepts() -> None:
    """Each agreement is drawn before `check` sees it; what it refuses is counted and not played."""
    refused = effects = 0
    for seed in range(SEEDS):
        random = Random(seed)  # noqa: S311 - a test
        agreement = agreed(random)
        if any(f.id in {"CH-FIN-070", "CH-FIN-071"} for f in check(agreement)):
            refused += 1
            continue
        engagement, due, until = played(random, agreement)
        may, known = oracle(engagement, due), facts(engagement, until)
        claims = [c.on for c in charges(engagement, until) if c.cite.clause == "financials.late_payment"]
        stops = [s.on for s in known.journal.of(Suspended)]
        ends = [e.on - DAY for e in known.journal.of(Ended)]
        effects += bool(claims) + bool(stops) + bool(ends)
        for what, days in (("claim", claims), ("stop", stops), ("end", ends)):
            assert all(day >= may[what] for day in days), (seed, what, days, may)
        assert not stops or (
            may["claim"] < max(may["stop"], may["claim"] + DAY) < max(may["end"], may["stop"] + DAY)
        )
        assert not [n for n in known.journal.of(Claimed) if n.on in claims and n.on <= due]
    assert 0 < refused < SEEDS, f"{refused} of {SEEDS} refused"
    assert effects, "or nothing was played"
