"""Run the measurements and print them: `python -m bench [NAME…]`, all by default.

A measurement is a file of this folder with a function `measure() -> Iterable[Ratio]`. A promise that does not hold
is shown as such and fails nothing: machines differ, and a figure is there to be read.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.ratio import Ratio, of_file

_UNITS = {"s": (1000, "ms"), "B": (1 / 1024**2, "MB")}


def names() -> list[str]:
    """Every measurement there is: the files beside this one that measure."""
    files = Path(__file__).parent.glob("[!_]*.py")
    return sorted(file.stem for file in files if "\ndef measure(" in file.read_text("utf-8"))


def measured(wanted: list[str]) -> Iterator[tuple[str, Ratio]]:
    """Measure what is wanted, in order, each file in a process of its own: none finds what another left in memory."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as alone:
        for name in wanted:
            yield from ((name, ratio) for ratio in alone.submit(of_file, name).result())


def row(name: str, ratio: Ratio) -> tuple[str, ...]:
    """One row of the table."""
    scale, unit = _UNITS.get(ratio.unit, (1, ratio.unit))
    verdict = "kept" if ratio.kept else "[bold red]not kept[/]"
    figures = (f"{ratio.ours * scale:,.1f} {unit}", f"{ratio.theirs * scale:,.1f} {unit}")
    return (name, ratio.what, ratio.peer, *figures, f"{ratio.times:.2f}", f"{ratio.at_most:g}", verdict)


def main(wanted: list[str]) -> int:
    """Print the table; 2 if a name is none of ours."""
    if unknown := sorted(set(wanted) - set(names())):
        print(f"No measurement named {', '.join(unknown)}; there are: {', '.join(names())}", file=sys.stderr)
        return 2
    table = Table(
        "file", "what", "beside", "ours", "theirs", "times", "at most", "promise", title="Medians of one run"
    )
    for name, ratio in measured(wanted or names()):
        table.add_row(*row(name, ratio))
    Console(width=160).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
