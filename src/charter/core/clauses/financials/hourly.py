"""Hourly: the price of an hour by role, how time is rounded, and the most of it in a month.

Each entry of hours is rounded by itself, as agreed on its day; the sums of a month are charged when it is over, one
line for each role and price. Hours in no role of their own are charged at the first rate, unless another fee includes
hours: then they draw on those.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple, Self

from pydantic import Field

from charter.core.vocabulary.arithmetic.hours import RoundingWay, hours, hundredths, to_step
from charter.core.vocabulary.bounds import SomeHours
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.dates import DAY, Hours, Period, periods
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Reminded, Worked
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import Currency, IncludesHours, Price, Usage
from charter.core.vocabulary.term import Line, Table, Terms

KERNELS = {"exact": hours, "two decimals": hundredths}
"""How hours become money, by the term that says so."""


class RoleRate(Terms):
    """The price of an hour in one role."""

    name: Line = Field(description="What the role is called.", examples=["Chief technology officer"])
    price: Money = Field(description="The price of an hour.", examples=["EUR 180.00"])


class Hourly(Clause):
    """Work paid by the hour."""

    pays = True
    entries = (Worked,)

    rates: Table[RoleRate] = Field(
        description="The price of an hour in each role, each under a key such as cto; the first is the usual one.",
        min_length=1,
    )
    increment: SomeHours = Field(
        description="The step to which each entry is rounded.", examples=["15 minutes"]
    )
    rounding: RoundingWay = Field(description="To which step: up, down or nearest.")
    minimum: SomeHours | None = Field(
        None, description="The least that is charged for an entry.", examples=["1 hour"]
    )
    figures: Literal["exact", "two decimals"] = Field(
        description="Whether the time is charged exactly, or as hours to two decimals, so that the line multiplies out."
    )
    cap: SomeHours | None = Field(
        None, description="The most hours that are charged in a month.", examples=["40 hours"]
    )
    alert: Percent | None = Field(None, description="At what share of the cap to warn.", examples=["80 %"])

    def states(self) -> Iterator[object]:
        """State the currency of its rates."""
        yield from (Currency(rate.price.currency) for rate in self.rates.values())

    def prices(self) -> Iterator[Price]:
        """Give the price of an hour in each role, and the most it comes to in a month."""
        for key, rate in self.rates.items():
            whole = rate.price.times(Fraction(self.cap.seconds, 3600)) if self.cap is not None else None
            yield Price(
                Cite(f"{self.cite}.rates.{key}.price"),
                say("{role}", role=rate.name),
                say("{price} an hour", price=rate.price),
                say("{sum} a month", sum=whole) if whole is not None else None,
            )

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:
        """An hour is charged as agreed on its day, so what was worked before an amendment counts stays as it is."""
        return dt.date.min if since <= starts else since

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge the hours of each month when it is over, or when they are learned if that is later."""
        for month in journal.fold(_months, past, deal):
            for (on, role, price), lines in month.sums().items():
                if on <= deal.today:
                    yield cls._line(month, on, role, price, lines)

    @classmethod
    def _line(cls, month: _Month, on: dt.date, role: str, price: Money, lines: list[_Counted]) -> Charge:
        clause, seconds = lines[-1].clause, sum(line.charged for line in lines)
        late = "" if on == month.period.until else f"/{on}"
        basis = Basis.of(KERNELS[clause.figures], minor=price.minor, seconds=seconds)
        return cls.charge(
            f"{month.period.start}{late}/{role}/{price.minor}",
            f"rates.{role}.price",
            on,
            Money(basis.minor, price.currency),
            reads=say(
                "{role}, {span}: {hours} at {price} an hour",
                hours=Hours(seconds), span=month.period, role=clause.named(role), price=price,
            ),
            basis=basis,
            span=month.period,
            entries=tuple(line.entry.name for line in lines),
            agreed=lines[-1].agreed,
        )  # fmt: skip

    def named(self, role: str) -> str:
        """Give the name of a role."""
        return self.rates[role].name

    def rounded(self, entry: Worked) -> int:
        """Give the seconds of an entry that count: rounded to the step, and at least the minimum."""
        step = to_step(entry.hours.seconds, self.increment.seconds, self.rounding)
        return max(step, self.minimum.seconds if self.minimum is not None else 0)

    def role_of(self, entry: Worked, deal: Deal) -> str | None:
        """Give the role in which hours are charged; None where another fee includes them, or no such role is agreed."""
        if entry.role is None:
            return None if IncludesHours in deal.stated else next(iter(self.rates))
        return entry.role if entry.role in self.rates else None

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Warn the client when the agreed share of a month's cap is used."""
        for month in journal.fold(_months, past, deal):
            clause = past.at(month.period.start)
            on = month.reached(clause) if clause is not None else None
            if clause is not None and on is not None:
                key = f"alert/{month.period.start}"
                yield cls.must(
                    key,
                    Side.CONSULTANT,
                    say(
                        "Tell the client that {share} of the hours of {span} are used",
                        share=clause.alert or Percent.parse("100 %"), span=month.period,
                    ),
                    deal.business(on, 1),
                    on,
                    field="alert",
                    meets=meets(Reminded, of=f"{cls.cite}/{key}"),
                    met=journal.reminded(f"{cls.cite}/{key}"),
                )  # fmt: skip

    @classmethod
    def usage(cls, past: Past[Self], day: dt.date, deal: Deal, journal: Journal) -> Iterator[Usage]:
        """Give how the cap of the month of a day is used; nothing where there is none."""
        clause = past.at(day)
        for month in journal.fold(_months, past, deal) if clause is not None and clause.cap else ():
            if day in month.period and clause is not None and clause.cap is not None:
                used = sum(line.charged for line in month.lines)
                beyond = sum(line.counted - line.charged for line in month.lines)
                yield Usage(
                    cls.cite, month.period.start, month.period.until, clause.cap.seconds, used, beyond
                )

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find hours without a limit, a limit of which nobody is warned, and a rate for nothing."""
        if self.cap is None:
            yield self.finding(
                "CH-FIN-080", Level.WARNING, "cap", say("Nothing limits the hours that are charged in a month."),
                say("Agree the most hours a month; above it nothing is charged."), to="40 hours",
            )  # fmt: skip
        if self.cap is not None and self.alert is None:
            yield self.finding(
                "CH-FIN-081", Level.ADVICE, "alert", say("Nobody is told before the hours of a month run out."),
                say("Agree an alert."), to="80 %",
            )  # fmt: skip
        if self.cap is None and self.alert is not None:
            yield self.finding(
                "CH-FIN-082", Level.WARNING, "alert",
                say("A share of the hours is to be told, but no cap says of how many."),
                say("Agree a cap, or leave the alert out."),
            )  # fmt: skip
        for key, rate in self.rates.items():
            if not rate.price:
                yield self.finding(
                    "CH-FIN-083", Level.WARNING, f"rates.{key}.price",
                    say("An hour of {role} costs {price}: is that meant?", role=rate.name, price=rate.price),
                    say("Agree the price."),
                )  # fmt: skip


class _Counted(NamedTuple):
    """An entry as it counts: in which role, how many seconds, how many of them are charged, and as agreed where."""

    entry: Worked
    clause: Hourly
    role: str
    counted: int
    charged: int
    agreed: str


class _Month(NamedTuple):
    """The hours of one month, or of the part of it in which the engagement runs."""

    period: Period
    lines: tuple[_Counted, ...]

    def sums(self) -> dict[tuple[dt.date, str, Money], list[_Counted]]:
        """Put together what is charged on one day, in one role and at one price."""
        found: dict[tuple[dt.date, str, Money], list[_Counted]] = {}
        for line in self.lines:
            if line.charged:
                on = max(self.period.until, line.entry.known)
                found.setdefault((on, line.role, line.clause.rates[line.role].price), []).append(line)
        return found

    def reached(self, clause: Hourly) -> dt.date | None:
        """Give the day on which the share of the cap was used that calls for a warning; None while it is not."""
        if clause.alert is None or clause.cap is None:
            return None
        total, limit = 0, clause.alert.fraction * clause.cap.seconds
        for line in self.lines:
            total += line.charged
            if total >= limit:
                return line.entry.on
        return None


def _months(journal: Journal, past: Past[Hourly], deal: Deal) -> tuple[_Month, ...]:
    """Count the hours of each month that has begun, in the order of their days; above the cap none is charged."""
    until = min(deal.ends or deal.today + DAY, deal.today + DAY)
    if until <= deal.starts:
        return ()
    whole = deal.ends if deal.ends is not None else until + 31 * DAY
    months = [month for month in periods(deal.starts, 1, 1, whole) if month.start < until]
    worked = journal.of(Worked)
    return tuple(_Month(month, tuple(_counted(month, worked, past, deal))) for month in months)


def _counted(month: Period, worked: tuple[Worked, ...], past: Past[Hourly], deal: Deal) -> Iterator[_Counted]:
    before = 0
    for entry in (entry for entry in worked if entry.on in month):
        clause = past.at(entry.on)
        role = clause.role_of(entry, deal) if clause is not None else None
        if clause is None or role is None:
            continue
        counted = clause.rounded(entry)
        left = counted if clause.cap is None else max(clause.cap.seconds - before, 0)
        charged = min(counted, left)
        before += charged
        yield _Counted(entry, clause, role, counted, charged, past.agreed(entry.on))
