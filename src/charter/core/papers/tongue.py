r"""How a paper speaks: one locale for every sentence, sum and day on it.

>>> german = Tongue(Locale("de", "DE"))
>>> german.sum(Money.parse("EUR 27654.41")), german.figure(Money.parse("EUR 12000.00"))
('27.654,41\xa0EUR', '12.000,00')
>>> Tongue(Locale("en", "GB")).sum(Money.parse("EUR 27654.41")), Tongue(Locale("en", "GB")).day(dt.date(2026, 6, 15))
('EUR\xa027,654.41', '15\xa0June\xa02026')
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from charter.core.agreement import Agreement
from charter.core.document.speech import locale
from charter.core.language import (
    ENGLISH,
    Locale,
    in_language,
    localised_figure,
    localised_value,
    period,
    short_date,
    weekday,
)
from charter.core.vocabulary.currencies import EXPONENTS
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, Value, say

_HUNDREDTH = 36
"""The seconds of a hundredth of an hour."""
NO_BREAK = "\u00a0"
"""Keeps a sum beside its currency."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language and country of a paper's words."""

    locale: Locale

    @classmethod
    def of(cls, agreement: Agreement, language: str | None) -> Tongue:
        """Give that of an agreement, or another language as its country writes it."""
        agreed = locale(agreement)
        return cls(agreed if language in {None, agreed.language} else Locale(language or "", agreed.country))

    def say(self, sentence: Sentence) -> str:
        """Print a sentence; hours in it are decimal, never with seconds, and its sums as elsewhere on the paper."""
        return in_language(self._own(sentence), self.locale)

    def _own(self, sentence: Sentence) -> Sentence:
        """Give a sentence whose values are written as papers do."""
        values = tuple((name, self._value(value)) for name, value in sentence.values)
        return replace(sentence, values=values)

    def _value(self, value: Value) -> Value:
        match value:
            case Money() if self.locale.language != ENGLISH.language:
                return self.sum(value)
            case Hours() if value.seconds % _HUNDREDTH:
                return say("{number} hours", number=self.number(Decimal(value.seconds) / 3600, 2))
            case Sentence():
                return self._own(value)
            case tuple():
                return tuple(map(self._value, value))
            case _:
                return value

    def figure(self, money: Money) -> str:
        """Write a sum without its currency, for a column that names it."""
        return localised_figure(money.amount, EXPONENTS[money.currency], self.locale)

    def sum(self, money: Money) -> str:
        """Write a sum with its currency: its sign at home, else its code, which no reader takes for another."""
        english = self.locale.language == ENGLISH.language
        shown = localised_value(money, self.locale) if english else f"{self.figure(money)} {money.currency}"
        return shown.replace(" ", NO_BREAK).replace("-", "\u2212")

    def number(self, number: Decimal, places: int) -> str:
        """Write a number."""
        return localised_figure(number, places, self.locale)

    def day(self, day: dt.date) -> str:
        """Write a day."""
        return localised_value(day, self.locale).replace(" ", NO_BREAK)

    def short(self, day: dt.date) -> str:
        """Write a day where there is little room."""
        return short_date(day, self.locale).replace(" ", NO_BREAK)

    def weekday_and_day(self, day: dt.date) -> str:
        """Write a day with the day of the week before it, in running text."""
        return self.say(say("{weekday}, {day}", weekday=self.weekday(day), day=self.day(day)))

    def weekday(self, day: dt.date) -> str:
        """Name the day of the week."""
        return weekday(day, self.locale)

    def period(self, first: dt.date, last: dt.date) -> str:
        """Write the days of a service."""
        return period(first, last, self.locale)
