"""What is owed to a document on its way: printing, asking the next signer, sealing. The worker does it.

Nothing slow happens inside a transaction; each step is found owed by the facts, so that a killed worker leaves it owed,
and doing it twice, or side by side, does it once. What fails is tried again for ever, each time later, and is shown.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, transaction

from charter.sealing.evidence.store import SEALED
from charter.sealing.making.keys import own_key
from charter.sealing.making.timestamping import service
from charter.sealing.signing import ceremony, freeze, signers
from charter.sealing.signing.ceremony import amended_digest, conclude, terms_to_sign
from charter.sealing.signing.seal_document import conclude_seal, prepare_seal, upgrade_document
from charter.sealing.signing.sign import signing_so_far
from charter.web import clock
from charter.web.kit.engagements import engagement_in
from charter.web.kit.outbox import put_in_outbox
from charter.web.kit.rows_store import RowsStore
from charter.web.signing.actions import ask_next
from charter.web.signing.models import Offer, SigningLink
from charter.web.signing.queries import asked_at, owed_offers

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper

    from charter.core.engagement import Engagement

_LOG = logging.getLogger(__name__)
WAIT = 20.0
"""Seconds until the next look at an offer that waits for a signer, who ends the wait by signing."""
LONGEST_ERROR = 2000
"""So many characters of what went wrong are kept."""
LONGEST_PAUSE = 3600.0
"""Seconds between two tries at most."""


def do_what_is_owed() -> int:
    """Do what is owed to every offer now; give how many were looked at."""
    found = owed_offers()
    for offer in found:
        try:
            further(offer)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is shown, and tried again
            _show_trouble(offer, f"{type(error).__name__}: {error}")
    return len(found)


def further(offer: Offer) -> None:
    """Bring an offer as far as it goes without a person."""
    if offer.done:
        _stamp(offer)
        return
    row = offer.engagement
    row.refresh_from_db(fields=["version"])
    engagement, store = engagement_in(row), RowsStore(row)
    document = store.document(offer.amendment)
    if document.read(freeze.RECORD) is None:
        prepared = ceremony.prepare(
            engagement, store, offer.amendment, on=clock.day_in(row.workspace), despite=offer.despite
        )
        conclude(prepared, store, offer.by, asked_at(offer))
    ask_next(offer)
    signing = signing_so_far(freeze.thaw(document), document)
    if signing.complete and document.read(SEALED) is None:
        _seal(offer, engagement, store)
    if document.read(SEALED) is not None:
        _tell_both(offer)
    elif not signing.complete:
        _wait(offer)


def _seal(offer: Offer, engagement: Engagement, store: RowsStore) -> None:
    at, name = asked_at(offer), signers.sealer(terms_to_sign(engagement, offer.amendment))
    key = own_key(settings.KEYS / offer.engagement.workspace.slug, name, at)
    was, asked = amended_digest(engagement, store, offer.amendment), stamping_service()
    prepared = prepare_seal(
        store, key, at, amendment=offer.amendment, amends=was, despite=offer.despite, service=asked
    )
    done = conclude_seal(prepared, store, at, by=offer.by, stamped=asked is not None)
    Offer.objects.filter(pk=offer.pk).update(
        unstamped=done.missing[:LONGEST_ERROR], tries=0, next_try=clock.seconds() + WAIT
    )


def stamping_service() -> TimeStamper | None:
    """Name the timestamp service of this site; None where none is set, and in the demo, which asks nobody outside."""
    return service(settings.TSA) if settings.TSA and not settings.DEMO else None


def _stamp(offer: Offer) -> None:
    """Ask once more for the timestamp that a sealed document lacks: all have it, and it is the same with more proof."""
    asked = stamping_service()
    missing = ""
    if asked is not None:
        store = RowsStore(offer.engagement)
        missing = upgrade_document(
            store, asked_at(offer), asked, by=offer.by, amendment=offer.amendment
        ).missing
    Offer.objects.filter(pk=offer.pk).update(unstamped=missing[:LONGEST_ERROR])
    if missing:
        _failed(offer, missing)


def _tell_both(offer: Offer) -> None:
    """Send the sealed document to each signer, once."""
    with transaction.atomic():
        if not Offer.objects.filter(pk=offer.pk, done=False).update(done=True, error=""):
            return
        for link in SigningLink.objects.filter(offer=offer, revoked=False):
            put_in_outbox(offer.engagement.workspace, "sealed", link.email, link=str(link.pk))


def _wait(offer: Offer) -> None:
    """Look again in a while, or as soon as somebody signs: nothing is owed until a signer acts."""
    with transaction.atomic():
        fresh = Offer.objects.filter(pk=offer.pk, next_try=offer.next_try)
        fresh.update(next_try=clock.seconds() + WAIT, error="", tries=0)


def _show_trouble(offer: Offer, said: str) -> None:
    """Say on the page what failed; where the database takes no word either, the next sweep finds it owed still."""
    try:
        _failed(offer, said)
    except DatabaseError:
        _LOG.exception("the page of offer %s does not say that this failed: %s", offer.pk, said)


def _failed(offer: Offer, said: str) -> None:
    pause = min(2.0 ** min(offer.tries, 12), LONGEST_PAUSE)
    with transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(
            error=said[:LONGEST_ERROR], tries=offer.tries + 1, next_try=clock.seconds() + pause
        )
