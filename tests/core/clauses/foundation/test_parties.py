"""Who the parties are, and which law that switches on."""

from collections.abc import Callable

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.finding import Finding, Level
from tests.core.words import section

Build = Callable[..., Engagement]


def findings(engaged: Build, *changes: tuple[str, object], clauses: str = "") -> dict[str, Finding]:
    made = [Change(f"foundation.parties.{path}", None, value) for path, value in changes]
    agreement = apply(engaged(clauses).agreement, made)
    return {
        f.id: f for f in check(agreement) if f.place.startswith("foundation.parties") and f.id != "CH-FND-009"
    }


def found(engaged: Build, *changes: tuple[str, object]) -> set[str]:
    return set(findings(engaged, *changes))


def test_two_companies_bring_no_finding(engaged: Build) -> None:
    assert found(engaged) == set()


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (("consultant.name", "HARBOURLINE Logistics GmbH"), "CH-FND-001"),
        (("client.form", "person"), "CH-FND-002"),
        (("people.jonas.may", ["give notices"]), "CH-FND-008"),
        (("people.mara", None), "CH-FND-008"),
        (("consultant.form", "person"), "CH-FND-003"),
        (("client.sector", "financial"), "CH-FND-004"),
        (("client.sector", "health"), "CH-FND-004"),
    ],
)
def test_facts_that_switch_law_on(engaged: Build, change: tuple[str, object], finding: str) -> None:
    assert found(engaged, change) == {finding}


@pytest.mark.parametrize("change", [("client.sector", "public"), ("client.form", "one-person company")])
def test_facts_that_switch_nothing_on(engaged: Build, change: tuple[str, object]) -> None:
    assert found(engaged, change) == set()


CLIENT_IN_BRAZIL = (("client.country", "BR"), ("client.sector", "health"))


@pytest.mark.parametrize(
    ("sector", "country", "source"),
    [
        ("financial", "DE", "Regulation (EU) 2022/2554, art. 30(2)"),
        ("financial", "US", "23 NYCRR 500.17"),
        ("health", "US", "45 CFR 164.504(e), 164.410"),
        ("health", "DE", "GDPR, art. 9, 28"),
    ],
)
def test_a_sector_has_the_law_of_the_clients_place(
    engaged: Build, sector: str, country: str, source: str
) -> None:
    finding = findings(engaged, ("client.sector", sector), ("client.country", country))["CH-FND-004"]
    assert finding.level is Level.WARNING
    assert str(finding.source).startswith(source)


def test_of_a_sector_elsewhere_nothing_is_claimed(engaged: Build) -> None:
    finding = findings(engaged, *CLIENT_IN_BRAZIL)["CH-FND-004"]
    assert (finding.level, finding.source) == (Level.ADVICE, None)


def test_consumer_law_is_shown_as_unconfirmed(engaged: Build) -> None:
    assert str(findings(engaged, ("client.form", "person"))["CH-FND-002"].source).endswith("(unconfirmed)")


@pytest.mark.parametrize(
    ("country", "says"),
    [("DE", "five sixths"), ("US", "control"), ("BR", "how the work is done.")],
)
def test_a_natural_person_reads_the_test_of_the_own_country(engaged: Build, country: str, says: str) -> None:
    finding = findings(engaged, ("consultant.form", "person"), ("consultant.country", country))["CH-FND-003"]
    assert says in str(finding.message)


@pytest.mark.parametrize(
    ("form", "size", "country", "finding"),
    [
        ("one-person company", "medium", "GB", {"CH-FND-006"}),
        ("one-person company", "large", "GB", {"CH-FND-006"}),
        ("one-person company", "small", "GB", set()),
        ("company", "large", "GB", set()),
        ("one-person company", "large", "DE", set()),
    ],
)
def test_who_decides_the_status_in_the_united_kingdom(
    engaged: Build, form: str, size: str, country: str, finding: set[str]
) -> None:
    changes = (("consultant.form", form), ("client.size", size), ("client.country", country))
    assert found(engaged, *changes) == finding


