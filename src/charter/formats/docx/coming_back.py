"""A Word file that went out and comes back: which sentences are others now, and in which clause they stand.

Two texts were known when it went out, that of each side; who accepts or rejects a tracked change in Word has one of
them, and changes nothing. What neither text says was written by whoever had the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from charter.core.document import tree
from charter.formats.docx.document import render
from charter.formats.docx.names import bookmark
from charter.formats.docx.reading import NoWordFile, ReadParagraph, ReadSentence, read_paragraphs
from charter.formats.docx.styles import STYLE_OF

ROOM = 2
"""So many times as many sentences as the known text may a file have: it is no edit of it otherwise."""
KNOWN_AT_LEAST = 2
"""At least one in so many sentences of the known text must still stand in the file."""
NOWHERE = ""
"""Where a sentence stands in no clause: on the cover, in a schedule, among the defined words."""


class ChangedSentences(NamedTuple):
    """Sentences that stand one after the other, as they were and as they are now; `cite` is their clause.

    Either may be empty: nothing stood there before, or nothing stands there now.
    """

    cite: str
    before: str
    after: str


class CommentOnClause(NamedTuple):
    """A comment of the file, and the clause that it stands beside."""

    cite: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class CameBack:
    """What a file that came back says that neither side's text says."""

    changes: tuple[ChangedSentences, ...]
    comments: tuple[CommentOnClause, ...]


class _Placed(NamedTuple):
    cite: str
    sentence: ReadSentence


def compare_with_file(mine: tree.Document, theirs: tree.Document, file: bytes) -> CameBack:
    """Compare the texts of both sides with a Word file that was made of them (`docx.redline`) and edited since.

    Raises NoWordFile for what is none, or is no edit of these texts.
    """
    known, other = _placed(theirs), _placed(mine)
    read = read_paragraphs(file)
    found = [sentence for paragraph in read for sentence in paragraph.sentences]
    keys = Counter(each.key for each in found)
    still = sum(each.sentence.key in keys for each in known)
    if len(found) > ROOM * (len(known) + len(other)) or still * KNOWN_AT_LEAST < len(known):
        raise NoWordFile("This file says something else than the draft.")
    changes = tuple(_changes(known, other, found, keys))
    return CameBack(changes, tuple(_comments(read, known)))


def _changes(
    known: Sequence[_Placed], other: Sequence[_Placed], found: Sequence[ReadSentence], keys: Counter[str]
) -> Iterator[ChangedSentences]:
    common = Counter(each.sentence.key for each in known) & Counter(each.sentence.key for each in other)
    heard = {each.sentence.key for each in (*known, *other)}
    matcher = SequenceMatcher(
        None, [each.sentence.key for each in known], [each.key for each in found], autojunk=False
    )
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        was, now = known[first:last], [each for each in found[start:end] if each.key not in heard]
        gone = [each for each in was if keys[each.sentence.key] < common[each.sentence.key]]
        if not now and not gone:
            continue
        told = [each for each in was if each.sentence.key not in keys] if now else gone
        cite = known[first].cite if first < last else known[max(first - 1, 0)].cite
        yield ChangedSentences(
            cite, " ".join(each.sentence.text for each in told), " ".join(each.text for each in now)
        )


def _comments(read: Sequence[ReadParagraph], known: Sequence[_Placed]) -> Iterator[CommentOnClause]:
    """Give the comments, each with the clause of the last sentence before it that is known."""
    places = {each.sentence.key: each.cite for each in known}
    cite = NOWHERE
    for paragraph in read:
        cite = next((places[s.key] for s in reversed(paragraph.sentences) if s.key in places), cite)
        yield from (CommentOnClause(cite, each.author, each.text) for each in paragraph.comments if each.text)


def _placed(document: tree.Document) -> list[_Placed]:
    """Read a document as its Word file has it, each sentence with its clause."""
    cites = {
        bookmark(section.cite): section.cite for article in document.articles for section in article.sections
    }
    counted = iter(
        part.cite for each in document.schedules if isinstance(each, tree.Counting) for part in each.parts
    )
    cite = NOWHERE
    found: list[_Placed] = []
    for paragraph in read_paragraphs(render(document)):
        if paragraph.style == STYLE_OF["counted-heading"]:
            cite = next(counted)
        elif paragraph.style in {STYLE_OF[role] for role in ("article", "schedule", "heading")}:
            cite = NOWHERE
        cite = next((cites[mark] for mark in paragraph.marks if mark in cites), cite)
        found += (_Placed(cite, each) for each in paragraph.sentences)
    return found
