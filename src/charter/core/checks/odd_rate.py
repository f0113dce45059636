"""CH-FIN-005: a rate of interest that is hardly meant, under any law."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.core.agreement import Agreement
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.money import Rate
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.walking import each

ODD, NEVER = Fraction(24, 100), Fraction(1)
"""Above two percent a month a rate is odd among businesses; above the whole debt a year it is a slip of the pen."""


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:  # noqa: ARG001 - whatever the law
    """Find rates above two percent a month, an error where a year costs more than the debt itself."""
    for place, rate in each(Rate, agreement):
        if rate.yearly > ODD:
            yearly = f"is {float(rate.yearly * 100):g} % a year" if rate.per == "month" else "is unusual"
            yield Finding(
                "CH-FIN-005",
                Level.ERROR if rate.yearly > NEVER else Level.WARNING,
                place,
                say(
                    "Interest of {rate} {yearly}: courts cut down or strike out what only punishes.",
                    rate=rate,
                    yearly=yearly,
                ),
                say('Agree what late money really costs, like "8 % a year" or "1 % a month".'),
            )
