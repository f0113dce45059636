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
from charter.cli.options import HERE, Json, On, Where, read_terms

if TYPE_CHECKING:
    from charter import Document, Engagement

FORMATS = ("pdf", "docx", "html", "md")


def command(
    path: Where = HERE,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The folder to write to.", metavar="FOLDER")
    ] = Path("out"),
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--format", "-f", help="pdf, docx, html or md; may be given again. Left out: all.", metavar="FORM"
        ),
    ] = None,
    on: On = None,
    *,
    json: Json = False,
) -> None:
    """Write the agreement as a document: PDF, Word, HTML and Markdown.

    Example: charter render examples/northlight/harbourline --out out
    """
    from charter.cli.signed_text import document_as_signed

    unknown = [name for name in form or () if name not in FORMATS]
    if unknown:
        raise Mistake(f"no format {unknown[0]!r}: {nearest(unknown[0], FORMATS)}")
    engagement, _ = read_terms(path, on)
    at = None if on is None else parse_day(on)
    tree = document_as_signed(engagement, path, at or dt.date.min, at)
    made: list[tuple[Path, int]] = []
    for name in dict.fromkeys(form or FORMATS):
        target = out / f"{engagement.name}.{name}"
        content = rendered(tree, name, engagement, on)
        console.write_file(target, content)
        made.append((target, len(content)))
    if json:
        console.write_json(
            [{"file": target, "format": target.suffix[1:], "bytes": size} for target, size in made], "files"
        )
    else:
        console.write_table([(str(target), f"{size:,} bytes") for target, size in made], right={1})


def rendered(tree: Document, form: str, engagement: Engagement, on: str | None = None) -> bytes:
    """Print a document in one format; the PDF carries the terms and the tree as attachments."""
    if form == "pdf":
        from charter import write
        from charter.formats import pdf
        from charter.formats.scripts import MissingScript
        from charter.sealing.verification.enclosure import drafts

        agreement = engagement.agreement if on is None else engagement.in_force(parse_day(on))
        try:
            return pdf.render(tree, drafts(write(agreement), tree))
        except MissingScript as error:
            raise Mistake(str(error)) from None
    if form == "docx":
        from charter.formats import docx

        return docx.render(tree)
    if form == "html":
        from charter.formats import html

        return html.render(tree).encode()
    from charter.formats import markdown

    return markdown.render(tree).encode()
