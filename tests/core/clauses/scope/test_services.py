"""The work that is included, and about how much of the time each kind takes."""

from collections.abc import Callable

from charter.core.check import check
from charter.core.engagement import Engagement
from tests.core.clauses.scope.services import HOME

TERMS = HOME.terms


def test_findings(engaged: Callable[..., Engagement]) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("scope.services")]

    assert found(TERMS) == found(TERMS.replace('share = "60 %"\n', "")) == []
    assert found(TERMS.replace("60 %", "70 %")) == ["CH-SCO-050"]
    same = TERMS.replace(
        "talk with engineers whom the Client may hire", "review designs before they are built"
    )
    assert found(same) == ["CH-SCO-051"]
