"""What sealing says names acts, never commands or their options: pages and programs say it too."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from charter.cli.errors import COMMAND_FOR_ACT
from charter.sealing.evidence.act import Act

SEALING = sorted((Path(__file__).parents[2] / "src" / "charter" / "sealing").rglob("*.py"))
COMMAND = re.compile(r"`charter |charter (sign|seal|record|evidence|verify|key|check)\b|(?<![\w-])--[a-z]")


def said(path: Path) -> list[str]:
    """Every text in a module that is no docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent
    ]


@pytest.mark.parametrize("path", SEALING, ids=lambda path: path.stem)
def test_no_message_names_a_command(path: Path) -> None:
    assert [text for text in said(path) if COMMAND.search(text)] == []


def test_the_command_line_has_its_own_words_for_each_act() -> None:
    assert COMMAND_FOR_ACT.keys() == {act.name for act in Act}
