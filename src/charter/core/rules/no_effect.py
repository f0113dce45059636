"""Entries that can be right and yet change nothing under their clause, or less than they say; `check` tells of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from charter.core.clauses.exit.termination import Termination
from charter.core.clauses.financials.late_payment import LatePayment
from charter.core.clauses.financials.suspension import Suspension
from charter.core.clauses.foundation.term import Term
from charter.core.engagement import Engagement
from charter.core.facts import Facts, facts
from charter.core.rules.references import Named
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.entry import Cured, Entry, Notice, Refunded, Reminded, Void, Waived
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import ledger
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side

OF_ENTRIES = "CH-JRN-001"
"""The id of the finding that an entry changes nothing."""

NAMES_A_GROUND = {"cause": "breach", "at once": "reason"}
"""Notices that name why they are given, and what they name."""

Agreed = TypeVar("Agreed", bound=Clause)


class NoEffect(NamedTuple):
    """An entry that changes nothing: its place in the journal, the clause, why, and what to do."""

    place: int
    entry: Entry
    cite: Cite
    message: str
    hint: str

    @property
    def finding(self) -> Finding:
        """Give it as a finding."""
        return Finding(OF_ENTRIES, Level.WARNING, str(self.cite), self.message, self.hint)


def without_effect(engagement: Engagement, today: dt.date) -> Iterator[NoEffect]:
    """Give the entries known on a day that change nothing, in the order of the journal."""
    known = engagement.known(today)
    journal = known.journal
    void = {entry.entry for entry in journal.of(Void)}
    objections = Objections(known, facts(known, today))
    seen = {id(entry) for entry in journal.entries}
    for place, entry in enumerate(engagement.journal.entries):
        if id(entry) in seen and not (entry.id and entry.id in void):
            objection = objections.to(entry)
            if objection is not None:
                yield NoEffect(place, entry, *objection)


class Objection(NamedTuple):
    """Why an entry changes nothing: the clause that says so, the reason, and what to do."""

    cite: Cite
    message: str
    hint: str


class Objections:
    """Why an entry changes nothing, on the facts of a day."""

    def __init__(self, engagement: Engagement, found: Facts) -> None:
        self._engagement = engagement
        self._facts = found
        self._named = Named(engagement)

    def to(self, entry: Entry) -> Objection | None:
        """Give the objection to an entry; None for one that does what it says."""
        found: Objection | None = None
        match entry:
            case Reminded() if "/" in entry.of and entry.of not in self._named.invoices:
                found = self._of_no_duty(entry.of, entry.known, "it was sent for nothing that was due")
            case Waived():
                found = self._of_no_duty(entry.duty, entry.known, "there was nothing to let go")
            case Notice(of="suspension"):
                found = self._suspends(entry)
            case Notice(of="no renewal"):
                found = self._refuses(entry)
            case Notice(of="calling in"):
                found = self._calls_in(entry)
            case Notice():
                found = self._ends(entry) or self._unpaid(entry)
            case Cured():
                found = self._cures(entry)
            case Refunded():
                found = self._gives_back(entry)
        return found

    def _agreed(self, kind: type[Agreed], day: dt.date) -> Agreed | None:
        found = self._engagement.in_force(day).clauses.get(kind.cite)
        return found if isinstance(found, kind) else None

    def _of_no_duty(self, name: str, day: dt.date, said: str) -> Objection | None:
        if self._named.duty(name, day) is not None:
            return None
        return Objection(
            Cite(name.partition("/")[0]),
            f"There is no duty {name}: {said}.",
            "Correct the id, or let it be.",
        )

    def _suspends(self, notice: Notice) -> Objection | None:
        clause = self._agreed(Suspension, notice.on)
        if clause is None:
            return Objection(
                Suspension.cite, "Nothing was agreed about suspending the work.", "Agree on it first."
            )
        if not clause.acts:
            return None  # a person decides
        if notice.side is Side.CLIENT:
            why = "Only the consultant can suspend the work, while an invoice is overdue: work goes on."
            return Objection(Suspension.cite, why, "Record of what it was a notice, or let it be.")
        ripe = [clause.ripe(debt, self._facts.deal) for debt in ledger(self._facts.journal).debts]
        days = [day for day in ripe if day is not None]
        if any(day <= notice.counts for day in days):
            return None
        if days and min(days) <= self._facts.deal.today:
            return Objection(
                Suspension.cite,
                f"The notice came before it may be given, which is from {min(days)} on: work goes on.",
                "Give it again once it may be given.",
            )
        why = f"No invoice had been overdue for {clause.overdue_for} when the notice came: work goes on."
        return Objection(Suspension.cite, why, "Give it again once one is.")

    def _refuses(self, notice: Notice) -> Objection | None:
        clause = self._agreed(Term, notice.on)
        if clause is None or clause.renewal != "automatic":
            return Objection(
                Term.cite,
                "The term does not renew itself, so there is nothing to refuse.",
                "Let it run out.",
            )
        mine = f"{Term.cite}/refuse-{notice.side}/"
        days = [d.due for d in self._named.duties(notice.known) if d.id.startswith(mine) and d.due]
        if days and max(days) < notice.counts:
            why = f"The last day to refuse the renewal was {max(days)}: the term renews itself."
            return Objection(Term.cite, why, "Give a notice of termination, or agree on the end.")
        return None

    def _ends(self, notice: Notice) -> Objection | None:
        clause = self._agreed(Termination, notice.on)
        if clause is not None and (not clause.acts or _rights(clause, notice).get(notice.of, True)):
            return _groundless(notice) if clause.acts else None
        if notice.of == "at once" and clause is not None:
            why = "The agreement names no reason to end it at once; the notice ends it all the same."
            return Objection(
                Termination.cite,
                why,
                "Only the law can give that right: ask a lawyer, or agree on the end.",
            )
        why = f"The agreement gives the {notice.side} no right to a notice of {notice.of!r}: nothing ends."
        return Objection(Termination.cite, why, "Give one that was agreed, or agree on the end.")

    def _calls_in(self, notice: Notice) -> Objection | None:
        clause = self._agreed(LatePayment, notice.on)
        if clause is not None and not clause.acts:
            return None  # a person decides
        if clause is None or clause.acceleration is None or notice.side is Side.CLIENT:
            why = f"The agreement gives the {notice.side} no right to call in invoices: none falls due."
            return Objection(LatePayment.cite, why, "Wait until each is due, or agree on it.")
        debts = ledger(self._facts.journal).debts
        if any(clause.callable(debt, notice.counts, self._facts.deal) for debt in debts):
            return None
        why = f"No invoice had been late for {clause.acceleration} when the notice came: no other falls due."
        return Objection(LatePayment.cite, why, "Give it again once one is.")

    def _unpaid(self, notice: Notice) -> Objection | None:
        """Say that a notice of non-payment came when nothing of its side was overdue."""
        owed = ledger(self._facts.journal).overdue(notice.counts) if notice.side is Side.CONSULTANT else ()
        if notice.of != "non-payment" or owed:
            return None
        why = f"No invoice of the {notice.side} was overdue when the notice came: nothing ends."
        return Objection(Termination.cite, why, "Give it again once one is, or name another breach.")

    def _cures(self, cured: Cured) -> Objection | None:
        notices = self._facts.journal.of(Notice)
        if any(n.side is cured.side.other and n.counts <= cured.on for n in notices):
            return None
        why = f"Nobody had given notice of a breach by the {cured.side}, so there was none to mend."
        return Objection(Termination.cite, why, "Record the notice too, or let it be.")

    def _gives_back(self, refunded: Refunded) -> Objection | None:
        """Say that more was given back than the client had paid beyond its invoices."""
        until = [entry for entry in self._facts.journal.entries if entry.on <= refunded.on]
        beyond = ledger(Journal(until)).over_refunded
        if not beyond:
            return None
        over = Money(beyond, refunded.amount.currency).shown()
        why = f"{over} more was given back than the client had paid beyond its invoices: it owes that again."
        return Objection(Cite("financials.payment"), why, "Correct the amount, or issue the credit first.")


def _groundless(notice: Notice) -> Objection | None:
    """Say that a notice does not name what it must."""
    what = NAMES_A_GROUND.get(notice.of)
    if what is None or notice.ground:
        return None
    why = f"A notice of {notice.of!r} names the {what}, and this one names none: it may well end nothing."
    return Objection(Termination.cite, why, 'Add ground = "…", as the notice named it.')


def _rights(clause: Termination, notice: Notice) -> dict[str, object]:
    """What the clause knows of each kind of notice, by what the notice is of."""
    return {
        "termination": clause.right(notice.side),
        "cause": clause.cause,
        "non-payment": clause.cause,
        "at once": clause.at_once,
        "insolvency": clause.insolvency,
        "change of control": clause.change_of_control,
        "sponsor leaves": clause.sponsor_leaves,
    }
