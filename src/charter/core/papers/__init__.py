"""The papers of money: invoice, credit note, note of interest, statement, hours sheet and the letters of lateness.

Each is a tree (`tree.Paper`) made of what was issued and agreed; `charter.formats.papers` prints it.
"""

from charter.core.papers.hours import hours_paper
from charter.core.papers.invoice import invoice as invoice_paper
from charter.core.papers.issued import NotAsIssued, issued_paper
from charter.core.papers.issued import issue_with_papers as issue
from charter.core.papers.letter import letter_paper
from charter.core.papers.statement import NothingYet, statement_paper

__all__ = [
    "NotAsIssued",
    "NothingYet",
    "hours_paper",
    "invoice_paper",
    "issue",
    "issued_paper",
    "letter_paper",
    "statement_paper",
]
