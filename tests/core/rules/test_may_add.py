"""One new entry is judged by itself, and the verdict is that of the rules on the whole journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core.clauses.communication.meetings import Met
from charter.core.engagement import Engagement
from charter.core.rules import journal_rules
from charter.core.rules.journal_rules import journal_violations, may_add
from charter.core.rules.located_entry import LocatedEntry
from charter.core.rules.register import Register
from charter.core.rules.violation import Violation
from charter.core.vocabulary.billed import Billed
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.entry import (
    Ended,
    Entry,
    Issued,
    Notice,
    Paid,
    Provided,
    Refunded,
    Reminded,
    Void,
    Waived,
    Worked,
)
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.folder import load
from tests.core.lives import CALM, JONAS, MARA, days, journals, lived
from tests.core.signing import only_signed

DAY = date(2023, 9, 5)
LINE = Billed(
    charge="financials.retainer/2023-08-01",
    reads="Retainer",
    amount=Money(1_200_000, "EUR"),
    basis="part(minor=1200000, days=31, whole=31, carried=0)",
    agreed="agreement",
)


def issued(number: str = "N-1", due: date = DAY, line: Billed = LINE) -> Issued:
    return Issued(on=DAY, by=MARA, number=number, due=due, lines=(line,))


SLIPS: dict[str, Entry] = {
    "an id that is taken": Worked(on=DAY, by=MARA, hours=Hours(900), work="Plans", id="e0"),
    "the same entry again": Provided(on=DAY, by=JONAS, input="access"),
    "nothing of the kind": Met(on=DAY, by=MARA, meeting="wekly"),
    "too much of a day": Worked(on=DAY, by=MARA, hours=Hours(25 * 3600), work="Plans"),
    "no hours": Worked(on=DAY, by=MARA, hours=Hours(0), work="Plans"),
    "another currency": Paid(on=DAY, by=JONAS, amount=Money(100, "USD")),
    "an invoice never issued": Paid(on=DAY, by=JONAS, amount=Money(100, "EUR"), invoice="N-9"),
    "an invoice": issued(),
    "its charge again": issued("N-2"),
    "an invoice due before its day": issued("N-3", date(2023, 9, 1)),
    "an invoice with another sum": issued("N-4", line=LINE.model_copy(update={"basis": "part(minor=1)"})),
    "more given back than paid": Refunded(on=DAY, by=MARA, amount=Money(10_000_000, "EUR")),
    "an end before the start": Ended(on=date(2023, 7, 1), by=MARA, why="by law", rule="section 314 BGB"),
    "an end before what was done": Ended(on=date(2023, 9, 1), by=MARA, why="by law", rule="section 314 BGB"),
    "before the start": Worked(on=date(2023, 7, 1), by=MARA, hours=Hours(900), work="Plans"),
    "received before it was given": Notice(
        on=DAY, by=JONAS, of="cause", side=Side.CLIENT, sent="letter", received=date(2023, 9, 1), ground="late"
    ),
    "given by the other side": Notice(on=DAY, by=JONAS, of="termination", side=Side.CONSULTANT, sent="letter"),
    "a duty that is none": Waived(on=DAY, by=JONAS, duty="scope.deliverables/audti"),
    "a reminder of nothing": Reminded(on=DAY, by=MARA, of="scope.deliverables/audti"),
    "a duty of a day": Waived(on=DAY, by=JONAS, duty="communication.meetings/weekly/2023-09-05"),
    "a correction": Void(on=DAY, by=MARA, entry="e0"),
    "a correction of a payment that was given back": Void(on=DAY, by=MARA, entry="e2"),
    "a correction of an invoice": Void(on=DAY, by=MARA, entry="e1"),
    "a correction of nothing": Void(on=DAY, by=MARA, entry="e99"),
}  # fmt: skip


@pytest.fixture(scope="module")
def agreed(harbourline: Path) -> Engagement:
    return only_signed(load(harbourline))


def follow(engagement: Engagement, entries: list[Entry]) -> Engagement:
    """Add what may be added, each time with the verdict of the rules on the whole."""
    for entry in entries:
        found = sorted(may_add(engagement, entry))
        assert found == sorted(journal_violations(engagement.plus(entry))), entry
        engagement = engagement if found else engagement.plus(entry)
    return engagement


def test_an_issued_invoice_is_final_also_by_its_address(agreed: Engagement) -> None:
    """It has no id, so that a correction could only name the address that is made of what it says."""
    invoice, met = issued(), Met(on=DAY, by=MARA, meeting="weekly")
    told = [
        [one.message for one in may_add(agreed.plus(each), Void(on=DAY, by=MARA, entry=each.address))]
        for each in (invoice, met)
    ]
    assert told == [["the invoice 'N-1' is issued, and so final"], []]


@CALM
@given(
    happened=journals(),
    slips=st.lists(st.tuples(st.integers(0, 44), st.sampled_from(list(SLIPS))), max_size=8),
)
def test_the_verdict_on_one_entry_is_that_on_the_whole(
    agreed: Engagement, happened: list[Entry], slips: list[tuple[int, str]]
) -> None:
    for place, slip in slips:
        happened.insert(place, SLIPS[slip])
    follow(agreed, happened)


@CALM
@given(happened=journals(), off=days)
def test_where_invoices_went_out_the_verdict_is_that_on_the_whole(
    agreed: Engagement, happened: list[Entry], off: date
) -> None:
    story = lived(follow(agreed, happened), [], 3)
    told = [*follow(agreed, happened).journal.entries, *story.journal.entries]
    follow(
        agreed,
        [
            *told,
            Ended(on=off, by=MARA, why="by law", rule="section 314 BGB"),
            Waived(on=off, by=JONAS, duty="exit.handover/plan"),
        ],
    )


@pytest.mark.parametrize("slip", SLIPS)
def test_each_slip_is_told_as_in_the_whole(slip: str, agreed: Engagement) -> None:
    before = follow(agreed, [
        Worked(on=DAY, by=MARA, hours=Hours(900), work="Plans", id="e0"),
        Provided(on=DAY, by=JONAS, input="access"),
        issued().model_copy(update={"id": "e1"}),
        Paid(on=DAY, by=JONAS, amount=Money(1_200_000, "EUR"), invoice="N-1", id="e2"),
        Refunded(on=DAY, by=MARA, amount=Money(100, "EUR")),
    ])  # fmt: skip
    assert len(before.journal.entries) == 5 + len(agreed.journal.entries)
    found = list(may_add(before, SLIPS[slip]))
    assert sorted(found) == sorted(journal_violations(before.plus(SLIPS[slip])))
    assert bool(found) == (slip not in {"a correction", "a duty of a day", "given by the other side"})


def test_several_are_judged_together(agreed: Engagement) -> None:
    worked = [Worked(on=DAY, by=MARA, hours=Hours(9 * 3600), work=f"Plans {n}") for n in range(3)]
    assert list(may_add(agreed)) == list(may_add(agreed, *worked[:2])) == []
    assert list(may_add(agreed, *worked)) == [
        Violation(
            ("entry", 2 + len(agreed.journal.entries), "hours"),
            "27 hours on 2023-09-05 for mara: a day has 24",
            "correct the hours or the day",
        )
    ]


def test_what_stands_is_not_judged_again(agreed: Engagement, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[Entry] = []

    def judge(each: LocatedEntry, _: Register) -> Iterator[Violation]:
        judged.append(each.entry)
        return iter(())

    monkeypatch.setattr(journal_rules, "invoice_violations", judge)
    later = [DAY + timedelta(days=n) for n in range(50)]
    worked = [Worked(on=day, by=MARA, hours=Hours(900), work="Plans") for day in later]
    assert list(may_add(agreed.plus(*worked[:-1]), worked[-1])) == []
    assert judged == worked[-1:]
