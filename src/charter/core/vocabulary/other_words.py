"""Other words for what has a word here: values of a few, kinds of entries and notices, names of terms.

>>> other_word("GmbH", ["person", "company"]), other_word("expense", ["paid", "suspended"])
('company', None)
>>> nearest_word("mnth", ["month", "year"]), nearest_word("expense", ["paid", "suspended"])
('month', None)
"""

from __future__ import annotations

from collections.abc import Iterable

CLOSE = 0.6
"""How near a misspelt word must be to one that is known, of 1."""

_MEANT = {
    "accepted": "acceptance approval approved signed_off",
    "amount": "fee price sum",
    "automatic": "auto automatically",
    "bank transfer": "wire wire_transfer transfer bank credit_transfer sepa",
    "card": "credit_card debit_card",
    "cheque": "check checks cheques",
    "client": "customer",
    "company": "ag bv corp corporation gmbh inc incorporated kg limited llc llp ltd oy plc sa sarl sas spa srl ug",
    "consultant": "contractor freelancer supplier",
    "delivered": "delivery handed_over handover",
    "due_after": "due payment_term payment_terms term_of_payment",
    "e-mail": "email mail",
    "ended": "end",
    "Factur-X": "zugferd",
    "form": "legal_form",
    "governing": "governing_law law",
    "hours": "hour time time_entry work worked",
    "in advance": "advance upfront up_front prepaid",
    "in arrears": "arrears afterwards",
    "issued": "bill billed invoice invoiced",
    "lasts": "duration length",
    "letter": "post",
    "met": "meeting",
    "month": "monthly",
    "no renewal": "non_renewal nonrenewal not_renewed",
    "notice": "cancellation cancelled termination terminated",
    "paid": "pay payment",
    "Peppol BIS": "peppol",
    "person": "freelance freelancer individual natural_person sole_proprietor sole_trader",
    "quarter": "quarterly",
    "received": "receipt",
    "refunded": "refund repayment",
    "rejected": "rejection refused",
    "reminded": "reminder",
    "renewed": "renewal",
    "resumed": "resumption",
    "signed PDF": "pdf",
    "starts": "begin begins start start_date",
    "suspended": "pause paused suspension",
    "termination": "cancellation cancelled resignation terminate terminated",
    "year": "annual annually yearly",
}
_WORDS = {(word, known) for known, words in _MEANT.items() for word in words.split()}


def other_word(said: str, known: Iterable[str]) -> str | None:
    """Give the word that is known here for one that says the same: in other capitals, or another word for it."""
    plain = _plain(said)
    listed = list(known)
    same = [word for word in listed if _plain(word) == plain]
    found = same or [word for word in listed if (plain.replace(".", ""), word) in _WORDS]
    return found[0] if len(found) == 1 else None


def nearest_word(said: str, known: Iterable[str], close: float = CLOSE) -> str | None:
    """Give the nearest of the words that are known; None where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed only where something is wrong

    return next(iter(get_close_matches(said, list(known), 1, close)), None)


def _plain(word: str) -> str:
    return word.strip().casefold().replace(" ", "_").replace("-", "_")
