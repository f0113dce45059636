"""What the consultant may do about a late debt: remind, claim, and call in the other invoices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from charter.core.clauses.financials.late_payment.claims import Account, Claimed
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Notice, Reminded
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ladder import REMINDER, ways_up
from charter.core.vocabulary.ledger import Debt, ledger
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.late_payment import LatePayment


def rights(clause: LatePayment, debt: Debt, deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give what may be done about one debt: each step that is reached, and what was done."""
    yield from _reminders(clause, debt, deal, journal)
    yield from _claims(clause, debt, deal, journal)
    yield from _calling_in(clause, debt, deal, journal)


def _reminders(clause: LatePayment, debt: Debt, deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give the reminders until the debt was paid; each comes on its day, or once the one before was received."""
    number = count(1)
    for rung, since, met in ways_up(debt, deal, journal):
        if rung.message != REMINDER:
            continue
        step = next(number)
        if met is not None or debt.payable(max(since - DAY, debt.due)) > 0:
            yield clause.will(
                f"remind/{debt.number}/{step}",
                Side.CONSULTANT,
                say("Remind the client of invoice {number} (reminder {step})", number=debt.number, step=step),
                since,
                debt.due,
                field="reminders",
                meets=meets(Reminded, of=debt.number),
                met=met,
            )


def _claims(clause: LatePayment, debt: Debt, deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give the right to claim what lateness costs, and after a claim the right to the rest."""
    account = Account(clause, debt, deal, journal)
    step = account.step
    if step is None or not account.late(max(step.since, deal.today)):
        return
    made = [one.claim.on for one in account.claims() if one.charges]
    if claims := tuple(_what(clause, account)):
        reads = say("Claim {claims} on invoice {number}", claims=claims, number=debt.number)
        yield _right(clause, debt, "", reads, step.since, next(iter(made), None))
    rest, provisional = account.unclaimed if made else (0, False)
    if rest > 0:
        so_far = _so_far(Money(rest, debt.currency), provisional=provisional)
        more = say("Claim further interest ({so_far}) on invoice {number}", so_far=so_far, number=debt.number)
        yield _right(clause, debt, f"/after-{made[-1]}", more, made[-1] + DAY, None)


def _calling_in(clause: LatePayment, debt: Debt, deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give the right to call in all other invoices, where there are any."""
    since = clause.calls_in_from(debt, deal, journal)
    if since is None or debt.payable(since - DAY) <= 0:
        return
    called = next((n.on for n in journal.of(Notice, since) if calls_in(n)), None)
    others = (other for other in ledger(journal).debts if other.due > deal.today and other.left > 0)
    if called is not None or (debt.settled is None and any(others)):
        yield clause.may(
            f"accelerate/{debt.number}",
            Side.CONSULTANT,
            say("Call in all other invoices at once, because {number} is late", number=debt.number),
            None,
            since,
            field="acceleration",
            meets=meets(Notice, of="calling in", side=Side.CONSULTANT),
            met=called,
        )


def calls_in(notice: Notice) -> bool:
    """Whether a notice calls in the other invoices."""
    return notice.of == "calling in" and notice.side is Side.CONSULTANT


def _right(  # noqa: PLR0917 - as a right is told
    clause: LatePayment, debt: Debt, what: str, reads: Sentence, since: dt.date, met: dt.date | None
) -> Duty:
    """Give the right to claim on a debt."""
    return clause.may(
        f"claim/{debt.number}{what}",
        Side.CONSULTANT,
        reads,
        None,
        since,
        field="interest",
        meets=meets(Claimed, invoice=debt.number),
        met=met,
    )


def _what(clause: LatePayment, account: Account) -> Iterator[Sentence]:
    """Say what may be claimed on a late debt, with what it comes to."""
    debt, deal = account.debt, account.deal
    if debt.principal <= 0:
        return
    accrual = clause.accrued(debt, max(deal.today, account.grace_ends), deal, account.journal)
    if accrual is not None:
        sum_ = Money(accrual.minor, debt.currency)
        yield say("interest ({so_far})", so_far=_so_far(sum_, provisional=accrual.provisional))
    fixed = clause.fixed(debt, deal)
    if fixed is not None and fixed.currency == debt.currency:
        yield say("the fixed sum ({sum})", sum=fixed)
    elif fixed is not None:
        yield say("the fixed sum ({sum}, by a letter of its own)", sum=fixed)
    if account.collecting(deal.today):
        if isinstance(clause.collection_costs, Money):
            yield say("the cost of collecting ({most} at most)", most=clause.collection_costs)
        elif clause.collection_costs == "reasonable":
            yield say("the cost of collecting")


def _so_far(amount: Money, *, provisional: bool) -> Sentence:
    """Say what something comes to so far, and whether its rate is not published yet."""
    if provisional:
        return say("{sum} so far, provisional until the rate is published", sum=amount)
    return say("{sum} so far", sum=amount)
