"""What axe says of each page of the workspace, at both widths, light and dark."""

# ruff: noqa: F811 - a fixture of another file is a name here

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from charter.folder import load
from tests.conftest import EXAMPLES
from tests.proof.browsers import chromium, demo, mail, next_question, opened, served  # noqa: F401 - fixtures

if TYPE_CHECKING:
    Page = Any

NOTED = load(EXAMPLES / "northlight/harbourline-2025").journal.entries[-1].address
"""An entry of the demo."""
PAGES = (
    "",
    "invoices/",
    "outbox/",
    "access/",
    "held/",
    "erase/",
    "particulars/",
    "new/",
    "e/harbourline/",
    "e/harbourline/document/",
    "e/harbourline/journal/",
    f"e/harbourline/journal/{NOTED}/",
    "e/harbourline/statement/",
    "e/harbourline/signing/",
    "calendar/",
    "e/harbourline/exit/",
    "e/harbourline/amend/",
    "/w/northlight-cto-in-2023/e/harbourline/amendments/1/",
    "e/harbourline/terms/",
    "e/harbourline/record/paid/",
    "e/harbourline/invoices/NL-2026-0003/",
    "e/fennel-co/negotiation/",
    "e/fennel-co/negotiation/exit.termination/",
    "e/fennel-co/terms/",
    "e/fennel-co/terms/financials.retainer/",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_any_page_and_no_page_is_wider_than_the_screen(
    demo: Callable[..., Page],
    brought: Callable[[str], Path],
    width: int,
    scheme: str,
) -> None:
    axe = brought("axe.min.js").read_text("utf-8")
    page = demo(width=width, color_scheme=scheme)
    home = page.url
    found: dict[str, list[str]] = {}
    page.goto(f"{home}new/")
    page.get_by_role("button", name="Ask me").click()
    page.get_by_label("Lead: one to three days a week").check()
    next_question(page, "Which company is your client?")
    asked = page.url.replace(home, "")
    interview = (asked, *(f"{asked}?q={each}" for each in ("results", "fee", "term", "end")))
    for path in (*PAGES, *interview, "/verify/", "/"):
        page.goto(home + path if not path.startswith("/") else home.replace("/w/northlight-cto/", path))
        found |= judged(page, path, axe, width)
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_the_pages_that_a_link_of_a_negotiation_opens(
    demo: Callable[..., Page],
    opened: Callable[..., Page],
    brought: Callable[[str], Path],
    width: int,
    scheme: str,
) -> None:
    axe, mara = brought("axe.min.js").read_text("utf-8"), demo()
    home = mara.url
    mara.goto(f"{home}e/fennel-co/negotiation/")
    mara.get_by_role("button", name="Send round 3 back").click()
    mara.get_by_text("Aoife Brennan answers next").wait_for()
    aoife = opened(width=width, color_scheme=scheme)
    aoife.goto(mail(mara, home, "answered what you proposed in round 3"))
    where = aoife.url
    found = judged(aoife, "table", axe, width)
    aoife.locator("details.whole-text summary").click()
    found |= judged(aoife, "text", axe, width)
    aoife.get_by_role("button", name="Send me a code").click()
    aoife.locator("#id_code").fill("0")
    aoife.get_by_role("button", name="Send round 4").click()
    aoife.get_by_role("alert").wait_for()
    found |= judged(aoife, "wrong code", axe, width)
    for path in ("word/", "clauses/exit.termination/", "clauses/risk.liability/"):
        aoife.goto(where + path)
        found |= judged(aoife, path, axe, width)
    assert found == {}


def judged(page: Page, name: str, axe: str, width: int) -> dict[str, list[str]]:
    """Give what axe says of a page, and how wide it is if it is wider than the screen."""
    page.evaluate(axe)
    told = page.evaluate(
        "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html.slice(0, 150)))"
    )
    wide = page.evaluate("document.documentElement.scrollWidth")
    told += [f"{wide} wide"] if wide > width else []
    return {name: told} if told else {}
