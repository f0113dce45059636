"""A paper of money in every format: PDF, Word, HTML, Markdown, and its tree as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charter.core.papers.tree import Paper

FORMS = ("pdf", "docx", "html", "md", "json")
"""The formats, the first of them the one that is meant where none is named."""


def paper_in(paper: Paper, form: str) -> bytes:
    """Print a paper in one format; only what that needs is imported. Raises KeyError for a format that is none."""
    match form:
        case "pdf":
            from charter.formats.papers import pdf  # noqa: PLC0415 - Typst takes its time to load

            return pdf.render(paper)
        case "docx":
            from charter.formats.papers import word  # noqa: PLC0415 - as above

            return word.render(paper)
        case "html":
            from charter.formats.papers import html  # noqa: PLC0415 - as above

            return html.render(paper).encode()
        case "md":
            from charter.formats.papers import markdown  # noqa: PLC0415 - as above

            return markdown.render(paper).encode()
        case "json":
            from charter.formats import json_tree  # noqa: PLC0415 - as above

            return json_tree.render(paper)
        case _:
            raise KeyError(form)
