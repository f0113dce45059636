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
from charter.formats import html

from .spoil import Texts, spoilt

HARBOURLINE = Path(__file__).parents[2] / "examples/northlight/harbourline"
TODAY = dt.date(2024, 2, 1)


@dataclass(frozen=True)
class Fate:
    """`end` is "error" or "document"; `seconds` the processor's time."""

    seed: str
    end: str
    seconds: float


def whole() -> Texts:
    """Give the files of the example as they are."""
    names = ("agreement.toml", "amendments/1.toml", "journal.toml")
    return {name: (HARBOURLINE / name).read_bytes() for name in names}


def fate(files: Texts, seed: str) -> Fate:
    """Spoil the files and see what becomes of them. Raises whatever is neither an error nor a document."""
    texts = spoilt(files, seed)
    began = time.process_time()
    try:
        engagement = read(texts)
    except Problems as error:
        end = "error"
        told(error.problems, texts)
    else:
        end = "document"
        agreement = engagement.in_force(TODAY)
        check(agreement, TODAY)
        page = html.render(document(agreement, timeline_marks(engagement, TODAY)))
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
