"""Settlement: the last invoice, the wind-down fee, and what was paid ahead."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges, statement
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.issuing import issue
from charter.core.vocabulary.duty import Status
from charter.core.vocabulary.entry import Paid, Refunded
from charter.core.vocabulary.money import Money
from tests.core.journal import entry, notice

Build = Callable[..., Engagement]

CLOSE = """
[financials.retainer]
amount = "EUR 3000.00"
period = "month"
billed = "in advance"
hours = "8 hours"
[financials.invoicing]
cycle = "every month on day 1"
number = "N-{n}"
[financials.payment]
due_after = "14 days"
counted_from = "issue"
methods = ["card"]
currency = "EUR"
charges_borne_by = "client"
set_off = "none"
[exit.termination]
insolvency = false
client = { notice = "9 days" }
consultant = { notice = "9 days" }
at_once = ["Breach"]
[exit.settlement]
final_invoice = "14 days"
part_months = "actual"
last_day_billed = true
prepaid_returned = "14 days"
"""


def settled(engaged: Build) -> Engagement:
    """Play it to the end: April paid ahead, notice on the 6th, the last day on the 15th."""
    engagement = engaged(CLOSE, notice("termination", "2026-04-06"))
    for day in (date(2026, 3, 1), date(2026, 4, 1), date(2026, 4, 16)):
        for invoice in issue(engagement.known(day), day, "mara"):
            engagement = engagement.plus(invoice)
            if invoice.total.minor > 0:
                engagement = engagement.plus(
                    Paid(on=day, by="priya", amount=invoice.total, invoice=invoice.number)
                )
    return engagement


def test_the_rest_of_the_month_is_credited_and_given_back(engaged: Build) -> None:
    engagement = settled(engaged)
    assert statement(engagement, date(2026, 4, 16)).balance == -1500_00  # 15 of 30 days
    found = {d.id: d for d in duties(engagement, date(2026, 4, 17), date(2026, 4, 1), date(2026, 6, 1))}
    assert found["exit.settlement/final-invoice"].status is Status.MET
    assert (found["exit.settlement/return"].due, found["exit.settlement/return"].status) == (
        date(2026, 4, 29),
        Status.OPEN,
    )
    back = engagement.plus(Refunded(on=date(2026, 4, 20), by="mara", amount=Money(1500_00, "EUR")))
    assert statement(back, date(2026, 4, 20)).balance == 0
    after = {d.id: d.met for d in duties(back, date(2026, 4, 21), date(2026, 4, 1), date(2026, 6, 1))}
    assert after["exit.settlement/return"] == date(2026, 4, 20)


def final(engagement: Engagement, today: date) -> list[Status]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 6, 1))
    return [d.status for d in found if d.id == "exit.settlement/final-invoice"]


def test_with_nothing_left_to_invoice_no_final_invoice_is_owed(engaged: Build) -> None:
    """Notice on 27 March, the last day on 5 April: its five days are invoiced on the 1st, and that was all."""
    engagement = engaged(CLOSE, notice("termination", "2026-03-27"))
    for day in (date(2026, 3, 1), date(2026, 4, 1)):
        engagement = engagement.plus(*issue(engagement.known(day), day, "mara"))
    assert final(engagement, date(2026, 4, 30)) == []
    assert final(engagement, date(2026, 4, 3)) == [Status.OPEN], "something may still come up"


def test_what_is_left_to_invoice_makes_the_final_invoice_late(engaged: Build) -> None:
    engagement = engaged(CLOSE.replace("in advance", "in arrears"), notice("termination", "2026-04-06"))
    assert final(engagement, date(2026, 4, 20)) == [Status.OPEN]
    assert final(engagement, date(2026, 5, 4)) == [Status.LATE]
    issued = engagement.plus(*issue(engagement, date(2026, 5, 4), "mara"))
    assert final(issued, date(2026, 5, 20)) == [Status.MET]


@pytest.mark.parametrize(("side", "fee"), [("client", 3000_00), ("consultant", None)])
def test_the_wind_down_fee_is_for_a_client_that_leaves(engaged: Build, side: str, fee: int | None) -> None:
    engagement = engaged(CLOSE + 'wind_down = "EUR 3000.00"\n', notice("termination", "2026-04-06", side))
    booked = {c.id: (c.on, c.minor) for c in charges(engagement, date(2026, 5, 1))}
    assert booked.get("exit.settlement/wind_down") == ((date(2026, 4, 16), fee) if fee else None)


def test_nothing_is_settled_before_the_end(engaged: Build) -> None:
    found = duties(engaged(CLOSE), date(2026, 4, 1), until=date(2027, 1, 1))
    assert not [d for d in found if d.cite.clause == "exit.settlement"]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", set()),
        ("last_day_billed = true", 'last_day_billed = true\nwind_down = "EUR 1.00"', {"CH-EXT-010"}),
        ("last_day_billed = true", "last_day_billed = false", {"CH-EXT-011"}),
    ],
)
def test_findings(engaged: Build, old: str, new: str, finding: set[str]) -> None:
    found = check(engaged(CLOSE.replace(old, new)).agreement)
    assert {f.id for f in found if f.place.startswith("exit.settlement")} == finding


def test_without_a_payment_clause_it_comes_back_in_the_currency_in_which_it_was_paid(engaged: Build) -> None:
    unpaid = CLOSE[: CLOSE.index("[financials.retainer]")] + CLOSE[CLOSE.index("[exit.termination]") :]
    paid = entry("paid", "2026-04-01", "priya", amount="CHF 500.00")
    found = duties(
        engaged(unpaid, paid + notice("termination", "2026-04-06")), date(2026, 4, 17), date(2026, 4, 1)
    )
    (back,) = [d for d in found if d.id == "exit.settlement/return"]
    assert str(back.reads) == "Give back what was paid ahead: CHF 500.00"


def test_without_a_payment_clause_the_fee_tells_the_currency(engaged: Build) -> None:
    payless = CLOSE[: CLOSE.index("[financials.payment]")] + CLOSE[CLOSE.index("[exit.termination]") :]
    assert statement(engaged(payless), date(2026, 4, 17)).currency == "EUR"
    steps = '[financials.milestones]\na = { name = "A", amount = "GBP 5.00", on_day = 2026-04-01 }\n'
    assert statement(engaged(steps), date(2026, 4, 17)).currency == "GBP"
    assert statement(engaged(), date(2026, 4, 17)).currency == ""


def test_where_it_was_agreed_only_after_the_end_nothing_is_owed_under_it(engaged: Build) -> None:
    terms = '{ final_invoice = "14 days", part_months = "actual", last_day_billed = true, prepaid_returned = "14 days" }'
    late = 'number = 1\ntitle = "Late"\nsigned = 2026-05-01\neffective = 2026-05-01\n[[change]]\npath = "exit.settlement"\n'
    engagement = engaged(
        CLOSE[: CLOSE.index("[exit.settlement]")],
        notice("termination", "2026-04-06"),
        f"{late}to = {terms}\n",
    )
    assert not [
        d
        for d in duties(engagement, date(2026, 5, 2), date(2026, 4, 1))
        if d.cite.clause == "exit.settlement"
    ]
