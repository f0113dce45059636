"""How the command line writes: amounts, days, citations, tables for people and JSON for programs."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from charter.cli.errors import colour
from charter.core.vocabulary.money import Money

if TYPE_CHECKING:
    from charter.core.agreement import Agreement

WIDE = 110
"""The widest a table gets; wider lines are hard to read."""

STYLES = {
    "late": "bold red",
    "error": "bold red",
    "missed": "red",
    "warning": "yellow",
    "due": "bold",
    "met": "green",
}
"""Words that are coloured on a terminal; each is also readable without."""


def money(minor: int, currency: str) -> str:
    """Write an amount: "EUR 12,000.00"."""
    return Money(minor, currency).shown()


def day(on: dt.date | None) -> str:
    """Write a day: "1 Mar 2026"; an empty string for none."""
    return f"{on.day} {on:%b %Y}" if on else ""


def cited(agreement: Agreement, cite: str) -> str:
    """Write a citation as the document shows it: "4.9 Late payment"."""
    from charter.core.document.library import citation

    return citation(agreement, cite)


def say(text: str = "") -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")


def title(text: str) -> None:
    """Write a heading."""
    say(f"\x1b[1m{text}\x1b[0m" if colour() else text)


def out(data: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write JSON: stable keys, days as ISO, amounts as they are written in terms."""
    say(json.dumps(data, default=str, ensure_ascii=False, indent=2))


def table(rows: Iterable[Sequence[str]], right: Sequence[int] = (), heads: Sequence[str] = ()) -> None:
    """Write rows as aligned columns; the last column takes what is left of the line and wraps."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    listed = [tuple(row) for row in rows]
    if not listed:
        return
    grid = Table(box=None, show_header=bool(heads), pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for place in range(len(listed[0])):
        head = Text(heads[place]) if heads else ""
        last = place == len(listed[0]) - 1
        grid.add_column(
            head, justify="right" if place in right else "left", no_wrap=not last, overflow="fold"
        )
    for row in listed:
        grid.add_row(*(Text(cell, style=STYLES.get(cell, "")) for cell in row))
    width = min(shutil.get_terminal_size((WIDE, 24)).columns, WIDE)
    sheet = io.StringIO()
    system: Literal["standard"] | None = "standard" if colour() else None
    Console(file=sheet, width=width, highlight=False, force_terminal=colour(), color_system=system).print(
        grid
    )
    for line in sheet.getvalue().splitlines():
        say(line.rstrip())


def wrapped(text: str, indent: str = "") -> str:
    """Fold a text to the width of the terminal."""
    import textwrap

    width = min(shutil.get_terminal_size((WIDE, 24)).columns, WIDE)
    return "\n".join(
        textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent)
        for line in text.splitlines()
    )


def written(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a file whole, making its folder."""
    from pathlib import Path

    from charter.atomic import write

    Path(path).parent.mkdir(parents=True, exist_ok=True)
    write(Path(path), content)
