"""`charter paper`: the papers of money as documents: invoice, credit note, note of interest, statement, hours."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import console
from charter.cli.errors import Mistake
from charter.cli.invoice import elsewhere
from charter.cli.nearest import nearest
from charter.cli.options import HERE, In, Json, Out, Today, read_engagement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter import Engagement, Paper
    from charter.core.vocabulary.dates import Span
    from charter.core.vocabulary.entry import Issued

WHAT = ("invoice", "statement", "hours", "reminder", "suspension")
"""What can be written."""


def command(
    what: Annotated[
        str,
        typer.Argument(
            help="What to write: invoice, statement, hours, reminder or suspension.", metavar="WHAT"
        ),
    ],
    of: Annotated[
        str | None,
        typer.Argument(
            help="The invoice's number, or of a draft its day; of hours the month, as 2026-03. Left out: every invoice"
            " that is issued, the month of today.",
            metavar="OF",
        ),
    ] = None,
    path: In = HERE,
    today: Today = None,
    *,
    out: Out = Path("out"),
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help="pdf, docx, html, md or json; may be given again. Left out: pdf.",
            metavar="FORM",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Write the papers of money as documents: what was issued, the account, the hours of a month.

    An invoice, a credit note and a note of interest are asked for as invoice, by their number; a reminder and the
    notice of suspension by the number of the invoice that is late.

    Example: charter paper invoice NL-2023-0004 --in examples/northlight/harbourline
    """
    from charter.formats.papers import FORMS

    for name in form or ():
        if name not in FORMS:
            raise Mistake(f"no format {name!r}: {nearest(name, FORMS)}")
    if what not in WHAT:
        raise Mistake(f"no paper {what!r}: {nearest(what, WHAT)}")
    engagement, on = read_engagement(path, today)
    papers = _papers(engagement, on, what, of, path)
    made = [_written(paper, name, out) for paper in papers for name in dict.fromkeys(form or FORMS[:1])]
    _tell(made, json=json)


def _written(paper: Paper, form: str, out: Path) -> tuple[Path, int]:
    """Write a paper in a format; give the file and how large it is."""
    content, target = _printed(paper, form), out / f"{paper.name}.{form}"
    console.write_file(target, content)
    return target, len(content)


def _tell(made: list[tuple[Path, int]], *, json: bool) -> None:
    """Say what was written."""
    if json:
        rows = [{"file": target, "format": target.suffix[1:], "bytes": size} for target, size in made]
        console.write_json(rows, "files")
    else:
        console.write_table([(str(target), f"{size:,} bytes") for target, size in made], right={1})


def _papers(engagement: Engagement, on: dt.date, what: str, of: str | None, path: Path) -> Iterator[Paper]:
    """Give the papers that are asked for. Raises Mistake where there is nothing that they could say."""
    from charter import NothingYet, hours_paper, letter_paper, statement_paper

    try:
        match what:
            case "statement":
                yield statement_paper(engagement, on)
            case "hours":
                yield hours_paper(engagement, _month(of, on), on)
            case "reminder" | "suspension" if of is None:
                raise Mistake(f"which invoice? Name it: charter paper {what} NUMBER")
            case "reminder" | "suspension":
                yield letter_paper(engagement, of or "", what, on)
            case _:
                yield from _invoices(engagement, on, of, path)
    except NothingYet as error:
        raise Mistake(str(error)) from None


def _month(of: str | None, on: dt.date) -> Span:
    """Give the days of a month; left out: that of a day. Raises Mistake for what is none."""
    from charter.core.vocabulary.dates import Span

    try:
        return Span.of_month(of or f"{on:%Y-%m}")
    except ValueError:
        raise Mistake(f"no month {of!r}: write it like 2026-03") from None


def _invoices(engagement: Engagement, on: dt.date, of: str | None, path: Path) -> Iterator[Paper]:
    """Give the invoices issued, or the one that is named, which may be a draft. Raises Mistake where there is none."""
    from charter import invoice_paper, shown_invoices

    every = shown_invoices(engagement, on, elsewhere(path))
    wanted = [one for one in every if (one.issued if of is None else one.called(of))]
    if not wanted:
        known = nearest(of or "", [one.entry.number for one in every], none="none is issued yet")
        raise Mistake(f"no invoice {of or ''!r}: {known}" if of else "no invoice is issued yet")
    for one in wanted:
        yield _issued(engagement, one.entry, path) if one.issued else invoice_paper(engagement, one.entry, on)


def _issued(engagement: Engagement, entry: Issued, path: Path) -> Paper:
    """Give what was issued as it was. Raises Mistake where it does not come out so."""
    from charter import NotAsIssued, invoice_paper, issued_paper, kept_paper

    name = invoice_paper(engagement, entry, entry.known).name
    try:
        return issued_paper(engagement, entry, kept_paper(path, name))
    except NotAsIssued as error:
        raise Mistake(str(error)) from None


def _printed(paper: Paper, form: str) -> bytes:
    """Print a paper in a format. Raises Mistake for a letter that no font has."""
    from charter.formats.papers import paper_in
    from charter.formats.scripts import MissingScript

    try:
        return paper_in(paper, form)
    except MissingScript as error:
        raise Mistake(str(error)) from None
