"""Payment: the last day to pay, the duty to pay, and what the law allows."""

import tomllib
from collections.abc import Callable
from datetime import date

import pytest
from pydantic import ValidationError

from charter.core.billing import statement
from charter.core.changes import apply
from charter.core.check import check
from charter.core.clauses.financials.payment import Payment
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.reading import Problems
from charter.core.vocabulary.bank import Bank
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.duty import Status
from charter.core.vocabulary.finding import Level
from tests.core.journal import entry, paid

Build = Callable[..., Engagement]


@pytest.mark.parametrize(
    ("counted", "received", "due"),
    [("issue", date(2026, 4, 9), date(2026, 4, 15)), ("receipt", date(2026, 4, 9), date(2026, 4, 23)),
     ("receipt", None, date(2026, 4, 15))],
)  # fmt: skip
def test_the_time_to_pay_runs_from_issue_or_receipt(
    engaged: Build, pay: str, counted: str, received: date | None, due: date
) -> None:
    engagement = engaged(pay.replace('"issue"', f'"{counted}"'))
    clause = engagement.agreement.financials.payment
    assert isinstance(clause, Payment)
    assert clause.due(date(2026, 4, 1), received, facts(engagement, date(2026, 4, 1)).deal) == due


@pytest.mark.parametrize(
    ("counted", "came", "due"),
    [
        ("receipt", "2026-04-09", date(2026, 4, 23)),
        ("receipt", "2026-04-01", date(2026, 4, 15)),
        ("issue", "2026-04-09", date(2026, 4, 15)),
        ("issue", "2026-04-21", date(2026, 4, 21)),  # no invoice falls due before it was received
    ],
)
def test_an_invoice_that_came_later_falls_due_later_where_receipt_counts(  # noqa: PLR0917 - what is given
    engaged: Build, pay: str, issued: str, counted: str, came: str, due: date
) -> None:
    received = entry("received", came, "priya", invoice="N-1")
    engagement = engaged(pay.replace('"issue"', f'"{counted}"'), issued + received)
    (duty,) = [d for d in duties(engagement, date(2026, 4, 21), date(2026, 4, 1)) if "/pay/" in d.id]
    assert duty.due == due


def test_the_duty_to_pay_names_what_is_still_open(engaged: Build, pay: str, issued: str) -> None:
    engagement = engaged(pay, issued + paid("2026-04-10", "EUR 20000.00"))
    (duty,) = [d for d in duties(engagement, date(2026, 4, 20), date(2026, 4, 1)) if "/pay/" in d.id]
    assert str(duty.reads) == "Pay invoice N-1: EUR 1,600.00 of EUR 21,600.00"


def test_an_invoice_is_paid_when_nothing_is_left(engaged: Build, pay: str, issued: str) -> None:
    journal = issued + paid("2026-04-10", "EUR 20000.00") + paid("2026-04-14", "EUR 1600.00")
    met = [
        d.met for d in duties(engaged(pay, journal), date(2026, 4, 30), date(2026, 4, 1)) if "/pay/" in d.id
    ]
    assert met == [date(2026, 4, 14)]


def test_a_payment_that_names_nothing_goes_to_the_oldest(engaged: Build, pay: str, issued: str) -> None:
    journal = issued + issued.replace("N-1", "N-2").replace("retainer/2026-04-01", "retainer/2026-05-01")
    engagement = engaged(pay, journal + paid("2026-04-14", "EUR 21600.00", ""))
    status = {
        d.id[-3:]: d.status
        for d in duties(engagement, date(2026, 4, 30), date(2026, 4, 1))
        if "/pay/" in d.id
    }
    assert status == {"N-1": Status.MET, "N-2": Status.LATE}


def test_the_parts_of_a_statement_add_up_whatever_was_given_back(
    engaged: Build, pay: str, issued: str
) -> None:
    """Paid twice, given back more than that, then the next invoice is paid by its name."""
    back = '[[entry]]\nkind = "refunded"\non = 2026-04-16\nby = "mara"\namount = "EUR 22600.00"\n'
    second = (
        issued.replace("N-1", "N-2")
        .replace("retainer/2026-04-01", "retainer/2026-05-01")
        .replace("on = 2026-04-01", "on = 2026-04-20")
        .replace("due = 2026-04-15", "due = 2026-05-04")
    )
    story = (
        issued + paid("2026-04-10", "EUR 21600.00") + paid("2026-04-12", "EUR 21600.00") + back + second
    ) + paid("2026-05-05", "EUR 21600.00", "N-2")
    engagement = engaged(pay, story)
    parts = {
        on: (found.balance, sum(found.aged), found.credit, found.over_refunded)
        for on in (10, 12, 16, 20)
        for found in (statement(engagement, date(2026, 4, on)),)
    }
    assert parts == {
        10: (0, 0, 0, 0),
        12: (-21600_00, 0, 21600_00, 0),
        16: (1000_00, 0, 0, 1000_00),
        20: (22600_00, 21600_00, 0, 1000_00),
    }
    found = statement(engagement, date(2026, 5, 6))
    assert (found.balance, found.aged, found.over_refunded) == (1000_00, (0, 0, 0, 0, 0), 1000_00)
    assert not found.interest


