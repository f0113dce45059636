"""`charter diff`: what differs between two agreements, by term and by word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import clock, paper
from charter.cli.errors import Mistake, colour
from charter.cli.options import HERE, Json, opened_terms

if TYPE_CHECKING:
    from charter.core.agreement import Agreement
    from charter.core.engagement import Engagement
    from charter.core.vocabulary.change import Change
    from charter.core.vocabulary.sentence import Sentence


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
    author: Annotated[
        str | None,
        typer.Option(
            "--author",
            help="Whose changes they are in Word; left out: the version that they lead to.",
            metavar="NAME",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Compare two agreements, or one with itself as amended.

    Example: charter diff examples/northlight/harbourline --on 2023-11-01 --html redline.html
    """
    old, _ = opened_terms(before, on)
    new = opened_terms(after, on)[0] if after else old
    if after is None and not old.amendments:
        raise Mistake(f"{old.name} has no amendments: name a second agreement to compare with")
    whose = author or (f"Version {after.name or after.resolve().name}" if after else "As amended")
    _compare(old, new, on, html, docx, itself=after is None, whose=whose, words=words, json=json)


def _compare(
    old: Engagement,
    new: Engagement,
    on: str | None,
    html: Path | None,
    docx: Path | None,
    *,
    itself: bool,
    whose: str,
    words: bool,
    json: bool,
) -> None:
    from dataclasses import replace

    from charter import Engagement, changes, drawn
    from charter.cli.touches import touches
    from charter.formats import redline

    last = None if on is None else clock.day(on)
    a = old.agreement
    b = new.in_force(last) if last else (new.editions[-1].agreement if itself else new.agreement)
    amended = new.amendments if last or itself else ()
    counts = replace(new, amendments=tuple(a for a in amended if last is None or a.effective <= last))
    found = [(change, touches(old, counts, change)) for change in changes(a, b)]
    if json:
        paper.out(
            [{"path": c.path, "from": c.before, "to": c.after, "touches": told} for c, told in found],
            "changes",
        )
    else:
        _terms(b, found)
    trees = drawn(Engagement(a)), drawn(Engagement(b))
    if words and not json and found:
        paper.say()
        paper.say(paper.wrapped(redline.terminal(redline.compare(*trees), colour=colour())))
    if html:
        paper.written(html, redline.html(redline.compare(*trees)).encode())
        paper.say(f"{html} written")
    if docx:
        from charter.formats.docx import redline as tracked

        paper.written(docx, tracked(*trees, author=whose))
        paper.say(f"{docx} written")


def _terms(agreement: Agreement, found: list[tuple[Change, list[Sentence]]]) -> None:
    if not found:
        paper.say("no term differs")
        return
    for change, told in found:
        paper.title(f"{_place(agreement, change.path)}  {change.path}")
        paper.say(f"  - {paper.term(change.before)}")
        paper.say(f"  + {paper.term(change.after)}")
        for line in told:
            paper.say(paper.wrapped(f"→ {paper.read(line)}", "  "))


def _place(agreement: Agreement, path: str) -> str:
    """Name the clause of a term; what stands above all clauses, such as the title, is on the cover page."""
    return paper.cited(agreement, path) if "." in path else "Cover page"
