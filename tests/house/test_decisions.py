"""The pages of decisions are numbered one after another, and no two share a number."""

from __future__ import annotations

import re
from pathlib import Path

DECISIONS = Path(__file__).parents[2] / "docs" / "decisions"


def test_decisions_are_numbered_without_gap_or_double() -> None:
    names = sorted(page.name for page in DECISIONS.glob("*.md"))
    numbers = [int(name[:4]) for name in names if re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", name)]
    assert len(numbers) == len(names), "a page is named like 0001-what-was-decided.md"
    assert numbers == list(range(1, len(names) + 1)), "take the next number; the pages must count from 1"


def test_a_page_bears_its_number_in_its_title() -> None:
    for page in DECISIONS.glob("*.md"):
        assert page.read_text("utf-8").startswith(f"# {int(page.name[:4])}. "), page.name
