"""What is wrong with terms of work by the day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.vocabulary.consent import of_the_wrong_side
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.financials.day_rate import DayRate
    from charter.core.vocabulary.deal import Deal

_LONG = Hours.parse("10 hours")


def findings(terms: DayRate, deal: Deal) -> Iterator[Finding]:
    """Give the findings on terms of work by the day."""
    yield from _of_the_limit(terms)
    yield from _of_the_price(terms, deal)
    for place, wrong in of_the_wrong_side(terms.beyond.approved_by if terms.beyond is not None else (), deal):
        yield terms.finding(
            "CH-FIN-124",
            Level.ERROR,
            f"beyond.approved_by.{place}",
            wrong,
            say("Name somebody of the client."),
        )


def _of_the_limit(terms: DayRate) -> Iterator[Finding]:
    if terms.cap is None:
        yield terms.finding(
            "CH-FIN-120", Level.WARNING, "cap", say("Nothing limits the days that are charged in a month."),
            say("Agree the most days a month; above it nothing is charged."), to=10,
        )  # fmt: skip
    elif terms.alert is None:
        yield terms.finding(
            "CH-FIN-121", Level.ADVICE, "alert", say("Nobody is told before the days of a month run out."),
            say("Agree an alert."), to="80 %",
        )  # fmt: skip
    if terms.cap is None and terms.alert is not None:
        yield terms.finding(
            "CH-FIN-122", Level.WARNING, "alert",
            say("A share of the days is to be told, but no limit says of how many."),
            say("Agree a limit, or leave the alert out."),
        )  # fmt: skip
    if terms.cap is None and terms.beyond is not None:
        yield terms.finding(
            "CH-FIN-125", Level.WARNING, "beyond", say("Days above a limit need a yes, but no limit is agreed."),
            say("Agree a limit, or leave this out."),
        )  # fmt: skip


def _of_the_price(terms: DayRate, deal: Deal) -> Iterator[Finding]:
    if not terms.rate:
        yield terms.finding(
            "CH-FIN-123", Level.WARNING, "rate", say("A day costs {price}: is that meant?", price=terms.rate),
            say("Agree the price."),
        )  # fmt: skip
    if terms.hours > _LONG:
        yield terms.finding(
            "CH-FIN-126", Level.ADVICE, "hours",
            say("A day has {hours}: few people work well for so long.", hours=terms.hours),
            say("Agree a shorter day."), to="8 hours",
        )  # fmt: skip
    for key, later in (terms.later or {}).items():
        if not deal.runs(later.day(deal)):
            yield terms.finding(
                "CH-FIN-127", Level.WARNING, f"later.{key}",
                say("The price of {price} begins outside the engagement, so it never counts.", price=later.price),
                say("Give a day within the term, or leave it out."),
            )  # fmt: skip
