"""A document as one HTML page: the same book as the PDF, on a screen.

The page needs nothing but itself: no script, no picture, no font from elsewhere. It carries the faces of the PDF and
its own content security policy, so that even a mistake in here could run nothing. It is a string put together
by plain functions, because a template engine per node would cost more than the whole page.

- `lines`: what stands in a line, and where a link may point
- `blocks`: paragraphs, lists, tables
- `front`: the cover and the picture of the engagement
- `body`: articles, schedules, the words with a fixed meaning
- `signing`: the signature page
- `frame`: head, contents, foot; `agreement.css` is how it looks

>>> import datetime as dt
>>> from charter.core.document import tree
>>> due = tree.Paragraph("4.3.1", (tree.Text("Due in "), tree.Value("financials.payment.due_after", "30 days")))
>>> payment = tree.Section("financials.payment", "4.3", "Payment", (), (due,))
>>> financials = tree.Article("financials", "4", "Financials", (payment,))
>>> page = render(tree.Document("Agreement", "", "Draft", dt.date(2026, 3, 1), "en", "a4", (), None,
...                             (financials,), (), (), (), ()))
>>> '<section id="financials.payment"' in page
True
>>> 'data-term="financials.payment.due_after"' in page
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.formats.html import body, frame, front, signing
from charter.formats.html.lines import page_of

if TYPE_CHECKING:
    from charter.core.document import tree

__all__ = ["render"]


def render(document: tree.Document, *, terms_href: str | None = None) -> str:
    """Print a document as one self-contained HTML page.

    Each value of a term is `<data data-term="financials.payment.due_after">`, and the first one of a
    term in its clause has the term's path as its id; a clause has its cite as its id, so that
    `#financials.late_payment` leads there on every version of the page.

    `terms_href` is the address of a page that shows the terms; each value then links to its term there
    (`terms_href#financials.payment.due_after`). Raises ValueError when it is no web address or path.
    """
    page = page_of(document, terms_href)
    return "".join(
        (
            frame.opening(document),
            frame.contents(document),
            '<main id="agreement">\n',
            front.cover(document, page),
            body.articles(document, page),
            body.schedules(document, page),
            body.definition_list(document, page),
            signing.signature_page(document, page),
            "</main>\n",
            frame.closing(document),
        )
    )
