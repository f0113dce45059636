"""`charter show`: the deal on one page, or one clause with its words, terms and history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import paper
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest
from charter.cli.options import HERE, In, Json, On, opened_terms, placed

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.agreement import Agreement
    from charter.core.document.tree import Block, Section
    from charter.core.engagement import Engagement


def command(
    clause: Annotated[
        str | None,
        typer.Argument(
            help="A clause or a term in it, like financials.retainer; left out: the deal.", metavar="CLAUSE"
        ),
    ] = None,
    path: In = HERE,
    on: On = None,
    *,
    json: Json = False,
) -> None:
    """Show the deal on one page, or one clause with its words, terms and history.

    Example: charter show financials.late_payment --in examples/northlight/harbourline
    """
    clause, path = placed(clause, path)
    engagement, today = opened_terms(path, on)
    agreement = engagement.in_force(today)
    if clause is None:
        _deal(engagement, agreement, json=json)
        return
    data = _data(engagement, agreement, _clause(clause, agreement))
    if json:
        paper.out(data)
        return
    paper.title(data["citation"])
    paper.say()
    for line in data["words"]:
        paper.say(paper.wrapped(line))
        paper.say()
    paper.table([(c["path"], paper.term(c["value"])) for c in data["terms"]], heads=("term", "value"))
    paper.say()
    for version in data["history"]:
        paper.say(f"{version['agreed']}: from {_since(version['since'])} on")
    paper.say(f"digest of the text: {data['digest']}")


def _deal(engagement: Engagement, agreement: Agreement, *, json: bool) -> None:
    from charter.core.document.assembly import document
    from charter.core.document.tree import plain

    tree = document(agreement)
    facts = [(fact.label, plain(fact.inlines)) for fact in tree.cover]
    if json:
        paper.out(
            {
                "title": tree.title,
                "cover": dict(facts),
                "clauses": dict(agreement.numbering),
            }
        )
        return
    paper.title(f"{tree.title} · {engagement.name}")
    paper.table(facts)
    paper.say()
    listed = [(*paper.cited(agreement, cite).split(" ", 1), str(cite)) for cite in agreement.clauses]
    paper.table(listed)


def _data(engagement: Engagement, agreement: Agreement, clause: str) -> dict[str, Any]:
    from charter.core.changes import data, leaves
    from charter.core.document.assembly import document
    from charter.core.document.library import digest
    from charter.core.document.tree import sections
    from charter.core.vocabulary.cite import Cite

    part, _, name = clause.partition(".")
    section = next(s for s in sections(document(agreement)) if s.cite == clause)
    return {
        "citation": paper.cited(agreement, clause),
        "words": list(_words(section)),
        "terms": [{"path": p, "value": v} for p, v in leaves(data(agreement)[part][name], clause)],
        "history": [
            {"agreed": v.agreed, "since": None if v.agreed == "agreement" else _iso(v.since)}
            for v in engagement.contract.pasts[Cite(clause)].versions
        ],
        "digest": digest(clause, agreement.general.law.governing, agreement.general.law.language),
    }


def _since(day: str | None) -> str:
    import datetime as dt

    return paper.day(dt.date.fromisoformat(day)) if day else "the start"


def _iso(since: dt.date) -> str:
    return since.isoformat()


def _words(section: Section) -> list[str]:
    from charter.core.document.tree import plain

    lines = [plain(section.in_short)] if section.in_short else []
    return [*lines, *(line for block in section.blocks for line in block_lines(block))]


def block_lines(block: Block) -> list[str]:
    """Give a block as lines of plain text."""
    from charter.core.document.tree import Items, Paragraph, plain

    if isinstance(block, Paragraph):
        return [f"{block.number} {plain(block.inlines)}".strip()]
    if isinstance(block, Items):
        return [f"- {plain(item)}" for item in block.items]
    return [" | ".join(plain(cell) for cell in row) for row in block.rows]


def _clause(asked: str, agreement: Agreement) -> str:
    """Find a clause by its path, by its name alone, by its number or by a term in it. Raises Mistake."""
    from charter.core.agreement import clause_types

    numbers = {number: cite for cite, number in agreement.numbering.items()}
    for cite in agreement.clauses:
        if asked in {cite, cite.rpartition(".")[2]} or asked.startswith(f"{cite}."):
            return cite
    if asked in numbers:
        return numbers[asked]
    if asked in clause_types():
        raise Mistake(f"{asked} is not in this agreement: add [{asked}] to it, or show another clause")
    raise Mistake(
        f"no clause {asked!r} here: {nearest(asked, agreement.clauses, '`charter show` lists them')}"
    )
