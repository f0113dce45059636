"""Settlement: how the accounts are closed when the engagement ends.

A payment on leaving may fall with the time that the engagement lasted, and may wait for a release by the consultant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field

from charter.core.clauses.exit.settlement.leaving import WAYS, Leaving
from charter.core.clauses.exit.settlement.release import (
    ReleaseSigned,
    in_time,
    no_payment,
    owed_from,
    to_release,
)
from charter.core.law.lookup import law
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Missed, Objection, Past
from charter.core.vocabulary.control import ControlChanged, ControlMatters
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Accepted, Entry, Issued, Refunded, deem
from charter.core.vocabulary.exchange import account_currency
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import ledger
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Form, Side
from charter.core.vocabulary.reference import DELIVERABLES
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import PartPeriods, Price, RegularFee, Unanswered
from charter.core.vocabulary.term import Key


class Settlement(Clause):
    """What is still paid, or paid back."""

    entries = (ReleaseSigned, ControlChanged)
    unsaid = say("how the accounts are closed")
    missed = Missed(Level.WARNING, say("nothing says what is paid, or paid back, when it ends"))

    final_invoice: TimeToAct = Field(
        description="How long after the end the final invoice is issued.", examples=["14 days"]
    )
    part_months: Literal["actual", "fixed 30"] = Field(
        description="How part periods are counted: by the days they have, or each month as 30."
    )
    last_day_billed: bool = Field(description="Whether the last day is paid for.")
    prepaid_returned: TimeToAct = Field(
        description="How long after the end what was paid ahead is returned.", examples=["14 days"]
    )
    later_invoice: TimeToAct | None = Field(
        None,
        description="How long after its acceptance what a deliverable accepted later earns is invoiced.",
        examples=["14 days"],
    )
    payments: dict[Key, Leaving] = Field(
        default_factory=dict, description="What the client pays besides, each by the way in which it ended."
    )

    def states(self) -> Iterator[object]:
        """State how part periods are counted, unless a person decides that, and whether a change of control matters."""
        if self.acts:
            if any(leaving.after_control is not None for leaving in self.payments.values()):
                yield ControlMatters()
            yield PartPeriods(self.part_months, self.last_day_billed)

    def recordable(self) -> tuple[type[Entry], ...]:
        """Allow a release where a payment waits for one."""
        asked = any(one.release_within is not None for one in self.payments.values())
        return self.entries if asked else (ControlChanged,)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where the consultant signs no release."""
        for key, leaving in self.payments.items():
            if leaving.release_within is not None:
                term = Cite(f"{self.cite}.payments.{key}.release_within")
                then = say("the client owes no such payment")
                yield Unanswered(term, say("a release"), Side.CONSULTANT, leaving.release_within, then)

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until both sides have paid what they owe")

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Let the share of the regular fee be owed that is agreed for the way in which it ended."""
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        for key, leaving in clause.payments.items() if clause is not None else ():
            on = owed_from(leaving, ended, deal, journal) if ended is not None else None
            term = f"{cls.cite}.payments.{key}"
            rest = leaving.rest(on, ended.on, deal, term) if on is not None and ended is not None else None
            if rest is not None:
                yield deem(rest, cls.cite)

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge what is agreed for the way in which it ended.

        What was paid ahead comes back by itself: the retainer charges less, and the difference is a credit.
        """
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        if ended is None or clause is None or ended.on > deal.today:
            return
        for key, leaving in clause.payments.items():
            basis = leaving.sum(ended.on, deal)
            on = owed_from(leaving, ended, deal, journal)
            signed = in_time(leaving, ended, deal, journal)
            if leaving.amount is not None and basis is not None and on is not None and on <= deal.today:
                yield cls.charge(
                    key, f"payments.{key}", on, Money(basis.minor, leaving.amount.currency),
                    reads=say("Payment on leaving, for {what}", what=leaving.what), basis=basis,
                    entries=(ended.name, *((signed.name,) if signed is not None else ())),
                    agreed=past.agreed(ended.on - DAY),
                )  # fmt: skip

    @figure
    def release_asked(self, deal: Deal) -> bool:
        """Whether a payment waits for a release."""
        return any(one.release_within is not None for one in self.payments.values())

    @figure
    def falling(self, deal: Deal) -> Sentence | None:
        """Work out a payment that falls, half way down; None where none falls."""
        falls = next((one for one in self.payments.values() if one.falls_over is not None), None)
        nothing = falls.nothing_from(deal) if falls is not None else None
        if falls is None or falls.amount is None or nothing is None:
            return None
        last = deal.starts + (nothing - deal.starts) / 2
        basis = falls.sum(last + DAY, deal)
        left = Money(basis.minor if basis is not None else 0, falls.amount.currency)
        return say(
            "{left} are left of {amount} if the Last Day is {day}", left=left, amount=falls.amount, day=last
        )

    def prices(self) -> Iterator[Price]:
        """Give what leaving costs, by the way in which it ends."""
        for key, leaving in self.payments.items():
            if leaving.share_of_rest is not None:
                once = say(
                    "{share} of the regular fee to the end of the first term", share=leaving.share_of_rest
                )
            elif leaving.falls_over is not None:
                once = say("{sum} once, less each day", sum=leaving.amount or "")
            else:
                once = say("{sum} once", sum=leaving.amount or "")
            yield Price(Cite(f"{self.cite}.payments.{key}"), WAYS[leaving.when], once, once)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Issue the final invoice, and give back what was paid ahead."""
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        if ended is None or clause is None:
            return
        last = ended.on - DAY
        yield from to_release(clause, ended, deal, journal)
        final = next((i.on for i in journal.of(Issued, ended.on)), None)
        yield cls.must(
            "final-invoice",
            Side.CONSULTANT,
            say("Issue the final invoice after {day}", day=last),
            deal.within(clause.final_invoice, last),
            ended.on,
            field="final_invoice",
            meets=meets(Issued),
            met=final,
        )
        for accepted in journal.of(Accepted, ended.on) if clause.later_invoice is not None else ():
            after = journal.of(Issued, accepted.on)
            yield cls.must(
                f"later-invoice/{accepted.deliverable}/{accepted.on}",
                Side.CONSULTANT,
                say("Issue what {name} earns", name=deal.named(DELIVERABLES, accepted.deliverable)),
                deal.within(clause.later_invoice or clause.final_invoice, accepted.on),
                accepted.on,
                field="later_invoice",
                meets=meets(Issued),
                met=next((issued.on for issued in after), None),
            )
        credit = ledger(journal).credit
        given = next((r.on for r in journal.of(Refunded, ended.on)), None)
        if credit > 0 or given is not None:
            amount = Money(max(credit, 0), account_currency(deal))
            ahead = say("Give back what was paid ahead")
            yield cls.must(
                "return",
                Side.CONSULTANT,
                say("Give back what was paid ahead: {amount}", amount=amount) if credit > 0 else ahead,
                deal.within(clause.prepaid_returned, last),
                ended.on,
                field="prepaid_returned",
                meets=meets(Refunded, amount=amount),
                met=given if credit <= 0 else None,
            )

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a release brings no payment, and why."""
        if not isinstance(entry, ReleaseSigned):
            return None
        clause = past.at(deal.ended.on - DAY) if past is not None and deal.ended is not None else None
        told = no_payment(entry, clause, deal, journal)
        return Objection(cls.cite, *told) if told is not None else None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a wind-down fee in a law that may void it, and a last day worked for nothing."""
        for key, leaving in self.payments.items():
            if leaving.share_of_rest is not None:
                yield from self._nothing_left(key, leaving, deal)
                continue
            yield self.finding(
                "CH-EXT-010", Level.ADVICE, f"payments.{key}.amount",
                say(
                    "A fee of {fee} for leaving must be a fair price for winding down under the law"
                    " of {law}, not a"
                    " penalty.",
                    fee=leaving.amount or "", law=deal.law,
                ),
                say("Keep it close to the hours that winding down takes."),
                source=law(deal.law).source("penalty", deal.agreed),
            )  # fmt: skip
        yield from self._as_employees_get(deal)
        if not self.last_day_billed:
            yield self.finding(
                "CH-EXT-011", Level.ADVICE, "last_day_billed", say("The last day is worked and not paid."),
                say("Bill it, unless that is meant."),
            )  # fmt: skip

    def _as_employees_get(self, deal: Deal) -> Iterator[Finding]:
        """Find severance of one person who works alone, where the law looks at who is an employee."""
        fact = law(deal.law).fact("status", deal.agreed)
        for key, leaving in self.payments.items():
            if (
                fact is not None
                and leaving.when == "client without reason"
                and deal.consultant.form is Form.PERSON
            ):
                yield self.finding(
                    "CH-EXT-019", fact.weight, f"payments.{key}.when",
                    say(
                        "A payment for being let go is what employees get, and speaks against self-employment: {rule}.",
                        rule=fact.rule,
                    ),
                    say("Name what the payment buys, such as winding the work down, or leave it out."),
                    source=fact.cited(deal.agreed),
                )  # fmt: skip

    def _nothing_left(self, key: str, leaving: Leaving, deal: Deal) -> Iterator[Finding]:
        """Find a share of a regular fee, or of a first term, that is not agreed."""
        regular = isinstance(deal.stated.get(RegularFee), RegularFee)
        if not regular or leaving.rest_until(deal) is None:
            yield self.finding(
                "CH-EXT-018", Level.WARNING, f"payments.{key}.share_of_rest",
                say("A share of the regular fee to the end of the first term is nothing: one of the two is missing."),
                say("Agree on a regular fee and a first term, or on an amount."),
            )  # fmt: skip
