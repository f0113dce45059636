r"""Whether bytes spell an ASN.1 value in the one way that DER allows.

A parser of ASN.1 is lenient: a length may be written longer than it need be, a number may begin with
zeros. Nothing signs those bytes where they stand around a signature, so each such spelling would be a
second file with the same proof.

>>> is_der(bytes.fromhex("3003020105")), is_der(bytes.fromhex("308103020105"))
(True, False)
>>> is_der(bytes.fromhex("300402020005")), is_der(bytes.fromhex("3080020105 0000"))
(False, False)
"""

from __future__ import annotations

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
