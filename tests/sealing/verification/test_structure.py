"""DER: one spelling for each value, and every other is refused."""

from __future__ import annotations

import pytest

from charter.sealing.verification.structure import is_der


@pytest.mark.parametrize(
    "spelled",
    [
        "0201ff",
        "02020080",
        "0500",
        "0101ff",
        "010100",
        "06022a03",
        "060388 3703",
        "3000",
        "a0030c0141",
        "800100",
    ],
)
def test_what_der_allows(spelled: str) -> None:
    assert is_der(bytes.fromhex(spelled))


@pytest.mark.parametrize(
    ("spelled", "why"),
    [
        ("", "nothing"),
        ("02", "no length"),
        ("0202ff", "too short"),
        ("020105 00", "something behind"),
        ("02810105", "a length longer than need be"),
        ("0282000105", "a length with a zero before it"),
        ("3080 0000", "no definite length"),
        ("0200", "a number of no digits"),
        ("02020005", "a zero before the number"),
        ("0202ffff", "a sign before the number"),
        ("050100", "null with something in it"),
        ("010101", "a truth that is neither"),
        ("0600", "an identifier of no parts"),
        ("0603802a03", "a zero before a part of an identifier"),
        ("06032a8003", "a zero before a later part of an identifier"),
        ("24030401 41", "a text built of parts"),
        ("1003020105", "a sequence of no parts"),
        ("1f0200", "a long tag"),
        ("3003020205", "a part that ends after the whole"),
        ("30" * 60 + "00", "lengths that lead nowhere"),
    ],
)
def test_what_der_does_not_allow(spelled: str, why: str) -> None:
    assert not is_der(bytes.fromhex(spelled)), why


def test_nesting_without_end_is_no_der() -> None:
    value = b""
    for _ in range(50):
        value = b"\x30" + bytes([len(value)]) + value
    assert not is_der(value)
