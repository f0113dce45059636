"""The mails of signing: what they say, that they arrive, and that what fails is shown and tried again."""

# ruff: noqa: F811 - a fixture of another file is a name here

from __future__ import annotations

import email
import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings

from charter.web import clock
from charter.web.kit.models import OutboxMail
from charter.web.kit.outbox import put_in_outbox
from charter.web.negotiation.models import NegotiationCode, NegotiationLink, NegotiationRow
from charter.web.signing.mails import LETTERS, PRUNED, letter_of, outbox_of
from charter.web.signing.models import Offer, SigningCode, SigningLink
from charter.web.signing.owed import do_what_is_owed
from charter.web.signing.posting import as_html, send_mails
from charter.web.signing.reminding import REMIND_AFTER, remind_of_links
from charter.web.signing.retention import remove_what_had_its_time
from tests.ports import kept_port
from tests.web.people import Northlight
from tests.web.test_rows import at_once
from tests.web.test_signing import Fennel, deal  # noqa: F401 - a fixture

DAY = 24 * 3600.0
MOST_WORDS = 60
BUTTONLESS = {"code", "round-code", "withdrawn", "called-off"}
"""Mails that lead nowhere: a code is typed, and what was taken back is over."""


class Kept:
    """What a mail server took, and what it refuses."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuses = False

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802 - the server's name for it
        if self.refuses:
            return "451 Not now"
        content = envelope.content  # type: ignore[attr-defined]  # the server's own class
        self.mails.append(email.message_from_bytes(content, policy=default))
        return "250 OK"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """Give a mail server that runs, and to which mails are handed over."""
    with kept_port() as port:
        kept = Kept()
        running = Controller(kept, hostname="127.0.0.1", port=port)
        running.start()
        monkeypatch.setattr(settings, "SMTP", f"smtp://127.0.0.1:{port}")
        monkeypatch.setattr(settings, "OWN_ADDRESS", "https://charter.example/")
        yield kept
        running.stop()


def each_mail(deal: Fennel) -> dict[str, OutboxMail]:
    """Put a mail of every kind into the outbox."""
    aoife = deal.browser("aoife")
    deal.code(aoife)
    link, offer = SigningLink.objects.get(), Offer.objects.get()
    for template in ("reminder", "signed", "ended", "sealed"):
        put_in_outbox(deal.nl.workspace, template, "aoife@fennel.example", link=str(link.pk))
    put_in_outbox(deal.nl.workspace, "stand-in", "ines@fennel.example", link=str(link.pk), by=str(link.pk))
    put_in_outbox(deal.nl.workspace, "handed", "mara@northlight.example", link=str(link.pk), to="Ines Vogel")
    put_in_outbox(deal.nl.workspace, "withdrawn", "aoife@fennel.example", link=str(link.pk))
    put_in_outbox(deal.nl.workspace, "declined", "mara@northlight.example", offer=str(offer.pk))
    told = {"number": "NL-2023-0005", "total": "EUR 9,600.00", "due": "18 December 2023"}
    told |= {"engagement": str(deal.row.pk), "link": str(link.pk)}
    put_in_outbox(deal.nl.workspace, "invoice", "aoife@fennel.example", **told)
    for_rounds(deal)
    return {mail.template: mail for mail in OutboxMail.objects.order_by("pk")}


def for_rounds(deal: Fennel) -> None:
    """Put each mail of a negotiation into the outbox."""
    at, workspace = clock.current_moment(), deal.nl.workspace
    of = NegotiationRow.objects.create(
        engagement=deal.row, person="aoife", by="mara", began=at, terms=1, ended=at
    )
    link = NegotiationLink.objects.create(
        negotiation=of,
        name="Aoife Brennan",
        email="aoife@fennel.example",
        made=at,
        expires=clock.seconds() + DAY,
    )
    code = NegotiationCode.objects.create(link=link, mac="", expires=clock.seconds() + DAY)
    put_in_outbox(workspace, "draft", link.email, link=str(link.pk), by="2023-11-16")
    put_in_outbox(workspace, "round", link.email, link=str(link.pk), round="3", by="2023-11-16")
    put_in_outbox(
        workspace, "round-back", "mara@northlight.example", link=str(link.pk), round="3", by="2023-11-16"
    )
    told = {"link": str(link.pk), "round": "3", "by": "2023-11-16"}
    put_in_outbox(workspace, "answer-due", link.email, **told, side="client")
    put_in_outbox(workspace, "answer-late", "mara@northlight.example", **told, side="consultant")
    put_in_outbox(workspace, "round-code", link.email, code=str(code.pk))
    put_in_outbox(workspace, "called-off", link.email, link=str(link.pk))


def steady(text: str) -> str:
    """Give a mail without what differs each time: the code, the address of the link, the head of the chain."""
    text = re.sub(r"/([nsi])/[\w-]+/", r"/\1/…/", text)
    text = re.sub(r"\b\d{6}\b", "123456", text)
    return re.sub(r"(ends at )\S+", r"\1…", text)


def test_each_mail_is_short_and_has_one_button(
    deal: Fennel,
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "OWN_ADDRESS", "https://charter.example/")
    mails = each_mail(deal)
    assert mails.keys() == LETTERS.keys()
    for template, mail in mails.items():
        letter = letter_of(mail)
        assert len(letter.text.split()) <= MOST_WORDS, template
        page = as_html(letter)
        assert page.count("<a ") == (template not in BUTTONLESS) == bool(letter.where)
        assert "<script" not in page
        golden(f"mail_{template}.txt", f"Subject: {steady(letter.subject)}\n\n{steady(letter.plain)}")
        golden(f"mail_{template}.html", steady(page))


def test_mails_arrive_as_text_and_as_a_page(deal: Fennel, server: Kept) -> None:
    assert send_mails() == 1
    [mail] = server.mails
    assert mail["To"] == "aoife@fennel.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    where = re.search(r"https://charter.example(/s/[^\s]+/)", str(mail.get_body(("plain",))))
    assert where
    assert deal.nl.browser("mara").get(where[1]).headers["Location"] == "/sign/"
    assert send_mails() == 0
    assert len(server.mails) == 1


def test_a_mail_that_is_refused_is_shown_and_tried_again(deal: Fennel, server: Kept) -> None:
    server.refuses = True
    assert send_mails() == 0
    assert "Not now" in OutboxMail.objects.get().error
    assert "tried 1 time" in deal.nl.browser("mara").text(f"{deal.nl.home}outbox/")
    assert send_mails() == 0
    assert OutboxMail.objects.get().tries == 1
    server.refuses = False
    OutboxMail.objects.update(next_try=0)
    assert send_mails() == 1


def test_one_mail_that_cannot_be_sent_holds_up_no_other(deal: Fennel, server: Kept) -> None:
    OutboxMail.objects.update(refs={"link": "00000000-0000-0000-0000-000000000000"})
    link = SigningLink.objects.get()
    put_in_outbox(deal.nl.workspace, "reminder", link.email, link=str(link.pk))
    assert send_mails() == 1
    assert OutboxMail.objects.filter(sent=None).get().error


def test_two_workers_send_a_mail_once(deal: Fennel, server: Kept) -> None:
    at_once(lambda _: send_mails(), 4)
    assert len(server.mails) == 1


def test_a_code_that_ended_is_not_sent(deal: Fennel, server: Kept) -> None:
    deal.code(deal.browser("aoife"))
    SigningCode.objects.update(expires=clock.seconds() - 1)
    send_mails()
    assert [mail["Subject"] for mail in server.mails] == ["Northlight CTO asks you to sign the agreement"]
    assert OutboxMail.objects.get(template="code").error


def test_the_outbox_outlives_the_codes_that_it_sent(
    deal: Fennel, server: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    deal.code(deal.browser("aoife"))
    send_mails()
    later = clock.seconds() + 2 * DAY
    monkeypatch.setattr(clock, "seconds", lambda: later)
    remove_what_had_its_time()
    assert not SigningCode.objects.exists()
    assert PRUNED in [letter for _, letter in outbox_of(deal.nl.workspace)]
    assert "aoife@fennel.example" in deal.nl.browser("mara").text(f"{deal.nl.home}outbox/")


def test_a_name_puts_no_header_into_a_mail(deal: Fennel, server: Kept) -> None:
    SigningLink.objects.update(name="Aoife\r\nBcc: sven@elsewhere.example")
    put_in_outbox(
        deal.nl.workspace, "signed", "mara@northlight.example", link=str(SigningLink.objects.get().pk)
    )
    send_mails()
    assert all("Bcc" not in mail for mail in server.mails)
    assert OutboxMail.objects.get(template="signed").error


def kinds_sent() -> list[str]:
    return list(OutboxMail.objects.order_by("pk").values_list("template", flat=True))


def test_who_does_nothing_is_reminded_and_then_the_link_ends(
    deal: Fennel, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = SigningLink.objects.get().expires - 14 * DAY
    for days, mails in ((2.9, 0), (3.1, 1), (3.2, 1), (7.1, 2), (12.1, 3), (13.9, 3)):
        monkeypatch.setattr(clock, "seconds", lambda days=days: began + days * DAY)
        remind_of_links()
        assert kinds_sent().count("reminder") == mails, days
    monkeypatch.setattr(clock, "seconds", lambda: began + 14 * DAY + 1)
    at_once(lambda _: remind_of_links(), 3)
    assert kinds_sent().count("ended") == 1
    assert OutboxMail.objects.get(template="ended").to == "mara@northlight.example"
    assert "the link ended, nothing done" in deal.nl.browser("mara").text(deal.page)
    deal.nl.browser("mara").post(deal.page, do="again", amendment="0", signer="aoife")
    assert deal.browser("aoife").get("/sign/").status_code == 200


def test_who_signed_is_not_reminded_and_the_owner_is_told(
    deal: Fennel, monkeypatch: pytest.MonkeyPatch
) -> None:
    deal.sign("aoife")
    assert OutboxMail.objects.get(template="signed").to == "mara@northlight.example"
    began = clock.seconds()
    monkeypatch.setattr(clock, "seconds", lambda: began + REMIND_AFTER[0] + 60)
    assert remind_of_links() == 1
    assert OutboxMail.objects.get(template="reminder").to == "mara@northlight.example"


def test_a_name_is_drawn(deal: Fennel) -> None:
    aoife = deal.browser("aoife")
    told = {"way": "drawn", "consent": "on", "name": "", "code": deal.code(aoife)}
    for wrong in ("", "[]", "x", "[[1]]", "[[[1,2]]]", "[[[1,2],[1.5,3]]]", "[[[1,2],[2000,3]]]", "[" * 5000):
        answer = aoife.post("/sign/give/", **told, strokes=wrong)
        assert answer.status_code == 422, wrong
    assert aoife.post("/sign/give/", **told, strokes="[[[10,200],[500,40],[900,220]]]").status_code == 302
    do_what_is_owed()
    mara = deal.sign("mara")
    assert mara.get("/sign/files/sealed.pdf").content.startswith(b"%PDF")
    agreed = next(iter(deal.store.chain().find("agreed")))
    assert "my name drawn here" in str(agreed.what["consent"])
    entries = deal.engagement.journal.entries  # type: ignore[attr-defined]
    assert [entry.how for entry in entries if entry.kind == "signed"] == ["drawn", "typed"]


def test_no_mail_goes_to_nobody(nl: Northlight) -> None:
    assert put_in_outbox(nl.workspace, "signed", "") is None
