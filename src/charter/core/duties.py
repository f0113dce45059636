"""Duties: every date, right and occasion that follows from the agreement, with its status on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain

from charter.core.billing import invoices
from charter.core.decisions import decisions
from charter.core.engagement import Engagement
from charter.core.facts import Facts, facts
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.duty import Duty, Force, Status
from charter.core.vocabulary.entry import Issued, Waived
from charter.core.vocabulary.stated import Issuing


def duties(
    engagement: Engagement, today: dt.date, since: dt.date | None = None, until: dt.date | None = None
) -> list[Duty]:
    """Give the duties with their standing on a day, sorted by date; those without a date come last.

    Those due in [since, until) are given, and always what is late from before and what is open without a date, as most
    rights are.
    Left out, `since` is today and `until` ninety days later.
    """
    since, until = since or today, until or today + 90 * DAY
    wanted = [duty for duty in every(engagement, today, until) if _wanted(duty, today, since, until)]
    return sorted(wanted, key=lambda duty: (duty.due or dt.date.max, duty.at or dt.time.min, duty.id))


def every(engagement: Engagement, today: dt.date, until: dt.date) -> Iterator[Duty]:
    """Give every duty with its standing on a day, clause by clause; dated occasions at least as far as `until`."""
    found = facts(engagement, today, until)
    waived = frozenset(entry.duty for entry in found.journal.of(Waived))
    drafts = {draft.on for draft in invoices(engagement, today).drafts}
    for duty in _of_clauses(found):
        if duty.met is not None:
            yield duty
        elif _to_issue(duty, drafts, today):
            yield duty.standing(today, waived)
    ends, issuing = found.deal.ends, found.past(Issuing)
    after = [day for day in drafts if ends is not None and day >= ends] if issuing else []
    if issuing and after and not any(_takes_all(duty) for duty in _of_clauses(found)):
        yield from (issuing.kind.to_issue(day).standing(today, waived) for day in after)
    yield from (duty.standing(today, waived) for duty in _decisions(engagement, today))


def _decisions(engagement: Engagement, today: dt.date) -> Iterator[Duty]:
    """Give what negotiated wording leaves to a person, as a duty of both sides without a date."""
    agreement = engagement.in_force(today)
    for cite, reads in decisions(agreement).items():
        yield Duty(f"{cite}/decide", cite, Force.MUST, "both", "both", reads, None, agreement.dated)


def _of_clauses(found: Facts) -> Iterator[Duty]:
    """Give the duties of the clauses, also those to issue an invoice when there is nothing to invoice."""
    return chain.from_iterable(
        past.kind.duties(past, found.deal, found.journal) for past in found.pasts.values()
    )


def _issues(duty: Duty) -> bool:
    """Whether it is a duty to issue an invoice."""
    return duty.meets is not None and duty.meets.kind is Issued


def _takes_all(duty: Duty) -> bool:
    """Whether an invoice is to be issued by a day for all that is open until then: the final one."""
    return _issues(duty) and duty.met is None and duty.due != duty.since


def _to_issue(duty: Duty, drafts: set[dt.date], today: dt.date) -> bool:
    """Whether a duty stands: one to issue an invoice only does where there is something to invoice.

    The final invoice takes in whatever is open once the engagement is over; with nothing open there is none to issue.
    """
    if not _issues(duty) or duty.since > today:
        return True
    return any(day >= duty.since for day in drafts) if _takes_all(duty) else duty.since in drafts


def _wanted(duty: Duty, today: dt.date, since: dt.date, until: dt.date) -> bool:
    due = duty.due
    if due is None:
        return duty.status is Status.OPEN and duty.since <= today
    if since <= due:
        return due < until
    return duty.status is Status.LATE and duty.force is Force.MUST
