"""The yearly ceiling: what an invoice brings the year to, and the client's yes to more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.cli import paper
from charter.cli.errors import Mistake

if TYPE_CHECKING:
    from charter.core.agreement import Agreement
    from charter.core.engagement import Engagement
    from charter.core.vocabulary.entry import Issued

CLAUSE = "financials.invoicing"


@dataclass(frozen=True, slots=True)
class Above:
    """What an invoice brings its year to, above what is agreed; amounts in minor units."""

    year: int
    total: int
    ceiling: int
    currency: str

    @property
    def minor(self) -> int:
        """How much of the invoice lies above, with what lay above before it."""
        return self.total - self.ceiling

    def told(self, agreement: Agreement) -> str:
        """Say it in words, with the clause."""
        total, over, ceiling = (
            paper.money(minor, self.currency) for minor in (self.total, self.minor, self.ceiling)
        )
        return (
            f"brings {self.year} to {total}, {over} above the yearly ceiling of {ceiling} "
            f"({paper.cited(agreement, CLAUSE)})"
        )


def above(engagement: Engagement, invoices: Iterable[Issued]) -> dict[str, Above]:
    """Give what lies above the ceiling by invoice number; the invoices in the order of their issue.

    The ceiling is that in force on the day of the invoice, and everything invoiced counts, as in the duty to warn.
    """
    years: dict[int, int] = {}
    found: dict[str, Above] = {}
    for invoice in invoices:
        year = invoice.on.year
        years[year] = years.get(year, 0) + invoice.total.minor
        clause = engagement.in_force(invoice.on).financials.invoicing
        ceiling = clause.ceiling if clause else None
        if ceiling is not None and invoice.total.minor > 0 and years[year] > ceiling.minor:
            found[invoice.number] = Above(year, years[year], ceiling.minor, ceiling.currency)
    return found


def agreed(
    engagement: Engagement, on: dt.date, before: Iterable[Issued], issued: Sequence[Issued], said: str | None
) -> tuple[Issued, ...]:
    """Give the invoices to issue, those above the ceiling with a note of how the client agreed. Raises Mistake."""
    found = above(engagement, (*before, *issued))
    over = [invoice for invoice in issued if invoice.number in found]
    if over and said is None:
        first, agreement = over[0], engagement.in_force(on)
        raise Mistake(
            f"{first.number} {found[first.number].told(agreement)}; nothing was issued. Once the client has agreed to "
            'more in writing, say how and when: --over-ceiling "e-mail of 28 March"; or amend the ceiling'
        )
    return tuple(
        invoice.model_copy(update={"note": f"The client agreed to more than the yearly ceiling: {said}"})
        if invoice in over
        else invoice
        for invoice in issued
    )
