"""Entries that bear on nothing, or were done by the wrong side.

Each case shows the input with the mark ▶ where the error must point, then what it must say, and its hint.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from charter.core.reading import Problem, read

ISSUED = (
    '[[entry]]\nkind = "issued"\non = 2023-08-01\nby = "mara"\nnumber = "NL-2023-0001"\nid = "first"\n'
    'due = 2023-08-15\n[[entry.lines]]\ncharge = "financials.retainer/2023-08-01"\nreads = "x"\n'
    'amount = "EUR 12000.00"\nbasis = "part(minor=1200000, days=31, whole=31, carried=0)"\nagreed = "agreement"\n'
)
DELIVERED = '[[entry]]\nkind = "delivered"\non = 2023-08-31\nby = "mara"\ndeliverable = "audit"\n'
PAID = '[[entry]]\nkind = "paid"\non = 2023-08-10\nby = "priya"\namount = "EUR 12000.00"\n'


def reminded(of: str) -> str:
    return f'[[entry]]\nkind = "reminded"\non = 2023-09-05\nby = "mara"\nof = {of}\n'


def waived(duty: str, by: str = "mara", mark: str = "") -> str:
    return f'[[entry]]\nkind = "waived"\non = 2023-09-05\nby = {mark}"{by}"\nduty = {duty}\n'


def notice(of: str, side: str, more: str = "") -> str:
    return f'[[entry]]\nkind = "notice"\non = 2023-12-01\nof = "{of}"\nside = {side}\nsent = "e-mail"\n{more}'


def refunded(amount: str) -> str:
    return f'[[entry]]\nkind = "refunded"\non = 2023-08-12\nby = "mara"\namount = {amount}\n'


WRONG = {
    "an issued invoice declared void": (
        ISSUED + '[[entry]]\nkind = "void"\non = 2023-08-02\nby = "mara"\nentry = ▶"first"\n',
        "entry.1.entry: the invoice 'NL-2023-0001' is issued, and so final",
        "correct what was wrong (void the hours, amend the terms): the next invoice gives the credit",
    ),
    "a reminder of a deliverable by its name": (
        DELIVERED + reminded('▶"Architecture audit"'),
        "entry.1.of: there is no deliverable, invoice or duty 'Architecture audit'",
        "write its key, 'audit'",
    ),
    "a reminder of an invoice misspelt": (
        ISSUED + reminded('▶"NL-2023-001"'),
        "entry.1.of: there is no deliverable, invoice or duty 'NL-2023-001'",
        "did you mean 'NL-2023-0001'?",
    ),
    "a reminder of a clause that is not agreed": (
        reminded('▶"financials.retainr/alert/2023-08-01"'),
        "entry.0.of: there is no deliverable, invoice or duty 'financials.retainr/alert/2023-08-01'",
        "write its id, as the list of duties gives it",
    ),
    "a waiver of no duty": (
        ISSUED + waived('▶"financials.payment/pay/NL-2023-001"'),
        "entry.1.duty: there is no duty 'financials.payment/pay/NL-2023-001'",
        "did you mean 'financials.payment/pay/NL-2023-0001'?",
    ),
    "a waiver by the side that owes": (
        ISSUED + waived('"financials.payment/pay/NL-2023-0001"', "jonas", "▶"),
        "entry.1.by: jonas stands on the side of the client, which owes this",
        "only the consultant, to whom it is owed, can let it go",
    ),
    "an author named in full": (
        reminded('"audit"').replace('by = "mara"', 'by = ▶"mara lindqvist"'),
        "entry.0.by: there is no person 'mara lindqvist'",
        "write its key, 'mara'",
    ),
    "an author misspelt": (
        reminded('"audit"').replace('by = "mara"', 'by = ▶"maria"'),
        "entry.0.by: there is no person 'maria'",
        "did you mean 'mara'?",
    ),
    "an author whom nobody knows": (
        reminded('"audit"').replace('by = "mara"', 'by = ▶"Advocate"'),
        "entry.0.by: there is no person 'Advocate'",
        "known: jonas, priya, mara",
    ),
    "more given back than was paid": (
        ISSUED + PAID + refunded('▶"EUR 12000.01"'),
        "entry.2.amount: EUR 12,000.01 given back until 2023-08-12, but only EUR 12,000.00 paid",
        "correct the amount, or record what was paid",
    ),
}


@pytest.mark.parametrize(("text", "said", "hint"), WRONG.values(), ids=WRONG)
def test_it_is_told_where_it_stands(
    text: str, said: str, hint: str, happened: Callable[[str], tuple[Problem, str]]
) -> None:
    problem, place = happened(text)
    assert (f"{problem.line}:{problem.column}", f"{problem.path}: {problem.message}", problem.hint) == (
        place,
        said,
        hint,
    )


RIGHT = {
    "a reminder of a deliverable": DELIVERED + reminded('"audit"'),
    "a reminder of an invoice": ISSUED + reminded('"NL-2023-0001"'),
    "a reminder of a duty that is dated": reminded('"foundation.term/talk/2024-08-01"'),
    "a reminder of an alert that voided hours took away": reminded('"financials.retainer/alert/2023-08-01"'),
    "a waiver by the side that is owed": ISSUED + waived('"financials.payment/pay/NL-2023-0001"'),
    "a waiver of what both owe": waived('"communication.meetings/hold/weekly/2023-09-12"', "jonas"),
    "a notice with its ground": notice("cause", '"client"', 'by = "jonas"\nground = "No report came."\n'),
    "all given back that was paid": ISSUED + PAID + refunded('"EUR 12000.00"'),
    "a renewal on the day the term ran out": (
        '[[entry]]\nkind = "renewed"\non = 2024-08-01\nby = "jonas"\nuntil = 2025-02-01\n'
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_can_be_right_is_read(text: str, agreement: str) -> None:
    found = read({"agreement.toml": agreement.encode(), "journal.toml": text.encode()})
    assert len(found.journal.entries) == text.count("[[entry]]")


def test_a_settled_invoice_may_have_been_reminded_of_before(agreement: str) -> None:
    """The right to announce a suspension is gone once all is paid; it was there on the day it was let go."""
    let_go = waived('"financials.suspension/announce/NL-2023-0001"', "jonas")
    paid = PAID.replace("2023-08-10", "2023-09-20")
    told = "".join(
        f'[[entry]]\nkind = "reminded"\non = {day}\nby = "mara"\nof = "NL-2023-0001"\n'
        for day in ("2023-08-18", "2023-08-25")
    )
    texts = {"agreement.toml": agreement.encode(), "journal.toml": (ISSUED + told + let_go + paid).encode()}
    assert len(read(texts).journal.entries) == 5
