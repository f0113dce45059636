"""Conclusion: which text both sides have signed, and since when, from entries alone.

A text is the agreement or an amendment. It is concluded on the day on which the second side's signature was known,
where both signed the same text; a signature of another text does not count. A side that declined before has declined
for good: that text is never concluded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from charter.core.agreement import Agreement
from charter.core.changes import Amendment
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.signing import AGREEMENT, Declined, Signed


def text_name(text: Agreement | Amendment) -> str:
    """Name a text as the entries do: "agreement", "amendment 2"."""
    return AGREEMENT if isinstance(text, Agreement) else text.name


class Standing(NamedTuple):
    """Where a text stands: by which sides it is signed, by which entry declined, since when it is concluded."""

    signed: tuple[Signed, ...]
    declined: Declined | None
    since: dt.date | None

    @property
    def missing(self) -> tuple[Side, ...]:
        """The sides that have yet to sign."""
        return tuple(side for side in Side if side not in {entry.side for entry in self.signed})


def standing(text: Agreement | Amendment, journal: Journal) -> Standing:
    """Give where a text stands, by the entries of a journal."""
    signed: dict[Side, Signed] = {}
    for entry in _of(text, journal):
        if isinstance(entry, Declined):
            if len(signed) < len(Side):
                return Standing(tuple(signed.values()), entry, None)
        else:
            signed.setdefault(entry.side, entry)
    both = len(signed) == len(Side)
    return Standing(tuple(signed.values()), None, max(e.known for e in signed.values()) if both else None)


def _of(text: Agreement | Amendment, journal: Journal) -> Iterator[Signed | Declined]:
    """Give the signatures and refusals of a text in their order; those of other words under its name are left out."""
    name = text_name(text)
    found: list[Signed | Declined] = [*journal.about(Signed, name), *journal.about(Declined, name)]
    if not found:
        return
    meant = text.digest if any(entry.digest for entry in found) else None
    if len({entry.on for entry in found}) < len(found):
        places = {id(entry): place for place, entry in enumerate(journal.entries)}
        found.sort(key=lambda entry: (entry.on, places[id(entry)]))
    else:
        found.sort(key=attrgetter("on"))
    yield from (entry for entry in found if entry.digest in {None, meant})


def why_without_effect(entry: Signed | Declined, text: Agreement | Amendment, journal: Journal) -> str:
    """Say why a signature or refusal counts for nothing: "other text", "declined before", "signed before"; or empty."""
    if entry.digest not in {None, text.digest}:
        return "other text"
    found = standing(text, journal)
    counts: tuple[Entry, ...] = tuple(chain(found.signed, filter(None, (found.declined,))))
    if entry in counts:
        return ""
    return "declined before" if found.declined is not None else "signed before"


def departed(texts: Iterable[Agreement | Amendment], journal: Journal) -> Iterator[str]:
    """Name the texts of which only other words were signed: "agreement", "amendment 2"."""
    for text in texts:
        digests = {entry.digest for entry in journal.about(Signed, text_name(text))}
        if digests and not digests & {None, text.digest}:
            yield text_name(text)
