"""The workspace in a real browser: the first ten minutes, with and without JavaScript, and what axe says of each page.

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

from charter.folder import load
from tests.conftest import EXAMPLES

if TYPE_CHECKING:
    Browser = Any
    Page = Any
    Told = Any

WHEELS = Path(__file__).parents[2] / ".proof" / "wheels"
PATIENCE = 60_000
"""Milliseconds that something may take: the machine may be busy."""
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


@pytest.mark.parametrize("scripts", ["with JavaScript", "without JavaScript"])
def test_the_first_ten_minutes(
    demo: Callable[..., Page], opened: Callable[..., Page], scripts: str, tmp_path: Path
) -> None:
    """Explore the demo, agree on a draft, have it signed on both sides, verify the sealed PDF, see Today fill."""
    runs = scripts == "with JavaScript"
    mara = demo(java_script_enabled=runs)
    home = mara.url
    row = "fennel-co"
    mara.goto(f"{home}e/{row}/document/")
    assert mara.get_by_role("heading", name="Retainer").count()
    negotiated(mara, opened, home, runs=runs)
    mara.get_by_role("link", name="Put forward for signature").click()
    mara.get_by_role("button", name="Put the agreement forward").click()
    for name in ("Aoife Brennan", "Mara Lindqvist"):
        signer = opened(width=390, java_script_enabled=runs)
        signer.goto(mail(mara, home, f"{name}, the agreement"))
        assert not runs or signer.evaluate("document.documentElement.scrollWidth") == 390
        signer.get_by_role("button", name="Send me a code").click()
        mara.goto(f"{home}outbox/")
        code = re.search(r"(\d{6}) is your code", mara.content())
        assert code
        signer.get_by_label("Your full name").fill(name)
        signer.locator("#id_code").fill(code[1])
        signer.locator("input[name=consent]").check()
        signer.get_by_role("button", name="Sign", exact=True).click()
        signer.get_by_role("heading", name="You signed on").wait_for()
    mara.goto(f"{home}e/{row}/signing/")
    wait_for(mara, "Sealed PDF")
    for name, field in (("Sealed PDF", "file"), ("Evidence", "evidence")):
        with mara.expect_download() as given:
            mara.get_by_role("link", name=name).click()
        given.value.save_as(tmp_path / field)
    mara.goto(home.replace("w/northlight-cto/", "verify/"))
    for field in ("file", "evidence"):
        mara.locator(f"#id_{field}").set_input_files(tmp_path / field)
    mara.get_by_role("button", name="Verify").click()
    assert "0 no" in mara.locator(".result").inner_text()
    mara.goto(home)
    for lane in ("owe", "they", "money", "dates"):
        assert mara.locator("section", has=mara.locator(f"#lane-{lane}")).locator("[data-row]").count(), lane
    assert not mara.locator("section", has=mara.locator("#lane-drafts")).get_by_text("Fennel").count()


def test_a_round_is_answered_by_keys(demo: Callable[..., Page]) -> None:
    mara = demo()
    mara.goto(f"{mara.url}e/fennel-co/negotiation/")
    hours = "answer financials.retainer.hours"
    mara.keyboard.press("j")
    for key, said in (("x", "keep"), ("a", "take")):
        mara.keyboard.press(key)
        assert mara.locator(f'[name="{hours}"][value={said}]').is_checked()
    mara.keyboard.press("s")
    mara.get_by_text("Aoife Brennan answers next").wait_for()
    assert "54 hours" in mara.locator("#agreed").inner_text()


def test_hours_are_noted_in_words(demo: Callable[..., Page]) -> None:
    mara = demo()
    mara.keyboard.press("h")
    mara.keyboard.type("30m call about scanners @harbourline")
    mara.keyboard.press("Enter")
    assert "Is that right?" in mara.locator("#heard").inner_text()
    mara.get_by_role("button", name="Note it").click()
    assert "Noted for harbourline" in mara.locator("#heard").inner_text()


@pytest.mark.parametrize("scripts", ["with JavaScript", "without JavaScript"])
def test_going_back_does_nothing_twice(demo: Callable[..., Page], scripts: str) -> None:
    """Record an entry, go back, and record it once more: it stands once, and the page says so."""
    mara = demo(java_script_enabled=scripts == "with JavaScript")
    mara.goto(f"{mara.url}e/tillhouse/record/hours/")
    for said in ("Recorded: hours", "tell them apart with a note"):
        mara.get_by_label("Hours", exact=True).fill("1 hour")
        mara.get_by_label("Work", exact=True).fill("Review of the tills")
        mara.get_by_role("button", name="Record", exact=True).click()
        mara.get_by_text(said).first.wait_for()
        mara.go_back()


@pytest.mark.parametrize("scripts", ["with JavaScript", "without JavaScript"])
def test_a_draft_is_asked_for_one_question_at_a_time(demo: Callable[..., Page], scripts: str) -> None:
    """Begin, lead, name the client, be told of an answer that is none, leave, go on, and write the draft."""
    runs = scripts == "with JavaScript"
    mara = demo(java_script_enabled=runs)
    home = mara.url
    mara.goto(f"{home}new/")
    mara.get_by_role("button", name="Ask me").click()
    mara.get_by_label("Lead: one to three days a week").check()
    next_question(mara, "Which company is your client?")
    mara.get_by_label("Its full name").fill("Elbkai Spedition GmbH")
    next_question(mara, "Who signs for your client, and decides day to day?")
    mara.get_by_label("Name", exact=True).fill("Jonas Petersen")
    mara.get_by_label("Own e-mail, not a team's").fill("info@elbkai.example")
    if runs:  # what is found stands there while it is typed, and what is typed is kept
        mara.locator("#found", has_text="is a team's address").wait_for()
        mara.locator("[data-saved]", has_text="Kept.").wait_for()
    mara.locator(".question .next").get_by_role("button", name="Next").click()
    mara.get_by_role("alert").wait_for()
    mara.get_by_label("Own e-mail, not a team's").fill("jonas@elbkai.example")
    next_question(mara, "What should be different once you are done?")
    mara.get_by_role("button", name="Leave it for the client").click()
    mara.get_by_role("link", name="Money").click()
    mara.get_by_role("link", name="What do they pay you a month, before tax?").click()
    mara.locator("#f-amount").fill("EUR 9600.00")
    if not runs:
        mara.get_by_role("button", name="Look").click()
    mara.locator("#found", has_text="an hour").wait_for()
    mara.locator("#sheet", has_text="9,600.00").wait_for()
    assert mara.locator("#sheet .now").count()
    mara.goto(f"{home}new/")
    mara.get_by_role("link", name="Go on with Elbkai Spedition GmbH").click()
    mara.get_by_role("link", name="Write the draft").click()
    mara.get_by_role("button", name="Write the draft").click()
    mara.wait_for_url("**/e/elbkai-spedition-gmbh/terms/")


def next_question(page: Page, ask: str) -> None:
    """Answer as it stands, and wait for the next question."""
    page.locator(".question .next").get_by_role("button", name="Next").click()
    page.get_by_role("heading", name=ask, level=1).wait_for()


def give_device(page: Page) -> None:
    """Give a page a device of its own that makes keys and knows its owner."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    told = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    told |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": told})


