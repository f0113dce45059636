r"""The journal against the chain: what is not recorded yet, was changed since, is gone, stands twice.

People edit `journal.toml` by hand; the chain says when each entry was recorded and what it said. An
entry is known by the digest of its content, so that its place, its comments and its layout in the
file are free. Corrections are entries, not edits.

>>> march = [Noted.of({"kind": "hours", "on": f"2026-03-0{day}", "hours": "3 hours"}) for day in (4, 5)]
>>> print(*unrecorded(march, Chain()), sep="\n")
entry 1 (hours of 4 March 2026) is not recorded yet: run `charter record`
entry 2 (hours of 5 March 2026) is not recorded yet: run `charter record`
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from charter.sealing.canonical import digest_of
from charter.sealing.chain import Chain
from charter.sealing.link import Link
from charter.sealing.noted import Noted, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from charter.sealing.commitment import Opening


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which journal and chain differ; `place` counts entries in the journal from 1, 0 when gone."""

    kind: Literal["new", "changed", "unproven", "gone", "twice", "orphan"]
    place: int
    name: str
    message: str

    def __str__(self) -> str:
        """Give the line to print."""
        return f"entry {self.place} ({self.name}) {self.message}" if self.place else self.message


def unrecorded(
    entries: Sequence[Noted], chain: Chain, openings: Mapping[str, Opening] | None = None
) -> list[Difference]:
    """How the journal differs from what the chain recorded: in the journal's order, what is gone last.

    `openings` is the private content (`commitment.kept`), needed for entries recorded as personal.
    Raises EvidenceError for a chain that cannot be read.
    """
    digests = [entry.digest for entry in entries]
    recorded = _recorded(chain, openings or {})
    spare = Counter(known for _, known in recorded)
    fresh: list[int] = []
    for index, known in enumerate(digests):
        if spare[known]:
            spare[known] -= 1
        else:
            fresh.append(index)
    gone = _left_over(recorded, spare)
    pairs = _pairs([(index, entries[index]) for index in fresh], gone, digests, recorded)
    lost = {link.n for link, known in recorded if not known}
    differences = [_fresh(entries, digests, index, pairs.get(index), lost) for index in fresh]
    taken = {link.n for link in pairs.values()}
    return [*differences, *(_gone(link) for link in gone if link.n not in taken)]


# ── recorded entries ───────────────────────────────────────────────────────────────────────────


def _recorded(chain: Chain, openings: Mapping[str, Opening]) -> list[tuple[Link, str]]:
    """The recorded entries with the digest of their content, in the order of the journal then.

    Each was recorded with its place, so that putting them in one by one gives the journal as it was.
    """
    erased = {link.what["commitment"] for link in chain.find("erased")}
    found = sorted([*chain.find("entry"), *chain.find("correction")], key=lambda link: link.n)
    entries: list[tuple[Link, str]] = []
    for link in found:
        known = _known(link, openings)
        if link.what.get("commitment") not in erased:
            place = link.what.get("place", 0)
            entries.insert(int(place) - 1 if place else len(entries), (link, known))
    return entries


def _known(link: Link, openings: Mapping[str, Opening]) -> str:
    opening = openings.get(str(link.what.get("commitment", "")))
    return digest_of(opening.content) if opening else str(link.what.get("digest", ""))


def _left_over(recorded: list[tuple[Link, str]], spare: Counter[str]) -> list[Link]:
    """The recorded entries that no entry of the journal answers to: the latest of equal ones."""
    left, gone = Counter(spare), []
    for link, known in reversed(recorded):
        if left[known] > 0:
            left[known] -= 1
            gone.append(link)
    return gone[::-1]


def _pairs(
    fresh: list[tuple[int, Noted]],
    gone: list[Link],
    digests: list[str],
    recorded: list[tuple[Link, str]],
) -> dict[int, Link]:
    """Which new entry is a gone one, changed: of the same name, or else in the same place.

    The place is told by the entry before it that both know.
    """
    pairs: dict[int, Link] = {}
    new_after = _anchors(digests, {index for index, _ in fresh})
    taken = {link.n for link in gone}
    gone_at = {index for index, (link, _) in enumerate(recorded) if link.n in taken}
    anchored = _anchors([known for _, known in recorded], gone_at)
    gone_after = {recorded[index][0].n: anchored[index] for index in gone_at}
    for by_name in (True, False):
        paired = {link.n for link in pairs.values()}
        waiting = defaultdict[str, deque[Link]](deque)
        for link in gone:
            if link.n not in paired:
                waiting[str(link.what.get("name")) if by_name else gone_after[link.n]].append(link)
        for index, entry in fresh:
            key = entry.name if by_name else new_after[index]
            if index not in pairs and waiting[key]:
                pairs[index] = waiting[key].popleft()
    return pairs


def _anchors(known: list[str], strangers: set[int]) -> dict[int, str]:
    """For each stranger, the digest of the nearest entry before it that is none."""
    anchor, found = "", {}
    for index, content in enumerate(known):
        if index in strangers:
            found[index] = anchor
        else:
            anchor = content
    return found


# ── what to say ────────────────────────────────────────────────────────────────────────────────


def _fresh(
    entries: Sequence[Noted], digests: list[str], index: int, was: Link | None, lost: set[int]
) -> Difference:
    place, name = index + 1, entries[index].name
    if was and was.n in lost:
        message = (
            f"was recorded on {spoken(was.at)} (link {was.n}), but its private content is missing, "
            "so nobody can say whether it is unchanged: put back the file that held it"
        )
        return Difference("unproven", place, name, message)
    if was:
        message = (
            f"was changed since it was recorded on {spoken(was.at)} (link {was.n}): "
            "put it back as it was, and add an entry that corrects it"
        )
        return Difference("changed", place, name, message)
    if digests[index] in digests[:index]:
        message = (
            f"says the same as entry {digests.index(digests[index]) + 1}: "
            "take one out, or add a note that tells them apart"
        )
        return Difference("twice", place, name, message)
    return Difference("new", place, name, "is not recorded yet: run `charter record`")


def _gone(link: Link) -> Difference:
    name = str(link.what.get("name", "an entry"))
    message = (
        f"{name}, recorded on {spoken(link.at)} (link {link.n}), is gone from the journal: "
        "put it back, and add an entry that corrects it"
    )
    return Difference("gone", 0, name, message)
