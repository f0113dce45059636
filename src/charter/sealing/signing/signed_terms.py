"""Whether the terms at hand are those that were signed, by the digests in the chain of evidence.

Nothing here verifies a seal: digests are compared, and checking the chain and verifying the sealed file prove the
rest. So a look costs little, and every door takes it before it answers from terms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from charter.core.changes import changes
from charter.core.reading import read_agreement
from charter.core.rules.people import people_of
from charter.core.vocabulary.signing import Declined, Signed
from charter.sealing.evidence.act import Act, Refusal
from charter.sealing.evidence.inspection import BrokenChain, refuse_broken
from charter.sealing.evidence.link import EvidenceError
from charter.sealing.evidence.reconciliation import TERMS, Books, discrepancies
from charter.sealing.evidence.store import bound
from charter.sealing.verification.enclosure import TERMS as SIGNED_TERMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from charter.core.engagement import Engagement
    from charter.sealing.evidence.chain import Chain
    from charter.sealing.evidence.journal_record import Discrepancy
    from charter.sealing.evidence.store import EvidenceStore


@dataclass(frozen=True, slots=True)
class Departure:
    """One way in which the terms are not those signed: what it is about, what is so, and what would mend it.

    `terms` are the paths of those that differ, where the terms as signed are still there to be compared; `amendment`
    is the number of the one that it is about, or 0.
    """

    about: Literal["evidence", "terms", "amendments", "journal"]
    reason: str
    act: Act | None = None
    terms: tuple[str, ...] = ()
    amendment: int = 0

    def with_act(self, act: str) -> str:
        """Say it with the act as a door calls it."""
        return f"{self.reason}: {act}"


class TermsNotSigned(Refusal):
    """What is not done while the terms are not those signed; `departures` says why they are not."""

    def __init__(self, departures: Sequence[Departure]) -> None:
        super().__init__("nothing is issued while the terms are not those signed")
        self.departures = tuple(departures)


def departures(
    engagement: Engagement,
    files: Mapping[str, bytes],
    store: EvidenceStore,
    *,
    amendments: bool = True,
    journal: bool = True,
) -> list[Departure]:
    """Give each way in which the terms are not those signed, or not said to be; none where nobody signed.

    `files` are those that the engagement was read from, and `amendments` and `journal` whether these are at hand, all
    of them. Raises what the store raises.
    """
    if not bound(store):
        return []
    chain = store.chain()
    if not chain.stored:
        said = f"{store.place} is gone though the agreement is sealed: put it back, it says what was signed"
        return [Departure("evidence", said)]
    try:
        refuse_broken(chain, store.place)
        books = Books.of(engagement, files, signed=store.document().read(SIGNED_TERMS))
        found = discrepancies(replace(books, entries=()), chain)
        departed = [
            each for one in found for each in _departure(one, engagement, store, amendments=amendments)
        ]
        return [*departed, *(_unsaid(chain, engagement) if journal else ())]
    except BrokenChain as broken:
        return [Departure("evidence", f"{broken}; so nothing proves that these terms are those signed")]
    except EvidenceError as error:
        return [Departure("evidence", f"{store.place} does not say what was signed: {error}")]


def refuse_unsigned(found: Sequence[Departure]) -> None:
    """Refuse to issue on terms that are not those signed. Raises TermsNotSigned."""
    if found:
        raise TermsNotSigned(found)


def _departure(
    found: Discrepancy, engagement: Engagement, store: EvidenceStore, *, amendments: bool
) -> Iterator[Departure]:
    if found.name == TERMS:
        if found.kind == "changed":
            yield Departure("terms", found.message, terms=_differing(engagement, store))
    elif not amendments or not found.name.startswith("amendment "):
        return
    elif found.kind in {"changed", "gone"}:
        yield Departure("amendments", found.message)
    elif found.name not in _concluded(engagement):
        return  # it does not count, so nothing rests on it
    elif not _signed(store.chain(), found.name):
        said = f"{found.name} is neither signed nor recorded, but the agreement is signed"
        number = int(found.name.rpartition(" ")[2])
        yield Departure("amendments", said, Act.SIGN_OR_RECORD, amendment=number)


def _differing(engagement: Engagement, store: EvidenceStore) -> tuple[str, ...]:
    """Name the terms that differ, where those signed are kept as they were."""
    raw = store.document().read(SIGNED_TERMS)
    if raw is None or not any(store.chain().find("offered", digest=sha256(raw).hexdigest())):
        return ()
    return tuple(change.path for change in changes(read_agreement(raw), engagement.agreement))


def _concluded(engagement: Engagement) -> set[str]:
    """Name the amendments that count, or are supposed to."""
    return {each.name for each in engagement.contract.amendments}


def _unsaid(chain: Chain, engagement: Engagement) -> Iterator[Departure]:
    """Name what the chain says was given, and the journal does not: a process was killed in between."""
    told = {
        (entry.kind, entry.document, name)
        for entry in engagement.journal.entries
        if isinstance(entry, Signed | Declined)
        for name in _names(entry.by, engagement)
    }
    names = {str(link.what["digest"]): str(link.what["name"]) for link in chain.find("offered")}
    for kind in ("signed", "declined"):
        for link in chain.find(kind):
            name = names.get(str(link.what["digest"]), TERMS)
            if name != TERMS and (kind, name, link.by) not in told:
                said = f"{link.by} {kind} the document {name}, and the journal does not say so"
                yield Departure("journal", said, Act.WRITE_DOWN)


def _names(key: str, engagement: Engagement) -> set[str]:
    """Give what evidence may call somebody: the key, or as evidence of schema 1 did, the address."""
    return {key, *people_of(engagement.contract).addresses(key)}


def _signed(chain: Chain, name: str) -> bool:
    """Whether somebody signed what was offered under a name."""
    digests = {link.what["digest"] for link in chain.find("offered", name=name)}
    return any(link.what["digest"] in digests for link in chain.find("signed"))
