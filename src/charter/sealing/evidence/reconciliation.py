"""The books of an engagement, as they stand, against the chain: terms, amendments, journal.

The terms are free until somebody signs them; from then on only an amendment changes them. An
amendment is signed when it comes in, so it stays as it was recorded.

>>> import datetime as dt, tempfile
>>> from pathlib import Path
>>> folder = tempfile.TemporaryDirectory()
>>> from charter.sealing.evidence.folder_store import FolderStore
>>> store = FolderStore(Path(folder.name))
>>> hours = JournalRecord.of({"kind": "hours", "on": "2026-03-04", "hours": "3 hours"})
>>> books = Books("audit", "title = 'Audit'", {1: JournalRecord.of({"number": 1})}, (hours,))
>>> at = dt.datetime(2026, 3, 4, 18, tzinfo=dt.UTC)
>>> [link.kind for link in write_up(store, books, "Mara Lindqvist", at)]
['opened', 'offered', 'amended', 'entry']
>>> write_up(store, books, "Mara Lindqvist", at)
[]
>>> print(*discrepancies(replace(books, amendments={}), store.chain()))
amendment 1, recorded on 4 March 2026 (link 3), is gone: put it back, and undo it by another amendment
>>> folder.cleanup()
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from charter.core.reading import Problems, read_agreement, write
from charter.core.vocabulary import toml
from charter.core.vocabulary.dates.clock import local
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.header import NAME as HEADER
from charter.sealing.evidence.act import Act
from charter.sealing.evidence.append import append, orphans, without_content
from charter.sealing.evidence.canonical import sha256_hex
from charter.sealing.evidence.inspection import refuse_broken
from charter.sealing.evidence.journal_record import Discrepancy, JournalRecord, spoken, spoken_in, unrecorded
from charter.sealing.evidence.link import EvidenceError, RecordedEvent
from charter.sealing.evidence.record import record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from charter.core.agreement import Agreement
    from charter.core.engagement import Engagement
    from charter.core.vocabulary.entry import Entry
    from charter.sealing.evidence.chain import Chain
    from charter.sealing.evidence.commitment import Opening
    from charter.sealing.evidence.link import Link, Plain
    from charter.sealing.evidence.store import EvidenceStore

TERMS = "terms"
"""What the chain calls a version of the agreement's terms, as `charter.write` prints them."""


ENTRIES = ("entry", "correction")
"""The kinds of links that record an entry of the journal."""


MOST_TOLD = 5
"""So many differences are told in one message; a list of them all is `NotRecordable.differences`."""


class NotRecordable(EvidenceError):  # noqa: N818 - named for what is wrong
    """Nothing was recorded, because of these differences, which people mend."""

    def __init__(self, differences: Sequence[Discrepancy]) -> None:
        told, more = [*map(str, differences[:MOST_TOLD])], len(differences) - MOST_TOLD
        super().__init__("; ".join([*told, f"and {more} more"] if more > 0 else told))
        self.differences = tuple(differences)


@dataclass(frozen=True, slots=True)
class Books:
    """What an engagement says: its name, the terms as first agreed, the amendments by number, the journal in order.

    `zone` is the agreement's, by which days are said. `earliest` has, for each entry, the first day on which it may be
    recorded; None where it may be at any time.
    """

    name: str
    terms: str
    amendments: Mapping[int, JournalRecord]
    entries: tuple[JournalRecord, ...]
    zone: str = "UTC"
    earliest: tuple[dt.date | None, ...] = ()

    @classmethod
    def of(
        cls,
        engagement: Engagement,
        files: Mapping[str, bytes],
        personal: Collection[int] = (),
        *,
        signed: bytes | None = None,
    ) -> Self:
        """Take an engagement and the files that it was read from (`folder.texts`).

        `signed` are the terms as they were frozen, if they were: where they say the same, they are the terms.
        `personal` are the places in the journal, from 1, of entries to be committed to under a salt. Raises
        EvidenceError for a place where no entry stands, and for an entry that has no exact form.
        """
        journal = _table(files.get("journal.toml", b"")).get("entry", [])
        if beyond := [place for place in personal if not 1 <= place <= len(journal)]:
            raise EvidenceError(f"there is no entry {beyond[0]}: the journal has {len(journal)}")
        amendments = (_terms_in(files[name]) for name in sorted(files) if name.startswith("amendments/"))
        return cls(
            engagement.name,
            text_of(engagement.agreement, signed),
            {int(table["number"]): JournalRecord.of(table) for table in amendments},
            tuple(
                JournalRecord.of(table, personal=place in personal) for place, table in enumerate(journal, 1)
            ),
            engagement.agreement.zone,
            tuple(map(_earliest, engagement.journal.entries[: len(journal)])),
        )

    def under_salts(self, chain: Chain) -> Self:
        """Give the same, every entry personal but those that the chain has by their plain digest already.

        So the content of each can be erased later, and the chain never told of it.
        """
        plain = _by_plain_digest(chain)
        entries = (replace(each, personal=each.digest not in plain) for each in self.entries)
        return replace(self, entries=tuple(entries))


