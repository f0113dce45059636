"""What a person types, as a term writes it: days, sums and hours as people say them, and what is wrong where it is not.

>>> import datetime as dt
>>> on = dt.date(2026, 5, 4)
>>> [understood_text(kind, text, on, "EUR") for kind, text in
...     [("money", "12k"), ("money", "12.000,50 €"), ("hours", "64"), ("duration", "30"), ("day", "1 June")]]
['EUR 12000.00', 'EUR 12000.50', '64 hours', '30 days', '2026-06-01']
>>> understood_text("day", "30.2.", on, "EUR")
Traceback (most recent call last):
    ...
ValueError: February 2027 has 28 days
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from charter.core.vocabulary.country import code_meant, countries
from charter.core.vocabulary.dates import Duration, Hours, Rhythm
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.term import Email, Line, Prose

SIGNS = {"€": "EUR", "£": "GBP", "$": "USD"}
"""Signs of currencies, and what they stand for here."""

WEEKDAYS = tuple(calendar.day_name)[:7]
MONTHS = tuple(name.casefold() for name in calendar.month_name)[1:]

FARTHEST = 3
"""How many years ahead a day may lie."""


def understood_text(
    kind: str, text: str, today: dt.date, currency: str, choices: Sequence[str] = ()
) -> str | list[str]:
    """Give what a text means, as a term of a kind is written. Raises ValueError, which says what to type."""
    if len(text) > 2000:  # noqa: PLR2004 - more than anybody types
        raise ValueError("that is too long: say it in a few sentences")
    if kind == "choice":
        return _choice(text, choices)
    if kind == "money":
        return _money(text, currency)
    if kind == "day":
        return _day(text, today).isoformat()
    return _KINDS[kind](text)


def _valid(text: str, kind: Any) -> str:  # noqa: ANN401 - a kind of text
    try:
        found: str = TypeAdapter(kind).validate_python(text.strip())
    except ValidationError as error:
        said = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        raise ValueError(said) from None
    return found


def _line(text: str) -> str:
    return _valid(text, Line)


def _text(text: str) -> str:
    return _valid(text, Prose)


def _email(text: str) -> str:
    return _valid(text, Email)


def _lines(text: str) -> list[str]:
    return [_line(part) for part in re.split("[;\n]", text) if part.strip()]


def _choice(text: str, choices: Sequence[str]) -> str:
    said = text.strip().casefold()
    numbered = {str(n): choice for n, choice in enumerate(choices, 1)}
    if said in numbered:
        return numbered[said]
    exact = [choice for choice in choices if choice.casefold() == said]
    found = exact or [choice for choice in choices if said and choice.casefold().startswith(said)]
    if len(found) != 1:
        raise ValueError(f"choose one of: {', '.join(choices)}")
    return found[0]


def _country(text: str) -> str:
    code = code_meant(text.strip()) or text.strip().upper()
    country = code.partition("-")[0]
    if country not in countries():
        raise ValueError('no country is called so: write its name or its code, like "Germany" or "DE"')
    return country


def _state(text: str) -> str:
    code = code_meant(f"US-{text.strip().upper()}") or code_meant(text.strip()) or ""
    if not code.startswith("US-"):
        raise ValueError('no state is called so: write its name or its code, like "California" or "CA"')
    return code[3:]


# ── numbers ────────────────────────────────────────────────────────────────────────────────────


def _money(text: str, currency: str) -> str:
    """Read a sum as people write it: with a sign or a code, thousands apart, "k" for thousand."""
    written = text.strip()
    for sign, code in SIGNS.items():
        written = written.replace(sign, f" {code} ")
    codes = re.findall("[A-Z]{3}", written.upper())
    figure = re.sub("[A-Za-z]{3}", "", written).replace("\u00a0", " ").strip()
    found = re.fullmatch(r"([0-9][0-9 .,'\u2019]*)\s*([kK]?)", figure)
    if not found or len(codes) > 1:
        raise ValueError(f'that is no sum: write it like "{currency} 12000" or "12k"')
    if codes and codes[0] != currency:
        raise ValueError(f"this agreement is in {currency}: write the sum in it")
    amount = _figure(found[1])
    return str(Money.parse(f"{currency} {float(amount) * 1000:.2f}" if found[2] else f"{currency} {amount}"))


def _figure(text: str) -> str:
    """Give a number with a point before its decimals: of two marks the last one is that, of one it is by its digits."""
    digits = re.sub("[ '\u2019]", "", text).rstrip(".,")
    mark = max(digits.rfind("."), digits.rfind(","))
    if mark < 0:
        return digits
    after = digits[mark + 1 :]
    thousands = len(after) == 3 and len(set(re.findall("[.,]", digits))) == 1  # noqa: PLR2004 - digits of a thousand
    whole = re.sub("[.,]", "", digits if thousands else digits[:mark])
    return whole if thousands else f"{whole}.{after}"


def _hours(text: str) -> str:
    written = text.strip().casefold().replace("hrs", "hours").replace("mins", "minutes").replace(",", ".")
    written = re.sub(r"^(an?|one) hour$", "1 hour", written)
    written = written.removesuffix(" a month").removesuffix(" per month")
    hours = Hours.parse(f"{written} hours" if re.fullmatch(r"[0-9]+(\.[0-9]+)?", written) else written)
    if not hours:
        raise ValueError("that is no time at all: write how many hours")
    short = hours.seconds < 3600 and hours.seconds % 60 == 0  # noqa: PLR2004 - an hour
    return f"{hours.seconds // 60} minutes" if short else str(hours)


def _duration(text: str) -> str:
    written = re.sub(r"^(an?|one) ", "1 ", text.strip().casefold())
    return str(Duration.parse(f"{written} days" if written.isdecimal() else written))


def _rhythm(text: str) -> str:
    written = re.sub(
        r"\b(mon|tues|wednes|thurs|fri|satur|sun)day", lambda m: m[0].capitalize(), text.strip().casefold()
    )
    if re.match("(weekly|every week)", written):
        raise ValueError('name the day and the hour, like "every Tuesday 10:00"')
    found = Rhythm.parse(written if written.startswith("every") else f"every {written}")
    if found.time is None:
        raise ValueError(f'at which hour? Write it like "{found} 10:00"')
    return str(found)


def _weekdays(text: str) -> list[str]:
    names = [part.strip().casefold() for part in re.split(r"[,;]|\band\b", text) if part.strip()]
    found = [next((day for day in WEEKDAYS if name[:2] == day[:2].casefold()), "") for name in names]
    if not found or "" in found:
        raise ValueError('name the days, like "Monday, Tuesday"')
    return [day for day in WEEKDAYS if day in found]


# ── days ───────────────────────────────────────────────────────────────────────────────────────


def _day(text: str, today: dt.date) -> dt.date:
    """Read a day as people write it; without a year it is the next of that name."""
    written = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text.strip().casefold()).replace(",", " ")
    written = re.sub(rf"^({'|'.join(WEEKDAYS)})\s+".casefold(), "", written)
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", written):
        year, month, day = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{1,2})[./]\s*(\d{1,2})(?:[./]\s*(\d{4})?)?", written):
        if "/" in written:
            raise ValueError(f'the day or the month first? Write it like "{today.isoformat()}" or "1 June"')
        day, month, year = int(found[1]), int(found[2]), int(found[3] or 0)
    else:
        day, month, year = _by_name(written)
    if not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
        raise ValueError("a year has twelve months: write the day first, then the month")
    given, year = bool(year), year or today.year
    if not given and (month, day) < (today.month, today.day):
        year += 1
    most = calendar.monthrange(year, month)[1] if dt.MINYEAR <= year <= dt.MAXYEAR else 0
    if not 1 <= day <= most:
        raise ValueError(f"{calendar.month_name[month]} {year} has {most} days")
    return _near(dt.date(year, month, day), today)


def _by_name(written: str) -> tuple[int, int, int]:
    found = re.fullmatch(r"(\d{1,2})\.?\s+([a-z]{3,})\.?(?:\s+(\d{4}))?", written)
    turned = re.fullmatch(r"([a-z]{3,})\.?\s+(\d{1,2})(?:\s+(\d{4}))?", written)
    day, name, year = (
        (found[1], found[2], found[3])
        if found
        else (turned[2], turned[1], turned[3])
        if turned
        else ("", "", "")
    )
    month = next((place for place, month in enumerate(MONTHS, 1) if name and month.startswith(name)), 0)
    if not month:
        raise ValueError('only a day is a day: write one, like "1 June" or "2026-06-01"')
    return int(day), month, int(year or 0)


def _near(day: dt.date, today: dt.date) -> dt.date:
    if not today.year - 1 <= day.year <= today.year + FARTHEST:
        raise ValueError(f"{day.isoformat()} is too far away: write a day of the next {FARTHEST} years")
    return day


_KINDS: dict[str, Callable[[str], str | list[str]]] = {
    "line": _line, "text": _text, "email": _email, "lines": _lines, "country": _country, "state": _state,
    "hours": _hours, "duration": _duration, "rhythm": _rhythm, "weekdays": _weekdays, "person": _line, "people": _lines,
}  # fmt: skip
