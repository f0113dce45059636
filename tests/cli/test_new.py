"""`charter new`: a first draft, asked for in the terminal or unasked."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Prompt

ON = "--today 2026-05-04"
YES = "charter new elbkai --yes"


def test_a_draft_unasked_is_written_and_has_no_error(prompt: Prompt) -> None:
    answer = prompt.type(f"{YES} --preset embedded --law DE {ON}")
    assert (answer.code, answer.err) == (0, "")
    assert "filled in for you" in answer.out
    text = Path("elbkai/agreement.toml").read_text("utf-8")
    assert 'preset = "embedded"' in text
    checked = prompt.type(f"charter check elbkai {ON} --json").data
    assert {one["level"] for one in checked} == {"advice", "open"}
    assert prompt.type("charter sign elbkai").err.startswith(
        "error: 21 terms are yet to be said, so nobody can sign"
    )


def test_the_law_is_that_of_the_workspace(prompt: Prompt) -> None:
    Path("workspace.toml").write_text(
        '[own]\nname = "Fernhollow Technology Limited"\nform = "one-person company"\naddress = "3 Mill Lane, Bath"\n'
        'country = "GB"\n\n[own.people.iona]\nname = "Iona Bell"\ntitle = "Director"\n'
        'email = "iona@fernhollow.example"\nmay = ["sign", "give notices"]\n',
        "utf-8",
    )
    data = prompt.type(f"{YES} --preset advisory {ON} --json").data
    assert 'governing = "GB-ENG"' in Path("elbkai/agreement.toml").read_text("utf-8")
    assert {"path": "financials.payment.bank", "message": BANK} in data["open"]
    assert {"path", "why"} == set(data["filled"][0])


BANK = "The consultant has yet to say financials.payment.bank: The account to pay to."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--law DE", "say which kind of work it is, like --preset embedded"),
        ("--preset embeded --law DE", "did you mean 'embedded'?"),
        ("--preset embedded", "say under which law, like --law DE"),
        ("--preset embedded --law US", "each state of the US has its own law"),
        ("--preset embedded --law XX", "XX"),
    ],
)
def test_what_is_not_said_is_asked_for(prompt: Prompt, words: str, said: str) -> None:
    answer = prompt.type(f"{YES} {words} {ON}")
    assert answer.code == 2
    assert said in answer.err
    assert not Path("elbkai").exists()


def test_an_agreement_that_is_there_stays(prompt: Prompt) -> None:
    prompt.type(f"{YES} --preset advisory --law DE {ON}")
    before = Path("elbkai/agreement.toml").read_bytes()
    again = prompt.type(f"{YES} --preset embedded --law DE {ON}")
    assert again.code == 2
    assert "there is an agreement already" in again.err
    assert Path("elbkai/agreement.toml").read_bytes() == before


# ── asked in the terminal ──────────────────────────────────────────────────────────────────────

ANSWERS = """3
Elbkai Spedition GmbH

Jonas Petersen
Managing Director
jonas@elbkai.example
The platform carries three times today's load without new staff.

set direction
lead the leads


64
12k



