"""Disputed invoices: what is disputed in time, with reasons, is not overdue; the rest is."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges, statement
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.duty import Status
from charter.core.vocabulary.ledger import ledger
from tests.core.journal import entry, notice, paid

Build = Callable[..., Engagement]

DISPUTES = """
[financials.disputed_invoices]
answer = "5 business days"
resolve = "10 business days"
"""
LATE = """
[financials.late_payment]
grace = "5 days"
runs_from = "due date"
interest = "12 % a year"
fixed_sum = "EUR 40.00"
collection_costs = "none"
"""
STOP = """
[financials.suspension]
notice_from = "14 days"
stops_from = "21 days"
notice = "5 days"
dates = "stay"
"""


def disputed(on: str, amount: str = "EUR 5000.00", by: str = "priya", **more: str) -> str:
    """Dispute a part of the invoice that is due on 15 April 2026."""
    return entry("disputed", on, by, invoice="N-1", amount=amount, reasons="Hours of another client.", **more)


def ended(on: str, **terms: str) -> str:
    return entry("dispute ended", on, "mara", invoice="N-1", **terms)


def overdue(engagement: Engagement, day: date) -> int:
    books = ledger(facts(engagement, day).journal)
    return sum(debt.payable(day) for debt in books.overdue(day))


def idle(engagement: Engagement, today: date = date(2026, 6, 1)) -> list[str]:
    return [str(one.message) for one in without_effect(engagement, today)]


REST = paid("2026-04-15", "EUR 16600.00")


@pytest.mark.parametrize(
    ("said", "late"),
    [
        (disputed("2026-04-14"), 0),
        (disputed("2026-04-15"), 0),  # the due date itself
        (disputed("2026-04-16"), 5000_00),
        (disputed("2026-04-15", received="2026-04-16"), 5000_00),  # received too late
        (disputed("2026-04-14", by="mara"), 5000_00),  # not the client's
        (disputed("2026-04-14", "EUR 4000.00"), 1000_00),
    ],
)
def test_what_is_disputed_by_the_due_date_is_not_overdue(
    engaged: Build, pay: str, issued: str, said: str, late: int
) -> None:
    assert overdue(engaged(pay + DISPUTES, issued + said + REST), date(2026, 5, 1)) == late


def test_who_may_not_dispute_disputes_nothing(engaged: Build, pay: str, issued: str) -> None:
    only_jonas = [("priya", 5000_00), ("jonas", 0)]
    amended = (
        'number = 1\ntitle = "Priya"\nsigned = 2026-03-02\neffective = 2026-03-02\n[[change]]\n'
        'path = "foundation.parties.people.priya.may"\nfrom = ["approve costs", "dispute"]\nto = ["approve costs"]\n'
    )
    for by, late in only_jonas:
        story = engaged(pay + DISPUTES, issued + disputed("2026-04-14", by=by) + REST, amended)
        assert overdue(story, date(2026, 5, 1)) == late


def test_without_the_clause_a_dispute_holds_nothing_back(engaged: Build, pay: str, issued: str) -> None:
    story = engaged(pay, issued + disputed("2026-04-14") + REST)
    assert overdue(story, date(2026, 5, 1)) == 5000_00
    assert idle(story) == ["Nothing was agreed about disputes: the sum stays due."]


def test_a_disputed_line_is_off_the_ladder(engaged: Build, pay: str, issued: str) -> None:
    """Played: no interest, no notice, no stop for what may be held back; and for the rest as ever."""
    terms = pay + DISPUTES + LATE + STOP
    claim = entry("claimed", "2026-05-05", invoice="N-1")
    stop = notice("suspension", "2026-04-30", "consultant") + entry("stopped", "2026-05-06")
    held = engaged(terms, issued + disputed("2026-04-14") + REST + claim + stop)
    assert [c.id for c in charges(held, date(2026, 6, 1)) if "late_payment" in c.id] == []
    assert facts(held, date(2026, 6, 1)).deal.pauses == ()
    assert statement(held, date(2026, 6, 1)).interest == ()
    found = duties(held, date(2026, 6, 1), date(2026, 4, 1))
    assert not [d.id for d in found if d.status is Status.LATE and "payment/pay" in d.id]
    unpaid = engaged(terms, issued + disputed("2026-04-14") + claim + stop)
    assert facts(unpaid, date(2026, 6, 1)).deal.pauses != ()
    interest = {c.id: c.minor for c in charges(unpaid, date(2026, 6, 1))}[
        "financials.late_payment/interest/N-1/2026-05-05"
    ]
    assert interest == round(16600 * 20 * 0.12 / 365 * 100)


def test_a_dispute_that_is_lost_bears_interest_and_climbs_the_ladder_anew(
    engaged: Build, pay: str, issued: str
) -> None:
    """Decided on Friday, 15 May: that is day zero. Interest counts from the due date."""
    terms = pay + DISPUTES + LATE + STOP
    lost = issued + disputed("2026-04-14") + REST + ended("2026-05-15", owed="EUR 5000.00")
    assert overdue(engaged(terms, lost), date(2026, 5, 18)) == 5000_00
    early, late = (entry("claimed", day, invoice="N-1") for day in ("2026-05-20", "2026-05-21"))
    assert [c.id for c in charges(engaged(terms, lost + early), date(2026, 6, 1)) if "late_" in c.id] == []
    found = {c.id: c.minor for c in charges(engaged(terms, lost + late), date(2026, 6, 1))}
    assert found["financials.late_payment/interest/N-1/2026-05-21"] == round(5000 * 36 * 0.12 / 365 * 100)
    too_early = notice("suspension", "2026-05-22", "consultant")
    assert idle(engaged(terms, lost + too_early))[0].startswith(
        "The notice came before it may be given"
    ) or idle(engaged(terms, lost + too_early))[0].startswith("No invoice had come")
    good = notice("suspension", "2026-05-29", "consultant") + entry("stopped", "2026-06-05")
    assert facts(engaged(terms, lost + good), date(2026, 6, 8)).deal.pauses != ()


def test_a_dispute_that_is_won_is_never_overdue(engaged: Build, pay: str, issued: str) -> None:
    won = engaged(pay + DISPUTES + LATE, issued + disputed("2026-04-14") + REST + ended("2026-05-15"))
    assert overdue(won, date(2026, 7, 1)) == 0
    part = engaged(
        pay + DISPUTES, issued + disputed("2026-04-14") + REST + ended("2026-05-15", owed="EUR 1500.00")
    )
    assert overdue(part, date(2026, 7, 1)) == 1500_00
    more = engaged(
        pay + DISPUTES, issued + disputed("2026-04-14") + REST + ended("2026-05-15", owed="EUR 9000.00")
    )
    assert overdue(more, date(2026, 7, 1)) == 5000_00, "no more than was held back"


def test_the_consultant_answers_and_then_either_side_may_have_it_decided(
    engaged: Build, pay: str, issued: str
) -> None:
    def found(journal: str, today: date) -> dict[str, tuple[date | None, date | None]]:
        listed = duties(
            engaged(pay + DISPUTES, issued + disputed("2026-04-14") + journal), today, date(2026, 4, 1)
        )
        return {
            d.id.rpartition("invoices/")[2]: (d.due, d.met) for d in listed if "disputed_invoices" in d.id
        }

    # five business days after Tuesday, 14 April; then ten more, 1 May apart
    assert found("", date(2026, 4, 20)) == {"answer/N-1/2026-04-14": (date(2026, 4, 21), None)}
    answered = entry("dispute answered", "2026-04-20", "mara", invoice="N-1")
    assert found(answered, date(2026, 4, 30)) == {
        "answer/N-1/2026-04-14": (date(2026, 4, 21), date(2026, 4, 20))
    }
    assert "decide/N-1/2026-04-14" not in found(answered, date(2026, 5, 6))
    assert "decide/N-1/2026-04-14" in found(answered, date(2026, 5, 7))
    assert "decide/N-1/2026-04-14" not in found(answered + ended("2026-05-06"), date(2026, 5, 7))


def test_the_client_need_pay_only_what_is_not_in_dispute(engaged: Build, pay: str, issued: str) -> None:
    story = engaged(pay + DISPUTES, issued + disputed("2026-04-14"))
    (duty,) = [d for d in duties(story, date(2026, 4, 14), date(2026, 4, 1)) if "/pay/" in d.id]
    assert (str(duty.reads), duty.due) == (
        "Pay invoice N-1: EUR 16,600.00 of EUR 21,600.00",
        date(2026, 4, 15),
    )
    whole = engaged(pay + DISPUTES, issued + disputed("2026-04-14", "EUR 21600.00"))
    assert not [d for d in duties(whole, date(2026, 5, 14), date(2026, 4, 1)) if "/pay/" in d.id]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (disputed("2026-04-16"), "The dispute came after the due date, 15 April 2026: the sum stays due."),
        (
            entry("dispute answered", "2026-04-16", "mara", invoice="N-1"),
            "No sum on invoice N-1 was in dispute.",
        ),
        (ended("2026-04-16"), "No sum on invoice N-1 was in dispute."),
    ],
)
def test_what_changes_nothing_says_why(engaged: Build, pay: str, issued: str, said: str, told: str) -> None:
    assert idle(engaged(pay + DISPUTES, issued + said)) == [told]
    assert idle(engaged(pay + DISPUTES, issued + disputed("2026-04-14"))) == []


def test_a_dispute_of_an_invoice_that_nobody_knew_of_yet_waits_for_it(
    engaged: Build, pay: str, issued: str
) -> None:
    """The invoice of 1 April is entered on 20 April; until then the dispute of the 14th names none."""
    later = issued.replace("on = 2026-04-01\n", "on = 2026-04-01\nrecorded = 2026-04-20\n", 1)
    story = engaged(pay + DISPUTES, later + disputed("2026-04-14"))
    assert idle(story, date(2026, 4, 19)) == ["There is no invoice N-1 that could be disputed."]
    assert idle(story, date(2026, 4, 20)) == []


def test_where_negotiated_words_leave_disputes_to_a_person_none_is_called_idle(
    engaged: Build, pay: str, issued: str
) -> None:
    words = '[financials.disputed_invoices.wording]\ntext = "We talk."\nreplaces = "%s"\neffect = "%s"\n'
    late = issued + disputed("2026-04-16")
    assert idle(engaged(pay + DISPUTES + words % ("0" * 64, "manual"), late)) == []
    assert idle(engaged(pay + DISPUTES + words % ("0" * 64, "same"), late)) != []


def test_a_dispute_without_end_is_found(engaged: Build, pay: str) -> None:
    for time, wrong in (("10 business days", 0), ("60 days", 1)):
        text = pay + DISPUTES.replace("10 business days", time)
        assert len([f for f in check(engaged(text).agreement) if f.id == "CH-FIN-066"]) == wrong
