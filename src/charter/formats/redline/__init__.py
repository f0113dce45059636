"""Redlines: what changed between two documents, word by word, for the terminal and the browser.

Word's tracked changes are `charter.formats.docx.redline`.
"""

from charter.formats.redline.comparison import compare

__all__ = ["compare"]
