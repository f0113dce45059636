"""A document tree laid out as rows: which paragraphs and tables there are, in which order.

>>> from charter.core.document import tree
>>> runs = Targets({"exit.disputes": ("6.2", "Disputes")}).runs((
...     tree.Text("See "), tree.Reference("exit.disputes", "6.2 (Disputes)"), tree.Text(".")))
>>> [(run.kind, run.pieces[0].text) for run in runs]
[('text', 'See '), ('number', '6.2'), ('text', ' ('), ('name', 'Disputes'), ('text', ').')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from charter.core.document import tree
from charter.formats import days
from charter.formats.emphasis import stands_out
from charter.formats.rows import (
    Block,
    Cell,
    FlatLine,
    FlatList,
    FlatPiece,
    FlatTable,
    GridKind,
    Kind,
    Passage,
    Redline,
    Run,
    Strip,
)

WORDS = "Words with a fixed meaning"
"""The heading of the glossary."""
WORDS_THAT_STAY = 7
"""So many of the last words stand with the signatures, as in the PDF: nobody signs a page without text."""


def flatten(document: tree.Document) -> Redline:
    """Lay a document out as rows, none of them changed."""
    targets = _targets(document)
    return Redline(
        passages=tuple(_passages(document, targets)),
        header=FlatLine("header", _words(document.title)),
        footer=FlatLine("footer", _words(document.version)),
    )


# ── inside a line ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Targets:
    """Where references may lead: number and name of each clause by its cite."""

    places: Mapping[str, tuple[str, str]]

    def runs(self, inlines: tuple[tree.Inline, ...], *, eye: bool = True) -> Cell:
        """Turn a line of the tree into runs; neighbouring words of one weight become one run.

        `eye`: whether the line has values that lead the eye; where all is value (tables), none does.
        """
        runs: list[Run] = []
        found = (
            replace(run, leads=run.leads and (eye or run.strong))
            for run in self._inlines(inlines, strong=False)
        )
        for (kind, strong), group in groupby(found, lambda run: (run.kind, run.strong)):
            if kind == "text":
                runs += _words("".join(run.pieces[0].text for run in group), strong=strong)
            else:
                runs += group
        return tuple(runs)

    def _inlines(self, inlines: tuple[tree.Inline, ...], *, strong: bool) -> Iterator[Run]:
        for inline in inlines:
            match inline:
                case tree.Text(text):
                    yield from _words(text, strong=strong)
                case tree.Value(path, text):
                    leads = strong or stands_out(inline)
                    yield replace(_run("value", path, text, strong=strong), leads=leads)
                case tree.Reference(cite, text):
                    yield from self._reference(cite, text, strong=strong)
                case tree.Word(word, text):
                    yield _run("word", word, text, strong=strong)
                case tree.Strong(inner):
                    yield from self._inlines(inner, strong=True)

    def _reference(self, cite: str, text: str, *, strong: bool) -> Iterator[Run]:
        """Split "4.9 (Late payment)" into what Word computes (number, name) and what it does not."""
        number, name = self.places.get(cite, ("", ""))
        if not number:
            yield from _words(text, strong=strong)
        elif text not in {number, f"{number} ({name})"}:
            yield _run("link", cite, text, strong=strong)
        else:
            yield _run("number", cite, number, strong=strong)
            if text != number:
                yield from _words(" (", strong=strong)
                yield _run("name", cite, name, strong=strong)
                yield from _words(")", strong=strong)


def _targets(document: tree.Document) -> Targets:
    places = {section.cite: (section.number, section.heading) for section in tree.sections(document)}
    return Targets(
        {article.part: (article.number, article.heading) for article in document.articles} | places
    )


def _run(kind: Kind, path: str, text: str, *, strong: bool = False) -> Run:
    return Run(kind, path, "same", (FlatPiece("same", text),), strong)


def _words(text: str, *, strong: bool = False) -> Cell:
    return (_run("text", "", text, strong=strong),) if text else ()


# ── blocks ─────────────────────────────────────────────────────────────────────────────────────


def _block(block: tree.Block, targets: Targets, title: str) -> Block:
    match block:
        case tree.Paragraph(number, inlines, caption):
            return FlatLine(
                "clause" if number else "text", (*_caption(caption), *targets.runs(inlines)), number
            )
        case tree.Items(ordered, items):
            return FlatList(ordered, tuple(_items(ordered, items, targets)))
        case tree.Table():
            return _table(block, targets, title, "table")


def _caption(caption: str) -> Cell:
    return (_run("caption", "", caption), *_words(" ")) if caption else ()


def _table(table: tree.Table, targets: Targets, title: str, kind: GridKind) -> FlatTable:
    strips = tuple(Strip(tuple(targets.runs(cell, eye=False) for cell in row)) for row in table.rows)
    return FlatTable(kind, title, Strip(tuple(map(_words, table.columns))), strips, table.numeric)


def _items(ordered: bool, items: Iterable[tuple[tree.Inline, ...]], targets: Targets) -> Iterator[FlatLine]:  # noqa: FBT001 - the tree's own field
    for place, item in enumerate(items, 1):
        if ordered:
            yield FlatLine("lettered", targets.runs(item), f"({letter_label(place)})")
        else:
            yield FlatLine("bullet", targets.runs(item), "•")


def letter_label(place: int) -> str:
    """Name the place of a lettered item as Word does: a … z, aa, bb, … (`place` counts from 1).

    >>> letter_label(2), letter_label(27), letter_label(54)
    ('b', 'aa', 'bbb')
    """
    times, letter = divmod(place - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


# ── passages ───────────────────────────────────────────────────────────────────────────────────


def _passages(document: tree.Document, targets: Targets) -> Iterator[Passage]:
    yield _cover(document, targets)
    if document.timeline:
        yield _timeline(document.timeline, targets, days.country(document))
    for article in document.articles:
        heading = FlatLine("article", _words(article.heading), article.number, article.part)
        yield Passage(f"article {article.part}", f"{article.number} {article.heading}", (heading,))
        for section in article.sections:
            yield _section(section, targets)
    for schedule in document.schedules:
        yield _schedule(schedule, targets)
    if document.glossary:
        early = len(document.glossary) - (WORDS_THAT_STAY if document.signatures else 0)
        yield _glossary(document.glossary, targets, early)
    yield _signatures(document, targets)


def _cover(document: tree.Document, targets: Targets) -> Passage:
    lines = (FlatLine("title", _words(document.title)), FlatLine("subtitle", _words(document.subtitle)))
    return Passage("cover", "Cover page", (*lines, *_facts(document.cover, targets)))


def _facts(facts: tuple[tree.Fact, ...], targets: Targets) -> Iterator[Block]:
    """Lay the rows of the cover out as tables of two columns; a row with a table of its own is followed by that."""
    strips: list[Strip] = []
    for fact in facts:
        strips.append(Strip((_words(fact.label), targets.runs(fact.inlines))))
        if fact.table:
            yield FlatTable("facts", "Key facts", None, tuple(strips))
            yield _table(fact.table, targets, fact.label, "table")
            strips = []
    if strips:
        yield FlatTable("facts", "Key facts", None, tuple(strips))


def _timeline(timeline: tree.Timeline, targets: Targets, country: str) -> Passage:
    strips = tuple(
        Strip((_words(days.long(mark.day, country)), _words(mark.label), _number(mark.cite, targets)))
        for mark in tree.told_once(timeline.marks)
    )
    heading = Strip((_words("Date"), _words("What happens"), _words("Clause")))
    grid = FlatTable("timeline", "Timeline", heading, strips)
    label = FlatLine("label", _words("Timeline"))
    return Passage(
        "timeline", "Timeline", (label, grid if strips else FlatLine("caption", _words(timeline.alt)))
    )


def _number(cite: str, targets: Targets) -> Cell:
    number, _ = targets.places.get(cite, ("", ""))
    return targets.runs((tree.Reference(cite, number),)) if number else ()


def _section(section: tree.Section, targets: Targets) -> Passage:
    title = f"{section.number} {section.heading}"
    heading = FlatLine("section", _words(section.heading), section.number, section.cite)
    short = (FlatLine("in-short", targets.runs(section.in_short, eye=False)),) if section.in_short else ()
    blocks = (_block(block, targets, section.heading) for block in section.blocks)
    return Passage(section.cite, title, (heading, *short, *blocks))


def _glossary(glossary: tuple[tree.Definition, ...], targets: Targets, early: int) -> Passage:
    lines = (
        FlatLine(
            "definition" if place < early else "last-definition",
            (*_words(entry.word, strong=True), *_words(": "), *targets.runs(entry.inlines, eye=False)),
        )
        for place, entry in enumerate(glossary)
    )
    return Passage("glossary", WORDS, (FlatLine("heading", _words(WORDS)), *lines))


def _schedule(schedule: tree.Schedule | tree.Counting, targets: Targets) -> Passage:
    heading = FlatLine("schedule", _words(schedule.heading), f"Schedule {schedule.letter}")
    intro = (FlatLine("intro", targets.runs(schedule.intro)),) if schedule.intro else ()
    held: tuple[Block, ...]
    if isinstance(schedule, tree.Schedule):
        held = (_table(schedule.table, targets, schedule.heading, "schedule"),)
    else:
        held = tuple(block for part in schedule.parts for block in _counted(part, targets))
    title = f"Schedule {schedule.letter} {schedule.heading}"
    return Passage(f"schedule {schedule.cite} {schedule.heading}", title, (heading, *intro, *held))


def _counted(part: tree.CountingPart, targets: Targets) -> Iterator[Block]:
    """Lay out what one clause says in How we count; its numbers, which others count, are words of the line."""
    yield FlatLine("counted-heading", (_run("label", "", part.number), *_words(f" {part.heading}")))
    for block in part.blocks:
        flat = _block(block, targets, part.heading)
        if isinstance(flat, FlatLine) and flat.number:
            label = _run("label", "", flat.number)
            flat = FlatLine("counted", (label, *_words(" "), *flat.runs))
        yield flat


def _signatures(document: tree.Document, targets: Targets) -> Passage:
    blocks: list[Block] = [FlatLine("heading", _words("Signatures"))]
    if document.closing:
        blocks.append(FlatLine("closing", targets.runs(document.closing)))
    remarks = (*document.remarks, *document.seal_remarks)
    blocks += (FlatLine("closing", _words(each, strong=True)) for each in remarks)
    country = days.country(document)
    for sides in _beside_each_other(document.signatures):
        blocks.append(FlatTable("signature", "Signatures", None, tuple(_sides(sides, country))))
    return Passage("signatures", "Signatures", tuple(blocks))


def _beside_each_other(sides: tuple[tree.SignatureBlock, ...]) -> Iterator[tuple[tree.SignatureBlock, ...]]:
    """Give all sides together where each of their lines has one beside it, else each side by itself."""
    alike = {tuple(one.signed is None for one in each.signatories) for each in sides}
    yield from (sides,) if len(alike) == 1 else ((each,) for each in sides)


def _sides(sides: tuple[tree.SignatureBlock, ...], country: str) -> Iterator[Strip]:
    """Lay the sides out beside each other, as on paper: each hand above its line, and who it is below."""
    yield Strip(tuple(_words(f"For the {each.side.capitalize()}") for each in sides), role="side")
    yield Strip(tuple(_words(each.party, strong=True) for each in sides), role="party")
    for level in zip(*(each.signatories for each in sides), strict=True):
        yield from _level(level, country)


def _level(level: tuple[tree.Signatory, ...], country: str) -> Iterator[Strip]:
    """Lay out one signatory a side: of all a signature was given, or of none."""
    yield Strip(tuple(map(_signature, level)), role="hand")
    yield Strip(tuple(_words(one.name, strong=True) for one in level), role="name")
    yield Strip(tuple(_words(one.title) for one in level), role="title")
    given = [_given(one.signed, country) for one in level if one.signed]
    for row in zip(*given, strict=True):
        yield Strip(row, role="given")
    if not given:
        yield Strip(tuple(() for _ in level), role="hand")
        yield Strip(tuple(_words("Place and date") for _ in level), role="date")


def _given(signed: tree.Signed, country: str) -> Iterator[Cell]:
    """Say how a signature was given, a line each."""
    for label, said in (
        ("Signed", days.moment(signed.at, country)),
        ("Identified", signed.identified),
        ("Agreed", signed.consent),
        ("Document", f"SHA-256 {signed.digest}"),
    ):
        yield (*_words(f"{label}: ", strong=True), *_words(said))


def _signature(signatory: tree.Signatory) -> Cell:
    if signatory.signed is None:
        return ()
    if isinstance(signatory.signed.mark, str):
        return (_run("signature", "", signatory.signed.mark),)
    strokes = ";".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in signatory.signed.mark)
    return (_run("drawing", strokes, f"[drawn signature of {signatory.name}]"),)
