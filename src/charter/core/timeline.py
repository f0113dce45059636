"""The timeline of an engagement: the dates that the picture in its document shows."""

from __future__ import annotations

import datetime as dt

from charter.core.agreement import stated
from charter.core.document.speech import locale
from charter.core.document.tree import Mark
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.language import in_language
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import Lasts


def timeline_marks(engagement: Engagement, today: dt.date | None = None) -> tuple[Mark, ...]:
    """Give the dates for the picture, as known on a day (left out: the day before the start), earliest first."""
    starts = stated(engagement.agreement, Lasts).starts
    day = today or starts - DAY
    if engagement.is_draft(day):
        engagement = engagement.supposed(day)
    found = facts(engagement, day)
    term = engagement.agreement.stating(Lasts)
    marks = [Mark(starts, "start", "Start", term)]
    if found.deal.ends is not None:
        marks.append(Mark(found.deal.ends - DAY, "end", "Last day", term))
    until = min(found.deal.ends or starts + 366 * DAY, starts + 731 * DAY)
    recurring: set[str] = set()
    for duty in duties(engagement, day, starts, until):
        series = duty.id.split("/")[:3]
        if duty.mark and duty.due and "/".join(series) not in recurring:
            label = duty.mark.label
            if len(series) < len(duty.id.split("/")):
                label = say("{what}, the first", what=label)
            recurring.add("/".join(series))
            words = in_language(say("{what}", what=label), locale(engagement.agreement))
            marks.append(Mark(duty.due, duty.mark.kind, words, duty.cite.clause))
    return tuple(sorted(marks, key=lambda mark: (mark.day, mark.kind)))
