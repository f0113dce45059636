"""A paper as one self-contained HTML page: no script, nothing from elsewhere, its own policy.

Every text is escaped; what people wrote turns no line around (`dir="auto"`).
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files

from charter.core.document.tree import Fact
from charter.core.papers.tree import (
    Band,
    BandCell,
    BankAccount,
    Bar,
    BodyPart,
    Closing,
    LineTable,
    Paper,
    PaperLine,
    PaperTable,
    Reckoning,
    Said,
)
from charter.formats.html.frame import faces
from charter.formats.html.lines import HtmlPage, line_html
from charter.formats.papers.qr import qr_code

_TAX, _FIGURES = 5, 3
"""Among the columns of a line: that of its tax, and the first of figures."""


def render(paper: Paper) -> str:
    """Print a paper as one HTML page."""
    notes = f'<dl class="notes">\n{_facts(paper.notes)}</dl>\n' if paper.notes else ""
    return (
        f'<!doctype html>\n<html lang="{escape(paper.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(paper.title)}</title>\n<style>{_style()}</style>\n</head>\n<body>\n<main>\n"
        f"{_head(paper)}{_to(paper)}{_band(paper.band) if paper.band is not None else ''}"
        f"{''.join(map(_part, paper.body))}{notes}{_foot(paper)}</main>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    """The style sheet, which every page carries within itself, and in it the faces."""
    return faces() + files(__package__).joinpath("paper.css").read_text(encoding="utf-8")


@cache
def _policy() -> str:
    """Content security policy of the page: its own style by digest, the faces and the code in it, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _text(text: str) -> str:
    return escape(text, quote=False)


def _spans(texts: tuple[str, ...]) -> str:
    return "".join(f'<span dir="auto">{_text(text)}</span>' for text in texts)


def _head(paper: Paper) -> str:
    first, *more = paper.house
    return (
        f'<header>\n<div><h1 dir="auto">{_text(paper.title)}</h1>\n<p class="lead" dir="auto">{_text(paper.lead)}</p>'
        f'</div>\n<div class="house"><strong dir="auto">{_text(first)}</strong>{_spans(tuple(more))}</div>\n</header>\n'
    )


def _to(paper: Paper) -> str:
    return f'<div class="to">\n<address>{_spans(paper.address)}</address>\n<dl>\n{_facts(paper.facts)}</dl>\n</div>\n'


def _facts(facts: tuple[Fact, ...]) -> str:
    page = HtmlPage(frozenset(), {}, None, set())
    return "".join(
        f'<dt>{_text(fact.label)}</dt><dd dir="auto">{line_html(fact.inlines, page)}</dd>\n' for fact in facts
    )


def _band(band: Band) -> str:
    code = ""
    if band.code is not None:
        svg = base64.b64encode(qr_code(band.code.payload).encode()).decode()
        code = f'<img src="data:image/svg+xml;base64,{svg}" alt="{escape(band.code.alt)}">\n'
    account = _account(band.account) if band.account is not None else ""
    return f'<div class="band">\n{_cell(band.sum, "sum")}{_cell(band.until, "until")}{account}{code}</div>\n'


def _cell(cell: BandCell, name: str) -> str:
    value = "<br>".join(map(_text, cell.value))
    note = f'<p class="note">{_text(cell.note)}</p>' if cell.note else ""
    return f'<div><p class="label">{_text(cell.label)}</p><p class="{name}">{value}</p>{note}</div>\n'


def _account(account: BankAccount) -> str:
    rows = "".join(
        f'<dt>{_text(label)}</dt><dd dir="auto">{_text(value)}</dd>' for label, value in account.rows
    )
    return f'<div><p class="label">{_text(account.label)}</p><dl>{rows}</dl></div>\n'


# ── the body ───────────────────────────────────────────────────────────────────────────────────


def _part(part: BodyPart) -> str:
    match part:
        case LineTable():
            return _lines(part)
        case PaperTable():
            heading = f"<h2>{_text(part.heading)}</h2>\n" if part.heading else ""
            return heading + _table(part.heading, part.columns, part.rows, part.numeric, part.strong)
        case Bar():
            columns = tuple(one.label for one in part.shares)
            row = tuple(one.value for one in part.shares)
            label = f'<p class="label">{_text(part.label)}</p>\n'
            return label + _table(part.label, columns, (row,), tuple(range(len(row))))
        case Reckoning():
            return _sums(part.rows)
        case Said():
            page = HtmlPage(frozenset(), {}, None, set())
            said = line_html(part.inlines, page)
            return f'<div class="said"><p class="cite">{_text(part.cite)}</p><p dir="auto">{said}</p></div>\n'
        case Closing():  # pragma: no branch - the last of the kinds
            said = (
                f'<strong dir="auto">{_text(part.name)}</strong><br><span dir="auto">{_text(part.of)}</span>'
            )
            return (
                f'<div class="said"><p class="cite"></p><p>{_text(part.greeting)}<br><br>{said}</p></div>\n'
            )


def _lines(part: LineTable) -> str:
    figures = range(_FIGURES, len(part.columns))
    head = "".join(
        f'<th scope="col"{_numeric(place in figures)}>{_text(name)}</th>'
        for place, name in enumerate(part.columns)
    )
    rows = "".join(f"<tr>{_line(line, taxed=part.taxed)}</tr>\n" for line in part.rows)
    return (
        f'<div class="scroll" role="group" aria-label="{escape(part.columns[2])}" tabindex="0">\n<table>\n'
        f"<caption>{_text(part.columns[2])}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n"
        f"</table>\n</div>\n{_sums((*part.totals, part.due))}"
    )


def _line(line: PaperLine, *, taxed: bool) -> str:
    what = (
        f'<span dir="auto">{_text(line.what)}</span><span class="under" dir="auto">{_text(line.under)}</span>'
    )
    figures = (line.quantity, line.price, *((line.tax,) if taxed else ()), line.amount)
    cells = "".join(f'<td class="numeric">{_text(figure)}</td>' for figure in figures)
    return f"<td>{_text(line.number)}</td><td>{_text(line.period)}</td><td>{what}</td>{cells}"


def _numeric(yes: bool) -> str:  # noqa: FBT001 - of one column
    return ' class="numeric"' if yes else ""


def _table(
    name: str,
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    numeric: tuple[int, ...],
    strong: tuple[int, ...] = (),
) -> str:
    head = "".join(f'<th scope="col"{_numeric(n in numeric)}>{_text(c)}</th>' for n, c in enumerate(columns))
    body = "".join(
        ('<tr class="strong">' if place in strong else "<tr>")
        + "".join(f'<td{_numeric(n in numeric)} dir="auto">{_text(cell)}</td>' for n, cell in enumerate(row))
        + "</tr>\n"
        for place, row in enumerate(rows)
    )
    return (
        f'<div class="scroll" role="group" aria-label="{escape(name)}" tabindex="0">\n<table>\n'
        f"<caption>{_text(name)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</div>\n"
    )


def _sums(rows: tuple[tuple[str, str], ...]) -> str:
    body = "".join(
        f'<tr><td>{_text(name)}</td><td class="numeric">{_text(sum_)}</td></tr>\n' for name, sum_ in rows
    )
    return f'<table class="sums">\n<tbody>\n{body}</tbody>\n</table>\n'


def _foot(paper: Paper) -> str:
    columns = "".join(f"<div>{_spans(lines)}</div>\n" for lines in paper.legal)
    return f"<footer>\n{columns}</footer>\n"
