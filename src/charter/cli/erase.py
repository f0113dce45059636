"""Erasing personal content: `charter evidence --erase`. The chain still verifies afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.cli import clock, paper
from charter.cli.custody import evidence_in, listed, operator
from charter.cli.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from charter.sealing.evidence.commitment import Opening
    from charter.sealing.evidence.reconciliation import Books


def erase(folder: Path, commitments: list[str], reason: str, by: str | None) -> None:
    """Erase the content behind commitments for good, and record that, by whom and why.

    Raises Mistake without a reason, and for an entry that still stands in the journal; EvidenceError for
    a commitment that the chain does not hold.
    """
    from charter.folder import load, texts
    from charter.sealing.evidence.append import Erasure
    from charter.sealing.evidence.append import erase as forget
    from charter.sealing.evidence.reconciliation import Books

    if not reason.strip():
        raise Mistake('say why it is erased: --reason "asked for by the person concerned"')
    engagement = load(folder)
    store = evidence_in(folder)
    _refuse_standing(Books.of(engagement, texts(folder)), store.openings(), commitments)
    order = Erasure(by or operator(engagement.agreement), clock.now(), reason)
    links = forget(store, commitments, order)
    listed(links)
    paper.say("\nErased here. Backups and copies that others hold are theirs to erase.")


def _refuse_standing(books: Books, openings: Mapping[str, Opening], commitments: list[str]) -> None:
    """Refuse while the journal still says what is to be erased: it would be recorded again, in plain."""
    from charter.sealing.evidence.canonical import digest_of

    doomed = {digest_of(openings[name].content) for name in commitments if name in openings}
    for place, entry in enumerate(books.entries, 1):
        if entry.digest in doomed:
            raise Mistake(
                f"entry {place} ({entry.name}) still stands in journal.toml: take it out, then erase it here"
            )
