"""The mails of signing: a subject, at most sixty words, and one link; written out of a row when shown or sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.urls import reverse

from charter.web.kit.models import OutboxMail, WorkspaceRow
from charter.web.kit.rows_store import RowsStore
from charter.web.kit.secrets import digits_of, token_of
from charter.web.signing.models import Offer, SigningCode, SigningLink

if TYPE_CHECKING:
    from collections.abc import Callable


class Letter(NamedTuple):
    """A mail as it is read. `where` is the path of its one button, which says `button`; empty: it has none."""

    subject: str
    text: str
    button: str = ""
    where: str = ""

    @property
    def plain(self) -> str:
        """The mail as plain text."""
        site = settings.OWN_ADDRESS.rstrip("/")
        go_on = f"\n\n{self.button}: {site}{self.where}\n" if self.where else ""
        return f"{self.text}{go_on}"


def letter_of(mail: OutboxMail) -> Letter:
    """Write the mail of a row."""
    return LETTERS[mail.template](mail)


def _sign(mail: OutboxMail) -> Letter:
    link = SigningLink.objects.select_related("offer__engagement__workspace").get(pk=mail.refs["link"])
    workspace = link.offer.engagement.workspace.name
    return Letter(
        f"{workspace} asks you to sign the {_document(link.offer)}",
        f"{link.name}, the {_document(link.offer)} between {link.offer.engagement.title} and {workspace} is ready for "
        "your signature. The link is yours alone and ends in fourteen days. You need no account; a code comes by mail.",
        "Read and sign",
        reverse("sign-link", args=[token_of(link.pk, "sign")]),
    )


def _code(mail: OutboxMail) -> Letter:
    code = SigningCode.objects.get(pk=mail.refs["code"])
    digits = digits_of(code.pk)
    return Letter(
        f"{digits} is your code",
        f"Your code is {digits}. It is good for ten minutes and for one signature. Nobody will ask you for it by "
        "phone. If you did not ask for it, do nothing.",
    )


def _sealed(mail: OutboxMail) -> Letter:
    link = SigningLink.objects.select_related("offer__engagement__workspace").get(pk=mail.refs["link"])
    head = RowsStore(link.offer.engagement).head()
    return Letter(
        f"The {_document(link.offer)} is signed and sealed",
        f"All have signed the {_document(link.offer)} with {link.offer.engagement.workspace.name}, and it is sealed. "
        f"Keep the sealed PDF and the evidence. The evidence ends at {head}.",
        "See both",
        reverse("sign-link", args=[token_of(link.pk, "sign")]),
    )


def _declined(mail: OutboxMail) -> Letter:
    offer = Offer.objects.select_related("engagement__workspace").get(pk=mail.refs["offer"])
    row = offer.engagement
    return Letter(
        f"{row.title} declined the {_document(offer)}",
        f"{row.title} declined to sign the {_document(offer)}. The reason stands where the document does.",
        "Read it",
        reverse("signing", kwargs={"ws": row.workspace.slug, "eng": row.slug}),
    )


LETTERS: dict[str, Callable[[OutboxMail], Letter]] = {
    "sign": _sign, "code": _code, "sealed": _sealed, "declined": _declined,
}  # fmt: skip


def outbox_of(workspace: WorkspaceRow) -> list[tuple[OutboxMail, Letter]]:
    """Give the mails of a workspace as they are read, newest first."""
    rows = OutboxMail.objects.filter(workspace=workspace).order_by("-pk")[:200]
    return [(row, letter_of(row)) for row in rows]


def unsent() -> list[OutboxMail]:
    """Give the mails that are still to be sent, oldest first."""
    return list(OutboxMail.objects.filter(sent=None).select_related("workspace").order_by("pk")[:50])


def _document(offer: Offer) -> str:
    return f"amendment {offer.amendment}" if offer.amendment else "agreement"
