"""The Word file before LibreOffice, which lays it out, and pandoc, which reads its structure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from charter.core.document.tree import Document, Paragraph, Reference, sections

Judge = Callable[..., str]
Printed = Callable[[Document, str], Path]


@pytest.fixture(scope="session")
def laid_out(
    judge: Judge, printed: Printed, agreement: Document, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The words of the pages that LibreOffice makes of it."""
    folder = tmp_path_factory.mktemp("libreoffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    judge(
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        printed(agreement, "docx"),
    )
    return " ".join(judge("pdftotext", "-layout", next(folder.glob("*.pdf")), "-").split())


def test_libreoffice_counts_the_same_numbers(laid_out: str, agreement: Document) -> None:
    missing = [s.heading for s in sections(agreement) if f"{s.number} {s.heading}" not in laid_out]
    assert not missing


def test_each_number_stands_alone(laid_out: str) -> None:
    """Beside a tracked number LibreOffice shows the old one, like "4.3.1[4.3.2]"; a file without changes has none."""
    assert re.findall(r"\d\[\d", laid_out) == []


def test_libreoffice_resolves_the_references(laid_out: str, agreement: Document) -> None:
    paragraphs = (b for s in sections(agreement) for b in s.blocks if isinstance(b, Paragraph))
    references = {inline.text for p in paragraphs for inline in p.inlines if isinstance(inline, Reference)}
    assert references
    assert {text for text in references if text not in laid_out} == set()
    assert "Reference source not found" not in laid_out


def test_pandoc_sees_headings_as_headings(judge: Judge, printed: Printed, agreement: Document) -> None:
    blocks = json.loads(judge("pandoc", "-f", "docx", "-t", "json", printed(agreement, "docx")))["blocks"]
    headings = {"".join(words(block["c"][2])) for block in blocks if block["t"] == "Header"}
    assert {s.heading for s in sections(agreement)} <= headings
    assert {article.heading for article in agreement.articles} <= headings


def words(inlines: list[dict[str, Any]]) -> Iterator[str]:
    """The words of pandoc's inlines."""
    for inline in inlines:
        match inline:
            case {"t": "Str", "c": text}:
                yield text
            case {"t": "Space" | "SoftBreak"}:
                yield " "
            case {"c": [_, list(inner)]} | {"c": [_, list(inner), _]}:
                yield from words(inner)
