"""Who signs for a side, and who runs Charter: the one place in which sealing reads the people of the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.rules.people import people_of
from charter.core.vocabulary.dates.clock import local
from charter.core.vocabulary.party import Side, signatories, speaker
from charter.sealing.signing.papers import editions_to_sign
from charter.sealing.signing.sign import NotSigned, begun

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.agreement import Agreement
    from charter.core.engagement import Engagement
    from charter.core.vocabulary.party import Person
    from charter.sealing.signing.freeze import Frozen


def signers(agreement: Agreement) -> dict[str, Person]:
    """Give who signs, by the key that the terms give them: the client's people first."""
    people = agreement.sides.people
    return signatories(people, Side.CLIENT) | signatories(people, Side.CONSULTANT)


def signer(agreement: Agreement, key: str) -> Person:
    """Find a signatory by their key. Raises NotSigned, naming the keys."""
    named = signers(agreement)
    if key not in named:
        raise NotSigned(f"no signatory {key!r}: the terms name {', '.join(named)}")
    return named[key]


def called(frozen: Frozen, key: str, person: Person) -> str:
    """Give what a frozen document calls a signatory: the key, or in one of schema 1 the address."""
    return key if key in begun(frozen).named else person.email.lower()


def refuse_others_day(engagement: Engagement, amendment: int, on: dt.date) -> None:
    """Raise NotSigned where the paper of an amendment would name others than those who may sign on a day.

    It names those who sign under the terms before it; an earlier amendment may have them sign from a later day on, or
    until an earlier one. What they sign out of their time has no effect.
    """
    named = signers(editions_to_sign(engagement, amendment)[-2].agreement)
    may = signers(engagement.as_signed().contract.in_force(on))
    if named.keys() != may.keys():
        raise NotSigned(
            f"amendment {amendment} would be signed by {', '.join(named)}, because they sign when it takes effect; "
            f"on {on}, {', '.join(may)} sign: put it forward on a day on which the same people sign, or let it "
            "take effect on one"
        )


def refuse_lost_right(engagement: Engagement, amendment: int, person: str, at: dt.datetime) -> None:
    """Raise NotSigned where the paper of an amendment names a person who may sign no more at a moment.

    The paper was put forward while they still might; what they sign or decline now has no effect.
    """
    contract = engagement.as_signed().contract
    on = local(at, contract.agreement.zone).date()
    may = signers(contract.in_force(on))
    keys = {*may, *(each.email.lower() for each in may.values()), *(each.stand_in for each in may.values())}
    if amendment and person not in keys:
        raise NotSigned(
            f"{person} may sign no more on {on}, though the paper of amendment {amendment} names them: "
            f"{', '.join(may)} sign then; move the paper away, and put the amendment forward anew"
        )


def operator(engagement: Engagement, by: str | None = None) -> str:
    """Give the key of who runs Charter: as said, or else the consultant's first signatory.

    Raises NotSigned for a key that is nobody's.
    """
    if by is None:
        return speaker(engagement.agreement.sides.people, Side.CONSULTANT)
    people = people_of(engagement.contract)
    if by not in people:
        raise NotSigned(f"there is no person {by!r}: {people.meant(by)}")
    return by


def sealer(agreement: Agreement) -> str:
    """Name whose key seals: the consultant's."""
    return agreement.sides.consultant.name
