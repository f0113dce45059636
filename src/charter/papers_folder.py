"""Frames on disk: the master of an order in `frames/NAME`, in a folder above it, and the orders that name it there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from charter.core.reading import Problems
from charter.core.reading.texts import FRAMES, ORDERS
from charter.core.reading.versions import named_frame

AGREEMENTS = ("agreement.toml", "agreement.json")
DEEPEST = 3
"""How many folders an engagement may lie below the folder that holds `frames`."""

HeldTexts = dict[str, bytes]
ReadFolder = Callable[[Path], HeldTexts]


def papers_beside(folder: Path, own: HeldTexts, read: ReadFolder) -> HeldTexts:
    """Give the texts of the other papers of a frame by name: of the master of an order, and of the other orders.

    `own` are the texts of the folder itself, `read` gives those of another. Empty where the engagement stands alone; an
    order whose files cannot be read is left out, as the reading leaves out one that does not hold.
    """
    frame = next((named_frame(own[name], name) for name in AGREEMENTS if name in own), None)
    if frame is None and folder.parent.name != FRAMES:
        return {}
    root = folder.parent.parent if frame is None else _holds(folder, frame)
    if root is None:
        return {}
    master = folder if frame is None else root / FRAMES / frame
    found: HeldTexts = {}
    if frame is not None:
        found |= {f"{FRAMES}/{frame}/{name}": raw for name, raw in read(master).items()}
    for order in _orders(root, master.name):
        if order != folder:
            found |= _of_order(order, root, read)
    return found


def file_of_text(folder: Path, name: str) -> Path:
    """Give the file of a text of an engagement by its name: that of a master lies in a folder above."""
    if not name.startswith(f"{FRAMES}/"):
        return folder / name
    above = (Path(os.path.normpath(folder.joinpath(*[".."] * n, name))) for n in range(1, DEEPEST + 1))
    return next((file for file in above if file.exists()), folder / name)


def _holds(folder: Path, frame: str) -> Path | None:
    """Give the nearest folder above that holds a master; None: none does."""
    above = (each for each in folder.parents[:DEEPEST] if (each / FRAMES / frame).is_dir())
    return next(above, None)


def _of_order(order: Path, root: Path, read: ReadFolder) -> HeldTexts:
    name = "-".join(order.relative_to(root).parts)
    try:
        return {f"{ORDERS}/{name}/{file}": raw for file, raw in read(order).items()}
    except (Problems, OSError):
        return {}


def _orders(root: Path, frame: str) -> Iterator[Path]:
    """Give the folders of the orders that name a frame, by name."""
    for folder in folders(root):
        for name in AGREEMENTS:
            file = folder / name
            if file.is_file() and named_frame(file.read_bytes(), name) == frame:
                yield folder


def folders(root: Path, below: int = DEEPEST) -> Iterator[Path]:
    """Give a folder and those in it, by name, as deep as engagements lie; none hidden or linked."""
    yield root
    for folder in sorted(root.iterdir()) if below else ():
        if folder.is_dir() and not folder.is_symlink() and not folder.name.startswith("."):
            yield from folders(folder, below - 1)
