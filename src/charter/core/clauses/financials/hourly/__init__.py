"""Hourly: the price of an hour by role and time of day, how time is rounded, and the most of it in a month.

Each entry of hours is rounded by itself, as agreed on its day, and split by the clock where some hours are dearer; the
sums of a month are charged when it is over, one line for each role and price. Hours in no role of their own are charged
at the first rate, unless another fee includes hours: then they draw on those.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple, Self

from charter.core.clauses.financials.hourly.entries import AboveCap, CalledOff, StoodBy
from charter.core.clauses.financials.hourly.extras import called_off, on_call, too_late
from charter.core.clauses.financials.hourly.findings import findings
from charter.core.clauses.financials.hourly.months import Counted, Month, months
from charter.core.clauses.financials.hourly.terms import HourlyTerms
from charter.core.vocabulary.arithmetic.hours import hours, hundredths
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.dearer import WHEN_SAID
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry, Worked
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.framing import RateCard
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Currency, HoursPaidAhead, IncludesHours, Price, Unanswered, Usage
from charter.core.vocabulary.ticked import ticked

KERNELS = {"exact": hours, "two decimals": hundredths}
"""How hours become money, by the term that says so."""
_EXAMPLE = 50 * 60
"""How long the work of the text's example took, in seconds."""


