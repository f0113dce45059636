"""Erasing personal content: `charter evidence --erase`. The chain still verifies afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.cli import clock, console
from charter.cli.evidence_options import evidence_store, write_links

if TYPE_CHECKING:
    from pathlib import Path


def erase_content(folder: Path, commitments: list[str], reason: str, by: str | None) -> None:
    """Erase the content behind commitments for good, and record that, by whom and why. Raises as `append.erase`."""
    from charter import engagement_texts, load
    from charter.sealing.evidence import append
    from charter.sealing.evidence.reconciliation import Books
    from charter.sealing.signing.signers import operator

    engagement = load(folder)
    order = append.Erasure(operator(engagement, by), clock.now(), reason)
    entries = Books.of(engagement, engagement_texts(folder)).entries
    write_links(append.erase(evidence_store(folder), commitments, order, entries))
    console.write_line("\nErased here. Backups and copies that others hold are theirs to erase.")
