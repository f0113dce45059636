"""Random negotiations: an agreement changed as people change them, from a seed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TypeVar

from charter.core.document.tree import (
    Article,
    Block,
    Definition,
    Document,
    Fact,
    Items,
    Mark,
    Paragraph,
    Reference,
    Schedule,
    Section,
    Strong,
    Table,
    Text,
    Value,
    Word,
    sections,
)  # fmt: skip

from .trees import articles, blocks, numbered

T = TypeVar("T")
Change = Callable[[Document, Random], Document]
_WORDS = ("prompt", "written", "either side", "מחיר", "価格", "café & <b>", "days;", "{{ x }}", "—", "a\nb")


def changed(document: Document, dice: Random) -> Document:
    """Change an agreement in one to six ways, and number it again."""
    for _ in range(dice.randint(1, 6)):
        document = dice.choice(CHANGES)(document, dice)
    return numbered(document)


def _in_section(change: Callable[[Section, Random], Section]) -> Change:
    def apply(document: Document, dice: Random) -> Document:
        cites = [section.cite for section in sections(document)]
        chosen = dice.choice(cites) if cites else ""
        return _each(document, lambda section: change(section, dice) if section.cite == chosen else section)

    return apply


def _each(document: Document, change: Callable[[Section], Section]) -> Document:
    parts = (replace(part, sections=tuple(map(change, part.sections))) for part in document.articles)
    return replace(document, articles=tuple(parts))


def _with_block(section: Section, dice: Random, change: Callable[[Block], Block]) -> Section:
    if not section.blocks:
        return section
    place = dice.randrange(len(section.blocks))
    return replace(section, blocks=_put(section.blocks, place, (change(section.blocks[place]),)))


def _put(items: tuple[T, ...], place: int, new: tuple[T, ...], skip: int = 1) -> tuple[T, ...]:
    return (*items[:place], *new, *items[place + skip :])


# ── words, values, references ──────────────────────────────────────────────────────────────────


def _new_line(dice: Random) -> tuple[Text | Value | Reference | Word | Strong, ...]:
    path = f"scope.services.s{dice.randrange(9)}.name"
    parts = (
        Text("Each "),
        Value(path, dice.choice(_WORDS)),
        Text(f" counts {dice.randrange(99)} times, see "),
        Reference("exit.termination", ""),
        Text(", and "),
        Word("Notice", "notices"),
        Strong((Text(" matter."),)),
    )
    return parts[: dice.randint(2, len(parts))]


def _words(block: Block, dice: Random) -> Block:
    match block:
        case Paragraph(number, inlines):
            place = dice.randint(0, len(inlines))
            return Paragraph(
                number, _put(inlines, place, (Text(f" {dice.choice(_WORDS)} "),), dice.randint(0, 2))
            )
        case Items(ordered, items):
            return Items(
                ordered, _put(items, dice.randrange(len(items) + 1), (_new_line(dice),), dice.randint(0, 1))
            )
        case Table(columns, rows, numeric):
            row = tuple(_new_line(dice) for _ in columns)
            return Table(
                columns, _put(rows, dice.randrange(len(rows) + 1), (row,), dice.randint(0, 2)), numeric
            )


def _values(block: Block, dice: Random) -> Block:
    if not isinstance(block, Paragraph):
        return block
    said = dice.choice(
        ("45 days", "EUR 3.00", "", "a rather long answer of many words, " * dice.randint(1, 3))
    )
    return replace(
        block, inlines=tuple(Value(i.path, said) if isinstance(i, Value) else i for i in block.inlines)
    )


def _columns(block: Block, dice: Random) -> Block:
    if not isinstance(block, Table):
        return block
    if dice.random() < 0.5 and len(block.columns) > 1:
        return Table(block.columns[:-1], tuple(row[:-1] for row in block.rows))
    return Table(
        (*block.columns, "Note"), tuple((*row, _new_line(dice)) for row in block.rows), block.numeric
    )


def _numbered(block: Block, _dice: Random) -> Block:
    return replace(block, number="" if block.number else "?") if isinstance(block, Paragraph) else block


def _lettered(block: Block, _dice: Random) -> Block:
    return replace(block, ordered=not block.ordered) if isinstance(block, Items) else block


def _on_block(change: Callable[[Block, Random], Block]) -> Change:
    return _in_section(lambda section, dice: _with_block(section, dice, lambda block: change(block, dice)))


# ── blocks, sections, articles ─────────────────────────────────────────────────────────────────


def _add_block(section: Section, dice: Random) -> Section:
    new = dice.choice(blocks(section.cite, dice.randrange(24)))
    return replace(section, blocks=_put(section.blocks, dice.randint(0, len(section.blocks)), (new,), 0))


def _drop_block(section: Section, dice: Random) -> Section:
    return replace(section, blocks=_put(section.blocks, dice.randrange(len(section.blocks) + 1), ()))


def _shuffle_blocks(section: Section, dice: Random) -> Section:
    return replace(section, blocks=tuple(dice.sample(section.blocks, len(section.blocks))))


def _rename(section: Section, dice: Random) -> Section:
    short = () if section.in_short else (Text("Shorter."),)
    return replace(section, heading=f"{section.heading} {dice.choice(_WORDS[:3])}", in_short=short)


def _drop_section(document: Document, dice: Random) -> Document:
    gone = {section.cite for section in sections(document) if dice.random() < 0.1}
    parts = (
        replace(a, sections=tuple(s for s in a.sections if s.cite not in gone)) for a in document.articles
    )
    return replace(document, articles=tuple(parts))


def _add_section(document: Document, dice: Random) -> Document:
    old = list(sections(document))
    new = Section(
        f"scope.extra_{dice.randrange(999)}", "", "Extra work", (), blocks("scope.extra", dice.randrange(24))
    )
    place = dice.randrange(len(old) + 1)
    return _regrouped(document, [*old[:place], new, *old[place:]], dice)


def _move_section(document: Document, dice: Random) -> Document:
    old = list(sections(document))
    if old:
        moved = old.pop(dice.randrange(len(old)))
        old.insert(dice.randint(0, len(old)), moved)
    return _regrouped(document, old, dice)


def _regrouped(document: Document, new: list[Section], _dice: Random) -> Document:
    """Share sections out over the articles as before, by count; the last article takes what is left."""
    parts: list[Article] = []
    for article in document.articles:
        last = article is document.articles[-1]
        take = len(new) if last else len(article.sections)
        parts.append(replace(article, sections=tuple(new[:take])))
        new = new[take:]
    return replace(document, articles=tuple(parts))


def _drop_article(document: Document, dice: Random) -> Document:
    return replace(document, articles=_put(document.articles, dice.randrange(len(document.articles) + 1), ()))


def _restore_articles(document: Document, _dice: Random) -> Document:
    kept = {article.part for article in document.articles}
    here = {section.cite for section in sections(document)}
    fresh = (a for a in articles() if a.part not in kept and not here & {s.cite for s in a.sections})
    return replace(document, articles=(*document.articles, *fresh))


# ── what stands around the articles ────────────────────────────────────────────────────────────


def _cover(document: Document, dice: Random) -> Document:
    fact = Fact(dice.choice(("Who", "Where", "Not included")), _new_line(dice))
    return replace(document, cover=_put(document.cover, dice.randrange(4), (fact,), dice.randint(0, 1)))


def _glossary(document: Document, dice: Random) -> Document:
    entry = Definition(dice.choice(("Notice", "Fee", "Month")), _new_line(dice))
    return replace(
        document, glossary=_put(document.glossary, dice.randrange(3), (entry,), dice.randint(0, 1))
    )


def _schedules(document: Document, dice: Random) -> Document:
    table = Table(("Name", "Part"), (((Text("Mara"),), _new_line(dice)),))
    schedule = Schedule("", dice.choice(("People", "Rates")), "scope.services", _new_line(dice), table)
    return replace(
        document, schedules=_put(document.schedules, dice.randrange(2), (schedule,), dice.randint(0, 1))
    )


def _signatures(document: Document, dice: Random) -> Document:
    closing = _new_line(dice) if dice.random() < 0.5 else ()
    signatures = tuple(
        replace(block, signatories=block.signatories * dice.randint(0, 2)) for block in document.signatures
    )
    return replace(document, closing=closing, signatures=signatures[: dice.randint(0, 2)])


def _front(document: Document, dice: Random) -> Document:
    title = dice.choice(("Engagement agreement", "Advisory agreement & more"))
    version = f"Draft of {dice.randint(1, 28)} March 2026"
    return replace(document, title=title, version=version, paper=dice.choice(("a4", "us-letter")))


def _timeline(document: Document, dice: Random) -> Document:
    if document.timeline is None or dice.random() < 0.2:
        return replace(document, timeline=None)
    mark = Mark(
        dt.date(2026, 5, dice.randint(1, 28)), "payment", "Invoice", dice.choice(("financials.payment", ""))
    )
    return replace(
        document, timeline=replace(document.timeline, marks=_put(document.timeline.marks, 1, (mark,), 0))
    )


CHANGES: tuple[Change, ...] = (
    *map(_on_block, (_words, _words, _values, _values, _columns, _numbered, _lettered)),
    *map(_in_section, (_add_block, _drop_block, _shuffle_blocks, _rename)),
    _drop_section, _add_section, _move_section, _drop_article, _restore_articles,
    _cover, _glossary, _schedules, _signatures, _front, _timeline,
)  # fmt: skip
