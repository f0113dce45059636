"""What the engine does by itself stands in the words: nobody can rely on a consequence that was not signed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest

from charter.core.agreement import Agreement
from charter.core.document import tree
from charter.core.document.assembly import document
from tests.core.home import homes

Data = dict[str, Any]

SAID = [
    # days and messages
    ("exit.termination", "A notice runs from the day after it counts as received"),
    ("exit.termination", "the earliest Last Day counts"),
    ("exit.termination", "every invoice that was Overdue when it received the notice"),
    ("foundation.term", "Its Last Day is Sunday, 28 February 2027, 12 months later"),
    # work
    ("communication.meetings", "no meeting is held"),
    # money
    ("financials.retainer", "each part follows what counted in it"),
    ("financials.retainer", "use what it had left and did not keep"),
    ("financials.retainer", "at the price of the Last Day"),
    ("financials.retainer", "still counts against the hours of the whole month"),
    ("financials.milestones", "can still be accepted afterwards, and then earns its step"),
    ("financials.invoicing", "need not wait for the next of these days"),
    ("financials.invoicing", "half a unit upwards"),
    ("financials.invoicing", "within one Business Day"),
    (
        "financials.payment",
        "received on the day on which it is sent, unless the Client shows that it came later",
    ),
    ("financials.payment", "on the day on which the money reaches the Consultant"),
    ("financials.payment", "invoices for interest or a fixed sum alone after all others"),
    ("financials.payment", "first for what bears interest"),
    ("financials.payment", "makes up for money given back too much"),
    ("financials.payment", "Money given back before the credit is deducted from it first."),
    ("financials.payment", "invoices count first, then payments, then money given back, and credits last"),
    (
        "financials.retainer",
        "the new one counts for work from its day on; hours charged before count towards it",
    ),
    ("financials.retainer", "shrink like the price, to the second"),
    ("financials.late_payment", "up to and including the day of payment"),
    ("financials.late_payment", "only once every rate in it is published"),
    ("financials.late_payment", "A claim before that leaves the right to it as it is."),
    ("financials.late_payment", "become due only when the Consultant claims them"),
    ("financials.late_payment", "above the limit that the law sets are not owed"),
    ("financials.suspension", "From the next day on, it may give Written notice"),
    ("financials.suspension", "from the day after everything Overdue is paid"),
    ("financials.suspension", "never withholds credentials"),
    ("exit.settlement", "A fee already charged for time after the Last Day is credited."),
    ("exit.settlement", "charged on the day after the Last Day"),
    *((cite, words) for cite, home in homes().items() for words in home.said),
]


@pytest.mark.parametrize(("cite", "words"), SAID, ids=[f"{cite}-{words[:30]}" for cite, words in SAID])
def test_what_happens_by_itself_is_said(harbourline: Agreement, cite: str, words: str) -> None:
    assert words in said(document(harbourline), cite)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("financials.suspension.fees", "pause", "and the Included Hours become fewer in the same proportion"),
        ("financials.late_payment.interest", "1.5 % a month", "A rate for a month counts twelve times for a year."),
        ("exit.settlement.part_months", "fixed 30", "the days of that month that are left, as if it had 30"),
    ],
)  # fmt: skip
def test_what_happens_by_choice_is_said_with_it(
    data: Callable[[str], Data], agreement: Callable[[Data], Agreement], path: str, value: str, words: str
) -> None:  # fmt: skip
    terms = data("harbourline")
    part, clause, term = path.split(".")
    cite = f"{part}.{clause}"
    assert terms[part][clause][term] != value
    assert words not in said(document(agreement(terms)), cite)
    terms[part][clause][term] = value
    assert words in said(document(agreement(terms)), cite)


def test_only_clauses_under_which_dates_move_are_named_for_it(
    data: Callable[[str], Data], agreement: Callable[[Data], Agreement]
) -> None:
    terms = data("harbourline")
    assert "A date moves only under 2.4 (What the Client provides)" in said(
        document(agreement(terms)), "scope.deliverables"
    )
    terms["scope"]["dependencies"]["delay"] = "none"
    words = said(document(agreement(terms)), "scope.deliverables")
    assert "2.4" not in words
    terms["financials"]["suspension"]["dates"] = "stay"
    del terms["communication"]
    assert "A date moves only by an amendment." in said(document(agreement(terms)), "scope.deliverables")


def said(doc: tree.Document, cite: str) -> str:
    (section,) = [section for section in tree.sections(doc) if section.cite == cite]
    counted = [part for each in doc.schedules if isinstance(each, tree.Counting) for part in each.parts]
    lines: list[str] = []
    for block in chain(section.blocks, *(part.blocks for part in counted if part.cite == cite)):
        match block:
            case tree.Paragraph():
                lines.append(tree.plain(block.inlines))
            case tree.Items():
                lines += [tree.plain(item) for item in block.items]
    return " ".join(lines)
