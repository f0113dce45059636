"""What somebody did who wrote a value that cannot be read, and the value as it should be.

Read only when something is wrong. `of_value` knows the type that is expected; `of_bare` does not, and looks at a value
of a TOML file that no type could be given yet.

>>> of_value([Money], "€8,500")
Slip(said='an amount begins with the code of its currency, not with €', instead='EUR 8500.00', like=None)
>>> of_value([bool], "yes")
Slip(said='yes and no are written true and false', instead=True, like=None)
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any

from charter.core.reading.slips.amounts import of_money, of_percent, of_rate
from charter.core.reading.slips.days import of_day
from charter.core.reading.slips.mending import NUMBERS, Slip, digits_for_letters
from charter.core.reading.slips.times import no_hour, of_duration, of_hours, of_rhythm, of_time_of_day
from charter.core.vocabulary.dates import Duration, Hours, Rhythm
from charter.core.vocabulary.money import Money, Percent, Rate

__all__ = ["Slip", "of_bare", "of_value"]

_YES_OR_NO = {
    "true": True,
    "yes": True,
    "on": True,
    "y": True,
    "false": False,
    "no": False,
    "off": False,
    "n": False,
}


def _of_truth(text: str) -> Slip | None:
    meant = _YES_OR_NO.get(text.strip().casefold())
    if meant is None:
        return None
    plain = text.strip() in {"true", "false"}
    said = f"{text.strip()} stands in quotes" if plain else "yes and no are written true and false"
    return Slip(said, meant)


def _of_number(text: str) -> Slip | None:
    """Explain the mistake in a whole number that was written as a text."""
    plain = text.strip()
    if re.fullmatch("[0-9]{1,9}", plain):
        return Slip("the number stands in quotes", int(plain))
    if plain.casefold() in NUMBERS:
        return Slip("the number stands in words", NUMBERS[plain.casefold()])
    if (found := digits_for_letters(plain)) and re.fullmatch("[0-9]{1,9}", found[0]):
        return Slip(found[1], int(found[0]))
    return None


_TEXTS: dict[object, Callable[[str], Slip | None]] = {
    bool: _of_truth,
    int: _of_number,
    dt.date: of_day,
    dt.time: of_time_of_day,
    Money: of_money,
    Percent: of_percent,
    Rate: of_rate,
    Duration: of_duration,
    Hours: of_hours,
    Rhythm: of_rhythm,
}


def of_value(kinds: Iterable[Any], given: object) -> Slip | None:
    """Explain the mistake in a value where one of some types is expected; None where that is not known."""
    kinds = list(kinds)
    if isinstance(given, str):
        told = (_TEXTS[kind](given) for kind in kinds if kind in _TEXTS)
        return next(filter(None, told), None)
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    if str in kinds:
        return Slip("the text stands without quotes", str(given))
    if dt.date in kinds and isinstance(given, int):
        return of_day(str(given))
    if Percent in kinds and (slip := of_percent(str(given))) and slip.instead:
        return Slip("a percentage is a text with the sign %", slip.instead)
    return None


_BARE: tuple[Callable[[str], Slip | None], ...] = (
    _of_truth, of_day, of_money, of_percent, of_rate, of_time_of_day, of_hours, of_duration, of_rhythm,
)  # fmt: skip
_READ: tuple[Callable[[str], object], ...] = (
    Money.parse, Percent.parse, Rate.parse, Duration.parse, Hours.parse, Rhythm.parse,
)  # fmt: skip
_TIME = re.compile("(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")
_CLOCK = re.compile("[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
_DIGITS = re.compile("[0-9OolI]+")


def of_bare(text: str) -> Slip | None:
    """Explain the mistake in a value that stands without quotes, whatever its type may be.

    >>> of_bare("30 days").said, of_bare("3O").instead
    ('the value stands without quotes', 30)
    """
    if _DIGITS.fullmatch(text) and (slip := _of_number(text)):
        return slip
    if (slip := no_hour(text)) and _CLOCK.fullmatch(text):
        return slip
    if _TIME.fullmatch(text) or any(_reads(parse, text) for parse in _READ):
        return Slip("the value stands without quotes", text)
    slips = list(filter(None, (told(text) for told in _BARE)))
    return next((slip for slip in slips if slip.instead is not None), next(iter(slips), None))


def _reads(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True
