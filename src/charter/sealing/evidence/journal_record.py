r"""The journal and the chain: its entries ready to be recorded, and what is not recorded, changed, gone, double.

People edit `journal.toml` by hand; the chain says when each entry was recorded and what it said. An
entry is known by the digest of its content, so that its place, its comments and its layout in the
file are free. Corrections are entries, not edits.

>>> entry = JournalRecord.of({"kind": "hours", "on": dt.date(2026, 3, 4), "hours": "3 hours"})
>>> entry.name, entry.correction
('hours of 4 March 2026', False)
>>> entry.digest == JournalRecord.of({"hours": "3 hours", "on": "2026-03-04", "kind": "hours"}).digest
True
>>> march = [JournalRecord.of({"kind": "hours", "on": f"2026-03-0{day}", "hours": "3 hours"}) for day in (4, 5)]
>>> print(*unrecorded(march, Chain()), sep="\n")
entry 1 (hours of 4 March 2026) is not recorded yet: record them
entry 2 (hours of 5 March 2026) is not recorded yet: record them
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Self

from charter.core.vocabulary.dates.clock import local
from charter.sealing.evidence.act import Act
from charter.sealing.evidence.canonical import canonical, digest_of
from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.link import EvidenceError, Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charter.sealing.evidence.commitment import Opening


_CORRECTIONS = {"void"}
"""Kinds of entry that say that another one never counted."""


@dataclass(frozen=True, slots=True)
class JournalRecord:
    """An entry of the journal as it stands in the file: what to call it, and its table.

    `personal` content is committed to under a salt, so that it can be erased.
    """

    name: str
    content: Mapping[str, object]
    correction: bool = False
    personal: bool = False

    @classmethod
    def of(cls, table: Mapping[str, object], *, personal: bool = False) -> Self:
        """Take a `[[entry]]` table as read, dates as dates or as texts. Raises EvidenceError for one unfit."""
        try:
            canonical(table)
        except ValueError as error:
            raise EvidenceError(f"an entry of the journal cannot be recorded: {error}") from error
        return cls(entry_name(table), table, table.get("kind") in _CORRECTIONS, personal)

    @property
    def digest(self) -> str:
        """What it is known by."""
        return digest_of(self.content)


def entry_name(content: object) -> str:
    """Name an entry by its kind and day; content that is no entry is just that.

    >>> entry_name({"kind": "note", "on": "2026-03-09"}), entry_name("a text")
    ('note of 9 March 2026', 'content')
    """
    if not isinstance(content, Mapping):
        return "content"
    return f"{content.get('kind', 'entry')}{_day(content.get('on'))}"


def _day(on: object) -> str:
    try:
        return f" of {spoken(dt.date.fromisoformat(str(on)))}"
    except ValueError:
        return ""


def spoken(day: dt.date) -> str:
    """Give a day as one says it: 4 March 2026."""
    return f"{day.day} {day:%B %Y}"


def spoken_in(zone: str, moment: dt.datetime) -> str:
    """Give the day on which a moment falls in a zone, as one says it."""
    return spoken(local(moment, zone))


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One way in which journal and chain differ; `place` counts entries in the journal from 1, 0 when gone.

    `message` says what is so, and `act` what would mend it where the message does not.
    """

    kind: Literal["new", "changed", "unproven", "gone", "twice", "orphan", "ahead"]
    place: int
    name: str
    message: str
    act: Act | None = None

    @property
    def reason(self) -> str:
        """What is so, with the entry that it is about."""
        return f"entry {self.place} ({self.name}) {self.message}" if self.place else self.message

    def with_act(self, act: str) -> str:
        """Say it with the act as a door calls it."""
        return f"{self.reason}: {act}"

    def __str__(self) -> str:
        """Give the line to print."""
        return self.with_act(self.act.value) if self.act else self.reason


def unrecorded(
    entries: Sequence[JournalRecord],
    chain: Chain,
    openings: Mapping[str, Opening] | None = None,
    zone: str = "UTC",
) -> list[Discrepancy]:
    """How the journal differs from what the chain recorded: in the journal's order, what is gone last.

    `openings` is the private content (`commitment.kept`), needed for entries recorded as personal; `zone` the
    agreement's, by which days are said.
    Raises EvidenceError for a chain that cannot be read.
    """
    digests = [entry.digest for entry in entries]
    recorded = _recorded(chain, openings or {})
    spare = Counter(each.digest for each in recorded)
    fresh: list[int] = []
    for index, known in enumerate(digests):
        if spare[known]:
            spare[known] -= 1
        else:
            fresh.append(index)
    gone = _left_over(recorded, spare)
    pairs = _pairs([(index, entries[index]) for index in fresh], gone, digests, recorded)
    differences = [_fresh(entries, digests, index, pairs.get(index), zone) for index in fresh]
    taken = {each.link.n for each in pairs.values()}
    return [*differences, *(_gone(each, zone) for each in gone if each.link.n not in taken)]


