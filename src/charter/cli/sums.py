"""The arithmetic of a charge as people would write it on paper.

>>> in_words("part(minor=1500000, days=16, whole=31, carried=18000000/31)", "EUR")
'EUR 15,000.00 × 16 ÷ 31 days, rounded together with the part before'
>>> in_words("interest(piece1=2160000*40*303/2500, claimed=0)", "EUR")
'EUR 21,600.00 × 40 ÷ 365 days × 12.12 %'
>>> in_words("correction(now=580645, was=1200000)", "EUR")
'EUR 5,806.45 instead of EUR 12,000.00'
>>> in_words("share(minor=2400000, before=2/5, share=2/5)", "EUR")
'EUR 24,000.00 × 40 %, rounded together with the shares before'
>>> in_words("hours(minor=21000, seconds=9000)", "EUR"), in_words("times(minor=40000, count=1)", "EUR")
('EUR 210.00 × 2.5 hours', 'EUR 400.00, once')
"""

# ruff: noqa: RUF001, RUF002 - the sign of multiplication is meant

from __future__ import annotations

from fractions import Fraction

from charter.cli import paper
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.money import half_up

HOUR = 3600


def in_words(shown: str, currency: str) -> str:
    """Write out a sum; one whose kind has no words here stays as it is stored."""
    basis = Basis.read(shown)
    given = dict(basis.inputs)
    minor = _money(given["minor"], currency) if "minor" in given else ""
    words = shown
    match basis.kernel:
        case "part":
            words = f"{minor} × {given['days']} ÷ {given['whole']} days" + _together(given["carried"], "part")
        case "share":
            words = f"{minor} × {_percent(given['share'])}" + _together(given["before"], "shares")
        case "hours":
            words = f"{minor} × {_plain(Fraction(given['seconds']) / HOUR)} hours"
        case "times":
            words = f"{minor}, once" if given["count"] == "1" else f"{minor} × {given['count']}"
        case "correction":
            words = f"{_money(given['now'], currency)} instead of {_money(given['was'], currency)}"
        case "interest":
            words = _interest(basis, currency)
    return words


def _interest(basis: Basis, currency: str) -> str:
    pieces = [value.split("*") for name, value in basis.inputs if name.startswith("piece")]
    words = " + ".join(
        f"{_money(minor, currency)} × {days} ÷ 365 days × {_percent(rate)}" for minor, days, rate in pieces
    )
    claimed = dict(basis.inputs)["claimed"]
    return words if claimed == "0" else f"{words}, less {_money(claimed, currency)} claimed before"


def _together(before: str, what: str) -> str:
    return "" if before == "0" else f", rounded together with the {what} before"


def _money(minor: str, currency: str) -> str:
    return paper.money(half_up(Fraction(minor)), currency)


def _percent(share: str) -> str:
    return f"{_plain(Fraction(share) * 100)} %"


def _plain(number: Fraction) -> str:
    """Write a number as a decimal where it is a short one, else as a fraction."""
    decimal = f"{float(number):.4f}".rstrip("0").rstrip(".")
    return decimal if Fraction(decimal) == number else str(number)
