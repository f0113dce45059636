"""The tree of a paper of money, which every format prints: plain frozen values, nothing computed, nothing hidden.

All papers have one order: what it is and why, to whom and about what, how much until when to which account (the band),
what it consists of (the body), what else must be said (the notes), and who sends it by law. Texts stand in it as they
are printed; `model` has the same data for machines, by the names of EN 16931 ("BT-1").
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from charter.core.document.tree import Fact, Inline

Window: TypeAlias = Literal["de", "gb", "us", "ch"]
"""The window of whose envelopes the address shows in: Germany's, Britain's, the United States', Switzerland's."""

PaperKind: TypeAlias = Literal["invoice", "credit note", "note of interest", "statement", "hours", "letter"]
"""What a paper is."""


@dataclass(frozen=True, slots=True)
class BandCell:
    """One part of the band: a label, what the eye should find, line by line, and a note below."""

    label: str
    value: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Where to pay, or what else stands in that place: a label, and rows of two."""

    label: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A code that a bank's program reads: `payload` is its whole text, `alt` says in words what it holds."""

    payload: str
    alt: str


@dataclass(frozen=True, slots=True)
class Band:
    """How much, until when, to where: on every paper at the same height."""

    sum: BandCell
    until: BandCell
    account: BankAccount | None
    code: Code | None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line: its period, what it is and how it was earned, the clause it rests on, and its sum.

    `carried` is the sum of the lines up to it, which a page carries forward.
    """

    number: str
    period: str
    what: str
    under: str
    quantity: str
    price: str
    tax: str
    amount: str
    carried: str


@dataclass(frozen=True, slots=True)
class LineTable:
    """The lines under the names of their columns; `taxed`: one of the columns is their tax.

    `totals` are rows of a label and a sum, `due` is the last and largest of them.
    """

    columns: tuple[str, ...]
    rows: tuple[PaperLine, ...]
    taxed: bool
    totals: tuple[tuple[str, str], ...]
    due: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table under a heading; `widths` in millimetres, 0 for the column that takes what is left.

    `numeric` names the columns (from 0) set flush right, `strong` the rows that the eye should find.
    """

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numeric: tuple[int, ...] = ()
    strong: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BarShare:
    """One part of a bar: a label, its sum, how much of the bar it takes, in thousandths, and how dark it is.

    `grey` goes from 0, white, to 4, black.
    """

    label: str
    value: str
    share: int
    grey: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar whose parts show what a table beside it says: how old debts are, how hours were used."""

    label: str
    shares: tuple[BarShare, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One paragraph of a letter; `cite` is the clause that it rests on, as the document shows it."""

    cite: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The figures of a letter, rows of a label and a sum; the last is what they come to."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a letter: how it takes leave, who writes, for whom."""

    greeting: str
    name: str
    of: str


BodyPart: TypeAlias = LineTable | PaperTable | Bar | Said | Reckoning | Closing
"""What the body of a paper is made of."""


@dataclass(frozen=True, slots=True)
class Field:
    """One datum for machines: its name in EN 16931 and its value, days as ISO, sums as decimals without currency.

    `of` names the group that it repeats in, such as "line 2" or "tax 1"; empty: it stands once.
    """

    term: str
    value: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class SwissBill:
    """The payment part of a Swiss QR-bill, in the words of its language: rows of a heading and lines."""

    code: Code
    payment_part: str
    receipt: str
    point: str
    currency: tuple[str, str]
    amount: tuple[str, str]
    short: tuple[tuple[str, tuple[str, ...]], ...]
    long: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper, ready to print.

    `name` is what a file of it is called, `running` names it on later pages, `sender` stands small above the address.
    `carry` are the words for a sum carried forward and brought forward, `pages` those for the number of a page, with
    {page} and {pages} in them.
    """

    kind: PaperKind
    name: str
    title: str
    lead: str
    running: str
    language: str
    sheet: Window
    dated: dt.date
    house: tuple[str, ...]
    sender: str
    address: tuple[str, ...]
    facts: tuple[Fact, ...]
    band: Band | None
    body: tuple[BodyPart, ...]
    notes: tuple[Fact, ...]
    legal: tuple[tuple[str, ...], ...]
    foot: str
    pages: str
    carry: tuple[str, str]
    bill: SwissBill | None = None
    model: tuple[Field, ...] = ()
