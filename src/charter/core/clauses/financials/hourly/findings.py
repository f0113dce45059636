"""What is wrong with terms of work by the hour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.vocabulary.consent import of_the_wrong_side
from charter.core.vocabulary.dearer import lacking_working_hours
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.financials.hourly import Hourly
    from charter.core.vocabulary.deal import Deal


def findings(terms: Hourly, deal: Deal) -> Iterator[Finding]:
    """Give the findings on terms of work by the hour."""
    yield from _of_the_cap(terms)
    yield from _of_prices(terms)
    yield from _of_dearer_hours(terms, deal)
    for place, wrong in of_the_wrong_side(terms.beyond.approved_by if terms.beyond is not None else (), deal):
        yield terms.finding(
            "CH-FIN-085",
            Level.ERROR,
            f"beyond.approved_by.{place}",
            wrong,
            say("Name somebody of the client."),
        )


def _of_the_cap(terms: Hourly) -> Iterator[Finding]:
    if terms.cap is None:
        yield terms.finding(
            "CH-FIN-080", Level.WARNING, "cap", say("Nothing limits the hours that are charged in a month."),
            say("Agree the most hours a month; above it nothing is charged."), to="40 hours",
        )  # fmt: skip
    elif terms.alert is None:
        yield terms.finding(
            "CH-FIN-081", Level.ADVICE, "alert", say("Nobody is told before the hours of a month run out."),
            say("Agree an alert."), to="80 %",
        )  # fmt: skip
    if terms.cap is None and terms.alert is not None:
        yield terms.finding(
            "CH-FIN-082", Level.WARNING, "alert",
            say("A share of the hours is to be told, but no cap says of how many."),
            say("Agree a cap, or leave the alert out."),
        )  # fmt: skip
    if terms.cap is None and terms.beyond is not None:
        yield terms.finding(
            "CH-FIN-086", Level.WARNING, "beyond", say("Hours above a cap need a yes, but no cap is agreed."),
            say("Agree a cap, or leave this out."),
        )  # fmt: skip


def _of_prices(terms: Hourly) -> Iterator[Finding]:
    for key, rate in terms.rates.items():
        if not rate.price:
            yield terms.finding(
                "CH-FIN-083", Level.WARNING, f"rates.{key}.price",
                say("An hour of {role} costs {price}: is that meant?", role=rate.name, price=rate.price),
                say("Agree the price."),
            )  # fmt: skip


def _of_dearer_hours(terms: Hourly, deal: Deal) -> Iterator[Finding]:
    """Find a surcharge for hours outside of working hours that nobody agreed."""
    for key in lacking_working_hours(terms.surcharges, deal):
        yield terms.finding(
            "CH-FIN-084", Level.ERROR, f"surcharges.{key}.when",
            say("Hours outside of working hours are dearer, but no working hours are agreed."),
            say("Agree them under [general.interpretation.working_hours]."),
        )  # fmt: skip
