"""Invoices go out on the days of the cycle, numbered without gaps."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import invoices
from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.issuing import issue
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.duty import Status
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.money import Money
from tests.core.journal import entry

Build = Callable[..., Engagement]

CYCLE = """
[financials.retainer]
amount = "EUR 1000.00"
period = "month"
billed = "in advance"
hours = "8 hours"
[financials.invoicing]
cycle = "every month on day 15"
number = "NL-{year}-{n}"
"""


def test_a_charge_waits_for_the_next_day_of_the_cycle(engaged: Build, pay: str) -> None:
    drafts = invoices(engaged(CYCLE + pay), date(2026, 4, 2)).drafts
    assert [(d.on, d.number, d.due) for d in drafts] == [
        (date(2026, 3, 15), "NL-2026-0001", date(2026, 4, 16)),  # issued on 2 April, its day has passed
        (date(2026, 4, 15), "NL-2026-0002", date(2026, 4, 29)),
    ]


def test_what_is_issued_is_not_issued_again(engaged: Build, pay: str) -> None:
    engagement = engaged(CYCLE + pay)
    first = issue(engagement, date(2026, 3, 15), "mara")
    assert [i.number for i in first] == ["NL-2026-0001"]
    assert issue(engagement.plus(*first), date(2026, 3, 15), "mara") == ()
    assert [d.number for d in invoices(engagement.plus(*first), date(2026, 4, 1)).drafts] == ["NL-2026-0002"]


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("NL-2026-0007", ["NL-2026-0008", "NL-2026-0009"]),
        ("2026/17", ["NL-2026-0001", "NL-2026-0002"]),
        ("NL-2025-0041", ["NL-2026-0042", "NL-2026-0043"]),
    ],
)
def test_numbers_that_others_gave_are_seen(
    engaged: Build, pay: str, issued: str, before: str, then: list[str]
) -> None:
    """An engagement that moved here midway brings the invoices issued before, by hand or by another program."""
    engagement = engaged(CYCLE + pay, issued.replace("N-1", before))
    assert [d.number for d in invoices(engagement, date(2026, 5, 2)).drafts][:2] == then


def test_a_series_over_several_clients_takes_no_number_twice(engaged: Build, pay: str) -> None:
    engagement = engaged(CYCLE + pay)
    elsewhere = frozenset({"NL-2026-0001", "NL-2026-0004"})
    assert [d.number for d in invoices(engagement, date(2026, 3, 20), elsewhere).drafts] == ["NL-2026-0005"]
    (first,) = issue(engagement, date(2026, 3, 15), "mara", elsewhere)
    assert first.number == "NL-2026-0005"


def test_what_is_issued_for_an_earlier_day_takes_no_number_of_a_later_one(
    engaged: Build, pay: str, issued: str
) -> None:
    engagement = engaged(CYCLE + pay, issued.replace("N-1", "NL-2026-0001"))
    assert [i.number for i in issue(engagement, date(2026, 3, 20), "mara")] == ["NL-2026-0002"]


def test_only_a_day_with_something_to_invoice_is_a_duty(engaged: Build, pay: str) -> None:
    found = duties(engaged(CYCLE + pay), date(2026, 3, 16), date(2026, 3, 1), date(2026, 3, 31))
    assert [(d.id, d.status) for d in found] == [("financials.invoicing/issue/2026-03-15", Status.LATE)]
    bare = CYCLE[CYCLE.index("[financials.invoicing]") :]
    assert duties(engaged(bare + pay), date(2026, 3, 16), date(2026, 3, 1), date(2026, 3, 16)) == []


def test_a_warning_when_four_fifths_of_the_ceiling_are_invoiced(
    engaged: Build, pay: str, issued: str
) -> None:
    engagement = engaged(CYCLE + 'ceiling = "EUR 27000.00"\n' + pay, issued)
    found = [d for d in duties(engagement, date(2026, 4, 2), date(2026, 4, 1)) if "ceiling" in d.id]
    assert [d.due for d in found] == [date(2026, 4, 2)]
    higher = engaged(CYCLE + 'ceiling = "EUR 27001.00"\n' + pay, issued)
    assert not [d for d in duties(higher, date(2026, 4, 2), date(2026, 4, 1)) if "ceiling" in d.id]


@pytest.mark.parametrize(("more", "finding"), [("", {"CH-FIN-030"}), ('e_invoice = "XRechnung"\n', set())])
def test_findings(engaged: Build, pay: str, more: str, finding: set[str]) -> None:
    found = check(engaged(CYCLE + more + pay).agreement)
    assert {f.id for f in found if f.place.startswith("financials.invoicing")} == finding


@pytest.mark.parametrize(
    ("country", "dated", "finding"),
    [
        ("BE", "2026-01-01", {"CH-FIN-030"}),
        ("BE", "2025-12-31", set()),
        ("FR", "2026-08-31", set()),
        ("FR", "2026-09-01", {"CH-FIN-030"}),
        ("PL", "2026-03-01", {"CH-FIN-030"}),
        ("ES", "2026-09-01", set()),
        ("BR", "2026-09-01", set()),
    ],
)
def test_structured_invoices_country_by_country(
    engaged: Build, pay: str, country: str, dated: str, finding: set[str]
) -> None:
    made = [Change("foundation.parties.client.country", None, country), Change("dated", None, dated)]
    found = check(apply(engaged(CYCLE + pay).agreement, made))
    assert {f.id for f in found if f.place.startswith("financials.invoicing")} == finding


@pytest.mark.parametrize(
    ("country", "numbers", "place"),
    [
        ("FR", {}, {"foundation.parties.client.tax_id"}),
        ("FR", {"client": "FR00"}, {"foundation.parties.consultant.tax_id"}),
        ("FR", {"client": "FR00", "consultant": "DE00"}, set()),
        ("DE", {}, set()),
        ("US", {}, set()),
    ],
)
def test_an_invoice_into_another_country_of_the_union_needs_both_tax_numbers(
    engaged: Build, pay: str, country: str, numbers: dict[str, str], place: set[str]
) -> None:
    made = [Change("foundation.parties.client.country", None, country)]
    made += [Change(f"foundation.parties.{side}.tax_id", None, number) for side, number in numbers.items()]
    found = check(apply(engaged(CYCLE + pay).agreement, made))
    assert {f.place for f in found if f.id == "CH-FIN-031"} == place


def test_no_invoice_is_due_years_before_the_start(engaged: Build, pay: str) -> None:
    assert duties(engaged(CYCLE + pay), date(2020, 1, 1)) == []


def test_without_the_clause_any_more_nothing_is_issued_by_a_cycle(engaged: Build, pay: str) -> None:
    gone = 'number = 1\ntitle = "By hand"\nsigned = 2026-03-20\neffective = 2026-03-20\n[[change]]\npath = "financials.invoicing"\n'
    gone += 'from = { cycle = "every month on day 15", number = "NL-{year}-{n}" }\n'
    engagement = engaged(CYCLE + pay, "", gone)
    found = duties(engagement, date(2026, 4, 20), date(2026, 3, 1))
    assert [d.since for d in found if d.cite.clause == "financials.invoicing"] == [date(2026, 3, 15)]
    (march, april) = invoices(engagement, date(2026, 4, 20)).drafts
    assert (march.on, april.on, april.number) == (date(2026, 3, 15), date(2026, 4, 1), "2026-0002")


AMENDED = (
    'number = 1\ntitle = "Another day"\nsigned = 2026-03-02\neffective = 2026-06-01\n[[change]]\n'
    'path = "financials.invoicing.cycle"\nfrom = "every month on day 15"\nto = "every month on day 20"\n'
)


def test_a_cycle_amended_for_later_leaves_the_days_until_then(engaged: Build, pay: str) -> None:
    found = duties(engaged(CYCLE + pay, "", AMENDED), date(2026, 4, 20), date(2026, 3, 1), date(2026, 7, 1))
    days = [d.since for d in found if d.id.startswith("financials.invoicing/issue/")]
    assert days == [date(2026, 3, 15), date(2026, 4, 15), date(2026, 5, 15), date(2026, 6, 20)]


def test_the_year_in_a_number_is_that_of_the_issue(engaged: Build, pay: str) -> None:
    (*_, last) = issue(engaged(CYCLE + pay), date(2027, 1, 3), "mara")
    assert last.number == "NL-2027-0010"


ENDED = entry("ended", "2026-03-20", "jonas", why="by law", rule="section 314 BGB")


def test_what_is_open_at_the_end_is_to_be_issued_then_and_no_cycle_goes_on(engaged: Build, pay: str) -> None:
    found = duties(engaged(CYCLE + pay, ENDED), date(2026, 3, 25), date(2026, 3, 1), date(2026, 7, 1))
    days = [d.since for d in found if d.id.startswith("financials.invoicing/issue/")]
    assert days == [date(2026, 3, 15), date(2026, 3, 20)], "the fee of the 15th, and the credit of the 20th"


def test_the_warning_of_a_year_comes_once(engaged: Build, pay: str, issued: str) -> None:
    engagement = engaged(CYCLE + 'ceiling = "EUR 27000.00"\n' + pay, "")
    (first,) = engaged("", issued).journal.of(Issued)
    told = [first]
    for number, minor in (("N-2", -500_000), ("N-3", 500_000)):
        line = first.lines[0].model_copy(update={"charge": number, "amount": Money(minor, "EUR")})
        told.append(first.model_copy(update={"number": number, "lines": (line,)}))
    found = [
        d.id for d in duties(engagement.plus(*told), date(2026, 4, 2), date(2026, 4, 1)) if "ceiling" in d.id
    ]
    assert len(found) == 1
