"""Say what happened to a chain that does not check: which lines, and how they came to be wrong.

Every readable line names its predecessor by digest, so the lines form a tree. Its trunk from the
origin is the chain; a second branch is a fork; a line whose predecessor is not there begins a new
trunk, and the numbers say whether the line before it was edited (they go on), links are gone (they
jump), or it was put in (they go back).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from charter.sealing.evidence.link import ORIGIN, EvidenceError, read_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


FaultKind = Literal[
    "unreadable",  # a line that is no link
    "rewritten",  # a link that is not written canonically: the program did not write this line
    "edited",  # a line changed after the next one was linked to it
    "dropped",  # links that are gone
    "inserted",  # a link that follows no line of the chain
    "moved",  # a link that stands in another place than its own
    "repeated",  # a line that stands there twice
    "forked",  # two links that follow the same line
    "torn",  # a write that was cut off
    "truncated",  # the chain ends before a head that is known
    "replaced",  # the chain does not pass through a head that is known
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a stored chain; `line` counts from 1, the message says what it means."""

    line: int
    kind: FaultKind
    message: str

    def __str__(self) -> str:
        """Give the line to print."""
        return f"line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Stub:
    """Of a readable line, what places it."""

    line: int
    n: int
    prev: str
    digest: str


Trunk = tuple[Stub, ...]
_ENOUGH = 1000
"""Lines that are no links, after which nothing more is learnt from reading on."""


def diagnose(lines: Sequence[bytes]) -> list[Fault]:
    """What is wrong with these stored lines, at most one fault a line, by line."""
    stubs, faults = _read(lines)
    unreadable = [fault.line for fault in faults if fault.kind == "unreadable"]
    trunks, forks = _tree(stubs)
    main, alien = _sequence(trunks)
    faults += [*forks, *alien, *_seams(main, unreadable), *_misnumbered(main), *_moved(main)]
    first: dict[int, Fault] = {}
    for fault in faults:
        first.setdefault(fault.line, fault)
    return [first[line] for line in sorted(first)]


def _read(lines: Sequence[bytes]) -> tuple[list[Stub], list[Fault]]:
    """The lines that are links, each once, and what is wrong with a line by itself."""
    stubs: dict[str, Stub] = {}
    faults, unreadable = [], 0
    for number, line in enumerate(lines, 1):
        try:
            link = read_link(line)
            if link.digest in stubs:
                message = f"repeats line {stubs[link.digest].line}: take it out"
                faults.append(Fault(number, "repeated", message))
                continue
            stubs[link.digest] = Stub(number, link.n, link.prev, link.digest)
            if link.line != line:
                message = "says a link, but not as the program writes it: put back the line as it was"
                faults.append(Fault(number, "rewritten", message))
        except EvidenceError as error:
            faults.append(Fault(number, "unreadable", f"{error}: put back the line as it was"))
            unreadable += 1
            if unreadable == _ENOUGH:
                message = (
                    f"of {number} lines {_ENOUGH} are no links, so the rest was not read: put back the file"
                )
                faults.append(Fault(number + 1, "unreadable", message))
                break
    return list(stubs.values()), faults


# ── the tree ───────────────────────────────────────────────────────────────────────────────────


def _tree(stubs: list[Stub]) -> tuple[list[Trunk], list[Fault]]:
    """The trunks, that from the origin first, and a fault for each branch beside one."""
    digests, after = {stub.digest for stub in stubs}, defaultdict[str, list[Stub]](list)
    for stub in stubs:
        after[stub.prev].append(stub)
    roots = [stub for stub in stubs if stub.prev not in digests]
    order = list(roots)
    for stub in order:  # grows while it is walked: parents before children
        order.extend(after[stub.digest])
    height: dict[str, int] = {}
    for stub in reversed(order):
        height[stub.digest] = 1 + max((height[child.digest] for child in after[stub.digest]), default=0)
    for children in after.values():
        children.sort(key=lambda stub: (-height[stub.digest], stub.line))
    starts = [*after[ORIGIN][:1], *(root for root in roots if root.prev != ORIGIN)]
    trunks = [tuple(_climb(start, after)) for start in starts]
    return trunks, [*_forks(trunks, after)]


