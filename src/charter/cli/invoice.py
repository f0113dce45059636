"""`charter invoice`: invoices issued and to be issued, each line with its clause and arithmetic."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import paper
from charter.cli.ceiling import Above, above
from charter.cli.errors import Mistake
from charter.cli.manual import manual, tell
from charter.cli.nearest import nearest
from charter.cli.options import HERE, In, Json, Today, opened, placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.core.agreement import Agreement
    from charter.core.engagement import Engagement
    from charter.core.vocabulary.entry import Billed, Issued
    from charter.core.vocabulary.money import Money


def command(
    number: Annotated[
        str | None, typer.Argument(help="One invoice by its number; left out: all.", metavar="NUMBER")
    ] = None,
    path: In = HERE,
    today: Today = None,
    *,
    issue: Annotated[
        bool, typer.Option("--issue", help="Issue every draft whose day has come: final.")
    ] = False,
    over_ceiling: Annotated[
        str | None,
        typer.Option(
            "--over-ceiling",
            help="With --issue: how and when the client agreed in writing to more than the yearly ceiling.",
            metavar="HOW",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Show invoices and drafts line by line, or issue the drafts whose day has come.

    Example: charter invoice NL-2023-0004 --in examples/northlight/harbourline --today 2024-04-05
    """
    number, path = placed(number, path)
    engagement, on = opened(path, today)
    if over_ceiling is not None and not (issue and over_ceiling.strip()):
        raise Mistake("--over-ceiling belongs to --issue, and says how and when the client agreed")
    if issue:
        _refuse_part(path, number)
        _issue(engagement, on, path, over_ceiling, json=json)
        return
    every = _every(engagement, on)
    over = above(engagement, (entry for entry, _ in every))
    wanted = [(entry, done) for entry, done in every if number in {None, entry.number}]
    if number and not wanted:
        numbers = [entry.number for entry, _ in every]
        raise Mistake(f"no invoice {number!r}: {nearest(number, numbers, 'there is none yet')}")
    if json:
        decided = manual(engagement.in_force(on), "financials")
        told = (_data(one, over=None if done else over.get(one.number), issued=done) for one, done in wanted)
        paper.out([one | {"manual": decided} for one in told], "invoices")
        return
    if not wanted:
        paper.say(f"no invoice and no draft on {paper.day(on)}")
    _show(engagement, on, wanted, over, whole=bool(number))


def _show(
    engagement: Engagement,
    on: dt.date,
    wanted: list[tuple[Issued, bool]],
    over: dict[str, Above],
    *,
    whole: bool,
) -> None:
    """Write invoices for people, what is above the ceiling, and what a person decides."""
    for place, (entry, done) in enumerate(wanted):
        if place:
            paper.say()
        agreement = engagement.in_force(entry.on)
        _print(entry, agreement, issued=done, whole=whole)
        if not done and entry.number in over:
            told = f"{over[entry.number].told(agreement)}: the client must agree in writing first"
            paper.say(paper.wrapped(told, "  "))
    if not whole:
        tell(engagement.in_force(on), "financials")


def _every(engagement: Engagement, on: dt.date) -> list[tuple[Issued, bool]]:
    """Give the invoices issued, then the drafts, each with whether it is issued."""
    from charter.core.billing import invoices

    found, by = invoices(engagement, on), _consultant(engagement, on)
    drafts = [(draft.issued(draft.on, by, draft.due), False) for draft in found.drafts]
    return [*((entry, True) for entry in found.issued), *drafts]


def _consultant(engagement: Engagement, on: dt.date) -> str:
    from charter.core.vocabulary.party import Side, speaker

    return speaker(engagement.in_force(on).foundation.parties.people, Side.CONSULTANT)


def _refuse_part(path: Path, number: str | None) -> None:
    if number:
        raise Mistake("--issue issues every draft whose day has come, in their order: leave the number out")
    if not path.is_dir():
        raise Mistake(f"{path} is an agreement without a journal: name its folder, {path.parent}")


def _issue(engagement: Engagement, on: dt.date, path: Path, said: str | None, *, json: bool) -> None:
    from charter.cli.ceiling import agreed
    from charter.cli.signed import refuse
    from charter.core.billing import invoices, issue
    from charter.core.reading import Problems
    from charter.folder import append_entries

    refuse(engagement, path)
    issued = issue(engagement, on, _consultant(engagement, on))
    issued = agreed(engagement, on, invoices(engagement, on).issued, issued, said)
    if issued:
        try:
            append_entries(path, issued)
        except Problems:
            _refuse_overtaken(path, engagement)
            raise
    if json:
        paper.out([_data(entry, issued=True) for entry in issued], "invoices")
    elif not issued:
        paper.say("no draft whose day has come")
    else:
        rows = [(e.number, paper.shown(e.total), f"due {paper.day(e.due)}") for e in issued]
        paper.table([("issued", *row) for row in rows], right={2})


def _refuse_overtaken(path: Path, engagement: Engagement) -> None:
    """Say that the journal has grown since it was read, where that is why it takes no more. Raises Mistake."""
    from charter.folder import load

    if load(path).journal.entries != engagement.journal.entries:
        raise Mistake("the journal has grown meanwhile, so nothing was issued: look at it, and try again")


def _print(entry: Issued, agreement: Agreement, *, issued: bool, whole: bool) -> None:
    from charter.core.vocabulary.charge import Basis

    what = "Credit note" if entry.total.minor < 0 else "Invoice"
    state = f"issued {paper.day(entry.on)}" if issued else f"draft, to be issued {paper.day(entry.on)}"
    paper.title(f"{what} {entry.number} · {state} · due {paper.day(entry.due)} · {paper.shown(entry.total)}")
    told = ((line, line.amount, line.reads) for line in entry.lines) if whole else _folded(entry.lines)
    rows = [
        (paper.shown(amount), paper.cited(agreement, clause(line)), reads) for line, amount, reads in told
    ]
    paper.table(rows, right={0})
    if whole:
        for line in entry.lines:
            words = paper.read(Basis.read(line.basis).in_words(line.amount.currency))
            paper.say()
            paper.say(f"  {line.charge} ({line.agreed})")
            paper.say(paper.wrapped(f"{words} = {paper.shown(line.amount)}", "    "))


def _folded(lines: tuple[Billed, ...]) -> Iterator[tuple[Billed, Money, str]]:
    """Give lines that differ only in their day as one, as the standby of many days; the detail has each."""
    from charter.core.vocabulary.dates import shown

    def alike(line: Billed) -> tuple[str, str, Money]:
        what = line.charge.rpartition("/")[0]
        why = line.reads.partition(": ")[2]
        return (what, why, line.amount) if why else (line.charge, "", line.amount)

    for (what, why, amount), found in groupby(lines, key=alike):
        first, *more = found
        if not more:
            yield first, amount, first.reads
            continue
        count, last = len(more) + 1, more[-1].charge.removeprefix(f"{what}/")
        begins = first.reads.partition(": ")[0]
        reads = f"{begins} to {shown(dt.date.fromisoformat(last))}, {count} times {amount.shown()}: {why}"
        yield first, amount.times(count), reads


def clause(line: Billed) -> str:
    """Give the clause a line rests on: the first part of its charge's id."""
    return line.charge.split("/", 1)[0]


def _data(entry: Issued, *, over: Above | None = None, issued: bool) -> dict[str, Any]:
    return {
        "number": entry.number,
        "issued": issued,
        "on": entry.on,
        "due": entry.due,
        "total": str(entry.total),
        "above_ceiling": paper.amount(over.minor, over.currency) if over else None,
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
