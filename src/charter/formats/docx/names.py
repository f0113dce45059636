"""What clauses and terms are called inside a Word file, whose names are short.

>>> bookmark("financials.late_payment"), tag("financials.payment.due_after"), alias("financials.payment.due_after")
('c_financials__late_payment', 'financials.payment.due_after', 'Payment: due after')
"""

from __future__ import annotations

import hashlib
import re

_BOOKMARK = 40
"""Word cuts longer bookmark names (ECMA-376 part 1, 17.13.6.2 leaves the length to it)."""
_TAG = 64
"""Word refuses a content control whose tag or title is longer."""
_FOREIGN = re.compile(r"\W")


def bookmark(cite: str) -> str:
    """Name the bookmark of a clause: letters, digits and underscores, at most 40."""
    return _fitted("c_" + _FOREIGN.sub("_", cite.replace(".", "__")), _BOOKMARK, cite)


def tag(path: str) -> str:
    """Name the content control of a term: its path, at most 64 characters; a longer path ends in its digest."""
    return _fitted(path, _TAG, path)


def alias(path: str) -> str:
    """Name the content control of a term for people: clause and field, at most 64 characters."""
    names = [name.replace("_", " ") for name in path.split(".")]
    clause, fields = names[1:2] or names[:1], names[2:]
    label = clause[0].capitalize() + (": " + ", ".join(fields) if fields else "")
    return label if len(label) <= _TAG else label[: _TAG - 1] + "…"


def _fitted(name: str, longest: int, whole: str) -> str:
    if len(name) <= longest:
        return name
    digest = hashlib.sha256(whole.encode()).hexdigest()[:10]
    return f"{name[: longest - 11]}_{digest}"