@pytest.mark.parametrize(
    ("country", "state", "mended"),
    [
        ("DE", "Bayern", "BY"),
        ("US", "California", "CA"),
        ("GB", "England", "ENG"),
        ("DE", "by", "BY"),
        ("US", "ZZ", None),
    ],
)
def test_a_state_that_its_country_does_not_have(
    engaged: Build, country: str, state: str, mended: str | None
) -> None:
    told = findings(engaged, ("client.country", country), ("client.state", state))["CH-FND-017"]
    assert (told.level, told.place) == (Level.WARNING, "foundation.parties.client.state")
    assert told.mend == ((Change(told.place, state, mended),) if mended else ())


@pytest.mark.parametrize(
    ("country", "state"), [("US", "NY"), ("DE", "HH"), ("FR", "Bretagne"), ("BR", "SP"), ("ES", "B")]
)
def test_a_state_that_is_one_or_whose_country_is_not_wholly_known(
    engaged: Build, country: str, state: str
) -> None:
    assert "CH-FND-017" not in found(engaged, ("consultant.country", country), ("consultant.state", state))


def test_a_side_for_which_nobody_may_sign_cannot_sign(engaged: Build) -> None:
    """Told before anything is frozen: at the person of the side, or where the people stand."""
    finding = findings(engaged, ("people.jonas.may", ["accept"]))["CH-FND-008"]
    assert (finding.level, finding.place) == (Level.ERROR, "foundation.parties.people.jonas.may")
    assert str(finding.hint) == 'Add "sign" to what Jonas Petersen may do, or name who signs.'
    finding = findings(engaged, ("people.mara", None))["CH-FND-008"]
    assert finding.place == "foundation.parties.people"
    assert str(finding.hint) == 'Name a person with side = "consultant" and may = ["sign"].'


def test_two_people_of_one_side_may_share_an_address(engaged: Build) -> None:
    assert found(engaged, ("people.priya.email", "jonas@harbourline.example")) == set()


# ── who commits a side, and what the paper says ────────────────────────────────────────────────


def test_who_may_approve_any_cost_and_not_sign_is_told(engaged: Build) -> None:
    """S8: only those who may sign, or are named with an amount, commit a side."""

    def told(*changes: Change) -> list[str]:
        return [f.place for f in check(apply(engaged().agreement, list(changes))) if f.id == "CH-FND-009"]

    place = "foundation.parties.people.priya.approves_up_to"
    assert told() == [place]
    assert told(Change(place, None, "EUR 2000.00")) == []


@pytest.mark.parametrize(
    ("may", "finding"), [(["receive the work"], set()), (["receive the work", "pay"], {"CH-FND-019"})]
)
def test_a_company_of_the_group_that_pays_and_signs_nothing_is_told(
    engaged: Build, may: list[str], finding: set[str]
) -> None:
    """Gap 8."""
    rail = {"name": "Harbourline Rail GmbH", "country": "DE", "may": may}
    assert found(engaged, ("group.rail", rail)) == finding


JOINED = {"name": "Harbourline Rail GmbH", "country": "DE", "may": ["pay"], "joined_on": "2026-02-16"}


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ([("group.rail", JOINED)], set()),
        ([("group.rail", JOINED | {"country": "AT"})], {"CH-FND-023"}),
        ([("group.rail", JOINED | {"pays": "60 %"}), ("group.ports", JOINED | {"pays": "40 %"})], set()),
        (
            [("group.rail", JOINED | {"pays": "60 %"}), ("group.ports", JOINED | {"pays": "41 %"})],
            {"CH-FND-024"},
        ),
        ([("group.rail", JOINED), ("joint_and_several", True)], set()),
        ([("joint_and_several", True)], {"CH-FND-025"}),
    ],
    ids=["joined", "from abroad", "the whole", "more than the whole", "owes beside", "nobody joined"],
)
def test_who_pays_beside_the_client(
    engaged: Build, changes: list[tuple[str, object]], finding: set[str]
) -> None:
    assert found(engaged, *changes) == finding


