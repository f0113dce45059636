"""Rules 8, 9, 10 and 13 by measure: each clause says what it costs at most, whose yes, what else holds, and who acts."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from charter.core.agreement import Agreement, clause_types
from charter.core.questions import answers, empty_cells
from charter.folder import load
from tests.core.home import whole

FOLDERS = sorted(path.parent for path in (Path(__file__).parents[2] / "examples").glob("*/*/agreement.toml"))


def empty(agreed: Agreement) -> list[tuple[str, str]]:
    return [(str(cite), cell) for cite, cell in empty_cells(agreed)]


def agreement(data: dict[str, Any]) -> Agreement:
    return Agreement.model_validate_json(json.dumps(data, default=str), strict=True)


def changed(path: str, value: object) -> list[tuple[str, str]]:
    """The empty cells of the whole engagement with one other term; None leaves it out."""
    data = whole()
    *way, last = path.split(".")
    table = data
    for step in way:
        table = table[step]
    if value is None:
        del table[last]
    else:
        table[last] = value
    return empty(agreement(data))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_cell_of_a_real_agreement_is_empty(folder: Path) -> None:
    assert list(empty_cells(load(folder).agreement)) == []


def test_no_cell_is_empty_where_every_term_is_used() -> None:
    assert empty(agreement(whole())) == []


@pytest.mark.parametrize(
    ("path", "clause", "cells"),
    [
        ("scope.dependencies.standby.days", "scope.dependencies", ["at most: Standby", "whose yes: Standby"]),
        ("financials.retainer.cap", "financials.retainer", ["at most: Each further hour"]),
    ],
)
def test_a_cost_without_a_maximum_is_an_empty_cell(path: str, clause: str, cells: list[str]) -> None:
    assert changed(path, None) == [(clause, cell) for cell in cells]


def test_what_the_terms_do_not_allow_asks_nothing() -> None:
    tried, found = 0, []
    for clause, kind in clause_types().items():
        for term in (name for name, field in kind.model_fields.items() if not field.is_required()):
            with suppress(KeyError, ValidationError):  # nobody sets it, or another term needs it
                cells = changed(f"{clause}.{term}", None)
                found += [(term, cite) for cite, cell in cells if cell == "if nobody agrees"]
                tried += 1
    assert tried > 100, "else nothing is looked at"
    assert found == []


def test_nobody_may_pause_where_no_pause_was_agreed() -> None:
    data = whole()
    del data["foundation"]["commitment"]["pause"]
    for person in data["foundation"]["parties"]["people"].values():
        person["may"] = [power for power in person.get("may", []) if power != "give notices"]
    found = empty(agreement(data))
    assert [cell for cite, cell in found if cite == "foundation.commitment" and "notice of" not in cell] == []


def test_a_yes_that_nobody_may_give_is_an_empty_cell() -> None:
    data = whole()
    for person in data["foundation"]["parties"]["people"].values():
        person["may"] = [power for power in person.get("may", []) if power not in {"accept", "dispute"}]
    found = {(str(cite), cell) for cite, cell in empty_cells(agreement(data))}
    assert ("scope.acceptance", "form and person: accepted") in found
    assert ("financials.disputed_invoices", "form and person: disputed") in found


def test_a_loop_without_an_end_is_an_empty_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("charter.core.clauses.scope.acceptance.Acceptance.unanswered", lambda _: iter(()))
    assert empty(agreement(whole())) == [("scope.acceptance", "if nobody agrees")]


def test_a_row_says_what_the_clause_states() -> None:
    rows = {str(row.cite): row for row in answers(agreement(whole()))}
    further = next(
        cost for cost in rows["financials.retainer"].costs if str(cost.what) == "Each further hour"
    )
    assert (str(further.most), str(further.yes)) == ("EUR 3,360.00 a month", "Jonas Reimer, first")
    assert "a yes before further hours, by the client: else they are free" in str(
        rows["financials.retainer"].unanswered[0]
    )
    assert any(
        "silence refuses, after a reminder" in str(told) for told in rows["scope.acceptance"].unanswered
    )
    notices = [
        act for act in rows["exit.termination"].acts if act.what == "notice of non-payment (consultant)"
    ]
    assert notices[0].who == ("Mara Lindqvist",)
