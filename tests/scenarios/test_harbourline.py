"""Harbourline, from the first day to the last cent: the hardest causal chain of a real engagement.

A retainer amended in mid-month, a client input nine days late, a deliverable accepted by silence, a milestone
charged, an invoice forty days late with statutory interest and a suspension, a notice across a leap day that is
learned late, settlement and refund.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from charter.core.billing import charges, invoices, statement
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.duty import Status
from charter.core.vocabulary.money import Money
from charter.folder import load

END = date(2024, 4, 5)


@pytest.fixture(scope="module")
def story(harbourline: Path) -> Engagement:
    return load(harbourline)


def amounts(story: Engagement, on: date) -> dict[str, int]:
    return {charge.id: charge.minor for charge in charges(story, on)}


def due(story: Engagement, name: str, today: date) -> date | None:
    return next(d.due for d in duties(story, today, date(2023, 8, 1), END) if d.id == name)


def test_access_nine_days_late_moves_the_audit_nine_days_and_over_the_weekend(story: Engagement) -> None:
    audit = "scope.deliverables/deliver/audit"
    assert due(story, audit, date(2023, 8, 1)) == date(2023, 8, 31)
    assert due(story, audit, date(2023, 8, 13)) == date(2023, 9, 5)  # five days lost so far
    assert due(story, audit, date(2023, 9, 1)) == date(2023, 9, 11)  # 31 August and nine days is a Saturday


def test_silence_accepts_the_audit_on_the_day_after_the_review(story: Engagement) -> None:
    deemed = [e for e in facts(story, END).deemed if getattr(e, "deliverable", "") == "audit"]
    assert [(e.on, e.deemed) for e in deemed] == [(date(2023, 9, 23), "scope.acceptance")]


def test_the_accepted_audit_earns_two_fifths(story: Engagement) -> None:
    assert "financials.milestones/audit" not in amounts(story, date(2023, 9, 22))
    assert amounts(story, date(2023, 9, 23))["financials.milestones/audit"] == 9600_00


def test_the_month_amended_in_its_middle_is_corrected_to_the_cent(story: Engagement) -> None:
    before = amounts(story, date(2023, 10, 10))
    after = amounts(story, date(2023, 10, 11))  # the day of signing
    new = {name: minor for name, minor in after.items() if name not in before}
    assert new == {
        "financials.retainer/2023-10-01@2023-10-11": -6193_55,
        "financials.retainer/2023-10-16": 7741_94,
    }
    whole = round(12000_00 * 15 / 31 + 15000_00 * 16 / 31)
    assert whole == 12000_00 - 6193_55 + 7741_94


def test_forty_days_at_the_german_rate_of_that_half_year(story: Engagement) -> None:
    claimed = amounts(story, date(2023, 11, 27))
    # Basiszinssatz 3.12 % and 9 points (BGB 247, 288(2)): 21,600 x 12.12 % x 40 / 365
    assert claimed["financials.late_payment/interest/NL-2023-0003/2023-11-27"] == 341_41
    assert claimed["financials.late_payment/fixed_sum/NL-2023-0003"] == 40_00


def test_work_stops_and_goes_on_and_the_roadmap_moves_by_the_days_lost(story: Engagement) -> None:
    pauses = facts(story, END).deal.pauses
    assert [(p.start, p.last_day) for p in pauses] == [(date(2023, 11, 8), date(2023, 11, 26))]
    assert due(story, "scope.deliverables/deliver/roadmap", date(2023, 12, 1)) == date(2023, 12, 19)


def test_notice_on_20_february_of_a_leap_year_ends_it_after_21_march(story: Engagement) -> None:
    assert facts(story, date(2024, 3, 3)).deal.ends == date(2024, 8, 1)  # the letter was not known yet
    assert facts(story, date(2024, 3, 4)).deal.ends == date(2024, 3, 22)


def test_the_prepaid_rest_of_march_comes_back(story: Engagement) -> None:
    refund = amounts(story, END)["financials.retainer/2024-03-01@2024-03-04"]
    assert refund == round(15000_00 * 21 / 31) - 15000_00 == -4838_71
    assert statement(story, date(2024, 3, 22)).balance == refund + round(refund * 19 / 100) == -5758_06
    assert statement(story, END).balance == 0


def test_nothing_is_owed_at_the_end(story: Engagement) -> None:
    left = [
        d
        for d in duties(story, END, date(2023, 8, 1), END)
        if d.status in {Status.LATE, Status.DUE, Status.OPEN}
    ]
    assert left == []
    assert invoices(story, END).drafts == ()


def test_every_issued_line_recomputes_from_its_own_inputs(story: Engagement) -> None:
    lines = [line for invoice in invoices(story, END).issued for line in invoice.lines]
    assert len(lines) >= 14
    for line in lines:
        assert Basis.read(line.basis).minor == line.amount.minor


def test_the_whole_story_as_it_was_read_in_review(
    story: Engagement, golden: Callable[[str, str], None]
) -> None:
    lines = ["CHARGES"]
    lines += [
        f"{c.on}  {Money(c.minor, c.currency)!s:>15}  {c.id}  {c.reads}  {c.basis.shown}"
        for c in charges(story, END)
    ]
    lines += ["", "DEEMED"]
    lines += [f"{e.on}  {type(e).__name__}  {e.deemed}" for e in facts(story, END).deemed]
    lines += ["", "INVOICES"]
    lines += [f"{i.on}  {i.number}  {i.total}  due {i.due}" for i in invoices(story, END).issued]
    lines += ["", "STATEMENT"]
    lines += [f"{p.on}  {p.minor:>10}  {p.balance:>10}  {p.reads}" for p in statement(story, END).postings]
    lines += ["", "DUTIES"]
    lines += [f"{d.due}  {d.status!s:7}  {d.id}" for d in duties(story, END, date(2023, 8, 1), END)]
    golden("harbourline.txt", "\n".join(lines) + "\n")
