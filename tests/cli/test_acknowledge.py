"""`charter acknowledge` as it is typed, and how `charter check` shows what was accepted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Answer, typed

WHY = "Their board meets every second week."
FINDING = "CH-SCO-013"


@pytest.fixture
def northlight(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / "northlight", tmp_path / "northlight"))


def check(northlight: Path, *words: str) -> Answer:
    return typed("check", str(northlight / "harbourline"), "--today", "2026-05-19", *words)


def accept(northlight: Path, *words: str) -> Answer:
    at = ("--in", str(northlight / "harbourline"), "--today", "2026-05-19")
    given = () if "--by" in words else ("--by", "mara")
    return typed("acknowledge", *at, *words, *given, *(() if "--reason" in words else ("--reason", WHY)))


def test_it_is_shown_as_acknowledged_and_counts_no_more(northlight: Path) -> None:
    kept = (northlight / "workspace.toml").read_text("utf-8")
    said = accept(northlight, FINDING)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("acknowledged: CH-SCO-013 in scope.acceptance.review, by Mara Lindqvist\n")
    assert (northlight / "workspace.toml").read_text("utf-8").startswith(kept)
    shown = check(northlight).out
    assert (
        "advice CH-SCO-013  scope.acceptance.review\n  acknowledged by Mara Lindqvist on 19 May 2026: "
        in shown
    )
    assert WHY in " ".join(shown.split())
    assert shown.endswith("harbourline: 1 acknowledged\n")
    [one] = [each for each in check(northlight, "--json").data if each["id"] == FINDING]
    assert one["acknowledged"] == {"by": "Mara Lindqvist", "on": "2026-05-19", "reason": WHY}
    [result] = check(northlight, "--sarif").data["runs"][0]["results"]
    assert result["suppressions"][0]["justification"].startswith(WHY)


def test_an_accepted_warning_ends_the_check_with_no_exit_code(northlight: Path) -> None:
    file = northlight / "harbourline/agreement.toml"
    text = file.read_text("utf-8")
    (northlight / "harbourline/journal.toml").unlink()
    shutil.rmtree(northlight / "harbourline/amendments", ignore_errors=True)
    file.write_text(text + '\n[risk.non_disparagement]\nlasts = "6 months"\nmutual = false\n', "utf-8")
    assert "warning CH-RSK-090" in check(northlight).out
    found = {each["id"]: each for each in check(northlight, "--json").data}
    for name in [name for name, each in found.items() if each["level"] == "warning"]:
        assert accept(northlight, name).code == 0
    after = check(northlight)
    assert (after.code, "acknowledged" in after.out) == (0, True)
    assert check(northlight, "--fix").out.startswith("nothing was mended"), "what is accepted is not mended"
    assert "mutual = false" in file.read_text("utf-8")


def test_it_ends_when_the_clause_changes(northlight: Path) -> None:
    accept(northlight, FINDING)
    file = northlight / "harbourline/agreement.toml"
    file.write_text(
        file.read_text("utf-8").replace('review = "10 business', 'review = "12 business'), "utf-8"
    )
    shown = check(northlight)
    assert "  acknowledged by Mara Lindqvist on 19 May 2026; what it rests on has changed\n" in shown.out
    assert "0 acknowledged" not in shown.out
    assert accept(northlight, FINDING).code == 0, "it may be accepted anew"
    assert "what it rests on has changed" not in check(northlight).out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("CH-SCO-014",), "no finding 'CH-SCO-014' here: did you mean 'CH-SCO-013'?"),
        ((FINDING, "--by", "Mara"), "no person 'Mara' in the terms: did you mean 'mara'?"),
        ((FINDING, "--by", "sven"), "no person 'sven' in the terms"),
        ((FINDING, "--reason", "  "), "say why it is accepted"),
        ((FINDING, "--reason", "because\u202e"), "the reason: "),
        ((FINDING, "--reason", "x" * 1001), "it is too long"),
        ((FINDING, "--place", "scope.acceptance.revew"), "did you mean 'scope.acceptance.review'?"),
    ],
)
def test_nothing_is_written_where_something_is_missing(
    northlight: Path, words: tuple[str, ...], why: str
) -> None:
    kept = (northlight / "workspace.toml").read_bytes()
    refused = accept(northlight, *words)
    assert (refused.code, refused.out) == (2, "")
    assert why in refused.err
    assert (northlight / "workspace.toml").read_bytes() == kept


def test_it_is_accepted_once(northlight: Path) -> None:
    accept(northlight, FINDING)
    again = accept(northlight, FINDING)
    assert again.code == 2
    assert "Mara Lindqvist accepted it already on 19 May 2026" in again.err


def test_an_error_and_what_is_open_are_not_accepted(northlight: Path) -> None:
    folder = northlight / "fresh"
    typed("new", str(folder), "--yes", "--preset", "advisory", "--law", "DE")
    person = ("--by", "signer", "--reason", WHY, "--in", str(folder))
    many = typed("acknowledge", "CH-GEN-090", *person)
    assert "say in which, --place foundation.parties.client.name" in many.err
    one = typed("acknowledge", "CH-GEN-090", "--place", "foundation.parties.client.name", *person)
    assert "is open, and only a warning or advice is accepted" in one.err


def test_there_is_a_workspace_to_keep_it_in(northlight: Path) -> None:
    (northlight / "workspace.toml").unlink()
    assert "there is no workspace.toml above" in accept(northlight, FINDING).err
