"""A paper as PDF: PDF/UA-1 and PDF/A-3a at once, the same bytes for the same tree."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from charter.core.document.tree import to_data
from charter.core.papers.tree import Paper
from charter.formats import pdf, scripts
from charter.formats.papers.qr import qr_code
from charter.formats.papers.sheets import SHEETS

_NONE: Mapping[str, bytes] = MappingProxyType({})


def render(paper: Paper, attachments: Mapping[str, bytes] = _NONE) -> bytes:
    """Print a paper as PDF bytes, with `attachments` (file name to content) embedded.

    Raises MissingScript and NotSet as `pdf.render` does.
    """
    scripts.refuse_missing(scripts.printed_texts(paper))
    data: dict[str, Any] = {"paper": to_data(paper), "sheet": SHEETS[paper.sheet]._asdict()}
    data |= pdf.beside(paper, attachments)
    band = data["paper"]["band"]
    if paper.band is not None and paper.band.code is not None:
        band["code"]["svg"] = qr_code(paper.band.code.payload)
    if paper.bill is not None:
        data["paper"]["bill"]["code"]["svg"] = qr_code(paper.bill.code.payload)
    return pdf.compiled("papers/paper.typ", data, paper)
