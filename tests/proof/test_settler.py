"""The settler on the redlines of another tool, Docxodus.

The 200 pairs of `tests/formats/word` are only worth what their settler is worth. So here a tool that shares no
line with Charter compares pairs of agreements, and what the settler makes of its redlines must be those agreements.
Characters' styles are left out: Docxodus takes a change of nothing else for no change, and keeps the new one.
Who signs stays too: the signatures' table has a column for each side, and Word's format tracks no columns, so that
Docxodus empties the cells of a side that goes and leaves them standing.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import pytest

from charter.core.document.tree import Document
from charter.formats import docx

from ..formats.word.mutations import changed  # noqa: TID252 - the tests' own folder is no package to name
from ..formats.word.reader import Shown, shown  # noqa: TID252
from ..formats.word.settler import settle  # noqa: TID252
from ..formats.word.trees import agreement as long_agreement  # noqa: TID252

_REDLINE = Path(__file__).parents[2] / ".proof" / "docxodus" / "redline"


def _pair(seed: int) -> tuple[Document, Document]:
    dice = Random(seed)  # noqa: S311 - a seed makes the negotiation repeatable
    before = changed(long_agreement(), dice)
    after = changed(before, dice)
    return before, replace(after, signatures=before.signatures)


@pytest.fixture(scope="session")
def docxodus(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, bytes], bytes]:
    """Compare two Word files by another tool, which shares no line with Charter."""
    if not _REDLINE.exists():
        pytest.fail("The judge Docxodus is missing here: `make proof` brings it.")
    folder = tmp_path_factory.mktemp("docxodus")

    def compare(before: bytes, after: bytes) -> bytes:
        files = [folder / name for name in ("before.docx", "after.docx", "redline.docx")]
        files[0].write_bytes(before)
        files[1].write_bytes(after)
        subprocess.run([_REDLINE, *files, "--author=Judge"], check=True, capture_output=True)
        return files[2].read_bytes()

    return compare


@pytest.mark.parametrize("seed", range(1000, 1020))
def test_the_settler_settles_what_docxodus_tracked(
    seed: int, docxodus: Callable[[bytes, bytes], bytes]
) -> None:
    before, after = map(docx.render, _pair(seed))
    tracked = docxodus(before, after)
    assert _unstyled(settle(tracked, "accept")) == _unstyled(after)
    assert _unstyled(settle(tracked, "reject")) == _unstyled(before)


def _unstyled(file: bytes) -> list[Shown]:
    """Read a file without the styles of characters, but with those of paragraphs, and all else."""
    return [_without_styles(part) for part in shown(file)]


def _without_styles(part: Any) -> Any:  # noqa: ANN401 - nested tuples of what is shown
    if not isinstance(part, tuple):
        return part
    if part[:1] == ("paragraph",):
        spans = ((control, said) for (*_, control), said in part[3])
        joined = [
            (control, "".join(said for _, said in group)) for control, group in groupby(spans, lambda s: s[0])
        ]
        return (*part[:3], joined, *part[4:])
    return tuple(_without_styles(inner) for inner in part)
