"""Invoices and drafts over all clients of a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import charter
from charter.core.reading.settings import read_settings
from charter.core.vocabulary.ledger import ledger
from charter.core.workspace.workspace import other_of
from charter.web.running.queries import running_in
from charter.web.templatetags.words import as_read

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.agreement import Agreement
    from charter.core.engagement import Engagement
    from charter.core.issuing import InvoiceLine, Shown
    from charter.core.vocabulary.ledger import Debt, Ledger
    from charter.web.kit.models import EngagementRow, WorkspaceRow


@dataclass(frozen=True)
class InvoiceRow:
    """An invoice or a draft of one client."""

    row: EngagementRow
    agreement: Agreement
    shown: Shown
    debt: Debt | None = None
    """What is owed on it, once it is issued."""
    late: bool = False
    """Whether it is due, unpaid and not held back."""

    @property
    def paid_on(self) -> dt.date | None:
        """The day on which nothing was left to pay."""
        return self.debt.settled if self.debt else None

    @property
    def lines(self) -> list[InvoiceLineRow]:
        """Its lines, those alike as one, each with its clause."""
        return [
            InvoiceLineRow(line, charter.citation(self.agreement, line.first.clause))
            for line in charter.folded(self.shown.entry.lines)
        ]

    @property
    def what(self) -> str:
        """What it is for, in short: each thing once, as its reader writes days."""
        things = dict.fromkeys(as_read(line.line.reads).partition(":")[0] for line in self.lines)
        return "; ".join([*things][:3])


@dataclass(frozen=True)
class InvoiceLineRow:
    """A line with its clause and its arithmetic."""

    line: InvoiceLine
    citation: str

    @property
    def arithmetic(self) -> str:
        """How the amount of the first of it comes about."""
        first = self.line.first
        words = str(first.sum.in_words(first.quoted.currency))
        if first.converted is None:
            return words
        return f"{words}, at {first.converted.rate} ({first.converted.source}, {first.converted.day})"


def numbers_elsewhere(workspace: WorkspaceRow, row: EngagementRow) -> frozenset[str]:
    """Give the invoice numbers that the other engagements of a workspace used, and those of its settings."""
    used: set[str] = set()
    if workspace.settings:
        for series in read_settings(workspace.settings.encode()).series.values():
            used.update(series.used)
    for each, engagement in running_in(workspace):
        if each.pk != row.pk:
            used.update(other_of(engagement).numbers)
    return frozenset(used)


def invoices_in(workspace: WorkspaceRow, today: dt.date) -> tuple[list[InvoiceRow], list[InvoiceRow]]:
    """Give the drafts of a workspace, whose numbers follow one another over all clients, and what was issued.

    Drafts whose day has come stand first; what was issued stands newest first.
    """
    drafts: list[InvoiceRow] = []
    issued: list[InvoiceRow] = []
    given: set[str] = set()
    for row, engagement in running_in(workspace):
        if engagement.is_draft(today):
            continue
        taken = numbers_elsewhere(workspace, row) | given
        books = ledger(charter.facts(engagement, today).journal)
        for shown in charter.shown_invoices(engagement, today, taken):
            one = _invoice_row(row, engagement, shown, books, today)
            (issued if shown.issued else drafts).append(one)
            if not shown.issued and shown.draft and shown.draft.on <= today:
                given.add(shown.entry.number)
    drafts.sort(key=lambda one: one.shown.draft.on if one.shown.draft else today)
    return drafts, sorted(issued, key=lambda one: one.shown.entry.on, reverse=True)


def invoice_called(
    row: EngagementRow, engagement: Engagement, number: str, today: dt.date
) -> InvoiceRow | None:
    """Find an invoice of an engagement by its number, or a draft by its day; None where there is none."""
    taken = numbers_elsewhere(row.workspace, row)
    found = (each for each in charter.shown_invoices(engagement, today, taken) if each.called(number))
    books = ledger(charter.facts(engagement, today).journal)
    return next((_invoice_row(row, engagement, each, books, today) for each in found), None)


def _invoice_row(
    row: EngagementRow, engagement: Engagement, shown: Shown, books: Ledger, today: dt.date
) -> InvoiceRow:
    debt = books.debt(shown.entry.number) if shown.issued else None
    late = debt is not None and debt.overdue(today)
    return InvoiceRow(row, engagement.in_force(shown.entry.on), shown, debt, late)
