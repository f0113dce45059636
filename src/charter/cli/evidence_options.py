"""What the commands about evidence share: the folder, its chain, who acts, and how a link is shown."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import console
from charter.cli.errors import Mistake, message_with_command

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter.sealing.evidence.folder_store import FolderStore
    from charter.sealing.evidence.journal_record import Discrepancy
    from charter.sealing.evidence.link import Link
    from charter.sealing.evidence.store import EvidenceStore

By = Annotated[
    str | None,
    typer.Option(
        "--by", help="Who does it, by key; left out: the consultant's first signatory.", metavar="KEY"
    ),
]
AmendmentNumber = Annotated[
    int | None,
    typer.Option(
        "--amendment", help="An amendment, by its number; left out: the agreement.", metavar="N", min=1
    ),
]


Despite = Annotated[
    str,
    typer.Option(
        "--despite",
        help="Why it is signed or sealed though `charter check` finds errors: recorded, and printed.",
        metavar="WHY",
    ),
]


def engagement_folder(path: Path) -> Path:
    """Give the folder of an engagement; its agreement file may be given too. Raises Mistake where there is none."""
    if not path.exists():
        raise Mistake(f"{path}: there is no such file or folder: name an engagement folder")
    return path if path.is_dir() else path.parent


def evidence_store(folder: Path) -> FolderStore:
    """Give the evidence of an engagement."""
    from charter.sealing.evidence.folder_store import FolderStore

    return FolderStore(folder)


def exit_if_broken(store: EvidenceStore) -> None:
    """Write what is wrong with a broken chain and exit with 1: nothing is added to one. Do nothing for a whole one."""
    from charter.sealing.evidence import inspection

    try:
        inspection.refuse_broken(store.chain(), store.place)
    except inspection.BrokenChain as broken:
        for fault in broken.faults:
            console.write_line(f"{store.place}, {fault}")
        raise typer.Exit(1) from None


def write_into_journal(folder: Path, store: EvidenceStore, amendment: int = 0) -> None:
    """Write into the journal what signers gave and it does not say yet; done before, nothing is written.

    Raises Unrecorded where the journal takes no entry: what was given is kept.
    """
    from charter import Problems, append_entries, load
    from charter.sealing.evidence.act import Act
    from charter.sealing.evidence.append import Unrecorded
    from charter.sealing.signing.in_journal import unwritten_entries

    with store.lock():
        entries = unwritten_entries(load(folder), store, amendment)
        try:
            if entries:
                append_entries(folder, entries)
        except (OSError, Problems) as error:
            names = " and ".join(f"what {entry.by} {entry.kind}" for entry in entries)
            said = f"{names} is kept in {store.document(amendment).place}; only the journal does not say so ({error})"
            raise Unrecorded(said, Act.WRITE_DOWN) from error


def discrepancy_data(found: Discrepancy) -> dict[str, Any]:
    """Give a difference as JSON data."""
    return {
        "kind": found.kind,
        "entry": found.place or None,
        "name": found.name,
        "message": message_with_command(found),
    }


def link_data(link: Link) -> dict[str, Any]:
    """Give a link as JSON data."""
    return {
        "n": link.n,
        "at": link.at.isoformat(),
        "by": link.by,
        "kind": link.kind,
        "what": dict(link.what),
        "digest": link.digest,
    }


def write_links(links: list[Link], private: Mapping[str, str] = MappingProxyType({})) -> None:
    """Write links as a table: number, time, who, and what in words.

    `private` names private entries by their commitment: the chain holds only the commitment.
    """
    from charter.sealing.evidence.link import event_in_words

    rows = []
    for link in links:
        name = private.get(str(link.what.get("commitment")))
        what = event_in_words(link.kind, link.what) + (f": {name}" if name else "")
        rows.append((str(link.n), f"{link.at:%Y-%m-%d %H:%M}", link.by, what))
    console.write_table(rows, right=(0,), heads=("n", "when (UTC)", "who", "what"))
