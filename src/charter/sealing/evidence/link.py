"""A link of the evidence chain: one event, its number, and the digest of the line before it.

A line is the canonical JSON of a link: `at` (UTC), `by`, `format` (1; the first lines ever written lack it), `kind`,
`n` (its line number), `prev` (the digest of the previous line, zeros for the first) and, unless empty, `what`. The
digest of a link is that of its line's stored bytes, so that a later program, whatever it would write, still reads and
checks what an earlier one wrote.

>>> event = RecordedEvent("opened", "Mara Lindqvist", dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC), {"name": "Audit"})
>>> first = follow(None, event)
>>> first.line[:79]
b'{"at":"2026-03-04T09:00:00Z","by":"Mara Lindqvist","format":1,"kind":"opened","'
>>> second = follow(first.head, event)
>>> second.n, second.prev == first.digest, read_link(second.line) == second
(2, True, True)

`KINDS` lists what evidence can say. A writer is held to it; a reader is not, so that a chain of a later program
still reads. `digest` is the SHA-256 of the exact bytes meant; `commitment` a salted digest of personal content (see
commitment.py), which alone may be erased. An entry states its digest, its name (kind and day) and its place in the
journal; a personal one its commitment and nothing else, for what stays after an erasure must not tell what was
erased.

>>> missing("seen", {"round": 2})
['digest']
>>> event_in_words("seen", {"digest": "3f2a" + "0" * 60, "round": 2})
'saw a version of the document (digest 3f2a0000…, round 2)'
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from charter.sealing.evidence.act import Refusal
from charter.sealing.evidence.canonical import EXACT, canonical, sha256_hex

if TYPE_CHECKING:
    from collections.abc import Mapping

Plain = str | int | bool
"""What a link may say: a text, a whole number, a truth."""

FORMAT = 1
"""The format of a line that this release writes and reads."""

ORIGIN = "0" * 64
"""What the first link has for the digest of its predecessor."""

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "opened":      ("opened the engagement", ("name",)),
    "offered":     ("offered a version of the document", ("digest",)),
    "seen":        ("saw a version of the document", ("digest",)),
    "agreed":      ("agreed to a version of the document", ("digest",)),
    "signed":      ("signed the document", ("digest",)),
    "declined":    ("declined to sign", ("digest", "reason")),
    "handed":      ("handed the signature on", ("digest", "to")),
    "refused":     ("was refused", ("reason",)),
    "sealed":      ("sealed the document", ("digest",)),
    "timestamped": ("had a time stamped on it", ("digest",)),
    "supplied":    ("added what a reader will need to judge the certificates", ("digest",)),
    "amended":     ("amended the agreement", ("amendment", "digest")),
    "entry":       ("recorded an entry", ()),
    "correction":  ("recorded a correction", ()),
    "committed":   ("committed to content that is not shown yet", ("commitment",)),
    "revealed":    ("revealed what was committed to", ("commitment",)),
    "erased":      ("erased personal content on request", ("commitment", "reason")),
    "exported":    ("exported the engagement", ()),
    "imported":    ("imported the engagement", ()),
}  # fmt: skip
"""Kind: what its author did, and the facts that it must state."""

_LONG = re.compile(r"[0-9a-f]{64}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z][a-z_]*")
_KEYS = {"at", "by", "kind", "n", "prev"}


class EvidenceError(Refusal):
    """What cannot be recorded, read or merged; the message says where and how to mend it."""


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """Something to record: its kind, by whom, when (with a zone; kept to the second), and what."""

    kind: str
    by: str
    at: dt.datetime
    what: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain reached and what it said: the number and digest of a link.

    >>> Head.parse("2:" + "ab" * 32).n
    2
    """

    n: int
    digest: str

    def __str__(self) -> str:
        """Give the text to print into documents and mails."""
        return f"{self.n}:{self.digest}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` gives. Raises EvidenceError."""
        found = re.fullmatch(r"([1-9][0-9]{0,14}):([0-9a-f]{64})", text.strip())
        if not found:
            raise EvidenceError(
                f'"{text:.80}" is no head of a chain: write the number, a colon and the 64 digits of the digest'
            )
        return cls(int(found[1]), found[2])


