"""What becomes of an engagement's files: an error that says where and what, or a document. Nothing else may."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path

from charter.core.check import check
from charter.core.document.assembly import document
from charter.core.reading import Problem, Problems, read
from charter.core.reading.problem import MOST
from charter.core.timeline import timeline_marks
from charter.folder import engagement_texts
from charter.formats import html

from .spoil import Texts, spoilt

ENGAGEMENTS = sorted(
    path.parent for path in (Path(__file__).parents[2] / "examples").glob("*/*/agreement.toml")
)


@dataclass(frozen=True)
class Whole:
    """The files of an example as they are, of an order with those of its frame; `today`: the day of the last entry."""

    texts: Texts
    today: dt.date

    @classmethod
    def of(cls, folder: Path) -> Whole:
        """Read an example."""
        texts = engagement_texts(folder)
        return cls(texts, max(entry.on for entry in read(texts).journal.entries))


@dataclass(frozen=True)
class Fate:
    """`end` is "error" or "document"; `seconds` the processor's time."""

    seed: str
    end: str
    seconds: float


def wholes() -> list[Whole]:
    """Give all examples."""
    return [Whole.of(folder) for folder in ENGAGEMENTS]


def fate(whole: Whole, seed: str) -> Fate:
    """Spoil the files and see what becomes of them. Raises whatever is neither an error nor a document."""
    texts = spoilt(whole.texts, seed)
    began = time.process_time()
    try:
        engagement = read(texts)
    except Problems as error:
        end = "error"
        told(error.problems, texts)
    else:
        end = "document"
        agreement = engagement.in_force(whole.today)
        check(agreement, whole.today)
        page = html.render(document(agreement, timeline_marks(engagement, whole.today)))
        assert page.startswith("<!doctype html>")
    return Fate(seed, end, time.process_time() - began)


def told(problems: tuple[Problem, ...], texts: Texts) -> None:
    """Prove that errors say where and what, in lines that can be shown."""
    assert 0 < len(problems) <= MOST
    for problem in problems:
        lines = texts.get(problem.file, b"").count(b"\n") + 1
        assert 1 <= problem.line <= lines, problem
        assert problem.column >= 1, problem
        assert problem.message, problem
        assert str(problem).isprintable(), problem
        assert all(line.isprintable() for line in problem.shown().split("\n")), problem
