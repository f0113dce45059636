"""Every arithmetic a charge can rest on, by the name under which journals store it, with its words.

A name stays for ever, and so do the names of its inputs: issued lines are read and run again by them. The words say the
sum as people would write it on paper.

>>> KERNELS["hours"].count(minor=21000, seconds=9000)
52500
>>> str(KERNELS["hours"].words({"minor": 21000, "seconds": 9000}, lambda minor: Money(minor, "EUR")))
'EUR 210.00 × 2.5 hours'
"""

# ruff: noqa: RUF001, RUF002 - the sign of multiplication is meant

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import lcm
from typing import Any, NamedTuple, TypeAlias

from charter.core.vocabulary.arithmetic.debts import YEAR, DebtPiece, interest
from charter.core.vocabulary.arithmetic.hours import (
    HOUR,
    hours,
    hours_of,
    hours_up_to,
    hundredths,
    hundredths_of_hours,
)
from charter.core.vocabulary.arithmetic.part_periods import instalment, part, parts, share
from charter.core.vocabulary.arithmetic.rounding import divided, lesser
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.money import LARGEST, Money, Percent
from charter.core.vocabulary.sentence import Sentence, say, say_n

KernelInput: TypeAlias = int | Fraction | DebtPiece
"""What a kernel takes: a whole, a fraction, or a time with its amount and rate."""

Inputs: TypeAlias = Mapping[str, Any]
"""Inputs by name."""

InMoney: TypeAlias = Callable[[int | Fraction], Money]
"""What gives an amount of minor units its currency."""


class Kernel(NamedTuple):
    """One arithmetic: how it counts, and how it reads."""

    count: Callable[..., int]
    words: Callable[[Inputs, InMoney], Sentence]


def times(*, minor: int, count: int) -> int:
    """Give an amount some number of times."""
    return divided(minor * count, 1)


def half_days(*, minor: int, halves: int) -> int:
    """Give the amount of some half days at a price a day, HALF_UP.

    >>> half_days(minor=120000, halves=15), half_days(minor=100001, halves=1)
    (900000, 50001)
    """
    return divided(minor * halves, 2)


