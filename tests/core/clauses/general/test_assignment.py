"""Who may pass the agreement on, and what the law lets pass in any case."""

from collections.abc import Callable

import pytest

from charter.core.check import check
from charter.core.engagement import Engagement
from tests.core.clauses.general.assignment import HOME

Build = Callable[..., Engagement]
TERMS = HOME.terms
BARRED = TERMS.replace('claims_for_money = "free"', 'claims_for_money = "barred"')


def found(agreement: object) -> list[str]:
    return [f.id for f in check(agreement) if f.place.startswith("general.assignment")]  # type: ignore[arg-type]


def test_findings(engaged: Build) -> None:
    assert found(engaged(TERMS).agreement) == []
    assert found(engaged(BARRED).agreement) == ["CH-GEN-070"]
    assert found(engaged(TERMS.replace('"needed"', '"not needed"')).agreement) == ["CH-GEN-071"]


@pytest.mark.parametrize(
    ("law", "size", "wrong"),
    [("GB-ENG", "small", 1), ("GB-ENG", "large", 0), ("US-NY", "small", 0), ("DE", "large", 1)],
)
def test_a_bar_on_money_stands_only_under_some_laws(engaged: Build, law: str, size: str, wrong: int) -> None:
    agreement = engaged(BARRED).agreement
    parties = agreement.foundation.parties
    sized = parties.model_copy(update={"consultant": parties.consultant.model_copy(update={"size": size})})
    general = agreement.general.model_copy(
        update={"law": agreement.general.law.model_copy(update={"governing": law})}
    )
    foundation = agreement.foundation.model_copy(update={"parties": sized})
    changed = agreement.model_copy(update={"general": general, "foundation": foundation})
    assert len([one for one in found(changed) if one == "CH-GEN-070"]) == wrong
