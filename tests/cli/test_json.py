"""The JSON of every command: the keys are those that the guide documents, days are ISO, amounts are no floats."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.core.amending import amendment

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Prompt

GUIDE = (Path(__file__).parents[2] / "docs/guide/json.md").read_text("utf-8")
SHAPES = dict(re.findall(r"^## (charter .+?)\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL))
LONGER = {"charter log --json"}
"""Where an item holds more than the keys that all have."""


def keys(section: str) -> set[str]:
    """Give the keys that the first column of a section's table names."""
    rows = re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`([^`]+)`", row)}


def scalars(data: object) -> Iterator[object]:
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            yield from scalars(item)
    else:
        yield data


@pytest.mark.parametrize("line", SHAPES)
def test_a_command_gives_the_documented_keys(
    line: str, asked: Callable[[str], Answer], tmp_path: Path
) -> None:
    words = line.removeprefix("charter ")
    dated = words.split()[0] in {"duties", "log", "invoice", "statement", "exit", "explain", "check"}
    where = (
        " --today 2024-02-20"
        if dated
        else f" --out {tmp_path}"
        if words.startswith(("render", "paper"))
        else ""
    )
    answer = asked(words + where)
    assert answer.err == ""
    first = answer.data[0] if isinstance(answer.data, list) and answer.data else answer.data
    whole, named = json.loads(answer.out), re.search(r"^Under `(\w+)`", SHAPES[line], re.MULTILINE)
    if "schema" not in line:
        assert next(iter(whole.items())) == ("format", 1)
        assert not named or set(whole) == {"format", named[1]}
        assert isinstance(answer.data, list) == bool(named)
    if words.startswith("check"):
        assert {finding["level"] for finding in answer.data} <= {"advice"}
        return
    found, documented = set(first), keys(SHAPES[line])
    assert documented
    assert found >= documented if line in LONGER else found == documented


@pytest.mark.parametrize("line", [line for line in SHAPES if "schema" not in line])
def test_no_amount_is_a_float(line: str, asked: Callable[[str], Answer], tmp_path: Path) -> None:
    where = f" --out {tmp_path}" if "--format" in line else ""
    data = json.loads(asked(line.removeprefix("charter ") + where).out)
    assert not [value for value in scalars(data) if isinstance(value, float)]


def test_a_finding_has_the_documented_keys(prompt: Prompt, mine: Path) -> None:
    (mine / "amendments/2.toml").write_text(
        amendment("Later", "2024-01-01", ("financials.payment.due_after", "14 days", "90 days"), number=2),
        "utf-8",
    )
    answer = prompt.type("charter check --json --today 2024-01-02")
    assert answer.code == 1
    assert all(set(finding) == keys(SHAPES["charter check --json"]) for finding in answer.data)


def test_amounts_are_written_as_terms_write_them(asked: Callable[[str], Answer]) -> None:
    account = asked("statement --json --today 2023-11-20").data
    assert account["balance"] == "EUR 25704.00"
    assert account["postings"][1] == {
        "on": "2023-08-14",
        "reads": "Payment for NL-2023-0001, thank you",
        "amount": "EUR -14280.00",
        "tax": "EUR 0.00",
        "balance": "EUR 0.00",
    }
    plan = asked("exit --json --today 2024-02-20").data
    assert (plan["last_day"], plan["total"]) == ("2024-03-21", "EUR 10161.29")
    assert asked("invoice NL-2023-0004 --json --today 2024-04-05").data[0]["total"] == "EUR 19692.58"


def test_a_sum_that_is_run_again_gives_the_amount(asked: Callable[[str], Answer]) -> None:
    for charge in asked("explain financials.retainer/2023-10-01 --json --today 2024-04-05").data:
        assert charge["gives"] == charge["amount"]
