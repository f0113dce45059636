"""Links that nobody used: their readers are reminded, and whoever put the document forward is told when one ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from charter.sealing.signing import freeze
from charter.sealing.signing.sign import signing_so_far
from charter.web import clock
from charter.web.kit.outbox import put_in_outbox
from charter.web.kit.rows_store import RowsStore
from charter.web.signing.actions import TWO_WEEKS, tell_owner
from charter.web.signing.models import SigningLink
from charter.web.signing.queries import waiting_links

if TYPE_CHECKING:
    from charter.sealing.signing.sign import GivenEvent
    from charter.web.signing.models import Offer

DAY = 24 * 3600.0
REMIND_AFTER = (3 * DAY, 7 * DAY, 12 * DAY)
"""After so long a signer is reminded: three times, the last two days before the link ends."""


def remind_of_links() -> int:
    """Remind and tell what is due now; give how many mails that were. Twice, or side by side, it does it once."""
    now, sent = clock.seconds(), 0
    for link in waiting_links():
        due = len([each for each in REMIND_AFTER if link.expires - TWO_WEEKS + each <= now])
        if link.expires <= now:
            sent += _tell_end(link)
        elif due > link.reminders:
            sent += _remind(link, due)
    return sent


def _remind(link: SigningLink, due: int) -> bool:
    with transaction.atomic():
        fresh = SigningLink.objects.filter(pk=link.pk, reminders=link.reminders, revoked=False)
        if not fresh.update(reminders=due) or _acted(link.offer, link.signer):
            return False
        put_in_outbox(link.offer.engagement.workspace, "reminder", link.email, link=str(link.pk))
    return True


def _tell_end(link: SigningLink) -> bool:
    with transaction.atomic():
        if not SigningLink.objects.filter(pk=link.pk, end_told=False).update(end_told=True):
            return False
        if _acted(link.offer, link.signer):
            return False
        tell_owner(link.offer, "ended", link=str(link.pk))
    return True


def _acted(offer: Offer, signer: str) -> bool:
    """Whether a signer signed, declined or handed it on."""
    document = RowsStore(offer.engagement).document(offer.amendment)
    signing = signing_so_far(freeze.thaw(document), document)
    given: tuple[GivenEvent, ...] = (*signing.signatures, *signing.declines, *signing.handed)
    return signer in {each.signer for each in given}
