"""Signing by link: order, code, consent, declining, sealing by the worker, verifying."""

from __future__ import annotations

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from charter.core.vocabulary.signing import Declined, Signed
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.verification.verify import verify
from charter.web import clock
from charter.web.demo.fennel import fennel
from charter.web.drafting.actions import begin_engagement
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import EngagementRow, OutboxMail
from charter.web.kit.rows_store import RowsStore
from charter.web.kit.secrets import digits_of
from charter.web.signing.actions import withdraw_offer
from charter.web.signing.mails import letter_of
from charter.web.signing.models import Offer, SigningCode
from charter.web.signing.owed import do_what_is_owed
from tests.web.databases import everything_in_the_database
from tests.web.people import Browser, Northlight

NAMES = {"aoife": "Aoife Brennan", "mara": "Mara Lindqvist"}


class Fennel:
    """A draft put forward: Aoife signs first, then Mara."""

    def __init__(self, nl: Northlight, charges: str = "shared", name: str = "Fennel & Co") -> None:
        self.nl = nl
        terms = fennel(nl.workspace_settings, nl.workspace.fixed_on or dt.date.max)
        terms["financials"]["payment"]["charges_borne_by"] = charges
        self.row = begin_engagement(nl.workspace, name, terms, "mara@northlight.example")
        self.page = f"{nl.home}e/{self.row.slug}/signing/"

    names: ClassVar[dict[str, str]] = NAMES

    def put_forward(self) -> None:
        assert "Put the agreement forward" in self.nl.browser("mara").text(self.page)
        assert self.nl.browser("mara").post(self.page, do="offer", amendment="0").status_code == 302
        do_what_is_owed()

    def browser(self, who: str) -> Browser:
        """Give the browser of whoever came by the link that was mailed last."""
        mail = OutboxMail.objects.filter(template="sign", to__startswith=who).latest("pk")
        browser = Browser()
        assert browser.get(letter_of(mail).where).headers["Location"] == "/sign/"
        return browser

    def code(self, browser: Browser) -> str:
        browser.post("/sign/code/")
        return digits_of(SigningCode.objects.latest("pk").pk)

    def sign(self, who: str) -> Browser:
        browser = self.browser(who)
        answer = browser.post("/sign/give/", name=self.names[who], code=self.code(browser), consent="on")
        assert answer.status_code == 302, answer.content.decode()[-1500:]
        do_what_is_owed()
        return browser

    @property
    def store(self) -> RowsStore:
        return RowsStore(EngagementRow.objects.get(pk=self.row.pk))

    @property
    def engagement(self) -> object:
        return engagement_in(EngagementRow.objects.get(pk=self.row.pk))


@pytest.fixture
def deal(nl: Northlight, monkeypatch: pytest.MonkeyPatch) -> Fennel:
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    made = Fennel(nl)
    made.put_forward()
    return made


def test_both_sign_by_link_and_the_worker_seals_what_verifies(deal: Fennel) -> None:
    page = deal.browser("aoife").text("/sign/")
    assert "The deal on one page" in page
    assert "EUR 9,600.00" in page
    assert not OutboxMail.objects.filter(template="sign", to__startswith="mara").exists()
    aoife = deal.sign("aoife")
    assert "The others sign after you" in aoife.text("/sign/")
    mara = deal.sign("mara")
    assert "it is sealed" in aoife.text("/sign/")
    sealed = mara.get("/sign/files/sealed.pdf").content
    evidence = aoife.get("/sign/files/evidence.jsonl").content
    verdict = verify(sealed, evidence=evidence, now=clock.current_moment(deal.nl.workspace))
    assert not verdict.findings
    signed = [e for e in deal.engagement.journal.entries if isinstance(e, Signed)]  # type: ignore[attr-defined]
    assert [(e.by, e.how) for e in signed] == [("aoife", "typed"), ("mara", "typed")]
    kinds = [link.kind for link in deal.store.chain()]
    assert kinds.count("signed") == 2
    assert kinds.count("sealed") == 1
    assert inspect_chain(deal.store.chain()) == []
    assert {mail.to for mail in OutboxMail.objects.filter(template="sealed")} == {
        "aoife@fennel.example",
        "mara@northlight.example",
    }
    assert Offer.objects.get().done


