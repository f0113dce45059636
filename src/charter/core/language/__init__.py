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
from functools import cache
from importlib import resources

from charter.core.language import english
from charter.core.language.locale import ENGLISH, Locale
from charter.core.vocabulary.sentence import Sentence, Value

__all__ = ["ENGLISH", "Locale", "in_language", "languages", "localised_value", "short_date"]


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


@cache
def languages() -> frozenset[str]:
    """Give the languages that Charter speaks: English, and those with a catalogue."""
    catalogues = resources.files(__name__).joinpath("catalogues").iterdir()
    return frozenset({ENGLISH.language} | {one.name.removesuffix(".po") for one in catalogues})


def _translated(locale: Locale) -> bool:
    return locale.language != ENGLISH.language and locale.language in languages()
