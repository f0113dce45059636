"""Random lives of an engagement: what may happen in it, learned in time or late, with invoices issued and paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from charter.core.changes import apply
from charter.core.clauses.communication.decisions import Asked, Decided
from charter.core.clauses.communication.updates import Updated
from charter.core.clauses.exit.termination import Cured
from charter.core.clauses.financials.late_payment import Claimed
from charter.core.clauses.foundation.term import Renewed
from charter.core.clauses.scope.deliverables.handovers import Postponed
from charter.core.clauses.scope.dependencies import Saved
from charter.core.engagement import Engagement
from charter.core.issuing import issue
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.delay import Resumed, Suspended
from charter.core.vocabulary.entry import (
    Accepted,
    Delivered,
    Entry,
    Notice,
    Paid,
    Provided,
    Rejected,
    Reminded,
    Void,
    Worked,
)
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.judged import Chosen
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from tests.budget import tries

START = date(2023, 8, 1)
DAYS = 300
CALM = settings(max_examples=tries(3, 100))
MARA, JONAS = "mara", "jonas"

days = st.integers(0, DAYS).map(lambda n: START + timedelta(days=n))
lags = st.sampled_from([0, 0, 0, 1, 5, 40])
things = st.sampled_from(["audit", "roadmap"])
questions = st.sampled_from(["hosting", "lead"])
sides = st.sampled_from(list(Side))
choices: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"choice": "last round"}, {"choice": "refusal"}, {"choice": "lower price", "failed": 1, "tests": 3}]
)
WAYS = ("termination", "termination", "cause", "ending", "change of control", "sponsor leaves", "no renewal")

REMINDED = (
    "audit",
    "roadmap",
    "scope.dependencies/tell/access/2023-08-08",
    "scope.dependencies/warn/access/2023-08-08",
    "scope.dependencies/tell/budget/2023-10-20",
)
"""What the consultant reminds of: reviews and choices, and inputs that are missing."""

HAPPENS: tuple[tuple[int, type[Entry], str, dict[str, st.SearchStrategy[object]]], ...] = (
    (8, Worked, MARA, {"hours": st.integers(1, 40).map(lambda n: Hours(n * 900)), "work": st.just("Review")}),
    (2, Delivered, MARA, {"deliverable": things}),
    (2, Accepted, JONAS, {"deliverable": things}),
    (2, Rejected, JONAS, {"deliverable": things, "reasons": st.just("Not yet.")}),
    (2, Provided, JONAS, {"input": st.sampled_from(["access", "budget"])}),
    (2, Reminded, MARA, {"of": st.sampled_from(REMINDED)}),
    (1, Chosen, JONAS, {"deliverable": things, "choice": st.sampled_from(["last round", "refusal"])}),
    (1, Postponed, MARA, {"deliverable": things, "until": days}),
    (1, Saved, MARA, {"amount": st.integers(1, 2000).map(lambda n: Money(n * 100, "EUR"))}),
    (1, Notice, JONAS, {"of": st.sampled_from(WAYS), "side": sides, "sent": st.just("letter")}),
    (
        1,
        Notice,
        MARA,
        {"of": st.just("suspension"), "side": st.just(Side.CONSULTANT), "sent": st.just("e-mail")},
    ),
    (1, Updated, MARA, {"update": st.just("friday"), "occasion": st.none() | days}),
    (
        2,
        Asked,
        MARA,
        {
            "decision": questions,
            "question": st.just("Do we stay?"),
            "of": st.just(JONAS),
            "proposes": st.none() | st.just("We stay."),
            "holds": st.sampled_from([(), ("audit",), ("audit", "roadmap")]),
        },
    ),
    (
        2,
        Decided,
        JONAS,
        {
            "decision": questions,
            "answer": st.just("We go."),
            "way": st.sampled_from([None, "minutes", "chat"]),
        },
    ),
    (1, Cured, MARA, {"side": sides}),
    (1, Suspended, MARA, {"pauses_fees": st.booleans(), "moves_dates": st.booleans()}),
    (1, Resumed, MARA, {}),
    (1, Renewed, JONAS, {"until": days.map(lambda day: day + timedelta(days=200))}),
    (1, Void, MARA, {"entry": st.integers(0, 44).map("e{}".format)}),
)
"""What may happen: how often among the rest, the kind of entry, by whom, and with which fields."""


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Draw one thing that may happen, sometimes learned late."""
    kind, by, fields = draw(
        st.sampled_from([(kind, by, fields) for often, kind, by, fields in HAPPENS for _ in range(often)])
    )
    on, lag = draw(days), draw(lags)
    recorded = on + timedelta(days=lag) if lag else None
    said: dict[str, Any] = {name: draw(of) for name, of in fields.items()}
    if kind is Notice:
        by = JONAS if said["side"] is Side.CLIENT else MARA
    return kind(on=on, recorded=recorded, by=by, **said)


