"""The example's files, changed in one place; the mark ▶ in the change says where the error must point."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from charter.core.reading import Problem, Problems, read

Told = tuple[Problem, str]


def place_of(text: str) -> str:
    """Line and column of the mark; without one, the beginning of the file."""
    at = max(text.find("▶"), 0)
    return f"{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


def only(texts: dict[str, str], file: str) -> Told:
    """Read the texts; give the only problem, which must be in a file, and the place where it must be."""
    with pytest.raises(Problems) as error:
        read({name: text.replace("▶", "").encode() for name, text in texts.items()})
    (problem,) = error.value.problems
    assert problem.file == file
    return problem, place_of(texts[file])


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.fixture
def told() -> Callable[[str, str], Told]:
    """What is told of a file alone."""
    return lambda file, text: only({file: text}, file)


@pytest.fixture
def agreed(agreement: str) -> Callable[[str, str], Told]:
    """What is told of the agreement with one change."""
    return lambda old, new: only({"agreement.toml": changed(agreement, old, new)}, "agreement.toml")


@pytest.fixture
def happened(agreement: str) -> Callable[[str], Told]:
    """What is told of a journal."""
    return lambda text: only({"agreement.toml": agreement, "journal.toml": text}, "journal.toml")


@pytest.fixture
def amended(agreement: str, harbourline: Path) -> Callable[[str, str], Told]:
    """What is told of the amendment with one change."""
    text = (harbourline / "amendments/1.toml").read_text("utf-8")
    file = "amendments/1.toml"
    return lambda old, new: only({"agreement.toml": agreement, file: changed(text, old, new)}, file)
