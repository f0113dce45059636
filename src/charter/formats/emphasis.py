"""Which values of a line are set so that the eye finds them: amounts, dates, spans of time.

Weight leads the eye to what was agreed in figures. Names and phrases are read anyway, and would spot the page.
`typst/inline.typ` says the same for the PDF.

>>> def value(text): return tree.Value("a.b.c", text)
>>> [stands_out(value(text)) for text in ("EUR 900.00", "March 3, 2026", "10 business days", "2.5 %")]
[True, True, True, True]
>>> [stands_out(value(text)) for text in ("Mara", "every Tuesday at 10:00", "in 2 parts")]
[False, False, False]
"""

from __future__ import annotations

import re

from charter.core.document import tree

_LONGEST = 40
"""A value of more characters than this is read as a sentence."""
_WHOLE = 18
"""A value of so many characters with a digit is an amount, a date, a span of time: not to be torn between two lines."""
_DIGIT = re.compile(r"\d")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FIGURE = re.compile(rf"([€$£¥]|[A-Z]{{3}}[ \u00a0]|({_MONTHS}) )?\d")


def stands_out(value: tree.Value) -> bool:
    """Tell whether a value is set with weight: a figure, or a phrase that begins with one."""
    return len(value.text) <= _LONGEST and _FIGURE.match(value.text) is not None


def is_a_figure(value: tree.Value) -> bool:
    """Tell whether a value must stay on one line.

    >>> [is_a_figure(tree.Value("a.b.c", text)) for text in ("September 30, 2026", "10 business days", "in advance")]
    [True, True, False]
    """
    return len(value.text) <= _WHOLE and _DIGIT.search(value.text) is not None
