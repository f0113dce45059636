"""CH-FIN-090 and 091: a ceiling that no year reaches, and one below what is agreed."""

from collections.abc import Callable

import pytest

from charter.core.check import check
from charter.core.engagement import Engagement

RETAINER = """
[financials.retainer]
amount = "EUR 10000.00"
period = "month"
billed = "in advance"
hours = "40 hours"
overage = "EUR 200.00"
cap = "10 hours"
"""
INVOICING = """
[financials.invoicing]
cycle = "every month on day 1"
number = "N-{n}"
ceiling = "%s"
"""
HOURLY = """
[financials.hourly]
increment = "15 minutes"
rounding = "up"
figures = "exact"

[financials.hourly.rates.cto]
name = "Chief technology officer"
price = "EUR 200.00"
"""
YEAR = """
[foundation.term]
starts = 2026-03-01
initial = "1 year"
renewal = "none"
"""
Engaged = Callable[..., Engagement]


def found(engaged: Engaged, clauses: str) -> list[tuple[str, str]]:
    engagement = engaged(clauses if "foundation.term" in clauses else YEAR + clauses)
    return [(f.id, f.place) for f in check(engagement.agreement) if f.id in {"CH-FIN-090", "CH-FIN-091"}]


@pytest.mark.parametrize(
    ("ceiling", "more", "ids"),
    [
        ("EUR 110000.00", "", []),  # ten months in 2026 cost 100,000, and further hours at most 24,000
        ("EUR 130000.00", "", ["CH-FIN-090"]),
        ("EUR 90000.00", "", ["CH-FIN-091"]),
        ("EUR 130000.00", 'ceiling_counts = "gross"\n', []),  # with tax it can be reached
        ("EUR 130000.00", 'ceiling_per = "engagement"\n', []),  # 120,000, and what may come on top
        ("EUR 110000.00", 'ceiling_per = "engagement"\n', ["CH-FIN-091"]),
    ],
)
def test_a_ceiling_can_be_reached_and_is_not_below_what_is_agreed(
    engaged: Engaged, ceiling: str, more: str, ids: list[str]
) -> None:
    told = found(engaged, RETAINER + INVOICING % ceiling + more)
    assert told == [(each, "financials.invoicing.ceiling") for each in ids]


@pytest.mark.parametrize(
    "unbounded",
    [
        RETAINER.replace('cap = "10 hours"\n', ""),
        RETAINER + HOURLY,
    ],
)
def test_where_nothing_bounds_the_hours_any_ceiling_can_be_reached(engaged: Engaged, unbounded: str) -> None:
    assert found(engaged, unbounded + INVOICING % "EUR 900000.00") == []


def test_without_a_ceiling_there_is_none_to_reach(engaged: Engaged) -> None:
    assert found(engaged, RETAINER + INVOICING.replace('ceiling = "%s"\n', "")) == []


def test_without_an_end_only_a_year_is_looked_at(engaged: Engaged) -> None:
    endless = "\n[foundation.term]\nstarts = 2026-03-01\n"
    assert (
        found(engaged, endless + RETAINER + INVOICING % "EUR 110000.00" + 'ceiling_per = "engagement"\n')
        == []
    )
    assert found(engaged, endless + RETAINER + INVOICING % "EUR 110000.00") == [
        ("CH-FIN-091", "financials.invoicing.ceiling")
    ]
