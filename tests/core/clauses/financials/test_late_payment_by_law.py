"""Late payment against the law: what may be agreed where, and what must not be said of what is allowed."""

from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement
from charter.core.changes import apply
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.finding import Finding, Level

Build = Callable[..., Engagement]

TERMS = """
[financials.payment]
due_after = "14 days"
counted_from = "issue"
methods = ["card"]
currency = "{currency}"
charges_borne_by = "client"
set_off = "only undisputed"

[financials.late_payment]
grace = "5 days"
runs_from = "due date"
interest = "{interest}"
fixed_sum = "{fixed_sum}"
collection_costs = "none"
"""


def agreement(
    engaged: Build, law: str, interest: str, fixed_sum: str = "none", *more: tuple[str, object]
) -> Agreement:
    currency = "GBP" if law.startswith("GB") else "EUR"
    base = engaged(TERMS.format(interest=interest, fixed_sum=fixed_sum, currency=currency)).agreement
    return apply(
        base, [Change("general.law.governing", None, law), *(Change(path, None, to) for path, to in more)]
    )


def found(made: Agreement) -> dict[str, Finding]:
    """Give what the clause finds by itself; a rate that is odd under any law is another rule (CH-FIN-005)."""
    every = (f for f in check(made) if f.place.startswith("financials.late_payment"))
    return {f.id: f for f in every if f.id != "CH-FIN-005"}


@pytest.mark.parametrize(
    ("law", "interest", "fixed_sum", "ids"),
    [
        # the European Union: eight points at least, and forty euros
        ("AT", "statutory", "statutory", set()),
        ("AT", "10.15 % a year", "EUR 40.00", set()),
        ("AT", "10.14 % a year", "EUR 39.99", {"CH-FIN-054", "CH-FIN-055"}),
        ("AT", "none", "none", {"CH-FIN-051", "CH-FIN-052"}),
        ("DE", "10.27 % a year", "statutory", set()),
        ("DE", "10.2 % a year", "statutory", {"CH-FIN-054"}),
        ("DE", "1.5 % a month", "statutory", set()),
        # France: three times the legal rate, and the sum in figures; ten points are only what holds in silence
        ("FR", "9 % a year", "EUR 40.00", set()),
        ("FR", "8 % a year", "EUR 40.00", {"CH-FIN-054"}),
        ("FR", "statutory", "statutory", {"CH-FIN-057"}),
        ("FR", "none", "none", {"CH-FIN-051", "CH-FIN-052"}),
        # the United Kingdom: another substantial remedy will do, until the bill is law
        ("GB-ENG", "statutory", "statutory", set()),
        ("GB-ENG", "11.75 % a year", "statutory", set()),
        ("GB-ENG", "8 % a year", "statutory", {"CH-FIN-054"}),
        # the States: no statutory interest between businesses, ceilings, and what runs in silence
        ("US-CA", "statutory", "statutory", {"CH-FIN-050"}),
        ("US-CA", "10 % a year", "none", set()),
        ("US-CA", "1 % a month", "none", {"CH-FIN-058"}),
        ("US-CA", "none", "none", {"CH-FIN-051"}),
        ("US-IL", "none", "none", {"CH-FIN-051"}),
        ("US-OR", "none", "none", set()),
        ("US-FL", "1.5 % a month", "none", set()),
        ("US-FL", "19 % a year", "none", {"CH-FIN-053"}),
        ("US-GA", "1.6 % a month", "none", {"CH-FIN-053"}),
        ("US-MA", "20 % a year", "none", set()),
        ("US-MA", "21 % a year", "none", {"CH-FIN-053"}),
        ("US-NY", "25 % a year", "none", set()),
        ("US-NY", "26 % a year", "none", {"CH-FIN-053"}),
        ("US-TX", "18 % a year", "none", set()),
        ("US-TX", "19 % a year", "none", {"CH-FIN-058"}),
        ("US-TX", "29 % a year", "none", {"CH-FIN-053"}),
        ("US-WA", "18 % a year", "none", set()),
        # Canada: the yearly rate in writing, and a criminal line
        ("CA-ON", "18 % a year", "none", set()),
        ("CA-ON", "1.5 % a month", "none", {"CH-FIN-056"}),
        ("CA-ON", "36 % a year", "none", {"CH-FIN-053"}),
    ],
)
def test_what_the_law_says_of_agreed_terms(
    engaged: Build, law: str, interest: str, fixed_sum: str, ids: set[str]
) -> None:
    assert set(found(agreement(engaged, law, interest, fixed_sum))) == ids


