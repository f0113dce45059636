"""What a signature's own bytes in the file must look like, before any cryptography.

A /ByteRange must cover all but the signature's own /Contents, and that must be plain hexadecimal of
one case whose padding is zero: room inside the gap is room to hide things (signature wrapping,
universal forgery), and a second spelling of the same signature is a second file with the same proof.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asn1crypto import parser

from charter.sealing.der import is_der
from charter.sealing.opened import Refused

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    from charter.sealing.opened import Opened

_HEX = re.compile(rb"<(?:[0-9A-F]+|[0-9a-f]+)>")
_RANGE = re.compile(rb"/ByteRange\s*\[")
_PLAIN_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_ANY_HEX = re.compile(rb"\s*(?:<[0-9A-Fa-f\s]*>|null|\(\w*\)|\[\w*\])\s*")


def refuse_wrapped(data: bytes) -> None:
    """Refuse a /ByteRange with a gap that is not one hexadecimal text, wherever in the file it stands.

    This reads the bytes alone, because the file of a wrapping attack is two things to two parsers.
    """
    for before, after, _ in (map(int, found) for found in _PLAIN_RANGE.findall(data)):
        if before < after <= len(data) and not _ANY_HEX.fullmatch(data, before, after):
            raise Refused(
                "byte-range-gap", "The signature leaves out more of the file than its own /Contents."
            )


def refuse_unsealed(file: Opened) -> None:
    """Refuse a file that carries no seal, or one that its form does not lead to."""
    if not file.signatures:
        if b"/ByteRange" in file.data:
            raise Refused("seal-unreachable", "The file holds a signature that its form does not show.")
        raise Refused("not-sealed", "The file carries no seal. If one was expected, it was taken off.")


def refuse_hidden_signatures(file: Opened) -> None:
    """Refuse a file with more signature dictionaries than its form shows."""
    count = len(_RANGE.findall(file.data))
    if count != len(file.signatures):
        raise Refused(
            "hidden-signature",
            f"The file holds {count} signatures, and its form shows {len(file.signatures)}.",
        )


def refuse_odd_gap(data: bytes, signature: EmbeddedPdfSignature) -> None:
    """Refuse a signature whose uncovered gap is not exactly its own, canonical /Contents."""
    _, before, after, rest = (int(bound) for bound in signature.byte_range)
    if not before < after <= after + rest <= len(data):
        raise Refused("byte-range-odd", "The signature's /ByteRange reaches beyond the file, or backwards.")
    gap = data[before:after]
    if not (gap.startswith(b"<") and gap.endswith(b">") and data[:before].rstrip().endswith(b"/Contents")):
        raise Refused("byte-range-gap", "The signature leaves out more of the file than its own /Contents.")
    if not _HEX.fullmatch(gap):
        raise Refused(
            "contents-not-canonical", "The signature's /Contents is not plain hexadecimal of one case."
        )
    content = bytes.fromhex(gap[1:-1].decode())
    if content != signature.pkcs7_content:
        raise Refused("byte-range-gap", "The signature's gap holds another signature's /Contents.")
    size = _size(content)
    if content[size:].strip(b"\0"):
        raise Refused("contents-padding", "The padding after the signature in /Contents is not zero.")
    if not is_der(content[:size]):
        raise Refused("contents-not-canonical", "The signature in /Contents is not spelled as DER spells it.")


def _size(der: bytes) -> int:
    """Length of the CMS value at the start of `der`: as much as its two parts take, no more."""
    try:
        header = parser.peek(der)
        content = parser.parse(der[:header])[4]
        first = parser.peek(content)
        second = parser.peek(content[first:])
    except ValueError:
        return 0
    return header if first + second == len(content) else 0
