"""How values stand on a page: sentences, money and days as the reader writes them."""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django import template

from charter.core.language import ENGLISH, Locale, localised_value, near_date, short_date
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.money import Money

if TYPE_CHECKING:
    from charter.core.vocabulary.sentence import Value

reader: ContextVar[Locale] = ContextVar("reader", default=ENGLISH)
"""The locale of whoever reads the page."""
register = template.Library()
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NEAR = 60
"""So many days ahead a day is called by its weekday."""


@register.filter("said")
def as_read(value: Value | None) -> str:
    """Print a sentence or a value for the reader; nothing for none."""
    return "" if value is None else localised_value(value, reader.get())


@register.filter
def day(on: dt.date | None) -> str:
    """Write a day where there is little room: "3 Nov 2023"."""
    return short_date(on, reader.get()) if on else ""


@register.filter
def near_day(on: dt.date) -> str:
    """Write a day that is near, with its weekday: "Mon 3 Nov"."""
    return near_date(on, reader.get())


@register.filter
def day_of_month(on: dt.date) -> str:
    """Write a day that is near, where its weekday says nothing: "3 Nov"."""
    return near_date(on, reader.get(), weekday=False)


@register.filter
def town_of(zone: str) -> str:
    """Give the town by whose clocks a zone goes.

    >>> town_of("America/New_York"), town_of("UTC")
    ('New York', 'UTC')
    """
    return zone.rpartition("/")[2].replace("_", " ")


@register.filter
def written(value: object) -> str:
    """Write a term's value as its file does, a list or table in one line.

    >>> written("30 days"), written(True), written(["a", "b"]), written({"amount": "EUR 1.00", "on": "start"})
    ('30 days', 'yes', 'a; b', 'amount EUR 1.00, on start')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} {written(each)}" for name, each in value.items())
    return "; ".join(map(written, value)) if isinstance(value, list) else str(value)


@register.filter
def clause_name(cite: str) -> str:
    """Give what a clause is called among the others, by its path.

    >>> clause_name("financials.late_payment")
    'Late payment'
    """
    return cite.rpartition(".")[2].replace("_", " ").capitalize()


@register.filter
def sum_in(minor: int, currency: str) -> str:
    """Write minor units of a currency."""
    return localised_value(Money(minor, currency), reader.get())


@register.filter
def sum_or_back(minor: int, currency: str) -> str:
    """Write minor units of a currency; what is less than nothing as what comes back.

    >>> sum_or_back(-1350000, "EUR")
    'EUR 13,500.00 back'
    """
    return sum_in(minor, currency) if minor >= 0 else f"{sum_in(-minor, currency)} back"


@register.filter
def without_sign(value: Money | Hours) -> str:
    """Write how much it is, whatever its sign.

    >>> without_sign(Money(-978411, "EUR")), without_sign(Hours(36000))
    ('EUR 9,784.11', '10 hours')
    """
    plain = Hours(abs(value.seconds)) if isinstance(value, Hours) else Money(abs(value.minor), value.currency)
    return localised_value(plain, reader.get())


@register.filter
def more_or_less(value: int, written: Money | Hours) -> str:
    """Write a difference in words: as much, or so much more or less.

    >>> [more_or_less(minor, Money(minor, "EUR")) for minor in (978411, -100, 0)]
    ['EUR 9,784.11 more', 'EUR 1.00 less', 'the same']
    """
    return f"{without_sign(written)} {'more' if value > 0 else 'less'}" if value else "the same"


@register.filter
def short_hours(seconds: int) -> str:
    """Write hours where there is little room, to two decimals at most.

    >>> short_hours(353032), short_hours(0)
    ('98.06', '0')
    """
    return f"{Hours(seconds).decimal:f}".rstrip("0").rstrip(".") if seconds else "0"


@register.filter
def moment_in(at: dt.datetime, zone: str) -> str:
    """Write a moment by the clocks of a zone: "3 Nov 2023, 08:40"."""
    from charter.core.vocabulary.dates.clock import local  # noqa: PLC0415 - templates load this module early

    there = local(at, zone)
    return f"{day(there.date())}, {there:%H:%M}"


@register.filter
def until_day(seconds: float) -> str:
    """Write the day in UTC of a moment in seconds since 1970, up to which something is good.

    >>> until_day(0.0)
    '1 Jan 1970'
    """
    return day(dt.datetime.fromtimestamp(seconds, dt.UTC).date())


@register.filter
def day_before(until: dt.date) -> dt.date:
    """Give the last day of what lasts until a day."""
    return until - dt.timedelta(1)


@register.filter
def apnumber_en(n: int) -> str:
    """Write a small number as a word, as a sentence has it.

    >>> apnumber_en(2), apnumber_en(12)
    ('two', '12')
    """
    return NUMBERS[n] if 0 <= n < len(NUMBERS) else str(n)


@register.filter
def as_due(due: dt.date | None, today: dt.date) -> str:
    """Say when something is due, the nearer the plainer.

    >>> here = dt.date(2026, 5, 19)
    >>> [as_due(here + dt.timedelta(days), here) for days in (-19, 0, 1, 3, 119)]
    ['19 days late', 'today', 'tomorrow', 'Fri 22 May', '15 Sep 2026']
    """
    if due is None:
        return "any day"
    away = (due - today).days
    if away < 0:
        return f"{-away} day{'s' if away < -1 else ''} late"
    if away < 2:  # noqa: PLR2004 - today and tomorrow
        return ("today", "tomorrow")[away]
    return near_day(due) if away <= NEAR else day(due)
