"""Words about a person taken out of a journal: notes of theirs and about them go, other words no longer name them.

What an entry says of days, hours, sums and acts stays, because the agreement rests on it; so does who did it, by the
key that the signed terms give. What an invoice says stays as it was issued.

>>> jonas = ErasedPerson("jonas@harbourline.example", frozenset({"Jonas Petersen"}), frozenset({"jonas"}))
>>> jonas.entry_without({"kind": "hours", "by": "mara", "work": "Call jonas petersen", "note": "Jonas Petersen: ill"})
{'kind': 'hours', 'by': 'mara', 'work': 'Call [erased]'}
>>> jonas.entry_without({"kind": "accepted", "by": "jonas", "deliverable": "audit", "note": "From home."})
{'kind': 'accepted', 'by': 'jonas', 'deliverable': 'audit'}
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import tomlkit

from charter.core.vocabulary import toml
from charter.sealing.evidence.canonical import digest_of

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

GONE = "[erased]"
FIXED = frozenset({"kind", "by", "id"})
KEY = re.compile(r"[a-z0-9_-]+")
"""How the key of a thing is written: it names no person."""


@dataclass(frozen=True)
class ErasedPerson:
    """Whom an erasure is about: their address, what they are called, and their keys in the agreement."""

    address: str
    names: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    @cached_property
    def _words(self) -> re.Pattern[str]:
        words = sorted({self.address, *self.names}, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)

    def named_in(self, text: str) -> bool:
        """Whether a text names them."""
        return bool(self._words.search(text))

    def taken_out(self, text: str) -> str:
        """Give a text without their names."""
        return self._words.sub(GONE, text)

    def entry_without(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """Give the values of an entry without what they need not say of the person."""
        theirs = entry.get("by") in self.keys
        kept = {
            name: value
            for name, value in entry.items()
            if name != "note" or not (theirs or self.named_in(value))
        }
        if entry.get("kind") == "issued":
            return kept
        return {name: value if name in FIXED else self._without(value) for name, value in kept.items()}

    def _without(self, value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
        if isinstance(value, str):
            return value if KEY.fullmatch(value) else self.taken_out(value)
        if isinstance(value, list):
            return [self._without(each) for each in value]
        if isinstance(value, dict):
            return {name: self._without(each) for name, each in value.items()}
        return value


class Rewritten(NamedTuple):
    """A journal without a person: the pieces that change, by number; the digests of the entries as they were.

    `plain` counts the entries that stay though they name the person.
    """

    pieces: dict[int, bytes]
    before: list[str]
    plain: int = 0


def rewritten(
    pieces: Mapping[int, bytes], erased: ErasedPerson, addresses: Sequence[str], erasable: Container[str]
) -> Rewritten:
    """Give the pieces of a journal that are to change; `addresses` are those of its entries (`Entry.address`).

    Only entries of the digests in `erasable` change: the chain has the others in plain, and would miss them. One that
    a correction names by its address is given a short name, as another text has another address.
    """
    tables = {n: toml.loads(source.decode("utf-8-sig")) for n, source in pieces.items()}
    entries = [entry for table in tables.values() for entry in table.get("entry", [])]
    digests = [digest_of(entry) for entry in entries]
    wanted = [erased.entry_without(entry) for entry in entries]
    named = [digest for digest, was, now in zip(digests, entries, wanted, strict=True) if was != now]
    after = [
        now if digest in erasable else dict(was)
        for digest, was, now in zip(digests, entries, wanted, strict=True)
    ]
    changed = [address for address, was, now in zip(addresses, entries, after, strict=False) if was != now]
    cited = {entry.get("entry") for entry in entries}
    renamed = {address: f"entry_{secrets.token_hex(4)}" for address in changed if address in cited}
    for address, entry in zip(addresses, after, strict=False):
        if address in renamed:
            entry.setdefault("id", renamed[address])
        if entry.get("entry") in renamed:
            entry["entry"] = renamed[entry["entry"]]
    left, found = iter(after), {}
    for n, table in tables.items():
        here = [next(left) for _ in table.get("entry", [])]
        text = pieces[n].decode("utf-8-sig")
        if here != table.get("entry", []) or _comments_name(erased, text):
            found[n] = _written(table, here) if here else erased.taken_out(text).encode()
    pairs = zip(digests, entries, after, strict=True)
    before = [digest for digest, was, now in pairs if was != now]
    return Rewritten(found, before, sum(each not in erasable for each in named))


def _comments_name(erased: ErasedPerson, text: str) -> bool:
    return any(erased.named_in(line) for line in text.splitlines() if line.lstrip().startswith("#"))


def _written(table: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> bytes:
    """Write a piece anew, without its comments, which nobody can tell apart from what is said of somebody."""
    return f"{tomlkit.dumps({**table, 'entry': list(entries)}).rstrip()}\n\n".encode()
