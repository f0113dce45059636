"""Redlines: what changed between two documents, word by word, for the terminal and the browser.

The third way to print one, Word's tracked changes, is `charter.formats.docx.redline`.

>>> import datetime as dt
>>> from charter.core.document.tree import Document, Text
>>> def agreement(closing: str) -> Document:
...     return Document("Agreement", "", "Draft", dt.date(2026, 3, 1), "en", "a4", (), None, (), (), (),
...                     (Text(closing),), ())
>>> before, after = agreement("Signed in two copies."), agreement("Signed in one copy.")
>>> print(terminal(compare(before, after)))
Signatures
  Signed in [-two copies-]{+one copy+}.
"""

from charter.formats.redline.comparison import compare
from charter.formats.redline.page import clause_fragment, html, sentence_fragment
from charter.formats.redline.terminal import terminal

__all__ = ["clause_fragment", "compare", "html", "sentence_fragment", "terminal"]
