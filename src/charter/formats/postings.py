"""The postings of an account for other programs: CSV for a spreadsheet, and a ledger that beancount reads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from charter.core.billing import Statement
from charter.core.vocabulary.money import Money


def postings_csv(found: Statement) -> str:
    """Write each posting as a row, after a row of names; amounts are in units with a point, taxes beside them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("date", "text", "amount", "balance", "currency", "tax"))
    for p in found.postings:
        amounts = (_plain(p.minor, found.currency), _plain(p.balance, found.currency))
        writer.writerow(
            (p.on.isoformat(), inert(p.reads), *amounts, found.currency, _plain(p.tax, found.currency))
        )
    return out.getvalue()


def inert(text: str) -> str:
    """Make a text harmless in a spreadsheet: one that begins like a formula gets a quote before it (OWASP).

    >>> inert("=1+1"), inert("Invoice 7")
    ("'=1+1", 'Invoice 7')
    """
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def postings_ledger(found: Statement, client: str) -> str:
    """Write each posting as a transaction of beancount, with the accounts opened on the day of the first."""
    return "".join(f"{line}\n" for line in _ledger(found, client))


def _ledger(found: Statement, client: str) -> Iterator[str]:
    yield f"; account of {' '.join(client.split())} on {found.today}"
    opened = min((p.on for p in found.postings), default=found.today)
    owed = dict.fromkeys(_tax_account(each.reads) for p in found.postings for each in p.taxes if each.tax)
    for account in ("Assets:Receivable", "Assets:Bank", "Income:Fees", *owed):
        yield f"{opened} open {account} {found.currency}"
    for p in found.postings:
        other = "Income:Fees" if p.invoiced else "Assets:Bank"
        text = p.reads.replace("\\", "\\\\").replace('"', '\\"')
        yield f'{p.on} * "{text}"'
        yield f"  Assets:Receivable  {_plain(p.minor, found.currency)} {found.currency}"
        for each in p.taxes:
            if each.tax:
                yield f"  {_tax_account(each.reads)}  {_plain(-each.tax.minor, found.currency)} {found.currency}"
        yield f"  {other}"


def _tax_account(reads: str) -> str:
    """Name the account of a tax, as beancount writes names.

    >>> _tax_account("VAT 19 %"), _tax_account("VAT 5.5 %")
    ('Liabilities:Tax:VAT-19', 'Liabilities:Tax:VAT-5-5')
    """
    return f"Liabilities:Tax:{'-'.join(re.findall('[A-Za-z0-9]+', reads))}"


def _plain(minor: int, currency: str) -> str:
    return str(Money(minor, currency)).split(" ", 1)[1]
