"""The document of an engagement with its key dates: as it was signed at first, or as it is in force on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from charter.core.document.amended import Signed, amended
from charter.core.document.assembly import document
from charter.core.document.speech import locale, said
from charter.core.document.tree import Document
from charter.core.engagement import Engagement
from charter.core.timeline import timeline_marks


def drawn(engagement: Engagement, day: dt.date | None = None, signed: Sequence[Signed] = ()) -> Document:
    """Draw the document as signed at first, or as in force on a day, which it then says.

    `signed` are the documents that were signed of it until then, in their order: their words stay. Raises NotKept
    where a term differs from them, and the edition that worded them is not here.
    """
    agreement = engagement.agreement if day is None else engagement.in_force(day)
    marks = timeline_marks(engagement, day)
    version = None if day is None else f"As in force on {said(day, locale(agreement).country)}"
    if not signed:
        return document(agreement, marks, version=version)
    last = signed[-1]
    before = timeline_marks(Engagement(last.agreement))
    return amended(signed, agreement, marks, before=before, version=version or last.document.version)
