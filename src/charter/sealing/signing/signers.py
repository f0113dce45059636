"""Who signs for a side, and who runs Charter: the one place in which sealing reads the people of the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.sealing.signing.sign import NotSigned

if TYPE_CHECKING:
    from charter.core.agreement import Agreement
    from charter.core.vocabulary.party import Person


def signers(agreement: Agreement) -> dict[str, Person]:
    """Give who signs, by the key that the terms give them: the client's people first."""
    parties = agreement.foundation.parties
    return {**parties.client.signatories, **parties.consultant.signatories}


def signer(agreement: Agreement, key: str) -> Person:
    """Find a signatory by their key. Raises NotSigned, naming the keys."""
    named = signers(agreement)
    if key not in named:
        raise NotSigned(f"no signatory {key!r}: the terms name {', '.join(named)}")
    return named[key]


def operator(agreement: Agreement) -> str:
    """Name who runs Charter unless they say otherwise: the consultant's first signatory."""
    return next(iter(agreement.foundation.parties.consultant.signatories.values())).name


def sealer(agreement: Agreement) -> str:
    """Name whose key seals: the consultant's."""
    return agreement.foundation.parties.consultant.name
