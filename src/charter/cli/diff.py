"""`charter diff`: what differs between two agreements, by term and by word."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import clock, console
from charter.cli.errors import Mistake, colour
from charter.cli.options import HERE, Json, read_terms

if TYPE_CHECKING:
    from charter import Agreement, Comparison, Document, Engagement
    from charter.core.vocabulary.change import Change
    from charter.core.vocabulary.sentence import Sentence


def command(
    before: Annotated[
        Path,
        typer.Argument(
            help="The agreement before; left out: this folder.", metavar="PATH", show_default=False
        ),
    ] = HERE,
    after: Annotated[
        Path | None,
        typer.Argument(help="The agreement after; left out: the same one, as amended.", metavar="OTHER"),
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the redline as HTML to this file.")
    ] = None,
    docx: Annotated[
        Path | None, typer.Option("--docx", help="Write it as Word with tracked changes.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="Compare as in force on a day.", metavar="DAY")
    ] = None,
    *,
    words: Annotated[
        bool, typer.Option("--words/--no-words", help="Show the text with its changes, too.")
    ] = True,
    author: Annotated[
        str | None,
        typer.Option(
            "--author",
            help="Whose changes they are; left out: the version that they lead to.",
            metavar="NAME",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Compare two agreements, or one with itself as amended.

    Example: charter diff examples/northlight/harbourline --on 2023-11-01 --html redline.html
    """
    from charter import compare_agreements

    old, _ = read_terms(before, on, compared=True)
    new = read_terms(after, on, compared=True)[0] if after else None
    if new is None and not old.amendments:
        raise Mistake(f"{old.name} has no amendments: name a second agreement to compare with")
    found = compare_agreements(old, new, at := None if on is None else clock.parse_day(on))
    _changes(found, json=json)
    was = _drawn(found.before, old, before, dt.date.min)
    now = _drawn(found.after, new or old, after or before, at or (dt.date.min if new else dt.date.max))
    _redline(found, (was, now), html, docx, whose=_whose(author, before, after), words=words and not json)


def _whose(author: str | None, before: Path, after: Path | None) -> tuple[str, str]:
    """Say by whom the changes are, left out: the version that they lead to; and with what it is compared."""
    if after is None:
        return author or "As amended", "what was agreed before"
    return author or f"Version {after.name or after.resolve().name}", f"version {before.resolve().name}"


def _drawn(agreement: Agreement, of: Engagement, path: Path, until: dt.date) -> Document:
    """Give the document of one side, in the words signed up to a day."""
    from charter import Engagement
    from charter.cli.signed_text import document_as_signed

    return document_as_signed(of, path, until, shown=Engagement(agreement))


def _changes(found: Comparison, *, json: bool) -> None:
    if json:
        console.write_json([_data(change, told) for change, told in found.changes], "changes")
    else:
        _terms(found)


def _data(change: Change, told: tuple[Sentence, ...]) -> dict[str, Any]:
    return {"path": change.path, "from": change.before, "to": change.after, "touches": told}


def _redline(
    found: Comparison,
    trees: tuple[Document, Document],
    html: Path | None,
    docx: Path | None,
    *,
    whose: tuple[str, str],
    words: bool,
) -> None:
    """Write the text with its changes: here where something differs, and to the files asked for.

    `whose` says by whom the changes are, and with what it is compared.
    """
    from charter.formats import redline

    if words and found.changes:
        console.write_line()
        console.write_line(console.wrap(redline.terminal(redline.compare(*trees), colour=colour())))
    if html:
        by, against = whose
        page = redline.html(redline.compare(*trees), author=by, against=against)
        console.write_file(html, page.encode())
        console.write_line(f"{html} written")
    if docx:
        from charter.formats.docx import redline as tracked

        console.write_file(docx, tracked(*trees, author=whose[0]))
        console.write_line(f"{docx} written")


def _terms(found: Comparison) -> None:
    if not found.changes:
        console.write_line("no term differs")
        return
    for change, told in found.changes:
        console.write_heading(f"{_place(found.after, change.path)}  {change.path}")
        console.write_line(f"  - {console.term_value(change.before)}")
        console.write_line(f"  + {console.term_value(change.after)}")
        for line in told:
            console.write_line(console.wrap(f"→ {console.translated(line)}", "  "))


def _place(agreement: Agreement, path: str) -> str:
    """Name the clause of a term; terms outside all clauses, such as the title, are on the cover page."""
    return console.cited(agreement, path) if "." in path else "Cover page"
