"""CH-FND-005 and 007: an act that protects one-person suppliers, and what it wants."""

from collections.abc import Callable

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.finding import Finding, Level

Build = Callable[..., Engagement]
Changes = tuple[tuple[str, str], ...]

CLIENT_IN_NEW_YORK = (("client.country", "US"), ("client.state", "NY"))
CLIENT_IN_ILLINOIS = (("client.country", "US"), ("client.state", "IL"))
CLIENT_IN_CALIFORNIA = (("client.country", "US"), ("client.state", "CA"))


def findings(engaged: Build, place: Changes, form: str, clauses: str) -> dict[str, Finding]:
    made = [
        Change(f"foundation.parties.{path}", None, value)
        for path, value in (*place, ("consultant.form", form))
    ]
    agreement = apply(engaged(clauses).agreement, made)
    return {f.id: f for f in check(agreement) if f.id in {"CH-FND-005", "CH-FND-007"}}


LISTED = """
[scope.deliverables.audit]
name = "Audit"
outcome = "A list of risks."
[financials.invoicing]
cycle = "every month on day 1"
number = "N-{n}"
[financials.payment]
due_after = "14 days"
counted_from = "issue"
methods = ["ACH"]
currency = "USD"
charges_borne_by = "client"
set_off = "only undisputed"
"""


@pytest.mark.parametrize(
    ("place", "form", "clauses", "finding"),
    [
        (CLIENT_IN_NEW_YORK, "one-person company", "", {"CH-FND-005"}),
        (CLIENT_IN_NEW_YORK, "one-person company", LISTED, {"CH-FND-007"}),
        (CLIENT_IN_NEW_YORK, "company", "", set()),
        (CLIENT_IN_ILLINOIS, "one-person company", "", set()),
        (CLIENT_IN_CALIFORNIA, "one-person company", "", {"CH-FND-007"}),
        (CLIENT_IN_CALIFORNIA, "company", "", set()),
    ],
)
def test_acts_that_protect_one_person_suppliers(
    engaged: Build, place: Changes, form: str, clauses: str, finding: set[str]
) -> None:
    assert set(findings(engaged, place, form, clauses)) == finding


def test_what_the_act_wants_is_named(engaged: Build) -> None:
    clauses = LISTED[: LISTED.index("[financials.payment]")]
    finding = findings(engaged, CLIENT_IN_ILLINOIS, "person", clauses)["CH-FND-005"]
    assert finding.level is Level.ERROR
    assert str(finding.message).endswith("This agreement lacks financials.payment.")


def test_the_act_of_the_place_is_looked_for_on_both_sides_and_in_the_law(engaged: Build) -> None:
    """With a client in Illinois the act is found; in a state without one, and under no such law, it is not."""
    assert findings(engaged, CLIENT_IN_ILLINOIS, "person", LISTED).keys() == {"CH-FND-007"}
    consultant = (("consultant.country", "US"), ("consultant.state", "IL"))
    assert findings(engaged, consultant, "person", LISTED).keys() == {"CH-FND-007"}
    assert not findings(engaged, (), "person", LISTED)


def test_what_is_kept_is_kept_for_years(engaged: Build) -> None:
    finding = findings(engaged, CLIENT_IN_NEW_YORK, "one-person company", LISTED)["CH-FND-007"]
    assert str(finding.hint) == "Sign before the work starts, and keep the signed agreement for 6 years."
