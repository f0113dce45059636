"""Handing a signature on by link: to the stand-in of the agreement alone, by who was asked alone, once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings

from charter.core.vocabulary.signing import Signed
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.signing.ceremony import stand_in_for
from charter.sealing.verification.verify import verify
from charter.web import clock
from charter.web.demo.fennel import fennel
from charter.web.drafting.actions import begin_engagement
from charter.web.kit.models import OutboxMail
from charter.web.kit.secrets import digits_of
from charter.web.signing.actions import hand_on_by_link
from charter.web.signing.mails import letter_of
from charter.web.signing.models import SigningCode, SigningLink
from charter.web.signing.owed import do_what_is_owed
from charter.web.signing.reminding import REMIND_AFTER, remind_of_links
from tests.web.people import Browser, Northlight
from tests.web.test_rows import at_once
from tests.web.test_signing import Fennel

INES = {
    "side": "client",
    "name": "Ines Vogel",
    "title": "Head of Product",
    "email": "ines@fennel.example",
    "may": ["accept"],
}


class WithStandIn(Fennel):
    """Fennel, whose agreement names Ines to stand in for Aoife."""

    def __init__(self, nl: Northlight) -> None:
        self.nl = nl
        terms = fennel(nl.workspace_settings, nl.workspace.fixed_on or dt.date.max)
        terms["financials"]["payment"]["charges_borne_by"] = "shared"
        people = terms["foundation"]["parties"]["people"]
        people["aoife"]["stand_in"] = "ines"
        people["ines"] = INES
        self.row = begin_engagement(nl.workspace, "Fennel & Co", terms, "mara@northlight.example")
        self.page = f"{nl.home}e/{self.row.slug}/signing/"

    def stand_in(self) -> Browser:
        """Give the browser of Ines, who came by her link."""
        browser = Browser()
        mail = OutboxMail.objects.filter(to="ines@fennel.example").latest("pk")
        assert browser.get(letter_of(mail).where).headers["Location"] == "/sign/"
        return browser


@pytest.fixture
def ines(nl: Northlight, monkeypatch: pytest.MonkeyPatch) -> WithStandIn:
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    made = WithStandIn(nl)
    made.put_forward()
    return made


def hand_on(deal: Fennel, browser: Browser) -> int:
    return browser.post("/sign/hand-on/", code=deal.code(browser)).status_code


def test_the_stand_in_signs_and_all_get_what_was_sealed(ines: WithStandIn) -> None:
    aoife = ines.browser("aoife")
    assert "Hand it on to Ines Vogel" in aoife.text("/sign/")
    assert hand_on(ines, aoife) == 302
    assert "You handed it on to Ines Vogel" in aoife.text("/sign/")
    assert "in the place of Aoife Brennan" in ines.nl.browser("mara").text(ines.page)
    assert OutboxMail.objects.filter(template="handed", to="mara@northlight.example").count() == 1
    other = ines.stand_in()
    page = other.text("/sign/")
    assert "You sign in the place of <b>Aoife Brennan</b>" in page
    assert "Or hand it on" not in page
    assert 'value="drawn"' not in page
    given = {"name": "Ines Vogel", "code": ines.code(other), "consent": "on"}
    assert other.post("/sign/give/", **given).status_code == 302
    do_what_is_owed()
    ines.sign("mara")
    sealed = other.get("/sign/files/sealed.pdf").content
    evidence = aoife.get("/sign/files/evidence.jsonl").content
    assert not verify(sealed, evidence=evidence, now=clock.current_moment(ines.nl.workspace)).findings
    signed = [each for each in ines.engagement.journal.entries if isinstance(each, Signed)]  # type: ignore[attr-defined]
    assert [(each.by, str(each.side)) for each in signed] == [("ines", "client"), ("mara", "consultant")]
    assert ines.engagement.contract.concluded is not None  # type: ignore[attr-defined]
    assert inspect_chain(ines.store.chain()) == []
    told = {mail.to for mail in OutboxMail.objects.filter(template="sealed")}
    assert told == {"aoife@fennel.example", "ines@fennel.example", "mara@northlight.example"}


def test_whoever_was_not_asked_hands_nothing_on(ines: WithStandIn) -> None:
    for browser in (Browser(), ines.nl.browser("mara"), ines.nl.browser("sven")):
        assert browser.post("/sign/hand-on/", code="123456").status_code == 404
    aoife = ines.browser("aoife")
    ines.code(aoife)
    wrong = "000000" if digits_of(SigningCode.objects.latest("pk").pk) != "000000" else "000001"
    assert aoife.post("/sign/hand-on/", code=wrong).status_code == 422
    assert not ines.store.document().given()
    assert not OutboxMail.objects.filter(template="stand-in").exists()


def test_twice_at_once_it_is_handed_on_once(ines: WithStandIn) -> None:
    code = ines.code(ines.browser("aoife"))
    link = SigningLink.objects.select_related("offer__engagement__workspace").get()
    came = at_once(lambda _: hand_on_by_link(link, code), 3)
    assert sorted(isinstance(each, Exception) for each in came) == [False, True, True]
    assert OutboxMail.objects.filter(template="stand-in").count() == 1
    assert [each.kind for each in ines.store.chain()].count("handed") == 1


def test_after_it_the_first_link_neither_signs_nor_declines_nor_hands_on(ines: WithStandIn) -> None:
    aoife = ines.browser("aoife")
    assert hand_on(ines, aoife) == 302
    told = {"name": "Aoife Brennan", "consent": "on", "reason": "No."}
    for act in ("give", "decline"):
        assert aoife.post(f"/sign/{act}/", **told, code=ines.code(aoife)).status_code == 422, act
    assert hand_on(ines, aoife) == 302  # as after a second click: it is done, and the page says so
    assert "You handed it on to Ines Vogel" in aoife.text("/sign/")
    assert hand_on(ines, ines.stand_in()) == 422
    assert len(ines.store.document().given()) == 1


def test_after_signing_nothing_is_handed_on(ines: WithStandIn) -> None:
    aoife = ines.sign("aoife")
    assert hand_on(ines, aoife) == 422
    assert [each.kind for each in ines.store.chain()].count("handed") == 0


def test_where_nobody_stands_in_nothing_is_offered(nl: Northlight, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    deal = Fennel(nl)
    deal.put_forward()
    aoife = deal.browser("aoife")
    assert "Or hand it on" not in aoife.text("/sign/")
    assert hand_on(deal, aoife) == 422


def test_who_handed_it_on_is_not_reminded_and_the_stand_in_is(
    ines: WithStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hand_on(ines, ines.browser("aoife")) == 302
    began = clock.seconds()
    monkeypatch.setattr(clock, "seconds", lambda: began + REMIND_AFTER[0] + 60)
    assert remind_of_links() == 1
    assert OutboxMail.objects.get(template="reminder").to == "ines@fennel.example"


def test_taken_back_and_put_forward_again_the_stand_in_is_asked(ines: WithStandIn) -> None:
    assert hand_on(ines, ines.browser("aoife")) == 302
    mara = ines.nl.browser("mara")
    mara.post(ines.page, do="withdraw", amendment="0")
    mara.post(ines.page, do="offer-again", amendment="0")
    do_what_is_owed()
    assert OutboxMail.objects.filter(template="sign").latest("pk").to == "ines@fennel.example"
    assert "You sign in the place of" in ines.stand_in().text("/sign/")


def test_the_rule_stands_below_the_page(ines: WithStandIn) -> None:
    from charter.sealing.signing import freeze  # noqa: PLC0415 - for this alone

    frozen = freeze.thaw(ines.store.document())
    assert stand_in_for(ines.engagement, frozen, "mara") is None  # type: ignore[arg-type]
