r"""The defined words: one list for every document, which prints those that it uses.

`glossary.md` holds them, each as a heading with its forms (`# Business Day | Business Days`) and a paragraph, a
text like any clause's. In prose a defined word is written with its capital, and found by that.

>>> glossary = Glossary("# Business Day | Business Days\n\nA working day.\n\n# Client\n\nWho pays.\n")
>>> glossary.word_of("Business Days"), glossary.texts["Client"]
('Business Day', 'Who pays.')
>>> [found.group() for found in glossary.pattern.finditer("Clients wait; the Client has five Business Days.")]
['Client', 'Business Days']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from charter.core.document import tree

_ENTRY = re.compile("^# (.+)$", re.MULTILINE)


def entries(sheet: str) -> dict[str, str]:
    """Give the text under each heading of a sheet of short entries."""
    _, *pieces = _ENTRY.split(sheet)
    return {head.strip(): text.strip() for head, text in zip(pieces[::2], pieces[1::2], strict=True)}


class Glossary:
    """The defined words of one edition."""

    def __init__(self, sheet: str) -> None:
        self._entries = entries(sheet)

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text that defines each word."""
        return {head.split("|")[0].strip(): text for head, text in self._entries.items()}

    @cached_property
    def forms(self) -> dict[str, str]:
        """The defined word that each form belongs to."""
        return {
            form.strip(): head.split("|")[0].strip() for head in self._entries for form in head.split("|")
        }

    def word_of(self, form: str) -> str:
        """Give the defined word behind a form of it."""
        return self.forms[form]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern that finds every form, the longest first."""
        longest = sorted(self.forms, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


def definitions(
    used: Iterable[str],
    printed: Callable[[str], tuple[tuple[tree.Inline, ...], frozenset[str]]],
    worded: Callable[[str], str] = str,
) -> tuple[tree.Definition, ...]:
    """Define the words used, and those that their definitions use, in the order of the alphabet.

    `printed` prints the definition of a word and tells which defined words are in it; `worded` spells a word.
    """
    found: dict[str, tree.Definition] = {}
    waiting = sorted(used)
    while waiting:
        word = waiting.pop()
        if word not in found:
            line, more = printed(word)
            found[word] = tree.Definition(worded(word), line)
            waiting.extend(more)
    return tuple(found[word] for word in sorted(found))
