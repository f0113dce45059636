"""The workspace in a real browser: the first ten minutes, and what a person does there, with and without JavaScript."""

# ruff: noqa: F811 - a fixture of another file is a name here

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.proof.browsers import chromium, demo, mail, next_question, opened, served, wait_for  # noqa: F401 - fixtures

if TYPE_CHECKING:
    Page = Any


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
        signer.locator("#sign").get_by_role("button", name="Send me a code").click()
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