def test_the_verify_page_answers_one_by_one_and_keeps_nothing(deal: Fennel, tmp_path: Path) -> None:
    deal.sign("aoife")
    sealed = deal.sign("mara").get("/sign/files/sealed.pdf").content
    before = sorted(path for path in tmp_path.rglob("*") if "journal" not in path.name)
    told = Browser().post("/verify/", file=SimpleUploadedFile("a.pdf", sealed)).content.decode()
    assert re.search(r"\d yes, 0 no, \d open", told)
    assert "Unchanged since sealing" in told
    assert sorted(path for path in tmp_path.rglob("*") if "journal" not in path.name) == before
    spoiled = sealed.replace(b"/Type", b"/Typo", 1)
    assert "No</dd>" in Browser().post("/verify/", file=SimpleUploadedFile("a.pdf", spoiled)).content.decode()


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n%%EOF", b"\x00" * 10_000])
def test_what_is_no_sealed_pdf_is_told_so(site: Path, content: bytes) -> None:
    answer = Browser().post("/verify/", file=SimpleUploadedFile("a.pdf", content))
    assert answer.status_code == 200
    assert re.search("no sealed PDF|No</dd>", answer.content.decode())


def test_a_code_counts_five_tries_then_no_more_and_in_no_other_hands(deal: Fennel) -> None:
    aoife = deal.browser("aoife")
    code = deal.code(aoife)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    told = [
        aoife.post("/sign/give/", name=NAMES["aoife"], code=wrong, consent="on").content.decode()
        for _ in range(6)
    ]
    assert "4 tries are left" in told[0]
    assert "tried five times" in told[5]
    answer = aoife.post("/sign/give/", name=NAMES["aoife"], code=code, consent="on")
    assert "tried five times" in answer.content.decode()
    assert not [link for link in deal.store.chain() if link.kind == "signed"]


def test_a_code_ends_after_ten_minutes_and_with_the_next_one(deal: Fennel) -> None:
    aoife = deal.browser("aoife")
    first = deal.code(aoife)
    deal.code(aoife)
    assert (
        "not the code"
        in aoife.post("/sign/give/", name=NAMES["aoife"], code=first, consent="on").content.decode()
    )
    SigningCode.objects.update(expires=clock.seconds() - 1)
    answer = aoife.post("/sign/give/", name=NAMES["aoife"], code=first, consent="on")
    assert "no code that counts" in answer.content.decode()


def test_a_code_is_used_once(deal: Fennel) -> None:
    aoife = deal.browser("aoife")
    code = deal.code(aoife)
    assert aoife.post("/sign/give/", name=NAMES["aoife"], code=code, consent="on").status_code == 302
    again = aoife.post("/sign/give/", name=NAMES["aoife"], code=code, consent="on")
    assert again.headers["Location"] == "/sign/"
    assert len(deal.store.document().given()) == 1
    assert aoife.post("/sign/decline/", reason="No.", code=code).status_code == 422
    assert [link.kind for link in deal.store.chain()].count("signed") == 1


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        ({"name": "Jonas Petersen"}, "not the name of who signs"),
        ({"name": "Aoife\u202eBrennan"}, "direction"),
        ({"name": ""}, "required"),
        ({"consent": ""}, "Without your consent"),
        ({"code": ""}, "required"),
    ],
)
def test_a_signature_needs_the_name_the_code_and_the_consent(
    deal: Fennel, spoiled: dict[str, str], said: str
) -> None:
    aoife = deal.browser("aoife")
    filled = {"name": NAMES["aoife"], "code": deal.code(aoife), "consent": "on"} | spoiled
    answer = aoife.post("/sign/give/", **{name: value for name, value in filled.items() if value})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_no_needs_a_reason_and_ends_the_matter(deal: Fennel) -> None:
    aoife = deal.browser("aoife")
    code = deal.code(aoife)
    assert aoife.post("/sign/decline/", reason=" ", code=code).status_code == 422
    assert aoife.post("/sign/decline/", reason="The hours are too few.", code=code).status_code == 302
    assert "You declined" in aoife.text("/sign/")
    assert isinstance(deal.engagement.journal.entries[-1], Declined)  # type: ignore[attr-defined]
    assert "The hours are too few." in deal.nl.browser("mara").text(deal.page)
    do_what_is_owed()
    assert not OutboxMail.objects.filter(template="sign", to__startswith="mara").exists()


def test_what_was_signed_stays_signed_when_another_declines(deal: Fennel) -> None:
    deal.sign("aoife")
    mara = deal.browser("mara")
    assert mara.post("/sign/decline/", reason="Not now.", code=deal.code(mara)).status_code == 302
    kinds = [link.kind for link in deal.store.chain()]
    assert kinds.count("signed") == kinds.count("declined") == 1


