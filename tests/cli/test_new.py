"""`charter new`: a first draft that nobody is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Prompt

ON = "--today 2026-05-04"
YES = "charter new elbkai --yes"


def test_a_draft_unasked_is_written_and_has_no_error(prompt: Prompt) -> None:
    answer = prompt.type(f"{YES} --preset embedded --law DE {ON}")
    assert (answer.code, answer.err) == (0, "")
    assert "filled in for you" in answer.out
    text = Path("elbkai/agreement.toml").read_text("utf-8")
    assert 'preset = "embedded"' in text
    checked = prompt.type(f"charter check elbkai {ON} --json").data
    assert {one["level"] for one in checked} == {"open", "warning", "advice"}
    assert prompt.type("charter sign elbkai").err.startswith("error: not everything is said yet")


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