2
"""
"""Twelve questions: an empty line takes what stands there."""
NEW = f"charter new elbkai --law DE {ON}"


def asked(prompt: Prompt, monkeypatch: pytest.MonkeyPatch, answers: str, line: str = NEW) -> Answer:
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    return prompt.type(line)


def test_twelve_questions_make_a_draft(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(prompt, monkeypatch, ANSWERS)
    assert (answer.code, answer.err) == (0, "")
    assert "12 of 12  Will you see personal data" in answer.out
    assert "EUR 187.50 an hour, before tax" in answer.out
    text = Path("elbkai/agreement.toml").read_text("utf-8")
    assert 'name = "Elbkai Spedition GmbH"' in text
    assert 'amount = "EUR 12000.00"' in text
    assert not Path("elbkai/interview.json").exists()
    levels = {one["level"] for one in prompt.type(f"charter check elbkai {ON} --json").data}
    assert "error" not in levels


def test_who_stops_goes_on_later(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ANSWERS.splitlines(keepends=True)
    stopped = asked(prompt, monkeypatch, "".join(lines[:6]))
    assert stopped.code == 130
    assert "Kept. charter new elbkai goes on from here." in stopped.out
    assert json.loads(Path("elbkai/interview.json").read_text("utf-8"))["signer"]["name"] == "Jonas Petersen"
    went_on = asked(prompt, monkeypatch, "".join(lines[6:]))
    assert went_on.code == 0
    assert "You said already: 3." in went_on.out
    whole = Path("elbkai/agreement.toml").read_text("utf-8")
    Path("elbkai/agreement.toml").unlink()
    assert asked(prompt, monkeypatch, ANSWERS).code == 0
    assert Path("elbkai/agreement.toml").read_text("utf-8") == whole


def test_an_interrupt_keeps_what_was_said(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = iter(["3\n"])

    def readline() -> str:
        try:
            return next(lines)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=readline, isatty=lambda: True))
    answer = prompt.type(NEW)
    assert answer.code == 130
    assert json.loads(Path("elbkai/interview.json").read_text("utf-8")) == {"kind": {"option": "embedded"}}


def test_a_broken_file_of_answers_is_begun_anew(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("elbkai").mkdir()
    for broken in ("{", "[" * 5000, '{"kind": 3}', '{"client": {"name": "\\u202e"}}'):
        Path("elbkai/interview.json").write_text(broken, "utf-8")
        assert asked(prompt, monkeypatch, "").code == 130


def test_one_goes_back_asks_for_more_and_leaves_a_question(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = asked(
        prompt, monkeypatch, "1\n<\n?\n3\nElbkai\nDE\nElbkai\nDE\nJonas\n\nj@e.example\n-\n30.2.\n-\n1.6.\n"
    )
    assert answer.out.count("What kind of work is it?") == 2
    assert "Everything that follows depends on it" in answer.out
    assert "Elbkai looks like a brand" in answer.out
    assert "give the same answer again" in answer.out
    assert "February 2027 has 28 days" in answer.out
    assert "only you can answer this" in answer.out
    kept = json.loads(Path("elbkai/interview.json").read_text("utf-8"))
    assert kept["client"]["name"] == "Elbkai"
    assert kept["purpose"] == {"theirs": True}
    assert kept["starts"] == {"day": "2026-06-01"}


def test_who_goes_back_finds_what_they_said(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    said = asked(
        prompt,
        monkeypatch,
        "3\nElbkai Logistik GmbH\nFR\nJonas Weber\n\nj@e.example\n<\n<\n<\n?\n\n\nDE\n\n\n\n",
    ).out
    assert "[3] > ?" in said
    assert "In brackets: what you said before." in said
    assert "Its full name [Elbkai Logistik GmbH] >" in said
    assert "Country [FR] > DE" in said
    kept = json.loads(Path("elbkai/interview.json").read_text("utf-8"))
    assert kept["kind"] == {"option": "embedded"}
    assert kept["client"]["name"] == "Elbkai Logistik GmbH"
    assert kept["client"]["country"] == "DE"
    assert kept["signer"] == {"name": "Jonas Weber", "email": "j@e.example"}


def test_a_slip_loses_nothing_that_stood_beside_it(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    said = asked(prompt, monkeypatch, "3\nElbkai Logistik GmbH\nAtlantis\n\nFR\nJonas Weber\n").out
    assert "no country is called so" in said
    assert "Its full name [Elbkai Logistik GmbH] >" in said
    assert said.count("Country [DE] >") == 2
    kept = json.loads(Path("elbkai/interview.json").read_text("utf-8"))
    assert kept["client"]["name"] == "Elbkai Logistik GmbH"
    assert kept["client"]["country"] == "FR"


def test_who_begins_is_told_how(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    said = asked(prompt, monkeypatch, "", f"{NEW} --preset advisory").out
    assert "Enter takes what stands in [brackets]" in said
    assert "You said already" not in said


def test_without_a_workspace_the_place_is_asked_for(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(prompt, monkeypatch, "Atlantis\nGermany\n" + ANSWERS, f"charter new elbkai {ON}")
    assert answer.code == 0
    assert answer.out.startswith("In which country")
    assert 'governing = "DE"' in Path("elbkai/agreement.toml").read_text("utf-8")


def test_what_is_there_is_told_before_anything_is_asked(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt.type(f"{YES} --preset advisory --law DE {ON}")
    answer = asked(prompt, monkeypatch, ANSWERS)
    assert (answer.code, answer.out) == (2, "")


def test_who_asks_for_json_is_asked_nothing(prompt: Prompt) -> None:
    assert "say which kind of work" in prompt.type(f"charter new elbkai --law DE --json {ON}").err


def test_other_commands_read_no_questions() -> None:
    """Start-up counts: what an interview needs is read by it alone."""
    code = "import sys, charter.cli.check, charter; charter.check, charter.load; print([m for m in sys.modules if 'interview' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout == "[]\n"
