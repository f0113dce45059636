"""Which things of one sequence are which things of another.

>>> common("abcd", "axcd")
[(0, 0), (2, 2), (3, 3)]
>>> pair(["old", "kept"], ["kept", "new"], sense=str, likeness=lambda a, b: 0.0)
[(0, None), (1, 0), (None, 1)]
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

Pair = tuple[int | None, int | None]
"""Where a thing stands before and after; None: not there."""

ALIKE = 0.45
"""From this share of common words on, two rows are taken for one row that was edited."""

_WIDEST = 10_000
"""Gaps with more pairs than this are not searched for likenesses: all goes, all comes."""


def common(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Find the longest common subsequence, as pairs of places.

    Bit-parallel, one addition of long integers per element of `before` (Hyyrö 2004, "Bit-parallel LCS-length
    computation revisited"), so that texts of thousands of words stay cheap.
    """
    start, stop = _shared_ends(before, after)
    inner = _bit_parallel(before[start : len(before) - stop], after[start : len(after) - stop])
    pairs = [(place, place) for place in range(start)]
    pairs += [(start + row, start + column) for row, column in inner]
    return pairs + [(len(before) - back, len(after) - back) for back in range(stop, 0, -1)]


def _shared_ends(before: Sequence[Hashable], after: Sequence[Hashable]) -> tuple[int, int]:
    shortest = min(len(before), len(after))
    start = 0
    while start < shortest and before[start] == after[start]:
        start += 1
    stop = 0
    while stop < shortest - start and before[-1 - stop] == after[-1 - stop]:
        stop += 1
    return start, stop


def _bit_parallel(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    places: dict[Hashable, int] = {}
    for column, thing in enumerate(after):
        places[thing] = places.get(thing, 0) | 1 << column
    full = (1 << len(after)) - 1
    state, states = full, []
    for thing in before:
        matches = state & places.get(thing, 0)
        state = (state + matches | state - matches) & full
        states.append(state)
    return _walk_back(states, len(after))


def _walk_back(states: list[int], column: int) -> list[tuple[int, int]]:
    """Follow the zero bits (where the common part grew) from the last corner to the first."""
    row, pairs = len(states), []
    while row and column:
        if states[row - 1] >> (column - 1) & 1:
            column -= 1
            continue
        row -= 1
        if row == 0 or states[row - 1] >> (column - 1) & 1:
            column -= 1
            pairs.append((row, column))
    return pairs[::-1]


def pair(
    before: Sequence[T], after: Sequence[T], sense: Callable[[T], Hashable], likeness: Callable[[T, T], float]
) -> list[Pair]:
    """Pair what makes the same sense, then, between those, what is most alike; what goes precedes what comes.

    `likeness` gives 0 (nothing in common) to 1; below `ALIKE` two things are not the same thing.
    """
    pairs: list[Pair] = []
    row = column = 0
    anchors = common([sense(thing) for thing in before], [sense(thing) for thing in after])
    for left, right in [*anchors, (len(before), len(after))]:
        pairs += _gap(before[row:left], after[column:right], (row, column), likeness)
        if left < len(before):
            pairs.append((left, right))
        row, column = left + 1, right + 1
    return pairs


def _gap(
    before: Sequence[T], after: Sequence[T], at: tuple[int, int], likeness: Callable[[T, T], float]
) -> Iterator[Pair]:
    row = column = 0
    for left, right in [*_alike(before, after, likeness), (len(before), len(after))]:
        yield from ((at[0] + place, None) for place in range(row, left))
        yield from ((None, at[1] + place) for place in range(column, right))
        if left < len(before):
            yield at[0] + left, at[1] + right
        row, column = left + 1, right + 1


def _alike(
    before: Sequence[T], after: Sequence[T], likeness: Callable[[T, T], float]
) -> list[tuple[int, int]]:
    """Find the pairs in order whose likenesses add up to most."""
    if not before or not after or len(before) * len(after) > _WIDEST:
        return []
    scores = [[likeness(left, right) for right in after] for left in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for row in reversed(range(len(before))):
        for column in reversed(range(len(after))):
            score = scores[row][column]
            both = score + best[row + 1][column + 1] if score >= ALIKE else 0.0
            best[row][column] = max(both, best[row + 1][column], best[row][column + 1])
    return _walk(scores, best)


def _walk(scores: list[list[float]], best: list[list[float]]) -> list[tuple[int, int]]:
    row = column = 0
    pairs = []
    while row < len(scores) and column < len(scores[0]):
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            pairs.append((row, column))
            row, column = row + 1, column + 1
    return pairs
