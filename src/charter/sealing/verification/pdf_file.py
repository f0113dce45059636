"""A PDF opened for examination: its bytes, and every signature that its form holds, in order.

Nothing is judged here but the shape without which there is nothing to examine. Files that lie about
themselves are the rule in this room: whatever a parser says of one that it cannot read is a
`Refused` with a stable reason.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from charter.sealing.verification.bounded import Stream, refuse_crowded

# pyHanko logs each refusal with its traceback; the verdict says it in a sentence.
logging.getLogger("pyhanko").addHandler(logging.NullHandler())
logging.getLogger("pyhanko_certvalidator").addHandler(logging.NullHandler())

HEADER = b"%PDF-"
_TAIL = 2048
"""Where %%EOF must stand; a reader would look for it through the whole file, byte by byte."""
_END = re.compile(rb"[\r\n]startxref\s+\d{1,12}\s*[\r\n]%%EOF")
_MIB = 2**20
MOST = 32 * _MIB
"""Bytes of a file that are looked at: a sealed agreement takes some hundred KiB, with revocation lists a few MiB."""
_KINDS = {SigSeedSubFilter.PADES.value, SigSeedSubFilter.ADOBE_PKCS7_DETACHED.value, "/ETSI.RFC3161"}
"""Kinds of signatures whose container stands in the file as it is (ISO 32000-2, 12.8.3)."""
_LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=32 * _MIB),
    document_budget=DocumentDecodeBudget(base_allowance=64 * _MIB, max_ratio=4),
)
"""What may unfold from a compressed file: an agreement and its attachments take two or three MiB."""
BOUNDS = 4  # numbers in a /ByteRange: start and length before the gap, start and length after it


class NotPdf(ValueError):  # noqa: N818 - named for what is wrong
    """The input is no PDF at all: bad input rather than a finding."""


class TooLarge(ValueError):  # noqa: N818 - named for what is wrong
    """The input is larger than anything that is sealed or recorded, and so was not looked at."""


class PdfRefused(ValueError):  # noqa: N818 - named for what is wrong
    """The file cannot be what it claims; `reason` is stable, the message is for people."""

    def __init__(self, reason: str, says: str) -> None:
        super().__init__(says)
        self.reason = reason


@dataclass(frozen=True)
class Unread:
    """A signature that cannot be judged: its field, the revision that brought it, and why.

    `ranged` says that it names the bytes that it covers.
    """

    field_name: str
    revision: int
    why: PdfRefused
    ranged: bool


@dataclass(frozen=True)
class PdfFile:
    """The bytes of a file, its reader, and its signatures in the order in which they were added.

    `unread` are signatures after the first that cannot be judged.
    """

    data: bytes
    reader: PdfFileReader
    signatures: tuple[EmbeddedPdfSignature, ...]
    unread: tuple[Unread, ...] = ()


def refuse_large(data: bytes, what: str) -> None:
    """Raise TooLarge for data that nothing is that Charter seals or records; `what` names it."""
    if len(data) > MOST:
        raise TooLarge(
            f"{what} has {len(data) // _MIB} MiB: nothing that Charter seals or records has more than {MOST // _MIB}"
        )


def open_pdf(data: bytes) -> PdfFile:
    """Open a PDF. Raises NotPdf, TooLarge, and Refused for one whose parts cannot be read as PDF."""
    if not data.startswith(HEADER):
        raise NotPdf("this is not a PDF: it does not begin with %PDF-")
    refuse_large(data, "this file")
    _refuse_endless(data)
    stream = Stream(data)
    try:
        refuse_crowded(data)
        reader = PdfFileReader(stream, decode_limits=_LIMITS)
        _refuse_encrypted(reader)
        fields = list(enumerate_sig_fields(reader, filled_status=True))
    except PdfRefused:
        raise
    except Exception as error:
        # A hostile file makes a parser fail in any way it can: each is the same answer.
        raise PdfRefused(
            "unreadable", f"The file cannot be read as a PDF: {stream.spent or error}"
        ) from error
    return _in_order(data, reader, [_signature(reader, *field) for field in fields])


def _refuse_encrypted(reader: PdfFileReader) -> None:
    if reader.encrypted:
        raise PdfRefused(
            "encrypted",
            "The file is encrypted, so nothing in it was judged. Charter encrypts none: "
            "verify the file as it was before that.",
        )


def _refuse_endless(data: bytes) -> None:
    """Refuse a file without the three lines that end one: a reader would look for them through all that is there."""
    tail = data[-_TAIL:]
    if b"%%EOF" not in tail:
        raise PdfRefused(
            "unreadable", "The file does not end as a PDF does (%%EOF): it was cut off, or something follows."
        )
    if not any(found.end() == tail.rindex(b"%%EOF") + len(b"%%EOF") for found in _END.finditer(tail)):
        raise PdfRefused("unreadable", "The end of the file does not say where its objects are (startxref).")


def _in_order(data: bytes, reader: PdfFileReader, found: list[EmbeddedPdfSignature | Unread]) -> PdfFile:
    """Put the signatures in order. Raises Refused where the first cannot be judged: it is the seal."""
    unread = tuple(each for each in found if isinstance(each, Unread))
    signatures = sorted(
        (each for each in found if not isinstance(each, Unread)), key=lambda each: each.signed_revision
    )
    first = min(unread, key=lambda each: each.revision, default=None)
    if first and (not signatures or first.revision <= signatures[0].signed_revision):
        raise first.why
    return PdfFile(data, reader, tuple(signatures), unread)


def _signature(
    reader: PdfFileReader, name: str, value: generic.PdfObject, field: generic.PdfObject
) -> EmbeddedPdfSignature | Unread:
    try:
        return _read(reader, name, value, field)
    except PdfRefused as refused:
        why = refused
    except Exception as error:  # noqa: BLE001 - as above
        why = PdfRefused("signature-unreadable", f"The signature in the field {name} cannot be read: {error}")
    try:
        entry, revision = value.get_object(), _revision(reader, value, field)
    except Exception:  # noqa: BLE001 - as above
        return Unread(name, 0, why, ranged=False)
    return Unread(name, revision, why, isinstance(entry, generic.DictionaryObject) and "/ByteRange" in entry)


def _revision(reader: PdfFileReader, *places: generic.PdfObject) -> int:
    """Give the revision that brought a signature; the first where its place does not tell."""
    references = (each.reference for each in places if isinstance(each, generic.IndirectObject))
    return next((reader.xrefs.get_last_change(each) for each in references), 0)


def _read(
    reader: PdfFileReader, name: str, value: generic.PdfObject, field: generic.PdfObject
) -> EmbeddedPdfSignature:
    entry = value.get_object()
    if not isinstance(entry, generic.DictionaryObject):
        raise PdfRefused(
            "no-signature-dictionary", f"The field {name} is signed by something that is no signature."
        )
    _refuse_odd_range(entry)
    kind = entry.get("/SubFilter")
    if kind not in _KINDS:
        raise PdfRefused(
            "signature-kind",
            f"The signature in the field {name} is of a kind that is not judged here: {kind}.",
        )
    contents = entry.raw_get("/Contents") if "/Contents" in entry else None
    if not isinstance(contents, generic.ByteStringObject | generic.TextStringObject) or not contents:
        raise PdfRefused("contents-missing", "The signature has no /Contents: there is nothing to check.")
    return EmbeddedPdfSignature(reader, field.get_object(), name)


def _refuse_odd_range(entry: generic.DictionaryObject) -> None:
    if "/ByteRange" not in entry or isinstance(entry.raw_get("/ByteRange"), generic.NullObject):
        raise PdfRefused(
            "byte-range-missing", "The signature has no /ByteRange: it says of no byte that it covers it."
        )
    bounds = entry["/ByteRange"]
    numbers = isinstance(bounds, generic.ArrayObject) and all(
        isinstance(bound, int) and bound >= 0 for bound in bounds
    )
    if not numbers or len(bounds) != BOUNDS or bounds[0] != 0:
        raise PdfRefused(
            "byte-range-odd", f"The signature's /ByteRange is none that covers a file: {bounds}."
        )
