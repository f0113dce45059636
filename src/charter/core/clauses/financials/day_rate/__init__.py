"""Day rate: the price of a day, what a day is, and the most days of a month.

All work of one day counts together, as agreed on that day: as half a day or a whole one, and never as more. The days of
a month are charged when it is over, one line for each price.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Self

from charter.core.clauses.financials.day_rate.entries import DaysApproved, DayWorked
from charter.core.clauses.financials.day_rate.findings import findings
from charter.core.clauses.financials.day_rate.months import Counted, Month, months
from charter.core.clauses.financials.day_rate.terms import DayRateTerms
from charter.core.vocabulary.arithmetic.kernels import days_of, half_days
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.consent import unfit
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.framing import RateCard
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Currency, Price, Unanswered, Usage
from charter.core.vocabulary.ticked import ticked

_EXAMPLE = 15
"""How many half days of work the text's example has."""


class DayRate(DayRateTerms, RateCard):
    """Work paid by the day."""

    pays = True
    follows_reviews = ("rate", "later.*.price")
    entries = (DayWorked, DaysApproved)

    def states(self) -> Iterator[object]:
        """State the currency of its price."""
        yield Currency(self.rate.currency)

    def prices(self) -> Iterator[Price]:
        """Give the price of a day, from later days on too, and of days above the limit, each with its most."""
        yield self._price("rate", say("Work by the day"), self.rate)
        for key, later in (self.later or {}).items():
            what = say("Work by the day, {begins}", begins=later.begins)
            yield self._price(f"later.{key}.price", what, later.price)
        if self.beyond is not None:
            what = say("Days above {n} a month", n=self.cap or 0)
            most = say("{days} a month", days=days_of(2 * self.beyond.days))
            term = Cite(f"{self.cite}.beyond.days")
            yield Price(term, what, say("the same price"), most, self.beyond.approved_by)

    def _price(self, term: str, what: Sentence, price: Money) -> Price:
        most = say("{sum} a month", sum=self.costs(price, 2 * self.cap)) if self.cap is not None else None
        return Price(Cite(f"{self.cite}.{term}"), what, say("{price} a day", price=price), most)

    def recordable(self) -> tuple[type[Entry], ...]:
        """Allow a yes to days above the limit where they need one."""
        return self.entries if self.beyond is not None else (DayWorked,)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds for days above the limit to which nobody said yes, and where no limit is agreed."""
        if self.beyond is not None:
            term, asked = Cite(f"{self.cite}.beyond.approved_by"), say("a yes before days above the limit")
            yield Unanswered(term, asked, Side.CLIENT, None, say("they cost nothing"))
        elif self.cap is not None:
            term, asked = Cite(f"{self.cite}.cap"), say("an amendment before days above the limit")
            yield Unanswered(term, asked, "both", None, say("they cost nothing"))
        else:
            term, asked = Cite(f"{self.cite}.cap"), say("a limit to the days of a month")
            yield Unanswered(term, asked, "both", None, say("each day worked is charged"))

    # ── what the text prints ───────────────────────────────────────────────────────────────────

    @figure
    def half(self, deal: Deal) -> Hours:
        """Give the most hours that count as half a day."""
        return Hours(self.hours.seconds // 2)

    @figure
    def most(self, deal: Deal) -> Money | None:
        """Give the most that the days of a month cost within the limit, at the price of the first day."""
        return self.costs(self.price(deal.starts, deal), 2 * self.cap) if self.cap is not None else None

    @figure
    def alert_days(self, deal: Deal) -> Sentence | None:
        """Give the days at which the client is told: the first half day that reaches the share."""
        if self.alert is None or self.cap is None:
            return None
        exact = Fraction(2 * self.cap) * self.alert.fraction
        return days_of(-(-exact.numerator // exact.denominator))

    @figure
    def example(self, deal: Deal) -> Sentence:
        """Work out what some days cost."""
        halves = _EXAMPLE if self.half_days else _EXAMPLE - 1
        return say("{days} cost {costs}", days=days_of(halves), costs=self.costs(self.rate, halves))

    # ── what it brings about ───────────────────────────────────────────────────────────────────

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:
        """A day is charged as agreed for it, so what was worked before an amendment counts stays as it is."""
        return dt.date.min if since <= starts else since

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge the days of each month when it is over, one line for each price."""
        for month in journal.fold(months, past, deal):
            for price, of in _lines(month).items() if month.period.until <= deal.today else ():
                yield cls._charge(month, price, of)

    @classmethod
    def _charge(cls, month: Month, price: Money, of: list[Counted]) -> Charge:
        halves = sum(day.charged for day in of)
        basis = Basis.of(half_days, minor=price.minor, halves=halves)
        return cls.charge(
            f"{month.period.start}/{price.minor}",
            "rate",
            month.period.until,
            Money(basis.minor, price.currency),
            reads=say(
                "Work by the day, {span}: {days} at {price} a day",
                span=month.period, days=days_of(halves), price=price,
            ),
            basis=basis,
            span=month.period,
            entries=tuple(entry.name for day in of for entry in day.entries),
            agreed=of[-1].agreed,
        )  # fmt: skip

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Warn the client when the agreed share of a month's limit is used."""
        for month in journal.fold(months, past, deal):
            clause = past.at(month.period.start)
            on = month.reached(clause) if clause is not None else None
            if clause is not None and clause.alert is not None and on is not None:
                told = say(
                    "Tell the client that {share} of the days of {span} are used",
                    share=clause.alert, span=month.period,
                )  # fmt: skip
                yield ticked(
                    cls.must, f"alert/{month.period.start}", Side.CONSULTANT, told,
                    deal.business(on, 1), on, journal, field="alert",
                )  # fmt: skip

    @classmethod
    def usage(cls, past: Past[Self], day: dt.date, deal: Deal, journal: Journal) -> Iterator[Usage]:
        """Give how the limit of the month of a day is used, each day as its hours; nothing where there is none."""
        clause = past.at(day)
        for month in journal.fold(months, past, deal) if clause is not None and clause.cap else ():
            if day in month.period and clause is not None and clause.cap is not None:
                half = clause.hours.seconds // 2
                used = month.charged
                beyond = sum(each.halves - each.charged for each in month.days)
                whole = max(2 * clause.cap, used)
                yield Usage(
                    cls.cite, month.period.start, month.period.until, whole * half, used * half, beyond * half
                )

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why a day worked costs nothing, or a yes to more of them changes nothing."""
        clause = past.at(entry.on) if past is not None else None
        if past is None or clause is None:
            why = say("No price of a day was agreed: nothing is charged for it.")
            return Objection(cls.cite, why, say("Agree a price of a day, or record hours."))
        if isinstance(entry, DaysApproved):
            return clause.refuses(entry, deal)
        days = (day for month in journal.fold(months, past, deal) for day in month.days)
        counted = next((day for day in days if entry in day.entries), None)
        if counted is None or counted.charged == counted.halves:
            return None
        lost = days_of(counted.halves - counted.charged)
        why = say("Of this day, {lost} lies above the limit of the month and is not charged.", lost=lost)
        return Objection(cls.cite, why, say("Ask for a yes before the work, or agree more days."))

    def refuses(self, entry: DaysApproved, deal: Deal) -> Objection | None:
        """Say why a yes to days above the limit does not count: nobody asked for it, or it is not theirs to give."""
        if self.beyond is None:
            why = say("No days above the limit are agreed that need a yes: it changes nothing.")
            return Objection(self.cite, why, say("Agree how many, and who approves them."))
        costs = self.costs(self.price(entry.on, deal), 2 * entry.days)
        wrong = unfit(entry.by, entry.on, self.beyond.approved_by, costs, deal)
        hint = say("Have it said by somebody whom the clause names, and who may approve as much.")
        return Objection(self.cite, wrong, hint) if wrong is not None else None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find days without a limit, a limit without a warning, a price of nothing, a price that never comes."""
        yield from findings(self, deal)


def _lines(month: Month) -> dict[Money, list[Counted]]:
    """Put together what is charged in one line: the days of one price."""
    found: dict[Money, list[Counted]] = {}
    for day in month.days:
        if day.charged:
            found.setdefault(day.price, []).append(day)
    return found