def test_a_workspace_begins_with_a_passkey_alone(opened: Callable[..., Page], served: str) -> None:
    """Start mine by a device: what is wrong is said first, and then there is no password at all."""
    mara, place = opened(), served.replace("127.0.0.1", "localhost")
    give_device(mara)
    mara.goto(f"{place}begin/")
    mine = {"name": "Mara Lindqvist", "email": "mara@northlight.example", "workspace": "Northlight CTO"}
    for name, text in (mine | {"zone": "Hamburg"}).items():
        mara.locator(f"#id_{name}").fill(text)
    mara.get_by_role("button", name="Begin with a passkey").click()
    mara.get_by_text("is no time zone").wait_for()
    mara.locator("#id_zone").fill("Europe/Berlin")
    mara.get_by_role("button", name="Begin with a passkey").click()
    mara.wait_for_url("**/w/northlight-cto/")
    mara.locator("form.leave button").click()
    mara.goto(f"{place}sign-in/")
    mara.get_by_role("button", name="Sign in with a passkey").click()
    mara.wait_for_url("**/w/northlight-cto/")
    mara.goto(f"{place}account/")
    mara.get_by_label("A password, of twelve letters or more").fill("four words apart here")
    mara.get_by_role("button", name="Keep this password").click()
    mara.get_by_role("heading", name="Second factor").wait_for()


