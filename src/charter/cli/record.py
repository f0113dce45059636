"""`charter record`: what is new in the folder gets its link in the chain of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import clock, console
from charter.cli.errors import message_with_command
from charter.cli.evidence_options import (
    By,
    discrepancy_data,
    engagement_folder,
    evidence_store,
    exit_if_broken,
    link_data,
    write_links,
)
from charter.cli.options import HERE, Json, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charter.sealing.evidence.journal_record import Discrepancy
    from charter.sealing.evidence.link import Link

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
    from charter import engagement_texts, load
    from charter.sealing.evidence.reconciliation import Books, NotRecordable, write_up
    from charter.sealing.signing.signers import operator
    from charter.sealing.verification.enclosure import TERMS

    folder = engagement_folder(path)
    engagement, store = load(folder), evidence_store(folder)
    signed = store.document().read(TERMS)
    books = Books.of(engagement, engagement_texts(folder), personal or (), signed=signed)
    exit_if_broken(store)
    try:
        links = write_up(store, books, operator(engagement, by), clock.now())
    except NotRecordable as refused:
        _refused(refused.differences, json=json)
    else:
        _say(links, len(books.entries), json=json)


def _refused(wrong: Sequence[Discrepancy], *, json: bool) -> None:
    if json:
        console.write_json({"recorded": [], "wrong": [discrepancy_data(found) for found in wrong]})
    else:
        for found in wrong:
            console.write_line(console.wrap(message_with_command(found)))
        console.write_line("nothing was recorded")
    raise typer.Exit(1)


def _say(links: list[Link], entries: int, *, json: bool) -> None:
    if json:
        console.write_json({"recorded": [link_data(link) for link in links], "wrong": []})
    elif links:
        write_links(links)
        console.write_line(f"\nrecorded {len(links)}; the head is {links[-1].head}")
    else:
        console.write_line(f"nothing new: the terms, the amendments and {entries} entries are recorded")
