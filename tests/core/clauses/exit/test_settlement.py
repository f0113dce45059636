"""Settlement: the last invoice, the wind-down fee, and what was paid ahead."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges, statement
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.issuing import issue
from charter.core.rules.no_effect import without_effect
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
CONTROL = 'change_of_control = { means = { assets = true }, who = "either", notice = "9 days" }'
TERM = '[foundation.term]\nstarts = 2026-03-01\ninitial = "2 months"\nrenewal = "none"\n'


@pytest.mark.parametrize(
    ("given", "key", "fee"),
    [
        (notice("termination", "2026-04-06"), "winding", 3000_00),
        (notice("termination", "2026-04-06", "consultant"), "quitting", 1_00),
        (notice("at once", "2026-04-15", "consultant"), "breach", 5000_00),
        (notice("at once", "2026-04-15"), "fault", 2_00),
        (
            entry("control changed", "2026-04-02", "jonas", how="sold")
            + notice("change of control", "2026-04-06"),
            "control",
            7000_00,
        ),
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
    close = CLOSE.replace('at_once = ["Breach"]', 'at_once = ["Breach"]\n' + CONTROL)
    booked = {
        c.id: c.minor for c in charges(engaged(TERM + COVER + close + LEAVING, given), date(2026, 5, 5))
    }
    assert {name: sum_ for name, sum_ in booked.items() if "settlement" in name} == {
        f"exit.settlement/{key}": fee
    }


def test_the_words_name_each_way_of_leaving(engaged: Build) -> None:
    said = section(engaged(TERM + COVER + CLOSE + LEAVING).agreement, "exit.settlement")
    assert "looking for somebody else | EUR 4,000.00 | the Client, because a person can never go on" in said


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
            'last_day_billed = true\npayments.a = { when = "client without reason", amount = "EUR 1.00", what = "a" }',
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


FALLING = """
[exit.settlement.payments.winding]
when = "client without reason"
amount = "EUR 3000.00"
what = "winding down"
falls_over = "2 months"
"""
ASKED = """
[exit.settlement.payments.winding]
when = "client without reason"
amount = "EUR 3000.00"
what = "winding down"
release_within = "10 days"
"""


@pytest.mark.parametrize(
    ("told", "sum_"),
    [
        ("2026-03-02", 2459_02),  # the last day is 11 March: 50 of the 61 days of March and April are left
        ("2026-04-06", 737_70),  # 15 April: 15 days
        ("2026-04-20", 49_18),  # 29 April: the last day is left
        ("2026-04-21", None),  # 30 April: nothing
        ("2026-06-20", None),
    ],
)
def test_each_day_takes_its_part_of_what_falls(engaged: Build, told: str, sum_: int | None) -> None:
    booked = charges(engaged(CLOSE + FALLING, notice("termination", told)), date(2026, 8, 1))
    assert [c.minor for c in booked if c.id == "exit.settlement/winding"] == ([sum_] if sum_ else [])


def test_the_words_say_how_it_falls_with_an_example(engaged: Build) -> None:
    agreed = engaged(CLOSE + FALLING).agreement
    said = section(agreed, "exit.settlement")
    assert "falls by an equal part each day, to nothing on 30 April 2026" in said
    (price,) = agreed.exit.settlement.prices()  # type: ignore[union-attr] # it is there
    assert str(price.most) == "EUR 3,000.00 once, less each day"


def played(engaged: Build, *more: str) -> Engagement:
    """End it with notice on 6 April, so that the last day is the 15th and the release has time until the 25th."""
    return engaged(CLOSE + ASKED, notice("termination", "2026-04-06") + "".join(more))


def released(on: str, **terms: object) -> str:
    return entry("release signed", on, "mara", **terms)


@pytest.mark.parametrize(
    ("more", "paid"),
    [
        ((), []),
        ((released("2026-04-20"),), [(date(2026, 4, 20), 3000_00)]),
        ((released("2026-04-27"),), [(date(2026, 4, 27), 3000_00)]),  # the 25th is a Saturday
        ((released("2026-04-20", recorded="2026-04-30"),), [(date(2026, 4, 30), 3000_00)]),
        ((released("2026-04-28"),), []),
        ((released("2026-04-15"),), []),
    ],
)
def test_it_is_owed_once_the_release_is_signed_in_time(
    engaged: Build, more: tuple[str, ...], paid: list[tuple[date, int]]
) -> None:
    booked = charges(played(engaged, *more), date(2026, 5, 20))
    assert [(c.on, c.minor) for c in booked if c.id == "exit.settlement/winding"] == paid


def test_the_consultant_may_sign_until_a_day(engaged: Build) -> None:
    def found(*more: str) -> list[tuple[str, date | None, Status]]:
        listed = duties(played(engaged, *more), date(2026, 4, 21), date(2026, 4, 1), date(2026, 6, 1))
        return [(str(d.reads), d.due, d.status) for d in listed if d.id == "exit.settlement/release/winding"]

    words, last = "Sign that nothing more is claimed, for EUR 3,000.00: winding down", date(2026, 4, 27)
    assert found() == [(words, last, Status.OPEN)]
    assert found(released("2026-04-20")) == [(words, last, Status.MET)]


def test_a_release_of_what_has_fallen_to_nothing_is_not_asked_for(engaged: Build) -> None:
    fallen = FALLING + 'release_within = "10 days"\n'
    engagement = engaged(CLOSE + fallen, notice("termination", "2026-06-06"))
    found = duties(engagement, date(2026, 6, 20), date(2026, 4, 1), date(2026, 8, 1))
    assert not [d for d in found if "release" in d.id]


@pytest.mark.parametrize(
    ("terms", "told", "on", "why"),
    [
        (ASKED, "client", "2026-04-20", None),
        (ASKED, "client", "2026-04-15", "The last day had not passed when it was signed."),
        (ASKED, "client", "2026-04-28", "The time for it had passed: nothing is paid for it."),
        (ASKED, "consultant", "2026-04-20", "No payment waits for a release."),
        (FALLING, "client", "2026-04-20", "No payment waits for a release."),
    ],
)
def test_a_release_that_brings_nothing_says_why(
    engaged: Build, terms: str, told: str, on: str, why: str | None
) -> None:
    given = notice("termination", "2026-04-06", told) + released(on)
    found = [str(f.message) for f in without_effect(engaged(CLOSE + terms, given), date(2026, 5, 20))]
    assert found == ([why] if why else [])
