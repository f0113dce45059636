"""`charter log`: what happened, and what silence and time brought about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import paper
from charter.cli.clock import day
from charter.cli.options import HERE, Json, Today, Where, opened

if TYPE_CHECKING:
    from charter.core.vocabulary.entry import Entry


def command(
    path: Where = HERE,
    today: Today = None,
    since: Annotated[str | None, typer.Option("--since", help="From this day on.", metavar="DAY")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Only entries of this kind, like paid.")] = None,
    *,
    deemed: Annotated[
        bool, typer.Option("--deemed", help="Only what silence or time brought about.")
    ] = False,
    json: Json = False,
) -> None:
    """Show the journal: what happened, by whom, and what the clauses made of silence and time.

    Example: charter log examples/northlight/harbourline --today 2024-04-05 --deemed
    """
    from charter.core.facts import facts

    engagement, on = opened(path, today)
    entries = [
        entry
        for entry in sorted(facts(engagement, on).journal.entries, key=lambda entry: entry.on)
        if (not since or entry.on >= day(since))
        and (not kind or _kind(entry) == kind)
        and (entry.deemed or not deemed)
        and entry.on <= on
    ]
    if json:
        paper.out(
            [e.model_dump(mode="json", exclude_none=True) | {"deemed": e.deemed or None} for e in entries]
        )
        return
    agreement = engagement.in_force(on)
    paper.table(
        [
            (paper.day(e.on), _kind(e), e.by, paper.cited(agreement, e.deemed) if e.deemed else "", _says(e))
            for e in entries
        ],
        heads=("on", "what", "by", "follows from", ""),
    )


def _kind(entry: Entry) -> str:
    return str(getattr(entry, "kind", ""))


LONG = frozenset({"kind", "on", "recorded", "by", "id", "note", "deemed", "lines", "reasons", "ground"})


def _says(entry: Entry) -> str:
    values = entry.model_dump(mode="json", exclude_none=True, exclude=set(LONG))
    said = ", ".join(_said(name, value) for name, value in values.items())
    late = f" (learned {paper.day(entry.recorded)})" if entry.recorded else ""
    return said + late


def _said(name: str, value: object) -> str:
    if isinstance(value, list):
        return f"{name} {', '.join(map(str, value))}"
    if isinstance(value, bool):
        return name.replace("_", " ") if value else f"not {name.replace('_', ' ')}"
    return (
        str(value)
        if name in {"hours", "work", "deliverable", "input", "meeting", "number", "amount"}
        else f"{name} {value}"
    )
