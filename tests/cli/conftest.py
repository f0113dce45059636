"""A person at a prompt: commands typed in a folder, run in this process as `charter` runs them."""

from __future__ import annotations

import io
import json
import shlex
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from charter.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"


def held(out: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Read an answer in JSON: what it holds beside its format, and a list that is all of it by itself."""
    data = json.loads(out)
    if "$schema" in data:
        return data
    assert data.pop("format") == 1
    alone = list(data.values())
    return alone[0] if len(alone) == 1 and isinstance(alone[0], list) else data


@dataclass(frozen=True)
class Answer:
    """What a command did: its exit code, what it wrote, and what it complained about."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """What it wrote as JSON, beside its format; a list alone without the name under which it stands."""
        return held(self.out)


def typed(*words: str) -> Answer:
    """Type `charter` and words after it."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["charter", *words])
        patch.setattr(
            "gc.freeze", lambda: None
        )  # what a command leaves behind, a process of many must collect
        with pytest.raises(SystemExit) as ended:
            main()
    return Answer(int(ended.value.code or 0), out.getvalue(), err.getvalue())


@dataclass
class Prompt:
    """A terminal in a folder of its own, with the examples in it; `columns` wide."""

    folder: Path
    patch: pytest.MonkeyPatch
    columns: int = 100
    answers: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.patch.chdir(self.folder)
        self.patch.setenv("COLUMNS", str(self.columns))

    def type(self, line: str) -> Answer:
        """Type a line: `charter` with words, perhaps `< file`, `| head -3` and `| tail -3` after it; cat, cd, cp, mkdir."""
        command, *filters = line.split(" | ")
        command, _, answers = command.partition(" < ")
        if answers:
            self.patch.setattr(sys, "stdin", io.StringIO(Path(answers).read_text("utf-8")))
        name, *words = shlex.split(command)
        answer = typed(*words) if name == "charter" else Answer(0, self._file(name, words), "")
        for wanted in filters:
            which, count = wanted.split(" -")
            lines = answer.out.splitlines(keepends=True)
            kept = lines[: int(count)] if which == "head" else lines[-int(count) :]
            answer = Answer(answer.code, "".join(kept), answer.err)
        self.answers.append(answer)
        return answer

    def _file(self, name: str, words: list[str]) -> str:
        paths = [Path(word) for word in words if not word.startswith("-")]
        if name == "cat":
            return paths[0].read_text("utf-8")
        if name == "cp":
            shutil.copytree(paths[0], paths[1])
        elif name == "mkdir":
            paths[0].mkdir(parents=True)
        elif name == "cd":
            self.patch.chdir(paths[0])
        else:
            raise AssertionError(f"no {name} at this prompt")
        return ""


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    """Give a prompt in an empty folder."""
    return Prompt(tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy Harbourline once, for tests that only read."""
    return Path(
        shutil.copytree(EXAMPLES / "northlight/harbourline", tmp_path_factory.mktemp("read") / "harbourline")
    )


@pytest.fixture
def asked(prompt: Prompt, opened: Path) -> Callable[[str], Answer]:
    """Give the prompt in Harbourline's own folder; such tests must not write."""
    prompt.patch.chdir(opened)
    return lambda line: prompt.type(f"charter {line}")


@pytest.fixture
def mine(prompt: Prompt, opened: Path) -> Path:
    """Give Harbourline to write in: the prompt stands in it."""
    folder = Path(shutil.copytree(opened, prompt.folder / "harbourline"))
    prompt.patch.chdir(folder)
    return folder
