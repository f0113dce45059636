"""What negotiated wording leaves to a person to decide: as lines below the figures, and as data for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.cli import console

if TYPE_CHECKING:
    from charter import Agreement


def decisions_data(agreement: Agreement, *parts: str) -> dict[str, str]:
    """Give what a person decides, by clause, for programs."""
    from charter import decisions

    return {str(cite): str(words) for cite, words in decisions(agreement, *parts).items()}


def write_decisions(agreement: Agreement, *parts: str) -> None:
    """Write below the figures what a person decides, one line for each clause: "4.1 Retainer: negotiated words; …"."""
    from charter import decisions

    found = decisions(agreement, *parts)
    if found:
        console.write_line()
    for cite, words in found.items():
        console.write_line(console.wrap(f"{console.cited(agreement, cite)}: {console.translated(words)}"))
