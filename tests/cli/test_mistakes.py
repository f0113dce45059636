"""What goes wrong at a prompt: one complaint, clear, with where and how to mend it; exit code 2; nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Prompt

Ask = Callable[[str], "Answer"]


def refused(answer: Answer) -> str:
    """Give the complaint of a command that refused, in one line."""
    assert (answer.code, answer.out) == (2, "")
    assert "Traceback" not in answer.err
    return " ".join(answer.err.split())


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("chekc", "no such command 'chekc'. Did you mean 'check'?"),
        ("duties --todya 2024-01-01", "no such option: --todya (Possible options: --today)"),
        ("explain", "missing argument"),
        ("show financials.retianer", "did you mean 'financials.retainer'?"),
        ("show financials.nothing", "no clause 'financials.nothing' here"),
        ("explain financials.late_paymnt", "did you mean 'financials.late_payment'?"),
        ("explain NL-2023-003 --today 2024-04-05", "did you mean 'NL-2023-0003'?"),
        (
            "explain CH-FIN-040 --today 2023-11-03",
            "there is no finding CH-FIN-040 here on 3 Nov 2023: `charter check` lists",
        ),
        ("explain nothing-like-it", "`charter duties --ids` and `charter invoice NUMBER` show"),
        ("invoice NL-2023-004 --today 2024-04-05", "did you mean 'NL-2023-0004'?"),
        ("invoice NL-2023-0004 --issue --today 2024-04-05", "NL-2023-0004 is issued already"),
        ("duties --side clinet", "'clinet' is no side: did you mean 'client'?"),
        ("exit --side nobody", "'nobody' is no side: there are client, consultant"),
        ("exit --reason cuase", "did you mean 'cause'?"),
        ("log --kind hourz", "did you mean 'hours'?"),
        ("render -f pfd", "no format 'pfd': did you mean 'pdf'?"),
        ("schema agrement", "did you mean 'agreement'?"),
        ("statement --csv --json", "one form at a time"),
        ("check --json --sarif", "one form at a time: --json or --sarif"),
        ("duties --since 2024-01-01 --until 2023-01-01", "no day lies between"),
        ("diff . nowhere", "nowhere: there is no such file or folder"),
    ],
)
def test_a_slip_of_the_finger_is_named_with_what_was_meant(line: str, complaint: str, asked: Ask) -> None:
    assert complaint in refused(asked(line))


@pytest.mark.parametrize(
    ("asked_for", "complaint"),
    [
        ("2024-02-30", "February 2024 has 29 days"),
        ("2023-11-31", "November 2023 has 30 days"),
        ("2024-13-01", "write year, month, day"),
        ("20.2.2024", "write 2024-02-20"),
        ("'3 Nov 2023'", "write 2023-11-03"),
        ("20240220", "write 2024-02-20"),
        ("tomorrow", "write it like 2026-03-31"),
        ("''", "write it like 2026-03-31"),
        ("1850-01-01", "write a day from 1901 to 2090"),
        ("9999-12-31", "write a day from 1901 to 2090"),
    ],
)
@pytest.mark.parametrize(
    "option", ["duties --today", "log --since", "show --on", "duties --until", "render --on"]
)
def test_a_day_that_is_none_is_told_how_to_be_one(
    option: str, asked_for: str, complaint: str, asked: Ask
) -> None:
    assert complaint in refused(asked(f"{option} {asked_for}"))


@pytest.mark.parametrize("day", ["1901-01-01", "2023-07-31", "2090-12-31"])
@pytest.mark.parametrize("command", ["check", "duties", "log", "invoice", "statement", "exit"])
def test_the_first_and_the_last_day_are_days_like_others(command: str, day: str, asked: Ask) -> None:
    answer = asked(f"{command} --today {day}")
    told = "note: agreement: neither side has signed yet; shown as if both sides had signed\n"
    assert (answer.code, answer.err) == (0, told if day < "2023" and command != "check" else "")


COMMANDS = ("check", "render", "diff", "show", "duties", "log", "invoice", "statement", "exit", "explain x")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_an_agreement_says_so(command: str, prompt: Prompt) -> None:
    said = refused(prompt.type(f"charter {command}"))
    assert said == (
        "error: this folder: there is no agreement.toml here: put one here, or name the folder that holds one"
    )


def test_a_folder_above_or_below_an_engagement_says_where_it_is(mine: Path, prompt: Prompt) -> None:
    prompt.patch.chdir(mine / "amendments")
    assert refused(prompt.type("charter duties")).endswith("name the folder above, ..")
    prompt.patch.chdir(mine.parent)
    said = refused(prompt.type("charter duties harbourline/amendments"))
    assert said.endswith("name the folder above, harbourline")
    assert refused(prompt.type("charter duties")).endswith(
        "name one of the folders that hold one, like harbourline"
    )


@pytest.mark.parametrize(("command", "day"), [("show", "--on 2023-10-02"), ("invoice", "--today 2023-10-02")])
def test_a_folder_that_holds_an_engagement_may_stand_for_a_name(
    mine: Path, prompt: Prompt, command: str, day: str
) -> None:
    prompt.patch.chdir(mine.parent)
    answer = prompt.type(f"charter {command} harbourline {day}")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == prompt.type(f"charter {command} --in harbourline {day}").out


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("nowhere", "nowhere: there is no such file or folder: name an engagement folder"),
        ("journal.toml", "this is a journal, not an agreement: name its folder, ."),
        ("amendments/1.toml", "this is an amendment, not a whole agreement: name the folder, ."),
    ],
)
def test_a_path_that_is_no_engagement_says_which_is(path: str, complaint: str, asked: Ask) -> None:
    assert refused(asked(f"duties {path}")).endswith(complaint)


def test_a_folder_may_be_given_where_a_name_is_asked(prompt: Prompt, mine: Path) -> None:
    prompt.patch.chdir(mine.parent.parent)
    where = f"{mine.parent.name}/harbourline"
    assert prompt.type(f"charter invoice {where} --today 2023-09-05").out.startswith("Invoice NL-2023-0001")
    assert prompt.type(f"charter show {where} --on 2023-09-05").out.startswith("Fractional CTO engagement")


def test_an_agreement_with_mistakes_names_each_with_its_line(mine: Path, prompt: Prompt) -> None:
    path = mine / "agreement.toml"
    text = path.read_text("utf-8").replace('"30 days"', '"30 dyas"').replace("grace", "grcae")
    path.write_text(text, "utf-8")
    line = text[: text.index("grcae")].count("\n") + 1
    answer = prompt.type("charter check")
    assert (answer.code, answer.out) == (2, "")
    for said in (
        "did you mean 'grace'?",
        'write: notice_from = "30 days"',
        f"agreement.toml:{line}:1:",
        "problems",
    ):
        assert said in answer.err


@pytest.mark.parametrize("journal", [None, "", "# nothing yet\n"])
@pytest.mark.parametrize("command", ["duties", "log", "invoice", "statement", "exit"])
def test_no_journal_is_an_empty_one(command: str, journal: str | None, mine: Path, prompt: Prompt) -> None:
    (mine / "journal.toml").unlink()
    if journal is not None:
        (mine / "journal.toml").write_text(journal, "utf-8")
    answer = prompt.type(f"charter {command} --today 2023-08-01")
    assert answer.code == 0
    assert answer.err == (
        "note: agreement: neither side has signed yet; shown as if both sides had signed\n"
        "note: amendment 1: neither side has signed yet; shown as if both sides had signed\n"
    )
    assert answer.out.strip()


def test_nothing_to_show_is_said_in_words(mine: Path, prompt: Prompt) -> None:
    (mine / "journal.toml").unlink()
    assert prompt.type("charter log --today 2023-07-01").out == "no entry until 1 Jul 2023\n"
    assert (
        prompt.type("charter log --kind paid --today 2023-07-01").out
        == "no entry of kind 'paid' until 1 Jul 2023\n"
    )
    assert prompt.type("charter invoice --today 2023-07-01").out == "no invoice and no draft on 1 Jul 2023\n"


def test_an_agreement_alone_cannot_issue(mine: Path, prompt: Prompt) -> None:
    before = (mine / "journal.toml").read_bytes()
    said = refused(prompt.type("charter invoice --issue --in agreement.toml --today 2023-08-01"))
    assert "is an agreement without a journal: name its folder" in said
    assert (mine / "journal.toml").read_bytes() == before


def test_out_on_a_file_is_refused_before_anything_is_written(asked: Ask, tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("mine", "utf-8")
    assert f"{taken} is a file: name a folder to write to" in refused(asked(f"render -f md --out {taken}"))
    assert f"{taken} is a file" in refused(asked(f"render -f md --out {taken}/below"))
    assert taken.read_text("utf-8") == "mine"


def test_a_redline_to_a_folder_is_refused(asked: Ask, tmp_path: Path) -> None:
    answer = asked(f"diff --no-words --html {tmp_path}")
    assert (answer.code, answer.err) == (2, f"error: {tmp_path} is a folder: name a file to write\n")


def test_a_disk_that_refuses_is_told_in_its_own_words(asked: Ask) -> None:
    answer = asked("render -f md --out /proc/charter")
    assert answer.code == 2
    assert answer.err.startswith("error: /proc/charter: ")


def test_an_agreement_without_amendments_has_nothing_to_compare_with(mine: Path, prompt: Prompt) -> None:
    (mine / "amendments/1.toml").unlink()
    assert "harbourline has no amendments: name a second agreement" in refused(prompt.type("charter diff"))
