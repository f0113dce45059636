"""What the terms, as they ever stood, let an entry speak of: deliverables, inputs, meetings, one currency."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from charter.core.agreement import Agreement
from charter.core.contract import Contract
from charter.core.rules.agreement_rules import moneys
from charter.core.rules.located import Located
from charter.core.rules.violation import Violation
from charter.core.vocabulary.entry import Accepted, Delivered, Entry, Met, Provided, Rejected

NAMES: dict[type[Entry], str] = {
    Delivered: "deliverable",
    Accepted: "deliverable",
    Rejected: "deliverable",
    Provided: "input",
    Met: "meeting",
}
"""The field by which an entry names a thing that the terms must know."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """The things that were ever agreed, by what they are; and the currency of the first amount, with its path."""

    things: dict[str, tuple[str, ...]]
    currency: tuple[str, str] | None

    def unknown(self, each: Located) -> Iterator[Violation]:
        """Find an entry that speaks of a deliverable, an input or a meeting that was never agreed."""
        what = NAMES.get(type(each.entry))
        if what is None:
            return
        name, known = getattr(each.entry, what), self.things[what]
        if name not in known:
            near = difflib.get_close_matches(name, known, 1, 0.6)
            hint = f"did you mean {near[0]!r}?" if near else f"agreed: {', '.join(known) or 'none'}"
            yield each.wrong(what, f"there is no {what} {name!r}", hint)

    def foreign(self, each: Located, first: tuple[str, str] | None) -> Iterator[Violation]:
        """Find money in another currency than what was agreed; `first` is that of the first entry with money."""
        currency = self.currency or first
        for path, money in moneys(each.entry):
            if currency is not None and money.currency != currency[1]:
                message = f"{money} is not in {currency[1]}, the currency of {currency[0]}"
                where = ("entry", each.place, *path)
                yield Violation(where, message, "record what arrived in that currency")


def agreed(contract: Contract) -> Agreed:
    """Give what a contract agreed on; it is worked out once."""
    found: Agreed = contract.memo(_agreed)
    return found


def _agreed(contract: Contract) -> Agreed:
    things = {"deliverable": set[str](), "input": set[str](), "meeting": set[str]()}
    for edition in contract.editions:
        terms = edition.agreement
        clauses = (terms.scope.deliverables, terms.scope.dependencies, terms.communication.meetings)
        for known, clause in zip(things.values(), clauses, strict=True):
            known.update(clause.things if clause else ())
    return Agreed(
        {what: tuple(sorted(known)) for what, known in things.items()}, _currency(contract.agreement)
    )


def _currency(agreement: Agreement) -> tuple[str, str] | None:
    payment = agreement.financials.payment
    if payment:
        return "financials.payment.currency", payment.currency
    first = next(moneys(agreement), None)
    return (".".join(map(str, first[0])), first[1].currency) if first else None
