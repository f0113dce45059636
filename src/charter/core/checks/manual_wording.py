"""CH-GEN-021: negotiated words that leave a clause to a person."""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:  # noqa: ARG001 - as every rule is asked
    """Find wordings whose effect is manual: nothing follows from their clause until somebody sees to it."""
    for cite, clause in agreement.clauses.items():
        if not clause.acts:
            yield Finding(
                "CH-GEN-021",
                Level.ADVICE,
                f"{cite}.wording.effect" if clause.wording is not None else cite,
                say(
                    "Negotiated words stand here that the terms do not say: a person decides what"
                    " follows from them."
                ),
                say(
                    "Agree who decides and when; or write words that the terms still fit, with the"
                    " effect same."
                ),
            )
