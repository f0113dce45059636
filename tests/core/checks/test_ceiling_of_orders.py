"""CH-FIN-093 and 094: orders that together pass the ceiling of their master, or come near to it."""

from __future__ import annotations

import datetime as dt

import pytest

from charter.core.check import check_in_force
from charter.core.engagement import Engagement
from charter.core.reading import read, texts
from tests.core.conftest import SIGNED
from tests.core.papers_of_a_frame import MASTER, ORDER

TODAY = dt.date(2026, 5, 1)
OWN = '\n[foundation.frame]\nnamed_terms = ["financials.invoicing.ceiling"]\n[financials.invoicing]\nceiling = "EUR 9000.00"\n'


def fee(amount: int) -> str:
    return f'\n[financials.retainer]\namount = "EUR {amount}.00"\nperiod = "month"\nfirst_day = 1\nbilled = "in advance"\n'


def papers(*orders: str, master: str = MASTER) -> dict[str, dict[str, bytes]]:
    """Give the texts of orders under one master, each with those of the others, by name; and of the master."""
    held = {
        f"order{n}": {
            "agreement.toml": (ORDER.replace("Order 1", f"Order {n}") + own).encode(),
            "journal.toml": SIGNED.encode(),
        }
        for n, own in enumerate(orders)
    }
    frame = {"agreement.toml": master.encode(), "journal.toml": SIGNED.encode()}
    above = {f"frames/group/{file}": raw for file, raw in frame.items()}
    found = {
        name: own
        | above
        | {
            f"orders/{other}/{file}": raw
            for other in held
            if other != name
            for file, raw in held[other].items()
        }
        for name, own in held.items()
    }
    return found | {
        "group": frame | {f"orders/{name}/{file}": raw for name in held for file, raw in held[name].items()}
    }


def found(*orders: str, master: str = MASTER) -> dict[str, list[str]]:
    """Give what is found of the ceiling over all orders, by paper."""

    def of(engagement: Engagement) -> list[str]:
        every = check_in_force(engagement, engagement.agreement, TODAY)
        return [f"{one.id} {one.message}" for one in every if one.id in {"CH-FIN-093", "CH-FIN-094"}]

    return {name: of(read(held, name)) for name, held in papers(*orders, master=master).items()}


def test_orders_that_pass_the_ceiling_together_are_told_in_each_paper() -> None:
    """EUR 500.00 and 400.00 a month are 10,800.00 in the first whole year; the ceiling is EUR 10,000.00."""
    said = (
        "CH-FIN-093 The 2 orders under this master come to EUR 10,800.00 in 2027, and the ceiling over all is "
        "EUR 10,000.00."
    )
    assert found(fee(500), fee(400)) == {"order0": [said], "order1": [said], "group": [said]}


def test_orders_that_come_near_to_it_are_told_what_is_left() -> None:
    said = (
        "CH-FIN-094 The 2 orders under this master come to EUR 9,000.00 in 2027: EUR 1,000.00 are left of the ceiling "
        "over all of them."
    )
    assert found(fee(400), fee(350)) == {"order0": [said], "order1": [said], "group": [said]}


@pytest.mark.parametrize(
    ("orders", "master"),
    [
        ((fee(300), fee(300)), MASTER),  # far below
        ((fee(900),), MASTER),  # of one alone CH-FIN-091 tells
        ((fee(500), fee(400)), MASTER.replace('ceiling = "EUR 10000.00"\n', "")),  # there is none
        ((OWN + fee(500), fee(400)), MASTER),  # an order counts by itself
        ((OWN + fee(500), OWN + fee(400)), MASTER),  # so does each
    ],
)
def test_nothing_is_told_of_what_stays_below_or_counts_apart(orders: tuple[str, ...], master: str) -> None:
    assert set(map(tuple, found(*orders, master=master).values())) == {()}


def test_a_ceiling_for_all_years_counts_what_has_no_end_up_to_today() -> None:
    """From 1 March to 1 May three months of each are charged: EUR 5,400.00 of 6,000.00."""
    for_ever = MASTER.replace(
        'ceiling = "EUR 10000.00"\n', 'ceiling = "EUR 6000.00"\nceiling_per = "engagement"\n'
    )
    [said] = found(fee(900), fee(900), master=for_ever)["group"]
    assert "come to EUR 5,400.00 in all: EUR 600.00 are left" in said
    assert found(fee(600), fee(600), master=for_ever)["group"] == []


@pytest.mark.parametrize("orders", [4, 8, 16])
def test_each_paper_is_read_once_for_all_that_stand_beside_it(
    orders: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frame of n orders takes n readings of an order in full, n beside others, and one or two of the master."""
    held = papers(*(fee(100 + orders + n) for n in range(orders)))
    once, readings = texts._read, []  # noqa: SLF001 - what is counted is how often it is asked

    def counted(*told: object) -> Engagement:
        readings.append(told[-1])
        return once(*told)  # type: ignore[arg-type] # as it is called

    monkeypatch.setattr(texts, "_read", counted)
    for name, paper in held.items():
        read(paper, name)
    assert len(readings) <= 2 * orders + 2
