r"""The prose of a printed text: Markdown with tokens in it, read into lines, blocks and a schedule.

What is read holds the library's words and tokens only, so equal texts have equal structure: it is read once and
kept, and each printing fills its own values in.

>>> sheet = parse("# Payment\n\n> In short: pay.\n\nThe Client pays \ue0000\ue001.\n")
>>> sheet.in_short
(Text(text='Pay.'),)
>>> sheet.blocks[0]
Lines(line=(Text(text='The '), Word(word='Client', text='Client'), Text(text=' pays '), Slot(place=0), Text(text='.')))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache, lru_cache
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from charter.core.document import tree
from charter.core.document.glossary import Glossary
from charter.core.document.library import Library, working
from charter.core.document.sheet import Appendix, Block, Bold, Grid, Line, Lines, Listing, Sheet, Slot
from charter.core.document.term import CLOSE, OPEN
from charter.core.language.english import worded
from charter.core.language.spelling import Spelling

IN_SHORT = "In short: "
_SPACES = re.compile("[ \n]+")
_TOKEN = re.compile(f"{OPEN}([0-9]+){CLOSE}")


class Words(set[str]):
    """The defined words that a text was seen to use, of those that its glossary has."""

    def __init__(self, glossary: Glossary) -> None:
        super().__init__()
        self.glossary = glossary


@lru_cache(maxsize=2048)
def parse(text: str, country: str = "", library: Library | None = None) -> Sheet:
    """Read a printed text of an edition (left out: the working one), with its words as a country spells them.

    Raises ValueError for a structure that a clause text does not have.
    """
    of = library or working()
    return cast("Sheet", _respelled(_parsed(text, of.glossary), country, of.spelling))


def _respelled(node: object, country: str, spelling: Spelling) -> object:
    """Write every word of the library in what was read as a country does; the keys in `words` stay."""
    match node:
        case str():
            return worded(node, country, spelling)
        case tuple():
            return tuple(_respelled(piece, country, spelling) for piece in node)
        case Slot() | int() | frozenset() | None:
            return node
        case _:
            kind: Any = type(node)
            return kind(*(_respelled(getattr(node, field.name), country, spelling) for field in fields(kind)))


def _parsed(text: str, glossary: Glossary) -> Sheet:
    nodes = SyntaxTreeNode(_markdown().parse(text)).children
    own = [node for node in nodes if node.tag != "h1"]
    cut = next((at for at, node in enumerate(own) if node.type == "heading"), len(own))
    words = Words(glossary)
    in_short: Line = ()
    if own and own[0].type == "blockquote":
        in_short = _short(own.pop(0), words)
        cut -= 1
    blocks = tuple(_block(node, words) for node in own[:cut])
    extra = Words(glossary)
    appendix = _appendix(own[cut:], extra) if own[cut:] else None
    return Sheet(in_short, blocks, appendix, frozenset(words | extra), frozenset(extra))


def _appendix(nodes: list[SyntaxTreeNode], words: Words) -> Appendix:
    heading, *blocks = nodes
    found = [_block(node, words) for node in blocks]
    match found:
        case [Lines(intro), Grid() as grid]:
            return Appendix(_content(heading), intro, grid)
        case _:
            raise ValueError(f"the schedule {_content(heading)} is one paragraph and one table")


def _block(node: SyntaxTreeNode, words: Words) -> Block:
    match node.type:
        case "paragraph":
            return Lines(_line(node, words))
        case "bullet_list" | "ordered_list":
            items = tuple(_line(item.children[0], words) for item in node.children)
            return Listing(node.type == "ordered_list", items)
        case "table":
            return _grid(node, words)
        case _:
            raise ValueError(f"a clause text has no {node.type}: use paragraphs, lists and tables")


def _grid(node: SyntaxTreeNode, words: Words) -> Grid:
    head, *bodies = node.children
    heads = head.children[0].children
    columns = tuple(_content(cell) for cell in heads)
    numeric = tuple(i for i, cell in enumerate(heads) if "right" in str(cell.attrs.get("style", "")))
    rows = tuple(
        tuple(_line(cell, words) for cell in row.children) for body in bodies for row in body.children
    )
    return Grid(columns, rows, numeric)


def _short(node: SyntaxTreeNode, words: Words) -> Line:
    line = _line(node.children[0], words)
    first = line[0]
    if not isinstance(first, tree.Text) or not first.text.startswith(IN_SHORT):
        raise ValueError(f'the quoted line begins with "{IN_SHORT}"')
    rest = first.text.removeprefix(IN_SHORT)
    return (tree.Text(rest[:1].upper() + rest[1:]), *line[1:]) if rest else line[1:]


def _content(node: SyntaxTreeNode) -> str:
    return node.children[0].content.strip()


def _line(node: SyntaxTreeNode, words: Words) -> Line:
    return tuple(_pieces(node.children[0].children, words))


def _pieces(nodes: Sequence[SyntaxTreeNode], words: Words) -> Iterator[tree.Text | tree.Word | Slot | Bold]:
    text = ""
    for node in nodes:
        match node.type:
            case "text":
                text += node.content
            case "strong":
                yield from _cut(text, words)
                yield Bold(tuple(_pieces(node.children, words)))
                text = ""
            case _:
                raise ValueError(f"a line has no {node.type}: use plain words and **strong** ones")
    yield from _cut(text, words)


def _cut(text: str, words: Words) -> Iterator[tree.Text | tree.Word | Slot]:
    """Cut words into plain ones, defined ones and places of values."""
    text = _SPACES.sub(" ", text)
    for number, piece in enumerate(_TOKEN.split(text)):
        if number % 2:
            yield Slot(int(piece))
            continue
        at = 0
        for found in words.glossary.pattern.finditer(piece):
            if found.start() > at:
                yield tree.Text(piece[at : found.start()])
            word = words.glossary.word_of(found.group())
            words.add(word)
            yield tree.Word(word, found.group())
            at = found.end()
        if at < len(piece):
            yield tree.Text(piece[at:])


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("zero").enable(["heading", "blockquote", "list", "table", "emphasis"])
