"""Every arithmetic a charge can rest on, by the name under which journals store it, with its words.

A name stays for ever, and so do the names of its inputs: issued lines are read and run again by them. The words say the
sum as people would write it on paper.

>>> KERNELS["hours"].count(minor=21000, seconds=9000)
52500
>>> KERNELS["hours"].words({"minor": 21000, "seconds": 9000}, lambda minor: f"EUR {minor // 100}")
'EUR 210 × 2.5 hours'
"""

# ruff: noqa: RUF001, RUF002 - the sign of multiplication is meant

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from charter.core.vocabulary.arithmetic.debts import YEAR, Piece, interest
from charter.core.vocabulary.arithmetic.hours import HOUR, hours, hundredths, hundredths_of_hours
from charter.core.vocabulary.arithmetic.part_periods import part, share
from charter.core.vocabulary.arithmetic.rounding import divided

Input: TypeAlias = int | Fraction | Piece
"""What a kernel takes: a whole, a fraction, or a time with its amount and rate."""

Shown: TypeAlias = Callable[[int], str]
"""How an amount of minor units is written."""


class Kernel(NamedTuple):
    """One arithmetic: how it counts, and how it reads."""

    count: Callable[..., int]
    words: Callable[[Mapping[str, Any], Shown], str]


def times(*, minor: int, count: int) -> int:
    """Give an amount some number of times."""
    return divided(minor * count, 1)


def correction(*, now: int, was: int) -> int:
    """Give what is to be booked where one amount was booked and another is right."""
    return divided(now - was, 1)


def read(name: str, text: str) -> Input:
    """Read an input as it is stored. Raises ValueError where it is none, ZeroDivisionError for a fraction of 0."""
    if name.startswith("piece"):
        minor, days, yearly = text.split("*")
        return Piece(int(minor), int(days), Fraction(yearly))
    exact = Fraction(text)
    return exact.numerator if exact.denominator == 1 else exact


# ── words ──────────────────────────────────────────────────────────────────────────────────────


def _part(given: Mapping[str, Any], shown: Shown) -> str:
    together = ", rounded together with the part before" if given.get("carried") else ""
    return f"{_money(given['minor'], shown)} × {given['days']} ÷ {given['whole']} days{together}"


def _share(given: Mapping[str, Any], shown: Shown) -> str:
    together = ", rounded together with the shares before" if given["before"] else ""
    return f"{_money(given['minor'], shown)} × {_percent(given['share'])}{together}"


def _times(given: Mapping[str, Any], shown: Shown) -> str:
    money = _money(given["minor"], shown)
    return f"{money}, once" if given["count"] == 1 else f"{money} × {given['count']}"


def _hours(given: Mapping[str, Any], shown: Shown) -> str:
    return f"{_money(given['minor'], shown)} × {_plain(Fraction(given['seconds']) / HOUR)} hours"


def _hundredths(given: Mapping[str, Any], shown: Shown) -> str:
    time = Fraction(hundredths_of_hours(given["seconds"]), 100)
    return f"{_money(given['minor'], shown)} × {_plain(time)} hours, to two decimals"


def _interest(given: Mapping[str, Any], shown: Shown) -> str:
    words = " + ".join(
        f"{shown(piece.minor)} × {piece.days} ÷ {YEAR} days × {_percent(piece.yearly)}"
        for piece in given.values()
        if isinstance(piece, Piece)
    )
    claimed = given["claimed"]
    return f"{words}, less {_money(claimed, shown)} claimed before" if claimed else words


def _correction(given: Mapping[str, Any], shown: Shown) -> str:
    return f"{_money(given['now'], shown)} instead of {_money(given['was'], shown)}"


def _money(minor: int | Fraction, shown: Shown) -> str:
    return shown(divided(minor.numerator, minor.denominator))


def _percent(of_one: int | Fraction) -> str:
    return f"{_plain(Fraction(of_one) * 100)} %"


def _plain(number: Fraction) -> str:
    """Write a number as a decimal where it is a short one, else as a fraction."""
    decimal = f"{float(number):.4f}".rstrip("0").rstrip(".")
    return decimal if Fraction(decimal) == number else str(number)


KERNELS: dict[str, Kernel] = {
    "part": Kernel(part, _part),
    "share": Kernel(share, _share),
    "times": Kernel(times, _times),
    "hours": Kernel(hours, _hours),
    "hundredths": Kernel(hundredths, _hundredths),
    "interest": Kernel(interest, _interest),
    "correction": Kernel(correction, _correction),
}
"""The kernels by name; each is the name of the function that counts."""
