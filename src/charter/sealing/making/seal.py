"""The seal: a certification signature (PAdES) that lets further signatures in and nothing else.

The seal is invisible, for the signature blocks are drawn in the text. It certifies the file (DocMDP,
P=2), with an empty field made beforehand for each further signature, by a certificate of the signer's own,
that it is asked to make room for. What a seal lacks it says: `level` is read from the finished file, and
`missing` is why it is less than was asked for. `upgrade` (see `upgrade.py`) tries again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.sealing.evidence.act import Refusal
from charter.sealing.making import embedding
from charter.sealing.verification.level import SealLevel, level

if TYPE_CHECKING:
    import datetime as dt

    from pyhanko.sign.timestamps import TimeStamper

    from charter.sealing.making.keys import SealingKey

SEAL = "Seal"


class NotSealable(Refusal):
    """What cannot be sealed as it is, and why."""


@dataclass(frozen=True)
class Sealed:
    """A sealed PDF, the level it really has, and why that is less than was asked ("" if it is not)."""

    pdf: bytes
    level: SealLevel
    missing: str = ""


def seal(
    pdf: bytes, key: SealingKey, at: dt.datetime, *, service: TimeStamper | None = None, signatories: int = 0
) -> Sealed:
    """Seal a PDF that Charter made, at the time `at` that the operator claims.

    `signatories` is the number of empty fields for further signatures. Raises NotSealable for what is
    not a PDF, or holds a signature already. Whether the key may seal at that time its caller asks
    (`keys.refuse_unfit_key`), for attackers do not.
    """
    if not pdf.startswith(b"%PDF-"):
        raise NotSealable("this is not a PDF; only documents that Charter rendered are sealed")
    if b"/ByteRange" in pdf:
        raise NotSealable("this file is signed already; a seal must come first")
    # A Typst file ends without a newline; PDF/A then refuses the update (rule 6.1.9-1).
    update = embedding.writer(pdf.rstrip() + b"\n")
    for number in range(1, signatories + 1):
        embedding.add_field(update, field_of(number))
    done = embedding.sign(update, SEAL, key, at, service, certify=True)
    return Sealed(done.pdf, level(done.pdf), done.missing)


def countersign(
    pdf: bytes, number: int, key: SealingKey, at: dt.datetime, *, service: TimeStamper | None = None
) -> Sealed:
    """Add the signature of signatory `number` (from 1) by a certificate of their own to a sealed PDF.

    Raises NotSealable when the file has no empty field of that number. As for `seal`, the caller asks
    whether the key may sign.
    """
    update = embedding.writer(pdf)
    free = embedding.free_fields(update)
    if field_of(number) not in free:
        raise NotSealable(
            f"there is no empty field for signatory {number}; free are: {', '.join(free) or 'none'}"
        )
    done = embedding.sign(update, field_of(number), key, at, service)
    return Sealed(done.pdf, level(done.pdf), done.missing)


def field_of(number: int) -> str:
    """The field in which signatory `number` (from 1) may sign.

    >>> field_of(2)
    'Signature 2'
    """
    return f"Signature {number}"
