"""How the workspace is laid out: rows are touched by models, actions and queries alone; each room has its addresses."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src/charter/web"
PAGES = {
    "views.py",
    "pages.py",
    "writing.py",
    "amending.py",
    "account_pages.py",
    "plans.py",
    "forms.py",
    "urls.py",
}
"""What shows and asks: these go through actions and queries."""
ROOMS = ("people", "drafting", "negotiation", "signing", "running", "billing")
TEMPLATES = sorted(WEB.glob("*/templates/*.html"))


@pytest.mark.parametrize(
    "path", sorted(p for p in WEB.rglob("*.py") if p.name in PAGES), ids=lambda p: str(p.relative_to(WEB))
)
def test_a_page_touches_no_rows(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    touched = [
        node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert touched == []


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_has_its_views_addresses_and_pages(room: str) -> None:
    assert (WEB / room / "urls.py").exists()
    assert (WEB / room / "views.py").exists()
    assert list((WEB / room / "templates").glob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_page_has_no_style_and_no_script_of_its_own(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.name == "mail.html":  # mail programs know no style sheets
        assert "<script" not in text
        return
    assert not re.search(r"<style|\sstyle=|<script(?! src=)|\son\w+=|javascript:", text)
    assert "|safe" not in text
    assert "autoescape off" not in text


def test_a_form_that_posts_carries_its_token() -> None:
    for path in TEMPLATES:
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", path.read_text("utf-8"), re.DOTALL):
            assert "{% csrf_token %}" in form, (path.name, form[:80])


def test_only_the_clock_reads_the_clock() -> None:
    readers = [
        p.name
        for p in WEB.rglob("*.py")
        if re.search(r"datetime\.now|date\.today|time\.time\(|timezone\.now", p.read_text("utf-8"))
    ]
    assert readers == ["clock.py"]
