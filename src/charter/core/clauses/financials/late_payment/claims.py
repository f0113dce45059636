"""What lateness costs: interest, the fixed sum and the cost of collecting, owed once they are claimed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field

from charter.core.clauses.financials.late_payment.published import as_entered
from charter.core.law.accrual import Accrual
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.converted import OfAccount
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ladder import Reached, reached, ways_up
from charter.core.vocabulary.ledger import Debt
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line

if TYPE_CHECKING:
    from charter.core.clauses.financials.late_payment import LatePayment


class Claimed(Entry, OfAccount):
    """What an overdue invoice costs for being late, claimed up to and including this day."""

    whose = Side.CONSULTANT
    about = "invoice"

    kind: Literal["claimed"] = "claimed"
    invoice: Line = Field(description="The number of the overdue invoice.", examples=["NL-2026-0001"])
    costs: Money | None = Field(
        None, description="What a lawyer or collector cost until then, if that is claimed too."
    )

    def says(self, named: Named) -> Sentence:
        """Say on which invoice, and what collecting cost."""
        if self.costs is None:
            return say("what {invoice} costs for being late", invoice=self.invoice)
        return say(
            "what {invoice} costs for being late, and {costs} for collecting it",
            invoice=self.invoice, costs=self.costs,
        )  # fmt: skip


class Brought(NamedTuple):
    """A claim and the charges that it brought: none where it came too early, or where nothing was owed."""

    claim: Claimed
    charges: tuple[Charge, ...]

    @property
    def interest(self) -> int:
        """The interest among its charges, in minor units."""
        return sum(charge.minor for charge in self.charges if "/interest/" in charge.id)


class Account:
    """What was claimed on one debt, claim by claim, under the clause that governs it."""

    def __init__(self, clause: LatePayment, debt: Debt, deal: Deal, journal: Journal) -> None:
        self.clause, self.debt, self.deal, self.journal = clause, debt, deal, journal
        self.grace_ends = clause.grace_ends(debt, deal)

    @property
    def step(self) -> Reached | None:
        """From when a claim may be made; None while a reminder that comes before is missing."""
        return reached(f"{self.clause.cite}.grace", self.debt, self.deal, self.journal)

    def late(self, day: dt.date) -> bool:
        """Whether a claim may be made on a day: the grace is over with something payable, each reminder received."""
        step = self.step
        return self.debt.payable(self.grace_ends) > 0 and step is not None and step.since <= day

    def collecting(self, day: dt.date) -> bool:
        """Whether the cost of collecting may be claimed: every reminder was received."""
        steps = ways_up(self.debt, self.deal, self.journal)
        asked = [
            rung for rung in self.deal.ruled(self.debt.due).ladder if rung.cite.clause == self.clause.cite
        ]
        told = [step.met for step in steps if step.rung in asked and step.rung.message]
        return (
            self.late(day)
            and len(told) == sum(bool(rung.message) for rung in asked)
            and all(met is not None and met < day for met in told)
        )

    def claims(self) -> Iterator[Brought]:
        """Give the claims in order, each with what it brought beyond the claims before."""
        before: int | None = None
        costs = 0
        for claim in self.journal.about(Claimed, self.debt.number):
            charges = tuple(self._charges(claim, before, costs)) if self.late(claim.on) else ()
            one = Brought(claim, charges)
            if charges:
                before = (before or 0) + one.interest
            costs += sum(charge.minor for charge in charges if "/collecting/" in charge.id)
            yield one

    def _charges(self, claim: Claimed, before: int | None, costs: int) -> Iterator[Charge]:
        """Give the charges of one claim; `before` is the interest claimed earlier, None at the first claim."""
        accrual = self.clause.accrued(self.debt, claim.on, self.deal, self.journal)
        if accrual is not None and not accrual.provisional:
            yield self._interest(claim, accrual, before or 0)
        fixed = self.clause.sum_for(self.debt, self.deal)
        if fixed is not None and before is None:
            yield self.clause.charge(
                f"fixed_sum/{self.debt.number}",
                "fixed_sum",
                claim.on,
                fixed,
                reads=say("Fixed sum for the late payment of invoice {number}", number=self.debt.number),
                basis=Basis.of(times, minor=fixed.minor, count=1),
                entries=(claim.name,),
            )
        owed = self.owed_for_collecting(claim, costs)
        if owed > 0:
            yield self.clause.charge(
                f"collecting/{self.debt.number}/{claim.on}",
                "collection_costs",
                claim.on,
                Money(owed, self.debt.currency),
                reads=say("Cost of collecting invoice {number}", number=self.debt.number),
                basis=Basis.of(times, minor=owed, count=1),
                entries=(claim.name,),
            )

    def _interest(self, claim: Claimed, accrual: Accrual, before: int) -> Charge:
        basis = accrual.basis(before)
        reads = say(
            "Interest on invoice {number} to {day}: {accrual}",
            number=self.debt.number, day=claim.on, accrual=accrual.said,
        )  # fmt: skip
        if accrual.entered:
            reads = say("{reads}; as entered: {rates}", reads=reads, rates=as_entered(accrual.entered))
        return self.clause.charge(
            f"interest/{self.debt.number}/{claim.on}",
            "interest",
            claim.on,
            Money(basis.minor, self.debt.currency),
            reads=reads,
            basis=basis,
            span=accrual.span,
            entries=(claim.name, *(one.name for one in accrual.entered)),
        )

    def owed_for_collecting(self, claim: Claimed, before: int) -> int:
        """Give what a claim for collecting brings, in minor units: up to the agreed most, less the fixed sum.

        `before` is what earlier claims brought. The fixed sum counts towards it (§ 288 (5) BGB, third sentence).
        """
        if claim.costs is None or self.clause.collection_costs == "none" or not self.collecting(claim.on):
            return 0
        most = self.clause.collection_costs
        cost = claim.costs.minor if most == "reasonable" else min(claim.costs.minor, most.minor - before)
        fixed = self.clause.sum_for(self.debt, self.deal) if not before else None
        return max(cost - (fixed.minor if fixed is not None else 0), 0)

    @property
    def unclaimed(self) -> tuple[int, bool]:
        """The interest accrued until today and not claimed, in minor units, and whether it is provisional."""
        accrual = self.clause.accrued(self.debt, self.deal.today, self.deal, self.journal)
        if accrual is None:
            return 0, False
        return accrual.minor - sum(one.interest for one in self.claims()), accrual.provisional
