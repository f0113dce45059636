"""What is said of an engagement in its workspace, and when nothing may be said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest

from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.reading.settings import read_settings
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.finding import Finding, Level
from charter.core.workspace.findings import workspace_findings
from charter.core.workspace.workspace import Workspace, other_of, same_client, sums
from tests.core.workspace.conftest import INVOICING, OWN, Asked, issued

Build = Callable[..., Engagement]
PERSON = OWN.replace("one-person company", "person")
ORBITAL = '"Orbital GmbH"'


def ids(found: list[Finding]) -> list[str]:
    return [finding.id for finding in found]


def for_client(engagement: Engagement, name: str, currency: str = "EUR") -> Engagement:
    """Give an engagement as if it were with another client."""
    parties = engagement.agreement.foundation.parties
    client = parties.client.model_copy(update={"name": name, "tax_id": None})
    foundation = engagement.agreement.foundation.model_copy(
        update={"parties": parties.model_copy(update={"client": client})}
    )
    agreement = engagement.agreement.model_copy(update={"foundation": foundation})
    return Engagement(agreement, (), engagement.journal, f"{name.lower()} {currency}")


def test_nothing_is_said_where_nothing_is_amiss(engaged: Build, asked: Asked) -> None:
    assert asked(engaged(INVOICING), '[series.main]\nnumber = "NL-{year}-{n}"\n') == []
    assert asked(engaged()) == []


# ── identity ───────────────────────────────────────────────────────────────────────────────────


def test_the_consultant_is_that_of_the_workspace(engaged: Build, asked: Asked) -> None:
    moved = OWN.replace("Leuchtturmweg 7", "Elbchaussee 1") + 'tax_id = "DE000000001"\nsize = "small"\n'
    (found,) = asked(engaged(), own=moved)
    place = "foundation.parties.consultant"
    assert (found.id, found.level, found.place) == ("CH-WSP-002", Level.ADVICE, f"{place}.address")
    assert (
        str(found.message) == "Of the consultant, the workspace says other things: address, tax_id and size."
    )
    assert found.mend == (
        Change(f"{place}.address", "Leuchtturmweg 7, 22587 Hamburg", "Elbchaussee 1, 22587 Hamburg"),
        Change(f"{place}.tax_id", None, "DE000000001"),
        Change(f"{place}.size", None, "small"),
    )


PAYMENT = """
[financials.payment]
due_after = "14 days"
counted_from = "issue"
methods = ["bank transfer"]
currency = "EUR"
charges_borne_by = "client"
set_off = "only undisputed"

