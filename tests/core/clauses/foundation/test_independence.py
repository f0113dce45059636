"""The facts that make a business of its own, and what the law of the place says of others."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.reading.problem import Problems
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
