"""How each kind of value is said in prose.

>>> import datetime as dt
>>> said(dt.date(2026, 3, 1)), said(Money.parse("EUR 12000.00")), said(Rhythm.parse("every Tuesday 10:00"))
('1 March 2026', 'EUR 12,000.00', 'every Tuesday at 10:00')
>>> said(Hours.parse("45 minutes")), said(Hours.parse("2.5 hours"))
('45 minutes', '2.5 hours')
"""

from __future__ import annotations

import datetime as dt

from charter.core.vocabulary.dates import Hours, Rhythm, shown
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.written import Written

_HOUR, _MINUTE = 3600, 60


def said(value: object) -> str:
    """Write a term's value for people.

    Raises TypeError for what has no words of its own: a truth (choose words for it in the text), nothing, a table.
    """
    match value:
        case Money() | Rhythm():
            return value.shown()
        case Hours() if 0 < value.seconds < _HOUR and not value.seconds % _MINUTE:
            minutes = value.seconds // _MINUTE
            return f"{minutes} minute{'s' * (minutes > 1)}"
        case dt.date():
            return shown(value)
        case dt.time():
            return f"{value:%H:%M}"
        case str() | Written():
            return str(value)
        case int() if not isinstance(value, bool):
            return f"{value}"
        case _:
            raise TypeError(f"{value!r} has no words of its own: choose them in the text with {{% if %}}")


def series(pieces: list[str], word: str) -> str:
    """Join pieces into one phrase: with "and" or "or" before the last, or with semicolons.

    >>> series(["a", "b", "c"], "or"), series(["a", "b"], ";"), series(["a"], "and")
    ('a, b or c', 'a; b', 'a')
    """
    if word == ";":
        return "; ".join(pieces)
    *first, last = pieces
    return f"{', '.join(first)} {word} {last}" if first else last
