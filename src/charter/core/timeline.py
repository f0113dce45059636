"""The timeline of an engagement: what its duties and facts put on the picture of the document."""

from __future__ import annotations

import datetime as dt

from charter.core.document.speech import locale
from charter.core.document.tree import Mark
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.language import printed
from charter.core.vocabulary.dates import DAY

KINDS = {
    "scope.deliverables/deliver/": "deliverable",
    "scope.dependencies/provide/": "input",
    "foundation.term/talk-": "talk",
    "foundation.term/refuse-client": "stop",
}
"""Which duties are marked, and as what."""


def timeline(engagement: Engagement, today: dt.date | None = None) -> tuple[Mark, ...]:
    """Give the marks of the picture, as known on a day (left out: the day before the start), earliest first."""
    starts = engagement.agreement.foundation.term.starts
    day = today or starts - DAY
    found = facts(engagement, day)
    marks = [Mark(starts, "start", "Start", "foundation.term")]
    if found.deal.ends is not None:
        marks.append(Mark(found.deal.ends - DAY, "end", "Last day", "foundation.term"))
    until = min(found.deal.ends or starts + 366 * DAY, starts + 731 * DAY)
    recurring: set[str] = set()
    for duty in duties(engagement, day, starts, until):
        kind = next((kind for start, kind in KINDS.items() if duty.id.startswith(start)), None)
        series = duty.id.split("/")[:3]
        if kind and duty.due and "/".join(series) not in recurring:
            reads = printed(duty.reads, locale(engagement.agreement))
            first = ", the first" if len(series) < len(duty.id.split("/")) else ""
            recurring.add("/".join(series))
            marks.append(Mark(duty.due, kind, (reads.partition(": ")[2] or reads) + first, duty.cite.clause))
    return tuple(sorted(marks, key=lambda mark: (mark.day, mark.kind)))
