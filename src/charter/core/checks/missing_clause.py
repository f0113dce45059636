"""CH-GEN-010: clauses that the parties would miss on a bad day; most known templates forget them."""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.known import missed_clauses, pays_money
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.framing import is_master
from charter.core.vocabulary.sentence import say

STUDY = Source("Charter's study of six published templates", "verified", "2026-08")


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find clauses that are missed where they are missing, as each says of itself.

    Where there is a fee and nothing says how it is invoiced or paid is an error of its own (`no_fee`).
    In an order all is looked for, with what its master says; in the master itself nothing is missed.
    """
    paid = pays_money(agreement)
    for cite, missed in () if is_master(agreement.clauses.values()) else missed_clauses(agreement):
        if deal.has(cite) or (missed.fees and (not paid or missed.level is Level.ERROR)):
            continue
        message = say("The clause {cite} is missing: {why}.", cite=cite, why=missed.why)
        yield Finding("CH-GEN-010", missed.level, cite, message, say("Add [{cite}].", cite=cite), STUDY)
