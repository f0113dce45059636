r"""What a signature's own bytes in the file must look like, before any cryptography.

A /ByteRange must cover all but the signature's own /Contents, and that must be plain hexadecimal of
one case whose padding is zero: room inside the gap is room to hide things (signature wrapping,
universal forgery), and a second spelling of the same signature is a second file with the same proof.

For the same reason the value in /Contents must be spelled in the one way that DER allows. A parser of
ASN.1 is lenient: a length may be written longer than it need be, a number may begin with zeros, and
nothing signs those bytes where they stand around a signature.

>>> is_der(bytes.fromhex("3003020105")), is_der(bytes.fromhex("308103020105"))
(True, False)
>>> is_der(bytes.fromhex("300402020005")), is_der(bytes.fromhex("3080020105 0000"))
(False, False)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asn1crypto import parser

from charter.sealing.verification.pdf_file import PdfRefused

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    from charter.sealing.verification.pdf_file import PdfFile


_HEX = re.compile(rb"<(?:[0-9A-F]+|[0-9a-f]+)>")
_RANGE = re.compile(rb"/ByteRange\s*\[")
_PLAIN_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_ANY_HEX = re.compile(rb"\s*(?:<[0-9A-Fa-f\s]*>|null|\(\w*\)|\[\w*\])\s*")


def refuse_wrapped(data: bytes) -> None:
    """Refuse a /ByteRange with a gap that is not one hexadecimal text, wherever in the file it stands.

    This reads the bytes alone, because the file of a wrapping attack is two things to two parsers.
    """
    for before, after, _ in (map(int, found.groups()) for found in _PLAIN_RANGE.finditer(data)):
        if before < after <= len(data) and not _ANY_HEX.fullmatch(data, before, after):
            raise PdfRefused(
                "byte-range-gap", "The signature leaves out more of the file than its own /Contents."
            )


def refuse_unsealed(file: PdfFile) -> None:
    """Refuse a file that carries no seal, or one that its form does not lead to."""
    if not file.signatures:
        if b"/ByteRange" in file.data:
            raise PdfRefused("seal-unreachable", "The file holds a signature that its form does not show.")
        raise PdfRefused(
            "not-sealed",
            "The file carries no seal. If you expected one, this is not the file as it was sealed.",
        )


def refuse_hidden_signatures(file: PdfFile) -> None:
    """Refuse a file with more signature dictionaries than its form shows."""
    count = sum(1 for _ in _RANGE.finditer(file.data))
    listed = len(file.signatures) + sum(each.ranged for each in file.unread)
    if count != listed:
        raise PdfRefused(
            "hidden-signature", f"The file holds {count} signatures, and its form shows {listed}."
        )


def refuse_odd_gap(data: bytes, signature: EmbeddedPdfSignature) -> None:
    """Refuse a signature whose uncovered gap is not exactly its own, canonical /Contents."""
    _, before, after, rest = (int(bound) for bound in signature.byte_range)
    if not before < after <= after + rest <= len(data):
        raise PdfRefused(
            "byte-range-odd", "The signature's /ByteRange reaches beyond the file, or backwards."
        )
    gap = data[before:after]
    if not (gap.startswith(b"<") and gap.endswith(b">") and data[:before].rstrip().endswith(b"/Contents")):
        raise PdfRefused(
            "byte-range-gap", "The signature leaves out more of the file than its own /Contents."
        )
    if not _HEX.fullmatch(gap):
        raise PdfRefused(
            "contents-not-canonical", "The signature's /Contents is not plain hexadecimal of one case."
        )
    content = bytes.fromhex(gap[1:-1].decode())
    if content != signature.pkcs7_content:
        raise PdfRefused("byte-range-gap", "The signature's gap holds another signature's /Contents.")
    size = _length(content)
    if content[size:].strip(b"\0"):
        raise PdfRefused("contents-padding", "The padding after the signature in /Contents is not zero.")
    if not is_der(content[:size]):
        raise PdfRefused(
            "contents-not-canonical", "The signature in /Contents is not spelled as DER spells it."
        )


def _length(der: bytes) -> int:
    """Length of the CMS value at the start of `der`: as much as its two parts take, no more."""
    try:
        header = parser.peek(der)
        content = parser.parse(der[:header])[4]
        first = parser.peek(content)
        second = parser.peek(content[first:])
    except ValueError:
        return 0
    return header if first + second == len(content) else 0


# ── DER ──────────────────────────────────────────────────────────────────────────────────────────

_CONSTRUCTED, _CLASS, _LONG_TAG = 0x20, 0xC0, 0x1F
_BOOLEAN, _INTEGER, _NULL, _OID = 0x01, 0x02, 0x05, 0x06
_SEQUENCE, _SET = 0x10, 0x11
_DEEPEST = 40
"""A container with a timestamp and certificates has some 15 levels."""


def is_der(data: bytes) -> bool:
    """Tell whether `data` is one value, and it and all within it are spelled as DER spells them."""
    try:
        return _ends(data, 0, len(data), 0) == [len(data)]
    except IndexError:
        return False


def _ends(data: bytes, start: int, end: int, depth: int) -> list[int]:
    """Where the values between `start` and `end` end. Raises IndexError at the first odd spelling."""
    ends = []
    while start < end:
        tag = data[start]
        begin, size = _size(data, start + 1)
        start = begin + size
        if start > end or depth > _DEEPEST or not _well_tagged(tag):
            raise IndexError(start)
        if tag & _CONSTRUCTED:
            _ends(data, begin, start, depth + 1)
        elif not tag & _CLASS:
            _refuse_odd(tag, data[begin:start])
        ends.append(start)
    return ends


def _size(data: bytes, place: int) -> tuple[int, int]:
    """Where the content of a value begins, and its length, which must be written as shortly as can be."""
    first = data[place]
    if first < 0x80:  # noqa: PLR2004 - the short form holds seven bits (X.690, 8.1.3)
        return place + 1, first
    digits = data[place + 1 : place + 1 + (first & 0x7F)]
    size = int.from_bytes(digits, "big")
    if not digits or not digits[0] or size < 0x80:  # noqa: PLR2004 - as above
        raise IndexError(place)
    return place + 1 + len(digits), size


def _well_tagged(tag: int) -> bool:
    """Short tags only; of the universal types, sequences and sets are built of parts, and no others."""
    number = tag & _LONG_TAG
    built = number in {_SEQUENCE, _SET}
    return number != _LONG_TAG and bool(tag & _CLASS or built == bool(tag & _CONSTRUCTED))


def _refuse_odd(tag: int, content: bytes) -> None:
    """Raise IndexError for a universal value with a shorter or another spelling (X.690, 8.3, 8.19, 11.1)."""
    if tag == _INTEGER:
        odd = not content or (len(content) > 1 and content[0] in {0, 0xFF} and _needless(content))
    elif tag == _OID:
        odd = not content or any(
            byte == 0x80 and (place == 0 or content[place - 1] < 0x80)  # noqa: PLR2004 - the top bit goes on
            for place, byte in enumerate(content)
        )
    else:
        odd = (tag == _NULL and bool(content)) or (tag == _BOOLEAN and content not in {b"\0", b"\xff"})
    if odd:
        raise IndexError(tag)


def _needless(content: bytes) -> bool:
    """Whether the first byte of a number only repeats the sign of the second."""
    return (content[0] == 0) == (content[1] < 0x80)  # noqa: PLR2004 - the top bit is the sign