def text_of(agreement: Agreement, signed: bytes | None) -> str:
    """Give terms as text: as they were frozen where that says the same, else as they are written now.

    So what an earlier schema, or an earlier release, wrote of the same terms stays what was signed.
    """
    text = write(agreement)
    if signed is None or signed == text.encode():
        return text
    try:
        return signed.decode() if read_agreement(signed) == agreement else text
    except (Problems, UnicodeDecodeError):
        return text


def discrepancies(
    books: Books, chain: Chain, openings: Mapping[str, Opening] | None = None
) -> list[Discrepancy]:
    """How the books differ from what the chain recorded; raises as `journal_record.unrecorded` does."""
    return [
        *_terms(books.terms, chain, books.zone),
        *_amendments(books.amendments, chain, books.zone),
        *unrecorded(books.entries, chain, openings, books.zone),
    ]


def write_up(store: EvidenceStore, books: Books, by: str, at: dt.datetime) -> list[Link]:
    """Record all that is new in the books, and give the links. Doing it again adds nothing.

    Raises NotRecordable, with nothing recorded, where something was changed since it was recorded, is gone or stands
    twice, and where what is new says that something happened on a day still to come; EvidenceError for an entry that
    is to be personal and stands in the chain by its plain digest; BrokenChain; and as `record` does.
    """
    with store.lock():
        chain = store.chain()
        refuse_broken(chain, store.place)
        _refuse_too_late(books, chain)
        found = discrepancies(books, chain, store.openings())
        wrong = [each for each in found if each.kind != "new"] or [*_ahead(books, found, at)]
        if wrong:
            raise NotRecordable(wrong)
        return [*_beside_journal(store, books, by, at), *record(store, books.entries, by, at)]


def offer_terms(store: EvidenceStore, books: Books, by: str, at: dt.datetime) -> list[Link]:
    """Record the terms alone, as they are about to be signed, unless they stand there already."""
    return _beside_journal(store, replace(books, amendments={}), by, at)


def examine_books(store: EvidenceStore, books: Books) -> list[Discrepancy]:
    """Give all that the books and the private content say otherwise than a sound chain. Raises as `discrepancies`."""
    chain, openings = store.chain(), store.openings()
    lost = without_content(chain, openings)
    # The comparison with the journal tells of entries; what else is private has no other witness.
    return [
        *discrepancies(books, chain, openings),
        *(_lost(link) for link in lost if link.kind not in ENTRIES),
        *(_orphan(name) for name in orphans(chain, openings)),
    ]


def _earliest(entry: Entry) -> dt.date | None:
    """Give the first day on which an entry may be recorded: none for what is agreed or issued for a day ahead."""
    return None if entry.agreed_ahead or isinstance(entry, Issued) else entry.known


def _ahead(books: Books, found: Sequence[Discrepancy], at: dt.datetime) -> Iterator[Discrepancy]:
    """Tell of each new entry that nobody can know yet, by the agreement's own day."""
    today = local(at, books.zone).date()
    days = {place: day for place, day in enumerate(books.earliest, 1) if day is not None and day > today}
    for each in found:
        if each.place in days:
            message = (
                f"is of {spoken(days[each.place])}, a day still to come: correct the day, "
                "or record it once it has happened"
            )
            yield Discrepancy("ahead", each.place, each.name, message)


def _refuse_too_late(books: Books, chain: Chain) -> None:
    """Refuse to promise that something can be erased which cannot."""
    if not any(entry.personal for entry in books.entries):
        return
    plain = _by_plain_digest(chain)
    for place, entry in enumerate(books.entries, 1):
        if entry.personal and (link := plain.get(entry.digest)):
            raise EvidenceError(
                f"entry {place} ({entry.name}) is in the chain already, by its plain digest (link {link.n}): "
                "it is too late to keep it out"
            )


