"""A draft in negotiation: Mara sent it to Aoife, who came by her link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from charter.core.vocabulary.party import Side
from charter.web import clock
from charter.web.demo.fennel import fennel
from charter.web.drafting.actions import begin_engagement
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import EngagementRow, OutboxMail
from charter.web.kit.secrets import digits_of
from charter.web.negotiation.models import (
    NegotiationCode,
    NegotiationRow,
)
from charter.web.negotiation.queries import Speaker
from charter.web.signing.mails import letter_of
from tests.web.people import Browser, Northlight

if TYPE_CHECKING:
    from charter.core.agreement import Agreement

NOTICE = "exit.termination.client.notice"
DUE = "financials.payment.due_after"


class Rounds:
    """A draft that Mara sent to Aoife, and both their browsers."""

    def __init__(self, nl: Northlight) -> None:
        self.nl = nl
        terms = fennel(nl.workspace_settings, nl.workspace.fixed_on or clock.day_in(nl.workspace))
        row = begin_engagement(nl.workspace, "Fennel & Co", terms, "mara@northlight.example")
        self.pk = row.pk
        self.page = f"{nl.home}e/{row.slug}/negotiation/"
        self.mara = nl.browser("mara")
        assert self.mara.post(self.page, do="invite", person="aoife").status_code == 302
        self.aoife = Browser()
        assert self.aoife.get(self.mail("draft").where).headers["Location"] == "/negotiate/"

    @property
    def row(self) -> EngagementRow:
        return EngagementRow.objects.select_related("workspace").get(pk=self.pk)

    @property
    def of(self) -> NegotiationRow:
        return NegotiationRow.objects.select_related("engagement__workspace").get()

    @property
    def agreement(self) -> Agreement:
        return engagement_in(self.row).agreement

    def mail(self, template: str) -> Any:
        return letter_of(OutboxMail.objects.filter(template=template).latest("pk"))

    def browser(self, who: str) -> tuple[Browser, str]:
        return (self.aoife, "/negotiate/") if who == "aoife" else (self.mara, self.page)

    def seen(self) -> str:
        return str(self.row.version)

    def propose(self, who: str, clause: str, **fields: str) -> Any:
        browser, home = self.browser(who)
        where = f"{home}clauses/{clause}/" if who == "aoife" else f"{home}{clause}/"
        page = browser.text(where)
        told = filled(page) | fields
        return browser.post(where, **told)

    def send(self, who: str) -> Any:
        browser, home = self.browser(who)
        told = filled(browser.text(home))
        if who == "aoife":
            assert browser.post(home, **(told | {"do": "code"})).status_code == 302
            told = filled(browser.text(home)) | {"code": digits_of(NegotiationCode.objects.latest("pk").pk)}
        return browser.post(home, **(told | {"do": "send"}))


def filled(page: str) -> dict[str, str]:
    """Give the fields of a page's forms as a browser without a script would post them."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        kind = told.get("type", "text")
        if "name" not in told or (kind in {"radio", "checkbox"} and " checked" not in tag):
            continue
        if kind not in {"submit", "file"}:
            found[told["name"]] = told.get("value", "")
    found |= dict(re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL))
    for name, inner in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        found[name] = chosen.group(1) if chosen else re.findall(r'value="([^"]*)"', inner)[0]
    found.pop("csrfmiddlewaretoken", None)
    return found


def begun(rounds: Rounds) -> Rounds:
    """Bring it to Mara's turn: Aoife asked for another notice."""
    assert (
        rounds.propose("aoife", "exit.termination", **{f"{NOTICE[:-7]}-notice": "15 days"}).status_code == 302
    )
    assert rounds.send("aoife").status_code == 302
    return rounds


MARA = Speaker(Side.CONSULTANT, "Mara Lindqvist", "mara@northlight.example")
AOIFE = Speaker(Side.CLIENT, "Aoife Brennan", "aoife@fennel.example")


@pytest.fixture
def rounds(nl: Northlight, monkeypatch: pytest.MonkeyPatch) -> Rounds:
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    return Rounds(nl)
