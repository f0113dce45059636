"""Four questions to every clause: its costs at most, whose yes they need, what holds if nobody answers, and who acts.

The answers are what the clause states: its prices, what holds where nobody answers (`Clause.unanswered`) with its steps
on the ladder, its notices, and those of its entries that its terms allow, with who may give them. A cell that has to be
filled and is empty is told by name: a cost without a maximum, a yes that nobody may give, a question that nobody has to
answer in the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from charter.core.agreement import Agreement, stated
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.party import Person
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Price, Receipt, Sides, Unanswered


class Cost(NamedTuple):
    """What something costs, the most it comes to, and whose yes it needs; None: the cell is empty."""

    what: Sentence
    amount: Sentence
    most: Sentence | None
    yes: Sentence | None


class SaidBy(NamedTuple):
    """What may be said under a clause: which entry or notice, by whom, in which form; None: nobody may."""

    what: str
    who: tuple[str, ...]
    form: Sentence | None


class Answers(NamedTuple):
    """A row of the table: the answers of one clause."""

    cite: Cite
    costs: tuple[Cost, ...]
    unanswered: tuple[Sentence, ...]
    acts: tuple[SaidBy, ...]
    asks: bool


def answers(agreement: Agreement) -> tuple[Answers, ...]:
    """Give the answers of every clause of an agreement, in the order of the document."""
    return tuple(_of(clause, agreement) for clause in agreement.clauses.values())


def empty_cells(agreement: Agreement) -> Iterator[tuple[Cite, str]]:
    """Name each clause and the cell of it that is empty: "at most: Standby", "whose yes: …", "if nobody agrees"."""
    for row in answers(agreement):
        for cost in row.costs:
            if cost.most is None:
                yield row.cite, f"at most: {cost.what}"
            if cost.yes is None:
                yield row.cite, f"whose yes: {cost.what}"
        if row.asks and not row.unanswered:
            yield row.cite, "if nobody agrees"
        for act in row.acts:
            if not act.who:
                yield row.cite, f"form and person: {act.what}"


def _of(clause: Clause, agreement: Agreement) -> Answers:
    people = stated(agreement, Sides).people
    prices = tuple(clause.prices())
    loops = (*map(_loop, clause.unanswered()), *(rung.reads for rung in clause.rungs()))
    acts = (*_entries(clause, prices, people), *_notices(clause, agreement, people))
    asks = any(price.yes for price in prices) or any(kind.needs for kind in clause.recordable())
    return Answers(clause.cite, tuple(_cost(price, people) for price in prices), loops, acts, asks)


def _cost(price: Price, people: Mapping[str, Person]) -> Cost:
    """Say whose yes a cost needs: of those named; nobody's, where it was agreed as it is or up to its most."""
    yes: Sentence | None = None
    if price.yes:
        names = tuple(people[key].name for key in price.yes if key in people)
        yes = say("{names:or}, first", names=names) if names else None
    elif price.most is not None:
        yes = say("agreed here") if price.most == price.amount else say("nobody, up to the most")
    return Cost(price.what, price.amount, price.most, yes)


def _loop(one: Unanswered) -> Sentence:
    by = say("both sides") if one.by == "both" else say("the {side}", side=one.by)
    if one.within is None:
        return say("{asked}, by {by}: else {then}", asked=one.asked, by=by, then=one.then)
    return say(
        "{asked}, by {by} within {time}: else {then}", asked=one.asked, by=by, time=one.within, then=one.then
    )


def _entries(clause: Clause, prices: tuple[Price, ...], people: Mapping[str, Person]) -> Iterator[SaidBy]:
    """Give each allowed kind of entry that only some people may give, with those who may by right or by name."""
    named = {key for price in prices for key in price.yes}
    for kind in clause.recordable():
        if kind.needs is not None:
            who = tuple(
                one.name
                for key, one in people.items()
                if _may(kind, one) or (key in named and _own(kind, one))
            )
            yield SaidBy(kind.model_fields["kind"].default, who, say("by message") if who else None)


def _may(kind: type[Entry], person: Person) -> bool:
    return kind.needs in person.may and _own(kind, person)


def _own(kind: type[Entry], person: Person) -> bool:
    return kind.whose is None or person.side is kind.whose


def _notices(clause: Clause, agreement: Agreement, people: Mapping[str, Person]) -> Iterator[SaidBy]:
    """Give each kind of notice by side, with those who may give notices and the forms agreed for them."""
    receipt = agreement.stated.get(Receipt)
    forms = receipt.notice_by if isinstance(receipt, Receipt) else ()
    for kind in clause.notices:
        for side in sorted(kind.who):
            who = tuple(one.name for one in people.values() if one.side is side and "give notices" in one.may)
            form = say("by {forms:or}", forms=forms) if forms else say("as the law has it")
            yield SaidBy(f"notice of {kind.name} ({side})", who, form if who else None)
