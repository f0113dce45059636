"""Universal signature forgery: a signature so odd that a careless reader forgets to check it.

Mladenov and others, "1 Trillion Dollar Refund" (CCS 2019): /ByteRange or /Contents missing, null,
empty, negative, too short.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sealing.verification.attacks.conftest import Anatomy, Append, Refuse

RANGE = re.compile(rb"/ByteRange \[[^\]]*\]")


def with_range(sealed: bytes, text: bytes) -> bytes:
    found = RANGE.search(sealed)
    assert found
    return sealed[: found.start()] + text.ljust(len(found[0])) + sealed[found.end() :]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "byte-range-missing"),
        (b"/ByteRange null", "byte-range-missing"),
        (b"/ByteRange []", "byte-range-odd"),
        (b"/ByteRange [0 10]", "byte-range-odd"),
        (b"/ByteRange [0 -1 2 3]", "byte-range-odd"),
        (b"/ByteRange [0 (a) 2 3]", "byte-range-odd"),
        (b"/ByteRange [9 10 20 30]", "byte-range-odd"),
        (b"/ByteRange [0 30 20 10]", "byte-range-odd"),
        (b"/ByteRange [0 1 2 99999999]", "byte-range-gap"),
        (b"/ByteRange [0 10 20 30]", "byte-range-gap"),
        (b"/ByteRange [0 0 0 0]", "byte-range-odd"),
        (b"/ByteRange 7", "byte-range-odd"),
    ],
)
def test_universal_forgery_byte_range(sealed: bytes, refuse: Refuse, text: bytes, reason: str) -> None:
    refuse(with_range(sealed, text), "intact", reason)


@pytest.mark.parametrize(
    ("contents", "reason"),
    [
        (b"<>", "contents-missing"),
        (b"null", "contents-missing"),
        (b"[1]", "contents-missing"),
        (b"<" + b"00" * 50 + b">", "signature-unreadable"),
        (b"(text)", "signature-unreadable"),
    ],
)
def test_universal_forgery_contents(
    sealed: bytes, refuse: Refuse, gap: tuple[int, int], contents: bytes, reason: str
) -> None:
    start, end = gap
    refuse(sealed[:start] + contents.ljust(end - start) + sealed[end:], "intact", reason)


def test_universal_forgery_contents_missing(sealed: bytes, refuse: Refuse, gap: tuple[int, int]) -> None:
    start, _ = gap
    name = sealed.rindex(b"/Contents", 0, start)
    refuse(sealed[:name] + b"/Kontents" + sealed[name + 9 :], "intact", "contents-missing")


def test_universal_forgery_contents_of_zeros(sealed: bytes, refuse: Refuse, gap: tuple[int, int]) -> None:
    start, end = gap
    refuse(
        sealed[: start + 1] + b"0" * (end - start - 2) + sealed[end - 1 :], "intact", "signature-unreadable"
    )


def test_universal_forgery_signature_is_no_dictionary(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(sealed)
    refuse(
        append(sealed, {file.number(file.root.Perms.DocMDP): b"(signed)"}),
        "intact",
        "no-signature-dictionary",
    )


def test_non_canonical_padding(sealed: bytes, refuse: Refuse, gap: tuple[int, int]) -> None:
    """Room after the signature is zero; anything else is a second file with the same proof."""
    _, end = gap
    refuse(sealed[: end - 3] + b"1" + sealed[end - 2 :], "intact", "contents-padding")


@pytest.mark.parametrize("place", [1, 7, 901])
def test_non_canonical_hex(sealed: bytes, refuse: Refuse, gap: tuple[int, int], place: int) -> None:
    """Small letters, spaces and line ends spell the same value, and are refused."""
    start, end = gap
    spaced = sealed[: start + place] + b" \n" + sealed[start + place : end - 3] + sealed[end - 1 :]
    refuse(spaced, "intact", "contents-not-canonical")


def test_non_canonical_case(sealed: bytes, refuse: Refuse, gap: tuple[int, int]) -> None:
    letter = next(at for at in range(gap[0], gap[1]) if sealed[at : at + 1] in b"ABCDEF")
    lowered = sealed[letter : letter + 1].lower()
    refuse(sealed[:letter] + lowered + sealed[letter + 1 :], "intact", "contents-not-canonical")


def test_signature_wrapping(sealed: bytes, refuse: Refuse, gap: tuple[int, int]) -> None:
    """A second /ByteRange in the gap moves the signed end of the file behind what the attacker slipped in."""
    start, end = gap
    table = int(re.findall(rb"startxref\s+(\d+)", sealed)[-1])
    contents = sealed[start:end].rstrip(b">").rstrip(b"0") + b"00>"
    head = contents + b" /ByteRange [0 %d %010d %d]"
    tail = sealed[end:]
    room = table - start - len(head % (0, 0, 0)) + 40
    wrapped = sealed[table : sealed.index(b"startxref", table)]
    filler = (b" " * room)[: table - start]
    body = (head % (start, 0, len(tail))).ljust(table - start) if not filler else head % (start, 0, len(tail))
    slipped = body.ljust(table - start) + wrapped
    after = start + len(slipped)
    slipped = (head % (start, after, len(tail))).ljust(table - start) + wrapped
    refuse(sealed[:start] + slipped + tail, "intact", "byte-range-gap")
