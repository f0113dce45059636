"""A whole fictional agreement with every kind of node, for the formats and for their outside judges."""

from __future__ import annotations

import datetime as dt

from charter.core.document.tree import (
    Article,
    Counting,
    CountingPart,
    Definition,
    Document,
    Fact,
    Items,
    Mark,
    Paragraph,
    Reference,
    Schedule,
    Section,
    Signatory,
    SignatureBlock,
    Strong,
    Table,
    Text,
    Timeline,
    Value,
    Word,
)


def _line(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def _section(part: str, name: str, number: str, heading: str) -> Section:
    cite = f"{part}.{name}"
    promise = Paragraph(
        f"{number}.1",
        (
            Text("The "), Word("Client", "Client"), Text(" pays "), Value(f"{cite}.amount", "EUR 12,000"),
            Text(" ahead, as "), Reference("financials.late_payment", "2.2 (Late payment)"), Text(" says. "),
            Strong((Text("Nothing else"), Text(" is owed."))),
        ),
        "What is paid.",
    )  # fmt: skip
    reach = " ".join(["A side that cannot keep a date says so at once, and what it costs."] * 4)
    return Section(
        cite, number, heading, _line(f"{heading} in one line."),
        (
            promise,
            Items(ordered=True, items=(_line("a note of what was decided;"), _line("a note of what went wrong."))),
            Paragraph(f"{number}.2", _line(reach)),
            Items(ordered=False, items=(_line("reviews of architecture"), _line("reviews of vendors"))),
            Table(("Step", "Share"), ((_line("Audit"), _line("40 %")), (_line("Plan"), _line("60 %"))), (1,)),
        ),
    )  # fmt: skip


_ARTICLES = (
    Article("foundation", "1", "Foundation", (
        _section("foundation", "parties", "1.1", "Parties"), _section("foundation", "term", "1.2", "Term"),
    )),
    Article("financials", "2", "Financials", (
        _section("financials", "payment", "2.1", "Payment"),
        _section("financials", "late_payment", "2.2", "Late payment"),
    )),
)  # fmt: skip

_TIMELINE = Timeline(
    dt.date(2026, 3, 1),
    dt.date(2027, 2, 28),
    (
        Mark(dt.date(2026, 3, 1), "start", "Start", "foundation.term"),
        *(Mark(dt.date(2026, m, 1), "payment", "Retainer", "financials.payment") for m in range(3, 13)),
        *(
            Mark(dt.date(2026, m, 10), "meeting", "Steering meeting", "financials.payment")
            for m in range(3, 13)
        ),
        Mark(dt.date(2026, 3, 16), "input", "Access to the code", "foundation.term"),
        Mark(dt.date(2026, 5, 15), "deliverable", "Migration plan", "foundation.term"),
        Mark(dt.date(2026, 5, 15), "deliverable", "Audit report", "foundation.term"),
        Mark(dt.date(2027, 1, 15), "talk", "Renewal talk", "foundation.term"),
        Mark(dt.date(2027, 1, 31), "stop", "Last day to give notice", "foundation.term"),
        Mark(dt.date(2027, 2, 28), "end", "End", "foundation.term"),
    ),
    "A year from 1 March 2026, with monthly payments and two deliverables in May.",
)


_COUNTING = Counting("B", "How we count", "counting", _line("The arithmetic behind the articles."), (
    CountingPart("financials.payment", "B2.1", "Payment", (
        Paragraph("B2.1.1", (Text("The oldest invoice first, then "), Value("financials.payment.then", "interest"),
                             Text(".")), "Order."),
        Paragraph("B2.1.2", _line("A payment of EUR 100.00 pays EUR 99.00 and EUR 1.00."), "Example."),
    )),
    CountingPart("financials.late_payment", "B2.2", "Late payment", (
        Paragraph("B2.2.1", (Text("Simple, as "), Reference("financials.payment", "2.1 (Payment)"), Text(" says.")),
                  "Interest."),
        Table(("Day", "Interest"), ((_line("1"), _line("EUR 4.74")), (_line("30"), _line("EUR 142.25"))), (1,)),
    )),
))  # fmt: skip


def every_node() -> Document:
    """Give the agreement: Harbourline Logistics engages Northlight CTO; both sides are yet to sign."""
    return Document(
        title="Agreement for a fractional CTO",
        subtitle="between Harbourline Logistics GmbH and Northlight CTO",
        version="Draft of 1 March 2026",
        dated=dt.date(2026, 3, 1),
        language="en",
        paper="a4",
        cover=(
            Fact("Parties", (Value("foundation.parties.client.name", "Harbourline Logistics GmbH"),)),
            Fact("What for", _line("An embedded technology officer while dispatch and billing move.")),
            Fact("When", (Value("foundation.term.starts", "1 March 2026"), Text(" for a year"))),
            Fact("How much", (Value("financials.retainer.amount", "EUR 12,000"), Text(" a month ahead"))),
            Fact("Not included", _line("Operations at night.")),
            Fact("How to stop", (Value("exit.termination.notice", "30 days"), Text(" to the end of a month"))),
        ),
        timeline=_TIMELINE,
        articles=_ARTICLES,
        glossary=(Definition("Client", _line("Harbourline Logistics GmbH.")),),
        schedules=(
            Schedule("A", "Deliverables", "scope.deliverables", _line("What is handed over."), Table(
                ("No.", "Deliverable", "Due", "Accepted when", "Fee"),
                tuple((_line(str(n)), _line("Audit"), _line("30 April 2026"), _line("a report names the risks"),
                       _line("EUR 9,600.00")) for n in range(1, 4)), (4,),
            )),
            _COUNTING,
        ),
        closing=_line("Both sides have read this agreement and sign it below."),
        signatures=(
            SignatureBlock("client", "Harbourline Logistics GmbH", (
                Signatory("Jonas Reimer", "Managing director", "jonas@harbourline.example"),
            )),
            SignatureBlock("consultant", "Northlight CTO", (
                Signatory("Mara Lindqvist", "", "mara@northlight.example"),
            )),
        ),
    )  # fmt: skip
