"""Late payment: grace, interest, the fixed sum, reminders, and when everything falls due.

Interest is simple, by days of 365, on what is unpaid each day. It accrues and is shown; it becomes a debt when it
is claimed, as a charge of its own; an issued invoice is never changed. A debt is governed by the clause in force
on its due date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field

from charter.core.clauses.financials.late_payment.by_law import LateTerms, objections
from charter.core.law.accrual import Accrual, accrue
from charter.core.law.lookup import law
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Missed, Objection, Past
from charter.core.vocabulary.dates import DAY, Span
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, FallsDue, Named, Notice, Reminded, deem
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import Debt, ledger
from charter.core.vocabulary.money import Money, Rate
from charter.core.vocabulary.notice import NoticeKind
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Accruing, Step
from charter.core.vocabulary.term import Line, Listed


class Claimed(Entry):
    """Interest and the fixed sum on an overdue invoice claimed, up to and including this day."""

    about = "invoice"

    kind: Literal["claimed"] = "claimed"
    invoice: Line = Field(description="The number of the overdue invoice.", examples=["NL-2026-0001"])

    def says(self, named: Named) -> Sentence:
        """Say on which invoice."""
        return say("what {invoice} costs for being late", invoice=self.invoice)


class LatePayment(Clause, Accruing):
    """What follows when an invoice is paid late."""

    entries = (Claimed,)
    notices = (NoticeKind("calling in", frozenset({Side.CONSULTANT})),)
    unsaid = say("what follows when it is paid late")
    missed = Missed(Level.WARNING, say("nothing says what follows when the client pays late"), fees=True)

    survives: ClassVar[str] = "It stays in force until everything owed is paid."

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
    collection_costs: bool = Field(
        description="Whether the client also bears reasonable costs of collection."
    )
    reminders: Listed[TimeToAct] = Field(
        (),
        description="When reminders go out, each counted from the due date.",
        examples=[["3 days", "10 days"]],
    )
    acceleration: TimeToAct | None = Field(
        None,
        description="How late an invoice may be before all others fall due at once.",
        examples=["45 days"],
    )

    def steps(self, deal: Deal) -> Iterator[Step]:
        """Give the reminders, what can be claimed once the grace is over, and the calling in of other invoices."""
        due, claim = say("the Due Date"), say("The Consultant may claim what lateness costs")
        for after in self.reminders:
            yield Step(Cite(f"{self.cite}.reminders"), due, after, say("The Consultant reminds the Client"))
        interest = say("interest as the law sets it") if self.interest == "statutory" else None
        if isinstance(self.interest, Rate):
            interest = say("interest of {rate}", rate=str(self.interest))
        yield Step(Cite(f"{self.cite}.grace"), due, self.grace, claim, interest)
        if self.acceleration is not None:
            call = say("The Consultant may call in all other invoices")
            yield Step(Cite(f"{self.cite}.acceleration"), due, self.acceleration, call)

    def grace_ends(self, debt: Debt, deal: Deal) -> dt.date:
        """Give the last day of grace."""
        return deal.after(self.grace, debt.due)

    def accrued(self, debt: Debt, until: dt.date, deal: Deal) -> Accrual | None:
        """Give the interest on a debt up to and including a day; None while the grace lasts or where none runs.

        Source of the arithmetic: money.md, "Interest"; of the statutory rates: the law pack that governs.
        """
        if (
            self.interest == "none"
            or debt.open(self.grace_ends(debt, deal)) <= 0
            or until <= self.grace_ends(debt, deal)
        ):
            return None
        first = debt.due if self.runs_from == "due date" else self.grace_ends(debt, deal)
        rate = self.interest.yearly if isinstance(self.interest, Rate) else None
        return accrue(debt, Span(first + DAY, until + DAY), rate, deal.ruled(debt.due).law)

    def sum_for(self, debt: Debt, deal: Deal) -> Money | None:
        """Give the fixed sum that a late debt brings; None where there is none.

        An invoice of interest and fixed sums alone brings none. A sum that the law sets in another currency stands on
        no invoice: it is claimed by hand, at a rate that nobody has agreed.
        """
        fixed = self._fixed(debt, deal) if debt.principal > 0 else None
        return fixed if fixed is not None and fixed.currency == debt.currency else None

    def _fixed(self, debt: Debt, deal: Deal) -> Money | None:
        if isinstance(self.fixed_sum, Money):
            return self.fixed_sum
        rules = (
            law(deal.ruled(debt.due).law).late_interest(debt.due) if self.fixed_sum == "statutory" else None
        )
        return rules.fixed_sum(Money(debt.total, debt.currency)) if rules is not None else None

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge interest and the fixed sum when they are claimed, each less what was claimed before."""
        for debt in ledger(journal).debts if journal.of(Claimed) else ():
            clause = past.at(debt.due)
            for _, brought in clause.claims(debt, deal, journal) if clause is not None else ():
                yield from (charge._replace(agreed=past.agreed(debt.due)) for charge in brought)

    def claims(
        self, debt: Debt, deal: Deal, journal: Journal
    ) -> Iterator[tuple[Claimed, tuple[Charge, ...]]]:
        """Give the claims on a debt with what each brought: nothing within the grace, or of a rate not published."""
        before: int | None = None
        for claim in journal.about(Claimed, debt.number):
            late = claim.on > self.grace_ends(debt, deal)
            brought = tuple(self.claim(debt, claim, before, deal)) if late else ()
            if brought:
                before = (before or 0) + _interest(brought)
            yield claim, brought

    def claim(self, debt: Debt, claim: Claimed, before: int | None, deal: Deal) -> Iterator[Charge]:
        """Give the charges of one claim; `before` is the interest claimed earlier, None at the first claim."""
        accrual = self.accrued(debt, claim.on, deal)
        if accrual is not None and not accrual.provisional:
            basis = accrual.basis(before or 0)
            yield self.charge(
                f"interest/{debt.number}/{claim.on}",
                "interest",
                claim.on,
                Money(basis.minor, debt.currency),
                reads=say(
                    "Interest on invoice {number} to {day}: {accrual}",
                    number=debt.number, day=claim.on, accrual=accrual.said,
                ),
                basis=basis,
                span=accrual.span,
                entries=(claim.name,),
            )  # fmt: skip
        fixed = self.sum_for(debt, deal)
        if fixed is not None and before is None and debt.open(self.grace_ends(debt, deal)) > 0:
            yield self.charge(
                f"fixed_sum/{debt.number}",
                "fixed_sum",
                claim.on,
                fixed,
                reads=say("Fixed sum for the late payment of invoice {number}", number=debt.number),
                basis=Basis.of(times, minor=fixed.minor, count=1),
                entries=(claim.name,),
            )

    def unclaimed(self, debt: Debt, deal: Deal, journal: Journal) -> tuple[int, bool]:
        """Give the interest accrued until today and not claimed, in minor units, and whether it is provisional."""
        accrual = self.accrued(debt, deal.today, deal)
        if accrual is None:
            return 0, False
        claimed = sum(_interest(brought) for _, brought in self.claims(debt, deal, journal))
        return accrual.minor - claimed, accrual.provisional

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Let all other open invoices fall due when they are called in because one is late enough."""
        for notice in journal.of(Notice):
            clause = past.at(notice.on)
            if not _accelerates(notice) or clause is None:
                continue
            on, debts = notice.counts, ledger(journal).debts
            if any(clause.may_accelerate(debt, on, deal) for debt in debts):
                late = notice.known if notice.known > on else None
                for debt in debts:
                    if debt.issued <= on < debt.due_before(on) and debt.open(on) > 0:
                        due = FallsDue(on=on, recorded=late, by="time", invoice=debt.number, due=on)
                        yield deem(due, cls.cite)

    def may_accelerate(self, debt: Debt, day: dt.date, deal: Deal) -> bool:
        """Whether a debt is so late on a day that the others may be called in."""
        late = deal.after(self.acceleration, debt.due) if self.acceleration is not None else None
        return late is not None and late < day and debt.open(late) > 0 and debt.open(day - DAY) > 0

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Remind, let interest accrue, claim it, and call in the rest, for each debt that runs late."""
        for debt in ledger(journal).debts:
            if debt.due >= deal.today or debt.open(debt.due) <= 0:
                continue
            clause = past.at(debt.due)
            if clause is not None:
                yield from clause.ladder(debt, deal, journal)
                yield from clause.rights(debt, deal, journal)

    def ladder(self, debt: Debt, deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give the reminders of one debt that come before it was paid."""
        reminded = _reminders(journal, debt)
        sent = len(reminded)
        for step, after in enumerate(self.reminders, 1):
            on = deal.within(after, debt.due)
            if debt.settled is None or debt.settled >= on or step <= sent:
                yield self.will(
                    f"remind/{debt.number}/{step}",
                    Side.CONSULTANT,
                    say(
                        "Remind the client of invoice {number} (reminder {step})",
                        number=debt.number,
                        step=step,
                    ),
                    on,
                    debt.due,
                    field="reminders",
                    meets=meets(Reminded, of=debt.number),
                    met=reminded[step - 1] if step <= sent else None,
                )

    def rights(self, debt: Debt, deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Give what the consultant may do about one late debt."""
        grace_ends = self.grace_ends(debt, deal)
        if debt.open(grace_ends) <= 0:
            return
        claimed = [claim.on for claim, brought in self.claims(debt, deal, journal) if brought]
        if claims := tuple(self._claims(debt, deal)):
            reads = say("Claim {claims} on invoice {number}", claims=claims, number=debt.number)
            yield self._right(debt, "", reads, grace_ends + DAY, next(iter(claimed), None))
        rest, provisional = self.unclaimed(debt, deal, journal) if claimed else (0, False)
        if rest > 0:
            so_far = _so_far(Money(rest, debt.currency), provisional=provisional)
            more = say(
                "Claim further interest ({so_far}) on invoice {number}", so_far=so_far, number=debt.number
            )
            yield self._right(debt, f"/after-{claimed[-1]}", more, claimed[-1] + DAY, None)
        late = deal.after(self.acceleration, debt.due) if self.acceleration is not None else None
        if late is None or debt.open(late) <= 0:
            return
        called = next((n.on for n in journal.of(Notice, late + DAY) if _accelerates(n)), None)
        others = (other for other in ledger(journal).debts if other.due > deal.today and other.left > 0)
        if called is not None or (debt.settled is None and any(others)):
            yield self.may(
                f"accelerate/{debt.number}",
                Side.CONSULTANT,
                say("Call in all other invoices at once, because {number} is late", number=debt.number),
                None,
                late + DAY,
                field="acceleration",
                meets=meets(Notice, of="calling in", side=Side.CONSULTANT),
                met=called,
            )

    def _right(self, debt: Debt, what: str, reads: Sentence, since: dt.date, met: dt.date | None) -> Duty:
        """Give the right to claim on a debt."""
        return self.may(
            f"claim/{debt.number}{what}",
            Side.CONSULTANT,
            reads,
            None,
            since,
            field="interest",
            meets=meets(Claimed, invoice=debt.number),
            met=met,
        )

    def _claims(self, debt: Debt, deal: Deal) -> Iterator[Sentence]:
        """Say what may be claimed on a late debt, with what it comes to."""
        if debt.principal <= 0:
            return
        accrual = self.accrued(debt, max(deal.today, self.grace_ends(debt, deal)), deal)
        if accrual is not None:
            sum_ = Money(accrual.minor, debt.currency)
            yield say("interest ({so_far})", so_far=_so_far(sum_, provisional=accrual.provisional))
        fixed = self._fixed(debt, deal)
        if fixed is not None and fixed.currency == debt.currency:
            yield say("the fixed sum ({sum})", sum=fixed)
        elif fixed is not None:
            yield say("the fixed sum ({sum}, by a letter of its own)", sum=fixed)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a claim brings nothing or no interest, and that a notice of calling in moves no due date."""
        if isinstance(entry, Claimed):
            found = cls._no_claim(entry, past, deal, journal)
            return Objection(cls.cite, *found) if found is not None else None
        if not isinstance(entry, Notice):
            return None
        clause = past.at(entry.on) if past is not None else None
        if clause is not None and not clause.acts:
            return None  # a person decides
        if clause is None or clause.acceleration is None or entry.side is Side.CLIENT:
            why = say(
                "The agreement gives the {side} no right to call in invoices: none falls due.",
                side=entry.side,
            )
            return Objection(cls.cite, why, say("Wait until each is due, or agree on it."))
        if any(clause.may_accelerate(debt, entry.counts, deal) for debt in ledger(journal).debts):
            return None
        why = say(
            "No invoice had been late for {time} when the notice came: no other falls due.",
            time=clause.acceleration,
        )
        return Objection(cls.cite, why, say("Give it again once one is."))

    @classmethod
    def _no_claim(
        cls, claim: Claimed, past: Past[Self] | None, deal: Deal, journal: Journal
    ) -> tuple[Sentence, Sentence] | None:
        """Say why a claim brings nothing, and what to do: nothing owed, or nothing agreed for the invoice."""
        debt = ledger(journal).debt(claim.invoice)
        clause = past.at(debt.due) if past is not None and debt is not None else None
        if debt is None:
            why = say("{invoice} is a credit note, on which nothing is late.", invoice=claim.invoice)
            return why, say("Name the late invoice.")
        if clause is None:
            why = say("Nothing was agreed about paying late: the claim brings nothing.")
            return why, say("Claim what the law grants by a letter of its own.")
        return clause._too_little(debt, claim, deal, journal) if clause.acts else None  # noqa: SLF001 - its own

    def _too_little(
        self, debt: Debt, claim: Claimed, deal: Deal, journal: Journal
    ) -> tuple[Sentence, Sentence] | None:
        """Say why a claim brings nothing or no interest, and what to do: too early, or no published rate."""
        grace_ends = self.grace_ends(debt, deal)
        if claim.on <= grace_ends:
            why = say("The claim came before it may be made, which is from {day} on.", day=grace_ends + DAY)
            return why, say("Claim again from then on, if the invoice is still unpaid.")
        brought = next(of for one, of in self.claims(debt, deal, journal) if one == claim)
        accrual = self.accrued(debt, claim.on, deal)
        if accrual is not None and accrual.provisional:
            alone = say(
                "The claim brings the fixed sum alone: the rate of the interest is not published yet."
            )
            nothing = say("The claim brings nothing: the rate of the interest is not published yet.")
            return alone if brought else nothing, say("Claim the interest again once the rate is published.")
        if any(charge.minor for charge in brought):
            return None
        why = say("There was nothing to claim on {invoice} that was not claimed before.", invoice=debt.number)
        return why, say("Let it be.")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Compare interest and fixed sum with what the law sets as floor and ceiling, and what must be in writing."""
        yield from objections(LateTerms(self.cite, self.interest, self.fixed_sum, deal))


def _interest(charges: tuple[Charge, ...]) -> int:
    """Give the interest among the charges of a claim, in minor units."""
    return sum(charge.minor for charge in charges if "/interest/" in charge.id)


def _so_far(amount: Money, *, provisional: bool) -> Sentence:
    """Say what something comes to so far, and whether its rate is not published yet."""
    if provisional:
        return say("{sum} so far, provisional until the rate is published", sum=amount)
    return say("{sum} so far", sum=amount)


def _accelerates(notice: Notice) -> bool:
    return notice.of == "calling in" and notice.side is Side.CONSULTANT


def _reminders(journal: Journal, debt: Debt) -> list[dt.date]:
    return [r.on for r in journal.about(Reminded, debt.number, debt.due)]
