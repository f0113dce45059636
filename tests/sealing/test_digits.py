"""Hexadecimal texts read at once are what pyHanko reads digit by digit, and leave off at the same place."""

from __future__ import annotations

import io

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError

from charter.sealing import digits


def read(text: bytes, *, at_once: bool) -> tuple[type, object, int]:
    digits.reads_at_once()
    reader = generic.read_hex_string_from_stream
    stream = io.BytesIO(b"  " + text)
    stream.seek(2)
    value = reader(stream) if at_once else reader.__wrapped__(stream)  # type: ignore[attr-defined]
    return type(value), value, stream.tell()


@pytest.mark.parametrize(
    "text",
    [
        b"<>", b"<41>", b"<4a4B>rest", b"<4>", b"<41 42>", b"< 4142>", b"<41\n42\r>", b"<feff0041>", b"<fffe4100>",
        b"<" + b"00" * 40_000 + b">", b"<" + b"3f" * 3_000 + b"> <41>", b"<efbbbf41>", b"<80>",
    ],
)  # fmt: skip
def test_both_readers_agree(text: bytes) -> None:
    assert read(text, at_once=True) == read(text, at_once=False)


@pytest.mark.parametrize("text", [b"<4g>", b"<41(>", b"<41<42>>", b"<4\xff>"])
def test_what_is_no_text_is_refused_as_before(text: bytes) -> None:
    for at_once in (True, False):
        with pytest.raises(PdfReadError):
            read(text, at_once=at_once)
