"""What is wrong with terms of acceptance: too long a review, silence that speaks too early, rework without an end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.law.lookup import law
from charter.core.vocabulary.clause import KEEP
from charter.core.vocabulary.dates import DAY, Duration
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say, verbatim

if TYPE_CHECKING:
    from charter.core.clauses.scope.acceptance import Acceptance
    from charter.core.vocabulary.deal import Deal

A_YEAR = 365
FIVE = Duration.parse("5 business days")
"""The least time between the reminder's arrival and the day on which silence counts."""


def findings(terms: Acceptance, deal: Deal) -> Iterator[Finding]:
    """Give the findings on terms of acceptance."""
    yield from _by_law(terms, deal)
    yield from _of_silence(terms, deal)
    if terms.deemed_after is not None and not warned_in_time(terms, deal):
        yield terms.finding(
            "CH-SCO-016", Level.ERROR, "after_reminder",
            say("Silence can accept sooner than {five} after the client received a reminder.", five=FIVE),
            say("Agree a reminder, and let silence accept {five} after its arrival at the earliest.", five=FIVE),
            to=KEEP if terms.reminder is None else str(FIVE),
        )  # fmt: skip
    if terms.choice is None:
        yield terms.finding(
            "CH-SCO-017", Level.WARNING, "choice",
            say("Once the rounds of rework are used up, nobody may decide how to go on."),
            say("Let the client choose a last round, a lower price or refusal within some days."),
            to=str(terms.review),
        )  # fmt: skip


def warned_in_time(terms: Acceptance, deal: Deal) -> bool:
    """Whether five business days always lie between the reminder's arrival and the day on which silence counts."""
    if terms.reminder is None or terms.after_reminder is None:
        return False
    times = terms.after_reminder
    return all(deal.after(times, day) >= deal.after(FIVE, day) for day in _year(deal.starts))


def longest_days(time: Duration, deal: Deal) -> int:
    """Count the days that a time takes at most, whatever day of the first year it begins on."""
    return max((deal.after(time, day) - day).days for day in _year(deal.starts))


def _year(first: dt.date) -> Iterator[dt.date]:
    return (first + n * DAY for n in range(A_YEAR))


def _of_silence(terms: Acceptance, deal: Deal) -> Iterator[Finding]:
    """Find silence that never speaks, or speaks before the review or the reminder."""
    start, deemed = deal.starts, terms.deemed_after
    if deemed is None:
        yield terms.finding(
            "CH-SCO-011", Level.WARNING, "deemed_after",
            say("A client who says nothing never accepts, so a milestone may never be earned."),
            say("Let silence accept after the review."), to=str(terms.review),
        )  # fmt: skip
    elif deal.after(deemed, start) < deal.after(terms.review, start):
        yield terms.finding(
            "CH-SCO-012", Level.ERROR, "deemed_after",
            say(
                "Silence accepts after {deemed_after}, before the review of {review} is over.",
                deemed_after=deemed, review=terms.review,
            ),
            say("Let silence accept when the review is over, not before."), to=str(terms.review),
        )  # fmt: skip
    elif terms.reminder is not None and deal.after(terms.reminder, start) >= deal.after(deemed, start):
        yield terms.finding(
            "CH-SCO-015", Level.WARNING, "reminder",
            say(
                "The reminder goes out after {reminder}, when silence of {deemed_after} is over"
                " already: it warns of nothing.",
                reminder=terms.reminder, deemed_after=deemed,
            ),
            say("Let the reminder go out before silence accepts."),
        )  # fmt: skip


def _by_law(terms: Acceptance, deal: Deal) -> Iterator[Finding]:
    """Compare the review with the longest that the law allows, and silence with what it asks beforehand."""
    fact = law(deal.law).fact("acceptance_period", deal.agreed)
    if fact is not None:
        longest, days = int(fact.value["max_days"]), longest_days(terms.review, deal)
        usual = int(fact.value.get("standard_terms_days", days))
        if days > longest:
            yield terms.finding(
                "CH-SCO-010", fact.weight, "review",
                say(
                    "The review of {review} can take {days} days; the law allows {longest} unless more"
                    " was agreed expressly and is fair.",
                    review=terms.review, days=days, longest=longest,
                ),
                say("Shorten the review to {longest} days at most.", longest=longest),
                source=fact.cited(deal.agreed), to=f"{longest} days",
            )  # fmt: skip
        elif days > usual:
            yield terms.finding(
                "CH-SCO-013", Level.ADVICE, "review",
                say(
                    "The review of {review} can take {days} days over holidays. If one side wrote these terms for"
                    " many agreements, more than {usual} are presumed to be too long.",
                    review=terms.review, days=days, usual=usual,
                ),
                say("Negotiate this term and keep the rounds, or shorten it."),
                source=fact.cited(deal.agreed),
            )  # fmt: skip
    told = law(deal.law).fact("silence", deal.agreed)
    if told is not None and terms.deemed_after is not None and terms.reminder is None:
        yield terms.finding(
            "CH-SCO-014", told.weight, "reminder", verbatim(told.rule),
            say("Agree a reminder: silence then accepts only after one that says so."),
            source=told.cited(deal.agreed), to="5 business days",
        )  # fmt: skip