# ── recorded entries ───────────────────────────────────────────────────────────────────────────


class _Recorded(NamedTuple):
    """A recorded entry: its link, the digest of its content ("" where that is private and missing), its name."""

    link: Link
    digest: str
    name: str


def _recorded(chain: Chain, openings: Mapping[str, Opening]) -> list[_Recorded]:
    """The recorded entries in the order of the journal then.

    Each was recorded with its place, so that putting them in one by one gives the journal as it was. That of a
    personal entry is kept with its content; without that it comes last.
    """
    erased = {link.what["commitment"] for link in chain.find("erased")}
    found = sorted([*chain.find("entry"), *chain.find("correction")], key=lambda link: link.n)
    entries: list[_Recorded] = []
    for link in found:
        if link.what.get("commitment") not in erased:
            opening = openings.get(str(link.what.get("commitment", "")))
            place = opening.place if opening else int(link.what.get("place", 0))
            entries.insert(place - 1 if place else len(entries), _known(link, opening))
    return entries


def _known(link: Link, opening: Opening | None) -> _Recorded:
    if opening:
        return _Recorded(link, digest_of(opening.content), entry_name(opening.content))
    name = "a personal entry" if "commitment" in link.what else "an entry"
    return _Recorded(link, str(link.what.get("digest", "")), str(link.what.get("name", name)))


def _left_over(recorded: list[_Recorded], spare: Counter[str]) -> list[_Recorded]:
    """The recorded entries that no entry of the journal answers to: the latest of equal ones."""
    left, gone = Counter(spare), []
    for each in reversed(recorded):
        if left[each.digest] > 0:
            left[each.digest] -= 1
            gone.append(each)
    return gone[::-1]


def _pairs(
    fresh: list[tuple[int, JournalRecord]],
    gone: list[_Recorded],
    digests: list[str],
    recorded: list[_Recorded],
) -> dict[int, _Recorded]:
    """Which new entry is a gone one, changed: of the same name, or else in the same place.

    The place is told by the entry before it that both know.
    """
    pairs: dict[int, _Recorded] = {}
    new_after = _anchors(digests, {index for index, _ in fresh})
    taken = {each.link.n for each in gone}
    gone_at = {index for index, each in enumerate(recorded) if each.link.n in taken}
    anchored = _anchors([each.digest for each in recorded], gone_at)
    gone_after = {recorded[index].link.n: anchored[index] for index in gone_at}
    for by_name in (True, False):
        paired = {each.link.n for each in pairs.values()}
        waiting = defaultdict[str, deque[_Recorded]](deque)
        for each in gone:
            if each.link.n not in paired:
                waiting[each.name if by_name else gone_after[each.link.n]].append(each)
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
    entries: Sequence[JournalRecord], digests: list[str], index: int, was: _Recorded | None, zone: str
) -> Discrepancy:
    place, name = index + 1, entries[index].name
    if was and not was.digest:
        message = (
            f"was recorded on {spoken_in(zone, was.link.at)} (link {was.link.n}), but its private content is missing, "
            "so nobody can say whether it is unchanged: put back the file that held it"
        )
        return Discrepancy("unproven", place, name, message)
    if was:
        message = (
            f"was changed since it was recorded on {spoken_in(zone, was.link.at)} (link {was.link.n}): "
            "put it back as it was, and add an entry that corrects it"
        )
        return Discrepancy("changed", place, name, message)
    if digests[index] in digests[:index]:
        message = (
            f"says the same as entry {digests.index(digests[index]) + 1}: "
            "take one out, or add a note that tells them apart"
        )
        return Discrepancy("twice", place, name, message)
    return Discrepancy("new", place, name, "is not recorded yet", Act.RECORD)


def _gone(was: _Recorded, zone: str) -> Discrepancy:
    message = (
        f"{was.name}, recorded on {spoken_in(zone, was.link.at)} (link {was.link.n}), is gone from the journal: "
        "put it back, and add an entry that corrects it"
    )
    return Discrepancy("gone", 0, was.name, message)
