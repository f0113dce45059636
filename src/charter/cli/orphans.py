"""Private content that no link speaks of: `charter evidence --orphans` lists it, `--erase-orphans` erases it.

A recording that was killed between content and link leaves such; recording the entry as personal again takes it
up. The chain never spoke of it, so it says nothing of its erasure either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.cli import console
from charter.cli.evidence_options import evidence_store, exit_if_broken

if TYPE_CHECKING:
    from pathlib import Path

SCRAP = "a write that was cut off"


def write_orphans(folder: Path, *, json: bool) -> None:
    """List the content left over: its commitment, what it is, and its entry in the journal. Changes nothing."""
    from charter.sealing.evidence.append import orphans
    from charter.sealing.evidence.canonical import digest_of
    from charter.sealing.evidence.journal_record import entry_name

    store = evidence_store(folder)
    exit_if_broken(store)
    left, cut_off = orphans(store.chain(), store.openings()), store.scraps()
    places = _places(folder) if left else {}
    found = [
        (name, entry_name(each.content), places.get(digest_of(each.content))) for name, each in left.items()
    ]
    if json:
        told = [dict(zip(("commitment", "name", "entry"), each, strict=True)) for each in found]
        console.write_json({"orphans": told, "scraps": cut_off})
        return
    rows = [(commitment, name, _where(place)) for commitment, name, place in found]
    rows += [(path, SCRAP, "") for path in cut_off]
    if not rows:
        console.write_line("no private content is left over: the chain speaks of all of it")
        return
    for row in rows:
        console.write_line(console.wrap("  ".join(filter(None, row))))
    console.write_line("\nTo erase all of it: charter evidence --erase-orphans")


def erase_leftovers(folder: Path, *, json: bool) -> None:
    """Erase what is left over, for good."""
    from charter.sealing.evidence.append import erase_orphans

    store = evidence_store(folder)
    exit_if_broken(store)
    gone, cut_off = erase_orphans(store)
    if json:
        console.write_json({"erased": gone, "scraps": cut_off})
        return
    for name in (*gone, *(f"{path}: {SCRAP}" for path in cut_off)):
        console.write_line(name)
    said = (
        "\nErased here. Backups and copies that others hold are theirs to erase; the journal stays as it is."
    )
    console.write_line(console.wrap(said) if gone or cut_off else "nothing is left over to erase")


def _places(folder: Path) -> dict[str, int]:
    """Where each entry stands in the journal, by the digest of what it says."""
    from charter import engagement_texts, load
    from charter.sealing.evidence.reconciliation import Books

    return {
        entry.digest: place
        for place, entry in enumerate(Books.of(load(folder), engagement_texts(folder)).entries, 1)
    }


def _where(place: int | None) -> str:
    return f"stands in journal.toml as entry {place}" if place else ""