class Hourly(HourlyTerms, RateCard):
    """Work paid by the hour."""

    pays = True
    follows_reviews = ("rates.*.price", "later.*.price", "on_call.fee")
    entries = (Worked, AboveCap, StoodBy, CalledOff)

    def states(self) -> Iterator[object]:
        """State the currency of its rates."""
        yield from (Currency(rate.price.currency) for rate in self.rates.values())

    def prices(self) -> Iterator[Price]:
        """Give the price of an hour in each role, what is dearer, and what comes beside, each with its most."""
        for key, rate in self.rates.items():
            most = (
                say("{sum} a month", sum=self.costs(rate.price, self.cap)) if self.cap is not None else None
            )
            each = say("{price} an hour", price=rate.price)
            yield Price(Cite(f"{self.cite}.rates.{key}.price"), say("{role}", role=rate.name), each, most)
        for key, dearer in (self.surcharges or {}).items():
            highest = max((rate.price for rate in self.rates.values()), key=lambda price: price.minor)
            all_of_it = self.costs(self.dearer(highest, key), self.cap) if self.cap is not None else None
            yield Price(
                Cite(f"{self.cite}.surcharges.{key}.more"),
                say("Hours: {when}", when=dearer.when),
                say("{more} more", more=dearer.more),
                say("{sum} a month", sum=all_of_it) if all_of_it is not None else None,
            )
        if self.beyond is not None:
            what, most = (
                say("Hours above {cap} a month", cap=self.cap or Hours(0)),
                say("{hours} a month", hours=self.beyond.hours),
            )
            yield Price(
                Cite(f"{self.cite}.beyond.hours"), what, say("the same price"), most, self.beyond.approved_by
            )
        if self.on_call is not None:
            fee, days = self.on_call.fee, self.on_call.days
            most = say("{sum} a month", sum=fee.times(days))
            yield Price(Cite(f"{self.cite}.on_call.fee"), say("A day on call"), say("{fee}", fee=fee), most)
        if self.cancelled is not None:
            what, share = (
                say("Appointment called off too late"),
                say("{share} of its hours", share=self.cancelled.charged),
            )
            yield Price(Cite(f"{self.cite}.cancelled.charged"), what, share, share)

    def recordable(self) -> tuple[type[Entry], ...]:
        """Allow a yes to hours above the cap, and days on call, where they were agreed."""
        without = {AboveCap: self.beyond is None, StoodBy: self.on_call is None}
        return tuple(kind for kind in self.entries if not without.get(kind))

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds for hours above the cap to which nobody said yes."""
        if self.beyond is not None:
            term, asked = Cite(f"{self.cite}.beyond.approved_by"), say("a yes before hours above the cap")
            yield Unanswered(term, asked, Side.CLIENT, None, say("they cost nothing"))
        if self.on_call is not None:
            term, asked = Cite(f"{self.cite}.on_call"), say("a request to stand by")
            yield Unanswered(term, asked, Side.CLIENT, None, say("nobody stands by, and nothing is charged"))

    # ── what the text prints ───────────────────────────────────────────────────────────────────

    @figure
    def usual(self, deal: Deal) -> str | None:
        """Name the role of hours that are recorded without one; None where they use hours of another fee."""
        return (
            None
            if deal.stated.keys() & {IncludesHours, HoursPaidAhead}
            else next(iter(self.rates.values())).name
        )

    @figure
    def first(self, deal: Deal) -> Money:
        """Give the price of an hour in the usual role."""
        return next(iter(self.rates.values())).price

    @figure
    def most(self, deal: Deal) -> Money | None:
        """Give the most that the hours of a month cost within the cap, at the dearest role, without a surcharge."""
        return self.costs(self.dearest(deal.starts, deal), self.cap) if self.cap is not None else None

    @figure
    def alert_hours(self, deal: Deal) -> Hours | None:
        """Give the hours at which the client is told."""
        if self.alert is None or self.cap is None:
            return None
        return Hours(round(self.alert.fraction * self.cap.seconds))

    @figure
    def example(self, deal: Deal) -> Sentence:
        """Work out what a short piece of work costs."""
        counted = self.rounded(_EXAMPLE)
        price = next(iter(self.rates.values())).price
        costs = Money(KERNELS[self.figures](minor=price.minor, seconds=counted), price.currency)
        return say("50 minutes count as {hours} and cost {costs}", hours=Hours(counted), costs=costs)

    # ── what it brings about ───────────────────────────────────────────────────────────────────

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:
        """An hour is charged as agreed on its day, so what was worked before an amendment counts stays as it is."""
        return dt.date.min if since <= starts else since

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge the hours of each month when it is over, or when they are learned, and what comes beside them."""
        for month in journal.fold(months, past, deal):
            for line, of in _lines(month).items():
                if line.on <= deal.today:
                    yield cls._charge(month, line, of)
        yield from on_call(past, deal, journal)
        yield from called_off(past, deal, journal)

    @classmethod
    def _charge(cls, month: Month, line: _Line, of: list[tuple[Counted, int]]) -> Charge:
        (last, _), seconds = of[-1], sum(seconds for _, seconds in of)
        price = last.clause.dearer(line.price, line.surcharge)
        late = "" if line.on == month.period.until else f"/{line.on}"
        dearer = f"/{line.surcharge}" if line.surcharge else ""
        basis = Basis.of(KERNELS[last.clause.figures], minor=price.minor, seconds=seconds)
        return cls.charge(
            f"{month.period.start}{late}/{line.role}/{line.price.minor}{dearer}",
            f"surcharges.{line.surcharge}.more" if line.surcharge else f"rates.{line.role}.price",
            line.on,
            Money(basis.minor, price.currency),
            reads=cls._reads(month, line, last, Hours(seconds), price),
            basis=basis,
            span=month.period,
            entries=tuple(counted.entry.name for counted, _ in of),
            agreed=last.agreed,
        )

    @classmethod
    def _reads(cls, month: Month, line: _Line, last: Counted, time: Hours, price: Money) -> Sentence:
        role, held = last.clause.named(line.role), last.clause.surcharges
        if line.surcharge is None or held is None:
            return say(
                "{role}, {span}: {hours} at {price} an hour",
                hours=time,
                span=month.period,
                role=role,
                price=price,
            )
        return say(
            "{role}, {span}, {when}: {hours} at {price} an hour",
            hours=time, span=month.period, role=role, price=price,
            when=WHEN_SAID[held[line.surcharge].when],
        )  # fmt: skip

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Warn the client when the agreed share of a month's cap is used."""
        for month in journal.fold(months, past, deal):
            clause = past.at(month.period.start)
            on = month.reached(clause) if clause is not None else None
            if clause is not None and clause.alert is not None and on is not None:
                told = say(
                    "Tell the client that {share} of the hours of {span} are used",
                    share=clause.alert, span=month.period,
                )  # fmt: skip
                yield ticked(
                    cls.must, f"alert/{month.period.start}", Side.CONSULTANT, told,
                    deal.business(on, 1), on, journal, field="alert",
                )  # fmt: skip

    @classmethod
    def usage(cls, past: Past[Self], day: dt.date, deal: Deal, journal: Journal) -> Iterator[Usage]:
        """Give how the cap of the month of a day is used; nothing where there is none."""
        clause = past.at(day)
        for month in journal.fold(months, past, deal) if clause is not None and clause.cap else ():
            if day in month.period and clause is not None and clause.cap is not None:
                used = month.charged
                beyond = sum(line.counted - line.charged for line in month.lines)
                whole = max(clause.cap.seconds, used)
                yield Usage(cls.cite, month.period.start, month.period.until, whole, used, beyond)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why a yes, a day on call or an appointment called off changes nothing, and which hours cost nothing."""
        clause = past.at(entry.on) if past is not None else None
        if isinstance(entry, AboveCap):
            return clause.refuses(entry, deal) if clause is not None else _nothing(cls.cite)
        if isinstance(entry, StoodBy) and (clause is None or clause.on_call is None):
            why = say("Nothing was agreed about days on call: nothing is charged for them.")
            return Objection(cls.cite, why, say("Agree a fee for a day on call."))
        if isinstance(entry, CalledOff) and (clause is None or not too_late(clause, entry, deal)):
            return Objection(
                cls.cite, say("It was called off in time: nothing is charged."), say("Let it be.")
            )
        return (
            cls._unpaid(entry, past, deal, journal)
            if isinstance(entry, Worked) and past is not None
            else None
        )

    @classmethod
    def _unpaid(cls, entry: Worked, past: Past[Self], deal: Deal, journal: Journal) -> Objection | None:
        """Say which hours of an entry lie above the cap and are not charged."""
        lines = (
            line for month in journal.fold(months, past, deal) for line in month.lines if line.entry is entry
        )
        unpaid = sum(line.counted - line.charged for line in lines)
        if not unpaid:
            return None
        why = say(
            "The cap of the month leaves {hours} of it out: that time is not charged.", hours=Hours(unpaid)
        )
        return Objection(cls.cite, why, say("Ask for a yes before the work, or agree more hours."))

    def refuses(self, entry: AboveCap, deal: Deal) -> Objection | None:
        """Say why a yes to hours above the cap does not count: nobody asked for it, or it is not theirs to give."""
        if self.beyond is None:
            return _nothing(self.cite)
        person = deal.person(entry.by, entry.on)
        name = person.name if person is not None else entry.by
        stand_ins = (deal.person(key, entry.on) for key in self.beyond.approved_by)
        allowed = {*self.beyond.approved_by, *(one.stand_in for one in stand_ins if one is not None)}
        if entry.by not in allowed:
            why = say("{who} may not approve hours above the cap: they are not charged.", who=name)
            return Objection(self.cite, why, say("Have it said by somebody whom the clause names."))
        costs = self.costs(self.dearest(entry.on, deal), entry.hours)
        most = person.approves_up_to if person is not None else None
        if most is not None and costs.minor > most.minor:
            why = say(
                "{hours} would cost up to {costs}, and {who} may approve {most} at most: that time is not charged.",
                hours=entry.hours, costs=costs, who=name, most=most,
            )  # fmt: skip
            return Objection(
                self.cite, why, say("Have fewer hours approved, or by somebody who may approve more.")
            )
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find hours without a limit, a limit without a warning, a rate of nothing, dearer hours that never come."""
        yield from findings(self, deal)


class _Line(NamedTuple):
    """What one line of a month holds: charged on a day, in one role, at one price, with one surcharge or none."""

    on: dt.date
    role: str
    price: Money
    surcharge: str | None


def _lines(month: Month) -> dict[_Line, list[tuple[Counted, int]]]:
    """Put together what is charged in one line."""
    found: dict[_Line, list[tuple[Counted, int]]] = {}
    for counted in month.lines:
        on = max(month.period.until, counted.entry.known)
        for part in counted.parts:
            line = _Line(on, counted.role, counted.price, part.surcharge)
            found.setdefault(line, []).append((counted, part.seconds))
    return found


def _nothing(cite: Cite) -> Objection:
    why = say("No hours above the cap are agreed that need a yes: it changes nothing.")
    return Objection(cite, why, say("Agree how many, and who approves them."))
