"""Every position stands on a term that there is, as it is named now, and every value of it can be written there."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from pydantic import TypeAdapter

from charter.core.agreement import Agreement, clause_types
from charter.core.interview import term_names
from charter.core.interview.positions import Default, kinds_and_laws, positions
from charter.core.interview.presets import PRESETS, Stance, clauses, left_out, stance
from charter.core.interview.questions import questions
from charter.core.interview.situation import Situation
from charter.core.interview.worked_out import NAMES, worked_out
from charter.core.vocabulary.typed import type_at
from charter.core.workspace.playbook import Wish

ON = dt.date(2026, 5, 4)
TERMS = {
    "foundation": {
        "parties": {side: {"name": "Northlight CTO UG", "country": "DE"} for side in ("client", "consultant")}
    },
    "financials": {"retainer": {"hours": "64 hours", "amount": "EUR 12000.00", "overage": "EUR 205.00"}},
    "scope": {"deliverables": {"audit": {}}},
}
"""Terms that others are worked out of."""


@pytest.mark.parametrize("default", positions().values(), ids=lambda default: default.path)
def test_a_position_stands_on_a_term_and_each_value_reads(default: Default) -> None:
    kind = type_at(Agreement, default.path.split("."))
    assert kind is not None, "there is no such term"
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    for preset, law in kinds_and_laws(default):
        for at in (preset,) if preset else PRESETS:
            value = default.value(at, "US-NY" if law == "US" else "" if law == "EU" else law)
            if value is not None:
                found = worked_out(value, Situation(at, "DE", ON), TERMS)
                assert found is None or adapter.validate_json(json.dumps(found), strict=True) is not None
    for wanted in (*default.accept, *default.never):
        Wish.read(wanted, kind)
    assert default.why.endswith(".")


def test_what_a_position_says_is_a_playbook_too() -> None:
    due = positions()["financials.payment.due_after"].position("embedded", "DE")
    assert due is not None
    assert (due.prefer, due.accept, due.never) == ("14 days", ("up to 30 days",), ("over 60 days",))
    worked = positions()["financials.retainer.amount"].position("embedded", "DE")
    assert worked is None, "a sum that is worked out is nobody's wish"


def test_no_preferred_value_is_one_that_is_never_accepted() -> None:
    for default in positions().values():
        for preset in PRESETS:
            found = default.position(preset, "DE")
            if found is not None:
                assert not found.at_odds(type_at(Agreement, default.path.split("."))), default.path


def test_every_name_of_something_worked_out_is_used() -> None:
    used = repr([default.values for default in positions().values()])
    used += repr(questions())
    assert [name for name in NAMES if repr(f"= {name}") not in used] == []


def test_the_terms_that_the_interview_names_are_there() -> None:
    for path in term_names.paths():
        if path.rpartition(".")[0] in {str(cite) for cite in clause_types()} or path.count(".") < 2:
            assert type_at(Agreement, path.split(".")) is not None, path


# ── presets ────────────────────────────────────────────────────────────────────────────────────


def test_every_clause_has_a_place_in_every_kind_of_work() -> None:
    known = {str(cite) for cite in clause_types()}
    assert known <= set(clauses())
    for preset in PRESETS:
        assert all(stance(preset, clause) in Stance for clause in clauses())


def test_what_is_left_out_says_why() -> None:
    for preset in PRESETS:
        assert [left.clause for left in left_out(preset) if not left.why.endswith(".")] == []


def test_a_clause_that_is_on_has_a_position() -> None:
    """Else a draft would lack it, and nobody would have said so."""
    having = {".".join(path.split(".")[:2]) for path in positions()} | {"foundation.parties"}
    known = {str(cite) for cite in clause_types()}
    for preset in PRESETS:
        assert {c for c in clauses() if stance(preset, c) is Stance.ON and c in known} <= having


def test_an_unknown_kind_of_work_is_none() -> None:
    with pytest.raises(KeyError):
        stance("part-time", "financials.retainer")
