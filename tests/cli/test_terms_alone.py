"""A slip in the journal keeps nobody from the terms: what needs them alone warns, what needs the journal refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Prompt

SLIP = '[[entry]]\nkind = "hours"\non = 2023-08-03\nby = "mara"\nhours = "2 apples"\nwork = "Plans"\n'


@pytest.fixture
def slipped(mine: Path) -> Path:
    (mine / "journal.toml").write_text(SLIP, "utf-8")
    return mine


@pytest.mark.parametrize(
    "command",
    ["render -f md", "show", "show financials.retainer", "diff", "diff . .", "diff --on 2023-11-01"],
)
@pytest.mark.usefixtures("slipped")
def test_what_needs_the_terms_alone_warns(command: str, prompt: Prompt) -> None:
    answer = prompt.type(f"charter {command}")
    assert answer.code == 0
    assert "warning: journal.toml:5:9: " in answer.err
    assert (
        answer.err.splitlines()[-1]
        == "warning: so the journal is left out here, and only the terms are shown"
    )


@pytest.mark.parametrize(
    "command", ["duties", "log", "statement", "invoice", "invoice --issue", "explain retainer", "exit"]
)
@pytest.mark.usefixtures("slipped")
def test_what_needs_the_journal_refuses(command: str, prompt: Prompt) -> None:
    answer = prompt.type(f"charter {command}")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("journal.toml:5:9: ")


@pytest.mark.usefixtures("slipped")
def test_check_tells_it_at_its_place_beside_the_rest(prompt: Prompt) -> None:
    answer = prompt.type("charter check --today 2023-08-04")
    assert answer.code == 1
    assert "journal.toml:5:9: error CH-JRN-003  entry.1.hours" in answer.out
    (told,) = (
        one for one in prompt.type("charter check --today 2023-08-04 --json").data if one["level"] == "error"
    )
    assert (told["file"], told["line"], told["column"]) == ("journal.toml", 5, 9)


def test_check_tells_of_hours_of_a_day_to_come(mine: Path, prompt: Prompt) -> None:
    (mine / "journal.toml").write_text(SLIP.replace("apples", "hours"), "utf-8")
    assert "CH-JRN-002" not in prompt.type("charter check --today 2023-08-01").out
    (mine / "journal.toml").write_text(SLIP.replace("apples", "hours").replace("2023", "2089"), "utf-8")
    text = (mine / "agreement.toml").read_text("utf-8")
    (mine / "agreement.toml").write_text(
        text.replace('initial = "12 months"\nrenewal = "by agreement"\n', ""), "utf-8"
    )
    answer = prompt.type("charter check --today 2023-08-01")
    assert "journal.toml:1:1: warning CH-JRN-002  entry 1" in answer.out
