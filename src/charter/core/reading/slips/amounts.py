"""Mistakes in amounts of money, shares and rates: signs of currencies, commas, points, and letters among digits.

>>> of_money("€8,500").said, of_money("EUR 8.500,00").instead
('an amount begins with the code of its currency, not with €', 'EUR 8500.00')
>>> of_percent("80 percent")
Slip(said='the sign % is spelled out: percent', instead='80 %', like=None)
"""

from __future__ import annotations

import re

from charter.core.reading.slips.mending import (
    EVERYWHERE,
    IN_WORDS,
    Mender,
    Slip,
    digits_for_letters,
    mend,
    mend_slips,
)
from charter.core.vocabulary.currencies import EXPONENTS
from charter.core.vocabulary.money import Money, Percent, Rate

_NO_SIGN = "an amount begins with the code of its currency, not with {}"


def _capitals(text: str) -> tuple[str, str] | None:
    """Write the code of a currency in capitals."""
    found = re.search("(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])", text)
    if found is None or found.group().upper() not in EXPONENTS or found.group().isupper():
        return None
    code = found.group().upper()
    return text.replace(found.group(), code, 1), f"the code of a currency stands in capitals: {code}"


def _continental(found: re.Match[str]) -> str:
    return found.group().replace(".", "").replace(",", ".")


_COMMA = mend(r"(?<![0-9,.])[0-9]+,[0-9]{1,2}(?![0-9,.])", lambda found: found.group().replace(",", "."),
              "a point parts the decimals here, not a comma: {}")  # fmt: skip
_MONEY: tuple[Mender, ...] = (
    digits_for_letters,
    mend("€|(?<![A-Za-z])euros?(?![A-Za-z])", " EUR ", _NO_SIGN, fold=True),
    mend("£", " GBP ", _NO_SIGN),
    _capitals,
    mend(r"[.,][-\N{EN DASH}\N{EM DASH}]+(?=$|\s)", "", "no cents are written by leaving them out, not as {}"),
    mend(r"(?<=[0-9])['\N{RIGHT SINGLE QUOTATION MARK} \u00a0\u202f](?=[0-9]{3}(?![0-9]))", "",
         "a comma parts thousands here, or nothing"),
    mend(r"(?<=[0-9])k\b", "000", "thousands are written out, not as k", fold=True),
    mend(r"(?<![0-9.,])[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}(?![0-9.,])", _continental,
         "a comma parts thousands here, and a point the decimals: {}"),
    _COMMA,
    *EVERYWHERE,
)  # fmt: skip
_SEVERAL = re.compile(r"[$¥]|(?<![A-Za-z])(?:dollars?|kr|Fr)(?![A-Za-z])", re.IGNORECASE)
_NO_CURRENCY = re.compile(r"[0-9][0-9.,]*")
_THREE_BEHIND = re.compile(r"(?<![0-9.,])([0-9]{1,3})\.([0-9]{3})(?![0-9.,])")


def of_money(text: str) -> Slip | None:
    """Explain the mistake in an amount; a sign that several currencies have is named without a correction."""
    if slip := mend_slips(text, _MONEY, Money.parse):
        return slip
    if several := _SEVERAL.search(text):
        said = f"more currencies than one are written {several.group()}: write the code of yours"
        return Slip(said, like="USD 8500.00")
    if _NO_CURRENCY.fullmatch(text):
        return Slip("the currency is missing: write its code before the amount", like=f"EUR {text}")
    if behind := _THREE_BEHIND.search(text):
        return Slip(
            f"three digits stand behind the point of {behind.group()}, so it is not clear whether thousands are meant:"
            f" write {behind[1]}{behind[2]}.00 or {behind[1]}.{behind[2][:2]}"
        )
    return None


_SPELLED = mend(
    r"(?:(?<=[0-9\s]))(?:per\s?cent|pct\.?|v\.?\s?H\.?)(?![A-Za-z])",
    " %",
    "the sign % is spelled out: {}",
    fold=True,
)
_NO_PERCENT = mend(
    r"(?<![0-9.])[1-9][0-9]*(?:\.[0-9]+)?$", lambda found: f"{found.group()} %", "the sign % is missing"
)
_SHARE = re.compile(r"0?\.[0-9]+|1\.0+")


def of_percent(text: str) -> Slip | None:
    """Explain the mistake in a percentage; a share of one may be meant otherwise, so it has no correction."""
    if _SHARE.fullmatch(text):
        return Slip(
            f"{text} has no sign %: a percentage counts of a hundred, so four fifths are 80 %", like="80 %"
        )
    return mend_slips(text, (IN_WORDS, _SPELLED, _COMMA, *EVERYWHERE, _NO_PERCENT), Percent.parse)


_TIMES = (
    mend(
        r"\b(?:monthly|/\s?month|each month|every month|p\.?\s?m\.?)$|/\s?month$",
        " a month",
        "the time of a rate is written a month, not {}",
        fold=True,
    ),
    mend(
        r"\b(?:yearly|annually|annual|p\.?\s?a\.?|per annum|each year|every year)$|/\s?year$",
        " a year",
        "the time of a rate is written a year, not {}",
        fold=True,
    ),
)
_NO_TIME = re.compile(r"[0-9]+(?:\.[0-9]+)? ?%")


def of_rate(text: str) -> Slip | None:
    """Explain the mistake in a rate of interest; for which time it runs is never guessed."""
    slip = mend_slips(text, (_SPELLED, _COMMA, *_TIMES, *EVERYWHERE), Rate.parse)
    if slip is None and _NO_TIME.fullmatch(text):
        return Slip(f"{text} does not say for which time: a year or a month", like=f"{text} a year")
    return slip
