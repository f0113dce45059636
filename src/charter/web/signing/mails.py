"""The mails: a subject, at most sixty words, and one link; written out of a row when shown or sent."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from charter.core.language import ENGLISH, localised_value
from charter.core.vocabulary.party import Side
from charter.web import clock
from charter.web.kit.models import EngagementRow, OutboxMail, WorkspaceRow
from charter.web.kit.rows_store import RowsStore
from charter.web.kit.secrets import digits_of, token_of
from charter.web.negotiation.models import NegotiationCode, NegotiationLink
from charter.web.negotiation.queries import PURPOSE
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


DAY = 24 * 3600.0
PRUNED = Letter("A code or a link that is no longer kept", "It had its time, and was removed.")
TOO_LATE = Letter("A code that ended", "It was good for ten minutes, and was not sent in time.")


def letter_of(mail: OutboxMail) -> Letter:
    """Write the mail of a row; `TOO_LATE` for a code that ended meanwhile."""
    return LETTERS[mail.template](mail)


def _sign(mail: OutboxMail) -> Letter:
    link = _link_of(mail)
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
    if mail.sent is None and code.expires < clock.seconds():
        return TOO_LATE
    digits = digits_of(code.pk)
    return Letter(
        f"{digits} is your code",
        f"Your code is {digits}. It is good for ten minutes and for one signature. Nobody will ask you for it by "
        "phone. If you did not ask for it, do nothing.",
    )


def _stand_in(mail: OutboxMail) -> Letter:
    link, by = _link_of(mail), SigningLink.objects.get(pk=mail.refs["by"])
    return Letter(
        f"{by.name} hands you the {_document(link.offer)} to sign",
        f"{link.name}, {by.name} cannot sign the {_document(link.offer)} with {link.offer.engagement.workspace.name}, "
        "and hands it on to you: the agreement names you to stand in. The link is yours alone and ends in fourteen "
        "days. You need no account; a code comes by mail.",
        "Read and sign",
        reverse("sign-link", args=[token_of(link.pk, "sign")]),
    )


def _handed(mail: OutboxMail) -> Letter:
    link = _link_of(mail)
    return Letter(
        f"{link.name} handed the {_document(link.offer)} on to {mail.refs['to']}",
        f"{link.name} cannot sign the {_document(link.offer)} with {link.offer.engagement.title}, and handed it on "
        f"to {mail.refs['to']}, whom the agreement names to stand in. A link was sent there.",
        "See where it stands",
        _signing_page(link.offer),
    )


def _reminder(mail: OutboxMail) -> Letter:
    link = _link_of(mail)
    workspace = link.offer.engagement.workspace
    days = max(1, round((link.expires - clock.seconds()) / DAY))
    left = "one day" if days == 1 else f"{days} days"
    return Letter(
        f"The {_document(link.offer)} with {workspace.name} waits for you",
        f"{link.name}, the {_document(link.offer)} between {link.offer.engagement.title} and {workspace.name} still "
        f"waits for your signature. The link ends in {left}. If you will not sign, say so there, with your reason.",
        "Read and sign",
        reverse("sign-link", args=[token_of(link.pk, "sign")]),
    )


def _signed(mail: OutboxMail) -> Letter:
    link = _link_of(mail)
    return Letter(
        f"{link.name} signed the {_document(link.offer)}",
        f"{link.name} signed the {_document(link.offer)} with {link.offer.engagement.title}. Who is next is asked by "
        "itself, and when all have signed it is sealed.",
        "See where it stands",
        _signing_page(link.offer),
    )


def _ended(mail: OutboxMail) -> Letter:
    link = _link_of(mail)
    return Letter(
        f"The link of {link.name} has ended",
        f"{link.name} neither signed nor declined the {_document(link.offer)} with {link.offer.engagement.title} in "
        "fourteen days. You can send a new link.",
        "See where it stands",
        _signing_page(link.offer),
    )


def _sealed(mail: OutboxMail) -> Letter:
    link = _link_of(mail)
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
        _signing_page(offer),
    )


def _withdrawn(mail: OutboxMail) -> Letter:
    link = _link_of(mail)
    workspace = link.offer.engagement.workspace.name
    return Letter(
        f"{workspace} took the {_document(link.offer)} back",
        f"{link.name}, {workspace} took the {_document(link.offer)} with {link.offer.engagement.title} back. Nobody "
        "signs it now. If it is put forward again, you hear of it; what you signed stays signed.",
    )


def _invoice(mail: OutboxMail) -> Letter:
    refs, workspace = mail.refs, mail.workspace.name
    return Letter(
        f"Invoice {refs['number']} of {workspace}",
        f"Invoice {refs['number']} of {workspace} is for {refs['total']} and due on {refs['due']}. Each of its lines "
        "names the clause that it follows from. The link is yours alone and needs no account.",
        "See the invoice",
        reverse("mailed-invoice", args=[token_of(UUID(refs["link"]), "invoice")]),
    )


def _draft(mail: OutboxMail) -> Letter:
    link = _negotiation_link(mail)
    row = link.negotiation.engagement
    return Letter(
        f"{row.workspace.name} sends you the draft with {row.title}",
        f"{link.name}, the draft between {row.title} and {row.workspace.name} is ready to be read. Say term by term "
        f"what you want otherwise; nobody sees it before you send. {_expected(mail)}The link is yours alone and needs "
        "no account.",
        "Read and answer",
        _where_to_answer(link, Side.CLIENT),
    )


def _round(mail: OutboxMail) -> Letter:
    link, n = _negotiation_link(mail), mail.refs["round"]
    row = link.negotiation.engagement
    return Letter(
        f"{row.workspace.name} sends round {n} back",
        f"{link.name}, {row.workspace.name} answered what you proposed in round {n} for the draft with {row.title}. "
        f"See what is agreed and what is open. {_expected(mail)}The link is the one that you had.",
        "See the answer",
        _where_to_answer(link, Side.CLIENT),
    )


def _round_back(mail: OutboxMail) -> Letter:
    link, n = _negotiation_link(mail), mail.refs["round"]
    row = link.negotiation.engagement
    return Letter(
        f"{link.name} sends round {n} of {row.title}",
        f"{link.name} sent round {n} for the draft with {row.title}. See what is agreed, what is open, and what each "
        f"proposal would cost. {_expected(mail)}Your answer is seen once you send it.",
        "See the round",
        _where_to_answer(link, Side.CONSULTANT),
    )


def _answer_due(mail: OutboxMail) -> Letter:
    link = _negotiation_link(mail)
    row, side = link.negotiation.engagement, Side(mail.refs["side"])
    other = row.workspace.name if side is Side.CLIENT else link.name
    return Letter(
        f"Round {mail.refs['round']} of the draft with {_called(row, side)} waits for you",
        f"{other} expects your answer on the draft until {_day(mail)}. Nothing is agreed by silence: what you do not "
        "answer stays open.",
        "Answer",
        _where_to_answer(link, side),
    )


def _answer_late(mail: OutboxMail) -> Letter:
    link = _negotiation_link(mail)
    row, side = link.negotiation.engagement, Side(mail.refs["side"])
    other = row.workspace.name if side is Side.CLIENT else link.name
    then = "or ask them" if side is Side.CLIENT else "ask them, send a new link, or call the talks off"
    return Letter(
        f"{other} has not answered round {mail.refs['round']}",
        f"You expected the answer of {other} on the draft until {_day(mail)}. None has come. "
        f"Nothing is agreed by silence, and nothing has ended: you can wait, {then}.",
        "See where it stands",
        _where_to_answer(link, side),
    )


def _called(row: EngagementRow, side: Side) -> str:
    """Give with whom a side makes the agreement."""
    return row.workspace.name if side is Side.CLIENT else row.title


def _day(mail: OutboxMail) -> str:
    return localised_value(dt.date.fromisoformat(mail.refs["by"]), ENGLISH)


def _expected(mail: OutboxMail) -> str:
    """Say until when an answer is expected; nothing where no day was named."""
    return f"An answer is expected until {_day(mail)}. " if "by" in mail.refs else ""


def _where_to_answer(link: NegotiationLink, side: Side) -> str:
    if side is Side.CLIENT:
        return reverse("negotiate-link", args=[token_of(link.pk, PURPOSE)])
    row = link.negotiation.engagement
    return reverse("negotiation", kwargs={"ws": row.workspace.slug, "eng": row.slug})


def _round_code(mail: OutboxMail) -> Letter:
    code = NegotiationCode.objects.get(pk=mail.refs["code"])
    if mail.sent is None and code.expires < clock.seconds():
        return TOO_LATE
    digits = digits_of(code.pk)
    return Letter(
        f"{digits} is your code",
        f"Your code is {digits}. It is good for ten minutes and for one round. Nobody will ask you for it by phone. "
        "If you did not ask for it, do nothing.",
    )


def _called_off(mail: OutboxMail) -> Letter:
    link = _negotiation_link(mail)
    row = link.negotiation.engagement
    return Letter(
        f"{row.workspace.name} called the talks on {row.title} off",
        f"{link.name}, {row.workspace.name} called off the talks on the draft with {row.title}. Your link has ended. "
        "Nobody is bound by what was proposed. If the draft is sent again, you get a new link.",
    )


LETTERS: dict[str, Callable[[OutboxMail], Letter]] = {
    "sign": _sign, "code": _code, "reminder": _reminder, "signed": _signed, "ended": _ended, "sealed": _sealed,
    "stand-in": _stand_in, "handed": _handed, "declined": _declined, "withdrawn": _withdrawn, "invoice": _invoice,
    "draft": _draft, "round": _round, "round-back": _round_back, "round-code": _round_code, "called-off": _called_off,
    "answer-due": _answer_due, "answer-late": _answer_late,
}  # fmt: skip


def _link_of(mail: OutboxMail) -> SigningLink:
    return SigningLink.objects.select_related("offer__engagement__workspace").get(pk=mail.refs["link"])


def _negotiation_link(mail: OutboxMail) -> NegotiationLink:
    related = NegotiationLink.objects.select_related("negotiation__engagement__workspace")
    return related.get(pk=mail.refs["link"])


def _signing_page(offer: Offer) -> str:
    row = offer.engagement
    return reverse("signing", kwargs={"ws": row.workspace.slug, "eng": row.slug})


def outbox_of(workspace: WorkspaceRow) -> list[tuple[OutboxMail, Letter]]:
    """Give the mails of a workspace as they are read, newest first."""
    rows = OutboxMail.objects.filter(workspace=workspace).order_by("-pk")[:200]
    return [(row, _as_kept(row)) for row in rows]


def _as_kept(mail: OutboxMail) -> Letter:
    """Write a mail; a code or a link that it carried may have had its time before the mail has."""
    try:
        return letter_of(mail)
    except ObjectDoesNotExist:
        return PRUNED


def unsent(now: float) -> list[OutboxMail]:
    """Give the mails that are to be sent now, oldest first."""
    found = OutboxMail.objects.filter(sent=None, next_try__lte=now).select_related("workspace")
    return list(found.order_by("pk")[:50])


def _document(offer: Offer) -> str:
    return f"amendment {offer.amendment}" if offer.amendment else "agreement"