@pytest.mark.parametrize("iban", ["DE75 5121 0800 1245 1261 98", "hello"])
def test_an_account_number_that_cannot_be_right_is_refused(engaged: Build, pay: str, iban: str) -> None:
    with pytest.raises(Problems, match="IBAN"):
        engaged(pay.replace("DE75512108001245126199", iban))


def test_a_currency_out_of_use_is_refused(engaged: Build, pay: str) -> None:
    with pytest.raises(Problems, match="not a currency in use"):
        engaged(pay.replace('"EUR"', '"DEM"'))


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", set()),
        ('"14 days"', '"30 days"', set()),
        ('"14 days"', '"60 days"', {"CH-FIN-043"}),
        ('"14 days"', '"61 days"', {"CH-FIN-040"}),
        ('bank = { holder = "Northlight CTO UG", iban = "DE75512108001245126199" }', "", {"CH-FIN-041"}),
        ('"from this agreement"', '"any"', {"CH-FIN-042"}),
    ],
)
def test_findings(engaged: Build, pay: str, old: str, new: str, finding: set[str]) -> None:
    found = check(engaged(pay.replace(old, new)).agreement)
    assert {f.id for f in found if f.place.startswith("financials.payment")} == finding


LARGE = ("foundation.parties.client.size", "large")
SUPPLIER = "foundation.parties.consultant.size"


def _in(law: str, *more: tuple[str, str]) -> tuple[Change, ...]:
    """Give the changes that put an agreement under a law, and more."""
    return tuple(Change(path, None, to) for path, to in (("general.law.governing", law), *more))


@pytest.mark.parametrize(
    ("there", "days", "finding"),
    [
        (_in("AT"), 60, set()),
        (_in("AT"), 61, {"CH-FIN-040"}),
        (_in("FR"), 60, set()),
        (_in("NL"), 60, set()),
        (_in("NL", LARGE), 31, {"CH-FIN-040"}),
        (_in("NL", LARGE), 30, set()),
        (_in("NL", LARGE, ("foundation.parties.consultant.form", "company"), (SUPPLIER, "large")), 60, set()),
        (_in("IN"), 46, {"CH-FIN-040"}),
        (_in("IN", (SUPPLIER, "large")), 46, set()),
        (_in("GB-ENG"), 61, {"CH-FIN-040"}),
        (_in("GB-ENG", ("dated", "2026-06-01")), 60, set()),
        (_in("GB-ENG", ("dated", "2026-06-01")), 61, {"CH-FIN-040", "CH-FIN-045"}),
        (_in("US-CA"), 120, set()),
    ],
)
def test_how_long_a_client_may_take_depends_on_law_and_parties(
    engaged: Build, pay: str, there: tuple[Change, ...], days: int, finding: set[str]
) -> None:
    made = engaged(pay.replace("14 days", f"{days} days")).agreement
    british = there[0].after == "GB-ENG"
    found = [f for f in check(apply(made, list(there))) if f.place.startswith("financials.payment")]
    assert {f.id for f in found} == finding
    level = Level.WARNING if british else Level.ERROR
    assert {f.level for f in found if f.id == "CH-FIN-040"} <= {level}


@pytest.mark.parametrize(("days", "finding"), [(45, set()), (46, {"CH-FIN-044"})])
def test_in_france_the_invoice_of_a_period_is_paid_sooner(
    engaged: Build, pay: str, days: int, finding: set[str]
) -> None:
    retainer = '[financials.retainer]\namount = "EUR 100.00"\nperiod = "month"\nbilled = "in advance"\nhours = "8 hours"\n'
    made = engaged(pay.replace("14 days", f"{days} days") + retainer).agreement
    found = check(apply(made, [Change("general.law.governing", None, "FR")]))
    assert {f.id for f in found if f.place.startswith("financials.payment")} == finding


