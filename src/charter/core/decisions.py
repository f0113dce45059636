"""What negotiated wording leaves to a person to decide, shown where a date or a figure would have been."""

from __future__ import annotations

from charter.core.agreement import Agreement
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.sentence import Sentence, say

CHARGED = say("negotiated words; a person decides what is charged")
FOLLOWS = say("negotiated words; a person decides what follows")


def decisions(agreement: Agreement, *parts: str) -> dict[Cite, Sentence]:
    """Give what a person decides, by clause: under every clause that charges, and under those of some parts.

    Without parts, under every clause of the agreement.
    """
    return {
        cite: CHARGED if clause.charging() else FOLLOWS
        for cite, clause in agreement.clauses.items()
        if not clause.acts and (clause.charging() or not parts or cite.part in parts)
    }
