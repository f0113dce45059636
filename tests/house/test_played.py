"""The page of what was played through names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/guide/played.md").read_text("utf-8")


def test_each_test_that_the_page_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)
    cases = [line for line in PAGE.splitlines() if line.startswith(("| a", "| the"))]
    assert len(named) >= 14
    assert all("::test_" in line for line in cases)
    for file, name in named:
        assert f"def {name}(" in (ROOT / file).read_text("utf-8"), f"{file}::{name}"
