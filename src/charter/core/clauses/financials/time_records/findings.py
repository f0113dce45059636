"""What is wrong with terms of time records: silence that speaks too early, a time to object that helps nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.vocabulary.dates import DAY, Duration
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import TimeToPay

if TYPE_CHECKING:
    from charter.core.clauses.financials.time_records import TimeRecords
    from charter.core.vocabulary.deal import Deal

FIVE = Duration.parse("5 business days")
"""The least time between the arrival of a reminder and the day on which silence counts."""
_A_YEAR = 365


def findings(terms: TimeRecords, deal: Deal) -> Iterator[Finding]:
    """Give the findings on terms of time records."""
    if terms.after_reminder is not None and _sooner(terms.after_reminder, deal):
        yield terms.finding(
            "CH-FIN-110", Level.ERROR, "after_reminder",
            say("Silence can approve hours sooner than {five} after the client received a reminder.", five=FIVE),
            say("Let silence approve {five} after its arrival at the earliest.", five=FIVE), to=str(FIVE),
        )  # fmt: skip
    to_pay = deal.stated.get(TimeToPay)
    if terms.sent is None and isinstance(to_pay, TimeToPay) and _outlasts(terms.object_within, to_pay.after):
        yield terms.finding(
            "CH-FIN-111", Level.WARNING, "object_within",
            say(
                "The client has {time} to object to hours, and {pay} to pay for them: an objection can come too late "
                "to hold anything back.",
                time=terms.object_within, pay=to_pay.after,
            ),
            say("Let the time to object end with the time to pay, or before."), to=str(to_pay.after),
        )  # fmt: skip
    if not terms.approvers(deal):
        yield terms.finding(
            "CH-FIN-112", Level.ERROR, "object_within",
            say("Nobody at the client may dispute, so nobody can approve hours or object to them."),
            say("Let somebody at the client dispute: add it to what they may do."),
        )  # fmt: skip


def _sooner(time: Duration, deal: Deal) -> bool:
    """Whether a time can end before five business days do, whatever day of a year it begins on."""
    year = (deal.starts + n * DAY for n in range(_A_YEAR))
    return any(deal.after(time, day) < deal.after(FIVE, day) for day in year)


def _outlasts(time: Duration, other: Duration) -> bool:
    """Whether a time ends after another one on most days: its days on average are more."""
    return time.about_days > other.about_days