@pytest.mark.parametrize(
    ("terms", "law", "found"),
    [
        ({}, "DE", set()),
        ({"set_off": "only undisputed"}, "DE", {"CH-FIN-046"}),
        ({"set_off": "none"}, "DE", {"CH-FIN-046"}),
        ({"set_off": "none"}, "GB-ENG", set()),
        ({"charges_borne_by": "client"}, "DE", {"CH-FIN-047"}),
        (
            {"charges_borne_by": "consultant"},
            "GB-ENG",
            {"CH-FIN-047"},
        ),  # the banks are in Germany all the same
    ],
)
def test_what_the_law_says_of_set_off_and_bank_charges(
    engaged: Build, pay: str, terms: dict[str, str], law: str, found: set[str]
) -> None:
    changes = [Change(f"financials.payment.{name}", None, value) for name, value in terms.items()]
    agreement = apply(engaged(pay).agreement, [*changes, Change("general.law.governing", None, law)])
    ids = {f.id for f in check(agreement)}
    assert ids & {"CH-FIN-046", "CH-FIN-047"} == found


@pytest.mark.parametrize("country", ["US", "BR"])
def test_outside_of_europe_one_side_may_bear_the_bank_charges(engaged: Build, pay: str, country: str) -> None:
    agreement = apply(
        engaged(pay).agreement,
        [
            Change("financials.payment.charges_borne_by", None, "client"),
            Change("foundation.parties.client.country", None, country),
        ],
    )
    assert "CH-FIN-047" not in {f.id for f in check(agreement)}


def test_a_fee_for_cards_has_a_maximum_that_is_shown_and_needs_a_card(engaged: Build, pay: str) -> None:
    by_card = pay.replace('["bank transfer"]', '["card"]\ncard_fee = "2 %"')
    clause = engaged(by_card).agreement.financials.payment
    assert isinstance(clause, Payment)
    assert [(str(p.what), str(p.most)) for p in clause.prices()] == [
        ("Paying by card", "2 % of the sum paid")
    ]
    with pytest.raises(Problems, match="the client cannot pay by card"):
        engaged(pay.replace("bank = {", 'card_fee = "2 %"\nbank = {'))


@pytest.mark.parametrize(
    ("account", "said"),
    [
        ('account = "123456789"\nscheme = "ABA"\nrouting = "021000021"', "account 123456789, ABA 021000021"),
        ('account = "12345678"\nscheme = "sort code"\nrouting = "20-00-00"', "sort code 20-00-00"),
        ('account = "12345678"\nscheme = "BSB"\nrouting = "082-902"', "BSB 082-902"),
    ],
)
def test_an_account_of_any_country_can_be_named(account: str, said: str) -> None:
    """Gap 0: an American, British or Australian account was none."""
    values = tomllib.loads(f'holder = "Somebody"\n{account}\n')
    bank = Bank.model_validate(values)
    assert said in f"account {bank.account}, {bank.scheme} {bank.routing}"


@pytest.mark.parametrize(
    ("account", "why"),
    [
        ("", "give the iban, or account, scheme and routing"),
        ('account = "123456789"', "give the iban, or account, scheme and routing"),
        ('iban = "DE75 5121 0800 1245 1261 99"\nrouting = "1"', "String should match pattern"),
        ('iban = "DE75 5121 0800 1245 1261 99"\nrouting = "12"', "belong together"),
        ('account = "123456789"\nscheme = "ABA"\nrouting = "021000022"', "check digit does not fit"),
        ('account = "123456789"\nscheme = "ABA"\nrouting = "02100002"', "check digit does not fit"),
    ],
)
def test_an_account_that_no_money_reaches_is_refused(account: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Bank.model_validate(tomllib.loads(f'holder = "Somebody"\n{account}\n'))


@pytest.mark.parametrize(
    ("holder", "through", "finding"),
    [
        ("Northlight CTO UG", None, set()),
        ("northlight cto ug", None, set()),
        ("Mara Lindqvist", None, {"CH-FIN-048"}),
        ("Northlight Billing", "Northlight Billing", set()),
        ("Northlight Billing", None, {"CH-FIN-048"}),
    ],
)
def test_an_account_in_the_name_of_another_is_found(
    engaged: Callable[..., Engagement], pay: str, holder: str, through: str | None, finding: set[str]
) -> None:
    """M4: the account was in the name of somebody else than the party, and nobody asked."""
    text = pay.replace("Northlight CTO UG", holder)
    if through:
        text += f'[foundation.parties.bills_through]\nname = "{through}"\ncountry = "DE"\n'
    found = {one.id: one for one in check(engaged(text).agreement)}
    assert found.keys() & {"CH-FIN-048"} == finding
    if finding:
        assert found["CH-FIN-048"].place == "financials.payment.bank.holder"
        assert found["CH-FIN-048"].mend == (
            Change("financials.payment.bank.holder", holder, "Northlight CTO UG"),
        )
