"""What a reader of an order and its master would miss; each is told, and only where it is so."""

from __future__ import annotations

from datetime import date

import pytest

from charter.core.check import check, check_in_force
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.issuing import AboveCeiling, issue, shown_invoices
from charter.core.reading import read
from charter.core.rules.paper_findings import paper_findings
from tests.core.conftest import SIGNED
from tests.core.journal import entry
from tests.core.papers_of_a_frame import MASTER, ORDER, changed, order, texts

TODAY = date(2026, 5, 18)
ENDING = '\n[foundation.term]\nstarts = 2026-01-05\ninitial = "6 months"\nrenewal = "none"\n'
"""The master ends on 4 July 2026."""
FEE = """
[financials.retainer]
amount = "EUR 4000.00"
period = "month"
first_day = 1
billed = "in advance"
"""


HOURLY = """
[financials.hourly]
increment = "15 minutes"
rounding = "up"
figures = "exact"

[financials.hourly.rates.cto]
name = "CTO"
price = "EUR 150.00"
"""


def master(**terms: str) -> dict[str, bytes]:
    """Give the texts of an order whose master says something else, by the words replaced."""
    held = texts()
    for old, new in terms.items():
        held = changed(held, "frames/group/agreement.toml", OLD[old], new)
    return held


OLD = {
    "term": "\n[foundation.term]\nstarts = 2026-01-05\n",
    "apart": "stands_apart = true",
    "prevails": 'prevails = "order where it names the term"',
}


def found(engagement: Engagement) -> list[str]:
    return [one.id for one in paper_findings(engagement.supposed(TODAY), TODAY)]


def test_an_order_that_fits_its_master_has_nothing_to_tell() -> None:
    assert found(order()) == []


def test_a_term_that_does_not_count_is_told() -> None:
    payment, law = '\n[financials.payment]\ndue_after = "14 days"\n', '\n[general.law]\nvenue = "Bremen"\n'
    assert found(order(payment)) == ["CH-FND-096"]
    assert found(order(law)) == ["CH-FND-095"]
    assert "CH-FND-096" in {one.id for one in check_in_force(order(payment), order(payment).agreement, TODAY)}


def test_a_master_that_is_not_signed_is_told() -> None:
    held = texts() | {"frames/group/journal.toml": b""}
    assert found(read(held)) == ["CH-FND-097"]
    one_side = SIGNED.rpartition("[[entry]]")[0].encode()
    assert found(read(held | {"frames/group/journal.toml": one_side})) == ["CH-FND-097"]


@pytest.mark.parametrize(
    ("starts", "apart", "expected"),
    [
        ("2026-03-01", "true", ["CH-FND-100"]),
        ("2026-03-01", "false", ["CH-FND-099"]),
        ("2026-07-04", "true", ["CH-FND-100"]),
        ("2026-07-05", "true", ["CH-FND-098"]),
        ("2026-07-05", "false", ["CH-FND-098"]),
    ],
)
def test_an_order_that_outlives_its_master_is_told(starts: str, apart: str, expected: list[str]) -> None:
    held = changed(
        master(term=ENDING, apart=f"stands_apart = {apart}"), "agreement.toml", "2026-03-01", starts
    )
    assert found(read(held)) == expected


def test_an_order_that_ends_before_its_master_is_not_told() -> None:
    short = ENDING.replace("2026-01-05", "2026-03-01").replace("6 months", "4 months")
    held = changed(master(term=ENDING), "agreement.toml", "\n[foundation.term]\nstarts = 2026-03-01\n", short)
    assert found(read(held)) == []


def test_an_order_that_falls_with_its_master_ends_when_that_does() -> None:
    falls = read(master(term=ENDING, apart="stands_apart = false"))
    apart = read(master(term=ENDING))
    assert [facts(one, date(2026, 8, 1)).deal.ends for one in (falls, apart)] == [date(2026, 7, 5), None]


def test_a_fee_that_each_order_would_charge_once_more_is_an_error_in_the_master() -> None:
    rates = HOURLY
    both = {terms: read({"agreement.toml": (MASTER + terms).encode()}).agreement for terms in (FEE, rates)}
    ids = {terms: [one.id for one in check(each) if one.id == "CH-FND-094"] for terms, each in both.items()}
    assert ids == {FEE: ["CH-FND-094"], rates: []}


def test_in_a_master_nothing_is_missed_that_its_orders_say() -> None:
    """Neither a fee nor the boundaries; in the order laid over it both are."""
    alone = {one.id for one in check(read({"agreement.toml": MASTER.encode()}).agreement)}
    laid = {one.id for one in check(order().agreement)}
    assert {"CH-FIN-001", "CH-GEN-010"}.isdisjoint(alone)
    assert {"CH-FIN-001", "CH-GEN-010"} <= laid


def test_a_signed_order_that_the_master_does_not_tell_of_is_found_where_its_end_depends_on_it() -> None:
    ends = MASTER.replace(
        "stands_apart", 'ends = { how = "with the last order", notice = "30 days" }\nstands_apart'
    )
    told = entry("order made", "2026-02-16", side="consultant", order="Order 1: the audit")
    held = {
        "orders/audit/agreement.toml": ORDER.encode(),
        "orders/audit/journal.toml": SIGNED.encode(),
    }

    def of(terms: str, journal: str = "") -> list[str]:
        own = {"agreement.toml": terms.encode(), "journal.toml": (journal + SIGNED).encode()}
        return found(read(held | own, "group"))

    assert of(ends) == ["CH-FND-102"]
    assert of(ends, told) == []
    assert of(MASTER) == []


def test_a_ceiling_of_the_master_counts_over_all_orders() -> None:
    """Two orders of 4,000 a month, and a yearly ceiling of 10,000: together they reach it in the second month."""
    other = entry("issued", "2026-03-02", number="NL-2026-1", due="2026-04-01") + LINES
    beside = {"orders__second__agreement": ORDER + FEE, "orders__second__journal": other + SIGNED}
    alone, together = order(FEE), order(FEE, **beside)
    april = date(2026, 4, 1)
    elsewhere = frozenset({"NL-2026-1"})
    assert [str(each.total) for each in issue(alone, april)]
    with pytest.raises(AboveCeiling, match="brings 2026 to"):
        issue(together, april, elsewhere=elsewhere)
    assert [one.above for one in shown_invoices(alone, april)][:2] == [None, None]


LINES = """
[[entry.lines]]
charge = "financials.retainer/2026-03-01/0"
reads = "Fee"
amount = "EUR 4000.00"
basis = "times(minor=400000, count=1)"
agreed = "agreement"
"""
