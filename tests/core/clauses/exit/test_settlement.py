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
from tests.core.words import section

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
later_invoice = "14 days"
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


LEAVING = """
[exit.settlement.payments]
winding = { when = "client without reason", amount = "EUR 3000.00", what = "winding down" }
quitting = { when = "consultant without reason", amount = "EUR 1.00", what = "nothing much" }
breach = { when = "consultant for cause", amount = "EUR 5000.00", what = "the rest of the quarter" }
fault = { when = "client for cause", amount = "EUR 2.00", what = "handing over" }
control = { when = "change of control", amount = "EUR 7000.00", what = "starting anew" }
lost = { when = "person lost", amount = "EUR 4000.00", what = "looking for somebody else" }
over = { when = "term over", amount = "EUR 9.00", what = "the last report" }
"""
COVER = """
[foundation.cover]
planned_notice = "4 weeks"
told_within = "24 hours"
lost = "client may end"
within = "9 days"
"""
TERM = '[foundation.term]\nstarts = 2026-03-01\ninitial = "2 months"\nrenewal = "none"\n'


@pytest.mark.parametrize(
    ("given", "key", "fee"),
    [
        (notice("termination", "2026-04-06"), "winding", 3000_00),
        (notice("termination", "2026-04-06", "consultant"), "quitting", 1_00),
        (notice("at once", "2026-04-15", "consultant"), "breach", 5000_00),
        (notice("at once", "2026-04-15"), "fault", 2_00),
        (notice("change of control", "2026-04-06"), "control", 7000_00),
        (
            entry("person lost", "2026-04-02", person="mara") + notice("person lost", "2026-04-06"),
            "lost",
            4000_00,
        ),
        ("", "over", 9_00),
    ],
)
def test_each_way_of_leaving_has_its_payment_and_no_other(
    engaged: Build, given: str, key: str, fee: int
) -> None:
    close = CLOSE.replace('at_once = ["Breach"]', 'at_once = ["Breach"]\nchange_of_control = "9 days"')
    booked = {
        c.id: c.minor for c in charges(engaged(TERM + COVER + close + LEAVING, given), date(2026, 5, 5))
    }
    assert {name: sum_ for name, sum_ in booked.items() if "settlement" in name} == {
        f"exit.settlement/{key}": fee
    }


def test_the_words_name_each_way_of_leaving(engaged: Build) -> None:
    said = section(engaged(TERM + COVER + CLOSE + LEAVING).agreement, "exit.settlement")
    lost = "if the Client ends the Engagement because a person can never go on"
    assert f"EUR 4,000.00 for looking for somebody else, {lost}" in said


def test_an_end_that_was_agreed_costs_nothing_more(engaged: Build) -> None:
    agreed = entry("ended", "2026-04-16", "mara", why="by law", rule="section 314 BGB")
    booked = charges(engaged(CLOSE + LEAVING, agreed), date(2026, 5, 5))
    assert not [c for c in booked if c.cite.clause == "exit.settlement"]


def test_what_is_accepted_after_the_end_is_invoiced_in_time(engaged: Build) -> None:
    work = """
[scope.deliverables.audit]
name = "Audit"
outcome = "The client knows."
due = 2026-04-10
criteria = ["it is complete"]
[scope.acceptance]
review = "10 business days"
reminder = "5 business days"
deemed_after = "10 business days"
rework = "10 business days"
rounds = 1
[financials.milestones.audit]
name = "Audit"
amount = "EUR 800.00"
acceptance_of = "audit"
"""
    story = notice("termination", "2026-04-06") + entry("delivered", "2026-04-10", deliverable="audit")
    story += entry("accepted", "2026-04-20", deliverable="audit")
    engagement = engaged(CLOSE + work, story)
    found = {d.id: d for d in duties(engagement, date(2026, 4, 21), date(2026, 4, 1), date(2026, 6, 1))}
    later = found["exit.settlement/later-invoice/audit/2026-04-20"]
    assert (str(later.reads), later.due) == ("Issue what Audit earns", date(2026, 5, 4))


def test_nothing_is_settled_before_the_end(engaged: Build) -> None:
    found = duties(engaged(CLOSE), date(2026, 4, 1), until=date(2027, 1, 1))
    assert not [d for d in found if d.cite.clause == "exit.settlement"]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", set()),
        (
            "last_day_billed = true",
            'last_day_billed = true\npayments.a = { when = "term over", amount = "EUR 1.00", what = "a" }',
            {"CH-EXT-010"},
        ),
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
    terms = '{ final_invoice = "14 days", part_months = "actual", last_day_billed = true, prepaid_returned = "14 days", later_invoice = "14 days" }'
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
