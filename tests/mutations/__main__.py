"""Play the mutations and count: `make mutations`, or `python -m tests.mutations HOW_MANY [FIRST_SEED]`."""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from typing import TextIO

from .fate import Fate, fate, wholes


def play(seeds: range, out: TextIO) -> bool:
    """Play every seed on the next example, write what became of them, and say whether each was an error or a document.

    None may take a second.
    """
    examples, fates, bugs = wholes(), [], 0
    for each in examples:
        fate(each, "warm")
    for seed in seeds:
        try:
            fates.append(fate(examples[seed % len(examples)], str(seed)))
        except Exception:  # noqa: BLE001 - whatever it is, it is a bug to be shown with its seed
            bugs += 1
            out.write(f"seed {seed}:\n{traceback.format_exc(limit=-8)}\n")
    ends = Counter(one.end for one in fates)
    slowest = max(fates, key=lambda one: one.seconds, default=Fate("", "", 0))
    out.write(
        f"{len(seeds)} mutations of {len(examples)} examples: {ends['error']} errors, {ends['document']} documents, {bugs} bugs; "
    )
    out.write(f"the slowest (seed {slowest.seed}) took {slowest.seconds:.2f} s\n")
    return bugs == 0 and slowest.seconds < 1


if __name__ == "__main__":
    many, first = (*map(int, sys.argv[1:3]), *(10_000, 0)[len(sys.argv) - 1 :])[:2]
    sys.exit(0 if play(range(first, first + many), sys.stdout) else 1)
