r"""The prose of a printed text: Markdown with tokens in it, read into lines, blocks and a schedule.

What is read holds the library's words and tokens only, so equal texts have equal structure: it is read once and
kept, and each printing fills its own values in.

>>> sheet = parse("# Payment\n\n> In short: pay.\n\nThe Client pays \ue0000\ue001.\n")
>>> sheet.in_short
(Text(text='Pay.'),)
>>> sheet.blocks[0].line
(Text(text='The '), Word(word='Client', text='Client'), Text(text=' pays '), Slot(place=0), Text(text='.'))
>>> parse("# Payment\n\n**Review.** Read it.\n").blocks[0]
Lines(line=(Text(text='Read it.'),), caption='Review.')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
COUNTING = "How we count"
"""The heading of what a text puts into the schedule of that name, together with the other clauses."""
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
    words, extra = Words(glossary), Words(glossary)
    in_short = _short(own.pop(0), words) if own and own[0].type == "blockquote" else ()
    headed = _headed(own)
    blocks = tuple(_block(node, words) for node in headed.pop("", ()))
    counting = tuple(_block(node, words) for node in headed.pop(COUNTING, ()))
    appendix = _appendix(headed, extra)
    return Sheet(in_short, blocks, appendix, counting, frozenset(words | extra), frozenset(extra))


def _headed(nodes: list[SyntaxTreeNode]) -> dict[str, list[SyntaxTreeNode]]:
    """Give what stands under each heading of a text; under "" what stands before the first."""
    found: dict[str, list[SyntaxTreeNode]] = {"": []}
    under = found[""]
    for node in nodes:
        if node.type != "heading":
            under.append(node)
        elif (heading := _content(node)) in found:
            raise ValueError(f"a text has one section {heading}")
        else:
            under = found[heading] = []
    return found


def _appendix(headed: Mapping[str, list[SyntaxTreeNode]], words: Words) -> Appendix | None:
    for heading, nodes in headed.items():
        match [_block(node, words) for node in nodes]:
            case [Lines(intro, ""), Grid() as grid] if len(headed) == 1:
                return Appendix(heading, intro, grid)
            case _ if len(headed) > 1:
                raise ValueError(f"a text has one schedule of its own, not {' and '.join(headed)}")
            case _:
                raise ValueError(f"the schedule {heading} is one paragraph and one table")
    return None


def _block(node: SyntaxTreeNode, words: Words) -> Block:
    match node.type:
        case "paragraph":
            return _paragraph(node, words)
        case "bullet_list" | "ordered_list":
            items = tuple(_line(item.children[0], words) for item in node.children)
            return Listing(node.type == "ordered_list", items)
        case "table":
            return _grid(node, words)
        case _:
            raise ValueError(f"a clause text has no {node.type}: use paragraphs, lists and tables")


def _paragraph(node: SyntaxTreeNode, words: Words) -> Lines:
    """Read a paragraph, with the bold caption that it may begin with."""
    first, *rest = [child for child in node.children[0].children if child.type != "text" or child.content]
    caption = _only(first) if first.type == "strong" else ""
    if not caption.endswith(".") or not rest:
        return Lines(_line(node, words))
    return Lines(_after_space(tuple(_pieces(rest, words))), caption)


def _after_space(line: Line) -> Line:
    """Give what follows a caption; the asterisks of one that no space follows close nothing, so there is one."""
    match line:
        case (tree.Text(" "), *others):
            return tuple(others)
        case (tree.Text(start), *others):
            return (tree.Text(start.removeprefix(" ")), *others)
        case _:
            return line


def _only(node: SyntaxTreeNode) -> str:
    """Give the words of strong ones that are nothing but words; empty for others."""
    said = "".join(child.content for child in node.children if child.type == "text")
    return "" if len(node.children) > 1 or _TOKEN.search(said) else _SPACES.sub(" ", said)


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
            case "text" if "**" in node.content:
                raise ValueError(f"bold words are closed, with a space after them: {node.content.strip()}")
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
