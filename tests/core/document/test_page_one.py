"""What page one says of lateness and of leaving: each term has its words, and none is said that was not agreed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from charter.core.agreement import Agreement
from charter.core.document import tree
from charter.core.document.assembly import document

Data = dict[str, Any]
Terms = Callable[[str], Data]
Made = Callable[[Data], Agreement]


def row(agreement: Agreement, label: str) -> str:
    return next(tree.plain(fact.inlines) for fact in document(agreement).cover if fact.label == label)


@pytest.mark.parametrize(
    ("terms", "said", "unsaid"),
    [
        (
            {"interest": "9 % a year", "fixed_sum": "EUR 40.00", "collection_costs": "EUR 800.00"},
            "A late one costs, on top, 9 % a year and once EUR 40.00, and at most EUR 800.00 for collecting.",
            "reasonable",
        ),
        (
            {"interest": "9 % a year", "fixed_sum": "none", "collection_costs": "reasonable"},
            "A late one costs, on top, 9 % a year, and the reasonable cost of collecting.",
            "once",
        ),
        (
            {"interest": "9 % a year", "fixed_sum": "none", "collection_costs": "none"},
            "A late one costs, on top, 9 % a year.",
            "collecting",
        ),
        ({"interest": "none", "fixed_sum": "none", "collection_costs": "none"}, "", "A late one"),
    ],
)
def test_page_one_says_what_lateness_costs_and_no_more(
    data: Terms, agreement: Made, terms: Data, said: str, unsaid: str
) -> None:
    held = data("harbourline")
    held["financials"]["late_payment"] |= terms
    pays = row(agreement(held), "What the Client pays")
    assert said in pays
    assert unsaid not in pays


def test_without_the_clause_page_one_says_nothing_of_lateness(data: Terms, agreement: Made) -> None:
    held = data("harbourline")
    del held["financials"]["late_payment"]
    assert "A late one" not in row(agreement(held), "What the Client pays")


THIRTY = {"notice": "30 days"}


@pytest.mark.parametrize(
    ("client", "consultant", "said"),
    [
        (THIRTY, THIRTY, "Either side may leave without a reason, with 30 days of notice."),
        (
            THIRTY | {"not_before": "3 months"},
            THIRTY | {"not_before": "3 months"},
            "Either side may leave without a reason, with 30 days of notice, but not in the first 3 months.",
        ),
        (
            THIRTY,
            {"notice": "60 days"},
            (
                "The Client may leave without a reason, with 30 days of notice. The Consultant may leave without a reason,"
                " with 60 days of notice."
            ),
        ),
        (
            None,
            THIRTY,
            (
                "The Client may leave early only for a reason. The Consultant may leave without a reason, with 30 days of"
                " notice."
            ),
        ),
        (
            THIRTY,
            None,
            (
                "The Client may leave without a reason, with 30 days of notice. The Consultant may leave early only for a"
                " reason."
            ),
        ),
    ],
)
def test_page_one_says_how_each_side_leaves(
    data: Terms, agreement: Made, client: Data | None, consultant: Data | None, said: str
) -> None:
    held = data("harbourline")
    ending = held["exit"]["termination"]
    for side, right in (("client", client), ("consultant", consultant)):
        ending.pop(side, None)
        ending |= {side: right} if right is not None else {}
    stop = row(agreement(held), "How to stop")
    assert stop.startswith(said)
    assert ("Either side" in stop) is (client == consultant)
