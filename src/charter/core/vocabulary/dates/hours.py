"""Hours worked or included, exact to the second.

>>> morning = Hours.parse("2h30")
>>> morning, str(morning), str(morning + Hours.parse("90 minutes"))
(Hours(seconds=9000), '2.5 hours', '4 hours')
>>> Hours.parse("20 minutes").decimal
Decimal('0.33')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

from charter.core.vocabulary.arithmetic.hours import HOUR, hundredths_of_hours
from charter.core.vocabulary.written import Written, excerpt, like

_MOST = 10_000 * HOUR
_DECIMAL = re.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)[ \u00a0\u202f]?(hours?|h|minutes?|min|seconds?)")
_SPLIT = re.compile("([0-9]{1,9}) ?h ?([0-5][0-9])(?: ?min)?")
_SECONDS = {"h": HOUR, "m": 60, "s": 1}


@dataclass(frozen=True, slots=True, order=True)
class Hours(Written):
    """An amount of working time; a difference of two may be negative."""

    seconds: int

    PATTERN: ClassVar[str] = "^[0-9]+(\\.[0-9]+)? ?(hours?|h|minutes?|min|seconds?)$|^[0-9]+ ?h ?[0-5][0-9]$"
    DESCRIPTION: ClassVar[str] = "An amount of working time."
    EXAMPLES: ClassVar[tuple[str, ...]] = ("64 hours", "2.5 hours", "2h30", "90 minutes")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "64 hours", "2.5 hours", "2h", "2h30" or "90 minutes"; ValueError for anything else."""
        written = text.strip()
        if split := _SPLIT.fullmatch(written):
            return cls._bounded(Decimal(int(split[1]) * HOUR + int(split[2]) * 60), written)
        if found := _DECIMAL.fullmatch(written):
            return cls._bounded(Decimal(found[1]) * _SECONDS[found[2][0]], written)
        if re.fullmatch("[0-9]{1,9}(\\.[0-9]{1,9})?", written):
            raise ValueError(f'write the unit, like "{written} hours"')
        if written.startswith("-"):
            raise ValueError(f"hours are zero or more; write them without the minus, {like(cls.EXAMPLES)}")
        raise ValueError(f"use a number and a unit, {like(cls.EXAMPLES)} (found {excerpt(text)})")

    @classmethod
    def _bounded(cls, seconds: Decimal, written: str) -> Self:
        if seconds % 1:
            raise ValueError(f'{written} is no whole number of seconds; write minutes, like "20 minutes"')
        if seconds > _MOST:
            raise ValueError(f"{written} is too much; use at most 10,000 hours")
        return cls(int(seconds))

    @property
    def decimal(self) -> Decimal:
        """Hours to two decimals, HALF_UP, as an invoice shows them."""
        return Decimal(hundredths_of_hours(self.seconds)).scaleb(-2)

    def shown(self) -> str:
        """For people: "2.5 hours", and to the second where that is no two decimals.

        >>> Hours(67_846).shown(), Hours(9000).shown()
        ('18 hours 50 minutes 46 seconds', '2.5 hours')
        """
        if self.seconds % 36 == 0:
            return str(self)
        minutes, seconds = divmod(self.seconds, 60)
        parts = ((minutes // 60, "hour"), (minutes % 60, "minute"), (seconds, "second"))
        return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count)

    def __add__(self, other: Hours) -> Self:
        return type(self)(self.seconds + other.seconds)

    def __sub__(self, other: Hours) -> Self:
        return type(self)(self.seconds - other.seconds)

    def __bool__(self) -> bool:
        return self.seconds != 0

    def __str__(self) -> str:
        if self.seconds < 0:
            return f"-{-self.seconds and type(self)(-self.seconds)}"
        if self.seconds % 36 == 0:
            number = f"{Decimal(self.seconds) / HOUR:.2f}".rstrip("0").rstrip(".")
            return f"{number} hour" if self.seconds == HOUR else f"{number} hours"
        if self.seconds % 60:
            return f"{self.seconds} seconds"
        hours, minutes = divmod(self.seconds // 60, 60)
        return f"{hours}h{minutes:02}" if hours else f"{minutes} minutes"
