"""Entries appended to a journal: its text stays byte for byte, and only the new entries are read and judged."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from charter.core.engagement import Engagement
from charter.core.reading.entry_kind import entry_class
from charter.core.reading.problem import Problems
from charter.core.reading.source_map import SourceMap
from charter.core.reading.syntax import LARGEST, decode, parse_text
from charter.core.reading.texts import JOURNAL, Texts, read
from charter.core.reading.validation import validate
from charter.core.reading.writing import write_entries
from charter.core.rules.journal_rules import may_add
from charter.core.vocabulary.entry import Entry

HEADER = re.compile(r"^[ \t]*\[\[[ \t]*entry[ \t]*\]\]", re.MULTILINE)
"""What stands above each entry, where the journal is not written as one list."""


def append_to_journal(
    texts: Texts, engagement: Engagement, entries: Iterable[Entry]
) -> tuple[bytes, Engagement]:
    """Give the journal's text with entries below, and the engagement with them, which was read from the texts.

    Raises Problems where the whole would not hold.
    """
    added = tuple(entries)
    before = texts.get(JOURNAL, b"").decode("utf-8")
    after = write_entries(added, before).encode()
    if (
        len(after) <= LARGEST
        and len(HEADER.findall(before)) >= len(engagement.journal.entries) > 0
        and _reads_back(added)
        and not any(True for _ in may_add(engagement, *added))
    ):
        return after, engagement.plus(*added)
    return after, read({**texts, JOURNAL: after}, engagement.name)


def pieces(journal: bytes) -> list[bytes]:
    r"""Cut a journal at its entries, so that the pieces joined are the same bytes; what stands above is a piece too.

    A journal that is not written entry by entry is one piece. Raises Problems where it cannot be read.

    >>> pieces(b"# Ours\n\n[[entry]]\non = 1\n\n[[entry]]\non = 2\n")
    [b'# Ours\n\n', b'[[entry]]\non = 1\n\n', b'[[entry]]\non = 2\n']
    """
    text = decode(journal, JOURNAL)
    if len(text.encode()) != len(journal):  # it began with a mark of its encoding
        return [journal]
    heads = [head.start() for head in HEADER.finditer(text)]
    written = parse_text(text, JOURNAL).get("entry", []) if heads else []
    if len(heads) != len(written):
        return [journal] if journal else []
    cuts = [0, *heads, len(text)]
    found = (text[start:end].encode() for start, end in itertools.pairwise(cuts))
    return [piece for piece in found if piece]


def _reads_back(entries: tuple[Entry, ...]) -> bool:
    """Whether what is written of entries is read as the same entries."""
    text = write_entries(entries)
    source = SourceMap(text, JOURNAL)
    try:
        listed = parse_text(text, JOURNAL)["entry"]
        return tuple(validate(entry_class(item, source), item, source) for item in listed) == entries
    except Problems:
        return False