def _climb(stub: Stub, after: dict[str, list[Stub]]) -> Iterator[Stub]:
    """From a root along the longest way up."""
    yield stub
    while children := after[stub.digest]:
        stub = children[0]
        yield stub


def _forks(trunks: Iterable[Trunk], after: dict[str, list[Stub]]) -> Iterator[Fault]:
    parents = [(stub.line, stub.digest) for trunk in trunks for stub in trunk]
    for line, digest in [(0, ORIGIN), *parents]:
        for other in after[digest][1:]:
            main = after[digest][0]
            place = f"line {line}, as line {main.line} does" if line else f"nothing, as line {main.line} does"
            message = f"follows {place}: the chain forked here, or a line was put in"
            yield Fault(other.line, "forked", message)


# ── the order of the trunks ────────────────────────────────────────────────────────────────────


def _sequence(trunks: list[Trunk]) -> tuple[list[Trunk], list[Fault]]:
    """The trunks that make up the chain, in the order of their numbers, and a fault for each other line."""
    main: list[Trunk] = []
    aliens: list[Fault] = []
    reached = 0
    for trunk in sorted(trunks, key=lambda trunk: (trunk[0].prev != ORIGIN, trunk[0].n, trunk[0].line)):
        if main and (trunk[0].n <= reached or trunk[-1].line < main[-1][-1].line):
            message = "follows no line of this chain: it was put in, take it out"
            aliens += [Fault(stub.line, "inserted", message) for stub in trunk]
        else:
            main.append(trunk)
            reached = _begins(trunk) + len(trunk) - 1
    return main, aliens


def _begins(trunk: Trunk) -> int:
    """The number of its first link: what follows nothing is the first, whatever it says."""
    return 1 if trunk[0].prev == ORIGIN else trunk[0].n


def _seams(main: list[Trunk], unreadable: list[int]) -> Iterator[Fault]:
    """What happened where one trunk ends and the next begins."""
    for before, trunk in pairwise([(), *main]):
        root = trunk[0]
        line, number = (before[-1].line, _begins(before) + len(before)) if before else (0, 1)
        gone = root.n - number
        if root.prev == ORIGIN or 0 < gone <= bisect_left(unreadable, root.line) - bisect_right(
            unreadable, line
        ):
            continue
        if gone:
            links = f"link {number} is" if gone == 1 else f"links {number} to {root.n - 1} are"
            yield Fault(root.line, "dropped", f"{links} gone before this line: put back the file as it was")
        elif before:
            message = (
                f"changed after line {root.line} was linked to it, or that line's digest was: "
                "put back the line as it was"
            )
            yield Fault(line, "edited", message)
        else:
            message = "is numbered 1 but names a line before it: put back the line as it was"
            yield Fault(root.line, "edited", message)


def _misnumbered(main: list[Trunk]) -> Iterator[Fault]:
    for trunk in main:
        for number, stub in enumerate(trunk, _begins(trunk)):
            if stub.n != number:
                message = f"is link {number} but says {stub.n}: put back the line as it was"
                yield Fault(stub.line, "edited", message)


def _moved(main: list[Trunk]) -> Iterator[Fault]:
    """The fewest lines whose moving would explain the order: those outside the longest run in order."""
    chain = [stub for trunk in main for stub in trunk]
    kept = _longest_rise([stub.line for stub in chain])
    for before, stub in pairwise([None, *chain]):
        if stub is not None and stub.line not in kept:
            place = f"after line {before.line}" if before else "first"
            yield Fault(stub.line, "moved", f"stands in the wrong place: it belongs {place}")


def _longest_rise(numbers: list[int]) -> set[int]:
    """A longest rising subsequence (patience sorting).

    >>> sorted(_longest_rise([1, 5, 2, 3, 4]))
    [1, 2, 3, 4]
    """
    tops: list[int] = []
    below: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        below[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    rise = set[int]()
    last = tops[-1] if tops else None
    while last is not None:
        rise.add(last)
        last = below[last]
    return rise
