"""Sentences as values: what a duty, charge, entry or finding says, with its money, days and names kept as values.

A sentence is made often and printed seldom: at the edge, in the reader's language (`core.language.in_language`).
`str` prints it in English, and needs no catalogue. A message is its own English text, with `{name}` where a value
stands; what a person wrote is a value too, so it is never translated, and its braces mean nothing.

>>> from charter.core.vocabulary.money import Money
>>> due = say("Pay invoice {number}: {amount}", number="NL-1", amount=Money.parse("EUR 12000.00"))
>>> str(due), due == say("Pay invoice {number}: {amount}", amount=Money(1200000, "EUR"), number="NL-1")
('Pay invoice NL-1: EUR 12,000.00', True)
>>> str(say_n("{n} day late", "{n} days late", 1)), str(say_n("{n} day late", "{n} days late", 3))
('1 day late', '3 days late')
>>> str(say("Invite {people} on {day}", people=("Mara", "Jonas", "Priya"), day=dt.date(2026, 3, 1)))
'Invite Mara, Jonas and Priya on 1 March 2026'

Sentences nest, so that one need not glue texts together. A list is joined with "and", or as its place says:

>>> why = say("because {numbers:or} is late", numbers=("NL-1", "NL-2"))
>>> str(say("Stop the work, {why}", why=why))
'Stop the work, because NL-1 or NL-2 is late'

Extracting the messages: `pybabel extract -k say -k say_n:1,2 src/charter/core`. So the message is written where it is
said, as one literal text, and a test sees to it that each of its places has a value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, Union

from pydantic_core import core_schema

from charter.core.vocabulary.dates import Duration, Hours, Span, long_date
from charter.core.vocabulary.left_open import whose_words
from charter.core.vocabulary.money import Money, Percent, Rate
from charter.core.vocabulary.term import Line

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

Value: TypeAlias = Union[
    Money, Percent, Rate, Duration, Hours, Span, dt.date, dt.time, Decimal, int, str, "Sentence", tuple["Value", ...]
]  # fmt: skip
"""What may stand in a sentence.

A `str` is a name, or what a person wrote; a word of a closed list (`StrEnum`, like `Side`) is translated. An `int` is
printed without separators, as years and numbers of things are; the place says `{n:,}` where it wants them. A
`Decimal`, like a rate of exchange, keeps its places.
"""

_PLACE = re.compile(r"\{(\w+)(?::([^{}]*))?\}")


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence: its message and the values by name; made by `say`, or `say_n` where `n` chooses a plural.

    Equal are two that say the same with the same values, of the same types: a side is not the text of its name.
    """

    message: str
    values: tuple[tuple[str, Value], ...] = ()
    plural: str = ""

    @property
    def text(self) -> str:
        """The message in English, that of the plural where the number asks for it."""
        return self.plural if self.plural and self.n != 1 else self.message

    @property
    def n(self) -> int:
        """The number that chooses a plural; 1 where none does."""
        number = dict(self.values)["n"] if self.plural else 1
        return number if isinstance(number, int) else 1

    @property
    def sums(self) -> Iterator[Money]:
        """The sums of money in it, in the order of its values, with those of the sentences inside.

        >>> inner = say("{more}", more=Money(7, "EUR"))
        >>> [*map(str, say("{fee}, with {inner}", fee=Money(5, "EUR"), inner=inner).sums)]
        ['EUR 0.05', 'EUR 0.07']
        """
        for _, value in self.values:
            if isinstance(value, Sentence):
                yield from value.sums
            elif isinstance(value, Money):
                yield value

    def __str__(self) -> str:
        """Print it in English."""
        return filled(self.text, self.values, in_english)

    def __format__(self, form: str) -> str:
        return format(str(self), form)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sentence):
            return NotImplemented
        return self is other or (self.message == other.message and self._content() == other._content())

    def __hash__(self) -> int:
        return hash((self.message, frozenset(self.values)))

    def _content(self) -> tuple[str, frozenset[tuple[str, object, Value]]]:
        return self.plural, frozenset((name, _kind(value), value) for name, value in self.values)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """As a field: a sentence stays one, one line of text out of a file is what a person wrote."""
        return core_schema.no_info_wrap_validator_function(
            lambda given, line: given if isinstance(given, cls) else verbatim(line(given)),
            handler.generate_schema(Line),
            serialization=core_schema.to_string_ser_schema(),
        )


def say(message: str, /, **values: Value) -> Sentence:
    """Make a sentence of a message in English and a value for each of its places."""
    return Sentence(message, tuple(values.items()))


def say_n(one: str, many: str, n: int, /, **values: Value) -> Sentence:
    """Make a sentence that differs with a number: in English `one` for 1, else `many`; its place is `{n}`."""
    return Sentence(one, (("n", n), *values.items()), many)


def verbatim(text: str) -> Sentence:
    """Make a sentence of what a person wrote: it reads the same in every language.

    >>> str(verbatim("{so} they wrote"))
    '{so} they wrote'
    """
    return Sentence("{text}", (("text", text),))


def filled(text: str, values: tuple[tuple[str, Value], ...], written: Callable[[Value, str], str]) -> str:
    """Put the values into the places of a text; `written` writes one, as its place says ("or" for `{names:or}`).

    Where a side's own words are still to come, that stands in brackets. Raises KeyError for a place without a value.
    """
    known = {name: _or_open(value) for name, value in values}
    return _PLACE.sub(lambda place: written(known[place[1]], place[2] or ""), text)


def _or_open(value: Value) -> Value:
    """Give a value, in brackets whose words are still to come where it only stands for them: "[client: …]"."""
    if isinstance(value, tuple):
        return tuple(map(_or_open, value))
    side = whose_words(value) if isinstance(value, str) else None
    return value if side is None else f"[{side}: …]"


def places(text: str) -> frozenset[str]:
    """Give the places of a message as they stand in it; a translation has the same.

    >>> sorted(places("{who} owes {sums:or}"))
    ['{sums:or}', '{who}']
    """
    return frozenset(place[0] for place in _PLACE.finditer(text))


def without_places(text: str) -> str:
    """Give a message without its places.

    >>> without_places("{who} owes {sums:or}")
    ' owes '
    """
    return _PLACE.sub("", text)


def enumeration(pieces: list[str], word: str) -> str:
    """Join pieces into one phrase: with "and" or "or" before the last, or with semicolons.

    >>> enumeration(["a", "b", "c"], "or"), enumeration(["a", "b"], ";"), enumeration(["a"], "and")
    ('a, b or c', 'a; b', 'a')
    """
    if word == ";":
        return "; ".join(pieces)
    *first, last = pieces or [""]
    return f"{', '.join(first)} {word} {last}" if first else last


def in_english(value: Value, form: str = "") -> str:
    """Write one value as English readers do: "EUR 12,000.00", "1 March 2026", "10:00".

    `form` is what its place asks for: "or" and ";" join a list, "," separates the thousands of a number.
    """
    match value:
        case Money() | Hours():
            return value.shown()
        case dt.date():
            return long_date(value)
        case dt.time() | Decimal():
            return format(value, "%H:%M" if isinstance(value, dt.time) else "f")
        case tuple():
            return enumeration([in_english(piece) for piece in value], form or "and")
        case int():
            return f"{value:{form}}"
        case _:
            return str(value)


def _kind(value: Value) -> object:
    return tuple(_kind(piece) for piece in value) if isinstance(value, tuple) else type(value)
