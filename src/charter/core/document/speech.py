"""How each kind of value is written in prose, and the one locale that a document keeps to.

>>> import datetime as dt
>>> said(dt.date(2026, 3, 1)), said(Money.parse("EUR 12000.00")), said(Rhythm.parse("every Tuesday 10:00"))
('1 March 2026', 'EUR 12,000.00', 'every Tuesday at 10:00')
>>> said(dt.date(2026, 3, 1), "US"), said(Money.parse("USD 12000.00"), "US"), said(dt.time(14), "US")
('March 1, 2026', '$12,000.00', '2:00 p.m.')
>>> said(Hours.parse("45 minutes")), said(Hours.parse("2.5 hours"))
('45 minutes', '2.5 hours')
>>> said(Duration.parse("1 business day")), said(Duration.parse("30 days"))
('1 Business Day', '30 days')
>>> with_weekday(dt.date(2026, 3, 1)), with_weekday(dt.date(2026, 3, 1), "US")
('Sunday, 1 March 2026', 'Sunday, March 1, 2026')
"""

from __future__ import annotations

import datetime as dt

from charter.core.agreement import Agreement, stated
from charter.core.language import Locale, english
from charter.core.vocabulary.dates import Duration, Hours, Rhythm, Unit
from charter.core.vocabulary.dates.rhythm import WEEKDAYS
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence
from charter.core.vocabulary.stated import DocumentLocale, Governing
from charter.core.vocabulary.written import Written

_HOUR, _MINUTE = 3600, 60


def locale(agreement: Agreement) -> Locale:
    """Give the locale of an agreement's document: the one agreed, or that of the country whose law governs."""
    agreed, governing = stated(agreement, DocumentLocale).code, stated(agreement, Governing)
    if agreed is not None:
        return Locale.read(agreed)
    return Locale(governing.language, governing.law.partition("-")[0])


def said(value: object, country: str = "") -> str:
    """Write a term's value for people, as English is written in a country.

    Raises TypeError for what has no words of its own: a truth (choose words for it in the text), nothing, a table.
    """
    match value:
        case Hours() if 0 < value.seconds < _HOUR and not value.seconds % _MINUTE:
            minutes = value.seconds // _MINUTE
            return f"{minutes} minute{'s' * (minutes > 1)}"
        case Duration() if value.unit is Unit.BUSINESS_DAYS:
            return str(value).replace("business day", "Business Day")
        case Money() | Rhythm() | dt.date() | dt.time() | Sentence():
            return english.in_country_english(value, country)
        case str() | Written():
            return str(value)
        case int() if not isinstance(value, bool):
            return f"{value}"
        case _:
            raise TypeError(f"{value!r} has no words of its own: choose them in the text with {{% if %}}")


def with_weekday(day: dt.date, country: str = "") -> str:
    """Write a day with its weekday, as a country does."""
    return f"{WEEKDAYS[day.weekday()]}, {english.long_english_date(day, country)}"
