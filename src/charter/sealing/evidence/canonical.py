"""One value, one sequence of bytes: the JSON that is hashed.

The form is that of RFC 8785 for the values that evidence holds: keys sorted by their UTF-16 code
units, no white space, text as it is with the least escaping, whole numbers only. Fractions are
refused, because programs print them differently; amounts are texts ("EUR 12000.00"). Dates and
times, as TOML gives them, become their ISO texts.

>>> canonical({"on": dt.date(2026, 3, 4), "by": "Mara", "hours": 3})
b'{"by":"Mara","hours":3,"on":"2026-03-04"}'
>>> sha256_hex(b"")[:16]
'e3b0c44298fc1c14'
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping

EXACT = 2**53 - 1
"""The largest whole number that every JSON reader keeps exact (RFC 8785, section 3.2.2.3)."""


def canonical(value: object) -> bytes:
    """The canonical JSON of texts, whole numbers, truths, nulls, dates, lists and mappings of these.

    Raises ValueError for what has no exact form: fractions, numbers beyond 2**53 - 1, keys that are
    no text, half surrogate pairs, other types.
    """
    text = json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("a text holds half a surrogate pair, which has no bytes: retype it") from error


def sha256_hex(content: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def digest_of(value: object) -> str:
    """The digest of a value's canonical JSON; raises as `canonical` does."""
    return sha256_hex(canonical(value))


def _plain(value: object) -> object:
    if type(value) is str:  # most of a tree is texts
        return value
    match value:
        case str() | bool() | None:
            return value
        case int() if abs(value) <= EXACT:
            return value
        case dt.date() | dt.time():  # a datetime is a date too
            return value.isoformat()
        case list() | tuple():
            return [_plain(item) for item in value]
        case Mapping():
            return {key: _plain(value[key]) for key in _sorted(value)}
    raise ValueError(f"{value!r:.60} has no exact JSON form: write it as a text or a whole number")


def _sorted(keys: Mapping[str, object]) -> list[str]:
    try:
        plain = "".join(keys).isascii()
    except TypeError:
        plain = False
    # Of ASCII every order is the same, and the bare one far quicker.
    return sorted(keys) if plain else sorted(keys, key=_code_units)


def _code_units(key: object) -> bytes:
    if not isinstance(key, str):
        raise ValueError(f"the key {key!r:.60} is no text")  # noqa: TRY004 - one error for all bad values
    return key.encode("utf-16-be", "surrogatepass")
