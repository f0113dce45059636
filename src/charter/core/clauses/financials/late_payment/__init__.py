"""Late payment: reminders, grace, interest, the fixed sum, the cost of collecting, and calling in other invoices.

Interest is simple, by days of 365, on what is unpaid each day. It accrues and is shown; it becomes a debt when it
is claimed, as a charge of its own; an issued invoice is never changed. A debt is governed by the clause in force
on its due date. The steps stand on one ladder with those of other clauses (`vocabulary.ladder`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.clauses.financials.late_payment import no_effect, shown
from charter.core.clauses.financials.late_payment.by_law import LateTerms, objections
from charter.core.clauses.financials.late_payment.claims import Account, Claimed
from charter.core.clauses.financials.late_payment.published import RatePublished, entered_rates
from charter.core.clauses.financials.late_payment.rights import calls_in, rights
from charter.core.law.accrual import Accrual, accrue
from charter.core.law.lookup import law
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Missed, Objection, Past
from charter.core.vocabulary.dates import DAY, Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Entry, FallsDue, Notice, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ladder import REMINDER, Rung, Stage, reached
from charter.core.vocabulary.ledger import Debt, ledger
from charter.core.vocabulary.money import Money, Rate
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Accruing
from charter.core.vocabulary.term import Listed

__all__ = ["Claimed", "LatePayment", "RatePublished"]


class LatePayment(Clause, Accruing):
    """What follows when an invoice is paid late."""

    entries = (Claimed, RatePublished)
    notices = (NoticeKind("calling in", frozenset({Side.CONSULTANT})),)
    unsaid = say("what follows when it is paid late")
    missed = Missed(Level.WARNING, say("nothing says what follows when the client pays late"), fees=True)

    grace: TimeToAct = Field(
        description="How long after the due date nothing is claimed.", examples=["5 days"]
    )
    runs_from: Literal["due date", "grace"] = Field(
        description="Whether interest then counts from the due date, or only from the end of the grace."
    )
    interest: Literal["statutory", "none"] | Rate = Field(
        description="statutory, none, or a simple rate.", examples=["statutory", "1.5 % a month"]
    )
    fixed_sum: Literal["statutory", "none"] | Money = Field(
        description="A fixed sum for each late invoice: statutory, none, or an amount.",
        examples=["statutory"],
    )
    collection_costs: Literal["none", "reasonable"] | Money = Field(
        description="What the client bears of the cost of collecting a late invoice: the most of it, reasonable"
        " (without a maximum), or none.",
        examples=["EUR 1000.00"],
    )
    reminders: Listed[TimeToAct] = Field(
        (),
        description="When reminders go out, each counted from the due date; each must be received.",
        examples=[["3 days", "10 days"]],
    )
    acceleration: TimeToAct | None = Field(
        None,
        description="How late an invoice must be before all others may be called in at once.",
        examples=["45 days"],
    )

    def rungs(self) -> Iterator[Rung]:
        """Give the reminders, what can be claimed once the grace is over, and the calling in of other invoices."""
        for after in self.reminders:
            reads = say("The Consultant may remind the Client by message.")
            yield Rung(Cite(f"{self.cite}.reminders"), Stage.CLAIM, after, reads, REMINDER)
        claim = say("The Consultant may claim what lateness costs.")
        interest = say("interest as the law sets it") if self.interest == "statutory" else None
        if isinstance(self.interest, Rate):
            interest = say("interest of {rate}", rate=self.interest)
        grace = Cite(f"{self.cite}.grace")
        yield Rung(grace, Stage.CLAIM, self.grace, claim, over=True, costs=interest)
        if self.acceleration is not None:
            call = say("The Consultant may call in all other invoices by notice.")
            yield Rung(Cite(f"{self.cite}.acceleration"), Stage.CALL_IN, self.acceleration, call)

    def against_invoices(self) -> tuple[str, ...]:
        """Give the sums that stand beside the interest on what is unpaid."""
        return tuple(
            name for name in ("fixed_sum", "collection_costs") if isinstance(getattr(self, name), Money)
        )

    # ── figures of the text ────────────────────────────────────────────────────────────────────

    @figure
    def ladder(self, deal: Deal) -> tuple[shown.Row, ...]:
        """Give the ladder of all clauses, row by row."""
        return shown.rows(self, deal)

    @figure
    def sample(self, deal: Deal) -> Sentence:
        """Say for which invoice the ladder has dates."""
        return shown.sample(deal)

    @figure
    def due(self, deal: Deal) -> dt.date:
        """Give the due date of that invoice."""
        return shown.due(deal)

    @figure
    def price(self, deal: Deal) -> Sentence | None:
        """Say what lateness costs."""
        return shown.price(self, deal)

    @figure
    def rate(self, deal: Deal) -> Sentence | None:
        """Say the yearly rate."""
        return shown.rate(self, deal)

    @figure
    def sums(self, deal: Deal) -> Sentence | None:
        """Say the fixed sum."""
        return shown.sums(self, deal)

    @figure
    def example(self, deal: Deal) -> Sentence | None:
        """Work out a month of lateness."""
        return shown.example(self, deal)

    # ── what it comes to ───────────────────────────────────────────────────────────────────────

    def grace_ends(self, debt: Debt, deal: Deal) -> dt.date:
        """Give the last day of grace: a business day."""
        calendar = deal.ruled(debt.due).calendar
        return calendar.roll(self.grace.after(debt.zero(deal.today), calendar), "forward")

    def accrued(self, debt: Debt, until: dt.date, deal: Deal, journal: Journal) -> Accrual | None:
        """Give the interest on a debt up to and including a day; None while the grace lasts or where none runs.

        Published rates that somebody had entered by that day count where the data does not know them.

        Source of the arithmetic: money.md, "Interest"; of the statutory rates: the law pack that governs.
        """
        ends = self.grace_ends(debt, deal)
        if self.interest == "none" or debt.payable(ends) <= 0 or until <= ends:
            return None
        first = debt.due if self.runs_from == "due date" else ends
        rate = self.interest.yearly if isinstance(self.interest, Rate) else None
        entered = entered_rates(journal, until)
        return accrue(debt, Span(first + DAY, until + DAY), rate, deal.ruled(debt.due).law, entered)

    def sum_for(self, debt: Debt, deal: Deal) -> Money | None:
        """Give the fixed sum that a late debt brings; None where there is none.

        An invoice of interest and fixed sums alone brings none. A sum that the law sets in another currency stands on
        no invoice: it is claimed by hand, at a rate that nobody has agreed.
        """
        fixed = self.fixed(debt, deal) if debt.principal > 0 else None
        return fixed if fixed is not None and fixed.currency == debt.currency else None

    def fixed(self, debt: Debt, deal: Deal) -> Money | None:
        """Give the fixed sum as agreed or as the law sets it, in whatever currency; None where there is none."""
        if isinstance(self.fixed_sum, Money):
            return self.fixed_sum
        rules = (
            law(deal.ruled(debt.due).law).late_interest(debt.due) if self.fixed_sum == "statutory" else None
        )
        return rules.fixed_sum(Money(debt.total, debt.currency)) if rules is not None else None

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge interest, the fixed sum and collecting when they are claimed, each less what was claimed before."""
        for debt in ledger(journal).debts if journal.of(Claimed) else ():
            clause = past.at(debt.due)
            for one in Account(clause, debt, deal, journal).claims() if clause is not None else ():
                yield from (charge._replace(agreed=past.agreed(debt.due)) for charge in one.charges)

    def unclaimed(self, debt: Debt, deal: Deal, journal: Journal) -> tuple[int, bool]:
        """Give the interest accrued until today and not claimed, in minor units, and whether it is provisional."""
        return Account(self, debt, deal, journal).unclaimed

    @property
    def agreed_price(self) -> tuple[Sentence | None, Money | None]:
        """Give the rate and the fixed sum that were agreed in figures."""
        rate = say("{rate}", rate=self.interest) if isinstance(self.interest, Rate) else None
        return rate, self.fixed_sum if isinstance(self.fixed_sum, Money) else None

    def warned(self, due: dt.date, deal: Deal) -> Sentence | None:
        """Say from when interest runs on an invoice of a due date, and until when none is claimed."""
        calendar = deal.ruled(due).calendar
        ends = calendar.roll(self.grace.after(due, calendar), "forward")
        first = (due if self.runs_from == "due date" else ends) + DAY
        if self.interest == "none":
            return None
        if isinstance(self.interest, Rate):
            runs = say("Interest of {rate} runs from {first}", rate=self.interest, first=first)
        else:
            runs = say("Interest as the law sets it between businesses runs from {first}", first=first)
        if ends <= due:
            return runs
        return say("{runs}; none is claimed if you pay by {ends}", runs=runs, ends=ends)

    # ── what may be done ───────────────────────────────────────────────────────────────────────

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Let all other open invoices fall due when they are called in because one is late enough."""
        for notice in journal.of(Notice):
            clause = past.at(notice.on)
            if not calls_in(notice) or clause is None:
                continue
            on, debts = notice.counts, ledger(journal).debts
            if any(clause.may_call_in(debt, on, deal, journal) for debt in debts):
                late = notice.known if notice.known > on else None
                for debt in debts:
                    if debt.issued <= on < debt.due_before(on) and debt.open(on) > 0:
                        due = FallsDue(on=on, recorded=late, by="time", invoice=debt.number, due=on)
                        yield deem(due, cls.cite)

    def calls_in_from(self, debt: Debt, deal: Deal, journal: Journal) -> dt.date | None:
        """Give the first day on which the other invoices may be called in because of a debt; None: never so far."""
        step = reached(f"{self.cite}.acceleration", debt, deal, journal)
        return step.since if step is not None else None

    def may_call_in(self, debt: Debt, day: dt.date, deal: Deal, journal: Journal) -> bool:
        """Whether a debt is so late on a day that the others may be called in."""
        since = self.calls_in_from(debt, deal, journal)
        return since is not None and since <= day and debt.payable(since - DAY) > 0 < debt.payable(day - DAY)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Remind, claim, and call in the rest, for each debt that runs late."""
        for debt in ledger(journal).debts:
            clause = past.at(debt.due) if debt.was_late(deal.today) else None
            if clause is not None and debt.zero(deal.today) < deal.today:
                yield from rights(clause, debt, deal, journal)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a claim brings nothing or no interest, and that a notice of calling in moves no due date."""
        if isinstance(entry, Claimed):
            return no_effect.objection(cls, cls._no_claim(entry, past, deal, journal))
        if isinstance(entry, RatePublished):
            clause = past.at(entry.on) if past is not None else None
            return no_effect.objection(cls, no_effect.of_rate(clause, entry, deal, journal))
        if not isinstance(entry, Notice):
            return None
        clause = past.at(entry.on) if past is not None else None
        if clause is not None and not clause.acts:
            return None  # a person decides
        return no_effect.objection(cls, no_effect.of_calling_in(clause, entry, deal, journal))

    @classmethod
    def _no_claim(
        cls, claim: Claimed, past: Past[Self] | None, deal: Deal, journal: Journal
    ) -> no_effect.Told | None:
        """Say why a claim brings nothing, and what to do: nothing owed, or nothing agreed for the invoice."""
        debt = ledger(journal).debt(claim.invoice)
        clause = past.at(debt.due) if past is not None and debt is not None else None
        if debt is None:
            return no_effect.of_credit(claim)
        if clause is None:
            return no_effect.NOT_AGREED
        return no_effect.of_claim(clause, debt, claim, deal, journal) if clause.acts else None

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until everything owed is paid")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Compare interest and fixed sum with what the law sets as floor and ceiling; find costs without a maximum."""
        yield from objections(LateTerms(self.cite, self.interest, self.fixed_sum, deal))
        if self.collection_costs == "reasonable":
            yield self.finding(
                "CH-FIN-063", Level.WARNING, "collection_costs",
                say("The client bears the cost of collecting without a maximum."),
                say("Say what it is at most for an invoice."),
            )  # fmt: skip
