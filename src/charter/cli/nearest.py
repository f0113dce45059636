"""The nearest name for one that was misspelt."""

from __future__ import annotations

from collections.abc import Iterable

MOST_LISTED = 12
"""No more names than this are listed; a longer list is no help."""

CLOSE, CLOSE_PATH = 0.6, 0.75
"""How alike two names must be. Paths share their beginning, so they must be more alike to be meant."""


def nearest(asked: str, names: Iterable[str], otherwise: str = "", *, none: str = "") -> str:
    """Say which name was probably meant; failing that, which there are, or what else to do; `none` where there is none.

    >>> nearest("retianer", ["retainer", "payment"])
    "did you mean 'retainer'?"
    >>> nearest("x", ["retainer", "payment"])
    'there are retainer, payment'
    >>> nearest("x", [], none="none is issued yet")
    'none is issued yet'
    >>> nearest("x", map(str, range(30, 44)), none="none is issued yet")
    'there are 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41 and 2 more'
    """
    import difflib

    listed = list(dict.fromkeys(names))
    folded = {name.casefold(): name for name in listed}
    near = difflib.get_close_matches(asked.casefold(), folded, 1, CLOSE_PATH if "." in asked else CLOSE)
    last = [name for name in listed if name.rpartition(".")[2] == asked] or [folded[name] for name in near]
    if last:
        return f"did you mean {last[0]!r}?"
    if listed and len(listed) <= MOST_LISTED:
        return f"there are {', '.join(listed)}"
    if not listed:
        return none or otherwise
    return otherwise or (f"there are {', '.join(listed[:MOST_LISTED])} and {len(listed) - MOST_LISTED} more")
