"""Who an account is in an engagement: the person of the consultant's side with the account's address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.vocabulary.party import Side, speaker

if TYPE_CHECKING:
    from charter.core.engagement import Engagement


def author_key(engagement: Engagement, email: str) -> str:
    """Give the key of who acts: the person of that address, else who speaks for the consultant."""
    people = engagement.agreement.sides.people
    found = (key for key, each in people.items() if each.email.lower() == email.lower())
    return next(found, speaker(people, Side.CONSULTANT))
