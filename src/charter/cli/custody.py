"""What the commands about evidence share: the folder, its chain, who acts, and how a link is shown."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import paper
from charter.cli.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter.core.agreement import Agreement
    from charter.sealing.evidence.folder_store import FolderStore
    from charter.sealing.evidence.journal_record import Difference
    from charter.sealing.evidence.link import Link
    from charter.sealing.evidence.store import EvidenceStore

By = Annotated[
    str | None,
    typer.Option("--by", help="Who does it; left out: the consultant's first signatory.", metavar="NAME"),
]
Amendment = Annotated[
    int | None,
    typer.Option(
        "--amendment", help="An amendment, by its number; left out: the agreement.", metavar="N", min=1
    ),
]


def home(path: Path) -> Path:
    """Give the folder of an engagement, also by its agreement file. Raises Mistake where there is none."""
    if not path.exists():
        raise Mistake(f"{path}: there is no such file or folder: name an engagement folder")
    return path if path.is_dir() else path.parent


def evidence_in(folder: Path) -> FolderStore:
    """Give the evidence of an engagement."""
    from charter.sealing.evidence.folder_store import FolderStore

    return FolderStore(folder)


def operator(agreement: Agreement) -> str:
    """Name who runs Charter unless they say otherwise: the consultant's first signatory."""
    return next(iter(agreement.foundation.parties.consultant.signatories.values())).name


def refuse_broken(store: EvidenceStore) -> None:
    """Name what is wrong with a chain, and exit with 1: nothing is added to a broken one.

    A write that was cut off is no break: the next one sets it aside.
    """
    from charter.sealing.evidence.inspection import check

    faults = [fault for fault in check(store.chain()) if fault.kind != "torn"]
    for fault in faults:
        paper.say(f"{store.place}, {fault}")
    if faults:
        raise typer.Exit(1)


def told(found: Difference) -> dict[str, Any]:
    """Give a difference as JSON data."""
    return {"kind": found.kind, "entry": found.place or None, "name": found.name, "message": str(found)}


def shown(link: Link) -> dict[str, Any]:
    """Give a link as JSON data."""
    return {
        "n": link.n,
        "at": link.at.isoformat(),
        "by": link.by,
        "kind": link.kind,
        "what": dict(link.what),
        "digest": link.digest,
    }


def listed(links: list[Link], private: Mapping[str, str] = MappingProxyType({})) -> None:
    """Write links as a table: number, time, who, and what in words.

    `private` names, by commitment, what the chain does not say and this machine knows.
    """
    from charter.sealing.evidence.link import sentence

    rows = []
    for link in links:
        name = private.get(str(link.what.get("commitment")))
        what = sentence(link.kind, link.what) + (f": {name}" if name else "")
        rows.append((str(link.n), f"{link.at:%Y-%m-%d %H:%M}", link.by, what))
    paper.table(rows, right=(0,), heads=("n", "when (UTC)", "who", "what"))
