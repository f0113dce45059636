"""Why there is a charge, a duty, a finding, an invoice or a term: with the clause that it follows from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from charter.core.agreement import Agreement
from charter.core.billing import charges, invoices
from charter.core.check import check, check_in
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.pages import terms_at, words_of
from charter.core.vocabulary.charge import Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.ledger import ledger
from charter.core.vocabulary.money import Money
from charter.core.workspace.workspace import Workspace

DUTIES_AHEAD = dt.timedelta(days=400)
"""How far ahead duties are looked for: more than any year's rhythm."""


@dataclass(frozen=True, slots=True)
class OfTerms:
    """A clause, or a term or table of it: its terms by path, as the file writes them."""

    cite: Cite
    terms: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """The reason of a thing: the thing itself, the agreement as it then was, and the words of the clause.

    `paid` has the payments on an invoice, by day.
    """

    of: Charge | Duty | Finding | Issued | OfTerms
    agreement: Agreement
    words: tuple[str, ...] = ()
    paid: tuple[tuple[dt.date, Money], ...] = ()


def reasons(
    engagement: Engagement, today: dt.date, what: str, workspace: Workspace | None = None
) -> tuple[Reason, ...]:
    """Give the reasons for what is named: by an id, an invoice number, or the path of a clause or term.

    The id of a charge gives its corrections, too. Where there is a `workspace`, its findings can be asked for, too.
    """
    agreement = engagement.in_force(today)
    findings = _findings(engagement, today, workspace)
    return (
        *_charges(engagement, today, what),
        *(_rests(agreement, duty, duty.cite) for duty in _due(engagement, today) if duty.id == what),
        *(_rests(agreement, found, found.place) for found in findings if found.id == what),
        *_invoices(engagement, today, what),
        *_terms(agreement, what),
    )


def explained(engagement: Engagement, today: dt.date, workspace: Workspace | None = None) -> tuple[str, ...]:
    """Give the name of all that can be explained on a day."""
    agreement = engagement.in_force(today)
    return (
        *agreement.clauses,
        *(entry.number for entry in invoices(engagement, today).issued),
        *(charge.id for charge in charges(engagement, today)),
        *(duty.id for duty in _due(engagement, today)),
        *(finding.id for finding in _findings(engagement, today, workspace)),
    )


def _findings(engagement: Engagement, today: dt.date, workspace: Workspace | None) -> list[Finding]:
    found = check(engagement.supposed(today).in_force(today), today)
    return found if workspace is None else found + check_in(workspace, engagement, today)


def _rests(agreement: Agreement, of: Charge | Duty | Finding, cite: str) -> Reason:
    return Reason(of, agreement, words_of(agreement, cite))


def _charges(engagement: Engagement, today: dt.date, what: str) -> Iterator[Reason]:
    for charge in charges(engagement, today):
        if what in {charge.id, charge.id.partition("@")[0]}:
            day = charge.span.start if charge.span else charge.on
            yield _rests(engagement.in_force(day), charge, charge.cite)


def _invoices(engagement: Engagement, today: dt.date, what: str) -> Iterator[Reason]:
    for entry in invoices(engagement, today).issued:
        if entry.number == what:
            debt = ledger(facts(engagement, today).journal).debt(what)
            payments = debt.payments if debt else ()
            paid = tuple((day, Money(minor, entry.total.currency)) for day, minor in payments)
            yield Reason(entry, engagement.in_force(entry.on), paid=paid)


def _terms(agreement: Agreement, what: str) -> Iterator[Reason]:
    found = terms_at(agreement, what) if "." in what else ()
    if found:
        yield Reason(OfTerms(Cite(what), found), agreement, words_of(agreement, what))


def _due(engagement: Engagement, today: dt.date) -> list[Duty]:
    return duties(engagement, today, engagement.agreement.starts, today + DUTIES_AHEAD)
