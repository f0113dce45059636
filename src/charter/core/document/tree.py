"""The tree that every format prints: plain frozen values, nothing computed, nothing hidden.

A document is a cover page, a timeline, articles of sections of blocks, a glossary, schedules (one of which
says how we count) and a signature page. Every value that comes from a term keeps the term's path, so that
HTML can link it, DOCX can hold it in a content control, and a reader of the data can find it.

>>> section = Section("financials.payment", "4.3", "Payment", (), (
...     Paragraph("4.3.1", (Text("Due in "), Value("financials.payment.due_after", "30 days"), Text("."))),))
>>> plain(section.blocks[0].inlines)
'Due in 30 days.'
>>> from_data(to_data(section)) == section
True
"""

# ruff: noqa: RUF001, RUF002 - the sign of multiplication is meant

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

# ── inside a line ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the clause library."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """What a term says, as printed. `path` is the term's path: `part.clause.field`."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to another section; `text` is number and name, "4.9 (Late payment)"."""

    cite: str
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A defined word where it is used; `word` is its entry in the glossary, `text` the form used here."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that the eye should find."""

    inlines: tuple[Inline, ...]


Inline = Text | Value | Reference | Word | Strong

# ── blocks ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `number` hangs in the margin ("4.9.1"), empty where there is none.

    `caption` says in a word or two what the paragraph answers, with its full stop ("Review."); empty: it has none.
    """

    number: str
    inlines: tuple[Inline, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list. `ordered` items are lettered (a), (b), …; others have bullets."""

    ordered: bool
    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one heading row. `numeric` names the columns (from 0) set flush right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    numeric: tuple[int, ...] = ()


Block = Paragraph | Items | Table

# ── the parts of a document ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Section:
    """One clause: `cite` names it for ever ("financials.late_payment"), `number` places it here ("4.9").

    `edition` is that of the texts which word it, where an amendment brought it; empty: that of the document.
    """

    cite: str
    number: str
    heading: str
    in_short: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One part of the agreement: `part` "financials", `number` "4", `heading` "Financials"."""

    part: str
    number: str
    heading: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the cover page: a label and what it says ("How to stop": …), or a table, or both."""

    label: str
    inlines: tuple[Inline, ...]
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One point on the timeline.

    `kind` is one of start, end, deliverable, input, payment, meeting, talk, stop.
    """

    day: dt.date
    kind: str
    label: str
    cite: str


def told_once(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Give the marks for a list: those that say the same are one, on the first of their days, with their number.

    >>> fees = [Mark(dt.date(2026, month, 1), "payment", "Retainer", "financials.retainer") for month in (3, 4, 5)]
    >>> [f"{mark.day}: {mark.label}" for mark in told_once(fees)]
    ['2026-03-01: 3 × Retainer']
    """
    same: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        same.setdefault((mark.kind, mark.label), []).append(mark)
    return tuple(
        replace(first, label=f"{1 + len(others)} × {first.label}") if others else first
        for first, *others in same.values()
    )


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture of the engagement.

    `last_day` None: it runs on. `alt` says in words what the picture shows.
    """

    first_day: dt.date
    last_day: dt.date | None
    marks: tuple[Mark, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Definition:
    """One entry of the glossary."""

    word: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """A table at the end: `letter` "A", heading, the clause it belongs to, a line of introduction."""

    letter: str
    heading: str
    cite: str
    intro: tuple[Inline, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class CountingPart:
    """What one clause says in the schedule How we count: `number` "E4.9" of the clause 4.9, whose heading it has."""

    cite: str
    number: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Counting:
    """The schedule How we count: the arithmetic behind the articles, clause by clause.

    `cite` is always "counting"; so it is found among the schedules, whose letters it shares.
    """

    letter: str
    heading: str
    cite: str
    intro: tuple[Inline, ...]
    parts: tuple[CountingPart, ...]


@dataclass(frozen=True, slots=True)
class Signatory:
    """One line to sign on. `signed` says how it was signed; None: still blank (a line is drawn).

    `key` is the person's key in the terms; empty in documents of schema 1, which knew people by their address.
    """

    name: str
    title: str
    email: str
    signed: Signed | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A given signature, as it is printed in the signature block.

    `how` is "typed" or "drawn"; `mark` the typed name, or the drawn strokes as points in a box of
    1000 by 300; `at` an ISO time with zone; `identified` how the signer was identified;
    `consent` the words shown; `digest` the SHA-256 of the document seen, in hex.
    """

    how: Literal["typed", "drawn"]
    mark: str | tuple[tuple[tuple[int, int], ...], ...]
    at: str
    identified: str
    consent: str
    digest: str


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Where one side signs."""

    side: Literal["client", "consultant"]
    party: str
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole agreement, ready to print.

    `version` is shown in the footer ("Draft of 1 March 2026"); `dated` is the date that goes into the
    file's properties (never the clock); `paper` by the client's country. `remarks` stand above the signatures: what is
    said of the signing and does not follow from the terms; `seal_remarks` what was said of the seal.
    """

    title: str
    subtitle: str
    version: str
    dated: dt.date
    language: str
    paper: Literal["a4", "us-letter"]
    cover: tuple[Fact, ...]
    timeline: Timeline | None
    articles: tuple[Article, ...]
    glossary: tuple[Definition, ...]
    schedules: tuple[Schedule | Counting, ...]
    closing: tuple[Inline, ...]
    signatures: tuple[SignatureBlock, ...]
    remarks: tuple[str, ...] = ()
    seal_remarks: tuple[str, ...] = ()


