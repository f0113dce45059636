"""The document of an engagement with its key dates: as it was signed at first, or as it is in force on a day."""

from __future__ import annotations

import datetime as dt

from charter.core.document.assembly import document
from charter.core.document.speech import locale, said
from charter.core.document.tree import Document
from charter.core.engagement import Engagement
from charter.core.timeline import timeline


def drawn(engagement: Engagement, day: dt.date | None = None) -> Document:
    """Draw the document as signed at first, or as in force on a day, which it then says."""
    if day is None:
        return document(engagement.agreement, timeline(engagement))
    agreement = engagement.in_force(day)
    when = said(day, locale(agreement).country)
    return document(agreement, timeline(engagement, day), version=f"As in force on {when}")
