"""What a document is printed with: Typst's version, the fonts, the page templates.

The same tree gives the same bytes only with the same renderer, so a frozen document names its renderer, and
a reader who has another may say "cannot re-render here" instead of "does not match".

>>> sorted(renderer_parts()) == list(renderer_parts())
True
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata, resources
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

_PRINTING = frozenset({".typ", ".ttf", ".otf", ".ttc"})


@cache
def renderer_parts() -> Mapping[str, str]:
    """Every part of the renderer by name: a version, or the SHA-256 of a file, in hex."""
    parts = {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in _files()}
    parts["typst"] = metadata.version("typst")
    return MappingProxyType(dict(sorted(parts.items())))


def _files() -> Iterator[tuple[str, Traversable]]:
    yield from _below(resources.files("charter.formats"), "")


def _below(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _below(item, f"{name}{item.name}/")
        elif f".{item.name.rpartition('.')[2]}" in _PRINTING:
            yield f"{name}{item.name}", item
