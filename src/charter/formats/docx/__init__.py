"""Word documents: an agreement, or the tracked changes from one agreement to another.

>>> import datetime as dt
>>> from charter.core.document.tree import Document, Text
>>> agreement = Document("Agreement", "", "Draft", dt.date(2026, 3, 1), "en", "a4", (), None, (), (), (),
...                      (Text("Signed in two copies."),), ())
>>> render(agreement)[:2], render(agreement) == render(agreement)
(b'PK', True)
"""

from charter.formats.docx.document import redline, render
from charter.formats.docx.numbering import NumberOutOfStep

__all__ = ["NumberOutOfStep", "redline", "render"]
