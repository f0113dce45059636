"""Particulars: who the consultant is, filled in once; what does not hold is said at its field, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from charter.core.reading.settings import read_settings
from charter.web.kit.models import WorkspaceRow
from charter.web.people.actions import begin_account, begin_workspace
from tests.web.people import Browser, Northlight

if TYPE_CHECKING:
    from charter.core.workspace.settings import Settings

RUTH = {
    "own-name": "Okafor Technology Ltd",
    "own-form": "one-person company",
    "own-address": "4 Mill Lane, Leeds LS1 4AB",
    "own-country": "GB",
    "own-people-ruth-name": "Ruth Okafor",
    "own-people-ruth-title": "Director",
    "own-people-ruth-email": "ruth@okafor.example",
    "own-people-ruth-may": "sign\ngive notices",
    "series-main-number": "OT-{year}-{n}",
    "calendar-zone": "Europe/London",
}
"""What a person would fill in."""


@pytest.fixture
def ruth(site: object) -> Browser:
    account = begin_account("Ruth Okafor", "ruth@okafor.example", None)
    begin_workspace(account, "Okafor Technology")
    return Browser(account)


PAGE = "/w/okafor-technology/particulars/"


def text_of(nl: Northlight) -> str:
    return WorkspaceRow.objects.get(pk=nl.workspace.pk).settings


def kept() -> Settings:
    return read_settings(WorkspaceRow.objects.get(slug="okafor-technology").settings.encode())


def test_a_new_workspace_begins_with_its_owner_and_keeps_what_is_filled_in(ruth: Browser) -> None:
    assert "ruth@okafor.example" in ruth.text(PAGE)
    assert "Say once who you are" in ruth.text("/w/okafor-technology/new/")
    assert ruth.post(PAGE, **RUTH).status_code == 302
    own = kept().own
    assert (own.name, own.people["ruth"].title, own.bank) == ("Okafor Technology Ltd", "Director", None)
    assert kept().series["main"].number == "OT-{year}-{n}"
    assert WorkspaceRow.objects.get(slug="okafor-technology").zone == "Europe/London"
    assert "Say once who you are" not in ruth.text("/w/okafor-technology/new/")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("own-country", "Great Britain", "country code"),
        ("own-people-ruth-email", "ruth at okafor", "not an e-mail address"),
        ("own-bank-holder", "Okafor Technology Ltd", "IBAN"),
        ("own-bank-iban", "GB00 0000", "holder"),
        ("calendar-zone", "Leeds", "time zone"),
        ("series-main-number", "OT", "{n}"),
        ("own-name", "", "missing"),
        ("rate", "a lot", "rate"),
    ],
)
def test_what_does_not_hold_is_said_and_nothing_is_kept(
    ruth: Browser, field: str, typed: str, said: str
) -> None:
    answer = ruth.post(PAGE, **{**RUTH, field: typed})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said.casefold() in shown.casefold()
    assert "4 Mill Lane" in shown
    assert WorkspaceRow.objects.get(slug="okafor-technology").settings == ""


def test_what_is_emptied_goes_and_the_rest_of_the_text_stays(nl: Northlight) -> None:
    page, mara = f"{nl.home}particulars/", nl.browser("mara")
    before = text_of(nl)
    own = read_settings(before.encode()).own
    filled = {
        "own-name": own.name,
        "own-form": str(own.form),
        "own-address": "Neuer Wall 1, 20354 Hamburg",
        "own-country": "DE",
        "own-people-mara-name": "Mara Lindqvist",
        "own-people-mara-title": "Managing Director",
        "own-people-mara-email": "mara@northlight.example",
        "own-people-mara-may": "sign\ngive notices",
        "series-main-number": "NL-{year}-{n}",
        "calendar-zone": "Europe/Berlin",
        "calendar-holidays": "DE-HH",
    }
    assert mara.post(page, **filled).status_code == 302
    found = read_settings(text_of(nl).encode())
    assert found.own.address == "Neuer Wall 1, 20354 Hamburg"
    assert found.own.bank is None
    assert found.series.keys() == {"main", "uk"}
    assert found.calendar.absences.keys() == {"winter"}
    assert found.frames.keys() == read_settings(before.encode()).frames.keys()
    assert "# The workspace of Northlight CTO" in text_of(nl)


def test_what_no_field_asks_for_stays_when_all_fields_of_its_table_are_emptied(ruth: Browser) -> None:
    assert ruth.post(PAGE, **RUTH).status_code == 302
    row = WorkspaceRow.objects.get(slug="okafor-technology")
    away = "\n[calendar.absences.winter]\nfirst = 2026-12-23\nlast = 2027-01-05\n"
    assert ruth.post(PAGE, do="text", source=row.settings + away).status_code == 302
    assert ruth.post(PAGE, **{**RUTH, "calendar-zone": ""}).status_code == 302
    assert kept().calendar.absences.keys() == {"winter"}
    assert ruth.post(PAGE, **{**RUTH, "series-main-number": ""}).status_code == 302
    assert not kept().series


def test_the_whole_can_be_written_as_text(nl: Northlight) -> None:
    page, mara, before = f"{nl.home}particulars/", nl.browser("mara"), text_of(nl)
    wrong = mara.post(page, do="text", source=before.replace('country = "DE"', 'country = "Germany"'))
    assert wrong.status_code == 422
    assert "own.country" in wrong.content.decode()
    assert text_of(nl) == before
    assert mara.post(page, do="text", source=before + "\n# more\n").status_code == 302
    assert text_of(nl) == before + "\n# more\n"


def test_only_an_owner_sees_and_changes_them(nl: Northlight) -> None:
    for who in ("assistant", "reader"):
        assert nl.browser(who).get(f"{nl.home}particulars/").status_code == 403
        assert nl.browser(who).post(f"{nl.home}particulars/", do="text", source="").status_code == 403
