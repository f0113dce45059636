"""A security as it stands: what came, what was used of it and for which invoice, and what is still held."""

from __future__ import annotations

from operator import attrgetter
from typing import NamedTuple

from charter.core.clauses.financials.deposit.entries import DepositReceived, DepositReturned, DepositUsed
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.sentence import Sentence, say


class Held(NamedTuple):
    """What came and what is left, in minor units; `used` has each use with what it pays, `wrong` why others pay less.

    `received` and `returned` have what came and what was given back in all.
    """

    left: int
    received: int
    returned: int
    used: tuple[tuple[DepositUsed, int], ...]
    wrong: tuple[tuple[DepositUsed | DepositReturned, Sentence], ...]


def held(journal: Journal, deal: Deal) -> Held:
    """Fold what came, was used and was given back, by date; nothing is used or given back that is not there.

    On one day what came stands first, then what was used, then what was given back.
    """
    left = received = returned = 0
    used: list[tuple[DepositUsed, int]] = []
    wrong: list[tuple[DepositUsed | DepositReturned, Sentence]] = []
    moves: tuple[DepositReceived | DepositUsed | DepositReturned, ...] = (
        *journal.of(DepositReceived),
        *journal.of(DepositUsed),
        *journal.of(DepositReturned),
    )
    for entry in sorted(moves, key=attrgetter("on")):
        if isinstance(entry, DepositReceived):
            left, received = left + entry.amount.minor, received + entry.amount.minor
            continue
        told = unfit_use(entry, journal, deal) if isinstance(entry, DepositUsed) else None
        part = min(entry.amount.minor, left) if told is None else 0
        if part < entry.amount.minor:
            wrong.append((entry, told or say("No more of the deposit is left than was used of it before.")))
        left -= part
        if isinstance(entry, DepositUsed):
            used.append((entry, part))
        else:
            returned += part
    return Held(left, received, returned, tuple(used), tuple(wrong))


def unfit_use(entry: DepositUsed, journal: Journal, deal: Deal) -> Sentence | None:
    """Say why the deposit may not be set against an invoice on a day; None where it may."""
    issued = next((one for one in journal.of(Issued) if one.number == entry.invoice), None)
    if issued is None or issued.on > entry.on:
        return say("No invoice {number} was issued by then.", number=entry.invoice)
    over = deal.ended is not None and entry.on >= deal.ended.on
    if issued.due >= entry.on and not over:
        return say("It is not overdue, and the engagement has not ended: nothing of the deposit may be used.")
    return None
