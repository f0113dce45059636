"""Mistakes in a short text that are recognised: what somebody did, and the text as it should be.

A mend changes what was written as its writer meant it. A slip is told only when the text as mended is read without
an error, so that no correction is invented; where several are meant equally well, the slip is named without one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from charter.core.vocabulary.written import LONGEST


class Slip(NamedTuple):
    """What somebody did, and the value as it should be; None where that is not certain, and then what it is like."""

    said: str
    instead: object = None
    like: object = None


@dataclass(frozen=True, slots=True)
class Mend:
    """One kind of mistake: its pattern, what replaces it, and what is said of it, with `{}` for what was found."""

    looks: re.Pattern[str]
    into: str | Callable[[re.Match[str]], str]
    said: str

    def __call__(self, text: str) -> tuple[str, str] | None:
        """Give the corrected text and what is said of it; None where the pattern does not match."""
        found = self.looks.search(text)
        if found is None:
            return None
        mended = " ".join(self.looks.sub(self.into, text).split())
        return None if mended == text else (mended, self.said.format(found.group().strip()))


Mender = Callable[[str], tuple[str, str] | None]


def mend(looks: str, into: str | Callable[[re.Match[str]], str], said: str, *, fold: bool = False) -> Mend:
    """Make a correction from its pattern; `fold` ignores the case of letters."""
    return Mend(re.compile(looks, re.IGNORECASE if fold else 0), into, said)


def mend_slips(text: str, mends: Iterable[Mender], parse: Callable[[str], object]) -> Slip | None:
    """Correct one mistake after another until the text can be parsed; None where it never can, or always could."""
    if len(text) > LONGEST or _read(parse, text) is not None:
        return None
    done: list[str] = []
    for each in mends:
        if (found := each(text)) is None:
            continue
        text, said = found
        done.append(said)
        if (value := _read(parse, text)) is not None:
            return Slip("; ".join(done), value if isinstance(value, dt.date) else str(value))
    return None


def _read(parse: Callable[[str], object], text: str) -> object | None:
    try:
        return parse(text)
    except ValueError:
        return None


# ── slips in every kind of value ───────────────────────────────────────────────────────────────

_DIGITS = {"O": "0", "o": "0", "l": "1", "I": "1"}
_AMONG_DIGITS = re.compile("(?<![A-Za-z])(?=[OolI0-9.,]*[OolI])(?=[OolI.,]*[0-9])[0-9OolI.,]+(?![A-Za-z])")


def digits_for_letters(text: str) -> tuple[str, str] | None:
    """Give the text with digits for the letters that look like them, and say which.

    >>> digits_for_letters("EUR 12O00.00")
    ('EUR 12000.00', 'the letter O stands for the digit 0')
    """
    found = {letter for run in _AMONG_DIGITS.findall(text) for letter in run if letter in _DIGITS}
    if not found:
        return None
    said = " and ".join(
        f"the letter {letter} stands for the digit {_DIGITS[letter]}" for letter in sorted(found)
    )
    return _AMONG_DIGITS.sub(lambda run: "".join(_DIGITS.get(c, c) for c in run.group()), text), said


_TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen"
    " fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
NUMBERS = {word: n for n, word in enumerate(_TO_TWENTY.split(), 1)} | {
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}

SPACES = mend(r"\s{2,}|^\s+|\s+$", " ", "there are more blanks than one")
STOP = mend(r"[.,;]+$", "", "a sign stands behind it: {}")
IN_WORDS = mend(
    rf"\b({'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b",
    lambda found: str(NUMBERS[found.group().casefold()]),
    "the number stands in words: {}",
    fold=True,
)
EVERYWHERE: tuple[Mender, ...] = (digits_for_letters, SPACES, STOP)
