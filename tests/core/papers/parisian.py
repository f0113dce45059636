"""An engagement in Paris, in French law and French money papers: Harbourline's, moved there and invoiced anew."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import charter
from charter.core.clauses.financials.late_payment import Claimed
from charter.core.engagement import Engagement
from charter.core.issuing import issue
from charter.core.vocabulary.entry import Issued, Paid, Refunded
from charter.core.vocabulary.journal import Journal

MOVED = (
    ('number = "NL-{year}-{n}"', 'number = "PS-{year}-{n}"\nlanguage = "fr"'),
    ("Kaistrasse 1, 20457 Hamburg", "4 quai de Jemmapes, 75010 Paris"),
    ("Leuchtturmweg 7, 22587 Hamburg", "7 rue du Phare, 35400 Saint-Malo"),
    ('country = "DE"', 'country = "FR"'),
    ("Harbourline Logistics GmbH", "Port-Ligne SAS"),
    ("Northlight CTO UG (haftungsbeschränkt)", "Phare SASU"),
    ('legal_form = "GmbH"', 'legal_form = "SAS au capital de 10 000 €"'),
    ('legal_form = "UG (haftungsbeschränkt)"', 'legal_form = "SASU au capital de 1 000 €"'),
    ("Amtsgericht Hamburg, HRB 000001", "RCS Paris 000 000 001"),
    ("Amtsgericht Hamburg, HRB 000002", "RCS Saint-Malo 000 000 002"),
    ("DE000000000", "FR00000000000"),
    ("DE000000001", "FR00000000001"),
    ('governing = "DE"', 'governing = "FR"'),
    ('"DE-HH"', '"FR"'),
    ("Europe/Berlin", "Europe/Paris"),
    ("DE75 5121 0800 1245 1261 99", "FR76 3000 6000 0112 3456 7890 189"),
    ("SOGEDEFF", "AGRIFRPP"),
)
LATE = date(2023, 10, 1)
"""The day of the invoice that the client does not pay; it pays every other on its due date."""


def parisian(harbourline: Path, folder: Path) -> Engagement:
    """Give the engagement until it ended in 2024, with every invoice issued on its day."""
    shutil.copytree(harbourline, folder)
    terms = folder / "agreement.toml"
    text = terms.read_text(encoding="utf-8")
    for there, here in MOVED:
        text = text.replace(there, here)
    terms.write_text(text, encoding="utf-8")
    journal = folder / "journal.toml"
    journal.write_text(journal.read_text(encoding="utf-8").replace("NL-", "PS-"), encoding="utf-8")
    moved = charter.load(folder)
    kept = (one for one in moved.journal.entries if not isinstance(one, Issued | Paid | Refunded | Claimed))
    engagement = moved.with_journal(Journal(kept))
    for month in range(8, 8 + 9):
        day = date(2023 + month // 13, (month - 1) % 12 + 1, 1)
        for entry in issue(engagement, day):
            engagement = engagement.plus(entry)
            if day != LATE and entry.total.minor > 0:
                paid = Paid(on=entry.due, by="priya", amount=entry.total, invoice=entry.number)
                engagement = engagement.plus(paid)
    return engagement
