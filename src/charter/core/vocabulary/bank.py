"""The account that a party is paid to, with its check digits."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from charter.core.vocabulary.term import Line, Terms


def _iban(text: str) -> str:
    """Check an IBAN by its two check digits (ISO 13616, modulus 97)."""
    bare = text.replace(" ", "").upper()
    if not re.fullmatch("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", bare):
        raise ValueError('not an IBAN: write it like "DE75 5121 0800 1245 1261 99"')
    if int("".join(str(int(c, 36)) for c in bare[4:] + bare[:4])) % 97 != 1:
        raise ValueError("the IBAN's check digits do not fit: compare it with the bank's letter")
    return " ".join(bare[i : i + 4] for i in range(0, len(bare), 4))


class Bank(Terms):
    """The account to pay to; it changes only by a signed amendment."""

    holder: Line = Field(description="In whose name it is.")
    iban: Annotated[str, AfterValidator(_iban)] = Field(description="The account number (IBAN).")
    bic: Annotated[str, Field(pattern="^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$")] | None = Field(
        None, description="The bank's code (BIC)."
    )
