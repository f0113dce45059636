"""Papers of the example: each invoice that Northlight issued to Harbourline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import charter
from charter.core.clauses.financials.late_payment import Claimed
from charter.core.engagement import Engagement
from charter.core.papers.tree import Paper
from charter.core.vocabulary.entry import Issued

LATER = date(2024, 6, 1)


@pytest.fixture(scope="session")
def northlight(harbourline: Path) -> Engagement:
    return charter.load(harbourline)


@pytest.fixture
def issued(northlight: Engagement) -> Callable[[str], Issued]:
    return lambda number: next(one for one in northlight.journal.of(Issued) if one.number == number)


@pytest.fixture
def paper(northlight: Engagement, issued: Callable[[str], Issued]) -> Callable[[str], Paper]:
    """Give what was issued under a number, as a paper."""
    return lambda number: charter.invoice_paper(northlight, issued(number), LATER)


@pytest.fixture
def claimed() -> Callable[[Engagement, str, date], Engagement]:
    """Claim what lateness costs on an invoice until a day."""

    def claim(engagement: Engagement, number: str, day: date) -> Engagement:
        return engagement.plus(Claimed(on=day, by="mara", invoice=number))

    return claim
