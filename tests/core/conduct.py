"""What happens in the engagements of `test_effects`: a journal in a few words, for terms to bear on."""

from __future__ import annotations

import json
from itertools import chain
from typing import Any

from charter.core.vocabulary.entry import ENTRY, Entry

MARA, JONAS = "Mara Lindqvist", "Jonas Reimer"
Told = tuple[Entry, ...]


def told(kind: str, on: str, by: str = MARA, **fields: Any) -> Entry:  # noqa: ANN401 - fields are of any kind
    """One entry, as a journal file would hold it."""
    return ENTRY.validate_json(json.dumps({"kind": kind, "on": on, "by": by, **fields}), strict=True)


def invoice(number: str, on: str, due: str, amount: str) -> Entry:
    """One invoice of a single line."""
    line = {
        "charge": f"financials.retainer/{on}",
        "reads": "Retainer",
        "amount": amount,
        "basis": "times(minor=1, count=1)",
        "agreed": "agreement",
    }
    return told("issued", on, number=number, due=due, lines=(line,))


def notice(of: str, on: str, side: str = "client") -> Entry:
    """One notice."""
    return told("notice", on, JONAS if side == "client" else MARA, of=of, side=side, sent="letter")


HOURS = tuple(
    told("hours", on, hours=f"{hours} hours", work="Review")
    for on, hours in (
        ("2026-03-10", 40),  # 24 of 64 are left, and 16 are carried on
        ("2026-04-20", 90),  # ten beyond what was carried on
        ("2026-05-20", 90),  # more beyond than the cap
        ("2026-06-17", 4),
    )
)
THINGS = (
    told("delivered", "2026-04-14", deliverable="audit"),
    told("rejected", "2026-04-16", JONAS, deliverable="audit", reasons="Two services are missing."),
    told("delivered", "2026-04-24", deliverable="audit"),
    told("reminded", "2026-05-04", of="audit"),  # silence accepts it after ten business days
    *(told("delivered", f"2026-05-{day}", deliverable="roadmap") for day in (18, 21, 26, 29)),
    *(
        told("rejected", f"2026-05-{day}", JONAS, deliverable="roadmap", reasons="No cost is given.")
        for day in (19, 22, 27)  # once more than the fees include
    ),
    told("accepted", "2026-06-08", JONAS, deliverable="roadmap"),
    told("delivered", "2026-03-05", deliverable="report"),  # nobody says a word, and nobody reminds
    told("provided", "2026-03-20", JONAS, input="access"),
    told("provided", "2026-04-22", JONAS, input="budget"),
    told("met", "2026-03-10", JONAS, meeting="weekly"),
)
THIRD = invoice("NL-2026-0004", "2026-05-25", "2026-06-24", "EUR 12000.00")
SECOND = invoice("NL-2026-0002", "2026-04-02", "2026-04-16", "EUR 12000.00")
DEBTS = (
    invoice("NL-2026-0001", "2026-03-02", "2026-03-16", "EUR 12000.00"),
    told("paid", "2026-03-27", JONAS, amount="EUR 12000.00", invoice="NL-2026-0001"),
    told("reminded", "2026-03-19", of="NL-2026-0001"),
    told("claimed", "2026-03-21", invoice="NL-2026-0001"),  # within the grace
    told("claimed", "2026-03-28", invoice="NL-2026-0001"),
    SECOND,
    notice("suspension", "2026-04-22", "consultant"),  # too early: overdue for twenty days on 6 May only
    notice("suspension", "2026-05-08", "consultant"),  # work stops on the 16th
    told("received", "2026-04-03", JONAS, invoice="NL-2026-0002"),
    THIRD,
    notice("calling in", "2026-06-02", "consultant"),
    told("paid", "2026-06-10", JONAS, amount="EUR 12000.00", invoice="NL-2026-0002"),
    told("paid", "2026-06-10", JONAS, amount="EUR 12000.00", invoice="NL-2026-0004"),
    told("claimed", "2026-06-11", invoice="NL-2026-0002"),
)
CREDIT = (invoice("NL-2026-0003", "2026-06-20", "2026-06-20", "EUR -2000.00"),)


def every(*parts: Told) -> Told:
    """All that happened, in the order of days."""
    return tuple(sorted(chain(*parts), key=lambda entry: entry.on))


LEFT = every(HOURS, THINGS, DEBTS, CREDIT, (notice("termination", "2026-05-11"),))
"""The client leaves for no reason, within the minimum commitment, with money to its credit."""

STAYED = every(HOURS, THINGS, DEBTS, (notice("no renewal", "2027-01-20"),))
"""Nobody leaves: the refusal comes too late, and the term is renewed."""

WAYS = (
    (notice("termination", "2026-03-10"),),
    (notice("termination", "2026-03-10", "consultant"),),
    (notice("termination", "2026-04-03", "consultant"),),
    (notice("cause", "2026-04-03"),),
    (SECOND, notice("non-payment", "2026-04-20", "consultant")),
    (notice("insolvency", "2026-04-03", "consultant"),),
    (notice("change of control", "2026-04-03", "consultant"),),
    (notice("sponsor leaves", "2026-04-03", "consultant"),),
)
"""Every other way out: too early, by the other side, for a breach, for a debt, and for what happens to the client."""
