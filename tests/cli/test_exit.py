"""`charter exit`: what it shows before a notice, after one, and where there is no way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Prompt

Ask = Callable[[str], "Answer"]


def test_an_exit_can_have_another_reason(asked: Ask) -> None:
    cause = asked("exit --reason cause --side consultant --today 2023-12-20 --json").data
    assert (cause["of"], cause["side"], cause["last_day"]) == ("cause", "consultant", "2024-01-09")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (
            "--reason insolvency --today 2023-12-20",
            "The agreement gives the client no right to a notice of 'insolvency'",
        ),
        ("--today 2024-07-20", "The engagement ends sooner, after 21 March 2024"),
        ("--reason cause --today 2024-07-20", "It ends then anyway: the last day is 21 March 2024"),
        (
            "--reason no-renewal --today 2023-12-20",
            "The term does not renew itself, so there is nothing to refuse.",
        ),
    ],
)
def test_an_exit_says_why_nothing_changes(line: str, why: str, asked: Ask) -> None:
    assert f"nothing changes. {why}" in " ".join(asked(f"exit {line}").out.split())
    told = asked(f"exit {line} --json").data
    assert told["last_day"] is None
    assert told["why"].startswith(why)


def test_after_a_notice_the_plan_that_runs_is_shown_with_every_way_out(asked: Ask) -> None:
    told = asked("exit --today 2024-03-10").out
    assert "as it stands, the last day is 21 Mar 2024: notice by the client on 20 February 2024" in told
    assert "4 Apr 2024  consultant  5.2 Closing the accounts" in told
    # The 10th is a Sunday: a notice is received on the next Business Day (6.1.3), and what ends at once ends then.
    ways = told.split("Ways out, by notice on 10 Mar 2024\n")[1].splitlines()
    assert [" ".join(line.split()) for line in ways[1:4]] == [
        "either notice 5.1 changes nothing",
        "either cause 5.1 changes nothing",
        "11 Mar 2024 either at-once 5.1 EUR -4,838.71",
    ]
    assert asked("exit --today 2024-03-10 --json").data["ends"] == {
        "last_day": "2024-03-21",
        "why": "notice by the client on 20 February 2024",
        "clause": "exit.termination",
        "notice": "2024-02-20",
    }
    assert "Ways out" not in asked("exit --today 2024-03-22").out


def test_an_exit_cites_the_clause_that_ends_it(mine: Path, prompt: Prompt) -> None:
    (mine / "journal.toml").unlink()
    path = mine / "agreement.toml"
    path.write_text(
        path.read_text("utf-8").replace(
            'renewal = "by agreement"', 'renewal = "automatic"\nnotice = "60 days"'
        ),
        "utf-8",
    )
    told = prompt.type("charter exit --reason no-renewal --today 2023-12-20").out
    assert "the last day is 31 Jul 2024 (1.2 Start and term)" in told
    assert "31 Jul 2024 either no-renewal 1.2 EUR" in " ".join(told.split())


def test_nobody_leaves_by_a_right_that_was_not_agreed(mine: Path, prompt: Prompt) -> None:
    path = mine / "agreement.toml"
    text = path.read_text("utf-8").replace('governing = "DE"', 'governing = "GB-ENG"')
    start = text.index("at_once = [")
    text = text[:start] + text[text.index("]", start) + 2 :]
    path.write_text(text.replace('act_within = "4 weeks"\n', ""), "utf-8")
    told = prompt.type("charter exit --reason at-once --today 2023-12-20").out
    assert (
        "nothing changes. The agreement gives the client no right to a notice of 'at once': nothing" in told
    )
    assert "at-once  " not in told
    assert "9 Jan 2024  either      cause" in told


def test_where_nobody_may_leave_that_is_said(mine: Path, prompt: Prompt) -> None:
    (mine / "journal.toml").unlink()
    path = mine / "agreement.toml"
    text = path.read_text("utf-8")
    start = text.index("[exit.termination]")
    text = text[:start] + text[text.index("[exit.settlement]") :]
    term = text.index('initial = "')
    text = text[:term] + text[text.index("[", term) :]
    path.write_text(text, "utf-8")
    told = prompt.type("charter exit --today 2023-12-20").out
    assert told.splitlines()[-1] == "  no way out was agreed"


def test_an_exit_that_ends_it_needs_no_why(asked: Ask) -> None:
    assert asked("exit --today 2024-02-20 --json").data["why"] is None
