"""The page before the Nu HTML checker, and before axe in a real browser."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from charter.core.document.tree import Document, Text
from charter.formats import redline

Judge = Callable[..., str]
Printed = Callable[[Document, str], Path]
_POLICY = re.compile(r'<meta http-equiv="content-security-policy"[^>]*>', re.IGNORECASE)
_AXE = """<script>{axe}</script><script>
axe.run().then(found => {{
  const verdict = document.createElement("pre")
  verdict.id = "verdict"
  verdict.textContent = JSON.stringify(
    {{passes: found.passes.length, broken: found.violations.map(v => v.id + ": " + v.nodes[0].html)}})
  document.body.append(verdict)
}})</script></body>"""
_PHONE = """<!doctype html><iframe width="{width}" height="800" srcdoc="{page}" onload="
  const page = this.contentDocument
  document.title = page.documentElement.scrollWidth + ' wide, styles: ' + page.styleSheets.length"></iframe>"""


def browse(judge: Judge, page: Path) -> str:
    """What the page has become once a browser has run it."""
    alone = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-sync",
    )
    profile = f"--user-data-dir={page.with_suffix('.profile')}"
    return judge("chromium", *alone, profile, "--virtual-time-budget=20000", "--dump-dom", page.as_uri())


def test_the_nu_checker_has_nothing_to_say(
    judge: Judge, brought: Callable[[str], Path], printed: Printed, agreement: Document
) -> None:
    # It does not compute the digest by which the page's policy admits its style; the browser below does.
    unseen = ("--filterpattern", ".*violates Content Security Policy.*style-src.*")
    silent = ("--stdout", "--format", "text", "--exit-zero-always")
    heard = judge("java", "-jar", brought("vnu.jar"), *unseen, *silent, printed(agreement, "html"))
    assert heard == "Document checking completed. No errors found.\n"


def test_axe_finds_nothing_in_the_way_of_anyone(
    judge: Judge, brought: Callable[[str], Path], printed: Printed, agreement: Document, tmp_path: Path
) -> None:
    axe = brought("axe.min.js").read_text("utf-8")
    # The page's own policy forbids every script, so the copy that axe runs in goes without it.
    bare, policies = _POLICY.subn("", (printed(agreement, "html")).read_text("utf-8"))
    probed = tmp_path / "probed.html"
    probed.write_text(bare.replace("</body>", _AXE.format(axe=axe)), "utf-8")
    verdict = re.search('<pre id="verdict">(.*?)</pre>', browse(judge, probed), re.DOTALL)
    assert policies == 1
    assert verdict
    found = json.loads(html.unescape(verdict[1]))
    assert found["broken"] == []
    assert found["passes"] > 10


@pytest.mark.parametrize("width", [390, 320])
def test_the_page_with_its_style_fits_a_phone(
    judge: Judge, printed: Printed, agreement: Document, tmp_path: Path, width: int
) -> None:
    page = (printed(agreement, "html")).read_text("utf-8")
    phone = tmp_path / "phone.html"
    phone.write_text(_PHONE.format(page=html.escape(page), width=width), "utf-8")
    found = re.search(r"<title>(\d+) wide, styles: 1</title>", browse(judge, phone))
    assert found
    assert int(found[1]) <= width


def test_on_paper_the_deal_and_its_timeline_are_page_one(
    judge: Judge, printed: Printed, agreement: Document, tmp_path: Path
) -> None:
    paper = tmp_path / "paper.pdf"
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    page = printed(agreement, "html").as_uri()
    judge(
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", profile, "--no-pdf-header-footer",
        f"--print-to-pdf={paper}", page,
    )  # fmt: skip
    first, whole = (
        " ".join(judge("pdftotext", *pages, paper, "-").split()) for pages in (("-f", "1", "-l", "1"), ())
    )
    opening = agreement.articles[0].sections[0]
    heading = f"{opening.number} {opening.heading}"
    assert agreement.cover[-1].label in first
    assert "Timeline" in first
    assert heading in whole
    assert heading not in first
    size = {"a4": "(A4)", "us-letter": "(letter)"}[agreement.paper]
    assert size in judge("pdfinfo", paper)


def test_axe_finds_nothing_in_the_way_of_a_redline(
    judge: Judge, brought: Callable[[str], Path], agreement: Document, tmp_path: Path
) -> None:
    later = replace(
        agreement, title="Another agreement", version="Draft of 2 March 2026", closing=(Text("Signed."),)
    )
    page = redline.html(redline.compare(agreement, later))
    axe = brought("axe.min.js").read_text("utf-8")
    probed = tmp_path / "redline.html"
    probed.write_text(page.replace("</body>", _AXE.format(axe=axe)), "utf-8")
    verdict = re.search('<pre id="verdict">(.*?)</pre>', browse(judge, probed), re.DOTALL)
    assert verdict
    assert json.loads(html.unescape(verdict[1]))["broken"] == []
