"""What blocks of hours cost: their price, what is given back for hours left, and hours beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from charter.core.clauses.financials.prepaid.blocks import Beyond, Block, Book
from charter.core.vocabulary.arithmetic.hours import hours, hours_of
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.dates import Hours, add_months
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import say


def of_blocks(held: Book, deal: Deal) -> Iterator[Charge]:
    """Charge each block on the day on which it is bought, and give back what is agreed for hours left of it."""
    for place, block in enumerate(held.blocks):
        clause, price = block.clause, block.clause.price
        yield clause.charge(
            f"block/{block.name}", "price", block.known, price,
            reads=say("Block of {hours}, bought on {day}", hours=Hours(clause.seconds), day=block.bought),
            basis=Basis.of(times, minor=price.minor, count=1),
            entries=(block.entry.name,) if block.entry is not None else (), agreed=block.agreed,
        )  # fmt: skip
        if block.left and block.until <= deal.today:
            yield from _given_back(block, held.blocks[place + 1 :], deal)


def _given_back(block: Block, later: tuple[Block, ...], deal: Deal) -> Iterator[Charge]:
    """Give back the price of hours left: at expiry, with the next block, or when the engagement ends."""
    clause, ended = block.clause, deal.ends is not None and block.until == deal.ends
    if not ended and clause.at_expiry == "refunded":
        yield _credit(block, "at_expiry", block.until)
    elif not ended and clause.at_expiry == "credited":
        following = next((each.bought for each in later if each.bought >= block.until), None)
        if following is not None:
            yield _credit(block, "at_expiry", following)
        elif deal.ends is not None and deal.ends <= deal.today and clause.at_end == "refunded":
            yield _credit(block, "at_end", deal.ends)
    elif ended and clause.at_end == "refunded":
        yield _credit(block, "at_end", block.until)


def _credit(block: Block, field: str, on: dt.date) -> Charge:
    clause, price = block.clause, block.clause.price
    basis = Basis.of(hours_of, minor=-price.minor, seconds=block.left, of=clause.seconds)
    told = say("Given back for {hours} left of the block of {day}", hours=Hours(block.left), day=block.bought)
    return clause.charge(
        f"left/{block.name}", field, on, Money(basis.minor, price.currency), reads=told, basis=basis,
        entries=(block.entry.name,) if block.entry is not None else (), agreed=block.agreed,
    )  # fmt: skip


def beyond(held: Book, deal: Deal) -> Iterator[Charge]:
    """Charge hours that no block had by the month of their record, once it is over or the engagement has ended."""
    sums: dict[tuple[dt.date, dt.date, Money], list[Beyond]] = {}
    for each in held.beyond:
        if each.charged and each.clause.further is not None:
            first = each.entry.known.replace(day=1)
            on = max(min(add_months(first, 1), deal.ends or dt.date.max), each.entry.known)
            sums.setdefault((first, on, each.clause.further.price), []).append(each)
    for (first, on, price), of in sums.items():
        seconds, last = sum(each.charged for each in of), of[-1]
        basis = Basis.of(hours, minor=price.minor, seconds=seconds)
        late = "" if on == add_months(first, 1) else f"/{on}"
        yield last.clause.charge(
            f"further/{first}{late}/{price.minor}", "further.price", on, Money(basis.minor, price.currency),
            reads=say(
                "{hours} without a block, recorded from {day} on, at {price} an hour",
                hours=Hours(seconds), day=first, price=price,
            ),
            basis=basis, entries=tuple(each.entry.name for each in of), agreed=last.agreed,
        )  # fmt: skip
