"""What is wrong with terms of additional work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.vocabulary.consent import of_the_wrong_side
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.financials.additional_work import AdditionalWork
    from charter.core.vocabulary.deal import Deal

_LONG = dt.timedelta(days=15)


def findings(terms: AdditionalWork, deal: Deal) -> Iterator[Finding]:
    """Give the findings on terms of additional work."""
    yield from _of_the_price(terms)
    yield from _of_the_yes(terms, deal)
    if deal.after(terms.answer_within, deal.starts) - deal.starts > _LONG:
        yield terms.finding(
            "CH-FIN-143", Level.ADVICE, "answer_within",
            say("An answer may take {time}; meanwhile nobody knows what it costs.", time=terms.answer_within),
            say("Answer within some days."), to="3 business days",
        )  # fmt: skip


def _of_the_price(terms: AdditionalWork) -> Iterator[Finding]:
    if terms.cap is None:
        yield terms.finding(
            "CH-FIN-140", Level.ADVICE, "cap", say("Nothing limits what all additional work costs together."),
            say("Agree the most for a month or for the whole engagement."),
        )  # fmt: skip
    if terms.hour is not None and not terms.hour:
        yield terms.finding(
            "CH-FIN-144", Level.WARNING, "hour", say("An hour costs {price}: is that meant?", price=terms.hour),
            say("Agree the price."),
        )  # fmt: skip
    if terms.above is not None and terms.cap is not None and terms.above.sum >= terms.cap:
        yield terms.finding(
            "CH-FIN-142", Level.WARNING, "above.sum",
            say(
                "No work above {above} fits into {cap}, so nobody is asked for the second yes.",
                above=terms.above.sum, cap=terms.cap,
            ),
            say("Ask for it above a lower price."),
        )  # fmt: skip


def _of_the_yes(terms: AdditionalWork, deal: Deal) -> Iterator[Finding]:
    lists = {"approved_by": terms.approved_by}
    if terms.above is not None:
        lists["above.approved_by"] = terms.above.approved_by
        if set(terms.approved_by) <= set(terms.above.approved_by):
            yield terms.finding(
                "CH-FIN-145", Level.WARNING, "above.approved_by",
                say("Whoever gives the first yes may give the second, so it adds nothing."),
                say("Name other people, or leave it out."),
            )  # fmt: skip
    for field, keys in lists.items():
        for place, wrong in of_the_wrong_side(keys, deal):
            yield terms.finding(
                "CH-FIN-141", Level.ERROR, f"{field}.{place}", wrong, say("Name somebody of the client.")
            )
