"""The defined words: one list for every document, which prints those that it uses.

`glossary.md` holds them, each as a heading with its forms (`# Business Day | Business Days`) and a paragraph, a
text like any clause's. In prose a defined word is written with its capital, and found by that.

>>> word_of("Business Days")
'Business Day'
>>> [found.group() for found in pattern().finditer("Clients wait; the Client pays within five Business Days.")]
['Client', 'Business Days']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from charter.core.document import tree
from charter.core.document.library import sheet

_ENTRY = re.compile("^# (.+)$", re.MULTILINE)


@cache
def entries(name: str = "glossary") -> dict[str, str]:
    """Give the text under each heading of a sheet of short entries."""
    _, *pieces = _ENTRY.split(sheet(name))
    return {head.strip(): text.strip() for head, text in zip(pieces[::2], pieces[1::2], strict=True)}


@cache
def forms() -> dict[str, str]:
    """Give the defined word that each form belongs to."""
    return {form.strip(): head.split("|")[0].strip() for head in entries() for form in head.split("|")}


def word_of(form: str) -> str:
    """Give the defined word behind a form of it."""
    return forms()[form]


@cache
def pattern() -> re.Pattern[str]:
    """Give the pattern that finds every form, the longest first."""
    longest = sorted(forms(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


@cache
def _texts() -> dict[str, str]:
    return {head.split("|")[0].strip(): text for head, text in entries().items()}


def definitions(
    used: Iterable[str],
    printed: Callable[[str], tuple[tuple[tree.Inline, ...], frozenset[str]]],
    worded: Callable[[str], str] = str,
) -> tuple[tree.Definition, ...]:
    """Define the words used, and those that their definitions use, in the order of the alphabet.

    `printed` prints the text of a definition and tells which defined words are in it; `worded` spells a word.
    """
    found: dict[str, tree.Definition] = {}
    waiting = sorted(used)
    while waiting:
        word = waiting.pop()
        if word not in found:
            line, more = printed(_texts()[word])
            found[word] = tree.Definition(worded(word), line)
            waiting.extend(more)
    return tuple(found[word] for word in sorted(found))
