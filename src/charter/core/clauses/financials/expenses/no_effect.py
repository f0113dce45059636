"""Why an expense is not paid, or only in part, and why a yes, a claim or a word that lets go changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.clauses.financials.expenses.entries import Claimed, ExpenseApproved, LetGo, Spent
from charter.core.clauses.financials.expenses.worth import Worth, cost_of, unfit_yes, worths
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.expenses import Expenses


def objection(
    cite: Cite, entry: Entry, past: Past[Expenses] | None, deal: Deal, journal: Journal
) -> Objection | None:
    """Say why an entry of expenses changes nothing, or less than it says; None where it does what it says."""
    if past is None:
        return Objection(cite, say("Nothing was agreed about expenses."), say("Agree on it first."))
    every = {worth.spent.expense: worth for worth in journal.fold(worths, past, deal)}
    match entry:
        case Spent():
            told = _of_spending(entry, past, every)
        case ExpenseApproved() | LetGo():
            told = _of_one(entry, every, deal)
        case Claimed():
            told = _of_a_claim(entry, every)
        case _:
            return None
    return Objection(cite, told, say("Agree on it before the money is spent.")) if told is not None else None


def _of_spending(entry: Spent, past: Past[Expenses], every: dict[str, Worth]) -> Sentence | None:
    clause, worth = past.at(entry.on), every.get(entry.expense)
    if clause is None or clause.covered == "none":
        return say("No expenses are paid.")
    if worth is None or worth.spent is not entry:
        return say("An expense of that name was recorded before.")
    if worth.wrong is not None:
        return worth.wrong
    if worth.short:
        paid = Money(worth.cost, worth.currency)
        return say("Only {paid} of it is paid: more is above the limit.", paid=paid)
    return None


def _of_one(entry: ExpenseApproved | LetGo, every: dict[str, Worth], deal: Deal) -> Sentence | None:
    worth = every.get(entry.expense)
    if worth is None:
        return None if isinstance(entry, ExpenseApproved) else say("No expense of that name is recorded.")
    if isinstance(entry, ExpenseApproved):
        return unfit_yes(entry, worth.spent, cost_of(worth.spent, worth.clause, deal), worth.clause, deal)
    claimed = worth.claim is not None and worth.claim.on < entry.on
    return say("It was claimed before: it stays charged.") if claimed else None


def _of_a_claim(entry: Claimed, every: dict[str, Worth]) -> Sentence | None:
    unknown = tuple(name for name in entry.expenses if name not in every)
    if unknown:
        return say("No expense is recorded under the name {names:or}.", names=unknown)
    unpaid = tuple(name for name in entry.expenses if every[name].claim is not entry or every[name].wrong)
    if len(unpaid) == len(entry.expenses):
        return say("Nothing in it is paid: {names}.", names=unpaid)
    return None
