"""Regulated data: the lists that health and financial law ask for, whole, and incidents that are told in time."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.vocabulary.change import Change
from tests.core.journal import entry

Build = Callable[..., Engagement]

CITE = "confidentiality.regulated_data"
HEALTH = f'[{CITE}]\nhealth = true\nnotice_within = "24 hours"\n'
FINANCE = f'[{CITE}]\nfinance = true\nplaces = ["DE"]\nnotice_within = "24 hours"\n'
OTHER = f'[{CITE}]\nregulator = "The harbour authority"\nnotice_within = "24 hours"\n'


def rows(engagement: Engagement) -> dict[str, str]:
    (found,) = [s for s in tree.sections(document(engagement.agreement)) if s.cite == CITE]
    tables = [block for block in found.blocks if isinstance(block, tree.Table)]
    return {tree.plain(row[0]): tree.plain(row[1]) for table in tables for row in table.rows}


def test_a_business_associate_promises_all_that_the_rule_asks_for(engaged: Build) -> None:
    """45 CFR 164.504(e)(2)(i) and (ii)(A) to (J)."""
    said = rows(engaged(HEALTH))
    assert list(said) == ["Uses", "Least", "Safeguards", "Reports", "Others", "Access", "Delegated duties",
                          "Secretary", "End"]  # fmt: skip
    assert "164.410" in said["Reports"]
    assert all(section in said["Access"] for section in ("164.524", "164.526", "164.528"))


def test_a_supplier_of_a_bank_promises_all_letters_of_article_30(engaged: Build) -> None:
    said = rows(engaged(FINANCE))
    assert list(said) == [f"({letter})" for letter in "abcdefghi"]
    assert "Germany" in said["(b)"]
    assert "nobody else carries out any part of it" in said["(a)"]
    assert rows(engaged(OTHER)) == {}


def test_an_incident_is_told_within_hours(engaged: Build) -> None:
    lost = entry("regulated incident", "2026-05-08", id="file", what="A file was lost")
    found = duties(engaged(OTHER, lost), date(2026, 5, 8), until=date(2026, 12, 31))
    assert [(d.id, d.due) for d in found if d.id.startswith(CITE)] == [
        (f"{CITE}/tell/file", date(2026, 5, 9))
    ]


@pytest.mark.parametrize(
    ("help_", "words", "found"),
    [
        ("", "at no extra price", set()),
        ('help_rate = "EUR 150.00"\n', "at EUR 150.00 an hour", {"CH-CNF-044"}),
        ('help_rate = "EUR 150.00"\nhelp_most = "20 hours"\n', "an hour, 20 hours in all at most", set()),
    ],
)
def test_help_that_is_paid_for_has_a_most(engaged: Build, help_: str, words: str, found: set[str]) -> None:
    engagement = engaged(FINANCE + help_)
    assert words in rows(engagement)["(f)"]
    assert {f.id for f in check(engagement.agreement) if f.id == "CH-CNF-044"} == found


@pytest.mark.parametrize(
    ("terms", "sector", "country", "findings"),
    [
        (HEALTH, "health", "US", set()),
        (OTHER, "health", "US", {"CH-CNF-040"}),
        (OTHER, "health", "DE", set()),
        (OTHER, "financial", "DE", {"CH-CNF-041"}),
        (FINANCE, "financial", "DE", set()),
        (FINANCE.replace('"24 hours"', '"3 days"'), "financial", "DE", {"CH-CNF-042"}),
        (OTHER + "critical = true\n", "general", "DE", {"CH-CNF-043"}),
    ],
)
def test_findings(engaged: Build, terms: str, sector: str, country: str, findings: set[str]) -> None:
    client = "foundation.parties.client"
    agreement = apply(
        engaged(terms).agreement,
        [Change(f"{client}.sector", None, sector), Change(f"{client}.country", None, country)],
    )
    assert {f.id for f in check(agreement) if f.id.startswith("CH-CNF")} == findings


@pytest.mark.parametrize(("terms", "finds"), [(HEALTH, False), (OTHER, True)])
def test_a_trade_whose_list_is_agreed_is_not_warned_of_again(
    engaged: Build, terms: str, *, finds: bool
) -> None:
    agreement = apply(engaged(terms).agreement, [Change("foundation.parties.client.sector", None, "health")])
    assert ("CH-FND-004" in {f.id for f in check(agreement)}) is finds


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (f'[{CITE}]\nnotice_within = "24 hours"\n', "nothing is regulated"),
        (FINANCE.replace('places = ["DE"]\n', ""), "finance = true needs places"),
        (HEALTH.replace('"24 hours"', '"61 days"'), "60 days at most"),
    ],
)
def test_half_a_list_is_refused(engaged: Build, terms: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        engaged(terms)
