"""Tracked changes before other judges: the settler on Docxodus's redlines, LibreOffice on Charter's.

The 200 pairs of `tests/formats/word` are only worth what their settler is worth. So here another tool compares
pairs of agreements, and what the settler makes of its redlines must be those agreements; and LibreOffice, which
knows nothing of the settler, accepts and rejects Charter's own.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from charter.core.document.tree import Document
from charter.formats import docx

from ..formats.word.mutations import changed  # noqa: TID252 - the tests' own folder is no package to name
from ..formats.word.reader import shown  # noqa: TID252
from ..formats.word.settler import settle  # noqa: TID252
from ..formats.word.trees import agreement as long_agreement  # noqa: TID252

_REDLINE = Path(__file__).parents[2] / ".proof" / "docxodus" / "redline"
_COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}
_SPACE = re.compile(r"\s+")


def _pair(seed: int) -> tuple[Document, Document]:
    dice = Random(seed)  # noqa: S311 - a seed makes the negotiation repeatable
    before = changed(long_agreement(), dice)
    return before, changed(before, dice)


# ── Docxodus ───────────────────────────────────────────────────────────────────────────────────


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
        subprocess.run([_REDLINE, *files, "--author=Judge"], check=True, capture_output=True, timeout=120)
        return files[2].read_bytes()

    return compare


@pytest.mark.parametrize("seed", range(1000, 1020))
def test_the_settler_settles_what_docxodus_tracked(
    seed: int, docxodus: Callable[[bytes, bytes], bytes]
) -> None:
    before, after = map(docx.render, _pair(seed))
    tracked = docxodus(before, after)
    assert shown(settle(tracked, "accept")) == shown(after)
    assert shown(settle(tracked, "reject")) == shown(before)
