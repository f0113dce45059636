"""Taking over what the other side signed on its own machine: its chain, and with it the signatures themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.sealing.evidence import append
from charter.sealing.evidence.store import GIVEN
from charter.sealing.signing import freeze
from charter.sealing.signing.sign import Decline, HandedOn, NotSigned, Signature, replayed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.sealing.evidence.chain import Chain
    from charter.sealing.evidence.store import DocumentStore, EvidenceStore
    from charter.sealing.signing.sign import GivenEvent, Signing


KINDS = {Signature: "signed", Decline: "declined", HandedOn: "handed"}
"""How the chain calls what signers give."""


@dataclass(frozen=True, slots=True)
class Brought:
    """How much was new here: links of the chain, and signatures or declines."""

    links: int
    given: int


def bring_in(store: EvidenceStore, other: EvidenceStore) -> Brought:
    """Take over another store's chain, and what its documents were given that is not here.

    A document that was put forward only there comes with its signatures. Killed in between, the same call
    completes it. Raises EvidenceError as `append.take_over_chain` does; NotFrozen and NotSigned, with nothing taken
    over, where what was signed there is not what is frozen here, was changed, or is not what the chain says was given.
    """
    chain = other.chain()
    with store.lock():
        new = {
            number: _new(store.document(number), other.document(number), chain) for number in _numbers(chain)
        }
        links = append.take_over_chain(store, chain.stored)
        for number, files in new.items():
            for name, content in files.items():
                store.document(number).write(name, content)
    return Brought(links, sum(name.startswith(f"{GIVEN}/") for files in new.values() for name in files))


def _numbers(chain: Chain) -> Iterator[int]:
    """The documents that a chain says were put forward: 0 for the agreement, amendments by their number."""
    names = {str(link.what.get("name")) for link in chain.find("offered")}
    if "agreement" in names:
        yield 0
    yield from sorted(int(name.removeprefix("amendment ")) for name in names if name.startswith("amendment "))


def _new(here: DocumentStore, there: DocumentStore, chain: Chain) -> dict[str, bytes]:
    """What is to be kept of a document, in the order in which it is kept."""
    names = [name for name in there.given() if name not in here.given()]
    if not names:
        return {}
    frozen = freeze.thaw(there)
    files = {} if here.read(freeze.RECORD) is not None else freeze.files(frozen)
    if not files and freeze.thaw(here).digest != frozen.digest:
        raise freeze.NotFrozen(
            f"{there.place}: another document was signed there than the one frozen in {here.place}"
        )
    given = {name: there.read(name) or b"" for name in names}
    held = {name: here.read(name) or b"" for name in here.given()}
    signing = replayed(frozen, there.place, dict(sorted((held | given).items())))
    _refuse_unrecorded(signing, chain, there)
    return files | given


def _refuse_unrecorded(signing: Signing, chain: Chain, there: DocumentStore) -> None:
    """Refuse what the chain does not say was given: who gives something has it recorded in the same breath."""
    events: tuple[GivenEvent, ...] = (*signing.signatures, *signing.declines, *signing.handed)
    for event in events:
        kind = KINDS[type(event)]
        if not any(link.by == event.signer for link in chain.find(kind, digest=signing.seen)):
            raise NotSigned(f"{there.place}: the chain does not say that {event.signer} {kind}")
