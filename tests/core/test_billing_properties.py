"""What must hold for the money of every engagement, whatever happens in it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charter.core import billing
from charter.core.billing import charges, issue
from charter.core.changes import Amendment
from charter.core.engagement import Engagement
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.entry import (
    Accepted,
    Claimed,
    Delivered,
    Entry,
    Notice,
    Paid,
    Provided,
    Rejected,
    Reminded,
    Worked,
)
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.folder import load

START = date(2023, 8, 1)
DAYS = 300
CALM = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
MARA, JONAS = "Mara Lindqvist", "Jonas Petersen"

days = st.integers(0, DAYS).map(lambda n: START + timedelta(days=n))
lags = st.sampled_from([0, 0, 0, 1, 5, 40])


@st.composite
def entries(draw: st.DrawFn) -> Entry:  # noqa: PLR0911 - one return a kind of entry
    """Draw one thing that may happen, sometimes learned late."""
    on = draw(days)
    lag = draw(lags)
    recorded = on + timedelta(days=lag) if lag else None
    what = draw(
        st.sampled_from(
            ["hours"] * 6 + ["delivered", "accepted", "rejected", "provided", "reminded", "notice", "stop"]
        )
    )
    thing = draw(st.sampled_from(["audit", "roadmap"]))
    match what:
        case "delivered":
            return Delivered(on=on, recorded=recorded, by=MARA, deliverable=thing)
        case "accepted":
            return Accepted(on=on, recorded=recorded, by=JONAS, deliverable=thing)
        case "rejected":
            return Rejected(on=on, recorded=recorded, by=JONAS, deliverable=thing, reasons="Not yet.")
        case "provided":
            return Provided(
                on=on, recorded=recorded, by=JONAS, input=draw(st.sampled_from(["access", "budget"]))
            )
        case "reminded":
            return Reminded(on=on, by=MARA, of=thing)
        case "notice":
            side = draw(st.sampled_from(list(Side)))
            return Notice(on=on, recorded=recorded, by=JONAS, of="termination", side=side, sent="letter")
        case "stop":
            return Notice(
                on=on, recorded=recorded, by=MARA, of="suspension", side=Side.CONSULTANT, sent="e-mail"
            )
        case _:
            hours = Hours(draw(st.integers(1, 40)) * 900)
            return Worked(on=on, recorded=recorded, by=MARA, hours=hours, work="Review")


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    return draw(st.lists(entries(), max_size=45))


def lived(frame: Engagement, happened: list[Entry], lateness: int, unseen: int = 0) -> Engagement:
    """Play an engagement: invoices go out on the first of each month and are paid some days after they are due.

    `unseen` is how many days later a payment is noticed.
    """
    told = list(happened)
    for month in range(11):
        on = date(2023 + (7 + month) // 12, (7 + month) % 12 + 1, 1)
        so_far = replace(frame, journal=Journal(told)).known(on)
        for invoice in issue(so_far, on, MARA):
            told.append(invoice)
            if invoice.total.minor > 0:
                paid = invoice.due + timedelta(days=lateness)
                noticed = paid + timedelta(days=unseen) if unseen else None
                told.append(
                    Paid(on=paid, recorded=noticed, by=JONAS, amount=invoice.total, invoice=invoice.number)
                )
                if lateness > 5:
                    told.append(Claimed(on=paid + timedelta(days=1), by=MARA, invoice=invoice.number))
    return replace(frame, journal=Journal(told))


@pytest.fixture(scope="module")
def frame(harbourline: Path) -> Engagement:
    return replace(load(harbourline), journal=Journal())


@given(happened=journals(), lateness=st.sampled_from([0, 3, 20, 60]), cut=st.integers(0, DAYS))
@CALM
def test_charges_until_an_earlier_day_are_a_prefix_of_those_until_a_later_one(
    frame: Engagement, happened: list[Entry], lateness: int, cut: int
) -> None:
    story = lived(frame, happened, lateness)
    earlier, later = START + timedelta(days=cut), START + timedelta(days=DAYS)
    early = charges(story, earlier)
    assert charges(story, later)[: len(early)] == early


@given(happened=journals(), lateness=st.sampled_from([0, 20, 60]), unseen=lags)
@CALM
def test_what_no_clause_asked_for_need_not_be_reckoned_anew(
    frame: Engagement, happened: list[Entry], lateness: int, unseen: int
) -> None:
    """Leave out the states before entries that nobody asked for, or reckon them all: the same charges."""
    story = lived(frame, happened, lateness, unseen)
    end = START + timedelta(days=DAYS)
    with patch.object(billing, "_bears", return_value=True):
        every = charges(replace(story), end)
    assert charges(story, end) == every


@given(happened=journals(), lateness=st.sampled_from([0, 20]))
@CALM
def test_every_charge_has_an_id_of_its_own_a_clause_and_arithmetic_that_repeats(
    frame: Engagement, happened: list[Entry], lateness: int
) -> None:
    booked = charges(lived(frame, happened, lateness), START + timedelta(days=DAYS))
    assert len({c.id for c in booked}) == len(booked)
    for charge in booked:
        assert charge.basis.minor == charge.minor
        assert charge.id.startswith(f"{charge.cite.clause}/")


WITHOUT_MONEY = {
    "title": ("Fractional CTO engagement", "Another title"),
    "scope.deliverables.audit.outcome": (None, "Anything else."),
    "communication.meetings.weekly.rhythm": ("every Tuesday 10:00", "every Friday 09:00"),
    "financials.retainer.alert": ("80 %", "50 %"),
    "financials.payment.charges_borne_by": ("client", "consultant"),
    "financials.late_payment.reminders": (None, ["1 day"]),
    "financials.suspension.withheld": (None, ["new work"]),
    "exit.settlement.final_invoice": ("14 days", "30 days"),
    "exit.termination.change_of_control": ("30 days", "60 days"),
}


@given(
    happened=journals(), lateness=st.sampled_from([0, 20]), path=st.sampled_from(sorted(WITHOUT_MONEY)),
    signed=st.integers(1, DAYS), effective=st.integers(1, DAYS),
)  # fmt: skip
@CALM
def test_amending_a_term_that_bears_on_no_money_changes_no_cent(  # noqa: PLR0917 - what is drawn
    frame: Engagement, happened: list[Entry], lateness: int, path: str, signed: int, effective: int
) -> None:
    story = lived(frame, happened, lateness)
    before, after = WITHOUT_MONEY[path]
    held = before if before is not None else _held(frame, path)
    change = {"path": path, "from": held, "to": after}
    amendment = Amendment.model_validate(
        {"number": 2, "title": "Words", "signed": START + timedelta(days=signed),
         "effective": START + timedelta(days=effective), "change": (change,)}
    )  # fmt: skip
    amended = replace(story, amendments=(*story.amendments, amendment))
    end = START + timedelta(days=DAYS)
    assert [(c.id, c.on, c.minor) for c in charges(amended, end)] == [
        (c.id, c.on, c.minor) for c in charges(story, end)
    ]


def _held(frame: Engagement, path: str) -> object:
    from charter.core.changes import data  # noqa: PLC0415 - one test needs it

    held: object = data(frame.agreement)
    for step in path.split("."):
        held = held[step]  # type: ignore[index]
    return held


@given(happened=journals(), one=st.integers(0, DAYS), hours=st.integers(1, 24))
@CALM
def test_one_more_hour_changes_only_what_draws_on_its_pool(
    frame: Engagement, happened: list[Entry], one: int, hours: int
) -> None:
    end = START + timedelta(days=DAYS)
    story = replace(frame, journal=Journal(happened))
    more = story.plus(
        Worked(on=START + timedelta(days=one), by="Sven", hours=Hours(hours * 3600), work="Help")
    )
    was, now = ({c.id: c.minor for c in charges(e, end)} for e in (story, more))
    changed = {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}
    assert all(name.startswith("financials.retainer/overage/") for name in changed)


@given(
    days_in=st.lists(st.integers(1, 30), min_size=1, max_size=4, unique=True),
    amount=st.integers(31, 10**7),  # a cent a day at least: a part that earns nothing is no charge
)
@CALM
def test_parts_of_a_month_tile_it_and_sum_to_the_whole(
    frame: Engagement, days_in: list[int], amount: int
) -> None:
    """Amend the retainer back and forth within one month by terms that cut it, and end with the same fee."""
    from charter.core.vocabulary.money import Money  # noqa: PLC0415 - one test needs it

    fee = str(Money(amount, "EUR"))
    other = str(Money(amount + 1, "EUR"))
    start = [{"path": "financials.retainer.amount", "from": "EUR 12000.00", "to": fee}]
    amendments = [_amendment(1, date(2023, 7, 20), date(2023, 8, 1), start)]
    now = fee
    for n, day in enumerate(sorted(days_in), 2):
        new = other if now == fee else fee
        change = [{"path": "financials.retainer.amount", "from": now, "to": new}]
        amendments.append(_amendment(n, date(2023, 7, 20), date(2023, 8, 1) + timedelta(days=day), change))
        now = new
    booked = charges(replace(frame, amendments=tuple(amendments)), date(2023, 8, 1))
    spans = [c.span for c in booked if c.span]
    assert spans[0].start == date(2023, 8, 1)
    assert spans[-1].until == date(2023, 9, 1)
    assert all(a.until == b.start for a, b in pairwise(spans))
    assert amount <= sum(c.minor for c in booked) <= amount + 1


def _amendment(number: int, signed: date, effective: date, change: list[dict[str, str]]) -> Amendment:
    return Amendment.model_validate(
        {"number": number, "title": "Fee", "signed": signed, "effective": effective, "change": tuple(change)}
    )