def expense(*, most: int, markup: Fraction | int, **pieces: tuple[int, int, Fraction | int]) -> int:
    """Give what an expense comes to: pieces of a sum, how often it counts and its rate, up to a most, and a share more.

    The cost is rounded HALF_UP to the minor unit once, and so is what is added to it.

    >>> expense(most=20000, markup=Fraction(1, 20), piece1=DebtPiece(12840, 1, 1))
    13482
    >>> expense(most=5000, markup=0, piece1=DebtPiece(30, 120, 1), piece2=DebtPiece(9600, 1, Fraction(11702, 10000)))
    5000
    """
    of = lcm(*(rate.denominator for _, _, rate in pieces.values()))
    exact = sum(
        minor * count * rate.numerator * (of // rate.denominator) for minor, count, rate in pieces.values()
    )
    cost = lesser(divided(exact, of), most)
    return cost + divided(cost * markup.numerator, markup.denominator)


def correction(*, now: int, was: int) -> int:
    """Give what is to be booked where one amount was booked and another is right."""
    return divided(now - was, 1)


def read_input(name: str, text: str) -> KernelInput:
    """Read an input as it is stored. Raises ValueError where it is none, ZeroDivisionError for a fraction of 0."""
    if name.startswith("piece"):
        minor, days, yearly = text.split("*")
        return DebtPiece(int(minor), int(days), Fraction(yearly))
    exact = Fraction(text)
    return exact.numerator if exact.denominator == 1 else exact


# ── words ──────────────────────────────────────────────────────────────────────────────────────


def _part(given: Inputs, money: InMoney) -> Sentence:
    fee, days, whole = money(given["minor"]), _number(given["days"]), _number(given["whole"])
    if given.get("carried"):
        return say(
            "{fee} × {days} ÷ {whole} days, rounded together with the part before",
            fee=fee,
            days=days,
            whole=whole,
        )
    return say("{fee} × {days} ÷ {whole} days", fee=fee, days=days, whole=whole)


def _instalment(given: Inputs, money: InMoney) -> Sentence:
    fee, of = money(given["minor"]), _number(given["of"])
    if given["days"] == given["whole"]:
        return say("{fee} ÷ {of} instalments", fee=fee, of=of)
    days, whole = _number(given["days"]), _number(given["whole"])
    return say("{fee} ÷ {of} instalments × {days} ÷ {whole} days", fee=fee, of=of, days=days, whole=whole)


def _share(given: Inputs, money: InMoney) -> Sentence:
    total, share = money(given["minor"]), _percent(given["share"])
    if given["before"]:
        return say("{total} × {share}, rounded together with the shares before", total=total, share=share)
    return say("{total} × {share}", total=total, share=share)


def _parts(given: Inputs, money: InMoney) -> Sentence:
    return say(
        "{total} × {left} ÷ {of} equal parts",
        total=money(given["minor"]), left=_number(given["left"]), of=_number(given["of"]),
    )  # fmt: skip


def _times(given: Inputs, money: InMoney) -> Sentence:
    amount = money(given["minor"])
    if given["count"] == 1:
        return say("{amount}, once", amount=amount)
    return say("{amount} × {count}", amount=amount, count=_number(given["count"]))


def _half_days(given: Inputs, money: InMoney) -> Sentence:
    return say("{price} × {days}", price=money(given["minor"]), days=days_of(given["halves"]))


def _hours(given: Inputs, money: InMoney) -> Sentence:
    return say("{price} × {time}", price=money(given["minor"]), time=Hours(int(given["seconds"])))


def _hours_up_to(given: Inputs, money: InMoney) -> Sentence:
    return say("{sum}, at most {most}", sum=_hours(given, money), most=money(given["most"]))


def _hours_of(given: Inputs, money: InMoney) -> Sentence:
    time, whole = Hours(int(given["seconds"])), Hours(int(given["of"]))
    return say("{price} × {time} ÷ {whole}", price=money(given["minor"]), time=time, whole=whole)


def _hundredths(given: Inputs, money: InMoney) -> Sentence:
    time = Hours(hundredths_of_hours(given["seconds"]) * HOUR // 100)
    return say("{price} × {time}, to two decimals", price=money(given["minor"]), time=time)


def _interest(given: Inputs, money: InMoney) -> Sentence:
    pieces = [_piece(piece, money) for piece in given.values() if isinstance(piece, DebtPiece)]
    nothing = say("{amount}", amount=money(0))
    total = reduce(lambda total, more: say("{total} + {more}", total=total, more=more), pieces or [nothing])
    if not given["claimed"]:
        return total
    return say("{total}, less {claimed} claimed before", total=total, claimed=money(given["claimed"]))


def _piece(piece: DebtPiece, money: InMoney) -> Sentence:
    return say(
        "{debt} × {days} ÷ {year} days × {rate}",
        debt=money(piece.minor),
        days=piece.days,
        year=YEAR,
        rate=_percent(piece.yearly),
    )


def _expense(given: Inputs, money: InMoney) -> Sentence:
    pieces = {name: piece for name, piece in given.items() if isinstance(piece, DebtPiece)}
    parts = [_cost(piece, money) for piece in pieces.values()]
    total = reduce(lambda total, more: say("{total} + {more}", total=total, more=more), parts)
    if expense(most=given["most"], markup=0, **pieces) < expense(most=LARGEST, markup=0, **pieces):
        total = say("{sum}, at most {most}", sum=total, most=money(given["most"]))
    return (
        say("{sum}, and {share} more", sum=total, share=_percent(given["markup"]))
        if given["markup"]
        else total
    )


def _cost(piece: DebtPiece, money: InMoney) -> Sentence:
    """Write a piece of a cost: a sum, some times a sum, or a sum at a rate."""
    minor, count, rate = piece
    if count == 1:
        return (
            say("{sum}", sum=money(minor))
            if rate == 1
            else say("{sum}, at its rate", sum=money(minor * rate))
        )
    if rate == 1:
        return say("{amount} × {count}", amount=money(minor), count=count)
    return say(
        "{amount} × {count} ÷ {per}", amount=money(minor), count=count, per=_number(1 / Fraction(rate))
    )


def _correction(given: Inputs, money: InMoney) -> Sentence:
    return say("{now} instead of {was}", now=money(given["now"]), was=money(given["was"]))


def _percent(of_one: int | Fraction) -> Percent | str:
    """Give a share of one in percent; as text where that is no short decimal."""
    percent = _plain(Fraction(of_one) * 100)
    return f"{percent} %" if "/" in percent else Percent(Decimal(percent))


def days_of(halves: int) -> Sentence:
    """Write a number of half days.

    >>> [str(days_of(halves)) for halves in (1, 2, 5, 20)]
    ['half a day', '1 day', '2.5 days', '10 days']
    """
    if halves == 1:
        return say("half a day")
    if halves % 2:
        return say("{days} days", days=_plain(Fraction(halves, 2)))
    return say_n("{n} day", "{n} days", halves // 2)


def _number(number: int | Fraction) -> int | str:
    return number if isinstance(number, int) else _plain(number)


def _plain(number: Fraction) -> str:
    """Write a number as a decimal where it is a short one, else as a fraction."""
    decimal = f"{float(number):.4f}".rstrip("0").rstrip(".")
    return decimal if Fraction(decimal) == number else str(number)


KERNELS: dict[str, Kernel] = {
    "part": Kernel(part, _part),
    "instalment": Kernel(instalment, _instalment),
    "share": Kernel(share, _share),
    "parts": Kernel(parts, _parts),
    "times": Kernel(times, _times),
    "half_days": Kernel(half_days, _half_days),
    "hours": Kernel(hours, _hours),
    "hours_up_to": Kernel(hours_up_to, _hours_up_to),
    "hours_of": Kernel(hours_of, _hours_of),
    "hundredths": Kernel(hundredths, _hundredths),
    "interest": Kernel(interest, _interest),
    "expense": Kernel(expense, _expense),
    "correction": Kernel(correction, _correction),
}
"""The kernels by name; each is the name of the function that counts."""
