"""`charter evidence`: who saw, agreed, signed and recorded what, and whether the chain is unbroken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import console
from charter.cli.errors import Mistake, message_with_command
from charter.cli.evidence_options import (
    By,
    discrepancy_data,
    engagement_folder,
    evidence_store,
    link_data,
    write_into_journal,
    write_links,
)
from charter.cli.options import HERE, Json, Where

if TYPE_CHECKING:
    from charter.sealing.evidence.diagnosis import Fault
    from charter.sealing.evidence.journal_record import Discrepancy
    from charter.sealing.evidence.store import EvidenceStore


Known = Annotated[
    str | None,
    typer.Option("--known", help="With --check: a head from a mail or a sealed file.", metavar="HEAD"),
]
Erased = Annotated[
    list[str] | None,
    typer.Option(
        "--erase",
        help="Erase the personal content of a commitment; may be given again.",
        metavar="COMMITMENT",
    ),
]
Export = Annotated[Path | None, typer.Option("--export", help="Write the chain to FILE, byte for byte.")]
Import = Annotated[
    Path | None,
    typer.Option(
        "--import", help="Take over a chain that has grown from this one; of a folder, also the signatures."
    ),
]
Orphans = Annotated[
    bool,
    typer.Option("--orphans", help="List private content of which no link speaks: a recording was killed."),
]
EraseOrphans = Annotated[bool, typer.Option("--erase-orphans", help="Erase that content for good.")]


def command(
    path: Where = HERE,
    *,
    known: Known = None,
    export: Export = None,
    bring_in: Import = None,
    erase: Erased = None,
    reason: Annotated[str, typer.Option("--reason", help="With --erase: why.")] = "",
    by: By = None,
    orphans: Orphans = False,
    erase_orphans: EraseOrphans = False,
    check: Annotated[
        bool, typer.Option("--check", help="Name what is wrong with the chain and the journal.")
    ] = False,
    head: Annotated[
        bool, typer.Option("--head", help="Only the head: the last link's number and digest.")
    ] = False,
    json: Json = False,
) -> None:
    """List the chain of evidence, check it, carry it elsewhere, or erase personal content.

    Exit code 0: fine; 1: --check found something; 2: it could not be done.

    Example: charter evidence examples/northlight/harbourline --check
    """
    chosen = [check, head, export, bring_in, erase, orphans, erase_orphans]
    if sum(bool(one) for one in chosen) > 1:
        raise Mistake(
            "choose one of --check, --head, --export, --import, --erase, --orphans and --erase-orphans"
        )
    if known and not check:
        raise Mistake("--known belongs to --check")
    folder = engagement_folder(path)
    if erase:
        from charter.cli.erase import erase_content as erased

        erased(folder, erase, reason, by)
    elif orphans or erase_orphans:
        from charter.cli import orphans as left

        (left.erase_leftovers if erase_orphans else left.write_orphans)(folder, json=json)
    elif export:
        _export(evidence_store(folder), export)
    elif bring_in:
        _import(folder, bring_in)
    elif check:
        _check(folder, known, json=json)
    else:
        _list(folder, only_head=head, json=json)


def _list(folder: Path, *, only_head: bool, json: bool) -> None:
    chain = evidence_store(folder).chain()
    said = str(chain.head) if chain.head else None
    if json and only_head:
        console.write_json({"head": said})
    elif json:
        private = _private(folder)
        links = [
            link_data(link) | {"private": private.get(str(link.what.get("commitment")))} for link in chain
        ]
        console.write_json({"head": said, "links": links})
    elif chain.head is None:
        console.write_line("nothing is recorded yet: run `charter record`")
    elif only_head:
        console.write_line(str(chain.head))
    else:
        write_links(list(chain), _private(folder))
        console.write_line(f"\nhead {chain.head}")


def _private(folder: Path) -> dict[str, str]:
    """Name each private entry by its commitment; none where the private content cannot be read."""
    from charter.sealing.evidence.journal_record import entry_name
    from charter.sealing.evidence.link import EvidenceError

    try:
        return {
            name: entry_name(opening.content) for name, opening in evidence_store(folder).openings().items()
        }
    except EvidenceError:
        return {}


# ── check ──────────────────────────────────────────────────────────────────────────────────────


def _check(folder: Path, known: str | None, *, json: bool) -> None:
    from charter.sealing.evidence.inspection import inspect_chain
    from charter.sealing.evidence.link import Head

    faults = inspect_chain(evidence_store(folder).chain(), Head.parse(known) if known else None)
    differences = [] if faults else _differences(folder)
    if json:
        said = [{"line": fault.line, "kind": fault.kind, "message": fault.message} for fault in faults]
        console.write_json(
            {"faults": said, "differences": [discrepancy_data(found) for found in differences]}
        )
    else:
        _tell(folder, faults, differences)
    if faults or any(found.kind not in {"new", "orphan"} for found in differences):
        raise typer.Exit(1)


def _differences(folder: Path) -> list[Discrepancy]:
    """Compare the folder with its unbroken chain; missing private content counts as unproven."""
    from charter import engagement_texts, load
    from charter.sealing.evidence.reconciliation import Books, examine_books
    from charter.sealing.verification.enclosure import TERMS

    store = evidence_store(folder)
    signed = store.document().read(TERMS)
    return examine_books(store, Books.of(load(folder), engagement_texts(folder), signed=signed))


def _tell(folder: Path, faults: list[Fault], differences: list[Discrepancy]) -> None:
    store = evidence_store(folder)
    for fault in faults:
        console.write_line(console.wrap(f"{store.place}, {fault}"))
    for found in differences:
        console.write_line(console.wrap(message_with_command(found)))
    if not faults:
        chain = store.chain()
        links = "1 link" if len(chain) == 1 else f"{len(chain)} links"
        console.write_line(f"the chain is unbroken: {links}, head {chain.head or 'none'}")


# ── carrying it elsewhere ──────────────────────────────────────────────────────────────────────


def _export(store: EvidenceStore, target: Path) -> None:
    chain = store.chain()
    if chain.head is None:
        raise Mistake(f"{store.place}: nothing is recorded yet: run `charter record`")
    console.write_file(target, chain.stored)
    console.write_line(f"{target}  {len(chain)} links, head {chain.head}")


def _import(folder: Path, source: Path) -> None:
    from charter.sealing.evidence.append import LARGEST, take_over_chain

    store = evidence_store(folder)
    if source.is_dir():
        _take_over(folder, store, source)
        return
    with source.open("rb") as file:
        new = take_over_chain(store, file.read(LARGEST + 1))
    console.write_line(_counted(new, "link") or "nothing new")


def _take_over(folder: Path, store: EvidenceStore, source: Path) -> None:
    """Take over the chain in another folder, and what was signed there; the journal here says so, too."""
    from charter import load
    from charter.sealing.evidence.folder_store import FolderStore
    from charter.sealing.signing import bring_in

    brought = bring_in.bring_in(store, FolderStore(source))
    for number in (0, *(each.number for each in load(folder).amendments)):
        write_into_journal(folder, store, number)
    found = (_counted(brought.links, "link"), _counted(brought.given, "signature"))
    console.write_line(", ".join(filter(None, found)) or "nothing new")


def _counted(new: int, what: str) -> str:
    return f"{new} new {what}{'s' if new > 1 else ''}" if new else ""
