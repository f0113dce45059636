"""Where a paper's address stands so that it shows in the window of its country's usual envelope; all in millimetres.

DIN 5008 form A (Germany, Austria): field 20 to 105 mm, 27 to 72 mm. DL (Britain): window 35 x 90 mm, safe in both
positions of the sheet from 57 to 81 mm. No. 10 (United States): safe from 63.5 to 80.4 mm, and as the sheet can shift
by an inch, nothing else stands left of 137 mm there. Switzerland: the window on the right, facts to its left.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from charter.core.papers.tree import Window


class PaperSheet(NamedTuple):
    """A sheet of paper and what stands where on it, counted from its upper left corner.

    `title` is the height of the title, `at` the place of the address, `back` the height of the sender's line above it,
    `facts` the place of the facts and `label` the width of their labels, `body` where the text begins, `folds` the
    heights of the marks for folding and punching.
    """

    paper: Literal["a4", "us-letter"]
    width: float
    height: float
    left: float
    right: float
    title: float
    at: tuple[float, float]
    back: float | None
    facts: tuple[float, float]
    label: float
    body: float
    folds: tuple[float, ...]

    @property
    def text_width(self) -> float:
        """How wide the text may run."""
        return self.width - self.left - self.right


SHEETS: dict[Window, PaperSheet] = {
    "de": PaperSheet("a4", 210, 297, 25, 20, 12.5, (25, 46), 41.5, (122, 41.5), 25, 82, (87, 148.5, 192)),
    "gb": PaperSheet("a4", 210, 297, 25, 20, 22, (25, 59), None, (122, 57.5), 25, 97, ()),
    "us": PaperSheet("us-letter", 215.9, 279.4, 25.4, 21, 22, (25.4, 64), None, (139, 52), 22, 96, ()),
    "ch": PaperSheet("a4", 210, 297, 25, 20, 17, (120, 50), None, (25, 50), 25, 87, ()),
}
"""The sheets of the countries that a paper knows."""
