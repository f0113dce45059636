"""`charter record`: what is new in the folder gets its link in the chain of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import clock, paper
from charter.cli.custody import By, evidence_in, home, listed, operator, refuse_broken, shown, told
from charter.cli.errors import Mistake
from charter.cli.options import HERE, Json, Where

if TYPE_CHECKING:
    from collections.abc import Collection

    from charter.sealing.evidence.chain import Chain
    from charter.sealing.evidence.journal_record import Difference
    from charter.sealing.evidence.link import Link
    from charter.sealing.evidence.reconciliation import Books

Personal = Annotated[
    list[int] | None,
    typer.Option(
        "--personal",
        help="Keep what entry N of the journal says out of the chain, so that it can be erased; may be given again.",
        metavar="N",
    ),
]


def command(path: Where = HERE, by: By = None, personal: Personal = None, *, json: Json = False) -> None:
    """Record new terms, amendments and entries in evidence.jsonl.

    What was changed since it was recorded, is gone or stands twice is named; then nothing is recorded, and
    the exit code is 1. Corrections are entries, not edits.

    Example: charter record examples/northlight/harbourline
    """
    from charter.folder import load, texts
    from charter.sealing.evidence.reconciliation import Books, differences, write_up

    folder = home(path)
    engagement, store = load(folder), evidence_in(folder)
    books = Books.of(engagement, texts(folder), personal or ())
    refuse_broken(store)
    chain = store.chain()
    _refuse_too_late(books, personal or (), chain)
    wrong = [found for found in differences(books, chain, store.openings()) if found.kind != "new"]
    if wrong:
        _refused(wrong, json=json)
    who = by or operator(engagement.agreement)
    _say(write_up(store, books, who, clock.now()), len(books.entries), json=json)


def _refuse_too_late(books: Books, personal: Collection[int], chain: Chain) -> None:
    """Refuse to promise that something can be erased which cannot."""
    for place in personal:
        if not 1 <= place <= len(books.entries):
            raise Mistake(f"there is no entry {place}: the journal has {len(books.entries)}")
        entry = books.entries[place - 1]
        kinds = ("entry", "correction")
        if link := next((link for kind in kinds for link in chain.find(kind, digest=entry.digest)), None):
            raise Mistake(
                f"entry {place} ({entry.name}) is in the chain already, by its plain digest (link {link.n}): "
                "it is too late to keep it out"
            )


def _refused(wrong: list[Difference], *, json: bool) -> None:
    if json:
        paper.out({"recorded": [], "wrong": [told(found) for found in wrong]})
    else:
        for found in wrong:
            paper.say(paper.wrapped(str(found)))
        paper.say("nothing was recorded")
    raise typer.Exit(1)


def _say(links: list[Link], entries: int, *, json: bool) -> None:
    if json:
        paper.out({"recorded": [shown(link) for link in links], "wrong": []})
    elif links:
        listed(links)
        paper.say(f"\nrecorded {len(links)}; the head is {links[-1].head}")
    else:
        paper.say(f"nothing new: the terms, the amendments and {entries} entries are recorded")
