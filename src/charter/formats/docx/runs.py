r"""Runs as WordprocessingML: words, content controls of values, computed references, drawn signatures.

A value is a content control whose tag is its term's path. A clause's number and name are REF fields to
its bookmark, as Word itself would make them: `REF name \r` computes the number, `REF name` the heading.
"""

from __future__ import annotations

from dataclasses import replace
from unicodedata import bidirectional

from charter.formats.docx.ink import MARKS, Ink, characters, escape
from charter.formats.docx.names import alias, bookmark, tag
from charter.formats.docx.strokes import drawing
from charter.formats.rows import Cell, FlatPiece, Kind, Run, State, text

_STYLES: dict[Kind, str] = {
    "number": "CrossReference",
    "name": "CrossReference",
    "link": "CrossReference",
    "word": "DefinedWord",
    "signature": "TypedSignature",
    "caption": "ParagraphCaption",
    "label": "CountNumber",
}
_FIELDS: dict[Kind, str] = {
    "number": " REF {} \\r \\h ",
    "name": " REF {} \\h ",
    "link": ' HYPERLINK \\l "{}" ',
}
_RIGHT_TO_LEFT = {"R", "AL"}


def write_runs(runs: Cell, ink: Ink) -> str:
    """Write the runs of one line."""
    return "".join(_write(run, ink) for run in runs)


def _write(run: Run, ink: Ink) -> str:
    if run.kind in _FIELDS:
        return _field(run, ink)
    if run.kind == "value":
        return _control(run, ink)
    if run.kind == "drawing":
        return ink.around(run.state, drawing(run.path, text(run.pieces), ink.number()))
    return _pieces(run, ink)


def _pieces(run: Run, ink: Ink) -> str:
    return "".join(
        ink.around(piece.state, _plain(piece, _weighed(run, piece.state, ink))) for piece in run.pieces
    )


def _weighed(run: Run, state: State, ink: Ink) -> str:
    """Give the properties of a piece; where a value's weight changed, the old ones are tracked with what stays."""
    if run.led is None:
        return _properties(run)
    before = _properties(replace(run, leads=run.led))
    if state == "deleted":
        return before
    if state == "inserted":
        return _properties(run)
    now = _properties(run).removesuffix("</w:rPr>")
    return f"{now}<w:rPrChange {ink.stamp()}>{before}</w:rPrChange></w:rPr>"


def _plain(piece: FlatPiece, properties: str) -> str:
    return f"<w:r>{properties}{characters(piece.text, piece.state)}</w:r>"


def _properties(run: Run) -> str:
    style = _STYLES.get(run.kind) or _weight(run)
    styled = f'<w:rStyle w:val="{style}"/>' if style else ""
    turned = "<w:rtl/>" if run.kind == "value" and _right_to_left(text(run.pieces)) else ""
    return f"<w:rPr>{styled}{turned}</w:rPr>" if styled or turned else ""


def _weight(run: Run) -> str:
    if run.kind == "value":
        return "Value" if run.leads else "PlainValue"
    return "Strong" if run.strong else ""


def _right_to_left(said: str) -> bool:
    """Tell whether the first letter that has a direction runs from right to left."""
    if said.isascii():
        return False
    directions = (bidirectional(letter) for letter in said)
    return next((way for way in directions if way in {"L", "R", "AL"}), "L") in _RIGHT_TO_LEFT


# ── fields ─────────────────────────────────────────────────────────────────────────────────────


def _field(run: Run, ink: Ink) -> str:
    """Write a field with its result; a result that only renumbering changed is tracked inside the field."""
    if run.state == "same":
        return _field_code(run) + _pieces(run, ink) + _close(run)
    properties = _properties(run)
    result = "".join(_plain(piece, properties) for piece in run.pieces)
    return ink.around(run.state, _field_code(run) + result + _close(run))


def _close(run: Run) -> str:
    return f'<w:r>{_properties(run)}<w:fldChar w:fldCharType="end"/></w:r>'


def _field_code(run: Run) -> str:
    tag = "w:delInstrText" if run.state == "deleted" else "w:instrText"
    code, looks = escape(_FIELDS[run.kind].format(bookmark(run.path))), _properties(run)
    return (
        f'<w:r>{looks}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{looks}<{tag} xml:space="preserve">{code}</{tag}></w:r>'
        f'<w:r>{looks}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


# ── content controls ───────────────────────────────────────────────────────────────────────────


def _control(run: Run, ink: Ink) -> str:
    """Write a value in its content control.

    When the control itself comes or goes, its two ends are marked as Word marks them: by ranges around
    the start and around the end, since `w:ins` and `w:del` speak of runs only (ECMA-376 part 1, 17.13.5).
    """
    opening = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape(alias(run.path))}"/><w:tag w:val="{escape(tag(run.path))}"/>'
        f'<w:id w:val="{ink.number()}"/></w:sdtPr><w:sdtContent>'
    )
    before, after = _range(run.state, ink), _range(run.state, ink)
    inside = before[1] + _pieces(run, ink) + after[0]
    return f"{before[0]}{opening}{inside}</w:sdtContent></w:sdt>{after[1]}"


def _range(state: State, ink: Ink) -> tuple[str, str]:
    """Give the start and the end of a range in which control marks came or went."""
    if state not in MARKS:
        return "", ""
    name = f"w:customXml{MARKS[state].capitalize()}Range"
    number = ink.number()
    return f"<{name}Start {ink.signed(number)}/>", f'<{name}End w:id="{number}"/>'
