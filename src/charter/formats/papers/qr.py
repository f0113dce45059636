"""QR codes, drawn as one path of black modules without the white around them.

>>> qr_code("BCD").startswith("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 21 21'><path d='M0 0h7v1h-7z")
True
"""

from __future__ import annotations

from itertools import groupby

import segno


def qr_code(payload: str) -> str:
    """Draw a code of level M, as the standards of payment codes ask, as SVG."""
    matrix = segno.make(payload.encode(), error="m", micro=False, boost_error=False, encoding="utf-8").matrix
    runs = "".join(_row(place, row) for place, row in enumerate(matrix))
    size = len(matrix)
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {size} {size}'><path d='{runs}' fill='#000'/></svg>"


def _row(y: int, row: bytearray) -> str:
    """Write the runs of black modules of a row as boxes."""
    drawn_runs, x = [], 0
    for black, run in groupby(row):
        width = len(list(run))
        if black:
            drawn_runs.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return "".join(drawn_runs)
