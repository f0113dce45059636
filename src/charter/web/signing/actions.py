"""Signing, act by act; each is one transaction. What takes long is done by the worker (`owed`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.conf import settings
from django.db import transaction

from charter.sealing.signing import ceremony, freeze
from charter.sealing.signing.ceremony import CONSENT, DRAWN_CONSENT, decline_document, give, show
from charter.sealing.signing.in_journal import unwritten_entries
from charter.sealing.signing.sign import Decline, Signature, names_in, refuse_unfit_event, signing_so_far
from charter.sealing.signing.signers import refuse_lost_right
from charter.sealing.signing.soundness import refuse_unsigned_master, remarks_on
from charter.web import clock
from charter.web.kit.authors import author_key
from charter.web.kit.codes import compare_code, make_code, use_up
from charter.web.kit.engagements import add_entries, engagement_in
from charter.web.kit.limits import take_try
from charter.web.kit.outbox import put_in_outbox
from charter.web.kit.refused import CodeRefused, PageRefused
from charter.web.kit.rows_store import RowsStore
from charter.web.negotiation.actions import conclude_negotiation
from charter.web.signing.models import Offer, SigningCode, SigningLink
from charter.web.signing.queries import (
    address_of,
    errors_to_sign,
    may_be_offered,
    ordered,
    signers_of,
)

if TYPE_CHECKING:
    from charter.sealing.signing.sign import Strokes
    from charter.web.kit.models import EngagementRow, MailedCode

TWO_WEEKS, HOUR = 14 * 24 * 3600.0, 3600
ONE_FACTOR = "link and code sent to {email}: one mailbox, one factor"
"""How a signer was identified, as the evidence says it."""


def offer_document(row: EngagementRow, amendment: int, email: str, despite: str = "") -> Offer:
    """Ask for a document to be put forward for signing; the worker prints it and asks the first signer.

    `despite` says why it is signed though the check finds errors in it. Raises PageRefused where it cannot be signed
    by link, MasterNotSigned for an order of an unsigned master, UnsoundTerms where there are errors and nobody says
    why, NotSigned for words that cannot be printed.
    """
    if not (settings.DEMO or settings.SMTP):
        raise PageRefused(
            "Nothing can be signed by link without a mail server.",
            "Set CHARTER_SMTP_URL; or have it signed in ink, and record that in the journal.",
        )
    if amendment not in {n for n, _ in may_be_offered(row)}:
        raise PageRefused("That is put forward already, or signed.", "Look at where it stands.")
    people = signers_of(row, amendment)
    if not people:
        raise PageRefused(
            "The terms name nobody who may sign.", "Give somebody on each side the power to sign."
        )
    engagement = engagement_in(row)
    refuse_unsigned_master(engagement.papers, clock.day_in(row.workspace))
    remarks_on(errors_to_sign(row, amendment), despite, "signed")
    by = author_key(engagement, email)
    with RowsStore(row).lock():
        if Offer.objects.filter(engagement=row, amendment=amendment).exists():
            raise PageRefused("That is put forward already.", "Look at where it stands.", status=409)
        if not amendment:
            conclude_negotiation(row)
        return Offer.objects.create(
            engagement=row,
            amendment=amendment,
            by=by,
            at=clock.current_moment(row.workspace),
            order=list(people),
            despite=despite,
        )


def ask_next(offer: Offer) -> SigningLink | None:
    """Send a link to the signer whose turn it is; None where that was done, or nobody is left to ask."""
    store = RowsStore(offer.engagement)
    with store.lock():
        if Offer.objects.filter(pk=offer.pk, withdrawn=True).exists():
            return None
        document = store.document(offer.amendment)
        frozen = freeze.thaw(document)
        signing = signing_so_far(frozen, document)
        given = {each.signer for each in signing.signatures}
        turn = next((key for key in map(signing.acting, ordered(offer, signing)) if key not in given), None)
        if turn is None or signing.declines or _was_asked(offer, turn):
            return None
        names = names_in(frozen) | {each.to: each.name for each in signing.handed}
        return _send_link(offer, turn, names[turn])


def _was_asked(offer: Offer, signer: str) -> bool:
    """Whether a signer was sent a link since the document was last put forward."""
    return SigningLink.objects.filter(offer=offer, signer=signer, withdrawn=False).exists()


def send_again(offer: Offer, signer: str) -> SigningLink:
    """Revoke the links of a signer, and send a new one. Raises PageRefused where the document was taken back."""
    with RowsStore(offer.engagement).lock():
        if Offer.objects.filter(pk=offer.pk, withdrawn=True).exists():
            raise PageRefused("It was taken back.", "Put it forward again first.", status=409)
        old = SigningLink.objects.filter(offer=offer, signer=signer)
        name = old[0].name if old else signer
        old.update(revoked=True)
        return _send_link(offer, signer, name)


def revoke_link(offer: Offer, signer: str) -> None:
    """End the links of a signer."""
    with transaction.atomic():
        SigningLink.objects.filter(offer=offer, signer=signer).update(revoked=True)


def withdraw_offer(offer: Offer) -> None:
    """Take a document back from signing: its links end, and nobody is asked or reminded. What was signed stays signed.

    Raises PageRefused once all have signed, or somebody declined.
    """
    store = RowsStore(offer.engagement)
    with store.lock():
        document, given = store.document(offer.amendment), set[str]()
        if document.read(freeze.RECORD) is not None:
            signing = signing_so_far(freeze.thaw(document), document)
            given = {each.signer for each in signing.signatures}
            if signing.complete or signing.declines:
                raise PageRefused(
                    "It is concluded, or declined: there is nothing to take back.",
                    "Look at where it stands.",
                    status=409,
                )
        if not Offer.objects.filter(pk=offer.pk, withdrawn=False, done=False).update(withdrawn=True):
            return
        links = SigningLink.objects.filter(offer=offer)
        for link in links.filter(revoked=False):
            put_in_outbox(offer.engagement.workspace, "withdrawn", link.email, link=str(link.pk))
        links.exclude(signer__in=given).update(revoked=True, withdrawn=True)


def offer_again(offer: Offer) -> None:
    """Have what was taken back signed after all, in the same words: whoever has not signed gets a new link."""
    with RowsStore(offer.engagement).lock():
        Offer.objects.filter(pk=offer.pk, withdrawn=True).update(withdrawn=False, next_try=0)


def _send_link(offer: Offer, signer: str, name: str, template: str = "sign", /, **refs: str) -> SigningLink:
    workspace = offer.engagement.workspace
    email = address_of(offer.engagement, offer.amendment, signer)
    link = SigningLink.objects.create(
        offer=offer,
        signer=signer,
        name=name,
        email=email.lower(),
        made=clock.current_moment(workspace),
        expires=clock.seconds() + TWO_WEEKS,
    )
    put_in_outbox(workspace, template, link.email, link=str(link.pk), **refs)
    return link


def send_code(link: SigningLink) -> None:
    """Send a code to a signer, who has the document before them: that it was shown is recorded. Raises TooMany."""
    take_try(f"code {link.pk}", 5, HOUR)
    store, offer = RowsStore(link.offer.engagement), link.offer
    with store.lock():
        code = make_code(SigningCode, link)
        put_in_outbox(offer.engagement.workspace, "code", link.email, code=str(code.pk))
        SigningLink.objects.filter(pk=link.pk, opened=None).update(opened=_now(link))
        show(freeze.thaw(store.document(offer.amendment)), link.signer, _now(link), store)


def check_code(link: SigningLink, typed: str) -> MailedCode:
    """Compare a typed code, which uses up one of its five tries, whatever else fails. Raises CodeRefused."""
    return compare_code(SigningCode, link, typed)


def sign_document(link: SigningLink, mark: str | Strokes, typed: str) -> None:
    """Take a signature: consent, name and link of the chain, and the entry of the journal, all or none.

    `mark` is the name as typed, or the strokes of it as drawn. Raises PageRefused for a wrong code, and NotSigned as
    `ceremony.give` does.
    """
    offer, row = link.offer, link.offer.engagement
    store = RowsStore(row)
    frozen = freeze.thaw(store.document(offer.amendment))
    how = ONE_FACTOR.format(email=link.email)
    typed_name = isinstance(mark, str)
    consent = CONSENT if typed_name else DRAWN_CONSENT
    way: Literal["typed", "drawn"] = "typed" if typed_name else "drawn"
    signature = Signature(link.signer, way, mark, _now(link), how, consent, frozen.digest)
    refuse_lost_right(engagement_in(row), offer.amendment, link.signer, signature.at)
    handed = signing_so_far(frozen, store.document(offer.amendment)).handed
    refuse_unfit_event(frozen, signature, handed)  # before a try of the code is used up
    code = check_code(link, typed)
    with store.lock():
        if not use_up(code):
            raise CodeRefused("This code was used already.", "Look at the page again: you may have signed.")
        _refuse_ended(link)
        give(frozen, signature, store, offer.amendment)
        _write_into_journal(offer)
        Offer.objects.filter(pk=offer.pk).update(next_try=0)
        if link.signer != offer.by:
            tell_owner(offer, "signed", link=str(link.pk))


def decline(link: SigningLink, reason: str, typed: str) -> None:
    """Take a signer's no, with its reason. Raises as `sign_document` does."""
    offer, row = link.offer, link.offer.engagement
    store = RowsStore(row)
    frozen = freeze.thaw(store.document(offer.amendment))
    no = Decline(link.signer, _now(link), reason)
    refuse_lost_right(engagement_in(row), offer.amendment, link.signer, no.at)
    refuse_unfit_event(frozen, no)
    if not reason.strip():
        raise PageRefused("A no needs its reason.", "Say in a sentence what would have to be different.")
    code = check_code(link, typed)
    with store.lock():
        if not use_up(code):
            raise CodeRefused("This code was used already.", "Have a new one sent.")
        _refuse_ended(link)
        decline_document(frozen, no, store, offer.amendment)
        _write_into_journal(offer)
        Offer.objects.filter(pk=offer.pk).update(done=True)
        tell_owner(offer, "declined", offer=str(offer.pk))


