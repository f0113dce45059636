"""Characters as WordprocessingML, and the marks of a tracked change around them.

>>> Ink("Mara", "2026-03-01T00:00:00Z").around("deleted", "<w:r/>")
'<w:del w:id="1" w:author="Mara" w:date="2026-03-01T00:00:00Z"><w:r/></w:del>'
>>> characters("a < b", "same")
'<w:t xml:space="preserve">a &lt; b</w:t>'
"""

from __future__ import annotations

import re
from itertools import count

from charter.formats.rows import State

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold (section 2.2). Reading refuses it; here it must only never break a file."""
_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_BREAKS = re.compile("([\n\t])")
_BREAK = {"\n": "<w:br/>", "\t": "<w:tab/>"}
MARKS: dict[State, str] = {"inserted": "ins", "deleted": "del"}
"""The element of each change."""


def escape(text: str) -> str:
    """Make text safe inside an element or a quoted attribute; characters that XML forbids become U+FFFD."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPECIAL)
    return text if text.isprintable() else _ILLEGAL.sub("\ufffd", text)


def characters(text: str, state: State) -> str:
    """Write characters, line breaks and tabs as what a run holds."""
    tag = "w:delText" if state == "deleted" else "w:t"
    said = escape(text)
    if said.isprintable():
        return f'<{tag} xml:space="preserve">{said}</{tag}>' if said else ""
    parts = (part for part in _BREAKS.split(said) if part)
    return "".join(_BREAK.get(part) or f'<{tag} xml:space="preserve">{part}</{tag}>' for part in parts)


class Ink:
    """Who changes, and when if that is known; hands out the numbers that must be unique in a file."""

    def __init__(self, author: str = "", date: str | None = None) -> None:
        self._signature = f'w:author="{escape(author)}"' + (f' w:date="{date}"' if date else "")
        self._numbers = count(1)

    def number(self) -> int:
        """Give a number not given before."""
        return next(self._numbers)

    def stamp(self) -> str:
        """Give the attributes of one tracked change."""
        return self.signed(self.number())

    def signed(self, number: int) -> str:
        """Give the attributes of the tracked change of this number."""
        return f'w:id="{number}" {self._signature}'

    def mark(self, state: State) -> str:
        """Mark a paragraph's end or a table's row as inserted or deleted; nothing if it stays."""
        return f"<w:{MARKS[state]} {self.stamp()}/>" if state in MARKS else ""

    def around(self, state: State, xml: str) -> str:
        """Mark runs as inserted or deleted; as they are if they stay."""
        if state not in MARKS:
            return xml
        return f"<w:{MARKS[state]} {self.stamp()}>{xml}</w:{MARKS[state]}>"
