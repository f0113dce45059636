"""What banks' programs read: the payload of a payment code, as the standards set it, letter by letter.

Sources: EPC069-12, version 2.1 of the European Payments Council (SEPA credit transfer); the Swiss Implementation
Guidelines for the QR-bill, version 2.3 (structured addresses only); ISO 11649 for a creditor reference.
"""

from __future__ import annotations

from charter.core.papers.place import PostalPlace
from charter.core.papers.tree import Code
from charter.core.vocabulary.bank import Bank
from charter.core.vocabulary.money import Money

MOST_EPC = 99_999_999_999
"""The most minor units that the code of a SEPA transfer can ask for."""
_HOLDER, _ABOUT, _MOST_BYTES = 70, 140, 331
_REFERENCE = 21


def epc(bank: Bank, amount: Money, about: str) -> Code | None:
    """Give the code of a SEPA transfer; None where it cannot be one.

    It can be one for euros above zero to an IBAN. The account's holder stands in it, as banks compare it with the IBAN.

    >>> northlight = Bank(holder="Northlight CTO UG", iban="DE75512108001245126199", bic="SOGEDEFF")
    >>> epc(northlight, Money.parse("EUR 27654.41"), "NL-2026-0036").payload.splitlines()[4:8]
    ['SOGEDEFF', 'Northlight CTO UG', 'DE75512108001245126199', 'EUR27654.41']
    >>> epc(northlight, Money.parse("GBP 10.00"), "NL-1") is None
    True
    """
    if amount.currency != "EUR" or not 0 < amount.minor <= MOST_EPC or bank.iban is None:
        return None
    iban = bank.iban.replace(" ", "")
    rows = (
        "BCD", "002", "1", "SCT", bank.bic or "", bank.holder, iban, f"EUR{amount.amount}", "", "", about,
    )  # fmt: skip
    payload = "\n".join(rows)
    if len(bank.holder) > _HOLDER or len(about) > _ABOUT or len(payload.encode()) > _MOST_BYTES:
        return None
    return Code(payload, f"EPC QR: EUR {amount.amount}, {bank.iban}, {about}")


def reference(number: str) -> str | None:
    """Give a creditor reference (ISO 11649) made of the letters and figures of a number; None where it is too long.

    >>> reference("539007547034"), reference("SE-2026-014")
    ('RF18539007547034', 'RF82SE2026014')
    """
    body = "".join(letter for letter in number.upper() if letter.isascii() and letter.isalnum())
    if not 0 < len(body) <= _REFERENCE:
        return None
    digits = "".join(str(int(letter, 36)) for letter in f"{body}RF00")
    return f"RF{98 - int(digits) % 97:02d}{body}"


def swiss(bank: Bank, amount: Money, creditor: PostalPlace, debtor: PostalPlace, number: str) -> Code | None:
    """Give the code of a Swiss QR-bill; None where it cannot be one.

    It can be one for francs or euros above zero to a Swiss account that takes a creditor reference, between two whose
    addresses are known in parts.
    """
    iban = (bank.iban or "").replace(" ", "")
    said = reference(number)
    if (
        amount.currency not in {"CHF", "EUR"}
        or not 0 < amount.minor <= MOST_EPC
        or iban[:2] not in {"CH", "LI"}
        or _is_qr_iban(iban)
        or said is None
        or not (creditor.whole and debtor.whole)
    ):
        return None
    rows = (
        "SPC", "0200", "1", iban, "S", *_address(creditor._replace(name=bank.holder)), *[""] * 7,
        str(amount.amount), amount.currency, "S", *_address(debtor), "SCOR", said, number, "EPD",
    )  # fmt: skip
    return Code("\r\n".join(rows), f"Swiss QR: {amount}, {bank.iban}, {said}")


def _address(place: PostalPlace) -> tuple[str, ...]:
    return (
        place.name[:70], place.street[:70], place.house[:16], place.post_code[:16], place.town[:35], place.country,
    )  # fmt: skip


def _is_qr_iban(iban: str) -> bool:
    """Whether an account takes only references of the QR kind: its bank's number lies between 30000 and 31999."""
    return iban[4:9].isdigit() and 30_000 <= int(iban[4:9]) <= 31_999  # noqa: PLR2004 - as the guidelines set it
