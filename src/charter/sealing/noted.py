"""An entry of the journal as it stands in the file, ready to be recorded.

>>> entry = Noted.of({"kind": "hours", "on": dt.date(2026, 3, 4), "hours": "3 hours"})
>>> entry.name, entry.correction
('hours of 4 March 2026', False)
>>> entry.digest == Noted.of({"hours": "3 hours", "on": "2026-03-04", "kind": "hours"}).digest
True
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from charter.sealing.canonical import canonical, digest_of
from charter.sealing.link import EvidenceError

_CORRECTIONS = {"void"}
"""Kinds of entry that say that another one never counted."""


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry of the journal as it stands in the file: what to call it, and its table.

    `personal` content is committed to under a salt, so that it can be erased.
    """

    name: str
    content: Mapping[str, object]
    correction: bool = False
    personal: bool = False

    @classmethod
    def of(cls, table: Mapping[str, object], *, personal: bool = False) -> Self:
        """Take a `[[entry]]` table as read, dates as dates or as texts. Raises EvidenceError for one unfit."""
        try:
            canonical(table)
        except ValueError as error:
            raise EvidenceError(f"an entry of the journal cannot be recorded: {error}") from error
        return cls(named(table), table, table.get("kind") in _CORRECTIONS, personal)

    @property
    def digest(self) -> str:
        """What it is known by."""
        return digest_of(self.content)


def named(content: object) -> str:
    """Name an entry by its kind and day; content that is no entry is just that.

    >>> named({"kind": "note", "on": "2026-03-09"}), named("a text")
    ('note of 9 March 2026', 'content')
    """
    if not isinstance(content, Mapping):
        return "content"
    return f"{content.get('kind', 'entry')}{_day(content.get('on'))}"


def _day(on: object) -> str:
    try:
        return f" of {spoken(dt.date.fromisoformat(str(on)))}"
    except ValueError:
        return ""


def spoken(day: dt.date) -> str:
    """Give a day as one says it: 4 March 2026."""
    return f"{day.day} {day:%B %Y}"
