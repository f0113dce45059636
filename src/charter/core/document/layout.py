"""What a document keeps to: which edition words each clause, and the numbers and letters that others gave before.

A first document is worded by one edition, and numbers its clauses from the start. A later one of the same agreement
goes on from the signed ones: a clause keeps its edition, its number and its letter, and what is new has the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from charter.core.document.library import Library, working
from charter.core.vocabulary.cite import Cite


@dataclass(frozen=True)
class Layout:
    """The edition of the texts, those of clauses that came later, and the numbers and letters given before.

    `numbers` and `letters` hold also those of clauses that went again; empty: none was given before.
    """

    library: Library = field(default_factory=working)
    later: Mapping[Cite, Library] = field(default_factory=dict)
    numbers: Mapping[Cite, str] = field(default_factory=dict)
    letters: Mapping[Cite, str] = field(default_factory=dict)

    def worded_by(self, cite: Cite) -> Library:
        """Give the edition that words a clause."""
        return self.later.get(cite, self.library)

    @property
    def libraries(self) -> Iterable[Library]:
        """Every edition in it, the one that words most first: what it says comes before what others say."""
        return dict.fromkeys((self.library, *self.later.values()))


def lettered(given: Mapping[Cite, str], cites: Iterable[Cite]) -> dict[Cite, str]:
    """Give each schedule the letter that it has, or the next.

    >>> lettered({"a.b": "A", "a.c": "C"}, ["a.c", "a.d"])
    {'a.b': 'A', 'a.c': 'C', 'a.d': 'D'}
    """
    letters = dict(given)
    for cite in cites:
        if cite not in letters:
            letters[cite] = letter(max(map(place, letters.values()), default=-1) + 1)
    return letters


def letter(at: int) -> str:
    """Give the letter of a schedule; `at` counts from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    more, one = divmod(at, 26)
    return (letter(more - 1) if more else "") + chr(ord("A") + one)


def place(letters: str) -> int:
    """Give the place of a letter, from 0: the inverse of `letter`.

    >>> place("A"), place("AA")
    (0, 26)
    """
    at = 0
    for one in letters:
        at = at * 26 + ord(one) - ord("A") + 1
    return at - 1
