"""The tree of a document as JSON, for programs: what every other format prints.

>>> import datetime as dt
>>> draft = tree.Document("Agreement", "", "Draft", dt.date(2026, 3, 1), "en", "a4", (), None, (), (), (), (), ())
>>> render(draft).splitlines()[1]
b'  "is": "Document",'
"""

from __future__ import annotations

from charter.core.document import tree
from charter.core.papers.tree import Paper


def render(document: tree.Document | Paper) -> bytes:
    """Write a document as JSON: each node an object that says its kind under "is"; a newline at the end."""
    return tree.as_json(document)
