"""Invoices that are late: what the agreement lets the consultant do about each, on a day and next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

import charter
from charter.core.vocabulary.ladder import ways_up
from charter.core.vocabulary.money import Money
from charter.web.billing.papers_pages import LETTERS, letters_about
from charter.web.kit.engagements import engagement_in
from charter.web.running.acts import RowAct, act_for

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from charter.core.vocabulary.duty import Duty
    from charter.web.billing.queries import InvoiceRow

LETTER_KEYS = {"reminder": "r", "suspension": "s"}
"""With which key a letter is taken along."""


@dataclass(frozen=True)
class LateInvoice:
    """An invoice that is late, and what the agreement allows next.

    `rights` are what the consultant may claim of it today; `coming` names the next letter and the day from which it
    may go out; `act` is the one thing to do now.
    """

    one: InvoiceRow
    open: Money
    citation: str
    clause: str
    rights: list[Duty]
    coming: tuple[str, dt.date] | None
    act: RowAct | None


def late_invoices(issued: Iterable[InvoiceRow], today: dt.date) -> list[LateInvoice]:
    """Give what is late of what was issued, the latest first."""
    found = [_late(one, today) for one in issued if one.late]
    return sorted(found, key=lambda each: each.one.shown.entry.due)


def _late(one: InvoiceRow, today: dt.date) -> LateInvoice:
    engagement, number = engagement_in(one.row), one.shown.entry.number
    asked = charter.unmet_duties(charter.duties(engagement, today))
    about = [duty for duty in asked if duty.met_by.get("invoice") == number]
    pay = next((duty for duty in about if duty.met_by["kind"] == "paid"), None)
    rights = [duty for duty in about if duty is not pay]
    facts = charter.facts(engagement, today)
    steps = ways_up(one.debt, facts.deal, facts.journal) if one.debt else ()
    coming = next(
        ((LETTERS[step.rung.message], step.since) for step in steps
         if step.met is None and step.since > today and step.rung.message in LETTERS),
        None,
    )  # fmt: skip
    letters = letters_about(engagement, number, today)
    return LateInvoice(
        one,
        Money(one.debt.payable(today) if one.debt else 0, one.shown.entry.total.currency),
        charter.citation(one.agreement, pay.cite.clause) if pay else "",
        str(pay.cite.clause) if pay else "",
        rights,
        coming,
        _act(one, letters, rights, pay),
    )


def _act(
    one: InvoiceRow, letters: list[tuple[str, str]], rights: list[Duty], pay: Duty | None
) -> RowAct | None:
    """Give the one act: the letter that may go out, else the claim, else the payment."""
    for name, said in letters:
        place = {"ws": one.row.workspace.slug, "eng": one.row.slug, "number": one.shown.entry.number}
        where = reverse("letter-file", kwargs=place | {"message": name, "suffix": "pdf"})
        return RowAct(said.partition(" ")[0], LETTER_KEYS[name], where)
    for duty in (*rights, pay):
        if duty is not None and (act := act_for(one.row, duty)):
            return act
    return None
