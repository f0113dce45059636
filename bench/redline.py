"""Redlines of a long agreement against itself after a round of negotiation, beside a PDF of it by Typst."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from random import Random

from bench.ratio import Ratio, beside
from charter.formats import docx, pdf, redline
from tests.formats.word.mutations import changed
from tests.formats.word.trees import agreement


def measure() -> Iterator[Ratio]:
    """A redline takes half of a Typst compile at most, in each form; a Word file no more than that either."""
    before = replace(agreement(), language="en")
    after = changed(before, Random(7))  # noqa: S311 - a seed makes the negotiation repeatable
    day = dt.date(2026, 3, 2)
    works = {
        "redline in the terminal": lambda: redline.terminal(redline.compare(before, after)),
        "redline as HTML": lambda: redline.html(redline.compare(before, after)),
        "redline as Word's tracked changes": lambda: docx.redline(before, after, author="Mara", date=day),
        "the agreement as a Word file": lambda: docx.render(after),
    }
    versions = count(1)
    for what, work in works.items():
        ours, theirs = beside(
            work, lambda: pdf.render(replace(after, version=f"Draft {next(versions)}")), rounds=7
        )
        yield Ratio(what, "its PDF by Typst, with new data", ours, theirs, at_most=0.5)
