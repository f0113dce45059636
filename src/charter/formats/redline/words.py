"""One line against another, word by word.

>>> from charter.formats.rows import FlatPiece, Run, text_of_side
>>> def line(due: str) -> tuple[Run, ...]:
...     return (Run("text", "", "same", (FlatPiece("same", "Due in "),)),
...             Run("value", "financials.payment.due_after", "same", (FlatPiece("same", due),)))
>>> [(piece.state, piece.text) for run in compare_lines(line("30 days"), line("45 days")) for piece in run.pieces]
[('same', 'Due in '), ('deleted', '30 days'), ('inserted', '45 days')]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from charter.formats.redline.align import common
from charter.formats.redline.tokens import tokens as cut
from charter.formats.rows import COMPUTED, Cell, FlatPiece, Run, State

_LONG = 6
"""Values of more tokens than this are compared word by word; shorter ones are replaced whole."""

_WORDS = {"text", "word", "signature", "drawing", "caption"}
"""Runs that are what they say."""

_LONE = 6
"""Words that stayed between two changes are struck with them when they have fewer characters than this."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, a gap, a mark, a figure; or a whole run that is not plain words. Equal tokens are the same thing."""

    kind: str
    path: str
    strong: bool
    text: str


_Step = tuple[State, Run, Run]
"""What became of a token: the token before and after (the same one twice, if it was deleted or inserted)."""


def compare_lines(before: Cell, after: Cell) -> Cell:
    """Merge two lines into one whose `deleted` side is `before` and whose `inserted` side is `after`."""
    if before == after:
        return after
    steps = _without_lone_words(list(_steps(_split(before), _split(after))))
    return tuple(_joined(steps))


def likeness(before: Iterable[Run], after: Iterable[Run]) -> float:
    """Say how much two lines have in common: the share of their words, from 0 to 1 (Dice 1945)."""
    left, right = _bag(tuple(before)), _bag(tuple(after))
    size = left.total() + right.total()
    return 2 * (left & right).total() / size if size else 1.0


def sense(runs: Cell) -> Cell:
    """Give a line without what is computed in it: two lines of one sense differ in no edit."""
    return tuple(replace(run, pieces=()) if run.kind in COMPUTED else run for run in runs)


def mark_line(runs: Cell, state: State) -> Cell:
    """Mark a whole line as deleted or inserted."""
    return tuple(
        replace(run, state=state, pieces=tuple(FlatPiece(state, piece.text) for piece in run.pieces))
        for run in runs
    )


# ── tokens ─────────────────────────────────────────────────────────────────────────────────────


def _split(runs: Iterable[Run]) -> list[Run]:
    tokens: list[Run] = []
    for run in runs:
        if run.kind == "text":
            found = cut(run.pieces[0].text)
            tokens += (Run("text", "", "same", (FlatPiece("same", word),), run.strong) for word in found)
        else:
            tokens.append(run)
    return tokens


def _key(token: Run) -> _Token:
    """Name what a token is: a value or a reference is the same thing whatever it says."""
    said = token.pieces[0].text if token.kind in _WORDS else ""
    return _Token(token.kind, token.path, token.strong, said)


@lru_cache(maxsize=4096)
def _bag(runs: Cell) -> Counter[_Token]:
    keys = map(_key, _split(runs))
    return Counter(key for key in keys if key.kind != "label" and (key.kind != "text" or key.text.strip()))


# ── steps ──────────────────────────────────────────────────────────────────────────────────────


def _steps(before: list[Run], after: list[Run]) -> Iterator[_Step]:
    row = column = 0
    keys = [_key(token) for token in before], [_key(token) for token in after]
    for left, right in [*common(*keys), (len(before), len(after))]:
        yield from (("deleted", token, token) for token in before[row:left])
        yield from (("inserted", token, token) for token in after[column:right])
        if left < len(before):
            yield "same", before[left], after[right]
        row, column = left + 1, right + 1


def _without_lone_words(steps: list[_Step]) -> list[_Step]:
    """Strike the little that stayed between two changes with them: a reader takes in phrases, not letters."""
    groups = [(same, list(group)) for same, group in groupby(steps, lambda step: step[0] == "same")]
    result: list[_Step] = []
    for place, (same, group) in enumerate(groups):
        if same and 0 < place < len(groups) - 1 and _lone(group):
            result += (("deleted", before, before) for _, before, _ in group)
            result += (("inserted", after, after) for _, _, after in group)
        else:
            result += group
    return _sorted_gaps(result)


def _lone(group: list[_Step]) -> bool:
    said = "".join(token.pieces[0].text for _, token, _ in group)
    return all(token.kind == "text" for _, token, _ in group) and len(said.strip()) < _LONE


def _sorted_gaps(steps: list[_Step]) -> list[_Step]:
    """Put what goes before what comes, in each gap."""
    result: list[_Step] = []
    for same, group in groupby(steps, lambda step: step[0] == "same"):
        gap = list(group)
        result += gap if same else sorted(gap, key=lambda step: step[0])
    return result


# ── runs ───────────────────────────────────────────────────────────────────────────────────────


def _joined(steps: Iterable[_Step]) -> Iterator[Run]:
    for (state, kind, strong), group in groupby(steps, lambda step: (step[0], step[1].kind, step[1].strong)):
        if kind == "text":
            said = "".join(after.pieces[0].text for _, _, after in group)
            yield Run("text", "", state, (FlatPiece(state, said),), strong)
        else:
            yield from (_whole(state, before, after) for _, before, after in group)


def _whole(state: State, before: Run, after: Run) -> Run:
    if state != "same":
        return mark_line((after,), state)[0]
    pieces = _pieces(before.pieces[0].text, after.pieces[0].text)
    return replace(after, pieces=pieces, led=before.leads if before.leads != after.leads else None)


def _pieces(before: str, after: str) -> tuple[FlatPiece, ...]:
    """Compare what a value said and says: short ones as a whole, long ones word by word."""
    if before == after:
        return (FlatPiece("same", after),)
    if min(len(cut(before)), len(cut(after))) <= _LONG:
        return tuple(FlatPiece(state, text) for state, text in _replaced(before, after) if text)
    said = (Run("text", "", "same", (FlatPiece("same", text),)) for text in (before, after))
    left, right = ((run,) for run in said)
    return tuple(piece for run in compare_lines(left, right) for piece in run.pieces)


def _replaced(before: str, after: str) -> tuple[tuple[State, str], ...]:
    return ("deleted", before), ("inserted", after)
