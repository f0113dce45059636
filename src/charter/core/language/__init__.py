"""The reader's language: sentences printed with gettext catalogues, and with the dates and money of a country.

English needs neither Babel nor a catalogue, so a command in English starts without them.

>>> from charter.core.vocabulary.dates import Span
>>> from charter.core.vocabulary.sentence import say
>>> march = Span(dt.date(2026, 3, 1), dt.date(2026, 4, 1))
>>> in_language(say("{first} to {last}", first=march.start, last=march.last_day), Locale("de", "DE"))
'1. März 2026 bis 31. März 2026'
>>> localised_value(march, Locale("en", "US")), localised_value(march, Locale("de", "DE"))
('March 1, 2026 to March 31, 2026', '1. März 2026 bis 31. März 2026')

What a catalogue lacks is printed in English as a whole, its dates too, and so is a language without a catalogue.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from importlib import resources

from charter.core.language import english
from charter.core.language.locale import ENGLISH, Locale
from charter.core.vocabulary.dates.rhythm import WEEKDAYS
from charter.core.vocabulary.sentence import Sentence, Value, say

__all__ = [
    "ENGLISH",
    "Locale",
    "in_language",
    "languages",
    "localised_figure",
    "localised_value",
    "near_date",
    "period",
    "short_date",
    "weekday",
]


def in_language(sentence: Sentence, locale: Locale) -> str:
    """Print a sentence for a reader; what a person wrote in it stays as it is."""
    return localised_value(sentence, locale)


def localised_value(value: Value, locale: Locale, form: str = "") -> str:
    """Write a value for a reader, also one that stands alone; `form` as for `in_english`."""
    if _translated(locale):
        from charter.core.language import translation  # noqa: PLC0415 - Babel takes a tenth of a second

        return translation.translated_value(value, locale, form)
    return english.in_country_english(value, locale.country, form)


def short_date(day: dt.date, locale: Locale) -> str:
    """Write a day where there is little room: "1 Mar 2026", "Mar 1, 2026", "01.03.2026"."""
    if _translated(locale):
        from charter.core.language import translation  # noqa: PLC0415 - as above

        return translation.translated_date(day, locale)
    return english.short_english_date(day, locale.country)


def near_date(day: dt.date, locale: Locale, *, weekday: bool = True) -> str:
    """Write a day that is near, so that nobody asks of which year: with its weekday, or without.

    >>> march = dt.date(2026, 3, 1)
    >>> [near_date(march, each) for each in (ENGLISH, Locale("en", "US"), Locale("de", "DE"))]
    ['Sun 1 Mar', 'Sun, Mar 1', 'So., 1. März']
    >>> [near_date(march, each, weekday=False) for each in (ENGLISH, Locale("en", "US"), Locale("de", "DE"))]
    ['1 Mar', 'Mar 1', '1. März']
    """
    if _translated(locale):
        from charter.core.language import translation  # noqa: PLC0415 - as above

        return translation.translated_near_date(day, locale, weekday=weekday)
    return english.near_english_date(day, locale.country, weekday=weekday)


_NO_BREAK = "\u00a0"


def localised_figure(number: Decimal, places: int, locale: Locale) -> str:
    """Write a number with a fixed count of decimals, and with the sign of a subtraction where it is below zero.

    >>> localised_figure(Decimal("-12000.5"), 2, ENGLISH), localised_figure(Decimal("12000.5"), 2, Locale("de", "DE"))
    ('\u221212,000.50', '12.000,50')
    """
    if _translated(locale):
        from charter.core.language import translation  # noqa: PLC0415 - as above

        return translation.translated_number(number, places, locale).replace("-", "\u2212")
    return f"{number:,.{places}f}".replace("-", "\u2212")


def weekday(day: dt.date, locale: Locale) -> str:
    """Name the day of the week.

    >>> weekday(dt.date(2026, 3, 1), ENGLISH), weekday(dt.date(2026, 3, 1), Locale("de", "DE"))
    ('Sunday', 'Sonntag')
    """
    if _translated(locale):
        from charter.core.language import translation  # noqa: PLC0415 - as above

        return translation.translated_weekday(day, locale)
    return WEEKDAYS[day.weekday()]


def period(first: dt.date, last: dt.date, locale: Locale) -> str:
    r"""Write the days of a service in little room, its year always beside it and on one line with it.

    >>> days = dt.date(2026, 6, 1), dt.date(2026, 6, 30)
    >>> print(*(ascii(period(*days, locale)) for locale in (ENGLISH, Locale("en", "US"), Locale("de", "DE"))))
    '1\u201330\xa0June\xa02026' 'June\xa01\u201330,\xa02026' '1.\u201330.\xa0Juni\xa02026'
    >>> ascii(period(*days, Locale("fr", "FR")))
    "'1er\\u201330\\xa0juin\\xa02026'"
    >>> period(dt.date(2026, 5, 12), dt.date(2026, 6, 30), ENGLISH)
    '12\xa0May to 30\xa0June\xa02026'
    """
    begin, end = (localised_value(day, locale).split() for day in (first, last))
    if first == last:
        return _NO_BREAK.join(end)
    if (first.year, first.month) != (last.year, last.month):
        begun = _begun(first, last, locale)
        return localised_value(say("{first} to {last}", first=begun, last=_NO_BREAK.join(end)), locale)
    days = (
        two if one == two else f"{one.rstrip(',')}\u2013{two}" for one, two in zip(begin, end, strict=True)
    )
    return _NO_BREAK.join(days)


def _begun(first: dt.date, last: dt.date, locale: Locale) -> str:
    """Write the first of some days, without its year where both are of one."""
    begins = localised_value(first, locale)
    if first.year == last.year:
        begins = begins.removesuffix(f"{first.year}").rstrip(" ,")
    return begins.replace(" ", _NO_BREAK)


@cache
def languages() -> frozenset[str]:
    """Give the languages that Charter speaks: English, and those with a catalogue."""
    catalogues = resources.files(__name__).joinpath("catalogues").iterdir()
    return frozenset({ENGLISH.language} | {one.name.removesuffix(".po") for one in catalogues})


def _translated(locale: Locale) -> bool:
    return locale.language != ENGLISH.language and locale.language in languages()
