"""QR codes, drawn as one path of black modules without the white around them.

>>> qr_code("BCD").startswith("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 21 21'><path d='M0 0h7v1h-7z")
True
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import segno


class QrBox(NamedTuple):
    """A run of black modules, one module high."""

    x: int
    y: int
    width: int


def qr_boxes(payload: str) -> tuple[int, tuple[QrBox, ...]]:
    """Give how many modules a side of a code has, and the black ones; of level M, as the standards ask."""
    matrix = segno.make(payload.encode(), error="m", micro=False, boost_error=False, encoding="utf-8").matrix
    return len(matrix), tuple(box for y, row in enumerate(matrix) for box in _row(y, row))


def qr_code(payload: str) -> str:
    """Draw a code as SVG."""
    size, boxes = qr_boxes(payload)
    path = "".join(f"M{box.x} {box.y}h{box.width}v1h-{box.width}z" for box in boxes)
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {size} {size}'><path d='{path}' fill='#000'/></svg>"


def _row(y: int, row: bytearray) -> Iterator[QrBox]:
    """Give the runs of black modules of a row."""
    x = 0
    for black, run in groupby(row):
        width = len(list(run))
        if black:
            yield QrBox(x, y, width)
        x += width
