"""Entries in words: what happened, when it was learned, and which clause brought it about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.cli import paper

if TYPE_CHECKING:
    from charter.core.agreement import Agreement
    from charter.core.vocabulary.entry import Entry
    from charter.core.vocabulary.reference import Refers


def sentence(entry: Entry, agreement: Agreement) -> str:
    """Say what an entry says: its own words, when it was learned, and which clause brought it about."""

    def named(refers: Refers, key: str) -> str:
        return agreement.tables.get(refers.table, {}).get(key, key)

    extra = [f"learned {paper.day(entry.recorded)}"] if entry.recorded else []
    if entry.deemed:
        extra.append(paper.cited(agreement, entry.deemed))
    told = paper.read(entry.says(named)) + (f" ({'; '.join(extra)})" if extra else "")
    return f"{told}. {entry.note}" if entry.note else told