@pytest.mark.parametrize(
    ("law", "interest", "id_", "level"),
    [
        ("AT", "none", "CH-FIN-051", Level.ERROR),
        ("GB-ENG", "none", "CH-FIN-051", Level.WARNING),
        ("US-CA", "none", "CH-FIN-051", Level.ADVICE),
        ("AT", "5 % a year", "CH-FIN-054", Level.WARNING),
        ("FR", "5 % a year", "CH-FIN-054", Level.ERROR),
    ],
)
def test_how_bad_it_is_is_the_laws_to_say(
    engaged: Build, law: str, interest: str, id_: str, level: Level
) -> None:
    assert found(agreement(engaged, law, interest))[id_].level is level


@pytest.mark.parametrize(("law", "level"), [("US-NY", Level.WARNING), ("US-WA", Level.ERROR)])
def test_a_natural_person_can_plead_what_a_company_cannot(engaged: Build, law: str, level: Level) -> None:
    person = ("foundation.parties.client.form", "person")
    assert found(agreement(engaged, law, "18 % a year", "none", person))["CH-FIN-053"].level is level
    assert found(agreement(engaged, law, "12 % a year", "none", person)) == {}


def test_a_bill_is_advice_from_the_day_it_was_brought_in(engaged: Build) -> None:
    early = found(agreement(engaged, "GB-ENG", "8 % a year"))
    late = found(agreement(engaged, "GB-ENG", "8 % a year", "statutory", ("dated", "2026-06-01")))
    assert set(late) - set(early) == {"CH-FIN-059"}
    assert late["CH-FIN-059"].level is Level.ADVICE
    assert "CH-FIN-059" not in found(
        agreement(engaged, "GB-ENG", "statutory", "statutory", ("dated", "2026-06-01"))
    )


def test_a_figure_that_rests_on_a_rate_nobody_has_seen_is_unconfirmed(engaged: Build) -> None:
    seen = found(agreement(engaged, "DE", "5 % a year", "statutory"))["CH-FIN-054"]
    assert "(unconfirmed)" not in str(seen.source)
    later = ("dated", "2026-09-01")  # the base rate of that half-year is not known
    assert "(unconfirmed)" in str(
        found(agreement(engaged, "DE", "5 % a year", "statutory", later))["CH-FIN-054"].source
    )
    floor = found(agreement(engaged, "FR", "5 % a year", "EUR 40.00"))["CH-FIN-054"]
    assert "(unconfirmed)" in str(floor.source)  # three times a rate last known for 2025


def test_what_only_memory_holds_is_shown_as_unconfirmed(engaged: Build) -> None:
    belgian = found(agreement(engaged, "BE", "none"))["CH-FIN-051"].source
    assert str(belgian).endswith("(unconfirmed)")
    german = found(agreement(engaged, "DE", "none"))["CH-FIN-052"].source
    assert str(german) == "BGB 288(5) (in force from 29 July 2014: unconfirmed), confirmed 2026-08"


@pytest.mark.parametrize(
    ("law", "interest", "fixed_sum"),
    [
        ("AT", "none", "none"), ("AT", "5 % a year", "EUR 20.00"), ("FR", "5 % a year", "statutory"),
        ("FR", "none", "none"), ("GB-ENG", "8 % a year", "statutory"), ("US-CA", "statutory", "statutory"),
        ("CA-ON", "1.5 % a month", "none"),
    ],
)  # fmt: skip
def test_every_change_that_is_offered_mends_it(
    engaged: Build, law: str, interest: str, fixed_sum: str
) -> None:
    made = agreement(engaged, law, interest, fixed_sum)
    bad = [f for f in check(made) if f.place.startswith("financials.late_payment")]
    assert all(finding.mend for finding in bad)
    assert found(apply(made, [change for finding in bad for change in finding.mend])) == {}


def test_in_another_currency_no_sum_is_compared(engaged: Build) -> None:
    francs = [("financials.payment.currency", "CHF"), ("financials.late_payment.fixed_sum", "CHF 10.00")]
    assert found(agreement(engaged, "FR", "9 % a year", "none", *francs)) == {}
    euros = [("financials.late_payment.fixed_sum", "EUR 10.00")]
    assert set(found(agreement(engaged, "FR", "9 % a year", "none", *euros))) == {"CH-FIN-055"}