def hand_on_by_link(link: SigningLink, typed: str) -> None:
    """Hand a signature on to who stands in for the signer by the terms, and send them a link at once.

    Raises PageRefused for a wrong code, and where nobody stands in; NotSigned as `ceremony.hand_on` does.
    """
    offer, row = link.offer, link.offer.engagement
    store, engagement = RowsStore(row), engagement_in(row)
    frozen = freeze.thaw(store.document(offer.amendment))
    refuse_lost_right(engagement, offer.amendment, link.signer, _now(link))
    other = ceremony.stand_in_for(engagement, frozen, link.signer, offer.amendment)
    if other is None or not address_of(row, offer.amendment, other.key):
        raise PageRefused(
            "The agreement names nobody who may sign in your place.", "Sign it, or decline with your reason."
        )
    code = check_code(link, typed)
    with store.lock():
        if not use_up(code):
            raise CodeRefused("This code was used already.", "Look at the page again.")
        _refuse_ended(link)
        ceremony.hand_on(
            engagement, frozen, store,
            signer=link.signer, to=other.key, at=_now(link), amendment=offer.amendment,
        )  # fmt: skip
        _send_link(offer, other.key, other.name, "stand-in", by=str(link.pk))
        if link.signer != offer.by:
            tell_owner(offer, "handed", link=str(link.pk), to=other.name)


def _refuse_ended(link: SigningLink) -> None:
    """Refuse a link that was ended since its page was asked for, while its engagement is held."""
    if not SigningLink.objects.filter(pk=link.pk, revoked=False).exists():
        raise PageRefused("This link has ended meanwhile.", "Whoever sent it can send a new one.", status=410)


def _write_into_journal(offer: Offer) -> None:
    row = offer.engagement
    row.refresh_from_db(fields=["version"])
    engagement = engagement_in(row)
    fresh = unwritten_entries(engagement, RowsStore(row), offer.amendment)
    if fresh:
        add_entries(row, fresh, offer.by)


def tell_owner(offer: Offer, template: str, /, **refs: str) -> None:
    """Put a mail to whoever put the document forward into the outbox, within a transaction."""
    people = engagement_in(offer.engagement).agreement.sides.people
    to = people[offer.by].email if offer.by in people else ""
    put_in_outbox(offer.engagement.workspace, template, to, **refs)


def _now(link: SigningLink) -> dt.datetime:
    return clock.current_moment(link.offer.engagement.workspace)


if TYPE_CHECKING:
    import datetime as dt
