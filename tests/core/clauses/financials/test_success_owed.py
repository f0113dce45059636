"""What pay on success comes to for what was counted: amounts, shares, tiers, and the bounds of each."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from charter.core.clauses.financials.success.owed import owed, total
from charter.core.clauses.financials.success.terms import Success
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.money import Money, Percent, half_up
from charter.core.vocabulary.party import Side


def payment(**terms: object) -> Success:
    held: dict[str, object] = {
        "name": "Sales", "kind": "commission", "base": "sales", "per": "month", "statement_by": Side.CLIENT,
        "statement_within": Duration.parse("10 days"), "object_within": Duration.parse("10 days"),
    }  # fmt: skip
    return Success.model_validate(held | terms, strict=True)


TIERS = [
    {"above": Money.parse(f"EUR {above}.00"), "share": Percent.parse(share)}
    for above, share in ((0, "10 %"), (1000, "5 %"), (5000, "2.5 %"))
]


@pytest.mark.parametrize(
    ("terms", "base", "lines"),
    [
        ({"share": Percent.parse("8 %")}, "EUR 1000.00", [8000]),
        ({"share": Percent.parse("8 %"), "floor": Money.parse("EUR 100.00")}, "EUR 1000.00", [8000, 2000]),
        ({"share": Percent.parse("8 %"), "cap": Money.parse("EUR 50.00")}, "EUR 1000.00", [8000, -3000]),
        ({"share": Percent.parse("8 %"), "threshold": Money.parse("EUR 1000.01")}, "EUR 1000.00", []),
        ({"tiers": tuple(TIERS)}, "EUR 500.00", [5000]),
        ({"tiers": tuple(TIERS)}, "EUR 1000.00", [10000]),
        ({"tiers": tuple(TIERS)}, "EUR 6000.00", [10000, 20000, 2500]),
        ({"kind": "cost plus", "share": Percent.parse("15 %")}, "EUR 200.00", [20000, 3000]),
        ({"kind": "bonus", "amount": Money.parse("EUR 70.00")}, "EUR 0.00", [7000]),
    ],
)
def test_what_is_owed_line_by_line(terms: dict[str, object], base: str, lines: list[int]) -> None:
    assert [line.basis.minor for line in owed(payment(**terms), Money.parse(base))] == lines


@pytest.mark.parametrize(
    ("terms", "complaint"),
    [
        ({}, "say what is owed"),
        ({"share": Percent.parse("8 %"), "amount": Money.parse("EUR 1.00")}, "say what is owed"),
        ({"kind": "discretionary", "share": Percent.parse("8 %")}, "has no price"),
        ({"tiers": tuple(reversed(TIERS))}, "the tiers go up"),
        (
            {"share": Percent.parse("8 %"), "floor": Money.parse("EUR 2.00"), "cap": Money.parse("EUR 1.00")},
            "swap them",
        ),
    ],
)
def test_terms_that_contradict_are_refused(terms: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        payment(**terms)


@given(
    bases=st.lists(st.integers(0, 10_000_000), min_size=2, max_size=2).map(sorted),
    floor=st.integers(0, 100_000), room=st.integers(0, 500_000),
)  # fmt: skip
def test_more_that_counts_never_earns_less_and_the_bounds_hold(
    bases: list[int], floor: int, room: int
) -> None:
    thing = payment(tiers=tuple(TIERS), floor=Money(floor, "EUR"), cap=Money(floor + room, "EUR"))
    low, high = (total(thing, Money(base, "EUR")) for base in bases)
    assert floor <= low <= high <= floor + room


@given(base=st.integers(0, 10_000_000))
def test_tiers_come_to_the_exact_sum_but_for_the_rounding_of_each(base: int) -> None:
    exact = sum(
        Fraction(max(min(base, upto) - above, 0)) * share
        for above, upto, share in (
            (0, 100_000, Fraction(1, 10)), (100_000, 500_000, Fraction(1, 20)), (500_000, 10**9, Fraction(1, 40)),
        )
    )  # fmt: skip
    assert abs(total(payment(tiers=tuple(TIERS)), Money(base, "EUR")) - half_up(exact)) <= 1
