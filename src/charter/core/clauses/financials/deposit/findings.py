"""What is wrong with terms of a deposit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import Lasts, RegularFee

if TYPE_CHECKING:
    from charter.core.clauses.financials.deposit import Deposit
    from charter.core.vocabulary.deal import Deal

_FEES, _DAYS = 3, 60
"""More regular fees, and a longer time to give it back, than people agree on without a reason."""


def findings(terms: Deposit, deal: Deal) -> Iterator[Finding]:
    """Give the findings on terms of a deposit."""
    if not terms.amount:
        yield terms.finding(
            "CH-FIN-150", Level.WARNING, "amount", say("The deposit is {amount}.", amount=terms.amount),
            say("Agree a sum, or leave it out."),
        )  # fmt: skip
    fee = deal.stated.get(RegularFee)
    if isinstance(fee, RegularFee) and fee.amount and terms.amount > fee.amount.times(_FEES):
        yield terms.finding(
            "CH-FIN-151", Level.ADVICE, "amount",
            say("A deposit of {amount} is more than {n} fees of {fee}.", amount=terms.amount, n=_FEES, fee=fee.amount),
            say("Agree a smaller one, or say why it must be so large."),
        )  # fmt: skip
    back = terms.returned_within
    if back is not None and (deal.after(back, deal.starts) - deal.starts).days > _DAYS:
        yield terms.finding(
            "CH-FIN-152", Level.WARNING, "returned_within",
            say("The client waits {time} for its deposit after the end.", time=back),
            say("Give it back within some weeks."), to="14 days",
        )  # fmt: skip
    if terms.kind == "advance":
        yield from _of_an_advance(terms, deal)


def _of_an_advance(terms: Deposit, deal: Deal) -> Iterator[Finding]:
    lasts = deal.stated.get(Lasts)
    if not isinstance(lasts, Lasts) or lasts.initial is None:
        yield terms.finding(
            "CH-FIN-153", Level.ADVICE, "kind",
            say("An advance is deducted when the engagement ends, and no end is agreed."),
            say("Agree a last day, or make it a security."),
        )  # fmt: skip
    for name, held in (("paid_within", terms.paid_within), ("returned_within", terms.returned_within)):
        if held is not None:
            yield terms.finding(
                "CH-FIN-154", Level.WARNING, name,
                say("An advance is invoiced and deducted like a price, so {time} have no effect.", time=held),
                say("Leave it out, or make it a security."), to=None,
            )  # fmt: skip
