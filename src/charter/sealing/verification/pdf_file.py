"""A PDF opened for examination: its bytes, and every signature that its form holds, in order.

Nothing is judged here but the shape without which there is nothing to examine. Files that lie about
themselves are the rule in this room: whatever a parser says of one that it cannot read is a
`Refused` with a stable reason.
"""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

# pyHanko logs each refusal with its traceback; the verdict says it in a sentence.
logging.getLogger("pyhanko").addHandler(logging.NullHandler())
logging.getLogger("pyhanko_certvalidator").addHandler(logging.NullHandler())

HEADER = b"%PDF-"
_TAIL = 2048
"""Where %%EOF must stand; a reader would look for it through the whole file, byte by byte."""
_MIB = 2**20
_LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=32 * _MIB),
    document_budget=DocumentDecodeBudget(base_allowance=64 * _MIB),
)
"""What may unfold from a compressed file: an agreement and its attachments take two or three MiB."""
BOUNDS = 4  # numbers in a /ByteRange: start and length before the gap, start and length after it


class NotPdf(ValueError):  # noqa: N818 - named for what is wrong
    """The input is no PDF at all: bad input rather than a finding."""


class Refused(ValueError):  # noqa: N818 - named for what is wrong
    """The file cannot be what it claims; `reason` is stable, the message is for people."""

    def __init__(self, reason: str, says: str) -> None:
        super().__init__(says)
        self.reason = reason


@dataclass(frozen=True)
class PdfFile:
    """The bytes of a file, its reader, and its signatures in the order in which they were added."""

    data: bytes
    reader: PdfFileReader
    signatures: tuple[EmbeddedPdfSignature, ...]


def open_pdf(data: bytes) -> PdfFile:
    """Open a PDF. Raises NotPdf, and Refused for one whose parts cannot be read as PDF."""
    if not data.startswith(HEADER):
        raise NotPdf("this is not a PDF: it does not begin with %PDF-")
    if b"%%EOF" not in data[-_TAIL:]:
        raise Refused("unreadable", "The file is damaged: its end (%%EOF) was cut off or buried.")
    try:
        reader = PdfFileReader(io.BytesIO(data), decode_limits=_LIMITS)
        found = [_signature(reader, *field) for field in enumerate_sig_fields(reader, filled_status=True)]
    except Refused:
        raise
    except Exception as error:
        # A hostile file makes a parser fail in any way it can: each is the same answer.
        raise Refused("unreadable", f"The file is damaged and cannot be read as a PDF: {error}") from error
    return PdfFile(data, reader, tuple(sorted(found, key=lambda each: each.signed_revision)))


def _signature(
    reader: PdfFileReader, name: str, value: generic.PdfObject, field: generic.PdfObject
) -> EmbeddedPdfSignature:
    entry = value.get_object()
    if not isinstance(entry, generic.DictionaryObject):
        raise Refused(
            "no-signature-dictionary", f"The field {name} is signed by something that is no signature."
        )
    _refuse_odd_range(entry)
    contents = entry.raw_get("/Contents") if "/Contents" in entry else None
    if not isinstance(contents, generic.ByteStringObject | generic.TextStringObject) or not contents:
        raise Refused("contents-missing", "The signature has no /Contents: there is nothing to check.")
    return EmbeddedPdfSignature(reader, field.get_object(), name)


def _refuse_odd_range(entry: generic.DictionaryObject) -> None:
    if "/ByteRange" not in entry or isinstance(entry.raw_get("/ByteRange"), generic.NullObject):
        raise Refused(
            "byte-range-missing", "The signature has no /ByteRange: it says of no byte that it covers it."
        )
    bounds = entry["/ByteRange"]
    numbers = isinstance(bounds, generic.ArrayObject) and all(
        isinstance(bound, int) and bound >= 0 for bound in bounds
    )
    if not numbers or len(bounds) != BOUNDS or bounds[0] != 0:
        raise Refused("byte-range-odd", f"The signature's /ByteRange is none that covers a file: {bounds}.")
