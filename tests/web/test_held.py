"""What is held of a person: found by the address alone, in this workspace alone, without any secret."""

# ruff: noqa: F811 - a fixture of another file is a name here

from __future__ import annotations

import json
from typing import Any

import pytest

from charter.web.kit.models import WorkspaceRow
from charter.web.people.actions import begin_account, begin_workspace
from tests.web.people import Browser, Northlight
from tests.web.test_signing import Fennel, deal  # noqa: F401 - a fixture

JONAS = "jonas.petersen@harbourline.example"


def held(nl: Northlight, address: str) -> dict[str, Any]:
    answer = nl.browser("mara").post(f"{nl.home}held/", person=address)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    found: dict[str, Any] = json.loads(answer.content)
    return found


def address_of(nl: Northlight, name: str) -> str:
    """Give the address that the agreement gives a person."""
    from charter.web.kit.engagements import engagement_in  # noqa: PLC0415 - for this alone

    people = engagement_in(nl.harbourline).agreement.foundation.parties.people
    return next(each.email for each in people.values() if each.name == name)


def test_a_persons_terms_and_deeds_are_found_in_whatever_capitals(nl: Northlight) -> None:
    found = held(nl, address_of(nl, "Jonas Petersen").upper())
    [one] = found["engagements"]
    assert [each["name"] for each in one["terms"].values()] == ["Jonas Petersen"]
    kinds = {each["kind"] for each in one["journal"]}
    assert {"signed", "accepted", "met"} <= kinds
    assert found["account"] is None


def test_who_signed_by_link_finds_link_mails_and_signature(deal: Fennel) -> None:
    deal.sign("aoife")
    found = held(deal.nl, "aoife@fennel.example")
    [one] = found["engagements"]
    [signing] = one["signing"]
    assert (signing["document"], signing["name"], signing["signed"]["mark"]) == (
        "Agreement",
        "Aoife Brennan",
        "Aoife Brennan",
    )
    assert signing["link"]["made"]
    assert {"sign", "code"} <= {each["about"] for each in found["mails"]}


def test_a_member_finds_the_account_without_its_secrets(nl: Northlight) -> None:
    found = held(nl, "mara@northlight.example")
    assert (found["account"]["name"], found["account"]["role"]) == ("Mara Lindqvist", "owner")
    told = json.dumps(found)
    assert "password" not in told
    assert "pbkdf2" not in told


def test_nobody_and_whoever_is_elsewhere_find_nothing(nl: Northlight) -> None:
    for address in ("nobody@nowhere.example", "sven@elsewhere.example"):
        found = held(nl, address)
        assert not found["engagements"]
        assert found["account"] is None
        assert not found["mails"]


@pytest.mark.parametrize("typed", ["", "jonas", "a@b@c"])
def test_what_is_no_address_is_said(nl: Northlight, typed: str) -> None:
    answer = nl.browser("mara").post(f"{nl.home}held/", person=typed)
    assert answer.status_code == 422
    assert "The person" in answer.content.decode()


def test_a_workspace_that_holds_nothing_says_so(site: object) -> None:
    account = begin_account("Ruth Okafor", "ruth@okafor.example", None)
    begin_workspace(account, "Okafor Technology")
    answer = Browser(account).post("/w/okafor-technology/held/", person="jonas@elbkai.example")
    assert json.loads(answer.content)["engagements"] == []
    assert WorkspaceRow.objects.filter(slug="okafor-technology").exists()
