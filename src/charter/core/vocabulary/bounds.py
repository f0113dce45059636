"""Values with the bounds that their kind has: beyond them nobody can mean it, so it is an error of reading.

What is only odd is no error; `charter.core.checks` finds it.

>>> at_most(Percent.parse("100 %"), "a share")(Percent.parse("80 %")).value
Decimal('80')
>>> at_most(Percent.parse("100 %"), "a share")(Percent.parse("250 %"))
Traceback (most recent call last):
    ...
ValueError: 250 % is too much: a share is 100 % at most
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import AfterValidator

from charter.core.vocabulary.dates import Duration, Hours
from charter.core.vocabulary.dates.duration import Unit
from charter.core.vocabulary.money import Percent

_Bounded = TypeVar("_Bounded", Percent, Hours, Duration)


def at_most(most: _Bounded, what: str) -> Callable[[_Bounded], _Bounded]:
    """Give the validator that refuses what is more than a value; durations are compared by their days on average."""

    def bounded(value: _Bounded) -> _Bounded:
        if _size(value) > _size(most):
            raise ValueError(f"{value} is too much: {what} is {most} at most")
        return value

    return bounded


def _size(value: Percent | Hours | Duration) -> Decimal | int:
    if isinstance(value, Percent):
        return value.value
    return value.seconds if isinstance(value, Hours) else value.about_days


def _some(value: Hours) -> Hours:
    if not value:
        raise ValueError(f"{value} is nothing: a meeting takes some time")
    return value


def _more_than_none(value: Hours) -> Hours:
    if not value:
        raise ValueError(f"{value} is nothing: write some time, or leave the term out where it may be")
    return value


SomeHours = Annotated[Hours, AfterValidator(_more_than_none)]
"""An amount of working time that is more than nothing."""

Share = Annotated[Percent, AfterValidator(at_most(Percent.parse("100 %"), "a share of a whole"))]
"""A part of something: a hundred percent at most."""

_A_DAY = at_most(Hours.parse("24 hours"), "a meeting, which begins and ends on a day,")
MeetingTime = Annotated[Hours, AfterValidator(_some), AfterValidator(_A_DAY)]
"""How long one meeting takes: some time, and a day at most."""

_A_YEAR = at_most(Duration.parse("1 year"), "a time to answer, pay or mend")
TimeToAct = Annotated[Duration, AfterValidator(_A_YEAR)]
"""How long a side has to do something, or waits before it does: a year at most."""


def _in_days(value: Duration) -> Duration:
    if value.unit is Unit.HOURS:
        raise ValueError(
            f"{value} are no whole days: a fee by the day or the month runs for days, weeks or months"
        )
    return value


TimeOfFee = Annotated[TimeToAct, AfterValidator(_in_days)]
"""How long a regular fee runs: whole days, and a year at most."""

_THREE_YEARS = at_most(Duration.parse("3 years"), "a time of notice")
NoticeTime = Annotated[Duration, AfterValidator(_THREE_YEARS)]
"""How long before its effect a notice or a reminder is given: three years at most."""
