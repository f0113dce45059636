"""`charter render`: the document as PDF, DOCX, HTML and Markdown."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import console
from charter.cli.clock import parse_day
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest
from charter.cli.options import HERE, Json, On, Out, Where, read_terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter import Document, Engagement

FORMATS = ("pdf", "docx", "html", "md")
TREE = "json"
"""The tree that all formats print, for programs; written where it is asked for."""


def command(
    path: Where = HERE,
    out: Out = Path("out"),
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help="pdf, docx, html, md or json (for programs); may be given again. Left out: all but json.",
            metavar="FORM",
        ),
    ] = None,
    on: On = None,
    amendment: Annotated[
        int | None,
        typer.Option(
            "--amendment", help="The paper of an amendment, which the sides sign.", metavar="N", min=1
        ),
    ] = None,
    *,
    first: Annotated[
        bool, typer.Option("--first", help="The agreement as first signed, without its amendments.")
    ] = False,
    json: Json = False,
) -> None:
    """Write the agreement as a document, with the amendments that both sides signed: PDF, Word, HTML and Markdown.

    Example: charter render examples/northlight/harbourline --out out
    """
    _refuse_odd(form, on, amendment, first=first)
    engagement, _ = read_terms(path, on)
    name = f"{engagement.name}-amendment-{amendment}" if amendment else engagement.name
    tree, files = _drawn(engagement, path, on, amendment, first=first)
    made: list[tuple[Path, int]] = []
    for form_name in dict.fromkeys(form or FORMATS):
        target = out / f"{name}.{form_name}"
        content = rendered(tree, form_name, files)
        console.write_file(target, content)
        made.append((target, len(content)))
    if json:
        console.write_json(
            [{"file": target, "format": target.suffix[1:], "bytes": size} for target, size in made], "files"
        )
    else:
        console.write_table([(str(target), f"{size:,} bytes") for target, size in made], right={1})


def _refuse_odd(form: list[str] | None, on: str | None, amendment: int | None, *, first: bool) -> None:
    unknown = [name for name in form or () if name not in (*FORMATS, TREE)]
    if unknown:
        raise Mistake(f"no format {unknown[0]!r}: {nearest(unknown[0], (*FORMATS, TREE))}")
    if sum((on is not None, amendment is not None, first)) > 1:
        raise Mistake("one at a time: --on, --amendment or --first")


def _drawn(
    engagement: Engagement, path: Path, on: str | None, amendment: int | None, *, first: bool
) -> tuple[Document, Mapping[str, bytes]]:
    """Give the document that is asked for, and what its PDF encloses."""
    from charter import write
    from charter.cli.signed_text import amendment_as_put_forward, document_as_amended, document_as_signed
    from charter.sealing.verification.enclosure import drafts

    if amendment is not None:
        return amendment_as_put_forward(engagement, path, amendment)
    if on is not None:
        day = parse_day(on)
        tree, agreement = document_as_signed(engagement, path, day, day), engagement.in_force(day)
    elif first:
        tree, agreement = document_as_signed(engagement, path, dt.date.min), engagement.agreement
    else:
        tree = document_as_amended(engagement, path)
        agreement = engagement.as_signed().editions[-1].agreement
    return tree, drafts(write(agreement), tree)


def rendered(tree: Document, form: str, files: Mapping[str, bytes]) -> bytes:
    """Print a document in one format; the PDF encloses files."""
    if form == "pdf":
        from charter.formats import pdf
        from charter.formats.scripts import MissingScript

        try:
            return pdf.render(tree, files)
        except MissingScript as error:
            raise Mistake(str(error)) from None
    if form == "docx":
        from charter.formats import docx

        return docx.render(tree)
    if form == "html":
        from charter.formats import html

        return html.render(tree).encode()
    if form == TREE:
        from charter.formats.json_tree import render

        return render(tree)
    from charter.formats import markdown

    return markdown.render(tree).encode()
