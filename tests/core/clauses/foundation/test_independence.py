"""The facts that make a business of its own, and what the law of the place says of others."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.reading.problem import Problems
from charter.core.vocabulary.party import Form
from tests.core.clauses.foundation.independence import HOME

Build = Callable[..., Engagement]
TERMS = HOME.terms


def found(engaged: Build, before: str = "", after: str = "") -> list[str]:
    agreement = engaged(TERMS.replace(before, after) if before else TERMS).agreement
    return [f.id for f in check(agreement) if f.place.startswith("foundation.indep")]


def test_both_look_at_the_facts(engaged: Build) -> None:
    owed = duties(engaged(TERMS), date(2026, 3, 2), date(2026, 3, 1), date(2026, 5, 1))
    assert [f"{d.due} {d.by}" for d in owed if "independence" in d.id] == ["2026-04-15 both"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"policies"', '"as directed"'),
        ('"as skilled"', '"never"'),
        ('"nobody owes"', '"must be taken"'),
    ],
)
def test_a_fact_of_employment_is_found_for_a_business_of_one_person(
    engaged: Build, before: str, after: str
) -> None:
    assert found(engaged) == []
    assert found(engaged, before, after) == ["CH-FND-070"]


@pytest.mark.parametrize(("country", "wrong"), [("DE", 1), ("GB", 1), ("FR", 0)])
def test_the_test_is_that_of_the_place(engaged: Build, country: str, wrong: int) -> None:
    agreement = engaged(TERMS.replace('"as skilled"', '"never"')).agreement
    parties = agreement.foundation.parties
    moved = parties.model_copy(
        update={side: getattr(parties, side).model_copy(update={"country": country, "state": None})
                for side in ("client", "consultant")}
    )  # fmt: skip
    foundation = agreement.foundation.model_copy(update={"parties": moved})
    findings = check(agreement.model_copy(update={"foundation": foundation}))
    assert len([f for f in findings if f.id == "CH-FND-070"]) == wrong


def test_an_indemnity_is_shared_and_limited(engaged: Build) -> None:
    assert found(engaged, '"split"', '"consultant"') == ["CH-FND-072"]
    assert found(engaged, 'tax_cap = "EUR 10000.00"\n', "") == ["CH-FND-073"]
    assert found(engaged, 'looked_at = "every quarter on day 15"\n', "") == ["CH-FND-074"]
    with pytest.raises(Problems):
        engaged(TERMS.replace('"split"', '"none"'))


ROLE = """
[foundation.role]
title = "CTO"
officer = "no"
sponsor = "jonas"
new_sponsor_within = "14 days"
advice_only = true
[foundation.role.people.lead]
person = "mara"
tasks = "leads"
key = true
"""
TOLD = '[foundation.role.replacement]\nconsent = "told"\nwithin = "10 days"\n'


@pytest.mark.parametrize(
    ("role", "wrong"),
    [
        (ROLE, ["CH-FND-071"]),
        (ROLE.replace("key = true", "key = false"), []),
        (ROLE + TOLD, []),
        (ROLE.replace("key = true", "key = false") + TOLD.replace('"told"', '"client"'), ["CH-FND-071"]),
    ],
    ids=["key", "not key", "told", "with a yes"],
)
def test_a_substitute_is_as_free_as_the_role_lets_one_be(engaged: Build, role: str, wrong: list[str]) -> None:
    assert [
        f.id for f in check(engaged(TERMS + role).agreement) if f.place.startswith("foundation.indep")
    ] == wrong


def test_the_law_of_the_place_is_told_with_its_source(engaged: Build) -> None:
    (one,) = [f for f in check(engaged(TERMS + ROLE).agreement) if f.id == "CH-FND-071"]
    assert "nobody takes over for Mara Lindqvist freely. In law, a duty to do the work in person" in str(
        one.message
    )
    assert one.source is not None
    assert (one.source.text[:12], one.source.confidence) == ("SGB IV 7 (1)", "unconfirmed")


def test_a_yes_to_each_substitute_is_told_of_where_a_law_is_known_for_it(engaged: Build) -> None:
    assert found(engaged, '"as skilled"', '"with consent"') == ["CH-FND-075"]
    firm = TERMS.replace('"as skilled"', '"with consent"')
    agreement = engaged(firm).agreement
    parties = agreement.foundation.parties
    company = parties.consultant.model_copy(update={"form": Form.COMPANY})
    moved = agreement.foundation.model_copy(
        update={"parties": parties.model_copy(update={"consultant": company})}
    )
    whole = agreement.model_copy(update={"foundation": moved})
    assert [f.id for f in check(whole) if f.id == "CH-FND-075"] == []
