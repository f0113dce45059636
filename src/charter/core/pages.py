"""What is shown of an agreement: the deal on one page, a clause with its words, terms and history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from charter.core.agreement import Agreement, stated
from charter.core.changes import terms_by_path, terms_data
from charter.core.document.assembly import document
from charter.core.document.library import citation, digest
from charter.core.document.tree import Block, Document, Fact, Inline, Items, Paragraph, Table, plain, sections
from charter.core.engagement import Engagement
from charter.core.facts import deal_on
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Version
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ladder import Rung
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import Governing, Step


@dataclass(frozen=True, slots=True)
class ClausePage:
    """A clause as in force: its citation, its words a paragraph a line, its terms by path, how it came to be so.

    `digest` is the SHA-256 of the library's own text, which negotiated words name as what they replace.
    """

    citation: str
    words: tuple[str, ...]
    terms: tuple[tuple[str, Any], ...]
    history: tuple[Version[Clause], ...]
    digest: str


def deal_page(agreement: Agreement) -> tuple[tuple[str, str], ...]:
    """Give what the cover page says of the deal: each fact by its label, and the rows of its table a line each."""
    return tuple((fact.label, "\n".join(_said(fact))) for fact in document(agreement).cover)


def _said(fact: Fact) -> list[str]:
    told = [plain(fact.inlines)] if fact.inlines else []
    return told + [_row(fact.table, row) for row in fact.table.rows] if fact.table else told


def _row(table: Table, row: tuple[tuple[Inline, ...], ...]) -> str:
    """Give a row in words, as in "Each further hour: EUR 210.00. At most: EUR 3,360.00."; empty cells say nothing."""
    what, first, *others = map(plain, row)
    named = [f"{head}: {cell}" for head, cell in zip(table.columns[2:], others, strict=True) if cell]
    return " ".join(f"{part}." for part in (f"{what}: {first}", *named))


def steps(agreement: Agreement) -> tuple[Step, ...]:
    """Give the steps that follow when an invoice is late: the ladder; without clauses left to a person."""
    deal = deal_on(agreement, Journal(), agreement.dated, agreement.dated)
    return tuple(_step(rung) for rung in deal.ruled(deal.today).ladder)


def _step(rung: Rung) -> Step:
    return Step(rung.cite, say("the Due Date"), rung.after, rung.reads, rung.costs)


def clause_page(
    engagement: Engagement, agreement: Agreement, clause: Cite, signed: Document | None = None
) -> ClausePage:
    """Give the page of a clause of an agreement, with its history in the engagement.

    `signed` is the document in the words that were signed; left out, its words are those of the library.
    """
    drawn = signed or document(agreement)
    section = next(section for section in sections(drawn) if section.cite == clause)
    short = (plain(section.in_short),) if section.in_short else ()
    governing = stated(agreement, Governing)
    return ClausePage(
        citation(agreement, clause),
        (*short, *(line for block in section.blocks for line in lines(block))),
        terms_at(agreement, clause),
        engagement.contract.pasts[clause].versions,
        digest(clause, governing.law, governing.language),
    )


def clause_called(agreement: Agreement, name: str) -> Cite | None:
    """Find a clause by its path, by its name alone, by its number or by a term in it; None where there is none."""
    numbers = {number: cite for cite, number in agreement.numbering.items()}
    for cite in agreement.clauses:
        if name in {cite, cite.rpartition(".")[2]} or name.startswith(f"{cite}."):
            return cite
    return numbers.get(name)


def terms_at(agreement: Agreement, path: str) -> tuple[tuple[str, Any], ...]:
    """Give every term at a path or below it, as the file writes it."""
    return tuple(
        (at, value) for at, value in terms_by_path(terms_data(agreement)) if f"{at}.".startswith(f"{path}.")
    )


def words_of(agreement: Agreement, cite: str) -> tuple[str, ...]:
    """Give the words of the clause that a citation names, or lies in, a paragraph a line."""
    for section in sections(document(agreement)):
        if cite == section.cite or cite.startswith(f"{section.cite}."):
            return tuple(line for block in section.blocks for line in lines(block))
    return ()


def lines(block: Block) -> list[str]:
    """Give a block as lines of plain text."""
    if isinstance(block, Paragraph):
        return [" ".join(filter(None, (block.number, block.caption, plain(block.inlines))))]
    if isinstance(block, Items):
        return [f"- {plain(item)}" for item in block.items]
    return [" | ".join(plain(cell) for cell in row) for row in block.rows]
