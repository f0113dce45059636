"""The editions of the texts: the one that is being worked on, and those released, which are kept as they were.

An edition is named by its release and by the digest of its texts, so a name can only mean these words. What is kept
of a released one is a file in `charter/core/editions`: its texts, with the law packs and the schema of that day.

>>> library(working().edition) is working()
True
>>> library("1900.1+0123456789abcdef")
Traceback (most recent call last):
charter.core.document.editions.NotKept: the edition 1900.1+0123456789abcdef of the texts is not here
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from charter.core.document.library import Library, working
from charter.core.reading import schema

__all__ = ["FOLDER", "NotKept", "kept", "library", "released", "working"]

FOLDER: Any = resources.files("charter.core").joinpath("editions")
"""Where the released editions are kept, one file each."""

_LAW = "charter.core.law"


class NotKept(LookupError):  # noqa: N818 - named for what is so
    """An edition that is neither being worked on nor kept; the message names it."""


def library(edition: str) -> Library:
    """Give the texts of an edition by its name. Raises NotKept.

    Words are the same by their digest: a release that changed none has the texts of the one before, under its name.
    """
    if edition == working().edition:
        return working()
    names = {_digest(name): name for name in (*kept(), working().edition)}
    if _digest(edition) not in names:
        raise NotKept(f"the edition {edition:.80} of the texts is not here")
    return _read(FOLDER, names[_digest(edition)], edition.partition("+")[0])


def kept() -> tuple[str, ...]:
    """Name the editions that are kept."""
    names = (entry.name for entry in FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def released() -> dict[str, Any]:
    """Give what is to be kept of the working edition at its release, as data: texts, law packs and schema."""
    return {
        "edition": working().edition,
        "texts": dict(working().texts),
        "law": dict(_files(resources.files(_LAW), "")),
        "schema": schema(),
    }


@lru_cache
def _read(folder: Any, name: str, release: str) -> Library:  # noqa: ANN401 - a Traversable, of which not all can be hashed
    if name == working().edition:
        return Library(release, working().texts)
    texts: Mapping[str, str] = json.loads(folder.joinpath(f"{name}.json").read_text("utf-8"))["texts"]
    return Library(release, texts)


def _digest(edition: str) -> str:
    return edition.partition("+")[2] or edition


def _files(folder: Traversable, above: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(".toml"):
            yield f"{above}{entry.name}", entry.read_text(encoding="utf-8")