[financials.payment.bank]
holder = "Northlight CTO UG"
iban = "DE75 5121 0800 1245 1261 99"
"""


def test_the_account_is_that_of_the_workspace(engaged: Build, asked: Asked) -> None:
    bank = '[own.bank]\nholder = "Northlight CTO UG"\niban = "DE75512108001245126199"\n'
    assert asked(engaged(PAYMENT), bank) == []
    assert asked(engaged(PAYMENT)) == []
    other = bank.replace("DE75512108001245126199", "DE02120300000000202051")
    (found,) = asked(engaged(PAYMENT), other)
    assert (found.id, found.level, found.place) == (
        "CH-WSP-003",
        Level.WARNING,
        "financials.payment.bank.iban",
    )


# ── numbers ────────────────────────────────────────────────────────────────────────────────────


def test_a_number_is_used_once_in_the_whole_workspace(engaged: Build, asked: Asked) -> None:
    mine = engaged(
        INVOICING,
        issued("NL-2026-0001", "2026-03-01", "EUR 10.00") + issued("NL-2026-0002", "2026-04-01", "EUR 10.00"),
    )
    theirs = for_client(engaged(INVOICING, issued("nl-2026-0002", "2026-03-02", "EUR 10.00")), "Orbital")
    (found,) = asked(mine, "", theirs)
    assert (found.id, found.level, found.place) == ("CH-WSP-004", Level.ERROR, "financials.invoicing.number")
    assert str(found.message) == "Invoices of orbital EUR have the same numbers: NL-2026-0002."


def test_a_series_is_one_of_the_workspace(engaged: Build, asked: Asked) -> None:
    (found,) = asked(engaged(INVOICING), '[series.main]\nnumber = "CTO-{n}"\n')
    assert (found.id, found.level) == ("CH-WSP-005", Level.WARNING)
    assert str(found.message) == "The series NL-{year}-{n} is none of the workspace, which has CTO-{n}."


def test_the_numbers_of_a_workspace_are_those_of_all_others_and_those_from_before(engaged: Build) -> None:
    used = '[series.main]\nnumber = "NL-{year}-{n}"\nused = ["NL-2025-0041"]\n'
    other = other_of(engaged(INVOICING, issued("NL-2026-0001", "2026-03-01", "EUR 10.00")))
    workspace = Workspace(settings=read_settings(OWN + used), others=(other,))
    assert workspace.numbers == {"NL-2025-0041", "NL-2026-0001"}


def test_what_cannot_be_read_is_named(engaged: Build) -> None:
    workspace = Workspace(settings=read_settings(OWN), unread=("orbital", "tillhouse"))
    for clauses, place in ((INVOICING, "financials.invoicing.number"), ("", "foundation.parties")):
        (found,) = workspace_findings(workspace, engaged(clauses), date(2026, 5, 18), ())
        assert (found.id, found.place) == ("CH-WSP-001", place)
        assert str(found.message).startswith("orbital and tillhouse cannot be read")


# ── income ─────────────────────────────────────────────────────────────────────────────────────


NUMBERS = count()


def invoiced(engaged: Build, amount: str, day: str = "2026-04-01") -> Engagement:
    return engaged("", issued(f"H-{next(NUMBERS)}", day, amount))


def test_too_much_from_one_client_is_found_by_the_law_of_a_natural_person(
    engaged: Build, asked: Asked
) -> None:
    other = for_client(invoiced(engaged, "EUR 17.00"), "Orbital")
    at_the_line = invoiced(engaged, "EUR 83.00")
    found = asked(at_the_line, "", other, own=PERSON)
    assert ids(found) == ["CH-WSP-002", "CH-WSP-006"]
    assert found[1].level is Level.ADVICE
    assert found[1].place == "foundation.parties.client"
    assert str(found[1].message).startswith(
        "In the twelve months to 18 May 2026, Harbourline Logistics GmbH brought EUR 83.00 of EUR 100.00 invoiced: 83 %; "
    )
    assert "SGB VI" in str(found[1].source)
    below = invoiced(engaged, "EUR 82.99")
    assert ids(asked(below, "", other, own=PERSON)) == ["CH-WSP-002"]
    assert asked(at_the_line, "", other) == []
    abroad = PERSON.replace('"DE"', '"FR"')
    assert "CH-WSP-006" not in ids(asked(at_the_line, "", other, own=abroad))
    nowhere = PERSON.replace('"DE"', '"BR"')
    assert "CH-WSP-006" not in ids(asked(at_the_line, "", other, own=nowhere))


def test_too_much_from_one_client_is_found_by_the_own_bound(engaged: Build, asked: Asked) -> None:
    other = for_client(invoiced(engaged, "EUR 50.00"), "Orbital")
    most = 'one_client = "50 %"\n'
    assert asked(invoiced(engaged, "EUR 50.00"), "", other, own=most + OWN) == []
    (found,) = asked(invoiced(engaged, "EUR 51.00"), "", other, own=most + OWN)
    assert (found.id, found.level) == ("CH-WSP-007", Level.WARNING)
    assert str(found.message).endswith("of EUR 101.00 invoiced: 50.5 %; the workspace wants 50 % at most.")


def test_income_of_twelve_months_counts_and_that_of_one_client_in_all_engagements(
    engaged: Build, asked: Asked
) -> None:
    most = 'one_client = "50 %"\n' + OWN
    old = invoiced(engaged, "EUR 90.00", "2025-05-18")
    assert asked(old, own=most) == []
    assert ids(asked(invoiced(engaged, "EUR 90.00", "2025-05-19"), own=most)) == ["CH-WSP-007"]
    assert asked(invoiced(engaged, "EUR 90.00", "2026-05-19"), own=most) == []
    second = invoiced(engaged, "EUR 20.00")
    other = for_client(invoiced(engaged, "EUR 30.00"), "Orbital")
    assert ids(asked(invoiced(engaged, "EUR 20.00"), "", second, other, own=most)) == ["CH-WSP-007"]
    assert asked(invoiced(engaged, "EUR 20.00"), "", other, own=most) == []


def test_other_currencies_are_named_and_not_counted(engaged: Build, asked: Asked) -> None:
    other = for_client(invoiced(engaged, "USD 900.00"), "Orbital")
    (found,) = asked(invoiced(engaged, "EUR 20.00"), "", other, own='one_client = "50 %"\n' + OWN)
    assert "EUR 20.00 of EUR 20.00 invoiced: 100 %, not counting what was invoiced in USD" in str(
        found.message
    )


def test_what_was_given_back_is_no_income(engaged: Build, asked: Asked) -> None:
    most = 'one_client = "50 %"\n' + OWN
    assert asked(engaged("", issued("H-1", "2026-04-01", "EUR -5.00")), own=most) == []
    other = for_client(invoiced(engaged, "EUR -90.00"), "Orbital")
    assert asked(invoiced(engaged, "EUR 20.00"), "", other, own=most) == []


def test_interest_is_no_income_and_sums_are_by_client_year_and_currency(engaged: Build) -> None:
    journal = "".join(
        issued(f"H-{n}", day, amount, clause)
        for n, (day, amount, clause) in enumerate(
            [
                ("2025-12-01", "EUR 10.00", "financials.retainer"),
                ("2026-03-01", "EUR 20.00", "financials.retainer"),
                ("2026-04-01", "EUR 30.00", "legacy.fee"),
                ("2026-05-01", "EUR 40.00", "financials.late_payment"),
            ]
        )
    )
    other = other_of(engaged("", journal))
    assert len(other.numbers) == 4
    dollars = other_of(engaged("", issued("H-9", "2026-05-02", "USD 50.00")))
    assert [(each.year, str(each.amount)) for each in sums([dollars, other])] == [
        (2025, "EUR 10.00"),
        (2026, "EUR 50.00"),
        (2026, "USD 50.00"),
    ]


def test_a_client_is_known_by_tax_number_or_name(engaged: Build) -> None:
    client = engaged().agreement.foundation.parties.client
    numbered = client.model_copy(update={"tax_id": "DE1"})
    assert same_client(client, client.model_copy(update={"name": client.name.upper()}))
    assert same_client(numbered, numbered.model_copy(update={"name": "New name GmbH"}))
    assert not same_client(numbered, numbered.model_copy(update={"tax_id": "DE2"}))
    assert same_client(numbered, client)


# ── absences ───────────────────────────────────────────────────────────────────────────────────

MEETING = """
[communication.meetings.weekly]
name = "Check-in"
rhythm = "every Tuesday 10:00"
lasts = "45 minutes"
who = ["mara"]
agenda = ["Progress"]
"""
AWAY = "[calendar.absences.june]\nfirst = 2026-06-01\nlast = 2026-06-16\n"


def away(engagement: Engagement, absence: str) -> list[Finding]:
    today = date(2026, 5, 18)
    coming = duties(engagement, today, today, today + timedelta(days=90))
    return list(
        workspace_findings(Workspace(settings=read_settings(OWN + absence)), engagement, today, coming)
    )


def test_what_is_due_on_days_away_is_named(engaged: Build) -> None:
    (found,) = away(engaged(MEETING), AWAY)
    assert (found.id, found.level, found.place) == (
        "CH-WSP-008",
        Level.ADVICE,
        "communication.meetings.weekly",
    )
    assert str(found.message).startswith(
        "june (1 June 2026 to 16 June 2026) lies on days on which something is due: "
    )
    assert "on 2 June 2026; " in str(found.message)
    assert "on 16 June 2026" in str(found.message)
    assert away(engaged(MEETING), AWAY.replace("-01", "-03").replace("-16", "-08")) == []
    assert away(engaged(), AWAY) == []


def test_of_many_dates_five_are_named(engaged: Build) -> None:
    (found,) = away(engaged(MEETING), AWAY.replace("06-16", "07-31") + 'what = "Summer"\n')
    assert str(found.message).startswith("Summer (1 June 2026 to 31 July 2026) ")
    assert str(found.message).endswith("on 30 June 2026; and 4 more.")


# ── the playbook ───────────────────────────────────────────────────────────────────────────────


def position(path: str, wants: str) -> str:
    return f'[playbook."{path}"]\n{wants}\nwhy = "Cash."\n'


DUE = 'prefer = "10 days"\naccept = ["14 days", "up to 12 days"]\nnever = "over 30 days"'
JUDGED = [
    ("10 days", ""),
    ("14 days", "CH-WSP-012"),
    ("11 days", "CH-WSP-012"),
    ("13 days", "CH-WSP-011"),
    ("30 days", "CH-WSP-011"),
    ("31 days", "CH-WSP-010"),
    ("2 weeks", "CH-WSP-011"),
]


@pytest.mark.parametrize(("held", "id_"), JUDGED)
def test_a_term_is_judged_by_the_playbook(engaged: Build, asked: Asked, held: str, id_: str) -> None:
    agreed = engaged(PAYMENT.replace("14 days", held))
    found = asked(agreed, position("financials.payment.due_after", DUE))
    assert "".join(ids(found)) == id_
    for one in found:
        assert one.place == "financials.payment.due_after"
        assert one.mend == (Change("financials.payment.due_after", held, "10 days"),)
        assert str(one.hint) == "Preferred: 10 days; accepted: 14 days or up to 12 days."
        assert "Cash." in str(one.message)


def test_the_level_says_how_the_playbook_judges(engaged: Build, asked: Asked) -> None:
    def judged(wants: str) -> list[tuple[Level, str]]:
        found = asked(engaged(PAYMENT), position("financials.payment.due_after", wants))
        return [(one.level, str(one.message)) for one in found]

    said = "financials.payment.due_after is 14 days"
    assert judged('never = "from 14 days"') == [(Level.ERROR, f"{said}, which is never accepted: Cash.")]
    assert judged('accept = "under 14 days"') == [
        (Level.WARNING, f"{said}, neither preferred nor accepted: Cash.")
    ]
    assert judged('prefer = "5 days"') == [(Level.ADVICE, f"{said}: acceptable, and not preferred: Cash.")]
    assert judged('prefer = "up to 14 days"') == judged('never = "under 14 days"') == []


OTHER_KINDS = [
    ("financials.payment.bank.bic", 'never = "left out"', ["CH-WSP-010 financials.payment.bank.bic left out"]),
    ("financials.payment.currency", 'accept = ["USD", "GBP"]', ["CH-WSP-011 financials.payment.currency EUR"]),
    ("financials.payment", 'never = "left out"', []),
    ("financials.payment", 'prefer = "left out"', ["CH-WSP-012 financials.payment there"]),
    ("financials.late_payment", 'never = "left out"', ["CH-WSP-010 financials.late_payment left out"]),
    ("financials.late_payment.collection_costs", 'prefer = "none"', []),
    ("exit.termination.insolvency", "prefer = true", ["CH-WSP-012 exit.termination.insolvency false"]),
    ("scope.deliverables.*.reviewer", 'accept = "priya"', ["CH-WSP-011 scope.deliverables.plan.reviewer jonas"]),
    ("foundation.parties.people.*.title", 'accept = ["Fractional CTO", "Managing Director", "Head of Finance"]', []),
    ("foundation.parties.people.nobody.title", 'accept = "Fractional CTO"', []),
    ("financials.retainer.amount", 'never = "under EUR 4000.00"', ["CH-WSP-010 financials.retainer.amount EUR 3,000.00"]),
    ("financials.retainer.amount", 'never = "under USD 4000.00"', []),
    ("financials.retainer.hours", 'never = "over 10 hours"', []),
    ("financials.retainer.first_day", 'never = "over 1"', ["CH-WSP-010 financials.retainer.first_day 2"]),
    ("foundation.term.starts", 'never = "from 2026-03-01"', ["CH-WSP-010 foundation.term.starts 1 March 2026"]),
]  # fmt: skip
CLAUSES = (
    PAYMENT
    + """
