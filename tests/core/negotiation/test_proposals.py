"""Proposals judged as terms: bad values, paths that are no terms, findings, own words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import charter
from charter.core.agreement import Agreement
from charter.core.changes import term_at, terms_data, written_at
from charter.core.negotiation.proposals import put_term

DAY = dt.date(2023, 6, 1)
NOTICE = "exit.termination.client.notice"
DUE = "financials.payment.due_after"


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    path = Path(__file__).parents[3] / "examples/northlight/harbourline/agreement.toml"
    return charter.read({"agreement.toml": path.read_bytes()}, "harbourline").agreement


def test_a_value_is_kept_as_the_file_writes_it(agreement: Agreement) -> None:
    judged = charter.judged_proposals(
        agreement, {NOTICE: "45 days", "financials.retainer.amount": "EUR 11,000.00"}, DAY
    )
    assert judged.problems == ()
    assert [(each.path, each.before, each.after) for each in judged.stands] == [
        (NOTICE, "30 days", "45 days"),
        ("financials.retainer.amount", "EUR 12000.00", "EUR 11000.00"),
    ]
    assert judged.agreement is not None
    assert str(term_at(judged.agreement, NOTICE)) == "45 days"
    assert term_at(agreement, NOTICE) != term_at(judged.agreement, NOTICE)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (NOTICE, "45", "write the unit"),
        (NOTICE, ["45 days"], ""),
        ("exit.termination.client.notise", "45 days", "no such term"),
        ("exit.ending.notice", "45 days", "no such term"),
        ("dated", "2023-05-01", "no such term"),
        ("left_open.client", [], "no such term"),
        ("financials", None, "no such term"),
        ("", "x", "no such term"),
        (f"{NOTICE}.more", "x", "no such term"),
        ("financials.retainer.amount", "USD 11000.00", "EUR"),
        ("scope.deliverables.audit.due.x", "x", "no such term"),
        ("a" * 5000, "x", "no such term"),
        ("exit.termination.at_once.0", "x", "no table"),
    ],
)
def test_what_is_no_term_or_no_value_is_one_clear_problem(
    agreement: Agreement, path: str, value: object, said: str
) -> None:
    judged = charter.judged_proposals(agreement, {path: value}, DAY)
    assert judged.agreement is None
    assert judged.stands == ()
    assert said in f"{judged.problems[0].message} {judged.problems[0].hint}"
    assert len({each.path for each in judged.problems}) == 1


def test_the_title_is_a_term_like_any_other(agreement: Agreement) -> None:
    judged = charter.judged_proposals(agreement, {"title": "Fractional CTO agreement"}, DAY)
    assert judged.agreement is not None
    assert judged.agreement.title == "Fractional CTO agreement"


def test_a_term_begins_the_clause_that_lacks_it_and_what_is_not_there_is_left_out_already() -> None:
    table: dict[str, object] = {}
    put_term(table, DUE, None)
    assert table == {}
    put_term(table, DUE, "14 days")
    assert table == {"financials": {"payment": {"due_after": "14 days"}}}


def test_what_breaks_another_term_is_told_with_it(agreement: Agreement) -> None:
    judged = charter.judged_proposals(agreement, {"foundation.parties.people.jonas": None}, DAY)
    assert judged.agreement is None
    assert any("jonas" in each.message for each in judged.problems)


def test_what_is_risky_is_found_and_what_was_found_before_is_not(agreement: Agreement) -> None:
    judged = charter.judged_proposals(agreement, {DUE: "90 days"}, DAY)
    assert judged.agreement is not None
    assert DUE in {each.place for each in judged.findings}
    assert charter.judged_proposals(agreement, {DUE: "14 days"}, DAY).findings == ()


def test_what_holds_or_lies_in_what_is_talked_about_waits(agreement: Agreement) -> None:
    for path, busy in ((NOTICE, "exit.termination"), ("exit.termination", NOTICE)):
        judged = charter.judged_proposals(agreement, {path: None}, DAY, busy=[busy])
        assert "talked about already" in judged.problems[0].message
    assert charter.judged_proposals(agreement, {NOTICE: "45 days"}, DAY, busy=[NOTICE]).agreement


def test_a_clause_is_left_out_and_another_put_in(agreement: Agreement) -> None:
    clause = "financials.late_payment"
    gone = charter.judged_proposals(agreement, {clause: None}, DAY)
    assert gone.agreement is not None
    assert clause not in gone.agreement.clauses
    back = charter.judged_proposals(gone.agreement, {clause: gone.stands[0].before}, DAY)
    assert back.agreement == agreement


def test_own_words_replace_those_of_a_clause(agreement: Agreement) -> None:
    words = charter.own_words(agreement, "financials.payment", "The Client pays when it likes.", "manual")
    judged = charter.judged_proposals(agreement, {"financials.payment.wording": words}, DAY)
    assert judged.agreement is not None
    drawn = charter.drawn(charter.Engagement(judged.agreement))
    assert "The Client pays when it likes." in str(drawn)
    assert not any(each.place == "financials.payment.wording.replaces" for each in judged.findings)


def test_the_terms_of_a_clause_are_given_by_path(agreement: Agreement) -> None:
    found = dict(charter.terms_of_clause(agreement, "exit.termination"))
    assert found[NOTICE] == "30 days"
    assert all(path.startswith("exit.termination.") for path in found)
    assert found["exit.termination.client.not_before"] is None
    assert dict(charter.terms_of_clause(agreement, "financials.day_rate")) == {}
    for clause in agreement.clauses:
        for path, value in charter.terms_of_clause(agreement, clause):
            assert written_at(terms_data(agreement), path) == value, path
