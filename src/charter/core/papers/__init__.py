"""The papers of money: invoice, credit note, note of interest, statement, hours sheet and the letters of lateness.

Each is a tree (`tree.Paper`) made of what was issued and agreed; `charter.formats.papers` prints it.
"""

from charter.core.papers.invoice import invoice as invoice_paper

__all__ = ["invoice_paper"]
