"""What an amendment breaks elsewhere is found before it counts, and which figures it moves without naming them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from charter.core.check import coming_findings
from charter.core.engagement import Engagement
from charter.core.reading import read
from charter.core.reading.by_hand import in_ink
from charter.folder import engagement_texts
from tests.core.amending import amendment

OCTOBER = date(2023, 10, 9)
DEARER = (
    ("financials.retainer.amount", "EUR 12000.00", "EUR 15000.00"),
    ("financials.retainer.hours", "64 hours", "80 hours"),
)
RAISED = ("financials.invoicing.ceiling", "EUR 190000.00", "EUR 225000.00")


@pytest.fixture
def texts(harbourline: Path) -> dict[str, bytes]:
    """Harbourline with the ceiling of the exemplar, which is enough until the retainer is dearer."""
    text = engagement_texts(harbourline)["agreement.toml"]
    return {"agreement.toml": text.replace(b"EUR 225000.00", b"EUR 190000.00")}


def engaged(texts: dict[str, bytes], *changes: tuple[str, str, str], not_yet: bool = True) -> Engagement:
    text = amendment("More hours", "2023-10-09", *changes, effective="2023-10-16")
    signed = "" if not_yet else "signed = 2023-10-09\n"
    text = text.replace("signed = 2023-10-09\n", signed)
    agreed = read(texts | {"amendments/1.toml": text.encode()})
    return agreed.plus(*in_ink(agreed.agreement, "agreement", date(2023, 7, 17))).supposed(OCTOBER)


def found(engagement: Engagement, today: date = OCTOBER) -> dict[str, str]:
    said: dict[str, str] = {}
    for each in coming_findings(engagement, today):
        said[each.id] = f"{said.get(each.id, '')} {each.message}".strip()
    return said


def test_a_dearer_retainer_breaks_the_ceiling(texts: dict[str, bytes]) -> None:
    """EUR 172,548.39 for the retainer and EUR 24,000.00 for the milestones, as the exemplar reckons."""
    said = found(engaged(texts, *DEARER))["CH-FIN-091"]
    assert said.startswith("With amendment 1: What is agreed comes to EUR 196,548.39 over the engagement")


def test_a_ceiling_raised_with_it_holds(texts: dict[str, bytes]) -> None:
    assert "CH-FIN-091" not in found(engaged(texts, *DEARER, RAISED))


def test_kept_hours_and_the_alert_follow_and_are_named(texts: dict[str, bytes]) -> None:
    said = found(engaged(texts, *DEARER, RAISED))["CH-AMD-004"]
    assert "kept from 16 hours to 20 hours" in said
    assert "alert hours from 51.2 hours to 64 hours" in said


def test_of_what_is_signed_no_figure_is_named_any_more(texts: dict[str, bytes]) -> None:
    """Both sides have read it by then; what it breaks is told all the same."""
    assert found(engaged(texts, *DEARER, not_yet=False)).keys() == {"CH-FIN-091"}


def test_what_moves_no_figure_and_breaks_nothing_has_no_findings(texts: dict[str, bytes]) -> None:
    assert found(engaged(texts, ("financials.invoicing.purchase_order", "HL-4711", "HL-4712"))) == {}


def test_from_its_day_on_it_is_found_in_what_is_in_force(texts: dict[str, bytes]) -> None:
    assert found(engaged(texts, *DEARER), date(2023, 10, 16)) == {}
