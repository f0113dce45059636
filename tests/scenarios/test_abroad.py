"""A company of one person in England and a sole proprietor in California: two stories, each under its own law."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from charter.cli.app import program
from charter.core.billing import charges, invoices, statement
from charter.core.check import check
from charter.core.document.assembly import document
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.exit_plan import exit_plan
from charter.core.facts import facts
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.duty import Status
from charter.core.vocabulary.finding import Level
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.folder import load
from charter.formats import docx, html, markdown, pdf

EXAMPLES = Path(__file__).parents[2] / "examples"
CLAUSES = 21


class Story(NamedTuple):
    """An example, the paper its document is printed on, and the day after its last cent."""

    name: str
    folder: Path
    paper: str
    end: date


QUILLMERE = Story("quillmere", EXAMPLES / "uk-one-person-company/quillmere", "a4", date(2026, 6, 30))
BRIGHTKETTLE = Story(
    "brightkettle", EXAMPLES / "california-sole-proprietor/brightkettle", "us-letter", date(2026, 6, 30)
)
both = pytest.mark.parametrize("story", [QUILLMERE, BRIGHTKETTLE], ids=lambda story: story.name)


def amounts(story: Story, on: date | None = None) -> dict[str, int]:
    return {charge.id: charge.minor for charge in charges(load(story.folder), on or story.end)}


def deemed(story: Story) -> list[tuple[date, str]]:
    return sorted((e.on, e.deemed) for e in facts(load(story.folder), story.end).deemed)


# ── both ───────────────────────────────────────────────────────────────────────────────────────


@both
def test_it_uses_every_clause_and_has_nothing_worse_than_advice(story: Story) -> None:
    engagement = load(story.folder)
    for agreement in (engagement.agreement, engagement.in_force(story.end)):
        assert len(agreement.clauses) >= CLAUSES
        assert {f.level for f in check(agreement)} <= {Level.ADVICE}


@both
def test_it_is_printed_in_every_format(story: Story) -> None:
    page = document(load(story.folder).agreement)
    assert page.paper == story.paper
    assert pdf.render(page)[:5] == b"%PDF-"
    assert docx.render(page)[:2] == b"PK"
    for rendered in (html.render(page), markdown.render(page)):
        assert load(story.folder).agreement.foundation.parties.consultant.name in str(rendered)


@both
def test_nothing_is_owed_at_the_end(story: Story) -> None:
    engagement = load(story.folder)
    standing = duties(engagement, story.end, engagement.agreement.foundation.term.starts, story.end)
    assert [d.id for d in standing if d.status in {Status.LATE, Status.DUE, Status.OPEN}] == []
    assert invoices(engagement, story.end).drafts == ()
    assert statement(engagement, story.end).balance == 0


@both
def test_every_issued_line_recomputes_from_its_own_inputs(story: Story) -> None:
    for invoice in invoices(load(story.folder), story.end).issued:
        for line in invoice.lines:
            assert Basis.read(line.basis).minor == line.amount.minor


@both
def test_what_was_issued_is_what_was_charged(story: Story) -> None:
    engagement = load(story.folder)
    for invoice in invoices(engagement, story.end).issued:
        charged = amounts(story, invoice.on)
        assert {line.charge: line.amount.minor for line in invoice.lines}.items() <= charged.items()


@both
@pytest.mark.parametrize(
    "command", [["check"], ["duties"], ["invoice", "--in"], ["statement"], ["exit"]], ids=lambda c: c[0]
)
def test_the_commands_play_it(story: Story, command: list[str]) -> None:
    halfway = load(story.folder).agreement.foundation.term.starts + timedelta(days=60)
    day = [] if command == ["check"] else ["--today", halfway.isoformat()]
    played = CliRunner().invoke(program(command), [*command, str(story.folder), *day, "--json"])
    assert played.exit_code == 0, played.output
    assert json.loads(played.output) is not None


@both
def test_the_statement_as_it_was_read_in_review(story: Story, golden: Callable[[str, str], None]) -> None:
    found = statement(load(story.folder), story.end)
    lines = [f"{p.on}  {p.minor:>10}  {p.balance:>10}  {p.reads}" for p in found.postings]
    golden(f"{story.name}-statement.txt", "\n".join(lines) + "\n")


# ── Quillmere, England ─────────────────────────────────────────────────────────────────────────


def test_the_first_part_month_is_paid_by_its_days() -> None:
    assert amounts(QUILLMERE)["financials.retainer/2026-01-12"] == round(4800_00 * 20 / 31)


def test_thirteen_days_at_the_rate_of_the_december_before_and_the_fixed_sum() -> None:
    claimed = amounts(QUILLMERE)
    # Bank Rate 3.75 % on 31 December 2025 and eight points: 3,716.12 with VAT x 11.75 % x 13 / 365; a debt from 1,000: GBP 70
    assert claimed["financials.late_payment/interest/FT-2026-0001/2026-03-16"] == 15_55
    assert claimed["financials.late_payment/fixed_sum/FT-2026-0001"] == 70_00


def test_hours_beyond_stop_at_the_cap() -> None:
    assert amounts(QUILLMERE)["financials.retainer/overage/2026-03-01/16500"] == 8 * 165_00


def test_the_month_after_the_change_order_costs_more() -> None:
    assert amounts(QUILLMERE)["financials.retainer/2026-04-01"] == 6000_00


def test_thirty_days_of_notice_end_it_and_silence_still_accepts_the_plan() -> None:
    assert (date(2026, 5, 21), "exit.termination") in deemed(QUILLMERE)
    assert (date(2026, 5, 23), "scope.acceptance") in deemed(QUILLMERE)
    assert amounts(QUILLMERE)["financials.milestones/plan"] == 4000_00
    assert amounts(QUILLMERE)["financials.retainer/2026-05-01"] == round(6000_00 * 20 / 31)


def test_the_exit_was_foreseen_to_the_day() -> None:
    """19 April 2026 is a Sunday: a notice that arrives then counts on Monday."""
    plan = exit_plan(load(QUILLMERE.folder), date(2026, 4, 19), Side.CLIENT)
    assert plan.last_day == date(2026, 5, 20)


# ── Brightkettle, California ───────────────────────────────────────────────────────────────────


def test_hours_left_in_february_are_worked_in_march_for_nothing() -> None:
    assert not [name for name in amounts(BRIGHTKETTLE) if "overage" in name]


def test_twenty_six_days_of_the_agreed_interest_and_no_fixed_sum() -> None:
    late = {name: minor for name, minor in amounts(BRIGHTKETTLE).items() if "late_payment" in name}
    # 7,500 x 10 % x 26 / 365: paid on the 26th day
    assert late == {"financials.late_payment/interest/DO-2026-0002/2026-04-13": 53_42}


def test_six_days_of_suspension_cost_no_fee_and_move_the_choice() -> None:
    engagement = load(BRIGHTKETTLE.folder)
    (pause,) = facts(engagement, BRIGHTKETTLE.end).deal.pauses
    assert (pause.start, pause.last_day) == (date(2026, 4, 7), date(2026, 4, 12)), (
        "paid on a Saturday: work goes on on Monday"
    )
    april = sum(m for name, m in amounts(BRIGHTKETTLE).items() if "retainer/2026-04-01" in name)
    assert april == round(7500_00 * 24 / 30)
    assert due(engagement, "scope.deliverables/deliver/vendor") == date(2026, 4, 30)


def test_the_hiring_plan_waits_seven_days_for_the_budget() -> None:
    assert due(load(BRIGHTKETTLE.folder), "scope.deliverables/deliver/hiring") == date(2026, 3, 6)


def test_the_amended_price_is_what_the_milestone_earns() -> None:
    earned = [c for c in charges(load(BRIGHTKETTLE.folder), BRIGHTKETTLE.end) if "vendor" in c.id]
    assert [(Money(c.minor, c.currency).shown(), c.agreed) for c in earned] == [
        ("USD 5,200.00", "amendment 1")
    ]


def due(engagement: Engagement, name: str) -> date | None:
    found = duties(engagement, BRIGHTKETTLE.end, date(2026, 1, 1), BRIGHTKETTLE.end)
    return next(d.due for d in found if d.id == name)
