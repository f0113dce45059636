"""`charter invoice`: invoices issued and to be issued, each line with its clause and arithmetic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import paper
from charter.cli.errors import Mistake
from charter.cli.options import HERE, Json, Today, opened

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.agreement import Agreement
    from charter.core.engagement import Engagement
    from charter.core.vocabulary.entry import Billed, Issued


def command(
    number: Annotated[str | None, typer.Argument(help="One invoice by its number; left out: all.")] = None,
    path: Annotated[Path, typer.Option("--in", help="The engagement folder.")] = HERE,
    today: Today = None,
    *,
    issue: Annotated[
        bool, typer.Option("--issue", help="Issue every draft whose day has come: final.")
    ] = False,
    json: Json = False,
) -> None:
    """Show invoices and drafts line by line, or issue the drafts whose day has come.

    Example: charter invoice NL-2023-0004 --in examples/northlight/harbourline --today 2024-04-05
    """
    from charter.core.billing import invoices

    engagement, on = opened(path, today)
    if issue:
        _issue(engagement, on, path)
        return
    found = invoices(engagement, on)
    by = _consultant(engagement, on)
    every = [(entry, True) for entry in found.issued] + [
        (d.issued(d.on, by, d.due), False) for d in found.drafts
    ]
    wanted = [(entry, done) for entry, done in every if number in {None, entry.number}]
    if number and not wanted:
        raise Mistake(f"no invoice {number!r}: there are {', '.join(e.number for e, _ in every) or 'none'}")
    if json:
        paper.out([_data(entry, issued=done) for entry, done in wanted])
        return
    for entry, done in wanted:
        _print(entry, engagement.in_force(entry.on), issued=done, whole=bool(number))


def _consultant(engagement: Engagement, on: dt.date) -> str:
    return next(iter(engagement.in_force(on).foundation.parties.consultant.signatories.values())).name


def _issue(engagement: Engagement, on: dt.date, path: Path) -> None:
    from charter.core.billing import issue
    from charter.folder import append_entries

    issued = issue(engagement, on, _consultant(engagement, on))
    if not issued:
        paper.say("no draft whose day has come")
        return
    append_entries(path, issued)
    for entry in issued:
        paper.say(f"issued {entry.number}: {entry.total.shown()}, due {paper.day(entry.due)}")


def _print(entry: Issued, agreement: Agreement, *, issued: bool, whole: bool) -> None:
    what = "Credit note" if entry.total.minor < 0 else "Invoice"
    state = f"issued {paper.day(entry.on)}" if issued else f"draft, to be issued {paper.day(entry.on)}"
    paper.title(f"{what} {entry.number} · {state} · due {paper.day(entry.due)} · {entry.total.shown()}")
    rows = [(line.amount.shown(), paper.cited(agreement, clause(line)), line.reads) for line in entry.lines]
    paper.table(rows, right=(0,))
    if whole:
        paper.say()
        for line in entry.lines:
            paper.say(f"  {line.charge}")
            paper.say(f"    {line.basis} = {line.amount.shown()}  ({line.agreed})")
    paper.say()


def clause(line: Billed) -> str:
    """Give the clause a line rests on: the first part of its charge's id."""
    return line.charge.split("/", 1)[0]


def _data(entry: Issued, *, issued: bool) -> dict[str, Any]:
    return {
        "number": entry.number,
        "issued": issued,
        "on": entry.on,
        "due": entry.due,
        "total": str(entry.total),
        "lines": [
            {
                "charge": line.charge,
                "clause": clause(line),
                "reads": line.reads,
                "amount": str(line.amount),
                "basis": line.basis,
                "agreed": line.agreed,
            }
            for line in entry.lines
        ],
    }
