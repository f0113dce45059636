"""What is issued: as its draft was shown, on terms that were signed, and up to the ceiling."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

import charter
from charter.core.engagement import Engagement
from charter.core.issuing import (
    AboveCeiling,
    NoDraft,
    NotConcluded,
    NotIssued,
    NotYet,
    TermsDeparted,
    folded,
    issue,
    shown_invoices,
)
from charter.core.vocabulary.billed import Billed
from charter.core.vocabulary.money import Money
from tests.core.amending import amendment
from tests.core.journal import entry

Build = Callable[..., Engagement]

MONTHLY = """
[financials.retainer]
amount = "EUR 1000.00"
period = "month"
billed = "in advance"
hours = "8 hours"
[financials.invoicing]
cycle = "every month on day 15"
number = "NL-{year}-{n}"
"""
CEILING = 'ceiling = "EUR 1800.00"\n'
APRIL = date(2026, 4, 20)


def signed(document: str, digest: str, side: str = "client") -> str:
    """Write that a side signed words of a digest."""
    by = "jonas" if side == "client" else "mara"
    return entry("signed", "2026-03-01", by, document=document, side=side, how="typed", digest=digest)


def test_what_is_issued_is_what_was_shown(engaged: Build, pay: str) -> None:
    engagement = engaged(MONTHLY + pay)
    shown = [one for one in shown_invoices(engagement, APRIL) if one.draft and one.draft.on <= APRIL]
    assert [one.draft.on for one in shown if one.draft] == [date(2026, 3, 15), date(2026, 4, 15)]
    assert {one.entry.on for one in shown} == {APRIL}
    assert issue(engagement, APRIL) == tuple(one.entry for one in shown)
    after = shown_invoices(engagement.plus(*issue(engagement, APRIL)), APRIL)
    assert [one.entry for one in after if one.issued] == [one.entry for one in shown]


def test_a_draft_takes_no_number_that_is_issued_later(engaged: Build, pay: str, issued: str) -> None:
    engagement = engaged(MONTHLY + pay, issued.replace("N-1", "NL-2026-0001"))
    first, *_ = shown_invoices(engagement, date(2026, 3, 20))
    assert (first.issued, first.entry.number) == (False, "NL-2026-0002")


def test_nothing_is_issued_above_the_ceiling_without_a_yes(engaged: Build, pay: str) -> None:
    engagement = engaged(MONTHLY + CEILING + pay)
    with pytest.raises(AboveCeiling) as refused:
        charter.issue(engagement, APRIL)
    assert str(refused.value) == (
        "NL-2026-0002 brings 2026 to EUR 2,000.00, EUR 200.00 above the yearly ceiling of EUR 1,800.00 "
        "(financials.invoicing.ceiling); nothing was issued. Once the client has agreed to more in writing, say how "
        "and when; or amend the ceiling"
    )
    with pytest.raises(AboveCeiling):
        issue(engagement, APRIL, agreed="  ")
    first, second = issue(engagement, APRIL, agreed="e-mail of 12 April")
    assert first.note is None
    assert second.note == "The client agreed to more than the yearly ceiling: e-mail of 12 April"
    assert [i.number for i in issue(engagement, date(2026, 3, 20))] == ["NL-2026-0001"]


@pytest.mark.parametrize(("counts", "total"), [("net", None), ("gross", "EUR 2,380.00")])
def test_a_ceiling_counts_with_tax_only_where_that_is_agreed(
    engaged: Build, pay: str, counts: str, total: str | None
) -> None:
    """Two fees of EUR 1,000.00 make EUR 2,380.00 with VAT, and EUR 2,000.00 without."""
    limit = f'ceiling = "EUR 2000.00"\nceiling_counts = "{counts}"\n'
    taxes = '[financials.taxes]\ncategory = "standard rate"\n'
    engagement = engaged(MONTHLY + limit + taxes + pay)
    if total is None:
        assert [str(one.total) for one in issue(engagement, APRIL)] == ["EUR 1190.00", "EUR 1190.00"]
        return
    with pytest.raises(AboveCeiling, match=f"brings 2026 to {total}"):
        issue(engagement, APRIL)


@pytest.mark.parametrize(
    ("then", "hint"),
    [
        ("ask", "Once the client has agreed to more"),
        ("stop", "Only a signed amendment of the ceiling allows more"),
    ],
)
def test_above_a_ceiling_that_stops_no_yes_helps(engaged: Build, pay: str, then: str, hint: str) -> None:
    engagement = engaged(MONTHLY + CEILING + f'ceiling_then = "{then}"\n' + pay)
    with pytest.raises(AboveCeiling, match=hint):
        issue(engagement, APRIL)
    if then == "ask":
        assert len(issue(engagement, APRIL, agreed="e-mail of 12 April")) == 2
    else:
        with pytest.raises(AboveCeiling, match=hint):
            issue(engagement, APRIL, agreed="e-mail of 12 April")
        more = amendment("More", "2026-04-01", ("financials.invoicing.ceiling", "EUR 1800.00", "EUR 9000.00"))
        raised = engaged(MONTHLY + CEILING + 'ceiling_then = "stop"\n' + pay, "", more)
        assert len(issue(raised, APRIL)) == 2


def test_one_draft_is_chosen_and_takes_the_next_number(engaged: Build, pay: str) -> None:
    engagement = engaged(MONTHLY + CEILING + pay)
    for name in ("2026-04-15", "nl-2026-0002"):
        (only,) = issue(engagement, APRIL, only=name)
        assert only.number == "NL-2026-0001"
        assert only.lines == shown_invoices(engagement, APRIL)[1].entry.lines
    with pytest.raises(NoDraft, match="no draft '2026-05-15' can be issued") as none:
        issue(engagement, APRIL, only="2026-05-15")
    assert none.value.names == ("NL-2026-0001", "NL-2026-0002")
    with pytest.raises(NotIssued, match="NL-2026-0001 is issued already, on 2026-04-20"):
        issue(engagement.plus(only), APRIL, only="NL-2026-0001")


def test_a_draft_waits_for_its_day(engaged: Build, pay: str) -> None:
    engagement = engaged(MONTHLY + pay)
    with pytest.raises(NotYet, match="NL-2026-0001 is an invoice of 2026-03-15, and that day has not come"):
        issue(engagement, date(2026, 3, 2), only="NL-2026-0001")


def test_nothing_is_issued_on_terms_that_nobody_signed(engaged: Build, pay: str) -> None:
    unsigned = engaged(MONTHLY + pay)
    others = engaged(MONTHLY + pay, signed("agreement", "0" * 64))
    with pytest.raises(TermsDeparted, match="what was signed as agreement has other words") as refused:
        issue(others, APRIL)
    assert refused.value.texts == ("agreement",)
    both = engaged(
        MONTHLY + pay,
        signed("agreement", "0" * 64)
        + signed("agreement", unsigned.agreement.digest)
        + signed("agreement", unsigned.agreement.digest, "consultant"),
    )
    assert issue(both, APRIL) == issue(unsigned, APRIL)


def test_nothing_is_issued_where_a_side_declined_or_has_yet_to_sign(engaged: Build, pay: str) -> None:
    alone = signed("agreement", engaged(MONTHLY + pay).agreement.digest)
    declined = entry("declined", "2026-02-27", "jonas", document="agreement", side="client")
    for journal, said in (
        (alone, "the consultant has yet to sign"),
        (declined, "the client declined to sign"),
    ):
        with pytest.raises(NotConcluded, match=said):
            issue(engaged(MONTHLY + pay, journal), APRIL)


def test_without_an_invoicing_clause_there_is_no_ceiling(engaged: Build, pay: str) -> None:
    engagement = engaged(MONTHLY.partition("[financials.invoicing]")[0] + pay)
    assert [one.above for one in shown_invoices(engagement, date(2026, 3, 20))] == [None]


def test_what_a_person_decides_is_a_duty_of_both(engaged: Build, pay: str) -> None:
    words = (
        f'\n[financials.retainer.wording]\ntext = "As we say."\nreplaces = "{"0" * 64}"\neffect = "manual"\n'
    )
    text = MONTHLY.replace("[financials.invoicing]", f"{words}[financials.invoicing]")
    engagement = engaged(text + pay)
    (decide,) = [d for d in charter.duties(engagement, APRIL) if d.id == "financials.retainer/decide"]
    assert (decide.by, str(decide.reads)) == ("both", "negotiated words; a person decides what is charged")
    assert list(charter.decisions(engagement.agreement)) == ["financials.retainer"]
    assert list(charter.decisions(engagement.agreement, "exit")) == ["financials.retainer"]
    assert charter.decisions(engaged(MONTHLY + pay).agreement) == {}


def billed(charge: str, reads: str, amount: str = "EUR 300.00") -> Billed:
    return Billed(
        charge=charge, reads=reads, amount=Money.parse(amount), basis="as agreed", agreed="agreement"
    )


def test_lines_that_differ_only_in_their_day_are_listed_as_one() -> None:
    days = [
        billed(f"scope.dependencies/standby/access/2026-03-0{day}", f"{day} March 2026: waiting for access")
        for day in (2, 3, 4)
    ]
    fee = billed("financials.retainer/2026-03-01", "Retainer")
    dearer = billed(
        "scope.dependencies/standby/access/2026-03-05", "5 March 2026: waiting for access", "EUR 400.00"
    )
    assert [(str(line.reads), str(line.amount), line.first) for line in folded([fee, *days, dearer])] == [
        ("Retainer", "EUR 300.00", fee),
        ("2 March 2026 to 4 March 2026, 3 times EUR 300.00: waiting for access", "EUR 900.00", days[0]),
        ("5 March 2026: waiting for access", "EUR 400.00", dearer),
    ]
