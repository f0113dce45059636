"""Random lives of an engagement: what may happen in it, learned in time or late, with invoices issued and paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from charter.core.billing import issue
from charter.core.engagement import Engagement
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.entry import (
    Accepted,
    Claimed,
    Delivered,
    Entry,
    Notice,
    Paid,
    Provided,
    Rejected,
    Reminded,
    Worked,
)
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side

START = date(2023, 8, 1)
DAYS = 300
CALM = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
MARA, JONAS = "Mara Lindqvist", "Jonas Petersen"

days = st.integers(0, DAYS).map(lambda n: START + timedelta(days=n))
lags = st.sampled_from([0, 0, 0, 1, 5, 40])


@st.composite
def entries(draw: st.DrawFn) -> Entry:  # noqa: PLR0911 - one return a kind of entry
    """Draw one thing that may happen, sometimes learned late."""
    on = draw(days)
    lag = draw(lags)
    recorded = on + timedelta(days=lag) if lag else None
    what = draw(
        st.sampled_from(
            ["hours"] * 6 + ["delivered", "accepted", "rejected", "provided", "reminded", "notice", "stop"]
        )
    )
    thing = draw(st.sampled_from(["audit", "roadmap"]))
    match what:
        case "delivered":
            return Delivered(on=on, recorded=recorded, by=MARA, deliverable=thing)
        case "accepted":
            return Accepted(on=on, recorded=recorded, by=JONAS, deliverable=thing)
        case "rejected":
            return Rejected(on=on, recorded=recorded, by=JONAS, deliverable=thing, reasons="Not yet.")
        case "provided":
            return Provided(
                on=on, recorded=recorded, by=JONAS, input=draw(st.sampled_from(["access", "budget"]))
            )
        case "reminded":
            return Reminded(on=on, by=MARA, of=thing)
        case "notice":
            side = draw(st.sampled_from(list(Side)))
            return Notice(on=on, recorded=recorded, by=JONAS, of="termination", side=side, sent="letter")
        case "stop":
            return Notice(
                on=on, recorded=recorded, by=MARA, of="suspension", side=Side.CONSULTANT, sent="e-mail"
            )
        case _:
            hours = Hours(draw(st.integers(1, 40)) * 900)
            return Worked(on=on, recorded=recorded, by=MARA, hours=hours, work="Review")


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    return draw(st.lists(entries(), max_size=45))


def lived(frame: Engagement, happened: list[Entry], lateness: int, unseen: int = 0) -> Engagement:
    """Play an engagement: invoices go out on the first of each month and are paid some days after they are due.

    `unseen` is how many days later a payment is noticed.
    """
    told = list(happened)
    for month in range(11):
        on = date(2023 + (7 + month) // 12, (7 + month) % 12 + 1, 1)
        so_far = replace(frame, journal=Journal(told)).known(on)
        for invoice in issue(so_far, on, MARA):
            told.append(invoice)
            if invoice.total.minor > 0:
                paid = invoice.due + timedelta(days=lateness)
                noticed = paid + timedelta(days=unseen) if unseen else None
                told.append(
                    Paid(on=paid, recorded=noticed, by=JONAS, amount=invoice.total, invoice=invoice.number)
                )
                if lateness > 5:
                    told.append(Claimed(on=paid + timedelta(days=1), by=MARA, invoice=invoice.number))
    return replace(frame, journal=Journal(told))
