"""Every field of every form is given what no person means to type.

The answer is a page that says what is wrong, or shows the text as text; never a fault of the program, and never a
text that became a part of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from lxml import html

from charter.core.agreement import CLAUSES
from charter.core.kinds import entry_kinds
from charter.web.demo.fennel import fennel
from charter.web.drafting.actions import begin_engagement
from charter.web.drafting.interview_actions import begin_interview
from tests.budget import tries
from tests.web.people import TODAY, Browser, Northlight
from tests.web.test_signing import Fennel

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

MARK = "<b>crept-in</b>"
HOSTILE = [
    "a\x00b",
    f"\u202egnirts{MARK}\u2066",
    "W" * 19_000,
    "W" * 25_000,
    f'">{MARK}<script>crept()</script>{{{{ 7*7 }}}}',
    "=HYPERLINK(1)\r\n\t'; DROP TABLE x; --",
    "\x1b[2J\x7f\u2028\ufdd0\U0010ffff",
    "-9" * 400,
    "9" * 5_000,
    "0001-01-01",
    "9999-12-31T23:59:59+14:00",
]
CALM = {200, 302, 400, 403, 404, 409, 422, 429}
"""What an answer may be: a page, a way on, or a refusal."""
ENTRIES = sorted(kind for kind in entry_kinds() if kind not in {"issued", "signed", "declined"})
PARTS = 6


def fields(form: html.FormElement) -> list[str]:
    """Name every field of a form, hidden ones too."""
    return sorted({each.name for each in form.inputs if each.name and each.name != "csrfmiddlewaretoken"})


def posts(browser: Browser, where: str) -> list[tuple[str, dict[str, str], list[str]]]:
    """Give each form of a page that is posted: where to, what it holds, and its fields."""
    page = html.document_fromstring(browser.text(where))
    forms = [each for each in page.iter("form") if isinstance(each, html.FormElement)]
    return [
        (form.action or where, {name: value or "" for name, value in form.form_values()}, fields(form))
        for form in forms
        if form.method == "POST"
    ]


def refuse_or_tell(answer: Answer, asked: object) -> None:
    content = b"" if answer.streaming else answer.content
    assert answer.status_code in CALM, (asked, answer.status_code)
    assert MARK.encode() not in content, asked
    assert b"<script>crept" not in content, asked


def try_all(browser: Browser, pages: list[str], **more: str) -> int:
    """Post every hostile text into every field of these pages, the others as they stand; give how many were sent."""
    sent = 0
    for where in pages:
        for action, filled, names in posts(browser, where):
            for at, name in enumerate(names):
                for text in HOSTILE[at % len(HOSTILE) :: tries(len(HOSTILE), 1)]:
                    refuse_or_tell(
                        browser.client.post(action, {**filled, **more, name: text}), (action, name, text[:30])
                    )
                    sent += 1
    return sent


@pytest.mark.parametrize("part", range(PARTS))
def test_entries_are_recorded_from_no_hostile_text(nl: Northlight, part: int) -> None:
    pages = [f"{nl.client}record/{kind.replace(' ', '-')}/" for kind in ENTRIES[part::PARTS]]
    assert try_all(nl.browser("mara"), pages) > 6 * len(pages)


@pytest.mark.parametrize("part", range(PARTS))
def test_terms_are_written_from_no_hostile_text(nl: Northlight, part: int) -> None:
    row = begin_engagement(nl.workspace, "draft", fennel(nl.workspace_settings, TODAY), "mara")
    pages = [f"{nl.home}e/{row.slug}/terms/{cite}/" for cite in list(CLAUSES)[part::PARTS]]
    assert try_all(nl.browser("mara"), pages) > len(pages)


def test_pages_of_the_workspace_take_no_hostile_text(nl: Northlight) -> None:
    begin_engagement(nl.workspace, "draft", fennel(nl.workspace_settings, TODAY), "mara")
    names = ["", "new/", "particulars/", "held/", "erase/", "invoices/", "calendar/", "outbox/", "access/"]
    of_one = ["", "terms/", "amend/", "signing/", "exit/", "journal/", "statement/", "document/", "invoices/"]
    pages = [nl.home + each for each in names]
    pages += [f"{nl.home}e/{slug}/{each}" for slug in ("draft", "harbourline") for each in of_one]
    browser = nl.browser("mara")
    there = [each for each in pages if browser.get(each).status_code == 200]
    assert len(there) > 20
    assert try_all(browser, there) > 20
    assert try_all(Browser(), ["/", "/sign-in/", "/verify/"]) > 4
    for each in there:
        for text in HOSTILE:
            refuse_or_tell(browser.get(each, entry=text, since=text, at=text, today=text), (each, text[:30]))


def questions(browser: Browser, where: str) -> list[str]:
    """Find every question of an interview; a page lists those of its own part, and the first of each other part."""
    waits, found = [where], {where}
    while waits:
        links = [
            each.get("href", "") for each in html.document_fromstring(browser.text(waits.pop())).iter("a")
        ]
        fresh = {where + link for link in links if link.startswith("?q=") and link != "?q=end"} - found
        found |= fresh
        waits += fresh
    return sorted(found)


def test_each_question_of_the_interview_takes_no_hostile_text(nl: Northlight) -> None:
    row = begin_interview(nl.workspace, "DE", "mara")
    browser, where = nl.browser("mara"), f"{nl.home}interviews/{row.pk}/"
    browser.post(where, q="kind", do="next", option="embedded")
    asked = questions(browser, where)
    assert len(asked) > 25
    for do in ("look", "next"):
        assert try_all(browser, asked, do=do) > len(asked)


def test_a_signer_s_page_takes_no_hostile_text(nl: Northlight, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a right code, so that what is refused is the text and not the person."""
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    deal = Fennel(nl)
    deal.put_forward()
    browser = deal.browser("aoife")
    code = deal.code(browser)
    sent = 0
    for action, filled, names in posts(browser, "/sign/"):
        for name in names:
            for text in HOSTILE:
                given = {**filled, "code": code, name: text}
                refuse_or_tell(browser.client.post(action, given), (action, name, text[:30]))
                sent += 1
    assert sent > 20
    refuse_or_tell(browser.get("/sign/"), "the page afterwards")
