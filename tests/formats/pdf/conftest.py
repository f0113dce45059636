"""A whole fictional agreement to print, and a reader of what was printed and where it stands."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest

from charter.core.document.tree import Document
from tests.formats.every_node import every_node


@pytest.fixture
def agreement() -> Document:
    """Harbourline Logistics engages Northlight CTO: every kind of node, both sides yet to sign."""
    return every_node()


@dataclass(frozen=True)
class Run:
    """Some letters that stand on one line of a page; lengths in points from the page's lower left."""

    page: int
    left: float
    right: float
    baseline: float
    text: str
    face: str = ""


class _Face:
    """One font of a page: how wide its letters are, and what they mean."""

    def __init__(self, font: Any) -> None:  # noqa: ANN401 - pikepdf objects are dynamic
        self.name = str(font.BaseFont).partition("+")[2]
        self.letters = dict(_meanings(font.ToUnicode.read_bytes().decode()))
        self.widths = dict(_widths(list(font.DescendantFonts[0].W)))

    def codes(self, drawn: bytes) -> list[int]:
        return [int.from_bytes(drawn[i : i + 2]) for i in range(0, len(drawn), 2)]

    def read(self, operand: Any) -> tuple[str, float]:  # noqa: ANN401 - pikepdf objects are dynamic
        """What a TJ operand says, and how many thousandths of its size it takes."""
        text, width = "", 0.0
        for part in operand:
            if isinstance(part, pikepdf.String):
                codes = self.codes(bytes(part))
                text += "".join(self.letters.get(code, "") for code in codes)
                width += sum(self.widths.get(code, 0.0) for code in codes)
            else:
                width -= float(part)
        return text, width


def _meanings(cmap: str) -> Iterator[tuple[int, str]]:
    for code, meaning in re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", cmap, re.MULTILINE):
        yield int(code, 16), bytes.fromhex(meaning).decode("utf-16-be")


def _widths(entries: list[Any]) -> Iterator[tuple[int, float]]:
    while entries:
        first, then = int(entries.pop(0)), entries.pop(0)
        if isinstance(then, pikepdf.Array):
            yield from enumerate(map(float, list(then)), first)
        else:
            width = float(entries.pop(0))
            yield from ((code, width) for code in range(first, int(then) + 1))


def _said_instead(operands: Any) -> str | None:  # noqa: ANN401 - pikepdf objects are dynamic
    marked = operands[1] if len(operands) > 1 else None
    if isinstance(marked, pikepdf.Dictionary) and "/ActualText" in marked:
        return str(marked["/ActualText"])
    return None


def _page_runs(number: int, page: pikepdf.Page) -> Iterator[Run]:
    """Every text of a page in the order of reading; Typst draws each in a frame of its own."""
    fonts: dict[str, _Face] = {}
    matrix, along, size = [(0.0, 0.0)], 0.0, 0.0
    said: list[str | None] = [None]
    face: _Face | None = None
    drawn: Any = pikepdf.parse_content_stream(page)
    for operands, operator in drawn:
        match str(operator):
            case "q":
                matrix.append(matrix[-1])
            case "Q":
                matrix.pop()
            case "cm":
                matrix[-1] = (matrix[-1][0] + float(operands[4]), matrix[-1][1] + float(operands[5]))
            case "Tf":
                name, size = str(operands[0]), float(operands[1])
                face = fonts.setdefault(name, _Face(page.Resources.Font[name]))
            case "BDC" | "BMC":
                said.append(_said_instead(operands))
            case "EMC":
                said.pop()
            case "Tm":
                along = float(operands[4])
            case "TJ" | "Tj" if face:
                text, width = face.read(operands[0] if operator == pikepdf.Operator("TJ") else operands)
                left, baseline = matrix[-1][0] + along, matrix[-1][1]
                yield Run(number, left, left + width * size / 1000, baseline, said[-1] or text, face.name)


@pytest.fixture
def runs() -> Callable[[bytes], list[Run]]:
    """Where each text of a PDF stands."""

    def read(printed: bytes) -> list[Run]:
        with pikepdf.open(io.BytesIO(printed)) as pdf:
            return [run for n, page in enumerate(pdf.pages, 1) for run in _page_runs(n, page)]

    return read
