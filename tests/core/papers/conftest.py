"""Papers of the example: each invoice that Northlight issued to Harbourline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import charter
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
