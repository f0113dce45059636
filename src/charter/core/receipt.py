"""When a message or a notice counts as received, by the terms in force on the day on which it arrived.

What arrives by the agreed hour of a business day is received then, anything else on the next business day. An agreement
that says nothing of it takes the day of arrival.
"""

from __future__ import annotations

from charter.core.agreement import Agreement, stated
from charter.core.contract import Contract
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.entry import Entry, Notice, Reminded
from charter.core.vocabulary.stated import BusinessDays, Receipt


def received(contract: Contract, entry: Entry) -> Entry:
    """Give an entry with the day on which it counts as received; the entry itself where that is the day it names."""
    if not isinstance(entry, Notice | Reminded):
        return entry
    arrived = entry.counts
    agreement = contract.in_force(arrived)
    agreed = receipt(agreement)
    if agreed is None:
        return entry
    late = entry.at is not None and entry.at > agreed.cut_off
    counts = stated(agreement, BusinessDays).calendar.roll(arrived + DAY if late else arrived, "forward")
    return entry if counts == arrived else entry.model_copy(update={"received": counts})


def receipt(agreement: Agreement) -> Receipt | None:
    """Give in which forms notices count, and until which hour; None where nothing is agreed about it."""
    return stated(agreement, Receipt, None)
