"""The habits of the house that no tool knows: sizes, names, what stands beside a clause, locks without addresses."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = sorted((ROOT / "src").rglob("*.py"))
WRITTEN_BY_DJANGO = "migrations"
CODE = [
    *(path for path in SOURCE if WRITTEN_BY_DJANGO not in path.parts),
    *sorted(path for room in ("tests", "bench", "docs") for path in (ROOT / room).rglob("*.py")),
]
CLAUSES = sorted(
    path
    for path in (ROOT / "src/charter/core/clauses").glob("*/*")
    if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
)
FINDING = re.compile("CH-[A-Z]{3}-[0-9]{3}")
COMMAND = re.compile(r"`charter |(^|[ `(])--[a-z]")
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "base"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_is_over_400_lines() -> None:
    lengths = {named(path): path.read_text("utf-8").count("\n") for path in CODE}
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


def test_no_function_is_over_50_lines() -> None:
    functions = (
        (f"{named(path)}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert {name: lines for name, lines in functions if lines > 50} == {}


def test_rooms_are_named_by_what_they_are_for() -> None:
    vague = [named(path) for path in CODE if VAGUE & {path.stem, *path.relative_to(ROOT).parts}]
    assert vague == ["src/charter/web/kit/sqlite/base.py"], (
        "Django looks for a database engine under this name"
    )


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        named(p)
        for p in SOURCE
        if p.stat().st_size and not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]
    assert silent == []


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_a_clause_stands_with_its_words_and_its_test(clause: Path) -> None:
    assert (clause / "text.md" if clause.is_dir() else clause.with_suffix(".md")).exists()
    assert (ROOT / "tests/core/clauses" / clause.parent.name / f"test_{clause.stem}.py").exists()


def texts(path: Path) -> Iterator[str]:
    """Give the texts of a module that a program may print: all but its docstrings."""
    every = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    silent = {id(node.value) for node in every if isinstance(node, ast.Expr)}
    for node in every:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


@pytest.mark.parametrize("room", ["core", "sealing", "folder.py", "atomic.py"])
def test_no_message_below_the_doors_names_a_command(room: str) -> None:
    """Which command mends a thing, or shows it, is said by the door that has it; a page has no commands."""
    place = ROOT / "src/charter" / room
    modules = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    found = [(named(path), text) for path in modules for text in texts(path) if COMMAND.search(text)]
    assert found == []


@pytest.mark.parametrize(
    "text", ["run `charter sign`", "say how: --over-ceiling", "add --all", "`--as` names it"]
)
def test_a_command_in_a_message_is_seen(text: str) -> None:
    assert COMMAND.search(text)


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").iterdir()), ids=lambda path: path.name)
def test_locks_hold_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert lock.suffix == ".in" or text.count("--hash=sha256:") >= text.count("==") > 0


def test_no_text_keeps_the_marks_of_a_conflict() -> None:
    """What two branches wrote at one place was put together by somebody, and not left as git marks it."""
    rooms = ("src", "tests", "docs", "bench", "examples", "requirements", "setup")
    kinds = {".css", ".html", ".in", ".js", ".json", ".jsonl", ".md", ".po", ".py", ".sh", ".toml", ".txt"}
    paths = [path for room in rooms for path in (ROOT / room).rglob("*") if path.suffix in kinds]
    paths += [path for path in ROOT.iterdir() if path.suffix in kinds]
    marks = ("\n" + "<" * 7 + " ", "\n" + ">" * 7 + " ")
    assert len(paths) > 1000
    assert [named(path) for path in paths if any(mark in path.read_text("utf-8") for mark in marks)] == []


def test_ci_goes_through_the_same_doors_as_everyone() -> None:
    asked = [line for line in (ROOT / ".ci/run").read_text("utf-8").splitlines() if line.startswith("make ")]
    assert asked == ["make lint", "make test", "make proof"]


def test_every_target_is_in_the_help() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = next(line for line in makefile.splitlines() if line.startswith(".PHONY:")).split()[1:]
    assert re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE) == targets


def test_each_finding_id_is_made_in_one_module() -> None:
    """Two rules under one id could not be told apart by whoever mutes, cites or counts findings."""
    made: dict[str, set[str]] = defaultdict(set)
    for path in SOURCE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                for held in (*node.args, *(keyword.value for keyword in node.keywords)):
                    if isinstance(held, ast.Constant) and FINDING.fullmatch(str(held.value)):
                        made[str(held.value)].add(named(path))
    assert len(made) > 70
    assert {name: sorted(where) for name, where in made.items() if len(where) > 1} == {}
