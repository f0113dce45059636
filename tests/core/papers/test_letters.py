"""Letters about a late invoice: each on the sums of its day, and none before its step on the ladder."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import charter
from charter.core.clauses.financials.late_payment import Claimed
from charter.core.document.tree import plain
from charter.core.engagement import Engagement
from charter.core.papers.tree import Closing, Paper, Reckoning, Said
from charter.core.vocabulary.dispute import HeldBack
from charter.core.vocabulary.entry import Paid
from charter.core.vocabulary.money import Money

NUMBER = "NL-2023-0003"


def said(paper: Paper) -> str:
    return " ".join(plain(part.inlines) for part in paper.body if isinstance(part, Said)).replace(
        "\u00a0", " "
    )


def reckoned(paper: Paper) -> dict[str, str]:
    (part,) = (part for part in paper.body if isinstance(part, Reckoning))
    return {label.replace("\u00a0", " "): value.replace("\u00a0", " ") for label, value in part.rows}


def test_the_first_reminder_threatens_nothing(northlight: Engagement) -> None:
    paper = charter.letter_paper(northlight, NUMBER, "reminder", date(2023, 10, 19))
    assert (paper.title, paper.name, paper.lead) == (
        "A reminder", "reminder-1-NL-2023-0003", "Invoice NL-2023-0003 is 3 days late",
    )  # fmt: skip
    assert "Perhaps it crossed with this letter" in said(paper)
    assert "none is claimed if you pay by 23 October 2023" in said(paper)
    assert reckoned(paper) == {
        "Invoice NL-2023-0003 of 1 October 2023": "25,704.00",
        "To pay": "EUR 25,704.00",
    }
    assert isinstance(paper.body[-1], Closing)
    assert paper.band is not None
    assert paper.band.code is not None
    assert "EUR25704.00" in paper.band.code.payload


def test_the_second_reminder_says_what_interest_has_come_to(northlight: Engagement) -> None:
    paper = charter.letter_paper(northlight, NUMBER, "reminder", date(2023, 10, 26))
    assert paper.title == "Second reminder"
    assert "Interest has run to EUR 85.35 so far" in said(paper)  # 25,704.00 x 10 / 365 x 12.12 %
    assert (
        "If any of it is open after 27 October 2023: The Consultant may give notice that work may stop."
        in said(paper)
    )


def test_the_notice_names_the_day_of_the_stop_and_what_never_stops(northlight: Engagement) -> None:
    paper = charter.letter_paper(northlight, NUMBER, "suspension", date(2023, 11, 2))
    assert paper.title == "Notice of suspension"
    assert (
        paper.lead.replace("\u00a0", " ") == "My work may stop on 8 November 2023 unless NL-2023-0003 is paid"
    )
    assert "Credentials, access and data that are yours are never withheld." in said(paper)
    assert {part.cite for part in paper.body if isinstance(part, Said)} == {
        "",
        "4.6 Late payment",
        "4.8 Suspension",
    }


def test_a_payment_in_part_and_a_note_of_interest_are_reckoned(northlight: Engagement) -> None:
    paid = Paid(on=date(2023, 10, 24), by="priya", amount=Money.parse("EUR 10000.00"), invoice=NUMBER)
    claim = Claimed(on=date(2023, 10, 25), by="mara", invoice=NUMBER)
    then = Engagement(
        northlight.agreement, northlight.amendments, northlight.known(date(2023, 10, 25)).journal
    )
    deal = then.plus(paid, claim)
    day = date(2023, 10, 25)
    note = next(
        draft._replace(day=day).issued("mara")
        for draft in charter.invoices(deal, day).drafts
        if all("late_payment" in charge.id for charge in draft.charges)
    )
    paper = charter.letter_paper(deal.plus(note), NUMBER, "reminder", date(2023, 10, 26))
    rows = reckoned(paper)
    assert rows["Paid or credited on 24 October 2023"] == "\u221210,000.00"
    assert rows[f"Note of interest {note.number} of 25 October 2023"] == f"{note.total.amount:,}"
    whole = Decimal("15704.00") + note.total.amount
    assert rows["To pay"] == f"EUR {whole:,}"
    assert paper.band is not None
    assert paper.band.code is not None
    assert paper.band.code.payload.split("\n")[-1] == f"{NUMBER} {note.number}"


@pytest.mark.parametrize(
    ("number", "message", "day", "why"),
    [
        ("NL-2023-0003", "reminder", date(2023, 10, 16), "is not overdue"),
        ("NL-2023-0001", "reminder", date(2023, 10, 20), "is not overdue"),
        ("NL-2023-0099", "reminder", date(2023, 10, 20), "is not overdue"),
        ("NL-2023-0003", "reminder", date(2023, 10, 18), "may go out from 2023-10-19 on"),
        ("NL-2023-0003", "reminder", date(2023, 11, 20), "every reminder"),
        ("NL-2023-0003", "suspension", date(2023, 10, 20), "the reminder before it was not received"),
    ],
)
def test_no_letter_goes_out_before_its_step(
    northlight: Engagement, number: str, message: str, day: date, why: str
) -> None:
    with pytest.raises(charter.NothingYet, match=why):
        charter.letter_paper(northlight, number, message, day)


def test_what_is_disputed_is_not_asked_for(northlight: Engagement) -> None:
    """A part that is held back is taken off; a payment that is still to come is not yet."""
    day = date(2023, 10, 26)
    then = Engagement(northlight.agreement, northlight.amendments, northlight.known(day).journal)
    held = HeldBack(on=date(2023, 10, 20), by="jonas", amount=Money.parse("EUR 704.00"), invoice=NUMBER)
    later = Paid(on=date(2023, 10, 27), by="priya", amount=Money.parse("EUR 5000.00"), invoice=NUMBER)
    rows = reckoned(charter.letter_paper(then.plus(held, later), NUMBER, "reminder", day))
    assert rows == {
        "Invoice NL-2023-0003 of 1 October 2023": "25,704.00",
        "In dispute, and held back": "\u2212704.00",
        "To pay": "EUR 25,000.00",
    }


def test_who_agreed_on_no_steps_sends_no_letter(northlight: Engagement) -> None:
    without = charter.with_terms(
        northlight.agreement,
        dict.fromkeys(("financials.late_payment", "financials.suspension", "exit.termination")),
        date(2023, 6, 1),
    )
    assert without is not None
    journal = northlight.known(date(2023, 10, 20)).journal
    with pytest.raises(charter.NothingYet, match="no reminder is agreed"):
        charter.letter_paper(Engagement(without, journal=journal), NUMBER, "reminder", date(2023, 10, 20))