[exit.termination]
insolvency = false

[exit.termination.client]
notice = "30 days"

[scope.deliverables.plan]
name = "Plan"
outcome = "A plan."
due = 2026-05-01
criteria = ["done"]
reviewer = "jonas"

[financials.retainer]
amount = "EUR 3000.00"
period = "month"
first_day = 2
billed = "in advance"
hours = "10 hours"
"""
)


@pytest.mark.parametrize(("path", "wants", "expected"), OTHER_KINDS)
def test_terms_of_every_kind_are_judged(
    engaged: Build, asked: Asked, path: str, wants: str, expected: list[str]
) -> None:
    found = asked(engaged(CLAUSES), position(path, wants))
    assert [f"{one.id} {one.place}" for one in found] == [
        one.rsplit(" ", len(one.split()) - 2)[0] for one in expected
    ]
    for one, wanted in zip(found, expected, strict=True):
        assert f"is {wanted.split(' ', 2)[2]}" in str(one.message)


def test_what_mends_is_what_is_preferred(engaged: Build, asked: Asked) -> None:
    def mend(path: str, wants: str) -> tuple[Change, ...]:
        return asked(engaged(CLAUSES), position(path, wants))[0].mend

    bic = "financials.payment.bank.bic"
    assert mend(bic, 'prefer = "SOGEDEFF"') == (Change(bic, None, "SOGEDEFF"),)
    assert mend(bic, 'never = "left out"') == ()
    assert mend("exit.termination.insolvency", "prefer = true") == (
        Change("exit.termination.insolvency", before=False, after=True),
    )
    assert mend("financials.retainer.first_day", 'prefer = "left out"')[0].after is None
    assert mend("financials.retainer.hours", 'prefer = "up to 5 hours"') == ()
    assert mend("financials.payment", 'prefer = "left out"') == ()
    hints = [
        str(asked(engaged(CLAUSES), position(bic, wants))[0].hint)
        for wants in ('never = "left out"', 'accept = "SOGEDEFF"', 'prefer = "SOGEDEFF"')
    ]
    assert hints == ["Agree something else.", "Accepted: SOGEDEFF.", "Preferred: SOGEDEFF."]
