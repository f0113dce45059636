"""In which form the sides sign, and who gets a copy by when."""

from collections.abc import Callable
from datetime import date

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from tests.core.clauses.general.signature import HOME
from tests.core.clauses.risk.restraints import HOME as RESTRAINTS
from tests.core.journal import entry

Build = Callable[..., Engagement]
TERMS = HOME.terms
ONE = entry("signed", "2026-02-20", "jonas", document="agreement", side="client", how="ink")


def test_each_side_gets_a_copy(engaged: Build) -> None:
    both = ONE + entry("signed", "2026-02-23", document="agreement", side="consultant", how="ink")
    found = duties(engaged(TERMS, both), date(2026, 3, 2), date(2026, 2, 1), date(2026, 12, 1))
    assert [f"{d.due} {d.reads}" for d in found if "signature" in d.id] == [
        "2026-02-25 Give the other side a signed copy of the agreement"
    ]
    alone = duties(engaged(TERMS, ONE), date(2026, 3, 2), date(2026, 2, 1), date(2026, 12, 1))
    assert [d for d in alone if "signature" in d.id] == []


def test_findings(engaged: Build) -> None:
    def found(form: str, more: str = "") -> list[str]:
        agreement = engaged(TERMS.replace("qualified electronic", form) + more).agreement
        return [f.id for f in check(agreement) if f.place.startswith("general.signature")]

    assert found("qualified electronic") == found("any electronic") == []
    assert found("ink") == ["CH-GEN-050"]
    assert found("any electronic", RESTRAINTS.terms) == ["CH-GEN-051"]
    assert found("qualified electronic", RESTRAINTS.terms) == []
    assert found("ink", RESTRAINTS.terms) == ["CH-GEN-050"]
