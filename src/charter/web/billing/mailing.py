"""Sending an issued invoice: a mail with a link to the paper, which whoever has the link reads without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.language import localised_value
from charter.core.vocabulary.entry import Issued
from charter.web.billing.models import InvoiceLink
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import OutboxMail
from charter.web.kit.outbox import put_in_outbox
from charter.web.kit.papers import paper_of
from charter.web.kit.refused import NotFound, PageRefused
from charter.web.kit.rows_store import RowsStore
from charter.web.kit.secrets import read_token
from charter.web.signing.queries import signers_of
from charter.web.templatetags.words import reader

if TYPE_CHECKING:
    from charter.core.papers.tree import Paper
    from charter.web.billing.queries import InvoiceRow

TEMPLATE = "invoice"


def invoice_address(one: InvoiceRow) -> str:
    """Give where a client's invoices go: the address for invoices, else that of who signs first; empty for none."""
    agreed = one.agreement.sides.client.invoices
    return agreed or next((email for _, email in signers_of(one.row, 0).values() if email), "")


def mails_about(one: InvoiceRow) -> list[OutboxMail]:
    """Give the mails by which an invoice was sent, the first first."""
    refs = {"refs__engagement": str(one.row.pk), "refs__number": one.shown.entry.number}
    return list(
        OutboxMail.objects.filter(workspace=one.row.workspace, template=TEMPLATE, **refs).order_by("pk")
    )


def send_invoice(one: InvoiceRow, sent: int) -> OutboxMail:
    """Put the mail of an issued invoice into the outbox; `sent` is how many went out, as the page that asked has it.

    So of two clicks one sends, and the other finds that it is done. Raises PageRefused for a draft, for a paper that
    is not kept as it was issued, and for a client without an address.
    """
    if not one.shown.issued:
        raise PageRefused("A draft is not sent.", "Issue it first.")
    entry = one.shown.entry
    paper_of(one.row, engagement_in(one.row), entry)
    with RowsStore(one.row).lock():
        before = mails_about(one)
        if len(before) > sent:
            return before[-1]
        link, _ = InvoiceLink.objects.get_or_create(engagement=one.row, number=entry.number)
        made = put_in_outbox(
            one.row.workspace,
            TEMPLATE,
            invoice_address(one),
            link=str(link.pk),
            engagement=str(one.row.pk),
            number=entry.number,
            total=localised_value(entry.total, reader.get()),
            due=localised_value(entry.due, reader.get()),
        )
        if made is None:
            raise PageRefused(
                "The agreement gives the client no address.", "Say one in the parties: invoices."
            )
    return made


def mailed_paper(token: str) -> Paper:
    """Give the paper to which a mailed link leads. Raises NotFound for a link that is not ours."""
    pk = read_token(token, TEMPLATE)
    related = InvoiceLink.objects.select_related("engagement__workspace")
    link = related.filter(pk=pk).first() if pk else None
    if link is None:
        raise NotFound
    engagement = engagement_in(link.engagement)
    issued = (each for each in engagement.journal.of(Issued) if each.number == link.number)
    entry = next(issued, None)
    if entry is None:
        raise NotFound
    return paper_of(link.engagement, engagement, entry)
