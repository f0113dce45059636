"""`charter show`: the deal on one page, or one clause with its words, terms and history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import console
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest
from charter.cli.options import HERE, In, Json, On, name_or_path, read_terms

if TYPE_CHECKING:
    from charter import Agreement, ClausePage, Engagement
    from charter.core.vocabulary.cite import Cite
    from charter.core.vocabulary.stated import Step


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
    from charter import clause_page
    from charter.cli.signed_text import document_as_signed

    clause, path = name_or_path(clause, path)
    engagement, today = read_terms(path, on)
    agreement = engagement.in_force(today)
    if clause is None:
        _deal(engagement, agreement, json=json)
        return
    cite = _clause(clause, agreement)
    words = document_as_signed(engagement, path, today, today)
    data = _data(clause_page(engagement, agreement, cite, words))
    if json:
        console.write_json(data)
        return
    console.write_heading(data["citation"])
    console.write_line()
    for line in data["words"]:
        console.write_line(console.wrap(line))
        console.write_line()
    console.write_table(
        [(c["path"], console.term_value(c["value"])) for c in data["terms"]], heads=("term", "value")
    )
    console.write_line()
    for version in data["history"]:
        console.write_line(f"{version['agreed']}: from {_since(version['since'])} on")
    console.write_line(f"digest of the text: {data['digest']}")
    _ladder(agreement, cite)


def _ladder(agreement: Agreement, cite: Cite) -> None:
    """Write the steps that follow when something is late, below a clause that has one of them."""
    from charter import steps

    found = steps(agreement)
    if any(step.cite.clause == cite for step in found):
        console.write_line()
        console.write_heading("What follows when something is late")
        console.write_table([_step(step, agreement) for step in found])


def _deal(engagement: Engagement, agreement: Agreement, *, json: bool) -> None:
    from charter import deal_page, steps, unsaid

    facts = deal_page(agreement)
    if json:
        console.write_json(
            {
                "title": agreement.title,
                "cover": dict(facts),
                "clauses": dict(agreement.numbering),
                "steps": [
                    {
                        "clause": step.cite,
                        "event": str(step.event),
                        "after": str(step.after) if step.after is not None else None,
                        "what": str(step.what),
                        "costs": str(step.costs) if step.costs is not None else None,
                    }
                    for step in steps(agreement)
                ],
                "unsaid": [str(one) for one in unsaid(agreement)],
            }
        )
        return
    console.write_heading(f"{agreement.title} · {engagement.name}")
    console.write_table(facts)
    console.write_line()
    console.write_table(_listed(agreement))


def _listed(agreement: Agreement) -> list[tuple[str, str]]:
    """Give a row for each part of the agreement: its number and its clauses by number and path, none of them torn."""
    parts: dict[str, list[str]] = {}
    for cite, number in agreement.numbering.items():
        parts.setdefault(number.partition(".")[0], []).append(f"{number}\N{NO-BREAK SPACE}{cite}")
    return [(part, ", ".join(clauses)) for part, clauses in parts.items()]


def _step(step: Step, agreement: Agreement) -> tuple[str, str, str]:
    """Give a row of the ladder: when, under which clause, and what follows, with what it costs."""
    event, what = console.translated(step.event), console.translated(step.what)
    costs = f": {console.translated(step.costs)}" if step.costs is not None else ""
    return (
        f"{step.after} after {event}" if step.after is not None else event,
        agreement.numbering[step.cite.clause],
        f"{what.removesuffix('.') if costs else what}{costs}",
    )


def _data(page: ClausePage) -> dict[str, Any]:
    from charter.core.vocabulary.signing import AGREEMENT

    return {
        "citation": page.citation,
        "words": list(page.words),
        "terms": [{"path": path, "value": value} for path, value in page.terms],
        "history": [
            {
                "agreed": version.agreed,
                "since": None if version.agreed == AGREEMENT else version.since.isoformat(),
            }
            for version in page.history
        ],
        "digest": page.digest,
    }


def _since(day: str | None) -> str:
    import datetime as dt

    return console.date(dt.date.fromisoformat(day)) if day else "the start"


def _clause(asked: str, agreement: Agreement) -> Cite:
    """Find a clause by its path, its name, its number or a term in it. Raises Mistake."""
    from charter import clause_called, clause_types

    if found := clause_called(agreement, asked):
        return found
    if asked in clause_types():
        raise Mistake(f"{asked} is not in this agreement: add [{asked}] to it, or show another clause")
    raise Mistake(
        f"no clause {asked!r} here: {nearest(asked, agreement.clauses, '`charter show` lists them')}"
    )
