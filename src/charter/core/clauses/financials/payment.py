"""Payment: until when, how, in which currency, to which account."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.money import EXPONENTS
from charter.core.vocabulary.term import Line, Listed, Prose, Terms


def _iban(text: str) -> str:
    """Check an IBAN by its two check digits (ISO 13616, modulus 97)."""
    bare = text.replace(" ", "").upper()
    if not re.fullmatch("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", bare):
        raise ValueError('not an IBAN: write it like "DE75 5121 0800 1245 1261 99"')
    if int("".join(str(int(c, 36)) for c in bare[4:] + bare[:4])) % 97 != 1:
        raise ValueError("the IBAN's check digits do not fit: compare it with the bank's letter")
    return " ".join(bare[i : i + 4] for i in range(0, len(bare), 4))


def _currency(text: str) -> str:
    if text not in EXPONENTS:
        raise ValueError('not a currency in use: write its three letters, like "EUR"')
    return text


class Bank(Terms):
    """The account to pay to; it changes only by a signed amendment."""

    holder: Line = Field(description="In whose name it is.")
    iban: Annotated[str, AfterValidator(_iban)] = Field(description="The account number (IBAN).")
    bic: Annotated[str, Field(pattern="^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$")] | None = Field(
        None, description="The bank's code (BIC)."
    )


class Payment(Clause):
    """How invoices are paid."""

    due_after: Duration = Field(description="How long the client has to pay.", examples=["14 days"])
    counted_from: Literal["issue", "receipt"] = Field(description="From when that time runs.")
    methods: Listed[Literal["bank transfer", "card", "ACH", "SEPA direct debit", "cheque"]] = Field(
        description="How the client may pay.", min_length=1
    )
    bank: Bank | None = Field(None, description="The account to pay to.")
    currency: Annotated[str, AfterValidator(_currency)] = Field(
        description="The currency of every amount in this agreement.", examples=["EUR"]
    )
    currency_swing: Prose | None = Field(
        None, description="What happens if the currency moves far, as a sentence."
    )
    charges_borne_by: Literal["client", "consultant", "shared"] = Field(description="Who bears bank charges.")
    set_off: Literal["only undisputed", "any", "none"] = Field(
        description="Which counterclaims the client may deduct."
    )
