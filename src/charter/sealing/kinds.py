"""What evidence can say: each kind of event with the facts it cannot do without.

A writer is held to this list; a reader is not, so that a chain of a later program still reads.
`digest` is the SHA-256 of the exact bytes meant; `commitment` a salted digest of personal content
(see commitment.py), which alone may be erased. An entry states its digest, its name (kind and day) and its
place in the journal; a personal one its commitment and nothing else, for what stays after an erasure must not
tell what was erased.

>>> missing("seen", {"round": 2})
['digest']
>>> sentence("seen", {"digest": "3f2a" + "0" * 60, "round": 2})
'saw a version of the document (digest 3f2a0000…, round 2)'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter.sealing.link import Plain

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "opened":      ("opened the engagement", ("name",)),
    "offered":     ("offered a version of the document", ("digest",)),
    "seen":        ("saw a version of the document", ("digest",)),
    "agreed":      ("agreed to a version of the document", ("digest",)),
    "signed":      ("signed the document", ("digest",)),
    "declined":    ("declined to sign", ("digest", "reason")),
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


def missing(kind: str, what: Mapping[str, Plain]) -> list[str]:
    """The facts that an event of this kind needs and does not state. Raises KeyError for an unknown kind."""
    return [name for name in KINDS[kind][1] if what.get(name) in {None, ""}]


def sentence(kind: str, what: Mapping[str, Plain]) -> str:
    """What the author of an event did, for people: digests are shortened, an unknown kind is named."""
    done = KINDS[kind][0] if kind in KINDS else f"recorded an event of the kind {kind}"
    facts = ", ".join(f"{name.replace('_', ' ')} {_short(fact)}" for name, fact in sorted(what.items()))
    return f"{done} ({facts})" if facts else done


def _short(fact: Plain) -> str:
    text = str(fact)
    return f"{text[:8]}…" if _LONG.fullmatch(text) else text
