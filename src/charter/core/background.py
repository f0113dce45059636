"""What the paper of an amendment says beside the terms: when the agreement was signed, and what the change costs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from charter.core.changes import Amendment
from charter.core.contract import ALL_ALONG
from charter.core.difference import difference
from charter.core.document.amendment_paper import Background
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money

YEAR = dt.timedelta(days=365)
SETTLED = dt.timedelta(days=92)
"""So long after the end, what was agreed for the time before is charged."""


def background(
    engagement: Engagement, amendment: Amendment, earlier: tuple[Amendment, ...] = ()
) -> Background:
    """Give what the terms alone do not say of an amendment that goes on from `earlier` ones.

    What it costs is what is charged with it less what is charged without, both as agreed and with nothing done: until
    the end, or for a year where none is agreed.
    """
    plain = Engagement(engagement.agreement, earlier, Journal(), engagement.name, ALL_ALONG)
    changed = replace(plain, amendments=(*earlier, amendment))
    deal = facts(changed, amendment.effective).deal
    until = deal.ends or amendment.effective + YEAR
    apart = difference(plain, changed, until + SETTLED if deal.ends else until)
    more = Money(apart.minor, apart.currency) if apart.minor else None
    names = tuple(f"no. {each.number}" for each in earlier)
    return Background(engagement.as_signed().contract.concluded, names, more, until - DAY)
