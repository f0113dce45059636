"""Amendments: signed changes of terms, each of which must find what it says was there."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from charter.core.agreement import Agreement
from charter.core.changes import Amendment, AmendmentError, amend, apply, changes, terms_by_path, terms_data
from charter.core.engagement import Engagement
from charter.core.vocabulary.change import Change

Build = Callable[..., Engagement]

FEE = """
[financials.retainer]
amount = "EUR 3000.00"
period = "month"
billed = "in advance"
hours = "10 hours"
"""


def amended(agreement: Agreement, *change: Mapping[str, object]) -> Agreement:
    made = {"number": 1, "title": "More", "effective": "2026-03-16", "change": change}
    return amend(agreement, Amendment.model_validate(made, strict=False))


def refused(agreement: Agreement, *change: Mapping[str, object]) -> AmendmentError:
    with pytest.raises(AmendmentError) as caught:
        amended(agreement, *change)
    return caught.value


def test_a_term_is_changed_added_and_left_out(engaged: Build) -> None:
    agreement = engaged(FEE + 'alert = "80 %"\n').agreement
    after = amended(
        agreement,
        {"path": "financials.retainer.amount", "from": "EUR 3000.00", "to": "EUR 4000.00"},
        {"path": "financials.retainer.cap", "to": "4 hours"},
        {"path": "financials.retainer.alert", "from": "80 %"},
    )
    assert changes(agreement, after) == [
        Change("financials.retainer.amount", "EUR 3000.00", "EUR 4000.00"),
        Change("financials.retainer.alert", "80 %", None),
        Change("financials.retainer.cap", None, "4 hours"),
    ]
    assert apply(agreement, changes(agreement, after)) == after


def test_what_was_there_may_be_written_otherwise(engaged: Build) -> None:
    agreement = engaged(FEE).agreement
    change = {"path": "financials.retainer.amount", "from": "EUR 3,000", "to": "EUR 4000.00"}
    assert terms_data(amended(agreement, change))["financials"]["retainer"]["amount"] == "EUR 4000.00"


def test_what_was_there_is_compared_by_its_type_alone(
    engaged: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = engaged(
        FEE + '[scope.deliverables.audit]\nname = "Audit"\noutcome = "A report"\ndue = 2026-03-31\n'
    ).agreement
    tried: list[str] = []

    def validate(text: str, *, strict: bool) -> Agreement:
        tried.append(text)
        return read_whole(text, strict=strict)

    read_whole = Agreement.model_validate_json
    monkeypatch.setattr(Agreement, "model_validate_json", validate)
    after = amended(
        agreement,
        {"path": "financials.retainer.amount", "from": "EUR 3,000", "to": "EUR 4000.00"},
        {"path": "financials.retainer.hours", "from": "10.0 hours", "to": "12 hours"},
        {
            "path": "scope.deliverables.audit",
            "from": {"due": "2026-03-31", "name": " Audit", "outcome": "A report"},
            "to": None,
        },
        {"path": "scope.deliverables.plan", "to": {"name": "Plan", "outcome": "A plan", "due": "2026-04-30"}},
    )
    assert list(terms_data(after)["scope"]["deliverables"]) == ["plan"]
    assert len(tried) == 1


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ("EUR 3001.00", 'was "EUR 3001.00", but it is "EUR 3000.00" then'),
        ("three thousand", 'was "three thousand", but it is "EUR 3000.00" then'),
        (None, 'was absent, but it is "EUR 3000.00" then'),
    ],
)
def test_what_was_not_there_is_refused(engaged: Build, said: str | None, complaint: str) -> None:
    change = {"path": "financials.retainer.amount", "from": said, "to": "EUR 4000.00"}
    error = refused(engaged(FEE).agreement, change)
    assert complaint in str(error)
    assert error.path == "financials.retainer.amount"


def test_what_is_absent_cannot_have_been_something(engaged: Build) -> None:
    change = {"path": "financials.retainer.cap", "from": "4 hours", "to": "5 hours"}
    assert 'was "4 hours", but it is absent then' in str(refused(engaged(FEE).agreement, change))


def test_a_term_that_is_no_table_has_nothing_inside(engaged: Build) -> None:
    change = {"path": "financials.retainer.amount.currency", "to": "GBP"}
    error = refused(engaged(FEE).agreement, change)
    assert str(error) == "financials.retainer.amount.currency lies inside a term that is no table"
    assert str(error.hint).startswith("name the whole term")


def test_a_result_that_does_not_hold_is_laid_to_the_change_that_brought_it(engaged: Build) -> None:
    error = refused(
        engaged(FEE).agreement,
        {"path": "financials.retainer.hours", "from": "10 hours", "to": "12 hours"},
        {"path": "financials.retainer.amount", "from": "EUR 3000.00", "to": "a lot"},
    )
    assert (error.place, error.path) == (1, "financials.retainer.amount")
    assert str(error).startswith("financials.retainer.amount: ")


def test_a_day_in_an_amendment_is_a_day(engaged: Build) -> None:
    agreement = engaged().agreement
    starts = agreement.foundation.term.starts
    after = amended(agreement, {"path": "foundation.term.starts", "from": starts, "to": "2026-03-02"})
    assert after.foundation.term.starts.day == 2


def test_every_term_has_its_path(engaged: Build) -> None:
    terms = dict(terms_by_path(terms_data(engaged(FEE).agreement)))
    assert terms["financials.retainer.amount"] == "EUR 3000.00"
    assert terms["foundation.parties.people.jonas.title"] == "Managing Director"
    assert terms["foundation.parties.people.priya.may"] == ["approve costs", "dispute"]


def test_an_amendment_does_not_change_the_currency_of_the_account(engaged: Build) -> None:
    change = {"path": "financials.retainer.amount", "from": "EUR 3000.00", "to": "USD 3000.00"}
    dollars = Amendment.model_validate(
        {
            "number": 1,
            "title": "Dollars",
            "effective": date(2026, 4, 1),
            "change": (change,),
        }
    )
    with pytest.raises(AmendmentError, match=r"the currency of financials.retainer.amount from EUR to USD"):
        amend(engaged(FEE).agreement, dollars)
