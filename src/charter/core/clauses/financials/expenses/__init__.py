"""Expenses: which ones the client pays, up to how much, with whose yes, and by when they are claimed.

An expense counts as agreed on the day on which the money is spent. It is charged once it is claimed; a claim that comes
too late lapses where that is agreed, and what needed a yes and has none is never charged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Self

from charter.core.clauses.financials.expenses.entries import Claimed, ExpenseApproved, LetGo, RateFrom, Spent
from charter.core.clauses.financials.expenses.findings import findings
from charter.core.clauses.financials.expenses.no_effect import objection
from charter.core.clauses.financials.expenses.terms import ExpensesTerms
from charter.core.clauses.financials.expenses.worth import Worth, named, worths
from charter.core.vocabulary.arithmetic.kernels import expense
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.dates import DAY, Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Currency, Price, Unanswered


class Expenses(ExpensesTerms):
    """What the client pays of what the consultant spends."""

    unsaid = say("expenses")
    entries = (Spent, ExpenseApproved, Claimed, LetGo)

    def states(self) -> Iterator[object]:
        """State the currency of its sums."""
        sums = (self.each_up_to, self.total_up_to, *(level.above for level in (self.approval or {}).values()))
        yield from (Currency(one.currency) for one in sums if one is not None)
        yield from (Currency(self.mileage.rate.currency),) if self.mileage is not None else ()
        yield from (Currency(self.per_diem.whole.currency),) if self.per_diem is not None else ()

    def prices(self) -> Iterator[Price]:
        """Give what expenses cost at most, those that need a yes, driving and days away."""
        if self.covered == "none":
            return
        most = self._most()
        kinds = (
            say("Expenses: {kinds}", kinds=self.listed)
            if self.listed
            else say("Expenses that the work needs")
        )
        cost = (
            say("their cost")
            if self.markup is None
            else say("their cost and {share} more", share=self.markup)
        )
        each = (
            say("{sum} each", sum=self.with_markup(self.each_up_to)) if self.each_up_to is not None else None
        )
        yield Price(Cite(f"{self.cite}.covered"), kinds, cost, most or each)
        for key, level in (self.approval or {}).items():
            what = say("One expense above {sum}", sum=level.above)
            approved = say("the sum approved")
            yield Price(Cite(f"{self.cite}.approval.{key}.above"), what, cost, most or approved, level.by)
        if self.mileage is not None:
            amount = say("{rate} a {per}", rate=self.mileage.rate, per=self.mileage.per)
            yield Price(Cite(f"{self.cite}.mileage.rate"), say("Driving one's own car"), amount, most)
        if self.per_diem is not None:
            amount = say("{sum} a day", sum=self.per_diem.whole)
            yield Price(Cite(f"{self.cite}.per_diem.whole"), say("A day away, for meals"), amount, most)

    def _most(self) -> Sentence | None:
        if self.total_up_to is None:
            return None
        total = self.with_markup(self.total_up_to)
        return say("{sum} a month", sum=total) if self.per == "month" else say("{sum} in all", sum=total)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds for an expense to which nobody said yes."""
        for key, level in (self.approval or {}).items():
            term, asked = Cite(f"{self.cite}.approval.{key}.by"), say("a yes above {sum}", sum=level.above)
            yield Unanswered(term, asked, Side.CLIENT, None, say("the expense is not paid"))
        if not self.approval:
            nobody = say("nothing is paid") if self.covered == "none" else say("the limits decide")
            yield Unanswered(Cite(f"{self.cite}.covered"), say("more than that"), "both", None, nobody)

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end: as long as something can be claimed."""
        if self.claim_within is None:
            return None
        return say("until every expense is paid, or can be claimed no more")

    # ── what the text prints ───────────────────────────────────────────────────────────────────

    @figure
    def example(self, deal: Deal) -> Sentence | None:
        """Work out what is paid of an expense that is a fifth dearer than the limit for one."""
        if self.each_up_to is None:
            return None
        cost = self.each_up_to.times(Fraction(6, 5))
        level = self.level(cost)
        paid = self.each_up_to.zero() if level is not None else self.with_markup(self.each_up_to)
        return say("without a yes, the Client pays {paid} for a hotel of {cost}", paid=paid, cost=cost)

    # ── what it brings about ───────────────────────────────────────────────────────────────────

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:
        """An expense is charged as agreed on the day on which the money was spent."""
        return dt.date.min if since <= starts else since

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Let go of what was not claimed in time, where late claims lapse."""
        for worth in worths(journal, past, deal):
            last = worth.clause.lapses_on(worth.spent.on, deal)
            if last is None or worth.clause.late_claim != "lapses" or last >= deal.today:
                continue
            if worth.claim is None or worth.claim.on > last:
                yield deem(LetGo(on=last + DAY, by="time", expense=worth.spent.expense), cls.cite)

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge each expense on the day of its claim."""
        for worth in journal.fold(worths, past, deal):
            if worth.wrong is None and worth.claim is not None and worth.claim.on <= deal.today:
                yield cls._charge(worth, worth.claim, past)

    @classmethod
    def _charge(cls, worth: Worth, claim: Claimed, past: Past[Self]) -> Charge:
        spent, clause = worth.spent, worth.clause
        basis = Basis.of(expense, most=worth.most, markup=clause.added, **named(worth.pieces))
        term = "mileage.rate" if spent.distance is not None else "covered"
        return cls.charge(
            spent.expense,
            "per_diem.whole" if spent.away else term,
            claim.on,
            Money(basis.minor, worth.currency),
            reads=_line(spent),
            basis=basis,
            span=Span(spent.on, spent.on + DAY),
            entries=(spent.name, claim.name),
            agreed=past.agreed(spent.on),
        )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give the right to claim each expense, while it can be claimed."""
        for worth in journal.fold(worths, past, deal):
            spent = worth.spent
            yield cls.may(
                f"claim/{spent.expense}",
                Side.CONSULTANT,
                say("Claim: {what}", what=spent.what),
                worth.clause.lapses_on(spent.on, deal),
                spent.on,
                field="claim_within",
                meets=meets(Claimed),
                met=worth.claim.on if worth.claim is not None else None,
            )

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why an expense is not paid, or a yes or a claim changes nothing."""
        return objection(cls.cite, entry, past, deal, journal)

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find expenses without a limit, limits that never count, and a yes by the wrong side."""
        yield from findings(self, deal)


_SOURCES: dict[RateFrom, Sentence] = {
    "receipt": say("receipt"),
    "card statement": say("card statement"),
    "ECB rate": say("ECB rate"),
}


def _line(spent: Spent) -> Sentence:
    if spent.abroad is not None and spent.rate is not None:
        return say(
            "Expense of {day}: {what}, {amount} at {rate} ({source})",
            day=spent.on, what=spent.what, amount=Money.parse(spent.abroad), rate=Decimal(spent.rate),
            source=_SOURCES[spent.rate_from or "receipt"],
        )  # fmt: skip
    return say("Expense of {day}: {what}", day=spent.on, what=spent.what)
