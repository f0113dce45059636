"""The signature page: a line to sign on, or the signature that was given and how."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from charter.formats import days
from charter.formats.html.lines import HtmlPage, line_html

if TYPE_CHECKING:
    from charter.core.document import tree

_SIDES = {"client": "For the client", "consultant": "For the consultant"}
_BLANK = '<div class="line">Signature</div>\n<div class="line date">Date</div>\n'


def signature_page(document: tree.Document, page: HtmlPage) -> str:
    """The closing words and a block for each side; nothing where nobody signs and nothing is said."""
    if not (document.signatures or document.closing):
        return ""
    words = f"<p>{line_html(document.closing, page.away())}</p>\n" if document.closing else ""
    remarks = (*document.remarks, *document.seal_remarks)
    words += "".join(f'<p class="remark"><strong>{escape(each)}</strong></p>\n' for each in remarks)
    return (
        '<section class="back signatures" id="signatures" aria-labelledby="signatures--heading">\n'
        f'<h2 id="signatures--heading">Signatures</h2>\n{words}<div class="sides">\n'
        f"{''.join([_side(block, page.country) for block in document.signatures])}</div>\n</section>\n"
    )


def _side(block: tree.SignatureBlock, country: str) -> str:
    signatories = "".join([_signatory(person, country) for person in block.signatories])
    return (
        f'<section class="side">\n<h3>{_SIDES[block.side]}<span class="party" dir="auto">'
        f"{escape(block.party)}</span></h3>\n{signatories}</section>\n"
    )


def _signatory(person: tree.Signatory, country: str) -> str:
    """One person: the signature or the lines for it, then who it is, then how it was given."""
    who = (
        f'<p class="who"><strong dir="auto">{escape(person.name)}</strong>'
        f'<span dir="auto">{escape(person.title)}</span><span>{escape(person.email)}</span></p>\n'
    )
    if person.signed is None:
        return f'<div class="signatory">\n{_BLANK}{who}</div>\n'
    return f'<div class="signatory">\n{_mark(person.signed)}{who}{_given(person.signed, country)}</div>\n'


def _given(signed: tree.Signed, country: str) -> str:
    """How the signature was given, for the reader who checks."""
    at = escape(days.moment(signed.at, country))
    return (
        '<dl class="given">\n'
        f'<dt>Signed</dt><dd><time datetime="{escape(signed.at)}">{at}</time></dd>\n'
        f"<dt>Identified</dt><dd>{escape(signed.identified)}</dd>\n"
        f'<dt>Consent</dt><dd dir="auto">{escape(signed.consent)}</dd>\n'
        f"<dt>Document</dt><dd><code>{escape(signed.digest)}</code></dd>\n</dl>\n"
    )


def _mark(signed: tree.Signed) -> str:
    """The typed name, or the drawn strokes as they were drawn."""
    if isinstance(signed.mark, str):
        return f'<p class="mark" dir="auto">{escape(signed.mark)}</p>\n'
    strokes = "".join(
        [f'<polyline points="{" ".join(f"{x},{y}" for x, y in stroke)}"/>' for stroke in signed.mark]
    )
    return (
        '<svg class="mark" role="img" aria-label="Drawn signature" viewBox="0 0 1000 300" width="300" height="90" '
        'fill="none" stroke="currentColor" stroke-width="7" stroke-linecap="round" stroke-linejoin="round">'
        f"{strokes}</svg>\n"
    )