def test_a_link_is_bound_revocable_and_ends(deal: Fennel) -> None:
    mail = OutboxMail.objects.get(template="sign")
    where = letter_of(mail).where
    assert Browser().get(f"{where[:-2]}{'A' if where[-2] != 'A' else 'Q'}/").status_code == 404
    assert Browser().get("/sign/").status_code == 404
    aoife = deal.browser("aoife")
    deal.nl.browser("mara").post(deal.page, do="again", amendment="0", signer="aoife")
    assert aoife.get("/sign/").status_code == 410
    assert Browser().get(where).status_code == 410
    assert deal.browser("aoife").get("/sign/").status_code == 200
    deal.nl.browser("mara").post(deal.page, do="revoke", amendment="0", signer="aoife")
    assert Browser().get(where).status_code == 410


def test_a_mail_scanner_that_opens_a_link_does_nothing(deal: Fennel) -> None:
    before = deal.store.chain().stored
    deal.browser("aoife").get("/sign/")
    assert deal.store.chain().stored == before


def test_nothing_usable_lies_in_the_database(deal: Fennel) -> None:
    aoife = deal.browser("aoife")
    code, token = deal.code(aoife), letter_of(OutboxMail.objects.get(template="sign")).where.split("/")[2]
    held = everything_in_the_database()
    assert "Fennel &amp; Co" in held or "Fennel & Co" in held
    assert code not in held
    assert token not in held


