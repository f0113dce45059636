r"""Check a chain over its stored bytes: nothing edited, dropped, inserted, moved, repeated or forked.

>>> import datetime as dt
>>> from charter.sealing.evidence.link import RecordedEvent, follow
>>> at, lines, head = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC), [], None
>>> for day in range(1, 6):
...     link = follow(head, RecordedEvent("entry", "Mara Lindqvist", at, {"name": f"hours of {day} March 2026"}))
...     lines, head = [*lines, link.line], link.head
>>> inspect_chain(b"\n".join(lines) + b"\n")
[]
>>> lines[2] = lines[2].replace(b"3 March", b"9 March")
>>> print(*inspect_chain(b"\n".join(lines) + b"\n"))
line 3: changed after line 4 was linked to it, or that line's digest was: put back the line as it was
>>> print(*inspect_chain(b"\n".join(lines[:1]) + b"\n", head))
line 1: the chain ends at link 1, but link 5 is known to have followed: put back the longer file

The quick pass costs little more than the digests: a line of a known shape is matched against one
pattern, and only a shape seen for the first time is parsed. When anything is amiss, the diagnosis
reads the whole chain and names what happened (diagnosis.py).
"""

from __future__ import annotations

import re
from binascii import hexlify
from hashlib import sha256
from typing import TYPE_CHECKING

from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.diagnosis import Fault, diagnose
from charter.sealing.evidence.link import ORIGIN, EvidenceError, Head, Link, read_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from charter.sealing.evidence.link import Plain

_START = (
    rb'\{"at":"(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ","by":"%b++",'
    rb'"format":1,"kind":"[a-z][a-z_]*+","n":([1-9]\d{0,14}+,"prev":".{64})"'
)
_ESCAPED = bytes(code for code in range(32) if code != ord("\n")) + b"\\"
_MOST_SHAPES = 64
"""Shapes worth remembering; a chain of more is no longer quicker by remembering."""


def inspect_chain(source: bytes | Chain, head: Head | None = None) -> list[Fault]:
    """Everything wrong with a chain, by line; an empty list for an unbroken one.

    `head` is one known from elsewhere (a sealed document, a mail): the chain must pass through it.
    Without it, links missing at the end cannot be seen.
    """
    chain = Chain(source) if isinstance(source, bytes) else source
    if b"\r" in chain.stored and b"\r\n" in chain.stored:  # the search for one byte is far quicker
        return _carriage_returns(chain, head)
    shapes = Shapes(plain=_is_plain(chain.stored))
    sound = _is_text(chain.stored) and _unbroken(chain.lines, shapes)
    faults = [] if sound else diagnose(chain.lines)
    return [*faults, *_torn(chain), *_known(chain, head)]


class BrokenChain(EvidenceError):  # noqa: N818 - named for what is wrong
    """A chain to which nothing is added, because it is broken; `faults` says where."""

    def __init__(self, place: str, faults: Sequence[Fault]) -> None:
        super().__init__(f"{place}, {faults[0]}")
        self.faults = tuple(faults)


def refuse_broken(chain: Chain, place: str) -> None:
    """Refuse to build on a broken chain. A write that was cut off is no break: the next one sets it aside.

    Raises BrokenChain.
    """
    if faults := [fault for fault in inspect_chain(chain) if fault.kind != "torn"]:
        raise BrokenChain(place, faults)


def _is_text(stored: bytes) -> bool:
    """Whether it is UTF-8 throughout, so that a pattern over bytes may take any text."""
    try:
        stored.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_plain(stored: bytes) -> bool:
    """Whether nothing in it is escaped or needs to be, so that a text ends at the next quote."""
    return len(stored.translate(None, _ESCAPED)) == len(stored)


def _unbroken(lines: list[bytes], shapes: Shapes) -> bool:
    """Whether every line is a canonical link that follows from the line before it."""
    prev, days = ORIGIN.encode(), set[bytes]()
    for n, line in enumerate(lines, 1):
        if match := shapes.pattern.fullmatch(line):
            day, place = match.groups()
            if place != b'%d,"prev":"%b' % (n, prev) or not (day in days or _canonical(line)):
                return False
            days.add(day)
        else:
            link = _canonical(line)
            if link is None or link.n != n or link.prev.encode() != prev:
                return False
            shapes.learn(link.what)
        prev = hexlify(sha256(line).digest())
    return True


def _canonical(line: bytes) -> Link | None:
    try:
        link = read_link(line)
        intact = link.line == line
    except EvidenceError:
        return None
    return link if intact else None


def _torn(chain: Chain) -> Iterator[Fault]:
    if chain.torn:
        yield Fault(
            len(chain) + 1, "torn", "a write was cut off here; the next record sets the rest of it aside"
        )


def _known(chain: Chain, head: Head | None) -> Iterator[Fault]:
    """What a head known from elsewhere tells."""
    if head is None or chain.holds(head):
        return
    if len(chain) < head.n:
        ends = f"the chain ends at link {len(chain)}" if len(chain) else "the chain is empty"
        message = f"{ends}, but link {head.n} is known to have followed: put back the longer file"
        yield Fault(len(chain), "truncated", message)
    else:
        message = f"this is not the link {head.n} that is known ({head.digest[:8]}…): the chain was replaced"
        yield Fault(head.n, "replaced", message)


def _carriage_returns(chain: Chain, head: Head | None) -> list[Fault]:
    """Name line ends that an editor or git has changed once, and look at what is left."""
    line = chain.stored[: chain.stored.index(b"\r\n")].count(b"\n") + 1
    message = "line ends were changed to CRLF: change them back to LF, and have git leave the file alone"
    return [Fault(line, "rewritten", message), *inspect_chain(chain.stored.replace(b"\r\n", b"\n"), head)]


# ── shapes ─────────────────────────────────────────────────────────────────────────────────────


class Shapes:
    """The shapes of `what` met so far, as one pattern of canonical lines that need no parsing.

    A shape is the names in order and the type of each fact. The pattern takes texts without escapes
    only; a line that has any is parsed. Its groups are the day, and `n` with `prev`.
    """

    def __init__(self, *, plain: bool) -> None:
        self._text = rb'[^"]' if plain else rb'[^"\\\x00-\x1f]'
        self._shapes = [b""]
        self.pattern = self._compiled()

    def learn(self, what: Mapping[str, Plain]) -> None:
        """Remember the shape of a `what` whose line was found canonical."""
        facts = b",".join(b'"%b":%b' % (name.encode(), self._fact(what[name])) for name in sorted(what))
        shape = rb',"what":\{' + facts + rb"\}"
        if what and shape not in self._shapes and len(self._shapes) < _MOST_SHAPES:
            self._shapes.append(shape)
            self.pattern = self._compiled()

    def _fact(self, fact: Plain) -> bytes:
        if isinstance(fact, bool):
            return rb"(?:true|false)"
        return rb"(?:0|-?[1-9]\d{0,14}+)" if isinstance(fact, int) else b'"' + self._text + b'*+"'

    def _compiled(self) -> re.Pattern[bytes]:
        shapes = rb"|".join(reversed(self._shapes))
        return re.compile(_START % self._text + rb"(?:" + shapes + rb")\}", re.DOTALL)
