"""Which values of a line are set so that the eye finds them.

Weight leads the eye to what was agreed. A sentence is read anyway; where a line is nearly all values, only its
figures stand out; and a line that is one value needs nothing to be found. `typst/inline.typ` says the same for the PDF.

>>> def value(text): return tree.Value("a.b.c", text)
>>> line = (tree.Text("Pay "), value("EUR 900.00"), tree.Text(" to "), value("Mara"), tree.Text("."))
>>> [stands_out(one, crowded(line)) for one in line if isinstance(one, tree.Value)]
[True, True]
>>> line = (value("Weekly call"), tree.Text(", "), value("every Tuesday at 10:00"))
>>> [stands_out(one, crowded(line)) for one in line if isinstance(one, tree.Value)]
[False, True]
"""

from __future__ import annotations

import re

from charter.core.document import tree

_SENTENCE = 60
"""A value of more characters than this is read as a sentence."""
_FIGURE = 18
"""A value of so many characters with a digit is an amount, a date, a span of time: not to be torn between two lines."""
_MANY = 4
_LETTER, _DIGIT = re.compile(r"[^\W\d_]"), re.compile(r"\d")


def crowded(inlines: tuple[tree.Inline, ...]) -> bool:
    """Tell whether a line is nearly all values: many of them, or no words beside them."""
    values = sum(isinstance(one, tree.Value) for one in inlines)
    return values > _MANY or (values > 0 and not any(map(_words, inlines)))


def _words(inline: tree.Inline) -> bool:
    return not isinstance(inline, tree.Value | tree.Text) or (
        isinstance(inline, tree.Text) and _LETTER.search(inline.text) is not None
    )


def stands_out(value: tree.Value, crowd: bool) -> bool:  # noqa: FBT001 - what `crowded` said of its line
    """Tell whether a value of a line is set with weight."""
    short = len(value.text) <= _SENTENCE
    return short and _DIGIT.search(value.text) is not None if crowd else short or value.path.endswith(".name")


def figure(value: tree.Value) -> bool:
    """Tell whether a value must stay on one line.

    >>> [figure(tree.Value("a.b.c", text)) for text in ("September 30, 2026", "10 business days", "in advance")]
    [True, True, False]
    """
    return len(value.text) <= _FIGURE and _DIGIT.search(value.text) is not None
