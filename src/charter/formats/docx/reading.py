"""What a Word file says, paragraph by paragraph, once all its tracked changes are accepted.

A file that comes back was saved by somebody else's program, so nothing is taken for granted but the main part of an
ordinary Word file (ECMA-376 part 1, 17). What a field computed, as the number of a clause, is shown and not compared:
Word counts anew.

>>> runs = "<w:r><w:t>In </w:t></w:r><w:del><w:r><w:delText>30</w:delText></w:r></w:del><w:r><w:t>45 days</w:t></w:r>"
>>> [one] = _paragraphs(_parsed(f'<w:body xmlns:w="{_SPACE}"><w:p>{runs}</w:p></w:body>'.encode()))
>>> [sentence.text for sentence in one.sentences]
['In 45 days']
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from charter.core.document.readability import sentences
from charter.core.vocabulary.term import refusal

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_SPACE}}}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
MOST_BYTES = 20 * 2**20
"""So long a part of a Word file may be; an agreement's is a twentieth of it."""
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError,
               RuntimeError, KeyError, etree.XMLSyntaxError)  # fmt: skip
_OPENED, _CLOSED = "\x02", "\x03"
"""What stands around the result of a field while a paragraph is cut into sentences; XML can hold neither."""
_COMPUTED = re.compile(f"{_OPENED}[^{_CLOSED}]*{_CLOSED}?")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019", "'"),
        "\u2013": "-",
    }
)
"""What Word writes in place of what was typed."""
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "drawing", "pict", "object")}
"""What says nothing that stays: what was deleted, looks, and pictures."""
_WRITTEN = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}


class NoWordFile(ValueError):  # noqa: N818 - named for what is wrong
    """A file that is no Word file, or none that can be read."""


class ReadSentence(NamedTuple):
    """A sentence as it is shown, and as it is compared: without what fields compute, all blanks and quotes alike."""

    text: str
    key: str


class WordComment(NamedTuple):
    """What somebody wrote beside the text."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph: its sentences, the bookmarks that begin in it, the name of its style, the comments beside it."""

    sentences: tuple[ReadSentence, ...]
    marks: tuple[str, ...]
    style: str
    comments: tuple[WordComment, ...]


def read_paragraphs(file: bytes) -> list[ReadParagraph]:
    """Read the body of a Word file with all tracked changes accepted. Raises NoWordFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            body = _parsed(_part(archive, "word/document.xml"))
            name = "word/comments.xml"
            beside = _parsed(_part(archive, name)) if name in archive.namelist() else None
    except _UNREADABLE as wrong:
        raise NoWordFile("This is no Word file that can be read.") from wrong
    return list(_paragraphs(body, {} if beside is None else _comments(beside)))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    found = archive.getinfo(name)
    if found.compress_type not in _PACKINGS or found.file_size > MOST_BYTES:
        raise NoWordFile("It is packed in a way that no agreement is.")
    return archive.read(found)


def _parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content, _PARSER)


def _comments(root: etree._Element) -> dict[str, WordComment]:
    return {
        each.get(f"{_W}id", ""): WordComment(
            _clean(each.get(f"{_W}author", "")),
            _clean(" ".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in each.iter(f"{_W}p"))),
        )
        for each in root.iter(f"{_W}comment")
    }


@dataclass
class _Held:
    """What was read of a paragraph so far; one whose end was deleted runs on into the next."""

    said: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def _paragraphs(
    root: etree._Element, comments: Mapping[str, WordComment] | None = None
) -> Iterator[ReadParagraph]:
    held = _Held()
    for node in _standing(root):
        _read(node, held)
        if _runs_on(node):
            continue
        style = node.find(f"{_W}pPr/{_W}pStyle")
        yield ReadParagraph(
            tuple(_sentences("".join(held.said))),
            tuple(held.marks),
            "" if style is None else style.get(f"{_W}val", ""),
            tuple(found for each in held.beside if (found := (comments or {}).get(each))),
        )
        held = _Held()


def _standing(node: etree._Element) -> Iterator[etree._Element]:
    """Give the paragraphs that stay, in their order, also those of tables."""
    for child in node:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag == f"{_W}tr" and child.find(f"{_W}trPr/{_W}del") is not None:
            continue
        elif child.tag not in _GONE:
            yield from _standing(child)


def _runs_on(paragraph: etree._Element) -> bool:
    return any(paragraph.find(f"{_W}pPr/{_W}rPr/{_W}{name}") is not None for name in ("del", "moveFrom"))


def _read(node: etree._Element, held: _Held) -> None:
    for child in node:
        name = str(child.tag)
        if name in _GONE or not name.startswith(_W):
            continue  # also what stands twice for older programs (mc:AlternateContent)
        held.said.append(_WRITTEN.get(name, ""))
        if (note := _NOTED.get(name)) is not None:
            note(child, held)
        elif name == f"{_W}fldSimple":
            held.codes = [child.get(f"{_W}instr", "")]
            _field("separate", held)
            _read(child, held)
            _field("end", held)
        else:
            _read(child, held)


_NOTED: dict[str, Callable[[etree._Element, _Held], None]] = {
    f"{_W}t": lambda child, held: held.said.append(child.text or ""),
    f"{_W}bookmarkStart": lambda child, held: held.marks.append(child.get(f"{_W}name", "")),
    f"{_W}commentReference": lambda child, held: held.beside.append(child.get(f"{_W}id", "")),
    f"{_W}instrText": lambda child, held: held.codes.append(child.text or ""),
    f"{_W}fldChar": lambda child, held: _field(child.get(f"{_W}fldCharType", ""), held),
}
"""What each part of a paragraph adds to what was read of it."""


def _field(kind: str, held: _Held) -> None:
    """Mark where what a field computes begins and ends; the words of a hyperlink are words."""
    if kind == "begin":
        held.codes = []
    elif "HYPERLINK" not in "".join(held.codes).upper():
        held.said += {"separate": [_OPENED], "end": [_CLOSED]}.get(kind, [])


def _sentences(text: str) -> Iterator[ReadSentence]:
    for each in sentences(text):
        shown = _clean(each.replace(_OPENED, "").replace(_CLOSED, ""))
        key = " ".join(_clean(_COMPUTED.sub(" ", each)).translate(_ALIKE).split())
        if key:
            yield ReadSentence(shown, key)


def _clean(text: str) -> str:
    """Give a text with single blanks, and without characters that no term may have."""
    kept = "".join(each for each in text if each.isspace() or refusal(each) is None)
    return " ".join(kept.split())