def test_a_passkey_is_made_and_lets_in(opened: Callable[..., Page], served: str) -> None:
    """Start mine at a name, make a passkey on a device, sign out, and sign in by it alone."""
    mara = opened()
    give_device(mara)
    mara.goto(served.replace("127.0.0.1", "localhost") + "begin/")
    mine = {
        "name": "Mara Lindqvist",
        "email": "mara@northlight.example",
        "workspace": "Northlight CTO",
        "password": "four words apart here",
    }
    for name, text in mine.items():
        mara.locator(f"#id_{name}").fill(text)
    mara.get_by_role("button", name="Begin with a password").click()
    mara.get_by_label("Your password once more").fill(mine["password"])
    mara.get_by_role("button", name="Make a passkey").click()
    mara.get_by_role("rowheader", name="This device").wait_for()
    mara.goto(served.replace("127.0.0.1", "localhost"))
    mara.locator("form.leave button").click()
    mara.goto(served.replace("127.0.0.1", "localhost") + "sign-in/")
    mara.get_by_role("button", name="Sign in with a passkey").click()
    mara.wait_for_url("**/w/northlight-cto/")


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
        page.evaluate(axe)
        told = page.evaluate(
            "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html.slice(0, 150)))"
        )
        wide = page.evaluate("document.documentElement.scrollWidth")
        told += [f"{wide} wide"] if wide > width else []
        if told:
            found[path] = told
    assert found == {}


def negotiated(mara: Page, opened: Callable[..., Page], home: str, *, runs: bool) -> None:
    """Send round 3 back, answer it as Aoife, who asks for another notice, and take that."""
    notice, due, hours = (
        "exit.termination.client.notice", "financials.payment.due_after", "financials.retainer.hours",
    )  # fmt: skip
    mara.goto(f"{home}e/fennel-co/negotiation/")
    mara.get_by_role("button", name="Send round 3 back").click()
    mara.get_by_text("Aoife Brennan answers next").wait_for()
    aoife = opened(width=390, java_script_enabled=runs)
    aoife.goto(mail(mara, home, "answered what you proposed in round 3"))
    assert not runs or aoife.evaluate("document.documentElement.scrollWidth") == 390
    answer(aoife, hours, "take")
    answer(aoife, due, "take")
    answer(aoife, notice, "new")
    aoife.locator(f'[name="new {notice}-notice"]').fill("25 days")
    aoife.get_by_role("button", name="Send me a code").click()
    mara.goto(f"{home}outbox/")
    code = re.search(r"(\d{6}) is your code", mara.content())
    assert code
    aoife.locator("#id_code").fill(code[1])
    aoife.get_by_role("button", name="Send round 4").click()
    aoife.get_by_text("Northlight CTO answers next").wait_for()
    mara.goto(f"{home}e/fennel-co/negotiation/")
    answer(mara, notice, "take")
    mara.get_by_role("button", name="Send round 4 back").click()
    mara.get_by_text("Everything is agreed").wait_for()


def answer(page: Page, path: str, said: str) -> None:
    """Choose an answer to a term, whose words may be folded."""
    choice = page.locator(f'[name="answer {path}"][value={said}]')
    if not choice.is_visible():
        page.locator("tbody", has=choice).locator("summary").click()
    choice.check()


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
