"""The matrix: every address, asked by everyone, of their own and of another's workspace, by GET and by POST.

`NEEDS` says what each address of a workspace needs; an address that is missing from the tables fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import charter
from charter.web.demo.seeding import known_files
from charter.web.drafting.actions import import_engagement
from charter.web.drafting.interview_actions import begin_interview
from charter.web.drafting.models import InterviewRow
from charter.web.kit.models import WorkspaceRow
from charter.web.people.access import ALLOWED
from charter.web.people.models import Account
from tests.web.people import HARBOURLINE, TODAY, Browser, Northlight

NEEDS: dict[str, tuple[str, str]] = {
    "today": ("read", "write"),
    "today-file": ("read", ""),
    "engagement": ("read", ""),
    "exit": ("read", ""),
    "seen": ("", "read"),
    "calendar": ("read", "read"),
    "journal": ("read", ""),
    "following": ("read", ""),
    "record": ("write", "write"),
    "invoices": ("read", "decide"),
    "invoice": ("read", "decide"),
    "invoice-file": ("read", ""),
    "statement": ("read", ""),
    "statement-file": ("read", ""),
    "hours-file": ("read", ""),
    "letter-file": ("read", ""),
    "document": ("read", ""),
    "download": ("read", ""),
    "new-engagement": ("write", "write"),
    "bring-in": ("", "write"),
    "particulars": ("decide", "decide"),
    "held": ("decide", "decide"),
    "erase": ("decide", "decide"),
    "begin-interview": ("", "write"),
    "interview": ("write", "write"),
    "terms": ("read", "write"),
    "clause": ("write", "write"),
    "findings": ("", "write"),
    "amend": ("write", "write"),
    "amendment": ("read", ""),
    "new-order": ("write", "write"),
    "export": ("read", ""),
    "outbox": ("write", ""),
    "access": ("decide", ""),
    "negotiation": ("read", "decide"),
    "negotiation-clause": ("decide", "decide"),
    "negotiation-word-out": ("read", ""),
    "negotiation-word-in": ("decide", "decide"),
    "signing": ("read", "decide"),
    "kept-file": ("read", ""),
}
"""What GET and POST of an address of a workspace need; empty: there is no such method."""
OF_WORKSPACE = {
    "today",
    "today-file",
    "invoices",
    "new-engagement",
    "bring-in",
    "particulars",
    "held",
    "erase",
    "begin-interview",
    "interview",
    "outbox",
    "access",
    "calendar",
}
"""Addresses that are about no engagement."""
OF_LINKS = {
    "sign",
    "send-code",
    "sign-give",
    "sign-decline",
    "sign-hand-on",
    "signed-file",
    "negotiate",
    "negotiate-clause",
    "negotiate-word-out",
    "negotiate-word-in",
}
"""Addresses that only a link opens."""
FOR_ALL = {
    "account",
    "calendar-feed",
    "second-step",
    "passkey-options",
    "passkeys",
    "password",
    "sign-in-by-passkey",
    "welcome",
    "enter-demo",
    "begin",
    "sign-in",
    "sign-out",
    "explore",
    "verify",
    "sign-link",
    "negotiate-link",
    "mailed-invoice",
}
"""Addresses that show nothing of anybody."""
ROLES = {"mara": "owner", "assistant": "assistant", "reader": "reader"}
FILLED = {"signing": {"do": "offer", "amendment": "0"}, "negotiation": {"do": "invite", "person": "jonas"}}
"""What a POST needs to get as far as an answer; left out: nothing."""
CANARIES = ("Harbourline", "harbourline", "21,600", "Jonas", "NL-2023")
NOTHING_YET = {
    ("kept-file", 404),
    ("negotiation-clause", 404),
    ("negotiation-word-out", 404),
    ("negotiation-word-in", 404),
}
"""What is not there in an engagement that is signed on paper, and was never negotiated."""
FIRST_ENTRY = charter.load(HARBOURLINE).journal.entries[0].address
NOT_THERE, NOT_ALLOWED, NO_METHOD, TO_SIGN_IN = 404, 403, 405, 302


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from names(each.url_patterns)
        else:
            yield str(each.name)


def address(name: str, ws: str, eng: str = "harbourline") -> str:
    more: dict[str, dict[str, object]] = {
        "record": {"kind": "paid"},
        "following": {"of": FIRST_ENTRY},
        "invoice": {"number": "NL-2023-0004"},
        "statement-file": {"suffix": "md"},
        "hours-file": {"month": "2023-10", "suffix": "md"},
        "letter-file": {"message": "reminder", "number": "NL-2023-0003", "suffix": "md"},
        "invoice-file": {"number": "NL-2023-0004", "suffix": "md"},
        "download": {"suffix": "md"},
        "clause": {"cite": "financials.payment"},
        "negotiation-clause": {"cite": "financials.payment"},
        "amendment": {"number": 1},
        "interview": {
            "of": next((each.pk for each in InterviewRow.objects.filter(workspace__slug=ws)), UUID(int=7))
        },
        "kept-file": {"amendment": 0, "name": "sealed.pdf"},
    }
    told: dict[str, object] = {"ws": ws, **more.get(name, {})}
    if name not in OF_WORKSPACE:
        told["eng"] = eng
    return reverse(name, kwargs=told)


def test_every_address_stands_in_a_table() -> None:
    assert sorted(names(get_resolver().url_patterns)) == sorted({*NEEDS, *OF_LINKS, *FOR_ALL})


@pytest.fixture
def theirs(nl: Northlight) -> WorkspaceRow:
    """Give Sven's workspace, with an engagement of the same name as Mara's."""
    row = WorkspaceRow.objects.get(slug="elsewhere")
    import_engagement(row, "harbourline", known_files(HARBOURLINE, TODAY), "sven")
    for each in (nl.workspace, row):
        begin_interview(each, "DE", "sven")
    return row


def asked(browser: Browser, method: str, name: str, ws: str) -> tuple[int, str, str]:
    where = address(name, ws)
    answer = browser.get(where) if method == "GET" else browser.post(where, **FILLED.get(name, {}))
    content = "" if answer.streaming else answer.content.decode("utf-8", "replace")
    return answer.status_code, content, answer.headers.get("Location", "")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", sorted(NEEDS))
def test_each_gets_what_their_role_allows_and_nothing_of_anothers(
    nl: Northlight, theirs: WorkspaceRow, name: str, method: str
) -> None:
    needs = NEEDS[name][method == "POST"]
    mine = nl.workspace.slug
    for who, role in ROLES.items():
        status, content, _ = asked(nl.browser(who), method, name, mine)
        if not needs:
            assert status == NO_METHOD, (who, status)
        elif role in ALLOWED[needs]:
            assert status in {200, 302, 409, 422} or (name, status) in NOTHING_YET, (
                who,
                content[-500:],
            )
        else:
            assert status == NOT_ALLOWED, (who, status)
            assert not [canary for canary in CANARIES if canary in content.replace("harbourline/", "")]
    for who, ws in (("sven", mine), *((who, theirs.slug) for who in ROLES)):
        status, content, _ = asked(nl.browser(who), method, name, ws)
        assert status == (NOT_THERE if needs else NO_METHOD), (who, ws, status)
        assert not [canary for canary in CANARIES if canary in content]
    status, content, where = asked(Browser(), method, name, mine)
    assert status == (TO_SIGN_IN if needs else NO_METHOD)
    assert not needs or where.startswith("/sign-in/?next=")
    assert not [canary for canary in CANARIES if canary in content]


@pytest.mark.parametrize("name", sorted(OF_LINKS))
def test_without_a_link_nothing_of_signing_is_there(nl: Northlight, name: str) -> None:
    more = {"signed-file": {"name": "sealed.pdf"}, "negotiate-clause": {"cite": "exit.termination"}}.get(
        name, {}
    )
    where = reverse(name, kwargs=more)
    for browser in (Browser(), nl.browser("mara"), nl.browser("sven")):
        found = {browser.get(where).status_code, browser.post(where).status_code}
        assert found <= {NOT_THERE, NO_METHOD, 422}
        assert 200 not in found


@pytest.mark.parametrize(
    "name",
    sorted(
        [
            *NEEDS,
            "sign-in",
            "sign-out",
            "begin",
            "verify",
            "send-code",
            "sign-give",
            "sign-decline",
            "sign-hand-on",
            "negotiate",
        ]
    ),
)
def test_no_form_is_taken_from_elsewhere(nl: Northlight, name: str) -> None:
    """A form of another site lacks the token that ours carry."""
    client = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
    client.force_login(nl.accounts["mara"], "django.contrib.auth.backends.ModelBackend")
    where = address(name, nl.workspace.slug) if name in NEEDS else reverse(name)
    answer = client.post(where)
    assert answer.status_code in {NOT_ALLOWED, NO_METHOD}
    assert Account.objects.count() == 4


def test_another_host_is_not_answered(nl: Northlight) -> None:
    assert nl.browser("mara").client.get(nl.home, headers={"host": "evil.example"}).status_code == 400


def test_a_form_is_bounded(nl: Northlight) -> None:
    answer = nl.browser("mara").post(f"{nl.client}terms/", source="x" * (3 * 2**20))
    assert answer.status_code == 400