def _by_plain_digest(chain: Chain) -> dict[str, Link]:
    """Give the links of entries that are not personal, by digest."""
    links = (link for kind in ENTRIES for link in chain.find(kind))
    return {str(link.what["digest"]): link for link in links if "digest" in link.what}


def _lost(link: Link) -> Discrepancy:
    message = f"link {link.n}: its private content is missing though nobody erased it: put back the file that held it"
    return Discrepancy("unproven", 0, str(link.what.get("name", link.kind)), message)


def _orphan(name: str) -> Discrepancy:
    message = f"private content ({name[:8]}…) is kept of which no link speaks"
    return Discrepancy("orphan", 0, "private content", message, Act.RECORD_PERSONAL)


# ── terms ──────────────────────────────────────────────────────────────────────────────────────


def _terms(terms: str, chain: Chain, zone: str) -> Iterator[Discrepancy]:
    offered = _latest_terms(chain)
    if offered is None:
        yield Discrepancy("new", 0, TERMS, "the terms are not recorded yet", Act.RECORD)
    elif offered.what["digest"] != sha256_hex(terms.encode()):
        signed = _binding(chain)
        if signed is None:
            message = "the terms have a version that is not recorded yet"
            yield Discrepancy("new", 0, TERMS, message, Act.RECORD)
        else:
            message = (
                f"the terms were changed since they were {signed.kind} on {spoken_in(zone, signed.at)} "
                f"(link {signed.n}): put the agreement back as it was, and write an amendment"
            )
            yield Discrepancy("changed", 0, TERMS, message)


def _latest_terms(chain: Chain) -> Link | None:
    return max(chain.find("offered", name=TERMS), key=lambda link: link.n, default=None)


def _binding(chain: Chain) -> Link | None:
    """The link by which the terms are no longer free: a seal, or a signature that no decline followed."""
    declined = {str(link.what["digest"]): link.n for link in chain.find("declined")}
    signed = (link for link in chain.find("signed") if link.n > declined.get(str(link.what["digest"]), 0))
    return next(chain.find("sealed"), None) or next(signed, None)


# ── amendments ─────────────────────────────────────────────────────────────────────────────────


def _amendments(amendments: Mapping[int, JournalRecord], chain: Chain, zone: str) -> Iterator[Discrepancy]:
    recorded = {str(link.what["amendment"]): link for link in chain.find("amended")}
    for number, amendment in sorted(amendments.items()):
        name = f"amendment {number}"
        link = recorded.pop(str(number), None)
        if link is None:
            yield Discrepancy("new", 0, name, f"{name} is not recorded yet", Act.RECORD)
        elif link.what["digest"] != amendment.digest:
            message = (
                f"{name} was changed since it was recorded on {spoken_in(zone, link.at)} (link {link.n}): "
                "put it back as it was, and change it by another amendment"
            )
            yield Discrepancy("changed", 0, name, message)
    for gone, link in recorded.items():
        message = (
            f"amendment {gone}, recorded on {spoken_in(zone, link.at)} (link {link.n}), is gone: "
            "put it back, and undo it by another amendment"
        )
        yield Discrepancy("gone", 0, f"amendment {gone}", message)


# ── what is new ────────────────────────────────────────────────────────────────────────────────


def _beside_journal(store: EvidenceStore, books: Books, by: str, at: dt.datetime) -> list[Link]:
    with store.lock():
        return append(
            store, *(RecordedEvent(kind, by, at, what) for kind, what in _new(books, store.chain()))
        )


def _new(books: Books, chain: Chain) -> Iterator[tuple[str, Mapping[str, Plain]]]:
    """The events that say what is new beside the journal."""
    if not chain.lines:
        yield "opened", {"name": books.name}
    if any(found.kind == "new" for found in _terms(books.terms, chain, books.zone)):
        yield "offered", {"name": TERMS, "digest": sha256_hex(books.terms.encode())}
    new = {found.name for found in _amendments(books.amendments, chain, books.zone) if found.kind == "new"}
    for number, amendment in sorted(books.amendments.items()):
        if f"amendment {number}" in new:
            yield "amended", {"amendment": number, "digest": amendment.digest}


def _terms_in(file: bytes) -> dict[str, Any]:
    """Read an amendment without its header, which is no term."""
    return {name: held for name, held in _table(file).items() if name != HEADER}


def _table(file: bytes) -> dict[str, Any]:
    """Read a file that the engagement was read from, so that it is known to be sound."""
    return toml.loads(file.decode("utf-8-sig"))
