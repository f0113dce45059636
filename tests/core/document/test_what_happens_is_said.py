"""What the engine does by itself stands in the words: nobody can rely on a consequence that was not signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from charter.core.agreement import Agreement
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.vocabulary.stated import MovesDates
from tests.core.home import homes

Data = dict[str, Any]

SAID = [
    # days and messages
    ("foundation.term", "Its Last Day is Sunday, 28 February 2027, 12 months later"),
    # work
    ("communication.meetings", "except while work stops"),
    # money
    ("financials.retainer", "Changed terms count from their day."),
    ("financials.retainer", "use what their month had left and did not keep"),
    ("financials.retainer", "at the price of the Last Day"),
    ("financials.retainer", "counts against the whole month"),
    ("financials.milestones", "What the Consultant hands over by the Last Day may earn its amount later."),
    ("financials.invoicing", "after the Last Day it need not wait"),
    ("financials.invoicing", "half a unit upwards"),
    ("financials.invoicing", "by the end of the next Business Day"),
    ("financials.retainer", "shrink like the price, to the second"),
    ("exit.termination", "A notice runs from the day after its receipt"),
    ("exit.termination", "The earlier of two such days counts."),
    ("exit.termination", "Overdue invoice | the Consultant | at the last step of the ladder"),
    ("financials.payment", "reaches the Consultant"),
    ("financials.payment", "to invoices for lateness alone last"),
    ("financials.payment", "Within an invoice the price comes first"),
    ("financials.payment", "makes up for money given back too much"),
    ("financials.payment", "invoices come first, then payments, money given back, and credits"),
    ("financials.late_payment", "to the day of payment"),
    ("financials.late_payment", "Only a published rate counts."),
    ("financials.late_payment", "owes what lateness costs once the Consultant claims it"),
    ("financials.late_payment", "A step waits for a Business Day."),
    ("financials.late_payment", "only once the Client received the message before"),
    ("financials.disputed_invoices", "A sum held back is not Overdue."),
    ("financials.disputed_invoices", "from the day on which the dispute ended"),
    ("financials.suspension", "on the Business Day after it received all that is Overdue"),
    ("financials.suspension", "never withhold credentials, access or data"),
    ("exit.settlement", "The Consultant must credit any fee for later days"),
    ("exit.settlement", "the Client, without a reason"),
    *((cite, words) for cite, home in homes().items() for words in home.said),
]


@pytest.mark.parametrize(("cite", "words"), SAID, ids=[f"{cite}-{words[:30]}" for cite, words in SAID])
def test_what_happens_by_itself_is_said(harbourline: Agreement, cite: str, words: str) -> None:
    assert words in said(document(harbourline), cite)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("financials.late_payment.interest", "1.5 % a month", "owes interest of 1.5 % a month"),
        ("financials.payment.set_off", "none", "Neither side may set off"),
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
    del terms["foundation"]["commitment"]["pause"]
    assert "(What the Client provides)" in said(document(agreement(terms)), "scope.deliverables")
    terms["scope"]["dependencies"]["delay"] = "none"
    words = said(document(agreement(terms)), "scope.deliverables")
    assert "(What the Client provides)" not in words
    terms["financials"]["suspension"]["dates"] = "stay"
    for cite in agreement(terms).all_stating(MovesDates):
        part, clause = str(cite).split(".")
        del terms[part][clause]
    assert "Only an amendment may move a date." in said(document(agreement(terms)), "scope.deliverables")


def said(doc: tree.Document, cite: str) -> str:
    """Give the words of a section, with what it says under "How we count"."""
    (section,) = [section for section in tree.sections(doc) if section.cite == cite]
    counting = [part for each in doc.schedules if isinstance(each, tree.Counting) for part in each.parts]
    blocks = [*section.blocks, *(block for part in counting if part.cite == cite for block in part.blocks)]
    lines: list[str] = []
    for block in blocks:
        match block:
            case tree.Paragraph():
                lines.append(tree.plain(block.inlines))
            case tree.Items():
                lines += [tree.plain(item) for item in block.items]
            case tree.Table():
                lines += [" | ".join(map(tree.plain, row)) for row in block.rows]
    return " ".join(lines)
