"""The next change: the first day of which something else is told than of today, though nobody records anything.

Time alone changes much: silence accepts, a duty turns late, a period begins, an amendment comes to count, interest
grows. Whoever shows an engagement need not ask anew before that day.

What has changed does not change back: charges, deemed entries and duties stay in what is told, and a term in force is
told with the day from which it counts. So the day is found by looking ahead in longer and longer steps, and then by
halves.

Left out is what only counts from the day of asking, and so is another every day: by how many days something is late,
when a notice given today would end the engagement, when a draft issued today would be due.
"""

from __future__ import annotations

import datetime as dt

from charter.core.billing import charges, invoices, statement
from charter.core.check import LOOK_AHEAD, check
from charter.core.duties import every
from charter.core.engagement import Engagement
from charter.core.facts import FAR, facts
from charter.core.rules.findings import entry_findings
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.sentence import say


def next_change(engagement: Engagement, today: dt.date) -> dt.date | None:
    """Give the first day after today of which something else is told, as far as nothing more is recorded.

    On every day before it the same is told as today, and on it something else: a charge, a duty or where it stands, an
    entry known or deemed, a term in force, a figure of the account, a finding. While interest runs, or a date moves day
    for day, that is tomorrow. None where nothing changes within 400 days, which is more than any rhythm of a year: ask
    again then.
    """
    now = told(engagement, today, today)
    same, step = today, DAY
    while told(engagement, today, differs := min(today + step, today + LOOK_AHEAD)) == now:
        if differs == today + LOOK_AHEAD:
            return None
        same, step = differs, 2 * step
    while differs - same > DAY:
        middle = same + (differs - same) // 2
        if told(engagement, today, middle) == now:
            same = middle
        else:
            differs = middle
    return differs


def told(engagement: Engagement, today: dt.date, day: dt.date) -> tuple[object, ...]:
    """Give all that is told of a day; dated occasions as far as they are seen from today."""
    horizon = today + LOOK_AHEAD + FAR
    known = engagement.known(day)
    found = facts(engagement, day, horizon)
    return (
        next(each for each in reversed(known.editions) if each.since <= day),
        found.journal.entries,
        found.deal._replace(today=today),
        charges(engagement, day),
        tuple((draft.on, draft.charges) for draft in invoices(engagement, day).drafts),
        statement(engagement, day)._replace(today=today),
        tuple(_told(duty) for duty in every(engagement, day, horizon)),
        tuple((each.id, each.level, each.place) for each in check(known.in_force(day), day)),
        tuple((place, each.id) for place, each in entry_findings(engagement, day, day)),
    )


def _told(duty: Duty) -> Duty:
    """Give a duty as it is told; the words of a right without a date say what follows if it is used today."""
    return duty if duty.due is not None else duty._replace(reads=say(""))
