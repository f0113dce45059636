r"""Sentences and values in another language than English: messages from its catalogue, dates and numbers by Babel.

>>> german, french = Locale("de", "DE"), Locale("fr", "FR")
>>> translated_value(dt.date(2026, 3, 1), german), translated_value(Duration.parse("5 business days"), german)
('1. März 2026', '5 Werktage')
>>> translated_value(dt.date(2026, 3, 1), french), translated_date(dt.date(2026, 3, 2), french)
('1er mars 2026', '2 mars 2026')
>>> translated_value(Percent.parse("5.5 %"), french), translated_number(Decimal("12000.5"), 2, french)
('5,5\xa0%', '12\u202f000,50')
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Literal

import babel
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from charter.core.language import english
from charter.core.language.catalogue import catalogue
from charter.core.language.locale import Locale
from charter.core.vocabulary.dates import Duration, Hours, Span, Unit
from charter.core.vocabulary.money import Money, Percent, Rate
from charter.core.vocabulary.sentence import Sentence, Value, enumeration, filled, say, say_n, without_places

_WORDS = re.compile(r"\w")
_HUNDREDTH_OF_AN_HOUR = 36
_FIRSTS = {"fr": "1er"}
"""How languages write the first of a month that count its other days plainly (French: Imprimerie nationale)."""


def translated_value(value: Value, locale: Locale, form: str = "") -> str:
    """Write a value, or print a sentence; what the catalogue lacks is English as a whole."""
    match value:
        case Sentence():
            return _printed(value, locale)
        case str():
            return _word(value, locale)
        case tuple():
            return _listed([translated_value(piece, locale) for piece in value], form, locale)
        case int():
            return format_decimal(value, locale=_babel(locale)) if form == "," else str(value)
        case dt.date() | dt.time() | Span():
            return _time(value, locale)
        case _:
            return _amount(value, locale)


def translated_date(day: dt.date, locale: Locale) -> str:
    """Write a day where there is little room: "01.03.2026"."""
    return _dated(day, "medium", locale)


def translated_near_date(day: dt.date, locale: Locale, *, weekday: bool) -> str:
    """Write a day without its year: "So., 1. März", "1. März"."""
    return format_skeleton("MMMEd" if weekday else "MMMd", day, locale=_babel(locale))


def translated_number(number: Decimal, places: int, locale: Locale) -> str:
    """Write a number with a fixed count of decimals: "12.000,50"."""
    pattern = f"#,##0.{'0' * places}" if places else "#,##0"
    rounded = Decimal(
        f"{number:.{places}f}"
    )  # as English has it: Babel leaves the places that it is not asked for
    return format_decimal(rounded, format=pattern, locale=_babel(locale), decimal_quantization=False)


def translated_weekday(day: dt.date, locale: Locale) -> str:
    """Name the day of the week: "Sonntag"."""
    return format_date(day, "EEEE", locale=_babel(locale))


def _printed(sentence: Sentence, locale: Locale) -> str:
    text = catalogue(locale.language).found(sentence.message, sentence.n)
    if text is None and not _WORDS.search(without_places(sentence.text)):
        text = sentence.text  # it is all values: there is nothing to translate
    if text is None:
        return english.in_country_english(sentence, locale.country)
    return filled(text, sentence.values, lambda value, form: translated_value(value, locale, form))


def _word(value: str, locale: Locale) -> str:
    """Translate a word of a closed list; a name, or what a person wrote, stays."""
    known = catalogue(locale.language).found(value) if isinstance(value, StrEnum) else None
    return known or str(value)


def _listed(pieces: list[str], form: str, locale: Locale) -> str:
    if form == ";":
        return enumeration(pieces, form)
    return format_list(pieces, "or" if form == "or" else "standard", locale=_babel(locale))


def _time(value: dt.date | dt.time | Span, locale: Locale) -> str:
    match value:
        case Span():
            return translated_value(say("{first} to {last}", first=value.start, last=value.last_day), locale)
        case dt.time():
            return format_time(value, "short", locale=_babel(locale))
        case _:
            return _dated(value, "long", locale)


def _dated(day: dt.date, form: Literal["long", "medium"], locale: Locale) -> str:
    """Write a day; the first of a month by its ordinal where people say so, which Babel does not know."""
    written = format_date(day, form, locale=_babel(locale))
    first = _FIRSTS.get(locale.language)
    return f"{first}{written[1:]}" if first is not None and day.day == 1 and written[:2] == "1 " else written


def _amount(value: Money | Percent | Rate | Duration | Hours | Decimal, locale: Locale) -> str:
    match value:
        case Decimal():
            return format_decimal(value, locale=_babel(locale), decimal_quantization=False)
        case Money():
            return format_currency(value.amount, value.currency, locale=_babel(locale))
        case Percent():
            number, sign = (
                format_decimal(value.value, locale=_babel(locale)),
                _babel(locale).percent_formats[None],
            )
            return f"{number}{sign.suffix[0]}"
        case Rate():
            share = Percent(value.percent)
            a_year = value.per == "year"
            said = say("{share} a year", share=share) if a_year else say("{share} a month", share=share)
            return translated_value(said, locale)
        case Duration():
            return translated_value(_counted(value.count, value.unit), locale)
        case _:
            return _hours(value, locale)


def _hours(hours: Hours, locale: Locale) -> str:
    """Write hours with two decimals, or to the second where that is no two decimals."""
    if hours.seconds < 0:
        return f"-{_hours(Hours(-hours.seconds), locale)}"
    if hours.seconds % _HUNDREDTH_OF_AN_HOUR == 0 and hours.seconds % 3600:
        number = format_decimal(hours.decimal, locale=_babel(locale))
        return translated_value(say("{number} hours", number=number), locale)
    minutes, seconds = divmod(hours.seconds, 60)
    whole = _counted(minutes // 60, Unit.HOURS)
    rest = say_n("{n} minute", "{n} minutes", minutes % 60), say_n("{n} second", "{n} seconds", seconds)
    told = [part for part in (whole, *rest) if part.n] or [whole]
    return " ".join(translated_value(part, locale) for part in told)


def _counted(n: int, unit: Unit) -> Sentence:
    match unit:
        case Unit.HOURS:
            return say_n("{n} hour", "{n} hours", n)
        case Unit.DAYS:
            return say_n("{n} day", "{n} days", n)
        case Unit.BUSINESS_DAYS:
            return say_n("{n} business day", "{n} business days", n)
        case Unit.WEEKS:
            return say_n("{n} week", "{n} weeks", n)
        case Unit.MONTHS:
            return say_n("{n} month", "{n} months", n)
        case _:
            return say_n("{n} year", "{n} years", n)


@cache
def _babel(locale: Locale) -> babel.Locale:
    """Give Babel's locale; where a country does not speak a language, that of the language alone."""
    try:
        return babel.Locale.parse(str(locale), sep="-")
    except babel.UnknownLocaleError:
        return babel.Locale.parse(locale.language)
