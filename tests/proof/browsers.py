"""A workspace that is served, a browser that looks at it, and what every story does in it.

`charter serve` runs in a process of its own; the browser is Debian's Chromium, driven by Playwright.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    Browser = Any
    Page = Any
    Told = Any

WHEELS = Path(__file__).parents[2] / ".proof" / "wheels"
PATIENCE = 300_000
"""Milliseconds that something may take: the machine may be busy."""
HERE = re.compile("http://(127[.]0[.]0[.]1|localhost):")
NOT_MEANT = re.compile(r"status of 4|^\[DOM\]")
"""Messages of a refusal, which is meant, and Chromium's hints for who writes forms."""
SEEN: list[str] = []
"""Requests to other hosts, and messages in the console, of all pages of a test."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Give the address that `charter serve` prints, at any port that is free."""
    words = ["serve", "--port", "0", "--data", str(tmp_path / "data")]
    code = "import sys; sys.argv[0] = 'charter'; from charter.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert re.fullmatch(r"Charter is at http://127\.0\.0\.1:\d+/\n", line)
    yield line.split()[-1]
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(60) == 0
    process.stdout.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    sys.path.append(str(WHEELS))
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - `make proof` brings it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser of its own, which notes what it should not see."""
    made = []
    SEEN.clear()

    def open_page(width: int = 1280, **told: Told) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **told)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on(
            "console",
            lambda message: None if NOT_MEANT.search(message.text) else SEEN.append(message.text),
        )
        page.on("pageerror", lambda error: SEEN.append(str(error)))
        page.on("request", lambda asked: None if HERE.match(asked.url) else SEEN.append(asked.url))
        made.append(context)
        return page

    yield open_page
    for context in made:
        context.close()
    assert SEEN == []


@pytest.fixture
def demo(opened: Callable[..., Page], served: str) -> Callable[..., Page]:
    """Explore the demo: wait until it is there, and enter as Mara."""

    def enter(**told: Told) -> Page:
        page = opened(**told)
        page.goto(served)
        page.get_by_role("button", name="Explore the demo").click()
        page.wait_for_url(re.compile("http://127.0.0.1:[0-9]+/$"))
        page.get_by_role("button", name="Enter as Mara Lindqvist, Northlight CTO", exact=True).click()
        page.wait_for_url("**/w/northlight-cto/")
        return page

    return enter


def next_question(page: Page, ask: str) -> None:
    """Answer as it stands, and wait for the next question."""
    page.locator(".question .next").get_by_role("button", name="Next").click()
    page.get_by_role("heading", name=ask, level=1).wait_for()


def mail(page: Page, home: str, words: str) -> str:
    """Give the address of the button in the newest mail with some words, once it is there."""
    for _ in range(60):
        page.goto(f"{home}outbox/")
        link = page.locator(".mail", has_text=words).locator("a.button")
        if link.count():
            return home.replace("/w/northlight-cto/", "") + str(link.first.get_attribute("href"))
        page.wait_for_timeout(500)
    pytest.fail(f"no mail: {words}")


def wait_for(page: Page, words: str) -> None:
    """Look again until something stands on the page."""
    for _ in range(60):
        if page.get_by_text(words).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    pytest.fail(f"never there: {words}")
