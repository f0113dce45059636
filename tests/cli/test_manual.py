"""Where negotiated words leave a clause to a person, every place that would show a figure says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Prompt

WORDS = """
[{}.wording]
text = "As we say."
replaces = "{}"
effect = "{}"
"""
CHARGED = "4.1 Retainer: negotiated words; a person decides what is charged"
FOLLOWS = "5.1 Ending the engagement: negotiated words; a person decides what follows"
DAY = "--today 2023-09-05"


def worded(mine: Path, effect: str) -> None:
    """Let negotiated words stand for the retainer and for the end."""
    (mine / "journal.toml").unlink()
    path = mine / "agreement.toml"
    words = (WORDS.format(cite, "0" * 64, effect) for cite in ("financials.retainer", "exit.termination"))
    path.write_text(path.read_text("utf-8") + "".join(words), "utf-8")


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("invoice", [CHARGED]),
        ("statement", [CHARGED]),
        ("exit", [CHARGED, FOLLOWS]),
    ],
)
def test_a_person_decides_is_said_below_the_figures(
    mine: Path, prompt: Prompt, command: str, says: list[str]
) -> None:
    worded(mine, "manual")
    lines = prompt.type(f"charter {command} {DAY}").out.splitlines()
    assert lines[-len(says) - 1 :] == ["", *says]


@pytest.mark.parametrize("command", ["statement", "exit"])
def test_programs_are_told_too(mine: Path, prompt: Prompt, command: str) -> None:
    worded(mine, "manual")
    told = prompt.type(f"charter {command} {DAY} --json").data["manual"]
    assert told["financials.retainer"] == "negotiated words; a person decides what is charged"


def test_a_draft_tells_programs(mine: Path, prompt: Prompt) -> None:
    worded(mine, "manual")
    drafts = prompt.type("charter invoice --today 2024-04-05 --json").data  # a milestone is due
    assert drafts
    assert all(list(draft["manual"]) == ["financials.retainer"] for draft in drafts)


def test_a_decision_is_a_duty_of_both(mine: Path, prompt: Prompt) -> None:
    worded(mine, "manual")
    out = prompt.type(f"charter duties {DAY}").out
    lane = out.split("Left to a person\n")[1].split("\n\n")[0]
    assert " ".join(lane.split()) == (
        "any day open 5.1 Ending the engagement negotiated words; a person decides what follows "
        "any day open 4.1 Retainer negotiated words; a person decides what is charged"
    )
    told = prompt.type(f"charter duties {DAY} --json").data
    assert [one["by"] for one in told if one["id"] == "financials.retainer/decide"] == ["both"]


def test_check_gives_advice(mine: Path, prompt: Prompt) -> None:
    worded(mine, "manual")
    assert "advice CH-GEN-021  financials.retainer.wording.effect" in prompt.type("charter check").out


@pytest.mark.parametrize("command", ["check", "invoice", "statement", "exit", "duties"])
def test_words_that_the_terms_still_fit_leave_nothing_to_a_person(
    mine: Path, prompt: Prompt, command: str
) -> None:
    worded(mine, "same")
    out = prompt.type(f"charter {command} {DAY}").out
    assert out
    assert "person" not in out
