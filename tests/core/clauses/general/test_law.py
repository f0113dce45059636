"""The law that governs: known, and linked to a party."""

from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement
from charter.core.changes import apply
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.reading import Problems, read_agreement, write
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.country import country_name
from tests.core.words import section

Build = Callable[..., Engagement]


def governed(agreement: Agreement, code: str) -> Agreement:
    return apply(agreement, [Change("general.law.governing", "DE", code)])


@pytest.mark.parametrize(
    ("code", "finding"), [("DE", set()), ("FR", {"CH-GEN-001"}), ("US-NY", {"CH-GEN-001"})]
)
def test_a_law_without_a_link_is_a_finding(engaged: Build, code: str, finding: set[str]) -> None:
    found = check(governed(engaged().agreement, code))
    assert {f.id for f in found if f.place.startswith("general.law")} == finding


def test_new_york_says_from_which_value_it_takes_anyone(engaged: Build) -> None:
    (finding,) = [f for f in check(governed(engaged().agreement, "US-NY")) if f.id == "CH-GEN-001"]
    assert "from a value of 250,000 USD on. Its courts do from 1,000,000 on." in str(finding.message)
    assert finding.source is not None


def test_a_law_that_nobody_knows_is_refused(engaged: Build) -> None:
    text = write(engaged().agreement).replace('governing = "DE"', 'governing = "XX"')
    with pytest.raises(Problems, match=r"general\.law\.governing"):
        read_agreement(text)


def test_delaware_says_nothing_of_its_courts(engaged: Build) -> None:
    (finding,) = [f for f in check(governed(engaged().agreement, "US-DE")) if f.id == "CH-GEN-001"]
    assert str(finding.message).endswith("from a value of 100,000 USD on.")


@pytest.mark.parametrize(("code", "finding"), [("CA-QC", True), ("CA-ON", False), ("FR", False)])
def test_quebec_wants_french_first(engaged: Build, code: str, finding: bool) -> None:  # noqa: FBT001 - what is expected
    assert ("CH-GEN-002" in {f.id for f in check(governed(engaged().agreement, code))}) is finding


@pytest.mark.parametrize("code", ["CH", "NO", "SG"])
def test_any_law_may_govern_and_one_without_facts_is_told(engaged: Build, code: str) -> None:
    """Gap 0: Swiss, Norwegian or Singapore law was a reading error."""
    agreement = read_agreement(
        write(engaged().agreement).replace('governing = "DE"', f'governing = "{code}"')
    )
    assert "CH-GEN-004" in {f.id for f in check(agreement)}
    assert country_name(code) in section(agreement, "general.law")


@pytest.mark.parametrize("code", ["DE", "US-CA", "AT"])
def test_a_law_with_facts_is_not(engaged: Build, code: str) -> None:
    assert "CH-GEN-004" not in {f.id for f in check(governed(engaged().agreement, code))}


@pytest.mark.parametrize(("code", "tort"), [("GB-ENG", True), ("DE", False)])
def test_english_law_takes_claims_that_rest_on_no_contract(engaged: Build, code: str, tort: bool) -> None:  # noqa: FBT001 - what is expected
    """M26; and S12: no words hedge what the law lets the sides choose."""
    said = section(governed(engaged().agreement, code), "general.law")
    assert ("whether in contract, in tort or under a statute" in said) is tort
    assert "as far as" not in said
