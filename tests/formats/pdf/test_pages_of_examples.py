"""How many pages each example takes, as the guide says, and that none of them stands nearly empty."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from charter import drawn_as_amended
from charter.folder import load
from charter.formats import pdf

ROOT = Path(__file__).parents[3]
FOLDERS = sorted(path.parent for path in (ROOT / "examples").glob("*/*/agreement.toml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_example_takes_the_pages_that_the_guide_says(
    folder: Path, runs: Callable[[bytes], list[Any]]
) -> None:
    said = dict(
        re.findall(
            r"^\| ([\w-]+) \| (\d+) \|$", (ROOT / "docs/guide/played.md").read_text("utf-8"), re.MULTILINE
        )
    )
    found = [run.page for run in runs(pdf.render(drawn_as_amended(load(folder))))]
    assert max(found) == int(said[folder.name])
    assert min(map(found.count, range(1, max(found) + 1))) > 40
