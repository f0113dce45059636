"""The account that a party is paid to, in any country, with its check digits.

>>> Bank(holder="Brightkettle", account="123456789", scheme="ABA", routing="021000021").routing
'021000021'
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from charter.core.vocabulary.term import Line, Terms


def _iban(text: str) -> str:
    """Check an IBAN by its two check digits (ISO 13616, modulus 97)."""
    bare = text.replace(" ", "").upper()
    if not re.fullmatch("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", bare):
        raise ValueError('not an IBAN: write it like "DE75 5121 0800 1245 1261 99"')
    if int("".join(str(int(c, 36)) for c in bare[4:] + bare[:4])) % 97 != 1:
        raise ValueError("the IBAN's check digits do not fit: compare it with the bank's letter")
    return " ".join(bare[i : i + 4] for i in range(0, len(bare), 4))


Scheme = Literal["ABA", "sort code", "BSB", "IFSC", "transit number", "branch code"]
"""What the bank's own number is called in its country: ABA in the United States, BSB in Australia and so on."""

_ABA = (3, 7, 1)
"""The weights of the nine digits of a routing number of the American Bankers Association, repeated."""


class Bank(Terms):
    """The account to pay to, by its IBAN or by account and bank number; it changes only by a signed amendment."""

    holder: Line = Field(description="In whose name it is.")
    iban: Annotated[str, AfterValidator(_iban)] | None = Field(
        None, description="The account number, where there are IBANs."
    )
    bic: Annotated[str, Field(pattern="^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$")] | None = Field(
        None, description="The bank's code (BIC)."
    )
    account: Annotated[str, Field(pattern="^[A-Z0-9][A-Z0-9 -]{1,33}$")] | None = Field(
        None, description="The account number, where there are no IBANs.", examples=["123456789"]
    )
    scheme: Scheme | None = Field(
        None, description="What the bank's number is called there.", examples=["ABA"]
    )
    routing: Annotated[str, Field(pattern="^[A-Z0-9][A-Z0-9 -]{1,33}$")] | None = Field(
        None, description="The bank's number.", examples=["021000021"]
    )

    @property
    def number(self) -> str:
        """The account number by which the account is known: its IBAN, else the bank's number and its own."""
        return self.iban or f"{self.routing} {self.account}"

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        own = (self.account, self.scheme, self.routing)
        if self.iban is None and None in own:
            raise ValueError("give the iban, or account, scheme and routing")
        if any(own) and None in own:
            raise ValueError("account, scheme and routing belong together: give all three or none")
        if self.scheme == "ABA" and self.routing is not None and not _is_aba(self.routing):
            raise ValueError(
                "the routing number's check digit does not fit: compare it with the bank's letter"
            )
        return self


def _is_aba(routing: str) -> bool:
    """Check a routing number by its check digit (ABA: weights 3, 7 and 1, modulus 10)."""
    digits = routing.replace(" ", "")
    if not re.fullmatch("[0-9]{9}", digits):
        return False
    return sum(int(digit) * _ABA[place % 3] for place, digit in enumerate(digits)) % 10 == 0
