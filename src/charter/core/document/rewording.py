"""Which words of a document become which others by an amendment: place by place, and only the sentences that differ.

>>> old = (tree.Text("Pay in "), tree.Value("financials.payment.due_after", "30 days"), tree.Text(". It is late then."))
>>> new = (tree.Text("Pay in "), tree.Value("financials.payment.due_after", "14 days"), tree.Text(". It is late then."))
>>> was, now = differing(old, new)
>>> tree.plain(was), tree.plain(now)
('Pay in 30 days.', 'Pay in 14 days.')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from charter.core.document import tree

Inlines = tuple[tree.Inline, ...]

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])[ \n]+(?=[A-Z]|$)")


@dataclass(frozen=True, slots=True)
class WordedPlace:
    """A paragraph, an item or a row: what it is called ("4.1.1"), what it answers ("Price"), and its words."""

    number: str
    caption: str
    words: Inlines


@dataclass(frozen=True, slots=True)
class Rewording:
    """The old words and the new at one place; those that a place does not have are empty."""

    number: str
    caption: str
    before: Inlines
    after: Inlines


def rewordings(before: tree.Document, after: tree.Document) -> Iterator[Rewording]:
    """Give what differs in the articles, the schedules and the defined words, in the order of the document."""
    was, now = dict(_held(before)), dict(_held(after))
    for name in dict.fromkeys((*now, *was)):
        for old, new in _paired(was.get(name, ()), now.get(name, ())):
            words = differing(old.words if old else (), new.words if new else ())
            here = new or old
            if here is not None and any(words):
                yield Rewording(here.number, here.caption, *words)


# ── what a document holds ──────────────────────────────────────────────────────────────────────


def _held(document: tree.Document) -> Iterator[tuple[str, tuple[WordedPlace, ...]]]:
    """Give the places of each section, schedule and definition, by a name that stays."""
    for section in tree.sections(document):
        yield section.cite, tuple(_places(section.blocks, section.number))
    for schedule in document.schedules:
        name = f"Schedule {schedule.letter}"
        if isinstance(schedule, tree.Schedule):
            yield name, tuple(_rows(schedule.table, schedule.letter))
        else:
            for part in schedule.parts:
                yield f"{name} {part.cite}", tuple(_places(part.blocks, part.number))
    for entry in document.glossary:
        yield f"word {entry.word}", (WordedPlace("", entry.word, entry.inlines),)


def _places(blocks: Iterable[tree.Block], number: str) -> Iterator[WordedPlace]:
    for block in blocks:
        match block:
            case tree.Paragraph():
                number = block.number or number
                yield WordedPlace(number, block.caption.removesuffix("."), block.inlines)
            case tree.Items():
                yield from (WordedPlace(number, "", item) for item in block.items)
            case tree.Table():
                yield from _rows(block, number)


def _rows(table: tree.Table, number: str) -> Iterator[WordedPlace]:
    """Give each row as one place, called by its first cell ("Day 0" where that is a bare number).

    Each other cell says of which column it is.
    """
    for first, *cells in table.rows:
        words: list[tree.Inline] = []
        for column, cell in zip(table.columns[1:], cells, strict=True):
            if tree.plain(cell):
                words += [tree.Text(f"{column}: "), *cell, tree.Text(". ")]
        name = tree.plain(first)
        if not any(map(str.isalpha, name)):
            name = f"{table.columns[0]} {name}"
        yield WordedPlace(number, name, tuple(words))


# ── which place became which ───────────────────────────────────────────────────────────────────


def _paired(
    was: Sequence[WordedPlace], now: Sequence[WordedPlace]
) -> Iterator[tuple[WordedPlace | None, WordedPlace | None]]:
    """Pair the places that differ: those of one caption, else one after the other."""
    plain_was, plain_now = ([(one.caption, tree.plain(one.words)) for one in each] for each in (was, now))
    for kind, i, j, k, m in SequenceMatcher(None, plain_was, plain_now, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _matched(list(was[i:j]), list(now[k:m]))


def _matched(
    was: list[WordedPlace], now: list[WordedPlace]
) -> Iterator[tuple[WordedPlace | None, WordedPlace | None]]:
    left = [old for old in was if all(old.caption != new.caption for new in now)]
    for new in now:
        old = next((old for old in was if old.caption == new.caption), None)
        if old is not None:
            was.remove(old)
        elif left:
            old = left.pop(0)
        yield old, new
    yield from ((old, None) for old in left)


# ── which sentences ────────────────────────────────────────────────────────────────────────────


def differing(before: Inlines, after: Inlines) -> tuple[Inlines, Inlines]:
    """Give the sentences of the one that are not in the other, each way; a value that is new stands out."""
    old, new = list(_sentences(before)), list(_sentences(after))
    was: list[tree.Inline] = []
    now: list[tree.Inline] = []
    matcher = SequenceMatcher(None, [*map(tree.plain, old)], [*map(tree.plain, new)], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            for one, other in zip_longest(old[i:j], new[k:m], fillvalue=()):
                was += _spaced(was, one)
                now += _spaced(now, tuple(_standing_out(other, one)))
    return tuple(was), tuple(now)


def _sentences(inlines: Inlines) -> Iterator[Inlines]:
    sentence: list[tree.Inline] = []
    for inline in inlines:
        if not isinstance(inline, tree.Text):
            sentence.append(inline)
            continue
        first, *rest = _SENTENCE_ENDS.split(inline.text)
        sentence += [tree.Text(first)] * bool(first)
        for piece in rest:
            yield tuple(sentence)
            sentence = [tree.Text(piece)] * bool(piece)
    if sentence:
        yield tuple(sentence)


def _spaced(before: list[tree.Inline], sentence: Inlines) -> Inlines:
    return (tree.Text(" "), *sentence) if before and sentence else sentence


def _standing_out(sentence: Inlines, before: Inlines) -> Iterator[tree.Inline]:
    old = {one.text for one in before if isinstance(one, tree.Value)}
    for one in sentence:
        changed = isinstance(one, tree.Value) and bool(before) and one.text not in old
        yield tree.Strong((one,)) if changed else one
