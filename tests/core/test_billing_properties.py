"""What must hold for the money of every engagement, whatever happens in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core import billing
from charter.core.billing import charges, invoices
from charter.core.changes import Amendment, apply
from charter.core.contract import Contract
from charter.core.engagement import Engagement
from charter.core.reading.by_hand import SignedAmendment, in_ink
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.entry import Accepted, Entry, Paid, Provided, Reminded, Worked
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.folder import load

from .lives import CALM, DAYS, JONAS, MARA, START, harsh, journals, lags, lived
from .signing import amended as with_amendments
from .signing import only_signed


@pytest.fixture(scope="module")
def agreed(harbourline: Path) -> Engagement:
    return only_signed(load(harbourline))


@pytest.fixture(scope="module", params=["as agreed", "harsh"])
def frame(request: pytest.FixtureRequest, agreed: Engagement) -> Engagement:
    return harsh(agreed) if request.param == "harsh" else agreed


def changed_by(entry: Entry, story: Engagement) -> set[str]:
    """Give the ids of the charges that one more entry changes, whatever day they are corrected on."""
    was, now = (
        {(c.id, c.on, c.minor) for c in charges(e, START + timedelta(days=DAYS))}
        for e in (story, story.plus(entry))
    )
    return {name for name, _, _ in was ^ now}


def _accepted(on: date) -> tuple[Entry, str]:
    return Accepted(on=on, by=JONAS, deliverable="audit"), "financials.milestones/audit"


def _reminded(on: date) -> tuple[Entry, str]:
    return Reminded(on=on, by=MARA, of="roadmap"), "financials.milestones/roadmap"


def _provided(on: date) -> tuple[Entry, str]:
    return Provided(on=on, by=JONAS, input="access"), "scope.dependencies/standby/"


def _paid(on: date) -> tuple[Entry, str]:
    return Paid(on=on, by=JONAS, amount=Money(500_00, "EUR")), "financials.late_payment/"


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
def test_what_no_clause_read_need_not_be_computed_anew(
    frame: Engagement, happened: list[Entry], lateness: int, unseen: int
) -> None:
    """Leave out the states before entries that nobody read, or compute them all: the same charges."""
    story = lived(frame, happened, lateness, unseen)
    end = START + timedelta(days=DAYS)
    with patch.object(billing, "_affects", return_value=True):
        every = charges(replace(story), end)
    assert charges(story, end) == every


LOOKING_AHEAD = {
    "financials.retainer.amount": "EUR 9000.00",
    "financials.retainer.hours": "20 hours",
    "financials.retainer.overage": "EUR 300.00",
    "financials.retainer.cap": "8 hours",
    "financials.retainer.rollover.share": "50 %",
    "financials.retainer.first_day": 15,
    "financials.retainer.period": "quarter",
    "financials.retainer.billed": "in arrears",
    "communication.meetings.weekly.rhythm": "every Friday 09:00",
    "scope.boundaries.oncall.instead": "The client's own team does it.",
}


@st.composite
def amended(draw: st.DrawFn, frame: Engagement) -> Engagement:
    """Draw up to three amendments beside the one there is, of different terms, each signed before or after it counts."""
    more = []
    for path in draw(st.lists(st.sampled_from(sorted(LOOKING_AHEAD)), unique=True, max_size=3)):
        signed, gap = draw(st.integers(1, DAYS)), draw(st.sampled_from([-40, -1, 0, 1, 9, 20, 31, 60]))
        first = draw(st.booleans())
        on = START + timedelta(days=signed + gap)
        more.append((START + timedelta(days=signed), on.replace(day=1) if first else on, path))
    made = [
        SignedAmendment(**{n: getattr(a, n) for n in Amendment.model_fields}, signed=frame.contract.day_of(a))
        for a in frame.amendments
        if not {c.path for c in a.change} & {path for *_, path in more}
    ]
    for number, (signed_on, effective, path) in enumerate(more, len(made) + 1):
        change = {"path": path, "from": _held(frame, path), "to": LOOKING_AHEAD[path]}
        made.append(_amendment(number, signed_on, max(effective, START), [change]))
    return with_amendments(frame, made)


@given(
    data=st.data(), happened=journals(), lateness=st.sampled_from([0, 20, 60]), unseen=lags,
    arrears=st.booleans(),
)  # fmt: skip
@CALM
def test_an_amendment_that_only_looks_ahead_need_not_be_computed_without(  # noqa: PLR0917 - what is drawn
    frame: Engagement,
    data: st.DataObject,
    happened: list[Entry],
    lateness: int,
    unseen: int,
    arrears: bool,  # noqa: FBT001
) -> None:
    """Leave out the state before an amendment that looks ahead, or compute them all: the same charges."""
    if arrears:
        billed = Change("financials.retainer.billed", "in advance", "in arrears")
        frame = replace(frame, agreement=apply(frame.agreement, [billed]))
    story = lived(data.draw(amended(frame)), happened, lateness, unseen)
    end = START + timedelta(days=DAYS)
    with (
        patch.object(Contract, "restated", [story.contract.day_of(a) for a in story.amendments]),
        patch.object(billing, "_affects", return_value=True),
    ):
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
    "financials.suspension.goes_on": (None, ["Payroll runs"]),
    "exit.settlement.final_invoice": ("14 days", "30 days"),
    "exit.termination.at_once": (None, ["Threats"]),
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
    days = START + timedelta(days=signed), START + timedelta(days=effective)
    amended = _further(story, _amendment(2, *days, [change]))
    end = START + timedelta(days=DAYS)
    assert [(c.id, c.on, c.minor) for c in charges(amended, end)] == [
        (c.id, c.on, c.minor) for c in charges(story, end)
    ]


RULES = {
    "general.interpretation.client_calendar": "GB-SCT",
    "general.interpretation.roll": "back",
    "general.law.governing": "GB-ENG",
    "exit.settlement.part_months": {"actual": "fixed 30", "fixed 30": "actual"},
}
"""What counts days and money, and another way; by what it is where that is not the same in both frames."""


@given(
    happened=journals(), lateness=st.sampled_from([0, 20, 60]), path=st.sampled_from(sorted(RULES)),
    signed=st.integers(1, DAYS), effective=st.integers(1, DAYS),
)  # fmt: skip
@CALM
def test_amending_how_days_and_money_count_leaves_what_was_charged_before(  # noqa: PLR0917 - what is drawn
    frame: Engagement, happened: list[Entry], lateness: int, path: str, signed: int, effective: int
) -> None:
    story = lived(frame, happened, lateness)
    held, other = _held(frame, path), RULES[path]
    to = other[held] if isinstance(other, dict) else other
    since, end = START + timedelta(days=effective), START + timedelta(days=DAYS)
    change = {"path": path, "from": held, "to": to}
    amendment = _amendment(2, START + timedelta(days=signed), since, [change])
    with_, without = (
        [(c.id, c.on, c.minor) for c in charges(e, end) if c.on < since]
        for e in (_further(story, amendment), story)
    )
    assert with_ == without


def _held(frame: Engagement, path: str) -> object:
    from charter.core.changes import terms_data  # noqa: PLC0415 - one test needs it

    held: object = terms_data(frame.agreement)
    for step in path.split("."):
        held = held[step]  # type: ignore[index]
    return held


@given(happened=journals(), lateness=st.sampled_from([0, 3, 20]), cut=st.integers(0, DAYS))
@CALM
def test_what_is_issued_stays_issued_once_and_with_the_drafts_makes_up_the_charges(
    frame: Engagement, happened: list[Entry], lateness: int, cut: int
) -> None:
    story = lived(frame, happened, lateness)
    days = (START + timedelta(days=cut), START + timedelta(days=DAYS))
    early, late = (invoices(story, day) for day in days)
    assert late.issued[: len(early.issued)] == early.issued
    assert [invoice.number[-4:] for invoice in late.issued] == [
        f"{n:04d}" for n in range(1, len(late.issued) + 1)
    ]
    for day, found in zip(days, (early, late), strict=True):
        lines = [line for invoice in found.issued for line in invoice.lines]
        assert len({line.charge for line in lines}) == len(lines)
        billed = sum(line.amount.minor for line in lines) + sum(
            charge.minor for draft in found.drafts for charge in draft.charges
        )
        assert billed == sum(charge.minor for charge in charges(story, day))


@given(happened=journals(), one=st.integers(0, DAYS), hours=st.integers(1, 24))
@CALM
def test_one_more_hour_changes_only_what_draws_on_its_pool_and_on_later_ones(
    frame: Engagement, happened: list[Entry], one: int, hours: int
) -> None:
    on = START + timedelta(days=one)
    more = Worked(on=on, by=MARA, hours=Hours(hours * 3600), work="Help")
    for name in changed_by(more, replace(frame, journal=Journal([*frame.journal.entries, *happened]))):
        assert name.startswith("financials.retainer/overage/")
        assert date.fromisoformat(name.split("/")[2]) >= on.replace(day=1)


@given(
    happened=journals(),
    one=st.integers(0, DAYS),
    what=st.sampled_from([_accepted, _reminded, _provided, _paid]),
)
@CALM
def test_one_more_entry_changes_only_what_rests_on_it(
    frame: Engagement, happened: list[Entry], one: int, what: Callable[[date], tuple[Entry, str]]
) -> None:
    entry, rests = what(START + timedelta(days=one))
    assert {
        name for name in changed_by(entry, lived(frame, happened, 20)) if not name.startswith(rests)
    } == set()


@given(
    days_in=st.lists(st.integers(1, 29), min_size=1, max_size=4, unique=True),
    amount=st.integers(
        31, 10**7
    ),  # a cent a day at least: a part that earns nothing, as the 31st in months of 30, is no charge
)
@CALM
def test_parts_of_a_month_tile_it_and_sum_to_the_whole(
    agreed: Engagement, days_in: list[int], amount: int
) -> None:
    """Amend the retainer back and forth within one month by terms that cut it, and end with the same fee."""
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
    booked = charges(with_amendments(agreed, amendments), date(2023, 8, 1))
    spans = [c.span for c in booked if c.span]
    assert spans[0].start == date(2023, 8, 1)
    assert spans[-1].until == date(2023, 9, 1)
    assert all(a.until == b.start for a, b in pairwise(spans))
    assert amount <= sum(c.minor for c in booked) <= amount + 1


def _amendment(number: int, signed: date, effective: date, change: list[dict[str, Any]]) -> SignedAmendment:
    return SignedAmendment.model_validate(
        {"number": number, "title": "Fee", "signed": signed, "effective": effective, "change": tuple(change)}
    )


def _further(story: Engagement, amendment: SignedAmendment) -> Engagement:
    """Give an engagement with one more amendment, signed by both sides on its day."""
    more = replace(story, amendments=(*story.amendments, amendment.undated))
    return more.plus(*in_ink(story.agreement, amendment.name, amendment.signed))
