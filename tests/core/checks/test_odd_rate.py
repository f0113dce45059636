"""CH-FIN-005: a rate that is hardly meant is told under any law, and one that is usual under none."""

from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement
from charter.core.check import check
from charter.core.vocabulary.finding import Level

With = Callable[[dict[str, object]], Agreement]
LAWS = ["DE", "GB-ENG", "FR", "US-NY", "NL"]


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize(
    ("rate", "level"),
    [
        ("18 % a month", Level.ERROR),
        ("101 % a year", Level.ERROR),
        ("100 % a year", Level.WARNING),
        ("2.01 % a month", Level.WARNING),
        ("25 % a year", Level.WARNING),
        ("2 % a month", None),
        ("24 % a year", None),
        ("1.5 % a month", None),
        ("statutory", None),
        ("none", None),
    ],
)
def test_a_rate_is_odd_whatever_the_law(terms: With, law: str, rate: str, level: Level | None) -> None:
    agreement = terms({"general.law.governing": law, "financials.late_payment.interest": rate})
    told = [f for f in check(agreement) if f.id == "CH-FIN-005"]
    assert [(f.place, f.level) for f in told] == (
        [("financials.late_payment.interest", level)] if level is not None else []
    )


def test_the_yearly_rate_is_said(terms: With) -> None:
    agreement = terms({"financials.late_payment.interest": "18 % a month"})
    (told,) = (f for f in check(agreement) if f.id == "CH-FIN-005")
    assert "18 % a month is 216 % a year" in str(told.message)
