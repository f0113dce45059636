"""Clauses whose negotiated words leave them to a person: said where a figure would have stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.cli import paper

if TYPE_CHECKING:
    from charter.core.agreement import Agreement
    from charter.core.vocabulary.cite import Cite


def manual(agreement: Agreement, *parts: str) -> dict[Cite, str]:
    """Give what a person decides, by clause; of some parts of the agreement, and of every clause that charges."""
    return {
        cite: f"negotiated words; a person decides {'what is charged' if clause.charging() else 'what follows'}"
        for cite, clause in agreement.clauses.items()
        if not clause.acts and (clause.charging() or not parts or cite.part in parts)
    }


def tell(agreement: Agreement, *parts: str) -> None:
    """Say below the figures what a person decides, a line a clause: "4.1 Retainer: negotiated words; …"."""
    found = manual(agreement, *parts)
    if found:
        paper.say()
    for cite, words in found.items():
        paper.say(paper.wrapped(f"{paper.cited(agreement, cite)}: {words}"))
