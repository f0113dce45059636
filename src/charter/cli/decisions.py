"""What negotiated words leave to a person, written below the figures, and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.cli import paper

if TYPE_CHECKING:
    from charter import Agreement


def decided(agreement: Agreement, *parts: str) -> dict[str, str]:
    """Give what a person decides, by clause, for programs."""
    from charter import decisions

    return {str(cite): str(words) for cite, words in decisions(agreement, *parts).items()}


def tell(agreement: Agreement, *parts: str) -> None:
    """Say below the figures what a person decides, a line a clause: "4.1 Retainer: negotiated words; …"."""
    from charter import decisions

    found = decisions(agreement, *parts)
    if found:
        paper.say()
    for cite, words in found.items():
        paper.say(paper.wrapped(f"{paper.cited(agreement, cite)}: {paper.read(words)}"))
