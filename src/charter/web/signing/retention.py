"""What is kept for a while only: codes, mails, links, sessions, access, counts of tries. The worker removes the rest.

Evidence, terms, entries and what was signed are kept; the chain says who was asked and when, without these rows.
"""

from __future__ import annotations

import datetime as dt

from django.contrib.sessions.models import Session
from django.db import transaction

from charter.web import clock
from charter.web.kit.models import Access, Bucket, OutboxMail
from charter.web.negotiation.models import NegotiationCode, NegotiationLink
from charter.web.signing.models import SigningCode, SigningLink

DAY = 24 * 3600.0
CODES, TRIES = 1 * DAY, 2 * DAY
"""Seconds that a code is kept after it ended, and a count of tries after the last one."""
MAILS, LINKS, ACCESSES = dt.timedelta(90), 90 * DAY, dt.timedelta(365)
"""How long a mail is kept after it was sent, a link after it ended, where its document is concluded, and a note of
who took something along."""


def remove_what_had_its_time() -> int:
    """Remove what was kept long enough; give how many rows that were."""
    now, at = clock.seconds(), clock.current_moment()
    with transaction.atomic():
        old = [
            SigningCode.objects.filter(expires__lt=now - CODES),
            NegotiationCode.objects.filter(expires__lt=now - CODES),
            OutboxMail.objects.filter(sent__lt=at - MAILS),
            SigningLink.objects.filter(expires__lt=now - LINKS, offer__done=True, codes=None),
            NegotiationLink.objects.filter(expires__lt=now - LINKS, codes=None).exclude(
                negotiation__ended=None
            ),
            Access.objects.filter(at__lt=at - ACCESSES, workspace__fixed_on=None),
            Bucket.objects.filter(at__lt=now - TRIES),
            Session.objects.filter(expire_date__lt=at),
        ]
        return sum(each.delete()[0] for each in old)
