"""A half-filled agreement gives the clauses that hold, what is missing or wrong by path, and what is to be said of it."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

import charter
from charter.core.agreement import REQUIRED
from charter.core.check import check
from charter.core.draft import Draft, draft
from charter.core.reading import Problems, read_agreement
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "northlight/harbourline/agreement.toml").read_text("utf-8")
WHOLE: dict[str, Any] = json.loads(json.dumps(tomllib.loads(TEXT), default=str))
AGREEMENT = read_agreement(TEXT)
CLAUSES = list(AGREEMENT.clauses)
ORDER = ("general.law", "foundation.parties", "foundation.term", "general.interpretation", *CLAUSES)
INTERVIEW = list(dict.fromkeys(ORDER))
"""The clauses in an order in which one may be asked for them: the frame first, then those of the document."""


def of(cites: list[str]) -> dict[str, Any]:
    """Give the terms of some clauses of the example, and those that stand above all."""
    table: dict[str, Any] = {name: value for name, value in WHOLE.items() if not isinstance(value, dict)}
    for cite in cites:
        part, _, name = cite.partition(".")
        table.setdefault(part, {})[name] = WHOLE[part][name]
    return table


def without(cite: str) -> dict[str, Any]:
    return of([each for each in CLAUSES if each != cite])


def changed(path: str, value: object) -> dict[str, Any]:
    table = copy.deepcopy(WHOLE)
    *steps, last = path.split(".")
    inner = table
    for step in steps:
        inner = inner[step]
    inner[last] = value
    return table


def paths(found: Draft) -> list[str]:
    return [problem.path for problem in found.problems]


def mistakes(table: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Give what reading says of the same terms."""
    try:
        read_agreement(json.dumps(table), "agreement.json")
    except Problems as error:
        return {(problem.path, problem.message) for problem in error.problems}
    return set()


def test_a_whole_agreement_is_one() -> None:
    found = charter.draft(WHOLE)
    assert (found.agreement, found.problems) == (AGREEMENT, ())
    assert found.clauses == AGREEMENT.clauses
    assert list(found.findings) == check(AGREEMENT)
    later = date(2026, 3, 1)
    assert list(draft(WHOLE, later).findings) == check(AGREEMENT, later)


def test_nothing_is_a_draft_too() -> None:
    nothings: tuple[dict[str, Any] | str, ...] = ({}, "", "# to be filled in\n")
    for nothing in nothings:
        found = draft(nothing)
        assert (found.clauses, found.findings, found.agreement) == ({}, (), None)
        assert paths(found) == ["dated", *sorted(REQUIRED)]
        assert {problem.message for problem in found.problems} == {"is missing"}


@pytest.mark.parametrize("known", range(len(INTERVIEW) + 1))
def test_what_was_asked_so_far(known: int) -> None:
    cites = INTERVIEW[:known]
    found = draft(of(cites))
    assert found.clauses == {cite: clause for cite, clause in AGREEMENT.clauses.items() if cite in cites}
    if set(cites) >= REQUIRED:
        told = mistakes(of(cites))
        assert {(problem.path, problem.message) for problem in found.problems} == told
        if not told:
            assert found.agreement == read_agreement(json.dumps(of(cites)), "agreement.json")
            assert list(found.findings) == check(found.agreement)
    else:
        assert paths(found) == sorted(REQUIRED - set(cites))
        assert found.agreement is None
        assert set(found.findings) <= set(check(AGREEMENT))


@pytest.mark.parametrize("cite", CLAUSES)
def test_without_one_clause(cite: str) -> None:
    found = draft(without(cite))
    assert found.clauses.keys() <= AGREEMENT.clauses.keys() - {cite}
    if cite in REQUIRED:
        assert paths(found) == [cite]
        assert list(found.clauses) == [each for each in CLAUSES if each != cite]
    else:
        assert {(problem.path, problem.message) for problem in found.problems} == mistakes(without(cite))
        assert (found.agreement is None) == bool(found.problems)


@pytest.mark.parametrize("cite", CLAUSES)
def test_one_clause_that_does_not_hold_spoils_no_other(cite: str) -> None:
    part, _, name = cite.partition(".")
    found = draft(changed(cite, {**WHOLE[part][name], "no such term": 1}))
    assert list(found.clauses) == [each for each in CLAUSES if each != cite]
    assert all(path.startswith(cite) for path in paths(found))
    assert found.problems
    assert not [f for f in found.findings if f.place.startswith(f"{cite}.") or f.place == cite]
    assert set(found.findings) <= set(check(AGREEMENT))


def test_terms_that_do_not_fit_one_another() -> None:
    found = draft(changed("scope.deliverables.audit.reviewer", "jona"))
    assert paths(found) == ["scope.deliverables.audit.reviewer"]
    assert list(found.clauses) == [each for each in CLAUSES if each != "scope.deliverables"]


def test_terms_of_the_frame_that_do_not_fit() -> None:
    found = draft(changed("foundation.term.initial", "0 days"))
    assert (paths(found), found.agreement) == (["foundation.term.initial"], None)
    assert "foundation.term" not in found.clauses


def test_what_stands_above_the_clauses() -> None:
    found = draft(changed("dated", "soon"))
    assert (paths(found), found.agreement) == (["dated"], None)
    assert found.clauses == AGREEMENT.clauses
    assert paths(draft(changed("scope", 3))) == ["scope"]


def test_places_are_there_where_a_text_is() -> None:
    spoilt = TEXT.replace('initial = "12 months"', 'initial = "a year"', 1)
    in_text, in_values = draft(spoilt), draft(tomllib.loads(spoilt))
    (problem,), (placeless,) = in_text.problems, in_values.problems
    assert problem.line == spoilt[: spoilt.index('initial = "a year"')].count("\n") + 1
    assert (placeless.file, placeless.line, placeless.column) == ("agreement", 0, 0)
    assert (problem.path, problem.message) == (placeless.path, placeless.message)
    assert in_text.clauses == in_values.clauses


def test_a_text_that_cannot_be_read() -> None:
    found = draft(TEXT + "\n[scope\n")
    assert (found.clauses, found.findings, found.agreement) == ({}, (), None)
    assert len(found.problems) == 1


@pytest.mark.parametrize(
    ("path", "id_"),
    [
        ("foundation.term.initial", "CH-FND-013"),
        ("scope.deliverables.audit.criteria", "CH-SCO-001"),
        ("scope.dependencies.standby.days", "CH-SCO-023"),
        ("communication.meetings.weekly.agenda", "CH-COM-002"),
        ("financials.retainer.overage", "CH-FIN-011"),
        ("exit.termination.client", "CH-EXT-001"),
    ],
)
def test_what_needs_no_frame_is_said_before_it_is_there(path: str, id_: str) -> None:
    table = copy.deepcopy(WHOLE)
    *steps, last = path.split(".")
    inner = table
    for step in steps:
        inner = inner[step]
    del inner[last]
    part, name = steps[:2]
    alone = draft({part: {name: table[part][name]}})
    assert id_ in [finding.id for finding in alone.findings]
    whole = draft(table).findings
    assert [finding for finding in alone.findings if finding not in whole] == []


def test_a_clause_that_is_written_is_not_missing() -> None:
    whole, broken = draft(without("exit.termination")), draft(changed("exit.termination.client", "no"))
    assert "exit.termination" in [finding.place for finding in whole.findings]
    assert "exit.termination" not in [finding.place for finding in broken.findings]
    assert paths(broken) == ["exit.termination.client"]
