"""Memory after many PDFs in a row, beside memory after the first two hundred; `PDFS=1000` prints the whole thousand.

Each is another agreement, in a process that does nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from bench import example
from bench.ratio import Ratio
from charter.core.document.assembly import document
from charter.formats import pdf

EARLY = 200
"""So many until the typesetter's cache is as full as it gets."""

USUALLY = 400


def measure() -> Iterable[Ratio]:
    """Print in another process, and compare."""
    many = int(os.environ.get("PDFS", USUALLY))
    told = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", "bench.memory", str(many)], capture_output=True, text=True, check=True
    )
    early, late = json.loads(told.stdout)
    yield Ratio(f"memory after {many:,} PDFs in a row", f"after {EARLY}", late, early, at_most=1.05, unit="B")


def printing(many: int) -> Iterator[int]:
    """Print so many agreements; give the memory held after the first two hundred, and after all."""
    for number, agreement in enumerate(islice(example.others(), many), 1):
        pdf.render(document(agreement))
        if number in {EARLY, many}:
            yield held()


def held() -> int:
    """How much memory this process holds, in bytes (Linux counts it in pages)."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no path of a file, but of the kernel
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    print(json.dumps(list(printing(int(sys.argv[1])))))
