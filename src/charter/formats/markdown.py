r"""A document as clean CommonMark with pipe tables: for mail, for version control, for reading as it stands.

Numbers and letters are written out, values are plain words, references lead to headings. Whatever
people wrote is escaped, so that it reads in print as it reads in their file.

>>> import datetime as dt
>>> due = tree.Paragraph("4.3.1", (tree.Text("Due *after* "), tree.Value("financials.payment.due_after", "30 days")))
>>> payment = tree.Section("financials.payment", "4.3", "Payment", (), (due,))
>>> print(render(tree.Document("Agreement", "", "Draft", dt.date(2026, 3, 1), "en", "a4", (), None,
...                            (tree.Article("financials", "4", "Financials", (payment,)),), (), (), (), ())))
# Agreement
<BLANKLINE>
Draft, 1 March 2026
<BLANKLINE>
## 4 Financials
<BLANKLINE>
### 4.3 Payment
<BLANKLINE>
4.3.1 Due \*after\* 30 days
<BLANKLINE>
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from charter.core.document import tree
from charter.core.document.layout import letter
from charter.formats import days

_MARKS = re.compile(r"[\\`*\[\]<|~]|&(?=[#\w])|_(?![^\W_])|(?<![^\W_])_")
"""What would mean something within a line; an underscore inside a word means nothing."""
_OPENING = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[#+\-=>:]))")
"""What would mean something at the start of a line: a list's number, a heading, a rule, a quotation."""

Anchors = Mapping[str, str]
"""The heading anchor of each clause, by its cite."""


def render(document: tree.Document) -> str:
    """Print a document as CommonMark with pipe tables; one blank line between blocks, a newline at the end."""
    anchors = _anchors(document)
    parts = (
        _cover(document, anchors),
        _articles(document, anchors),
        _schedules(document, anchors),
        _glossary(document, anchors),
        _signatures(document, anchors),
    )
    return "\n\n".join(block for part in parts for block in part) + "\n"


# ── inside a line ──────────────────────────────────────────────────────────────────────────────


def escaped(text: str) -> str:
    r"""Write a text so that Markdown prints it; white space runs together, as in print.

    >>> escaped("due_after is *not* <b>bold</b> & costs 5\n")
    'due_after is \\*not\\* \\<b>bold\\</b> & costs 5 '
    """
    return _MARKS.sub(r"\\\g<0>", re.sub(r"[ \t\n\r\f\v]+", " ", text))


def line_markdown(inlines: tuple[tree.Inline, ...], anchors: Anchors) -> str:
    """One line of the tree, without the blanks at its ends."""
    written = "".join(_inline(inline, anchors) for inline in _joined(inlines)).strip(" ")
    return written.replace(
        "![", r"\!["
    )  # a link after "!" would be a picture; other brackets are escaped by now


def _joined(inlines: tuple[tree.Inline, ...]) -> Iterator[tree.Inline]:
    """Join neighbours of one weight, because it is what they say together that may mean something."""
    for kind, group in groupby((node for node in inlines if tree.plain((node,))), _weight):
        if kind is tree.Reference:
            yield from group
        elif kind is tree.Strong:
            yield tree.Strong(tuple(group))
        else:
            yield tree.Text(tree.plain(tuple(group)))


def _weight(node: tree.Inline) -> type:
    return type(node) if isinstance(node, tree.Reference | tree.Strong) else tree.Text


def _inline(node: tree.Inline, anchors: Anchors) -> str:
    match node:
        case tree.Reference(cite, text) if cite in anchors and text.strip():
            written = escaped(text)
            words = written.strip(" ")
            return written.replace(words, f"[{words}](#{anchors[cite]})", 1)
        case tree.Strong(inlines):
            return _strong(tree.plain(inlines))
        case _:
            return escaped(node.text)


def _strong(text: str) -> str:
    """Bold where Markdown would surely see it: words that begin and end with a letter or figure."""
    words = text.strip()
    bold = bool(words) and words[0].isalnum() and words[-1].isalnum()
    return escaped(text).replace(escaped(words), f"**{escaped(words)}**", 1) if bold else escaped(text)


def escaped_start(text: str) -> str:
    r"""Guard the start of a block.

    >>> escaped_start("1. May"), escaped_start("# 5"), escaped_start("4.9.1 Interest")
    ('1\\. May', '\\# 5', '4.9.1 Interest')
    """
    return _OPENING.sub(lambda found: f"{found[1] or ''}\\", text, count=1)


def _heading(level: int, number: str, text: str) -> str:
    words = f"{escaped(number)} {escaped(text)}".strip(" ").replace("#", r"\#")
    return f"{'#' * level} {escaped_start(words)}"


def _anchors(document: tree.Document) -> dict[str, str]:
    """The anchors that Markdown viewers give headings: small letters, hyphens for blanks, no punctuation."""
    used: dict[str, int] = {}
    anchors = {}
    for cite, words in _headings(document):
        plain = re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")
        used[plain] = used.get(plain, -1) + 1
        anchors[cite] = f"{plain}-{used[plain]}" if used[plain] else plain
    cites = {section.cite for section in tree.sections(document)}
    return {cite: anchor for cite, anchor in anchors.items() if cite in cites}


