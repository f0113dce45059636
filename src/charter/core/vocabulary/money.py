"""Money, percentages and rates of interest: exact, and each with its currency or its time.

Money is an integer of minor units (cents) with an ISO 4217 code; no float ever touches it.

>>> fee = Money.parse("EUR 12,000.00")
>>> fee, str(fee), fee.shown()
(Money(minor=1200000, currency='EUR'), 'EUR 12000.00', 'EUR 12,000.00')
>>> str(fee.times(Fraction(13, 31)))
'EUR 5032.26'
>>> str(Percent.parse("19%").of(fee))
'EUR 2280.00'
>>> Rate.parse("1.5 % a month").yearly
Fraction(9, 50)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, NoReturn, Self

from pydantic_core import core_schema

from charter.core.vocabulary.arithmetic.rounding import divided
from charter.core.vocabulary.currencies import EXPONENTS
from charter.core.vocabulary.written import LONGEST, Written, excerpt, like

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

LARGEST = 10**15
"""No amount in an agreement has more minor units than this (ten million million euros)."""

_SPACE = "[ \u00a0\u202f]?"
_FIGURE = r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_MONEY = re.compile(
    f"(?P<before>[A-Z]{{3}}){_SPACE}(?P<figure>{_FIGURE})|(?P<figure_>{_FIGURE}){_SPACE}(?P<after>[A-Z]{{3}})"
)
_SHARE = f"(?P<figure>[0-9]{{1,9}}(?:\\.[0-9]{{1,9}})?){_SPACE}%"
_PERCENT = re.compile(_SHARE)
_RATE = re.compile(f"{_SHARE} (?:(?:a|an|per) (?P<time>month|year)|p\\.a\\.)")


class CurrencyMismatch(ValueError):  # noqa: N818 - it is named for what happened
    """Two currencies met in one sum or comparison."""


def _mismatch(one: str, other: str) -> NoReturn:
    raise CurrencyMismatch(f"{one} and {other} cannot be added or compared; keep each currency apart")


def half_up(value: Fraction | Decimal | int) -> int:
    """The nearest integer; a tie goes away from zero (the HALF_UP of money.md).

    >>> half_up(Fraction(5, 2)), half_up(Fraction(-5, 2)), half_up(Decimal("2.49"))
    (3, -3, 2)
    """
    return value if isinstance(value, int) else divided(*value.as_integer_ratio())


@dataclass(frozen=True, slots=True)
class Money(Written):
    """An amount of one currency, in whole minor units; ordered and added within that currency only."""

    minor: int
    currency: str

    PATTERN: ClassVar[str] = "^([A-Z]{3} ?[0-9][0-9,]*(\\.[0-9]+)?|[0-9][0-9,]*(\\.[0-9]+)? ?[A-Z]{3})$"
    DESCRIPTION: ClassVar[str] = "An amount of money with its currency (ISO 4217)."
    EXAMPLES: ClassVar[tuple[str, ...]] = ("EUR 12000.00", "GBP 950.00", "USD 15,000.00")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "EUR 12000.00", "EUR 12,000.00", "EUR 12000", "12000 EUR" or, for a credit, "EUR -12.00".

        Raises ValueError for anything else, an unknown currency, too many decimals, or above LARGEST.
        """
        found = _MONEY.fullmatch(text.strip()) if len(text) <= LONGEST else None
        if not found:
            raise ValueError(f'use a currency and an amount, like "EUR 12000.00" (found {excerpt(text)})')
        currency = found["before"] or found["after"]
        figure = (found["figure"] or found["figure_"]).replace(",", "")
        if currency not in EXPONENTS:
            raise ValueError(f'{currency} is no currency code of ISO 4217; use one, like "EUR 12000.00"')
        return cls(_minor(figure, currency), currency)

    @classmethod
    def of_term(cls, given: object) -> Self:
        """Read a term's amount; unlike in `parse` it is never negative (see `SignedMoney`)."""
        money = super(Money, cls).of_term(given)
        if money.minor < 0:
            raise ValueError(f'an amount here is zero or more; write it without the minus, like "{-money}"')
        return money

    @property
    def amount(self) -> Decimal:
        """The amount in whole units of the currency, with all its decimals."""
        return _amount(self.minor, self.currency)

    def zero(self) -> Self:
        """Nothing, in the same currency."""
        return type(self)(0, self.currency)

    def times(self, fraction: Fraction | Decimal | int) -> Self:
        """The amount multiplied, rounded HALF_UP (a tie away from zero) to the minor unit."""
        return type(self)(half_up(Fraction(fraction) * self.minor), self.currency)

    def shown(self) -> str:
        """For people: "EUR 12,000.00"."""
        return _figures(self.minor, self.currency, ",f")

    def __str__(self) -> str:
        return _figures(self.minor, self.currency, "f")

    def __bool__(self) -> bool:
        return self.minor != 0

    def __neg__(self) -> Self:
        return type(self)(-self.minor, self.currency)

    def __add__(self, other: Money) -> Self:
        if not isinstance(other, Money):
            return NotImplemented
        if self.currency != other.currency:
            _mismatch(self.currency, other.currency)
        return type(self)(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Self:
        if not isinstance(other, Money):
            return NotImplemented
        if self.currency != other.currency:
            _mismatch(self.currency, other.currency)
        return type(self)(self.minor - other.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._beside(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._beside(other)

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._beside(other)

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._beside(other)

    def _beside(self, other: Money) -> int:
        if self.currency != other.currency:
            _mismatch(self.currency, other.currency)
        return other.minor


def _amount(minor: int, currency: str) -> Decimal:
    return Decimal(minor).scaleb(-EXPONENTS[currency])


@lru_cache(maxsize=4096)
def _figures(minor: int, currency: str, form: Literal["f", ",f"]) -> str:
    return f"{currency} {_amount(minor, currency):{form}}"


def _minor(figure: str, currency: str) -> int:
    """Minor units of a plain figure like "12000.5"; ValueError where the currency cannot hold it."""
    whole, _, decimals = figure.partition(".")
    exponent = EXPONENTS[currency]
    if len(decimals) > exponent:
        example = f"{currency} 12000{'.' * bool(exponent)}{'0' * exponent}"
        raise ValueError(
            f'{currency} has {exponent} decimals, not {len(decimals)}; write it like "{example}"'
        )
    minor = int(whole + decimals.ljust(exponent, "0"))
    if abs(minor) > LARGEST:
        raise ValueError(
            f'{currency} {figure} is too large for an agreement; use an amount like "EUR 12000.00"'
        )
    return minor


class _Signed:
    """Lets a field hold a negative amount too."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        unsigned = Money.__get_pydantic_json_schema__(schema, handler)
        return unsigned | {"pattern": unsigned["pattern"].replace("[0-9][", "-?[0-9][")}

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            super(Money, Money).of_term, serialization=core_schema.to_string_ser_schema()
        )


SignedMoney = Annotated[Money, _Signed]
"""The type of a field in which a credit may stand: a Money below zero is allowed."""


def _plain(number: Decimal) -> str:
    """A decimal without exponent and without idle zeros: "1.5", "80"."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True, order=True)
class Percent(Written):
    """A share in percent, exact: "80 %" has the value 80."""

    value: Decimal

    PATTERN: ClassVar[str] = "^[0-9]{1,9}(\\.[0-9]{1,9})? ?%$"
    DESCRIPTION: ClassVar[str] = "A percentage."
    EXAMPLES: ClassVar[tuple[str, ...]] = ("80 %", "1.5 %")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "80 %", "80%" or "1.5 %". Raises ValueError for anything else or above 1000 %."""
        found = _PERCENT.fullmatch(text.strip()) if len(text) <= LONGEST else None
        if not found:
            raise ValueError(f"use a percentage, {like(cls.EXAMPLES)} (found {excerpt(text)})")
        return cls(_percentage(found["figure"]))

    @property
    def fraction(self) -> Fraction:
        """The share of one: 80 % is 4/5."""
        return _hundredth(self.value)

    def of(self, money: Money) -> Money:
        """This share of an amount, rounded HALF_UP to the minor unit."""
        return money.times(self.fraction)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return f"{_plain(self.value)} %"


@dataclass(frozen=True, slots=True)
class Rate(Written):
    """Simple interest in percent for a month or a year: "1.5 % a month"."""

    percent: Decimal
    per: Literal["month", "year"]

    PATTERN: ClassVar[str] = "^[0-9]{1,9}(\\.[0-9]{1,9})? ?% ((a|an|per) (month|year)|p\\.a\\.)$"
    DESCRIPTION: ClassVar[str] = "A rate of simple interest: percent a month or a year."
    EXAMPLES: ClassVar[tuple[str, ...]] = ("8 % a year", "1.5 % a month")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "1.5 % a month", "8 % per year" or "8 % p.a."; ValueError for anything else."""
        found = _RATE.fullmatch(text.strip()) if len(text) <= LONGEST else None
        if not found:
            raise ValueError(f"use a percentage and its time, {like(cls.EXAMPLES)} (found {excerpt(text)})")
        per: Literal["month", "year"] = "month" if found["time"] == "month" else "year"
        return cls(_percentage(found["figure"]), per)

    @property
    def yearly(self) -> Fraction:
        """The share of one for a year; a month counts twelve times, without compounding."""
        return _hundredth(self.percent) * (12 if self.per == "month" else 1)

    def __str__(self) -> str:
        return f"{_plain(self.percent)} % a {self.per}"


@lru_cache(maxsize=256)
def _hundredth(percent: Decimal) -> Fraction:
    return Fraction(percent) / 100


def _percentage(figure: str) -> Decimal:
    value = Decimal(figure)
    if value > 1000:  # noqa: PLR2004 - ten times the whole is a slip of the pen
        raise ValueError(f'{figure} % is too much; use a percentage up to 1000, like "80 %"')
    return Decimal(_plain(value))
