"""Why a signature or a no has no effect, although its author may give it: other words, too late, or given before.

What its author may not do is for `charter.core.authority` to say.
"""

from __future__ import annotations

from charter.core.agreement import Agreement
from charter.core.authority import WHERE
from charter.core.changes import Amendment
from charter.core.conclusion import Standing, signatures, standing
from charter.core.engagement import Engagement
from charter.core.vocabulary.clause import Objection
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.signing import Declined, Signed

NOTHING_TO_DO = say("There is nothing to do; it may stay.")


def signing_objection(engagement: Engagement, entry: Signed | Declined) -> Objection | None:
    """Say why an entry of signing has no effect; None where it has."""
    texts: tuple[Agreement | Amendment, ...] = (engagement.agreement, *engagement.amendments)
    text = next((each for each in texts if each.name == entry.document), None)
    if text is None:
        return Objection(
            WHERE,
            say("There is no {document} here.", document=entry.document),
            say("Correct the name of the document, or put its file back."),
        )
    if entry.digest not in {None, text.digest}:
        return Objection(
            WHERE,
            say("This was said of other words than the {document} has now.", document=entry.document),
            say("Put the words back as they were, or have these signed."),
        )
    return _too_late(_standing(engagement, text), entry)


def _standing(engagement: Engagement, text: Agreement | Amendment) -> Standing:
    """Give where a text stands, by the contract as it was before that was concluded."""
    contract = engagement.contract
    if isinstance(text, Amendment) and text in contract.amendments:
        contract = contract.known(contract.day_of(text) - DAY)
    return standing(text, signatures(engagement.journal), contract)


def _too_late(stands: Standing, entry: Signed | Declined) -> Objection | None:
    if entry is stands.declined or any(entry is each for each in stands.signed):
        return None
    if stands.declined is not None:
        return Objection(
            WHERE,
            say(
                "The {side} had declined the {document} on {day}, which is final for these words.",
                side=stands.declined.side, document=entry.document, day=stands.declined.on,
            ),
            say("Write other words, an amendment under the next number, and have these signed."),
        )  # fmt: skip
    if isinstance(entry, Declined):
        return Objection(
            WHERE,
            say("Both sides had signed the {document} by then.", document=entry.document),
            say("End it as it says, or agree on an amendment."),
        )
    return Objection(
        WHERE, say("The {document} had been signed by then.", document=entry.document), NOTHING_TO_DO
    )