@dataclass(frozen=True, slots=True)
class Link:
    """One event in its place in the chain, with the digest of its stored line."""

    n: int
    prev: str
    at: dt.datetime
    by: str
    kind: str
    what: Mapping[str, Plain]
    digest: str
    versioned: bool = True
    """Whether its line says of which format it is; the first lines ever written did not."""

    @property
    def line(self) -> bytes:
        """The line that this program writes for it, without newline."""
        event = RecordedEvent(self.kind, self.by, self.at, self.what)
        return _line(self.n, self.prev, event, versioned=self.versioned)

    @property
    def head(self) -> Head:
        """The head of the chain that ends here."""
        return Head(self.n, self.digest)


def follow(head: Head | None, event: RecordedEvent) -> Link:
    """The link that records an event after `head` (None: the first). Raises EvidenceError for a bad event."""
    n, prev = (head.n + 1, head.digest) if head else (1, ORIGIN)
    if event.at.tzinfo is None:
        raise EvidenceError(f"the time {event.at.isoformat()} has no zone: say in which zone it was read")
    what = {name: value for name, value in event.what.items() if value is not None}
    line = _line(n, prev, RecordedEvent(event.kind, event.by, event.at, what))
    return read_link(line)


def read_link(line: bytes) -> Link:
    """The link on a stored line, canonical or not. Raises EvidenceError saying what is wrong with it."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise EvidenceError("is not JSON") from error
    if not isinstance(found, dict) or not found.keys() >= _KEYS:
        raise EvidenceError(f"is no link: it has not all of {', '.join(sorted(_KEYS))}")
    version = found.get("format", FORMAT)
    if type(version) is not int or version != FORMAT:
        raise EvidenceError(
            f"is of format {version!r:.40}, and this release reads {FORMAT}: take a later one"
        )
    if extra := found.keys() - _KEYS - {"format", "what"}:
        raise EvidenceError(f"is no link of this format: it has {', '.join(sorted(extra))}")
    return Link(
        n=_number(found["n"]),
        prev=_text(found["prev"], "prev", _DIGEST),
        at=_moment(found["at"]),
        by=_text(found["by"], "by"),
        kind=_text(found["kind"], "kind", _NAME),
        what=_facts(found.get("what", {})),
        digest=sha256_hex(line),
        versioned="format" in found,
    )


def missing(kind: str, what: Mapping[str, Plain]) -> list[str]:
    """The facts that an event of this kind needs and does not state. Raises KeyError for an unknown kind."""
    return [name for name in KINDS[kind][1] if what.get(name) in {None, ""}]


def event_in_words(kind: str, what: Mapping[str, Plain]) -> str:
    """What the author of an event did, for people: digests are shortened, an unknown kind is named."""
    done = KINDS[kind][0] if kind in KINDS else f"recorded an event of the kind {kind}"
    facts = ", ".join(f"{name.replace('_', ' ')} {_short(fact)}" for name, fact in sorted(what.items()))
    return f"{done} ({facts})" if facts else done


# ── a link's parts ─────────────────────────────────────────────────────────────────────────────


def _line(n: int, prev: str, event: RecordedEvent, *, versioned: bool = True) -> bytes:
    place: dict[str, Any] = {"n": n, "prev": prev} | ({"format": FORMAT} if versioned else {})
    link = place | {"at": _stamp(event.at), "by": event.by, "kind": event.kind}
    try:
        return canonical(link | ({"what": event.what} if event.what else {}))
    except ValueError as error:
        raise EvidenceError(f"this {event.kind} cannot be recorded: {error}") from error


def _stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= EXACT:
        raise EvidenceError(f"has {value!r:.40} where its number should stand")
    return value


def _text(value: object, key: str, form: re.Pattern[str] | None = None) -> str:
    if not isinstance(value, str) or not value or (form and not form.fullmatch(value)):
        raise EvidenceError(f"has {value!r:.40} for {key}")
    return value


def _moment(value: object) -> dt.datetime:
    try:
        at = dt.datetime.fromisoformat(_text(value, "at"))
        zoned = at.tzinfo is not None and at.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise EvidenceError(f"has {value!r:.40} for a time") from error
    if not zoned:
        raise EvidenceError(f"has the time {value!r:.40}, without a zone")
    return zoned


def _facts(value: object) -> Mapping[str, Plain]:
    if not isinstance(value, dict):
        raise EvidenceError(f"has {value!r:.40} for what")
    for name, fact in value.items():
        if not _NAME.fullmatch(name) or not isinstance(fact, str | int):
            raise EvidenceError(f"says {name!r:.40}: {fact!r:.40}, which is no plain fact")
    return value


def _short(fact: Plain) -> str:
    text = str(fact)
    return f"{text[:8]}…" if _LONG.fullmatch(text) else text
