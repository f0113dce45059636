"""CH-FIN-092: other invoices may be called in only when none is left that is not due anyway."""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say

TWO_YEARS = 731 * DAY


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:
    """Find a calling in of other invoices that comes when no other is issued and not due, for any invoice day."""
    late, issued, payment = (
        agreement.financials.late_payment, agreement.financials.invoicing, agreement.financials.payment,
    )  # fmt: skip
    if late is None or late.acceleration is None or issued is None or payment is None:
        return
    calendar = deal.ruled(deal.today).calendar
    days = issued.cycle.occurrences(deal.starts, deal.starts + TWO_YEARS)
    due = {day: payment.due(day, day, deal) for day in days}
    for first in days:
        called = calendar.roll(late.acceleration.after(due[first], calendar), "forward")
        if called >= deal.starts + TWO_YEARS:
            break
        if any(other <= called < due[other] for other in days):
            return
    yield Finding(
        "CH-FIN-092", Level.WARNING, f"{late.cite}.acceleration",
        say(
            "{time} after an invoice fell due, every other invoice is due anyway or not issued yet: calling in"
            " reaches none.",
            time=late.acceleration,
        ),
        say("Let it come sooner, or leave it out."),
    )  # fmt: skip
