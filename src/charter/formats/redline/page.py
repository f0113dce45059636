"""A redline as a page: whole in one file, readable on a phone, in the dark, on paper, and by a screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from itertools import groupby

from charter.formats.redline.excerpt import Gap, body, near_edits, passages
from charter.formats.redline.terminal import visible_text
from charter.formats.redline.words import compare_lines
from charter.formats.rows import (
    Block,
    Cell,
    FlatLine,
    FlatList,
    FlatPiece,
    FlatTable,
    Passage,
    Redline,
    Run,
    State,
    Strip,
    text_of_side,
    touched,
)

_TAGS: dict[State, str] = {"deleted": "del", "inserted": "ins"}
_SAID: dict[State, str] = {"same": "changed", "deleted": "deleted", "inserted": "new"}


def html(redline: Redline, *, whole: bool = False, author: str = "", against: str = "") -> str:
    """Print the passages with edits as an HTML page, a few rows around each edit; all of them, if `whole`.

    `author` is whose changes they are, `against` what they are compared with; left out, the page does not say.
    """
    shown = passages(redline, whole=whole)
    title = escape(text_of_side(redline.header.runs))
    sections = "".join(_passage(passage, whole=whole) for passage in shown)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Changes: {title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_style()}</style></head>'
        f"<body><header><h1>Changes</h1><p>{title}</p>{_origin(author, against)}"
        f"<p>{_runs(redline.footer.runs)}</p></header>"
        f"{_contents(shown)}<main>{sections or '<p>No differences in the words.</p>'}</main></body></html>\n"
    )


def clause_fragment(redline: Redline, cite: str) -> str:
    """Print the paragraphs of a clause that change, without head or style, for a page that has its own.

    Where only other places say it, the first of these stands there; nothing where no word changes.
    """
    shown = passages(redline)
    found = next((each for each in shown if each.key == cite), None)
    found = found or next((each for each in shown if each.key != "cover"), None) or next(iter(shown), None)
    changed = filter(touched, body(found)) if found is not None else ()
    return "".join(_parts(changed, whole=False))


def sentence_fragment(before: str, after: str) -> str:
    """Print how words became others, for a page that has its own style.

    >>> sentence_fragment("Pay within 14 days.", "Pay within 45 days.")
    'Pay within <del>14 days</del><ins>45 days</ins>.'
    """
    old, new = (
        (Run("text", "", "same", (FlatPiece("same", each),)),) if each else () for each in (before, after)
    )
    return _runs(compare_lines(old, new))


def _origin(author: str, against: str) -> str:
    said = [f"Changes by {author}"] * bool(author) + [f"compared with {against}"] * bool(against)
    line = ", ".join(said)
    return f'<p class="origin" dir="auto">{escape(line[:1].upper() + line[1:])}.</p>' if line else ""


def _style() -> str:
    return files("charter.formats.redline").joinpath("redline.css").read_text("utf-8")


def _contents(shown: tuple[Passage, ...]) -> str:
    """List the passages with edits, each with what became of it."""
    edited = [passage for passage in shown if any(map(touched, passage.blocks))]
    items = "".join(
        f'<li><a href="#{_anchor(passage)}">{escape(passage.title)}</a> <small>{_SAID[passage.mark]}</small></li>'
        for passage in edited
    )
    return f'<nav aria-label="Changed passages"><ol>{items}</ol></nav>' if items else ""


def _anchor(passage: Passage) -> str:
    side = "-before" if passage.mark == "deleted" else ""
    return escape("p-" + passage.key.replace(" ", "-") + side)


def _passage(passage: Passage, *, whole: bool) -> str:
    inner = "".join(_parts(near_edits(body(passage), whole=whole), whole=whole))
    return f'<section id="{_anchor(passage)}" class="{passage.mark}"><h2>{escape(passage.title)}</h2>{inner}</section>'


def _parts(parts: Iterable[Block | Gap], *, whole: bool) -> Iterator[str]:
    for part in parts:
        match part:
            case Gap():
                yield f'<p class="gap">{_left_out(part)}</p>'
            case FlatLine():
                yield f'<p class="{part.role} {part.mark}">{_number(part)}{_runs(part.runs)}</p>'
            case FlatList():
                yield f"<ul>{''.join(_items(part, whole=whole))}</ul>"
            case FlatTable():
                yield _grid(part, whole=whole)


def _left_out(gap: Gap) -> str:
    return f"⋯ {gap.rows} unchanged"


def _number(line: FlatLine) -> str:
    return f'<span class="number">{escape(line.number)}</span> ' if line.number else ""


def _items(listing: FlatList, *, whole: bool) -> Iterator[str]:
    for line in near_edits(listing.lines, whole=whole):
        if isinstance(line, Gap):
            yield f'<li class="gap">{_left_out(line)}</li>'
        else:
            yield f'<li class="{line.mark}">{_number(line)}{_runs(line.runs)}</li>'


def _grid(grid: FlatTable, *, whole: bool) -> str:
    heading = f"<thead>{_strip(grid.heading, 'th', ' scope=col')}</thead>" if grid.heading else ""
    width = max(len(strip.cells) for strip in (*grid.strips, grid.heading or Strip(((),))))
    rows = "".join(
        f'<tr><td class="gap" colspan="{width}">{_left_out(strip)}</td></tr>'
        if isinstance(strip, Gap)
        else _strip(strip, "td")
        for strip in near_edits(grid.strips, whole=whole)
    )
    return f'<div class="table"><table class="{grid.kind}">{_caption(grid)}{heading}<tbody>{rows}</tbody></table></div>'


def _caption(grid: FlatTable) -> str:
    title = escape(grid.title)
    said = _marked(grid.mark, title)
    if grid.was is not None:
        said = _marked("deleted", escape(grid.was)) + _marked("inserted", title)
    return f"<caption>{said}</caption>"


def _strip(strip: Strip, tag: str, scope: str = "") -> str:
    cells = "".join(f"<{tag}{scope}>{_runs(cell)}</{tag}>" for cell in strip.cells)
    return f'<tr class="{strip.mark}">{cells}</tr>'


# ── inside a line ──────────────────────────────────────────────────────────────────────────────


def _runs(cell: Cell) -> str:
    """Write a line; neighbouring pieces that went, or came, share one mark."""
    pieces = ((state, text) for run in cell for state, text in _pieces(run))
    groups = groupby(pieces, lambda piece: piece[0])
    return "".join(_marked(state, "".join(text for _, text in group)) for state, group in groups)


def _pieces(run: Run) -> Iterator[tuple[State, str]]:
    for piece in visible_text(run):
        said = escape(piece.text).replace("\n", "<br>")
        if run.kind == "value":
            said = f'<data value="{escape(run.path)}" dir="auto">{said}</data>'
        elif run.kind == "label":
            said = f'<span class="number">{said}</span>'
        yield piece.state, f"<strong>{said}</strong>" if run.strong or run.kind == "caption" else said


def _marked(state: State, text: str) -> str:
    return f"<{_TAGS[state]}>{text}</{_TAGS[state]}>" if state in _TAGS else text
