"""Printing many documents takes no more memory than printing a few: a workspace prints all day."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PEAKS = """
import resource, sys
from charter.core.document.assembly import document
from charter.core.reading import read
from charter.formats import pdf

text = open(sys.argv[1], encoding="utf-8").read()
for number in range(14):
    terms = text.replace('title = "', f'title = "{number} ', 1).encode()
    pdf.render(document(read({"agreement.toml": terms}).agreement))
    if number in {3, 13}:
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_ten_more_documents_take_no_more_memory() -> None:
    """What Typst remembers of ten small agreements would more than double it."""
    agreement = ROOT / "tests/core/document/minimal.toml"
    run = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", PEAKS, str(agreement)], capture_output=True, check=True
    )
    few, many = map(int, run.stdout.split())
    assert many < 1.3 * few
