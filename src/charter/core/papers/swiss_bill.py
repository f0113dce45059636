"""The payment part of a Swiss QR-bill, in the words that the guidelines set for each language.

Source: Swiss Implementation Guidelines for the QR-bill, version 2.3, with the headings of its appendix.
"""

from __future__ import annotations

from charter.core.papers.code import reference, swiss
from charter.core.papers.letterhead import Letterhead
from charter.core.papers.place import PostalPlace
from charter.core.papers.tree import SwissBill
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import PaymentTerms


def swiss_bill(head: Letterhead, entry: Issued, total: Money) -> SwissBill | None:
    """Give the payment part for what was issued; None where the account is not Swiss, or a part of it is unknown."""
    terms = head.found.at(PaymentTerms, entry.on)
    bank = terms.pays_to if terms is not None else None
    here, there = head.consultant_place, head.client_place
    code = swiss(bank, total, here, there, entry.number) if bank is not None else None
    quoted = reference(entry.number)
    if bank is None or code is None or quoted is None:
        return None
    payee = (bank.iban or "", *_lines(here._replace(name=bank.holder)))
    groups = " ".join(quoted[at : at + 4] for at in range(0, len(quoted), 4))
    short = (
        (head.say(say("Account / Payable to")), payee),
        (head.say(say("Reference")), (groups,)),
        (head.say(say("Payable by")), _lines(there)),
    )
    return SwissBill(
        code=code,
        payment_part=head.say(say("Payment part")),
        receipt=head.say(say("Receipt")),
        point=head.say(say("Acceptance point")),
        currency=(head.say(say("Currency")), total.currency),
        amount=(head.say(say("Amount")), f"{total.amount:,}".replace(",", " ")),
        short=short,
        long=(*short[:2], (head.say(say("Additional information")), (entry.number,)), short[2]),
    )


def _lines(place: PostalPlace) -> tuple[str, ...]:
    street = f"{place.street} {place.house}".strip()
    return tuple(filter(None, (place.name, street, f"{place.post_code} {place.town}")))
