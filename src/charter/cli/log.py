"""`charter log`: what happened, and what silence and time brought about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import console
from charter.cli.clock import parse_day
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest
from charter.cli.options import HERE, Json, Today, Where, read_engagement

if TYPE_CHECKING:
    from charter import Agreement, Logged


def command(
    path: Where = HERE,
    today: Today = None,
    since: Annotated[str | None, typer.Option("--since", help="From this day on.", metavar="DAY")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="Only entries of this kind, like paid.", metavar="KIND")
    ] = None,
    *,
    deemed: Annotated[
        bool, typer.Option("--deemed", help="Only what silence or time brought about.")
    ] = False,
    json: Json = False,
) -> None:
    """Show the journal: what happened, and what the clauses made of silence and time.

    Example: charter log examples/northlight/harbourline --today 2024-04-05 --deemed
    """
    from charter import log

    first = None if since is None else parse_day(since)
    engagement, on = read_engagement(path, today)
    _refuse_unknown(kind)
    found = log(engagement, on, first, kind or "", deemed=deemed)
    if json:
        console.write_json([_data(one) for one in found], "entries")
    elif found:
        agreement = engagement.in_force(on)
        rows = [(console.date(one.entry.on), one.kind, one.who, _told(one, agreement)) for one in found]
        console.write_table(rows, right={0}, heads=("on", "what", "by", ""))
    else:
        asked = f" of kind {kind!r}" if kind else ""
        console.write_line(f"no entry{asked} until {console.date(on)}")


def _refuse_unknown(kind: str | None) -> None:
    from charter import log_kinds

    kinds = log_kinds()
    if kind is not None and kind not in kinds:
        raise Mistake(f"{kind!r} is no kind of entry: {nearest(kind, kinds, ', '.join(kinds))}")


def _told(one: Logged, agreement: Agreement) -> str:
    """Say what an entry says, when it was learned, which clause brought it about, and why it changes nothing."""
    entry, idle = one.entry, one.no_effect
    extra = [f"learned {console.date(entry.recorded)}"] if entry.recorded else []
    if entry.deemed:
        extra.append(console.cited(agreement, entry.deemed))
    told = console.translated(one.reads) + (f" ({'; '.join(extra)})" if extra else "")
    told = f"{told}. {entry.note}" if entry.note else told
    return (
        f"{told}\n→ {console.cited(agreement, idle.cite)}: {console.translated(idle.message)}"
        if idle
        else told
    )


def _data(one: Logged) -> dict[str, Any]:
    """Give an entry as the journal file holds it, with the clause that brought it about, and why it changes nothing."""
    entry = one.entry.model_dump(mode="json", exclude_none=True) | {"deemed": one.entry.deemed or None}
    return entry | {"idle": str(one.no_effect.message) if one.no_effect else None}
