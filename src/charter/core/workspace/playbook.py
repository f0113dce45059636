"""The playbook: of a term, what one prefers, what one accepts, and what one never accepts, each with the reason.

What is wanted is a value as the agreement writes it. Of what can be more or less, also a bound: "up to 30 days",
"from 20 hours", "over 60 days", "under EUR 900.00". "left out" stands for a term or clause that is not there.

>>> from charter.core.vocabulary.dates import Duration
>>> wish = Wish.read("up to 30 days", Duration)
>>> wish.fits(Duration.parse("2 weeks")), wish.fits(Duration.parse("45 days")), wish.fits(None)
(True, False, False)
>>> Wish.read(LEFT_OUT, Duration).fits(None)
True
>>> Wish.read("30", Duration)
Traceback (most recent call last):
    ...
ValueError: write the unit, like "30 days"
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter, eq, ge, gt, le, lt
from typing import Annotated, Any, NamedTuple, Self, TypeAlias

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError, model_validator

from charter.core.vocabulary.dates import Duration, Hours
from charter.core.vocabulary.money import Money, Percent, Rate
from charter.core.vocabulary.term import Line, Listed, Terms

LEFT_OUT = "left out"
"""What stands for a term that is not there."""

Wanted: TypeAlias = bool | int | Line
"""What a playbook says of a term, as it is written."""

BOUNDS: dict[str, Callable[[Any, Any], bool]] = {"up to ": le, "from ": ge, "over ": gt, "under ": lt}
"""The words before a bound, and how what is agreed compares with it."""


def _listed(given: object) -> object:
    """Take one value as a list of one."""
    return tuple(given) if isinstance(given, list | tuple) else (given,)


class Position(Terms):
    """What a workspace wants of one term."""

    prefer: Wanted | None = Field(None, description="What a new agreement starts with.", examples=["14 days"])
    accept: Annotated[Listed[Wanted], BeforeValidator(_listed)] = Field(
        (),
        description="What one accepts beside it: one value or bound, or a list.",
        examples=["up to 30 days"],
    )
    never: Annotated[Listed[Wanted], BeforeValidator(_listed)] = Field(
        (), description="What one never accepts: one value or bound, or a list.", examples=["over 60 days"]
    )
    why: Line = Field(
        description="The reason, which each finding repeats.",
        examples=["Two unpaid months are the most that can be borne."],
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.wanted:
            raise ValueError(
                'it wants nothing: say what you prefer, accept or never accept, like prefer = "14 days"'
            )
        return self

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """All that it names."""
        return (*(() if self.prefer is None else (self.prefer,)), *self.accept, *self.never)

    def at_odds(self, kind: Any) -> bool:  # noqa: ANN401 - terms are of any kind
        """Whether the value preferred of a term of a kind is one that is never accepted."""
        wish = None if self.prefer is None else Wish.read(self.prefer, kind)
        if wish is None or wish.bounds:
            return False
        return any(Wish.read(never, kind).fits(wish.value) for never in self.never)


class PositionsFile(Terms):
    """What `playbook/positions.toml` holds: a playbook of its own file."""

    positions: dict[Line, Position] = Field(
        max_length=500, description="What is preferred, accepted and never accepted, by the path of a term."
    )


class Wish(NamedTuple):
    """What is wanted, read as a term is: a value and how what is agreed compares with it; None: that it is left out."""

    compares: Callable[[Any, Any], bool] | None
    value: Any

    @classmethod
    def read(cls, wanted: Wanted, kind: Any) -> Self:  # noqa: ANN401 - terms are of any kind
        """Read what is wanted of a term of a kind. Raises ValueError on what the term can never be."""
        if wanted == LEFT_OUT:
            return cls(None, None)
        for word, compares in BOUNDS.items():
            if isinstance(wanted, str) and wanted.startswith(word) and not _is_value(wanted, kind):
                bound = _bound(wanted.removeprefix(word), kind)
                if bound is not None:
                    return cls(compares, bound)
        return cls(eq, _valid(wanted, kind))

    @property
    def bounds(self) -> bool:
        """Whether it is a bound, and not a value."""
        return self.compares in BOUNDS.values()

    def fits(self, held: object) -> bool:
        """Whether what is agreed is what is wanted; amounts of another currency never compare."""
        if held is None or self.compares is None:
            return held is None and self.compares is None
        if self.compares is eq:
            return bool(held == self.value)
        one, other = size(held), size(self.value)
        return (
            one is not None and other is not None and one[0] == other[0] and self.compares(one[1], other[1])
        )


def _bound(text: str, kind: Any) -> object:  # noqa: ANN401 - terms are of any kind
    """Read a bound; None where values of the kind have no size, so that its words are words.

    Raises ValueError on a bound that the term can never have.
    """
    try:
        value = _valid(text, kind)
    except ValueError:
        if re.fullmatch(r"[0-9]{1,18}", text):
            value = _valid(int(text), kind)
        else:
            raise
    return None if size(value) is None else value


def _is_value(wanted: str, kind: Any) -> bool:  # noqa: ANN401 - terms are of any kind
    """Whether a term may be just that, like "from this agreement", which is no bound."""
    try:
        return size(_valid(wanted, kind)) is None
    except ValueError:
        return False


def _valid(wanted: Wanted, kind: Any) -> object:  # noqa: ANN401 - terms are of any kind
    try:
        return _adapter(kind).validate_json(json.dumps(wanted), strict=True)
    except ValidationError as error:
        details = error.errors(include_url=False)
        own = [each for each in details if each["type"] == "value_error"] or details
        said = own[0]["msg"].removeprefix("Value error, ")
        raise ValueError(said.replace("Input should be", "it should be")) from None


@lru_cache(maxsize=512)
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - terms are of any kind
    return TypeAdapter(kind)


def size(value: object) -> tuple[str, Decimal | Fraction | int] | None:
    """Give how large a value is, with what it counts; None where values of its kind are not more or less.

    Durations compare by their days on average, and rates of interest by the year.
    """
    if isinstance(value, Money):
        return value.currency, value.minor
    return next(((kind.__name__, of(value)) for kind, of in _SIZES.items() if isinstance(value, kind)), None)


_SIZES: dict[type, Callable[[Any], Decimal | Fraction | int]] = {
    Percent: attrgetter("value"),
    Hours: attrgetter("seconds"),
    Duration: attrgetter("about_days"),
    Rate: attrgetter("yearly"),
    dt.date: dt.date.toordinal,
    int: int,
}
