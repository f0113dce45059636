"""A draft that nobody was asked about: of every kind of work, under every law, without an error."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from charter.core.check import check
from charter.core.draft import draft
from charter.core.interview.drafting import clauses_of, drafted, get, put
from charter.core.interview.presets import PRESETS
from charter.core.interview.situation import Situation, governing_law
from charter.core.interview.writing import write_draft
from charter.core.reading import read_agreement
from charter.core.reading.settings import read_settings
from charter.core.vocabulary.finding import Level
from tests.core.workspace.conftest import OWN
from tests.core.workspace.test_settings import WHOLE

if TYPE_CHECKING:
    from charter.core.workspace.settings import Settings

ON = dt.date(2026, 5, 4)
LAWS = ("DE", "GB-ENG", "US-CA", "US-NY", "FR")


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("preset", PRESETS)
def test_a_draft_of_every_kind_under_every_law_has_no_error(preset: str, law: str) -> None:
    text = write_draft(drafted(Situation(preset, law, ON)), preset)
    found = check(read_agreement(text), ON)
    assert [(f.id, f.place) for f in found if f.level is Level.ERROR] == []
    assert [(f.id, f.place) for f in found if f.level is Level.WARNING] == []
    assert {f.id for f in found if f.level is Level.OPEN} == {"CH-GEN-090"}


@pytest.mark.parametrize("preset", PRESETS)
def test_with_a_workspace_only_the_client_is_open(preset: str) -> None:
    made = drafted(Situation(preset, "DE", ON, read_settings(WHOLE)))
    found = draft(made.values, ON)
    open_ = [f for f in found.findings if f.level is Level.OPEN]
    assert found.problems == ()
    assert open_
    assert all(str(f.message).startswith("The client has yet to say") for f in open_)
    assert not any(f.level in {Level.ERROR, Level.WARNING} and f.id[:6] != "CH-WSP" for f in found.findings)


def with_playbook(rest: str) -> Settings:
    return read_settings(OWN + rest)


def test_the_own_playbook_comes_before_the_positions() -> None:
    wish = '[playbook."financials.payment.due_after"]\nprefer = "10 days"\nwhy = "We are small."\n'
    made = drafted(Situation("embedded", "DE", ON, with_playbook(wish)))
    assert get(made.values, "financials.payment.due_after") == "10 days"
    assert made.filled["financials.payment.due_after"] == "We are small."


def test_what_the_playbook_leaves_out_is_left_out() -> None:
    wish = '[playbook."financials.retainer.rollover"]\nprefer = "left out"\nwhy = "Hours are not kept."\n'
    made = drafted(Situation("embedded", "DE", ON, with_playbook(wish)))
    assert get(made.values, "financials.retainer.rollover") is None


def test_what_was_said_stands_and_is_not_filled_in() -> None:
    said = {"financials.retainer.hours": "40 hours", "financials.retainer.amount": "EUR 8000.00"}
    made = drafted(Situation("embedded", "DE", ON, said=said))
    retainer = made.values["financials"]["retainer"]
    assert (retainer["hours"], retainer["overage"], retainer["cap"]) == ("40 hours", "EUR 220.00", "10 hours")
    assert "financials.retainer.hours" not in made.filled


def test_the_first_day_said_moves_the_other_days() -> None:
    made = drafted(Situation("due diligence", "DE", ON, said={"foundation.term.starts": "2026-09-01"}))
    assert made.values["scope"]["deliverables"]["report"]["due"] == "2026-10-06"


def test_a_term_of_a_clause_that_is_off_is_passed_over() -> None:
    made = drafted(Situation("advisory", "DE", ON, said={"exit.handover.hours": "6 hours"}))
    assert "handover" not in made.values["exit"]


def test_the_starters_of_a_table_that_was_filled_are_left_out() -> None:
    said = {
        "scope.boundaries.nights.not_done": "work at night",
        "scope.boundaries.nights.instead": "Nobody does.",
    }
    made = drafted(Situation("embedded", "DE", ON, said=said, answered=frozenset({"scope.boundaries"})))
    assert set(made.values["scope"]["boundaries"]) == {"answer_within", "nights"}


@pytest.mark.parametrize(("sector", "there"), [("health", True), ("financial", True), ("general", False)])
def test_a_sector_brings_its_clause(sector: str, there: bool) -> None:  # noqa: FBT001 - a case
    situation = Situation("embedded", "DE", ON, said={"foundation.parties.client.sector": sector})
    assert ("confidentiality.regulated_data" in clauses_of(situation)) is there


def test_an_american_client_of_another_country_has_no_state_of_the_law() -> None:
    said = {"foundation.parties.client.country": "FR", "foundation.parties.client.name": "Bateau SAS"}
    client = drafted(Situation("embedded", "US-CA", ON, said=said)).values["foundation"]["parties"]["client"]
    assert (client["country"], client.get("state")) == ("FR", None)


@pytest.mark.parametrize("said", ["", "US", "XX", "Atlantis"])
def test_a_law_that_nobody_knows_is_none(said: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        governing_law(said)


def test_where_a_text_stands_no_table_can() -> None:
    table: dict[str, Any] = {"general": "text"}
    assert not put(table, "general.law.governing", "DE")
    assert not put(table, "general.law", "DE")


HOSTILE = '"]\n[financials.retainer]\namount = "EUR 1.00'


def test_nothing_that_is_typed_becomes_a_term_of_its_own() -> None:
    said = {"foundation.parties.client.name": HOSTILE.replace("\n", " "), "foundation.purpose.why": HOSTILE}
    playbook = '[playbook."exit.settlement.last_day_billed"]\nprefer = false\nwhy = "x # y [z] = 1"\n'
    text = write_draft(
        drafted(Situation("advisory", "DE", ON, with_playbook(playbook), said=said)), "advisory"
    )
    agreement = read_agreement(text)
    assert agreement.foundation.parties.client.name == HOSTILE.replace("\n", " ")
    assert "# filled in for you: x # y [z] = 1" in text
