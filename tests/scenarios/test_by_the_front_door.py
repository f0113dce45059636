"""What the commands show, a program gets by the front door: the same answers, as values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import charter
from charter.core.engagement import Engagement
from charter.core.pages import words_of
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Issued, Reminded
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from tests.core.signing import only_signed

DAY, END = date(2023, 10, 25), date(2024, 4, 5)


@pytest.fixture(scope="module")
def story(harbourline: Path) -> Engagement:
    return charter.load(harbourline)


def test_a_charge_is_explained_by_the_terms_of_its_time(story: Engagement) -> None:
    (reason,) = charter.reasons(story, DAY, "financials.milestones/audit")
    assert isinstance(reason.of, Charge)
    assert reason.of.minor == 9600_00
    assert reason.words


def test_an_invoice_is_explained_with_what_was_paid_on_it(story: Engagement) -> None:
    (reason,) = charter.reasons(story, END, "NL-2023-0003")
    assert isinstance(reason.of, Issued)
    assert sum(amount.minor for _, amount in reason.paid) == reason.of.total.minor
    assert {amount.currency for _, amount in reason.paid} == {"EUR"}
    without = replace(story, journal=Journal(e for e in story.journal.entries if not hasattr(e, "amount")))
    assert charter.reasons(without, END, "NL-2023-0003")[0].paid == ()


def test_what_can_be_explained_is_explained(story: Engagement) -> None:
    names = charter.explained(story, DAY)
    assert {"financials.retainer", "NL-2023-0001", "financials.milestones/audit"} <= set(names)
    assert all(charter.reasons(story, DAY, name) for name in dict.fromkeys(names))
    assert charter.reasons(story, DAY, "financials") == charter.reasons(story, DAY, "nothing") == ()


def test_a_clause_is_found_by_every_name_it_has(story: Engagement) -> None:
    agreement = story.in_force(DAY)
    called = [charter.clause_called(agreement, name) for name in ("financials.retainer", "retainer", "4.1")]
    assert set(called) == {Cite("financials.retainer")}
    assert charter.clause_called(agreement, "financials.retainer.amount") == "financials.retainer"
    assert charter.clause_called(agreement, "retianer") is None
    page = charter.clause_page(story, agreement, Cite("financials.retainer"))
    assert page.citation == "4.1 Retainer"
    assert [version.agreed for version in page.history] == ["agreement", "amendment 1"]
    assert dict(page.terms)["financials.retainer.amount"] == str(agreement.financials.retainer.amount)  # type: ignore[union-attr]
    assert charter.deal_page(agreement)
    assert words_of(agreement, "title") == ()


def test_the_document_of_a_day_says_so(story: Engagement) -> None:
    assert "as in force on 25 October 2023" in str(charter.drawn(story, DAY))
    assert "As in force" not in str(charter.drawn(story))


def test_the_log_is_that_of_a_day(story: Engagement) -> None:
    every = charter.log(story, END)
    assert [one.entry.on for one in every] == sorted(one.entry.on for one in every)
    assert {one.kind for one in every} <= set(charter.log_kinds())
    assert all(one.entry.deemed for one in charter.log(story, END, deemed=True))
    assert {one.kind for one in charter.log(story, END, kind="paid")} == {"paid"}
    assert min(one.entry.on for one in charter.log(story, END, DAY)) >= DAY
    assert {one.who for one in every if one.entry.by == "mara"} == {"Mara Lindqvist"}


def test_the_course_of_an_engagement(story: Engagement) -> None:
    assert charter.engagement_state(story, date(2023, 7, 1)).starts == date(2023, 8, 1)
    assert charter.engagement_state(story, DAY) == (None, None, date(2024, 7, 31))
    assert charter.engagement_state(story, END).last_day == date(2024, 3, 21)
    paused = [
        day
        for day in (date(2023, 11, n) for n in range(1, 31))
        if charter.engagement_state(story, day).suspended
    ]
    assert paused
    assert {charter.engagement_state(story, day).suspended for day in paused} == {paused[0]}


def test_what_repeats_is_one_row_of_a_list(story: Engagement) -> None:
    found = charter.unmet_duties(charter.duties(story, DAY), "client")
    assert {duty.by for duty in found} <= {"client", "both"}
    every = charter.duties(story, DAY)
    rows = charter.repeated(every, DAY)
    assert len(rows) < len(every)
    assert sum(row.more + 1 for row in rows) == len(every)
    assert all(isinstance(row.duty, Duty) and (row.until is None) == (row.more == 0) for row in rows)
    assert len(charter.unmet_duties(every, done=True)) >= len(charter.unmet_duties(every))


def test_an_agreement_is_compared_with_itself_as_amended(story: Engagement) -> None:
    found = charter.compare_agreements(story)
    assert found.before == story.agreement
    assert found.after == story.editions[-1].agreement
    assert {change.path for change, _ in found.changes} >= {"financials.retainer.amount"}
    assert all(told for _, told in found.changes)
    named = charter.compare_agreements(
        story, replace(story, agreement=story.agreement.model_copy(update={"title": "New"}))
    )
    assert [(one.path, [str(line) for line in told]) for one, told in named.changes] == [
        ("title", ["nothing: it is a name"])
    ]
    assert charter.compare_agreements(story, day=date(2023, 9, 1)).changes == ()
    assert charter.compare_agreements(story, story).changes == ()


def test_findings_stand_in_the_files(story: Engagement, harbourline: Path) -> None:
    found = charter.located_findings(story, lambda: charter.engagement_texts(harbourline), DAY, END)
    terms = charter.check(story.in_force(DAY), DAY)
    assert [one.finding for one in found if one.finding in terms] == terms
    assert all(one.at.line for one in found)
    moved = charter.with_file_paths(found, {"agreement.toml": "mine/agreement.toml"})
    assert {one.at.file for one in moved if one.finding in terms} <= {
        "mine/agreement.toml",
        "amendments/1.toml",
    }


def test_lines_that_differ_only_in_their_day_are_one(story: Engagement) -> None:
    of = "scope.dependencies/warn/access/2023-08-08"
    unprovided = only_signed(story).plus(Reminded(on=date(2023, 8, 9), by="mara", of=of))
    standby = next(
        one.entry
        for one in charter.shown_invoices(unprovided, date(2023, 10, 1))
        if any("Standby" in line.reads for line in one.entry.lines)
    )
    rows = list(charter.folded(standby.lines))
    assert len(rows) < len(standby.lines)
    assert sum(row.amount.minor for row in rows) == standby.net.minor
    assert all(isinstance(row.amount, Money) for row in rows)


def test_a_change_that_holds_only_with_another_says_so(harbourline: Path) -> None:
    """A deliverable due on a day becomes one that recurs: either change alone would be refused."""
    files = dict(charter.engagement_texts(harbourline))
    old = charter.read({"agreement.toml": files["agreement.toml"]})
    text = (
        files["agreement.toml"].decode().replace("due = 2023-08-31", 'recurring = "every month on day 20"', 1)
    )
    found = charter.compare_agreements(old, charter.read({"agreement.toml": text.encode()}))
    told = {change.path: [str(line) for line in lines] for change, lines in found.changes}
    assert told["scope.deliverables.audit.recurring"] == ["only together with the other changes"]
