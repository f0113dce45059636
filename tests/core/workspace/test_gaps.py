"""A number given by hand that leaves out the numbers before it."""

from collections.abc import Callable

from charter.core.engagement import Engagement
from tests.core.workspace.conftest import INVOICING, Asked, issued
from tests.core.workspace.test_findings import for_client

Build = Callable[..., Engagement]


def test_a_number_that_leaves_a_gap_is_found(engaged: Build, asked: Asked) -> None:
    """CH-WSP-015, unless the numbers between stand in another engagement, or are named as used."""

    def gaps(*numbers: str, more: str = "", elsewhere: str = "") -> list[str]:
        def of(*names: str) -> Engagement:
            journal = "".join(issued(name, "2026-04-01", "EUR 100.00") for name in names)
            return engaged(INVOICING, journal)

        others = (for_client(of(elsewhere), "Orbital GmbH"),) if elsewhere else ()
        found = asked(of(*numbers), more, *others)
        return [str(each.message) for each in found if each.id == "CH-WSP-015"]

    assert gaps("NL-2026-0001", "NL-2026-0004") == [
        "NL-2026-0004 leaves a gap: no invoice has the 2 before it."
    ]
    assert gaps("NL-2026-0001", "NL-2026-0002") == []
    assert gaps("NL-2026-0007") == [], "a series may begin anywhere"
    assert gaps("NL-2025-0007", "NL-2026-0001") == [], "and anew each year"
    assert gaps("NL-2026-0001", "NL-2026-0003", elsewhere="NL-2026-0002") == []
    used = '[series.main]\nnumber = "NL-{year}-{n}"\nused = ["NL-2026-0003"]\n'
    assert gaps("NL-2026-0001", "NL-2026-0004", more=used) == []
