"""What an expense comes to, as agreed on the day on which the money was spent, and why one is not paid.

The claims are taken in their order, so that the limit of a month, or of all, is used up one after the other; a month is
that in which the money was spent. A limit that stands in a master is used up by the claims of all its orders.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from charter.core.clauses.financials.expenses.entries import Claimed, ExpenseApproved, LetGo, Spent
from charter.core.clauses.financials.expenses.terms import PER
from charter.core.vocabulary.arithmetic.debts import DebtPiece
from charter.core.vocabulary.arithmetic.kernels import expense
from charter.core.vocabulary.clause import Past
from charter.core.vocabulary.consent import unfit
from charter.core.vocabulary.currencies import EXPONENTS
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import LARGEST, Money
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.expenses import Expenses


class Worth(NamedTuple):
    """An expense, the clause as agreed when the money was spent, and what it comes to.

    `pieces` are what the cost is made of, `most` bounds it in minor units. `claim` is the claim that counts, None: none
    yet. `wrong` says why nothing is paid, `short` that part of it is not.
    """

    spent: Spent
    clause: Expenses
    pieces: tuple[DebtPiece, ...]
    most: int
    claim: Claimed | None
    wrong: Sentence | None
    short: bool = False

    currency: str = ""

    @property
    def cost(self) -> int:
        """What is paid of the cost, before anything is added to it."""
        return _sum(self.pieces, self.most)


def worths(journal: Journal, past: Past[Expenses], deal: Deal) -> tuple[Worth, ...]:
    """Give each expense with what it comes to, in the order of the claims; those not claimed come last."""
    used: dict[str, int] = {}
    limit = f"{past.kind.cite}.total_up_to"
    every = deal.beside.with_others(
        limit, _claimed(journal, past, deal), lambda other: _claimed(other, past, deal), _claimed_on
    )
    within = [(_within(worth, used), is_own) for worth, is_own in every]
    return tuple(worth for worth, is_own in within if is_own)


def _claimed(journal: Journal, past: Past[Expenses], deal: Deal) -> list[Worth]:
    """Give the expenses of one order as they come to by themselves, in the order of their claims."""
    order = {id(claim): place for place, claim in enumerate(journal.of(Claimed))}
    return sorted(
        _each(journal, past, deal),
        key=lambda one: order[id(one.claim)] if one.claim is not None else len(order),
    )


def _claimed_on(worth: Worth) -> dt.date:
    return worth.claim.on if worth.claim is not None else dt.date.max


def _within(worth: Worth, used: dict[str, int]) -> Worth:
    """Take an expense from what is left of the most for all; `used` has what was paid before, by month."""
    total = worth.clause.total_up_to
    if worth.wrong is not None or worth.claim is None or total is None:
        return worth
    span = f"{worth.spent.on:%Y-%m}" if worth.clause.per == "month" else ""
    left = max(total.minor - used.get(span, 0), 0)
    used[span] = used.get(span, 0) + min(worth.cost, left)
    if not left:
        return worth._replace(
            wrong=say("The most that expenses may cost is used up: nothing is paid for it.")
        )
    return worth._replace(most=left, short=True) if worth.cost > left else worth


def _each(journal: Journal, past: Past[Expenses], deal: Deal) -> Iterator[Worth]:
    seen: set[str] = set()
    for spent in journal.of(Spent):
        clause = past.at(spent.on)
        if clause is None or clause.covered == "none" or spent.expense in seen:
            continue
        seen.add(spent.expense)
        claims = (one for one in journal.of(Claimed) if spent.expense in one.expenses and one.on >= spent.on)
        claim = next(claims, None)
        given_up = [one.on for one in journal.about(LetGo, spent.expense)]
        if given_up and (claim is None or min(given_up) <= claim.on):
            yield Worth(
                spent, clause, (), 0, claim, say("It was let go, or claimed too late: nothing is paid.")
            )
            continue
        wrong, pieces = _not_covered(spent, clause), _pieces(spent, clause, deal)
        if wrong is None and spent.amount is not None and deal.currency not in {"", spent.amount.currency}:
            wrong = say("A sum in another currency is not paid.")
        if wrong is not None:
            yield Worth(spent, clause, (), 0, claim, wrong)
            continue
        cost = Money(_sum(pieces), _currency(spent, deal))
        most, wrong = _approved(spent, cost, clause, journal, deal)
        yield Worth(spent, clause, pieces, most, claim, wrong, most < cost.minor, cost.currency)


def _not_covered(spent: Spent, clause: Expenses) -> Sentence | None:
    """Say why an expense is of no kind that is paid, or lacks what a claim needs; None where nothing is wrong."""
    if spent.distance is not None:
        return None if clause.mileage else say("Driving one's own car is not paid.")
    if spent.away:
        return None if clause.per_diem else say("Days away have no sum of their own.")
    kinds = {one.casefold() for one in clause.listed or ()}
    if clause.covered == "listed" and (spent.of or "").casefold() not in kinds:
        return say("Only {kinds:or} is paid.", kinds=tuple(clause.listed or ()))
    if clause.receipts and not spent.receipt:
        return say("Without a receipt nothing is paid.")
    return _wrong_rate(spent, clause)


def _wrong_rate(spent: Spent, clause: Expenses) -> Sentence | None:
    if spent.rate_from is None or spent.rate_from == clause.conversion:
        return None
    if clause.conversion is None:
        return say("A sum in another currency is not paid.")
    return say("The rate that counts is from another source: {source}.", source=clause.conversion)


def _pieces(spent: Spent, clause: Expenses, deal: Deal) -> tuple[DebtPiece, ...]:
    """Give what the cost is made of: a sum, how often it counts, and at which rate."""
    if spent.amount is not None:
        return (DebtPiece(spent.amount.minor, 1, 1),)
    if spent.abroad is not None and spent.rate is not None:
        sum_abroad = Money.parse(spent.abroad)
        shift = Fraction(10) ** (
            EXPONENTS.get(deal.currency, EXPONENTS[sum_abroad.currency]) - EXPONENTS[sum_abroad.currency]
        )
        return (DebtPiece(sum_abroad.minor, 1, Fraction(spent.rate) * shift),)
    if spent.distance is not None:
        far = clause.mileage
        return (DebtPiece(far.rate.minor, spent.distance, Fraction(1, PER[far.per])),) if far else ()
    away = clause.per_diem
    if away is None:
        return ()
    part = away.part.minor if away.part is not None else 0
    both = DebtPiece(away.whole.minor, spent.days or 0, 1), DebtPiece(part, spent.part_days or 0, 1)
    return tuple(piece for piece in both if piece.days)


def _approved(
    spent: Spent, cost: Money, clause: Expenses, journal: Journal, deal: Deal
) -> tuple[int, Sentence | None]:
    """Give the most that is paid of a cost by itself, with or without a yes; and why nothing is, where a yes lacks."""
    given = journal.about(ExpenseApproved, spent.expense)
    counting = [yes.up_to.minor for yes in given if unfit_yes(yes, spent, cost, clause, deal) is None]
    level = clause.level(cost)
    if counting:
        return max(counting), None
    if level is not None:
        return 0, say(
            "Above {sum} it needed a yes before the money was spent: nothing is paid.", sum=level.above
        )
    if clause.each_up_to is not None and (spent.amount is not None or spent.abroad is not None):
        return clause.each_up_to.minor, None
    return LARGEST, None


def unfit_yes(
    yes: ExpenseApproved, spent: Spent, cost: Money, clause: Expenses, deal: Deal
) -> Sentence | None:
    """Say why a yes to an expense does not count: too late, or not theirs to give; None where it counts."""
    if yes.on > spent.on:
        return say("It came after the money was spent: it changes nothing.")
    level = clause.level(cost)
    return unfit(yes.by, yes.on, level.by if level is not None else clause.entrusts(yes), yes.up_to, deal)


def cost_of(spent: Spent, clause: Expenses, deal: Deal) -> Money:
    """Give what an expense cost, in the currency of the account; nothing where it is of no kind that is paid."""
    return Money(_sum(_pieces(spent, clause, deal)), _currency(spent, deal))


def _currency(spent: Spent, deal: Deal) -> str:
    """Give the currency of the account; of an account that nobody agreed on, that in which the money was spent."""
    return deal.currency or (spent.amount.currency if spent.amount is not None else "")


def _sum(pieces: tuple[DebtPiece, ...], most: int = LARGEST) -> int:
    return expense(most=most, markup=0, **named(pieces))


def named(pieces: tuple[DebtPiece, ...]) -> dict[str, DebtPiece]:
    """Give pieces by the names under which a sum keeps them."""
    return {f"piece{place}": piece for place, piece in enumerate(pieces, 1)}
