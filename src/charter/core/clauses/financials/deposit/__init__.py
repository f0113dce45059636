"""Deposit: money before the work, either a security that is held and given back, or an advance that is deducted.

A security is the client's money in the consultant's hands: no charge and no tax. It may be set against what is overdue,
or against what is open after the end; the rest goes back. An advance is a price paid ahead: an invoice with its tax on
the first day, and a credit with its tax on the final one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.clauses.financials.deposit.entries import DepositReceived, DepositReturned, DepositUsed
from charter.core.clauses.financials.deposit.findings import findings
from charter.core.clauses.financials.deposit.held import held
from charter.core.clauses.financials.deposit.steps import came, given_back, steps
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Paid, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Currency, Price

OF_A_SECURITY = ("paid_within", "returned_within")
"""The terms that say something of a security alone."""


class Deposit(Clause):
    """Money that the client pays before the work."""

    entries = (DepositReceived, DepositUsed, DepositReturned)

    kind: Literal["security", "advance"] = Field(
        description="Held and given back without tax, or a price paid ahead that the final invoice deducts."
    )
    amount: Money = Field(description="How much.", examples=["EUR 3000.00"])
    paid_within: TimeToAct | None = Field(
        None,
        description="Of a security: how long after the first day the client pays it. An advance is invoiced then.",
        examples=["5 business days"],
    )
    returned_within: TimeToAct | None = Field(
        None,
        description="Of a security: how long after the last day what is left of it is given back.",
        examples=["14 days"],
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        lacking = [name for name in OF_A_SECURITY if getattr(self, name) is None]
        if self.kind == "security" and lacking:
            raise ValueError(f"a security is paid and given back: add {lacking[0]}")
        return self

    def states(self) -> Iterator[object]:
        """State the currency of the sum."""
        yield Currency(self.amount.currency)

    def against_invoices(self) -> tuple[str, ...]:
        """Give the sum, of which invoices may be paid."""
        return ("amount",)

    def prices(self) -> Iterator[Price]:
        """Give the sum, which is paid once."""
        once = say("{sum} once", sum=self.amount)
        if self.kind == "advance":
            yield Price(Cite(f"{self.cite}.amount"), say("Advance, deducted at the end"), once, once)
        else:
            what = say("Deposit, given back at the end")
            yield Price(Cite(f"{self.cite}.amount"), what, once, once, taxed=False)

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end: until nothing is held any more."""
        return say("until the deposit is given back") if self.kind == "security" else None

    @figure
    def example(self, deal: Deal) -> Sentence:
        """Work out what is left of it after a third was used."""
        part = Money(self.amount.minor // 3, self.amount.currency)
        rest = self.amount - part
        return say("Of {whole}, an invoice of {part} leaves {rest}", whole=self.amount, part=part, rest=rest)

    # ── what it brings about ───────────────────────────────────────────────────────────────────

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:
        """What was charged ahead stays; an amendment charges or credits the difference on its day."""
        return dt.date.min if since <= starts else since

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Pay an invoice with what was set against it."""
        if not _secured(past):
            return
        for entry, minor in held(journal, deal).used:
            if minor:
                amount = Money(minor, entry.amount.currency)
                late = entry.recorded
                yield deem(
                    Paid(on=entry.on, recorded=late, by=entry.by, amount=amount, invoice=entry.invoice),
                    cls.cite,
                )

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge an advance on the first day, and deduct all of it on the day after the last."""
        ahead = [
            step
            for step in steps(past, deal, "advance")
            if deal.runs(step.since) and step.since <= deal.today
        ]
        for step in ahead:
            yield cls._charge(f"ahead/{step.since}", step.since, step.more, say("Advance"), past)
        ended, whole = deal.ended, sum(step.more for step in ahead)
        if ended is not None and whole and ended.on <= deal.today:
            yield cls._charge("deducted", ended.on, -whole, say("Advance, deducted"), past)

    @classmethod
    def _charge(cls, key: str, on: dt.date, minor: int, reads: Sentence, past: Past[Self]) -> Charge:
        basis = Basis.of(times, minor=minor, count=1)
        currency = next(
            version.clause.amount.currency for version in past.versions if version.clause is not None
        )
        return cls.charge(
            key, "amount", on, Money(minor, currency), reads=reads, basis=basis, agreed=past.agreed(on)
        )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Pay the security, more of it after an amendment, and give back what is left or no longer agreed."""
        stand, due_back = held(journal, deal), 0
        for step in steps(past, deal, "security"):
            money = Money(abs(step.more), step.clause.amount.currency)
            if step.more > 0 and step.clause.paid_within is not None:
                there = stand.received >= step.whole
                yield cls.must(
                    f"pay/{step.since}", Side.CLIENT, say("Pay the deposit: {amount}", amount=money),
                    deal.within(step.clause.paid_within, step.since), step.since, field="paid_within",
                    meets=meets(DepositReceived, amount=money), met=came(journal, step.whole) if there else None,
                )  # fmt: skip
            elif step.more < 0 and step.clause.returned_within is not None:
                due_back -= step.more
                yield cls._return(
                    f"less/{step.since}", money, step.since - DAY, step.clause, deal, journal, due_back
                )
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        if ended is not None and clause is not None and clause.kind == "security" and stand.received:
            money = Money(stand.left, clause.amount.currency)
            whole = stand.returned + stand.left
            if whole:
                yield cls._return("return", money, ended.on - DAY, clause, deal, journal, whole)

    @classmethod
    def _return(  # noqa: PLR0917 - one duty, said in one place
        cls, key: str, money: Money, last: dt.date, clause: Deposit, deal: Deal, journal: Journal, whole: int
    ) -> Duty:
        return cls.must(
            key, Side.CONSULTANT, say("Give back the deposit: {amount}", amount=money),
            deal.within(clause.returned_within, last) if clause.returned_within is not None else None, last + DAY,
            field="returned_within", meets=meets(DepositReturned, amount=money), met=given_back(journal, whole),
        )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why what was recorded of a deposit changes nothing, or less than it says."""
        if past is None or not _secured(past):
            why = say("No security was agreed that could come, be used or go back.")
            return Objection(cls.cite, why, say("Record the payment of an advance as paid."))
        told = next((why for one, why in held(journal, deal).wrong if one is entry), None)
        return Objection(cls.cite, told, say("Correct the sum or the invoice.")) if told is not None else None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a deposit of nothing, one that is large, one that comes back late, an advance that nothing deducts."""
        yield from findings(self, deal)


def _secured(past: Past[Deposit]) -> bool:
    return any(version.clause is not None and version.clause.kind == "security" for version in past.versions)