# ── reading a tree ─────────────────────────────────────────────────────────────────────────────


def plain(inlines: tuple[Inline, ...]) -> str:
    """The words of a line, without their marks."""
    return "".join(plain(i.inlines) if isinstance(i, Strong) else i.text for i in inlines)


def sections(document: Document) -> Iterator[Section]:
    """Every section, in the order of the document."""
    for article in document.articles:
        yield from article.sections


# ── a tree as data ─────────────────────────────────────────────────────────────────────────────

_NODES: dict[str, Any] = {
    node.__name__: node
    for node in (
        Text, Value, Reference, Word, Strong, Paragraph, Items, Table, Section, Article, Fact, Mark, Timeline,
        Definition, Schedule, CountingPart, Counting, Signatory, Signed, SignatureBlock, Document,
    )
}  # fmt: skip
LATER: dict[str, str | list[str] | None] = {
    "key": "",
    "edition": "",
    "caption": "",
    "table": None,
    "remarks": [],
    "seal_remarks": [],
}
"""Fields that older documents lack, as they lack them: what was signed is the same data for ever."""


_KNOWN: dict[type, tuple[str, ...]] = {}


def _fields(kind: type) -> tuple[str, ...]:
    if kind not in _KNOWN:
        _KNOWN[kind] = tuple(field.name for field in fields(kind))
    return _KNOWN[kind]


def to_data(node: Any) -> Any:  # noqa: ANN401 - any node, and what nodes hold
    """Turn a tree into JSON data: each node an object, its class under "is"; dates as {"date": ISO}."""
    if node is None or isinstance(node, str | int | bool):
        return node
    if isinstance(node, tuple):
        return [to_data(item) for item in node]
    if isinstance(node, dt.date):
        return {"date": node.isoformat()}
    found = {field: to_data(getattr(node, field)) for field in _fields(type(node))}
    return {"is": type(node).__name__} | {
        field: value for field, value in found.items() if not _lacks(field, value)
    }


def _lacks(field: str, value: Any) -> bool:  # noqa: ANN401 - any field, as data
    return field in LATER and value == LATER[field] and value in ("", None, [])


def as_json(node: Any) -> bytes:  # noqa: ANN401 - any node
    """Write a tree as JSON: each node an object that says its kind under "is"; a newline at the end."""
    return json.dumps(to_data(node), ensure_ascii=False, indent=2).encode() + b"\n"


def from_data(data: Any, nodes: Mapping[str, Any] = _NODES) -> Any:  # noqa: ANN401 - any node
    """The inverse of `to_data`; `nodes` are the classes by name. Raises KeyError or TypeError on other data."""
    if isinstance(data, list):
        return tuple(from_data(item, nodes) for item in data)
    if not isinstance(data, dict):
        return data
    if "date" in data and "is" not in data:
        return dt.date.fromisoformat(data["date"])
    return nodes[data["is"]](**{key: from_data(value, nodes) for key, value in data.items() if key != "is"})
