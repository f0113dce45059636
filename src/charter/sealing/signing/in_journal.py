"""What signers gave, as entries of the journal: the core knows from these alone what is concluded.

A signature or a no is kept with its document first, then recorded in the chain, then written into the journal; so a
crash in between leaves an entry owed, and never one without its signature. What is owed is found by comparing, so that
nothing is written twice, however often it is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.vocabulary.dates.clock import local
from charter.core.vocabulary.signing import Declined, Signed
from charter.core.vocabulary.term import refusal
from charter.sealing.signing import ceremony, signers
from charter.sealing.signing.freeze import RECORD
from charter.sealing.signing.sign import Decline, signing_so_far

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.core.agreement import Agreement
    from charter.core.changes import Amendment
    from charter.core.engagement import Engagement
    from charter.sealing.evidence.store import EvidenceStore
    from charter.sealing.signing.freeze import Frozen
    from charter.sealing.signing.sign import Signature, Signing


def unwritten_entries(
    engagement: Engagement, store: EvidenceStore, amendment: int = 0
) -> tuple[Signed | Declined, ...]:
    """Give the entries that a journal lacks of what was given under the agreement (0), or an amendment by its number.

    None where nothing was put forward. Raises NotFrozen and NotSigned where the terms, or what was given, are no
    longer as they were then.
    """
    document = store.document(amendment)
    if document.read(RECORD) is None:
        return ()
    frozen = ceremony.prepare(engagement, store, amendment).frozen
    agreement = ceremony.signing_terms(engagement, frozen, amendment)
    told = {_act(entry) for entry in engagement.journal.entries if isinstance(entry, Signed | Declined)}
    text = _text(engagement, amendment)
    made = _entries(text, agreement, frozen, signing_so_far(frozen, document))
    return tuple(entry for entry in made if _act(entry) not in told)


def _text(engagement: Engagement, amendment: int) -> Agreement | Amendment:
    if not amendment:
        return engagement.agreement
    return next(each for each in engagement.amendments if each.number == amendment)


def _act(entry: Signed | Declined) -> tuple[str, str, str, str | None]:
    """Give what tells one act of signing from another."""
    return entry.kind, entry.document, entry.by, entry.digest


def _entries(
    text: Agreement | Amendment, agreement: Agreement, frozen: Frozen, given: Signing
) -> Iterator[Signed | Declined]:
    """Give what was given as entries, in the order of its moments."""
    people = {signers.called(frozen, key, person): key for key, person in signers.signers(agreement).items()}
    people |= {each.to: each.to for each in given.handed}
    events: list[Signature | Decline] = [*given.signatures, *given.declines]
    for event in sorted(events, key=lambda each: each.at):
        key = people[event.signer]
        side, on = agreement.sides.people[key].side, local(event.at, agreement.zone).date()
        if isinstance(event, Decline):
            yield Declined(
                on=on,
                by=key,
                document=text.name,
                side=side,
                digest=text.digest,
                reason=None if refusal(event.reason) else event.reason,
            )
        else:
            yield Signed(on=on, by=key, document=text.name, side=side, how=event.how, digest=text.digest)