def test_a_share_is_paid_by_who_may_pay(engaged: Build) -> None:
    rail = {"name": "Rail", "country": "DE", "may": ["receive the work"], "pays": "40 %"}
    with pytest.raises(ValueError, match="may not pay"):
        found(engaged, ("group.rail", rail))


def test_what_protects_a_company_needs_rights_of_others(engaged: Build) -> None:
    rail = {
        "name": "Harbourline Rail GmbH",
        "country": "DE",
        "may": ["receive the work"],
        "covered": ["confidence"],
    }
    whole = '[general.whole_agreement]\nprepared_by = "both"\nearlier = "replaced"\nthird_parties = "none"\n'

    def told(terms: str, *changes: Change) -> list[str]:
        return [f.id for f in check(apply(engaged(terms).agreement, list(changes))) if f.id == "CH-GEN-044"]

    change = Change("foundation.parties.group.rail", None, rail)
    assert told(whole) == []
    assert told(whole, change) == ["CH-GEN-044"]
    assert told(whole.replace('"none"', '"group"'), change) == []


def test_the_group_table_says_who_joined_pays_and_is_protected(engaged: Build) -> None:
    rail = JOINED | {"pays": "60 %", "covered": ["confidence", "restraints"]}
    said = words(engaged, ("group.rail", rail), ("joint_and_several", True))
    assert "Each that joined owes every payment in full, beside the Client." in said
    assert (
        "Harbourline Rail GmbH, Germany (joined on 16 February 2026) | pay, 60 % of each invoice | confidence and restraints"
        in said
    )


@pytest.mark.parametrize(("country", "finding"), [("DE", set()), ("CH", {"CH-FND-020"})])
def test_bills_from_another_country_are_told(engaged: Build, country: str, finding: set[str]) -> None:
    assert found(engaged, ("bills_through", {"name": "Northlight Billing", "country": country})) == finding


def words(engaged: Build, *changes: tuple[str, object]) -> str:
    made = [Change(f"foundation.parties.{path}", None, value) for path, value in changes]
    return section(apply(engaged().agreement, made), "foundation.parties")


def test_facts_stand_in_a_sentence_and_the_legal_form_by_its_name(engaged: Build) -> None:
    """M3: no rows of switches."""
    said = words(
        engaged, ("client.legal_form", "GmbH"), ("client.size", "medium"), ("client.sector", "health")
    )
    assert "Legal form | GmbH | as the law has it" in said
    assert "The Client states that it is a company of medium size, in the health sector." in said
    assert "The Consultant states that it is a company of one person." in said
    assert "Size" not in said


def test_notices_go_to_one_address_a_side(engaged: Build) -> None:
    """S8."""
    assert "Notices to | jonas@harbourline.example | mara@northlight.example" in words(engaged)
    said = words(engaged, ("client.notices", "contracts@harbourline.example"))
    assert "Notices to | contracts@harbourline.example | mara@northlight.example" in said


def test_a_state_stands_by_its_name(engaged: Build) -> None:
    assert "Hamburg, Bavaria, Germany" in words(engaged, ("client.state", "BY"))


INSIDE = '[risk.compliance]\nbribery = true\nsanctions = true\nharassment = true\ninside_information = true\ntell_within = "2 days"\n'


def test_a_listed_client_rules_out_trading_on_what_is_learned_there(engaged: Build) -> None:
    listed = ("client.listed", True)
    assert "CH-FND-026" not in found(engaged)
    finding = findings(engaged, listed)["CH-FND-026"]
    assert "list of insiders" in str(finding.message)
    assert "596/2014" in str(finding.source)
    assert "unconfirmed" in str(finding.source)
    assert "CH-FND-026" not in findings(engaged, listed, clauses=INSIDE)
    assert "CH-FND-026" in findings(
        engaged, listed, clauses=INSIDE.replace("inside_information = true\n", "")
    )
    said = words(engaged, listed, ("client.phone", "+49 40 000000"))
    assert "a company, with shares on an exchange. The Consultant" in said
    assert "Telephone | +49 40 000000 | none" in said
