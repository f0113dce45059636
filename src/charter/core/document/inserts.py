r"""What a law adds to a clause: inserts, laid into the text that all laws share.

A file like `late_payment@DE.md` that does not begin with a heading of its own holds inserts. Each begins with a line
that says where it goes: after the paragraph under a caption, instead of it, or at the end of the articles or of
"How we count". What follows, up to the next such line, goes there as it is written, inside the guard of its neighbour.

>>> base = "# Payment\n\n**When.** Pay.\n\n**How.** By bank.\n\n## How we count\n\n**Order.** Oldest first.\n"
>>> charges = "<!-- after: When -->\n**Charges.** Each pays its own.\n"
>>> print(laid_over(base, charges + "<!-- instead of: Order -->\n**Order.** Newest first.\n"))
# Payment
<BLANKLINE>
**When.** Pay.
<BLANKLINE>
**Charges.** Each pays its own.
<BLANKLINE>
**How.** By bank.
<BLANKLINE>
## How we count
<BLANKLINE>
**Order.** Newest first.
<BLANKLINE>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ARTICLES, COUNTING = "at the end of the articles", "at the end of how we count"
IN_SHORT = "in short"
_MARK = re.compile(r"^<!-- (?:(after|instead of): (.+?)|(at the end of .+?)) -->\n", re.MULTILINE)
_NEXT = re.compile(r"^(?=\*\*[^*]+\.\*\* |## |\{%)", re.MULTILINE)
_HEADING = re.compile(r"^## ", re.MULTILINE)
_COUNTING = "## How we count\n"


def is_insert(text: str) -> bool:
    """Whether a text of a law is laid into the one for all laws, and no whole text of its own."""
    return not text.startswith("# ")


def laid_over(text: str, inserts: str) -> str:
    """Lay the inserts of a law into a text. Raises LookupError where a caption or place is not there."""
    for how, where, piece in _pieces(inserts):
        text = _placed(text, how, where, piece)
    return text


def _pieces(inserts: str) -> Iterator[tuple[str, str, str]]:
    marks = list(_MARK.finditer(inserts))
    if not marks or inserts[: marks[0].start()].strip():
        raise LookupError(
            "a text of a law begins with a heading like # Payment, or with <!-- after: Caption -->"
        )
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        piece = inserts[mark.end() : following.start() if following else None].strip("\n")
        yield (mark[1] or "", mark[2] or mark[3], piece)


def _placed(text: str, how: str, where: str, piece: str) -> str:
    start, end = _span(text, where) if how else _end(text, where)
    kept = [] if how == "instead of" else [text[start:end].strip("\n")]
    around = (text[:start].rstrip("\n"), *kept, piece, text[end:].strip("\n"))
    return "\n\n".join(filter(None, around)) + "\n"


def _span(text: str, caption: str) -> tuple[int, int]:
    """Find a paragraph by its caption, or the line in short, with the blank line behind it."""
    head = "> In short: " if caption == IN_SHORT else f"**{caption}.** "
    start = text.find(f"\n{head}") + 1
    if not start:
        raise LookupError(f"no paragraph is called {caption}")
    found = _NEXT.search(text, start + 1)
    end = found.start() if found else len(text)
    return start, end


def _end(text: str, where: str) -> tuple[int, int]:
    """Find the end of the articles or of "How we count"."""
    if where == COUNTING and _COUNTING in text:
        start = text.index(_COUNTING) + len(_COUNTING)
    elif where == ARTICLES:
        start = 0
    else:
        raise LookupError(f"{where}: there is no such place")
    found = _HEADING.search(text, start)
    end = found.start() if found else len(text)
    return end, end
