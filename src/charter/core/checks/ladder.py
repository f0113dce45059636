"""CH-FIN-070 and 071: the steps after an unpaid invoice do not rise, or one of them has nothing before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.ladder import overtaken
from charter.core.vocabulary.sentence import say

YEAR = 366 * DAY
"""For which due dates the days are compared: a year has every holiday."""


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find two steps that come on one day or in the wrong order, for any due date in the first year."""
    rules = deal.ruled(deal.today)
    for zero in days_of_a_year(agreement.starts):
        found = overtaken(rules.ladder, zero, rules.calendar)
        if found is None:
            continue
        first, second = found
        if first == second:
            yield Finding(
                "CH-FIN-071", Level.ERROR, first.cite,
                say("'{step}' comes on the due date itself, when the invoice can still be paid.", step=first.reads),
                say("Let it come later."),
            )  # fmt: skip
        else:
            yield Finding(
                "CH-FIN-070", Level.ERROR, second.cite,
                say(
                    "For an invoice due on {day}, '{second}' does not come after '{first}'.",
                    day=zero, second=second.reads, first=first.reads,
                ),
                say("Let the days rise: remind, claim, announce the stop, stop, announce the end, end."),
            )  # fmt: skip
        return


def days_of_a_year(first: dt.date) -> Iterator[dt.date]:
    """Give the days of a year."""
    return (first + n * DAY for n in range(YEAR.days))
