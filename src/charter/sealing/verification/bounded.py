"""Reading a PDF within bounds: a small file can ask a parser for hours of work, and for all the memory there is.

Two bounds serve all such files. pyHanko reads bytes one by one, so how often it reads is how much it does; and a
cross-reference stream, which unfolds to a row for each object, says beforehand how many rows it has.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.pdf_utils.xref import XRefBuilder

if TYPE_CHECKING:
    from pyhanko.pdf_utils import generic

MOST_READS = 4_000_000
"""A sealed agreement takes some twenty thousand, one stamped sixteen times with long revocation lists 400,000."""
MOST_ROWS = 200_000
"""Rows of a cross-reference, each an object that has a place; a sealed agreement has some hundred."""
_START = re.compile(rb"startxref\s+(\d+)")


class Endless(Exception):  # noqa: N818 - named for what is wrong
    """Reading this takes more work than any file that was sealed."""


class Stream(io.BytesIO):
    """A file in memory that may be read from so often, and no more. Raises Endless."""

    def __init__(self, data: bytes, most: int = MOST_READS) -> None:
        super().__init__(data)
        self._left = self._most = most

    @property
    def spent(self) -> str:
        """Why nothing more is read, or "": pyHanko takes some of what is raised here for a fault of its own."""
        return f"reading it takes more than {self._most:,} steps" if self._left < 0 else ""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as BytesIO does."""
        self._left -= 1
        if self._left < 0:
            raise Endless(self.spent)
        return super().read(size)


def refuse_crowded(data: bytes) -> None:
    """Read the cross-references of a file, and raise Endless for one with more rows than any file needs.

    Raises what pyHanko raises for those that it cannot read.
    """
    place = int(_START.findall(data[-2048:])[-1])
    stream = Stream(data, MOST_ROWS)
    sketch = _Sketch(_Nobody(), stream, strict=True, last_startxref=place)
    try:
        sketch.read_xrefs()  # type: ignore[no-untyped-call]
    except PdfError as error:
        raise Endless(stream.spent) if stream.spent else error from error


class _Nobody(PdfHandler):
    """Stands for the reader, which resolves what a file names: these parts of it name nothing."""

    strict = True


class _Sketch(XRefBuilder):
    """pyHanko's own way along the cross-references, with a look at each stream before it is unfolded."""

    def _read_xref_stream_object(self) -> tuple[generic.Reference, generic.StreamObject]:
        reference, stream = super()._read_xref_stream_object()  # type: ignore[no-untyped-call]
        rows = sum(list(stream["/Index"])[1::2]) if "/Index" in stream else int(stream["/Size"])
        widths = list(stream["/W"])
        if min(widths) < 0 or sum(widths) < 1 or rows > MOST_ROWS:
            raise Endless(f"a cross-reference has {rows:,} rows of {sum(widths)} bytes")
        return reference, stream
