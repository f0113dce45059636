"""`charter log`: what happened, and what silence and time brought about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import paper
from charter.cli.clock import day
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest
from charter.cli.options import HERE, Json, Today, Where, opened

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from charter.core.agreement import Agreement
    from charter.core.engagement import Engagement
    from charter.core.vocabulary.entry import Entry


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
    from charter.core.facts import facts
    from charter.core.rules.no_effect import without_effect

    first = day(since) if since is not None else None
    engagement, on = opened(path, today)
    _known(kind)
    entries = [
        entry
        for entry in sorted(facts(engagement, on).journal.entries, key=lambda entry: entry.on)
        if (first is None or entry.on >= first)
        and (kind is None or _kind(entry) == kind)
        and (entry.deemed or not deemed)
        and entry.on <= on
    ]
    if json:
        why = {id(one.entry): str(one.message) for one in without_effect(engagement, on)}
        paper.out([_data(entry) | {"idle": why.get(id(entry))} for entry in entries], "entries")
    elif entries:
        _print(entries, engagement, on)
    else:
        asked = f" of kind {kind!r}" if kind else ""
        paper.say(f"no entry{asked} until {paper.day(on)}")


def _known(kind: str | None) -> None:
    from charter.core.kinds import ONLY_DEEMED, entry_kinds

    kinds = sorted([*entry_kinds(), *ONLY_DEEMED])
    if kind is not None and kind not in kinds:
        raise Mistake(f"{kind!r} is no kind of entry: {nearest(kind, kinds, ', '.join(kinds))}")


def _print(entries: list[Entry], engagement: Engagement, on: dt.date) -> None:
    from charter.cli.entries import sentence
    from charter.core.rules.people import people_of

    agreement = engagement.in_force(on)
    why = {id(entry): words for entry, words in _without_effect(engagement, on, agreement)}
    people = people_of(engagement.contract)
    rows = [
        (paper.day(e.on), _kind(e), people.name(e.by), sentence(e, agreement) + why.get(id(e), ""))
        for e in entries
    ]
    paper.table(rows, right={0}, heads=("on", "what", "by", ""))


def _without_effect(engagement: Engagement, on: dt.date, agreement: Agreement) -> Iterator[tuple[Entry, str]]:
    """Give the entries that change nothing or less than they say, each with why, under which clause."""
    from charter.core.rules.no_effect import without_effect

    for one in without_effect(engagement, on):
        yield one.entry, f"\n→ {paper.cited(agreement, one.cite)}: {paper.read(one.message)}"


def _kind(entry: Entry) -> str:
    return str(getattr(entry, "kind", ""))


def _data(entry: Entry) -> dict[str, Any]:
    """Give an entry as the journal file holds it, with the clause that brought it about, if one did."""
    return entry.model_dump(mode="json", exclude_none=True) | {"deemed": entry.deemed or None}
