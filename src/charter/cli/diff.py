"""`charter diff`: what differs between two agreements, by term and by word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import clock, paper
from charter.cli.errors import Mistake, colour
from charter.cli.options import HERE, Json

if TYPE_CHECKING:
    from charter.core.engagement import Engagement
    from charter.core.vocabulary.change import Change


def command(
    before: Annotated[
        Path,
        typer.Argument(
            help="The agreement before; left out: this folder.", metavar="PATH", show_default=False
        ),
    ] = HERE,
    after: Annotated[
        Path | None,
        typer.Argument(help="The agreement after; left out: the same one, as amended.", metavar="OTHER"),
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the redline as HTML to this file.")
    ] = None,
    docx: Annotated[
        Path | None, typer.Option("--docx", help="Write it as Word with tracked changes.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="Compare as in force on a day.", metavar="DAY")
    ] = None,
    *,
    words: Annotated[
        bool, typer.Option("--words/--no-words", help="Show the text with its changes, too.")
    ] = True,
    json: Json = False,
) -> None:
    """Compare two agreements, or one with itself as amended.

    Example: charter diff examples/northlight/harbourline --on 2023-11-01 --html redline.html
    """
    from charter.folder import load

    old = load(before)
    new = load(after) if after else old
    if after is None and not old.amendments:
        raise Mistake(f"{old.name} has no amendments: name a second agreement to compare with")
    _compare(old, new, on, html, docx, words=words, json=json)


def _compare(
    old: Engagement,
    new: Engagement,
    on: str | None,
    html: Path | None,
    docx: Path | None,
    *,
    words: bool,
    json: bool,
) -> None:
    from charter.core.changes import changes
    from charter.core.document.assembly import document
    from charter.formats import redline

    last = None if on is None else clock.day(on)
    a = old.agreement
    b = new.in_force(last) if last else (new.editions[-1].agreement if new is old else new.agreement)
    found = changes(a, b)
    if json:
        paper.out(
            [
                {"path": c.path, "from": c.before, "to": c.after, "touches": _touches(old, new, c)}
                for c in found
            ]
        )
    else:
        _terms(old, new, found)
    trees = document(a), document(b)
    if words and not json and found:
        paper.say()
        paper.say(paper.wrapped(redline.terminal(redline.compare(*trees), colour=colour())))
    if html:
        paper.written(html, redline.html(redline.compare(*trees)).encode())
        paper.say(f"{html} written")
    if docx:
        from charter.formats.docx import redline as tracked

        author = next(iter(b.foundation.parties.consultant.signatories.values())).name
        paper.written(docx, tracked(*trees, author=author, date=b.dated))
        paper.say(f"{docx} written")


def _terms(old: Engagement, new: Engagement, found: list[Change]) -> None:
    if not found:
        paper.say("no term differs")
        return
    for change in found:
        paper.title(f"{paper.cited(new.agreement, change.path)}  {change.path}")
        paper.say(f"  - {paper.term(change.before)}")
        paper.say(f"  + {paper.term(change.after)}")
        for line in _touches(old, new, change):
            paper.say(paper.wrapped(f"→ {line}", "  "))


def _touches(old: Engagement, new: Engagement, change: Change) -> list[str]:
    """Say what a change brings about in a year from the start: duties and money."""
    import datetime as dt
    from dataclasses import replace

    from pydantic import ValidationError

    from charter.core.changes import apply
    from charter.core.difference import difference
    from charter.core.vocabulary.journal import Journal

    plain = replace(old, amendments=(), journal=Journal())
    try:
        changed = replace(plain, agreement=apply(old.agreement, [change]))
    except ValidationError:
        return ["only together with the other changes"]
    until = new.agreement.foundation.term.starts + dt.timedelta(days=365)
    apart = difference(plain, changed, until)
    lines: list[Any] = []
    if apart.minor:
        sign = "+" if apart.minor > 0 else "-"
        lines.append(f"{sign} {paper.money(abs(apart.minor), apart.currency)} in the first year")
    counts = ((apart.gained, "new"), (apart.lost, "gone"), (apart.moved, "moved"))
    lines += [f"{len(of)} {'duty' if len(of) == 1 else 'duties'} {what}" for of, what in counts if of]
    return lines or ["nothing by itself in the first year: it acts on what then happens"]