@st.composite
def turns(draw: st.DrawFn) -> list[Entry]:
    """Draw what happens to one thing, mostly on one day: handed over, sent back, reminded of, learned late or not."""
    what, first = draw(things), draw(days)
    made: list[Entry] = []
    for kind in draw(
        st.lists(
            st.sampled_from([Delivered, Delivered, Rejected, Rejected, Reminded, Accepted, Chosen]),
            min_size=2,
            max_size=7,
        )
    ):
        on = first + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 20])))
        lag = draw(st.sampled_from([0, 1, 5, 40])) if kind is Reminded else draw(lags)
        named: dict[str, Any] = {"of": what} if kind is Reminded else {"deliverable": what}
        named |= {"reasons": "Not yet."} if kind is Rejected else {}
        named |= draw(choices) if kind is Chosen else {}
        named |= {"received": on + timedelta(days=draw(lags))} if kind is Reminded else {}
        recorded = on + timedelta(days=lag) if lag else None
        made.append(
            kind(
                on=on, recorded=recorded, by=JONAS if kind in {Rejected, Accepted, Chosen} else MARA, **named
            )
        )
    return made


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    """Draw what happens; each entry has an id, so that another may void it."""
    happened = draw(st.lists(entries(), max_size=45))
    for more in draw(st.lists(turns(), max_size=2)):
        happened += more
    return [entry.model_copy(update={"id": f"e{n}"}) for n, entry in enumerate(happened)]


def lived(frame: Engagement, happened: list[Entry], lateness: int, unseen: int = 0) -> Engagement:
    """Play an engagement: invoices go out on the first of each month and are paid some days after they are due.

    `unseen` is how many days later a payment is noticed.
    """
    told = [*frame.journal.entries, *happened]
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


HARSH = {
    "communication.decisions.silent": "consultant decides",
    "financials.suspension.fee_runs_for": None,
    "financials.retainer.minimum": "6 months",
    "financials.retainer.rollover.expires": "3 months",
    "financials.late_payment.interest": "1 % a month",
    "exit.settlement.part_months": "fixed 30",
    "exit.settlement.last_day_billed": False,
    "exit.settlement.payments.wind_down": {
        "when": "client without reason",
        "amount": "EUR 3000.00",
        "what": "winding down",
    },
    "scope.dependencies.standby.after": "2 days",
    "scope.dependencies.standby.warning": None,
    "scope.dependencies.tell_within": None,
    "foundation.term.initial": "5 months",
    "foundation.term.renewal": "automatic",
    "foundation.term.renews_for": "2 months",
    "foundation.term.notice": "20 days",
}
"""Terms under which more of what happens moves money."""


def harsh(frame: Engagement) -> Engagement:
    """Give the same engagement under terms on which more of what happens moves money."""
    made = [Change(path, None, held) for path, held in HARSH.items()]
    return replace(frame, agreement=apply(frame.agreement, made))
