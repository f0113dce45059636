"""One tree, three texts: pandoc, which wrote none of them, reads the same words in each."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from charter.core.document.tree import Document, Paragraph, plain, sections

Judge = Callable[..., str]
Printed = Callable[[Document, str], Path]


def bare(text: str) -> str:
    """Letters and digits only: how a reader breaks lines or draws quotation marks is its own affair."""
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize(
    ("suffix", "format_"), [("docx", "docx"), ("html", "html"), ("md", "commonmark+pipe_tables")]
)
def test_every_paragraph_is_there(
    suffix: str, format_: str, judge: Judge, printed: Printed, agreement: Document
) -> None:
    read = bare(judge("pandoc", "-f", format_, "-t", "plain", "--wrap=none", printed(agreement, suffix)))
    paragraphs = [b for s in sections(agreement) for b in s.blocks if isinstance(b, Paragraph)]
    assert paragraphs
    missing = [plain(p.inlines) for p in paragraphs if bare(plain(p.inlines)) not in read]
    assert not missing


def test_the_markdown_is_clean(judge: Judge, printed: Printed, agreement: Document) -> None:
    native = judge("pandoc", "-f", "commonmark+pipe_tables", "-t", "native", printed(agreement, "md"))
    assert "RawBlock" not in native
    assert "RawInline" not in native