def test_terms_with_errors_are_signed_only_with_a_word_on_why(
    nl: Northlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    made, mara = Fennel(nl, charges="client"), nl.browser("mara")
    assert "To mend before signing" in mara.text(made.page)
    answer = mara.post(made.page, do="offer", amendment="0")
    assert answer.status_code == 422
    assert "CH-FIN-047" in answer.content.decode()
    assert mara.post(made.page, do="offer", amendment="0", despite="Both banks agree.").status_code == 302
    do_what_is_owed()
    offered = next(iter(made.store.chain().find("offered", name="agreement")))
    assert "Both banks agree." in str(offered.what["despite"])


def test_who_signs_in_turn_is_shown_before_anything_is_put_forward(nl: Northlight) -> None:
    shown = nl.browser("mara").text(Fennel(nl).page)
    assert shown.index("aoife@fennel.example") < shown.index("mara@northlight.example")


def test_without_a_mail_server_nothing_is_signed_by_link(nl: Northlight) -> None:
    made = Fennel(nl)
    answer = nl.browser("mara").post(made.page, do="offer", amendment="0")
    assert answer.status_code == 422
    assert "without a mail server" in answer.content.decode()
    assert not Offer.objects.exists()


def test_the_outbox_outside_the_demo_shows_no_link_and_no_code(deal: Fennel) -> None:
    code = deal.code(deal.browser("aoife"))
    text = deal.nl.browser("mara").text(f"{deal.nl.home}outbox/")
    assert "aoife@fennel.example" in text
    assert "/s/" not in text
    assert code not in text
    assert deal.nl.browser("reader").get(f"{deal.nl.home}outbox/").status_code == 403


def test_a_seal_that_fails_is_shown_and_made_later(deal: Fennel, monkeypatch: pytest.MonkeyPatch) -> None:
    deal.sign("aoife")
    settings.KEYS.mkdir()
    (settings.KEYS / deal.nl.workspace.slug).write_text("in the way of the key")
    deal.sign("mara")
    assert "tries failed" in deal.nl.browser("mara").text(deal.page)
    (settings.KEYS / deal.nl.workspace.slug).unlink()
    Offer.objects.update(next_try=0)
    do_what_is_owed()
    assert [link.kind for link in deal.store.chain()].count("sealed") == 1


def test_two_workers_seal_once(deal: Fennel) -> None:
    deal.sign("aoife")
    browser = deal.browser("mara")
    browser.post("/sign/give/", name=NAMES["mara"], code=deal.code(browser), consent="on")

    def work(_: int) -> None:
        do_what_is_owed()
        connection.close()

    with ThreadPoolExecutor(2) as both:
        list(both.map(work, range(2)))
    Offer.objects.update(next_try=0)
    do_what_is_owed()
    kinds = [link.kind for link in deal.store.chain()]
    assert kinds.count("sealed") == 1
    assert OutboxMail.objects.filter(template="sealed").count() == 2


def test_what_is_taken_back_is_signed_by_nobody(deal: Fennel) -> None:
    aoife, mara = deal.browser("aoife"), deal.nl.browser("mara")
    code = deal.code(aoife)
    assert deal.nl.browser("assistant").post(deal.page, do="withdraw", amendment="0").status_code == 403
    assert mara.post(deal.page, do="withdraw", amendment="0").status_code == 302
    answer = aoife.post("/sign/give/", name=NAMES["aoife"], code=code, consent="on")
    assert answer.status_code == 410
    assert "The document was taken back." in answer.content.decode()
    assert not [link for link in deal.store.chain() if link.kind == "signed"]
    do_what_is_owed()
    mails = list(OutboxMail.objects.order_by("pk").values_list("template", flat=True))
    assert mails == ["sign", "code", "withdrawn"]
    page = mara.text(deal.page)
    assert "Taken back." in page
    assert "Put the agreement forward" not in page
    assert mara.post(deal.page, do="again", amendment="0", signer="aoife").status_code == 409
    assert mara.post(deal.page, do="withdraw", amendment="0").status_code == 302  # the back button
    assert OutboxMail.objects.filter(template="withdrawn").count() == 1


def test_what_was_taken_back_may_be_put_forward_again_and_keeps_what_was_signed(deal: Fennel) -> None:
    deal.sign("aoife")
    mara = deal.nl.browser("mara")
    mara.post(deal.page, do="withdraw", amendment="0")
    assert mara.post(deal.page, do="offer-again", amendment="0").status_code == 302
    do_what_is_owed()
    deal.sign("mara")
    assert "Sealed" in mara.text(deal.page)
    assert [link.kind for link in deal.store.chain()].count("signed") == 2
    assert mara.post(deal.page, do="withdraw", amendment="0").status_code == 409
    assert "Sealed" in mara.text(deal.page)


def test_a_signature_and_taking_back_in_the_same_second_end_in_one_of_both(deal: Fennel) -> None:
    aoife = deal.browser("aoife")
    code, offer = deal.code(aoife), Offer.objects.select_related("engagement__workspace").get()

    def one(n: int) -> object:
        try:
            if n:
                withdraw_offer(offer)
                return None
            return aoife.post("/sign/give/", name=NAMES["aoife"], code=code, consent="on").status_code
        finally:
            connection.close()

    connection.close()
    with ThreadPoolExecutor(2) as pool:
        signed, _ = pool.map(one, range(2))
    kinds = [link.kind for link in deal.store.chain()]
    assert kinds.count("signed") == (signed == 302)
    assert Offer.objects.get().withdrawn
    assert inspect_chain(deal.store.chain()) == []


def test_an_owner_sees_who_took_along_what_was_signed(deal: Fennel) -> None:
    aoife = deal.sign("aoife")
    deal.sign("mara")
    for name in ("sealed.pdf", "evidence.jsonl", "nothing.txt"):
        aoife.get(f"/sign/files/{name}")
    deal.nl.browser("reader").get(f"{deal.page}0/sealed.pdf")
    deal.nl.browser("mara").get(f"{deal.nl.home}e/{deal.row.slug}/export.zip")
    page = deal.nl.browser("mara").text(f"{deal.nl.home}access/")
    told = re.findall(r'data-as="Who">([^<]*)</th><td data-as="What">([^<]*)<', page)
    assert told == [
        ("mara@northlight.example", "the whole folder"),
        ("reader@northlight.example", "sealed.pdf"),
        ("aoife@fennel.example, by link", "evidence.jsonl"),
        ("aoife@fennel.example, by link", "sealed.pdf"),
    ]


def test_a_second_click_finds_what_the_first_did(deal: Fennel) -> None:
    aoife = deal.browser("aoife")
    told = {"name": "Aoife Brennan", "code": deal.code(aoife), "consent": "on"}
    assert [aoife.post("/sign/give/", **told).status_code for _ in range(3)] == [302] * 3
    assert "You signed on" in aoife.text("/sign/")
    assert len(deal.store.document().given()) == 1
    do_what_is_owed()
    mara = deal.browser("mara")
    told = {"reason": "Too dear.", "code": deal.code(mara)}
    assert [mara.post("/sign/decline/", **told).status_code for _ in range(3)] == [302] * 3
    assert [each.kind for each in deal.store.chain()].count("declined") == 1