def _headings(document: tree.Document) -> Iterator[tuple[str, str]]:
    yield "", document.title
    for article in document.articles:
        yield article.part, f"{article.number} {article.heading}"
        for section in article.sections:
            yield section.cite, f"{section.number} {section.heading}"


# ── blocks ─────────────────────────────────────────────────────────────────────────────────────


def _block(node: tree.Block, anchors: Anchors) -> str:
    match node:
        case tree.Paragraph(number, inlines, caption):
            bold = f"**{escaped(caption)}**" if caption else ""
            said = (escaped(number), bold, line_markdown(inlines, anchors))
            return escaped_start(" ".join(filter(None, said)))
        case tree.Items(ordered, items):
            signs = (f"- ({letter(place).lower()})" if ordered else "-" for place in range(len(items)))
            return "\n".join(
                f"{sign} {line_markdown(item, anchors) if ordered else escaped_start(line_markdown(item, anchors))}"
                for sign, item in zip(signs, items, strict=True)
            )
        case _:
            cells = [[line_markdown(cell, anchors) for cell in row] for row in node.rows]
            return pipe_table([escaped(column) for column in node.columns], cells, node.numeric)


def pipe_table(head: list[str], rows: Iterable[list[str]], numeric: tuple[int, ...] = ()) -> str:
    """A pipe table; columns of figures are set flush right."""
    rule = ["--:" if column in numeric else "---" for column in range(len(head))]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


# ── the parts of a document ────────────────────────────────────────────────────────────────────


def _cover(document: tree.Document, anchors: Anchors) -> Iterator[str]:
    yield _heading(1, "", document.title)
    if document.subtitle.strip():
        yield escaped_start(escaped(document.subtitle).strip(" "))
    country = days.country(document)
    date = days.long(document.dated, country)
    yield escaped_start(
        escaped(document.version if date in document.version else f"{document.version}, {date}").strip(" ")
    )
    for facts, table in _runs(document.cover):
        yield "\n".join(f"- {_strong(fact.label)}: {line_markdown(fact.inlines, anchors)}" for fact in facts)
        if table:
            yield _block(table, anchors)
    if document.timeline:
        told = tree.told_once(document.timeline.marks)
        marks = [[days.long(mark.day, country), escaped(mark.label)] for mark in told]
        yield (
            pipe_table(["Day", "What"], marks)
            if marks
            else escaped_start(escaped(document.timeline.alt).strip(" "))
        )


def _runs(facts: tuple[tree.Fact, ...]) -> Iterator[tuple[list[tree.Fact], tree.Table | None]]:
    """Give the rows of the cover in lists, each up to a row with a table, which stands below its list."""
    run: list[tree.Fact] = []
    for fact in facts:
        run.append(fact)
        if fact.table:
            yield run, fact.table
            run = []
    if run:
        yield run, None


def _articles(document: tree.Document, anchors: Anchors) -> Iterator[str]:
    for article in document.articles:
        yield _heading(2, article.number, article.heading)
        for section in article.sections:
            yield _heading(3, section.number, section.heading)
            if section.in_short:
                yield "> " + escaped_start(line_markdown(section.in_short, anchors))
            yield from (_block(block, anchors) for block in section.blocks)


def _glossary(document: tree.Document, anchors: Anchors) -> Iterator[str]:
    if document.glossary:
        yield "## Words with a fixed meaning"
        yield "\n".join(
            f"- {_strong(entry.word)}: {line_markdown(entry.inlines, anchors)}" for entry in document.glossary
        )


def _schedules(document: tree.Document, anchors: Anchors) -> Iterator[str]:
    for schedule in document.schedules:
        yield _heading(2, f"Schedule {schedule.letter}", schedule.heading)
        if schedule.intro:
            yield escaped_start(line_markdown(schedule.intro, anchors))
        if isinstance(schedule, tree.Schedule):
            yield _block(schedule.table, anchors)
        else:
            yield from _counting(schedule, anchors)


def _counting(schedule: tree.Counting, anchors: Anchors) -> Iterator[str]:
    for part in schedule.parts:
        yield _heading(3, part.number, part.heading)
        yield from (_block(block, anchors) for block in part.blocks)


def _signatures(document: tree.Document, anchors: Anchors) -> Iterator[str]:
    if not (document.signatures or document.closing):
        return
    yield "## Signatures"
    if document.closing:
        yield escaped_start(line_markdown(document.closing, anchors))
    yield from (_strong(each) for each in (*document.remarks, *document.seal_remarks))
    for block in document.signatures:
        yield f"For the {block.side}: {escaped(block.party)}".rstrip(" ")
        head = ["Name", "Title", "Email", "Signature", "Date"]
        yield pipe_table(head, [_signatory(person, days.country(document)) for person in block.signatories])


def _signatory(person: tree.Signatory, country: str) -> list[str]:
    """One row to sign on; of a given signature what words can tell, and the digest of what was seen."""
    who = [escaped(text) for text in (person.name, person.title, person.email)]
    if person.signed is None:
        return [*who, "", ""]
    signed = person.signed
    mark = signed.mark if isinstance(signed.mark, str) else "drawn"
    how = f"{mark}; {signed.identified}; {signed.consent}; SHA-256 {signed.digest}"
    return [*who, escaped(how), escaped(days.moment(signed.at, country))]
