"""The quantity of a line, and the parts of an address, as machines read them off a paper."""

from __future__ import annotations

from decimal import Decimal

import pytest

from charter.core.papers.place import postal_place
from charter.core.papers.quantity import Quantity, quantity
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.money import Money


@pytest.mark.parametrize(
    ("basis", "amount", "expected"),
    [
        ("times(minor=5000, count=3)", 15000, Quantity(Decimal(3), "", "C62", Money(5000, "EUR"))),
        (
            "hundredths(minor=21000, seconds=5436)",
            31710,
            Quantity(Decimal("1.51"), "h", "HUR", Money(21000, "EUR")),
        ),
        (
            "hours(minor=21000, seconds=27000)",
            157500,
            Quantity(Decimal("7.5"), "h", "HUR", Money(21000, "EUR")),
        ),
        ("half_days(minor=120000, halves=6)", 360000, Quantity(Decimal(3), "d", "DAY", Money(120000, "EUR"))),
        (
            "half_days(minor=100001, halves=1)",  # half a cent, rounded up
            50001,
            Quantity(Decimal("0.5"), "d", "DAY", Money(100001, "EUR")),
        ),
        (
            "expense(most=100000, markup=0, piece1=30*120*1)",
            3600,
            Quantity(Decimal(120), "", "C62", Money(30, "EUR")),
        ),
        (
            "expense(most=3000, markup=0, piece1=30*120*1)",  # up to a most
            3000,
            Quantity(Decimal(1), "", "C62", Money(3000, "EUR")),
        ),
        (
            "expense(most=100000, markup=0, piece1=30*120*1, piece2=500*1*1)",
            4100,
            Quantity(Decimal(1), "", "C62", Money(4100, "EUR")),
        ),
        ("times(minor=5000, count=3)", 14999, Quantity(Decimal(1), "", "C62", Money(14999, "EUR"))),
    ],
)
def test_a_quantity_times_its_price_is_the_amount(basis: str, amount: int, expected: Quantity) -> None:
    assert quantity(Basis.read(basis), Money(amount, "EUR")) == expected


@pytest.mark.parametrize(
    ("address", "post_code", "town"),
    [
        ("Kaistrasse 1, 20457 Hamburg", "20457", "Hamburg"),
        ("1 Mill Lane, Leeds LS1 4AB", "LS1 4AB", "Leeds"),
        ("1 Mill Lane, Leeds, LS1 4AB", "LS1 4AB", "Leeds"),
        ("100 Cannery Way, San Jose, CA 95101", "95101", "San Jose, CA"),
        ("The house by the lake", "", ""),
    ],
)
def test_the_place_is_read_as_its_country_writes_it(address: str, post_code: str, town: str) -> None:
    place = postal_place("Tillhouse", address, "GB")
    assert (place.post_code, place.town, place.whole) == (post_code, town, bool(post_code))
