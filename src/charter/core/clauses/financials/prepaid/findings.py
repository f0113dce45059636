"""What is wrong with blocks of hours that are paid for ahead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.vocabulary.consent import of_the_wrong_side
from charter.core.vocabulary.dearer import lacking_working_hours
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.money import Percent
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.financials.prepaid import Prepaid
    from charter.core.vocabulary.deal import Deal

_SHORT_DAYS = 90
"""Hours that lapse sooner than this after they were paid for are hard to use at a usual pace."""

STANDARD_TERMS = Source(
    "BGB 307; Consumer Rights Act 2015, s 62 and Sch 2 (as a measure)", "likely", "2026-11"
)
"""What a court asks of terms by which money is kept for work that was never done."""


def findings(terms: Prepaid, deal: Deal) -> Iterator[Finding]:
    """Give the findings on blocks of hours."""
    yield from _lost(terms)
    yield from _asked(terms, deal)
    for key in lacking_working_hours(terms.surcharges, deal):
        yield terms.finding(
            "CH-FIN-166", Level.ERROR, f"surcharges.{key}.when",
            say("Hours outside of working hours use more of a block, but no working hours are agreed."),
            say("Agree them under [general.interpretation.working_hours]."),
        )  # fmt: skip
    if terms.further is not None and terms.further.price < terms.hour:
        yield terms.finding(
            "CH-FIN-164", Level.WARNING, "further.price",
            say("An hour without a block costs {price}, less than the {hour} of one in it: nobody buys another block.",
                price=terms.further.price, hour=terms.hour),
            say("Let it cost at least as much."),
        )  # fmt: skip


def _lost(terms: Prepaid) -> Iterator[Finding]:
    """Find money kept for hours that were not used."""
    if terms.at_expiry == "forfeit":
        short = terms.expires is not None and terms.expires.about_days < _SHORT_DAYS
        yield terms.finding(
            "CH-FIN-160", Level.WARNING if short else Level.ADVICE, "at_expiry",
            say("Hours paid for are lost when their time is over; a court may find that unfair in standard terms."),
            say("Pay them back, or set them against the next block."), source=STANDARD_TERMS, to="credited",
        )  # fmt: skip
    if terms.at_end == "forfeit":
        yield terms.finding(
            "CH-FIN-161", Level.WARNING, "at_end",
            say("The client loses hours paid for even if it ends the engagement because of the consultant."),
            say("Pay them back at the end."), source=STANDARD_TERMS, to="refunded",
        )  # fmt: skip


def _asked(terms: Prepaid, deal: Deal) -> Iterator[Finding]:
    """Find a block that runs out without a word, a word that comes at once, and a yes from the wrong side."""
    if terms.top_up is None:
        yield terms.finding(
            "CH-FIN-162", Level.ADVICE, "top_up", say("Nobody is told before a block runs out."),
            say("Say how many hours are left when the client is asked."),
        )  # fmt: skip
    elif terms.top_up.below.seconds >= terms.seconds:
        yield terms.finding(
            "CH-FIN-163", Level.ERROR, "top_up.below",
            say("A block has {hours}: fewer than {below} are always left.",
                hours=terms.hours, below=terms.top_up.below),
            say("Ask once {share} of it are used.", share=Percent.parse("80 %")),
        )  # fmt: skip
    for place, wrong in of_the_wrong_side(terms.approved_by, deal):
        yield terms.finding(
            "CH-FIN-165", Level.ERROR, f"approved_by.{place}", wrong, say("Name somebody of the client.")
        )
