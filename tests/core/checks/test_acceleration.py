"""CH-FIN-092: calling in other invoices when none is left that is not due anyway."""

from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement
from charter.core.check import check

With = Callable[[dict[str, object]], Agreement]


@pytest.mark.parametrize(
    ("late", "due", "cycle", "ids"),
    [
        (
            "35 days",
            "14 days",
            "every month on day 1",
            ["CH-FIN-092"],
        ),  # the next is due, the one after not issued
        ("25 days", "14 days", "every month on day 1", []),  # the next is issued, and not due yet
        ("35 days", "30 days", "every month on day 1", []),
        ("35 days", "14 days", "every 2 weeks on Monday", []),
        (None, "14 days", "every month on day 1", []),
    ],
)
def test_calling_in_reaches_an_invoice(
    terms: With, late: str | None, due: str, cycle: str, ids: list[str]
) -> None:
    agreement = terms(
        {
            "financials.late_payment.acceleration": late,
            "financials.payment.due_after": due,
            "financials.invoicing.cycle": cycle,
        }
    )
    assert [f.id for f in check(agreement) if f.id == "CH-FIN-092"] == ids
