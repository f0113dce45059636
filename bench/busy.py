"""Two years of an engagement: as an engagement of ours, and as the ledger that beancount would keep of it.

`times` makes it busier: as many times the meetings, letters, reports, hours and instalments in the same two years; the
invoices stay monthly, as agreed. One entry of the journal is one directive of the ledger.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from bench.example import agreed, many, terms
from charter.core.changes import Amendment, Changed
from charter.core.clauses.communication.meetings import Met
from charter.core.clauses.communication.updates import Updated
from charter.core.engagement import Engagement
from charter.core.reading.by_hand import in_ink
from charter.core.vocabulary.billed import Billed
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.entry import (
    Accepted,
    Delivered,
    Entry,
    Issued,
    Paid,
    Provided,
    Worked,
)
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.signing import AGREEMENT

DAY = dt.timedelta(days=1)
STARTS = dt.date(2023, 8, 1)
TODAY = dt.date(2025, 7, 31)
MONTHS = 24
FEE = 1_200_000
RISEN = 1_500_000
RISE = 14
"""From this month on the fee is higher, by an amendment."""
INPUTS = {"access": dt.date(2023, 8, 7), "budget": dt.date(2023, 10, 19)}
"""What the client provides, a day before it is due."""


def engagement(times: int = 1) -> Engagement:
    """Give the engagement with about 400 entries, or so many times as many."""
    plain = terms()
    plain["foundation"]["term"]["initial"] = "24 months"
    plain["financials"].pop("milestones")
    many(plain, "scope.deliverables", "report", times)
    many(plain, "communication.meetings", "weekly", times)
    many(plain, "communication.updates", "friday", times)
    fee = Changed.model_validate(
        {"path": "financials.retainer.amount", "from": "EUR 12000.00", "to": "EUR 15000.00"}
    )
    start = month(RISE)
    rise = Amendment(number=1, title="More hours", effective=start, change=(fee,))
    agreement = agreed(plain)
    signed = (*in_ink(agreement, AGREEMENT, STARTS - DAY), *in_ink(agreement, rise.name, start - 9 * DAY))
    entries = sorted((*signed, *_entries(times)), key=lambda entry: entry.on)
    return Engagement(agreement, (rise,), Journal(entries), "two years")


def month(number: int) -> dt.date:
    """Give the first day of a month of the engagement, counted from 0."""
    years, place = divmod(STARTS.month - 1 + number, 12)
    return dt.date(STARTS.year + years, place + 1, 1)


def _entries(times: int) -> Iterator[Entry]:
    for number in range(MONTHS):
        yield _invoice(number)
        for place in range(times):
            yield _paid(number, place, times)
            yield from _reported(number, f"report_{place + 1}" if place else "report")
    for key, came in INPUTS.items():
        yield Provided(on=came, by="jonas", input=key)
    for week in range(104):
        tuesday = STARTS + 7 * week * DAY
        for place in range(times):
            yield Met(on=tuesday, by="jonas", meeting=f"weekly_{place + 1}" if place else "weekly")
            if week % 2 == 0:
                friday = tuesday + 3 * DAY
                yield Updated(on=friday, by="mara", update=f"friday_{place + 1}" if place else "friday")
            for day in range(1, 3 if week % 2 else 2):
                hours = Hours(36_000 // times)
                yield Worked(on=tuesday + day * DAY, by="mara", hours=hours, work="Review of plans")


def _invoice(number: int) -> Issued:
    first = month(number)
    fee = Money(FEE if number < RISE else RISEN, "EUR")
    line = Billed(
        charge=f"financials.retainer/{first}",
        reads=f"Retainer of {first:%B %Y}",
        amount=fee,
        basis="part",
        agreed="agreement",
    )
    name = f"NL-{number + 1:04d}"
    return Issued(on=first, by="mara", number=name, due=first + 14 * DAY, lines=(line,))


def _paid(number: int, place: int, times: int) -> Paid:
    """Pay one instalment; each eighth month ten days late, and learned two days later."""
    on = month(number) + (24 if number % 8 == 7 else 12) * DAY
    amount = Money((FEE if number < RISE else RISEN) // times, "EUR")
    known = on + 2 * DAY if number % 8 == 7 else None
    return Paid(on=on, recorded=known, by="priya", amount=amount, note=f"Instalment {place + 1}")


def _reported(number: int, key: str) -> Iterator[Entry]:
    due = month(number) + 4 * DAY
    yield Delivered(on=due - DAY, by="mara", deliverable=key, occasion=due)
    yield Accepted(on=due + 3 * DAY, by="jonas", deliverable=key)


# ── the same as a ledger ───────────────────────────────────────────────────────────────────────


def ledger(journal: Journal) -> str:
    """Write a journal as a beancount ledger, one directive an entry."""
    accounts = ("Hours:Included", "Hours:Used", "Bank", "Receivable")
    opened = [f"{STARTS} open Assets:{name}" for name in accounts]
    return "\n".join(
        [
            'option "title" "Two years"',
            *opened,
            f"{STARTS} open Income:Retainer",
            *map(_directive, journal.entries),
        ]
    )


def _directive(entry: Entry) -> str:
    match entry:
        case Worked():
            used = f"{entry.hours.decimal} HRS"
            return _transaction(entry, entry.work, "Assets:Hours:Used", used, "Assets:Hours:Included")
        case Issued():
            sum_ = f"{entry.total.amount} EUR"
            return _transaction(entry, entry.number, "Assets:Receivable", sum_, "Income:Retainer")
        case Paid():
            sum_ = f"{entry.amount.amount} EUR"
            return _transaction(entry, entry.note or "", "Assets:Bank", sum_, "Assets:Receivable")
        case _:
            return f'{entry.on} event "{entry.name}" "{entry.by}"'


def _transaction(entry: Entry, reads: str, to: str, amount: str, from_: str) -> str:
    return f'{entry.on} * "{entry.by}" "{reads}"\n  {to}  {amount}\n  {from_}'
