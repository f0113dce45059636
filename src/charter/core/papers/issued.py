"""What was issued stays what it was: its paper has a digest, and comes out of it again or not at all.

The digest is the SHA-256 of the paper's JSON (`tree.as_json`). Who issues keeps these bytes; where they are lost, the
paper is made anew of what was frozen and known then, and must have the same digest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import is_dataclass

from charter.core.document import tree as words
from charter.core.engagement import Engagement
from charter.core.issuing import NO_NUMBERS, issue
from charter.core.papers import tree
from charter.core.papers.invoice import invoice
from charter.core.papers.tree import Paper
from charter.core.vocabulary.entry import Issued

_NODES = {name: node for room in (words, tree) for name, node in vars(room).items() if is_dataclass(node)}


class NotAsIssued(ValueError):  # noqa: N818 - it is named for what is so
    """A paper does not come out as it was issued: the program words it otherwise now, and its bytes were not kept."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"{number} does not come out as it was issued: this release words it otherwise, and what was kept of it is"
            " missing or was changed; bring that back, or use the release of its day"
        )


def paper_digest(paper: Paper) -> str:
    """Give the digest of a paper, in hex."""
    return hashlib.sha256(words.as_json(paper)).hexdigest()


def issue_with_papers(
    engagement: Engagement,
    today: dt.date,
    by: str = "",
    elsewhere: frozenset[str] = NO_NUMBERS,
    *,
    only: str = "",
    agreed: str = "",
) -> tuple[Issued, ...]:
    """Give the entries that issue drafts as `issue` does, each with the digest of its paper; raises the same."""
    fresh = issue(engagement, today, by, elsewhere, only=only, agreed=agreed)
    return tuple(
        entry.model_copy(update={"paper": paper_digest(invoice(engagement, entry, today))}) for entry in fresh
    )


def issued_paper(engagement: Engagement, entry: Issued, kept: bytes | None = None) -> Paper:
    """Give what was issued as it was issued: from the bytes that were kept, or made anew.

    Raises NotAsIssued where neither has the digest of the entry; without one there, it is made anew.
    """
    if kept is not None and entry.paper == hashlib.sha256(kept).hexdigest():
        found: Paper = words.from_data(json.loads(kept), _NODES)
        return found
    made = invoice(engagement, entry, entry.known)
    if entry.paper not in {None, paper_digest(made)}:
        raise NotAsIssued(entry.number)
    return made
