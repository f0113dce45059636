"""Commands in a workspace: new agreements, numbers over all clients, and what `check` and `explain` say."""

from __future__ import annotations

import json
import shutil
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import charter
from tests.cli.conftest import EXAMPLES
from tests.core.signing import nothing_but_signed

if TYPE_CHECKING:
    from tests.cli.conftest import Prompt

SETTINGS = (EXAMPLES / "northlight/workspace.toml").read_text("utf-8")
ON = "--today 2024-01-02"


@pytest.fixture
def here(prompt: Prompt, opened: Path) -> Path:
    """Give a folder with a workspace, Harbourline in it, and a second client whose invoices are not issued yet."""
    here = prompt.folder
    (here / "workspace.toml").write_text(SETTINGS, "utf-8")
    shutil.copytree(opened, here / "harbourline")
    shutil.copytree(opened, here / "second")
    nothing_but_signed(here / "second")
    agreement = here / "second/agreement.toml"
    agreement.write_text(agreement.read_text("utf-8").replace("Harbourline", "Second"), "utf-8")
    return here


def numbers(folder: Path) -> list[str]:
    """Give the numbers in the journal of an engagement."""
    return [invoice.number for invoice in charter.invoices(charter.load(folder), date(2030, 1, 1)).issued]


def test_a_new_agreement_has_own_identity_and_a_frame(prompt: Prompt, here: Path) -> None:
    answer = prompt.type(f"charter new orbital --frame embedded {ON}")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[0] == "written: orbital/agreement.toml"
    assert [line.split()[0] for line in answer.out.splitlines()[3:]] == [
        "financials.retainer.amount",
        "foundation.parties.client",
        "foundation.term.starts",
        "general.interpretation.client_calendar",
    ]
    written = (here / "orbital/agreement.toml").read_text("utf-8")
    assert 'tax_id = "DE000000001"' in written
    assert 'due_after = "14 days"' in written
    assert "dated = 2024-01-02" in written
    client = '\n[foundation.parties.client]\nname = "Orbital GmbH"\nform = "company"\naddress = "Am Tor 1"\ncountry = "DE"\n'
    signer = '\n[foundation.parties.people.ada]\nside = "client"\nname = "Ada"\ntitle = "CEO"\nemail = "ada@orbital.example"\nmay = ["sign"]\n'
    for old, new in (
        ("[financials.retainer]", '[financials.retainer]\namount = "EUR 9000.00"'),
        ("[foundation.term]", "[foundation.term]\nstarts = 2024-02-01"),
        ("[general.interpretation]", '[general.interpretation]\nclient_calendar = "DE-HH"'),
    ):
        written = written.replace(old, new)
    (here / "orbital/agreement.toml").write_text(written + client + signer, "utf-8")
    found = prompt.type(f"charter check orbital --json {ON}").data
    assert [one["id"] for one in found if one["id"].startswith("CH-WSP")] == ["CH-WSP-010", "CH-WSP-016"]


def test_a_new_agreement_for_programs(prompt: Prompt, here: Path) -> None:
    data = prompt.type(f"charter new orbital --frame embedded --json {ON}").data
    assert set(data) == {"file", "open"}
    assert data["file"] == "orbital/agreement.toml"
    assert {"path": "foundation.term.starts", "message": "is missing"} in data["open"]
    assert (here / "orbital/agreement.toml").exists()


def test_a_frame_that_says_all_leaves_nothing_open(prompt: Prompt, here: Path) -> None:
    whole = tomllib.loads((here / "harbourline/agreement.toml").read_text("utf-8"))
    framed = tomllib.loads(SETTINGS) | {"frames": {"whole": whole}}
    (here / "workspace.toml").write_text(json.dumps(framed, default=str), "utf-8")
    answer = prompt.type("charter new orbital --frame whole")
    assert (answer.code, answer.out, answer.err) == (0, "written: orbital/agreement.toml\n", "")
    begun = charter.load(here / "orbital").agreement
    assert charter.changes(begun, charter.load(here / "harbourline").agreement) == []


def test_what_cannot_be_begun_is_told(prompt: Prompt, here: Path) -> None:
    assert "did you mean 'embedded'?" in prompt.type("charter new orbital --frame embeded").err
    there = prompt.type("charter new harbourline --frame embedded")
    assert (there.code, there.err) == (
        2,
        "error: harbourline/agreement.toml: there is an agreement already; name another folder\n",
    )
    (here / "workspace.toml").unlink()
    nothing = prompt.type("charter new orbital --frame embedded")
    assert nothing.code == 2
    assert nothing.err.startswith("error: there is no workspace.toml above orbital")
    assert not (here / "orbital").exists()


def test_numbers_run_over_all_clients(prompt: Prompt, here: Path) -> None:
    n = max(int(number.rpartition("-")[2]) for number in numbers(here / "harbourline"))
    drafts = prompt.type(f"charter invoice --in second --json {ON}").data
    following = [f"NL-2024-{n + place:04d}" for place in range(1, len(drafts) + 1)]
    assert [one["number"] for one in drafts] == following
    issued = prompt.type(f"charter invoice --issue --in second --json {ON} --over-ceiling agreed")
    assert (issued.code, [one["number"] for one in issued.data]) == (0, numbers(here / "second"))
    assert len(issued.data) > 1
    assert numbers(here / "second") == following[: len(issued.data)]
    twice = prompt.type(f"charter check harbourline --json {ON}").data
    assert "CH-WSP-004" not in {one["id"] for one in twice}


def test_a_number_given_twice_is_an_error(prompt: Prompt, here: Path) -> None:
    shutil.copy(here / "harbourline/journal.toml", here / "second/journal.toml")
    found = prompt.type(f"charter check second {ON}")
    assert "error CH-WSP-004  financials.invoicing.number" in found.out
    assert found.code == 1


def test_nothing_is_issued_while_numbers_are_not_known(prompt: Prompt, here: Path) -> None:
    (here / "harbourline/agreement.toml").write_text("title = 3", "utf-8")
    answer = prompt.type(f"charter invoice --issue --in second {ON}")
    assert answer.code == 2
    assert "nothing was issued: harbourline cannot be read" in answer.err
    assert "issued" not in (here / "second/journal.toml").read_text("utf-8")
    looked = prompt.type(f"charter invoice --in second {ON}")
    assert looked.code == 0
    assert "warning: harbourline: cannot be read" in looked.err
    found = prompt.type(f"charter check second --json {ON}").data
    assert "CH-WSP-001" in {one["id"] for one in found}


def test_check_and_explain_tell_of_the_playbook(prompt: Prompt, here: Path) -> None:
    file = here / "harbourline/agreement.toml"
    file.write_text(
        file.read_text("utf-8").replace('due_after = "14 days"', 'due_after = "45 days"'), "utf-8"
    )
    answer = prompt.type(f"charter check harbourline {ON}")
    assert "warning CH-WSP-011  financials.payment.due_after" in answer.out
    assert "    financials.payment.due_after: 45 days → 14 days" in answer.out
    why = prompt.type(f"charter explain CH-WSP-011 --in harbourline {ON}")
    assert (why.code, why.err) == (0, "")
    assert "the most that we can bear" in " ".join(why.out.split())


def test_a_workspace_that_does_not_hold_is_a_finding_and_stops_what_numbers(
    prompt: Prompt, here: Path
) -> None:
    (here / "workspace.toml").write_text(
        SETTINGS.replace('"company"', '"compny"').replace("[series.", "[serie."), "utf-8"
    )
    found = prompt.type(f"charter check harbourline --json {ON}").data
    (one,) = [one for one in found if one["id"] == "CH-WSP-009"]
    assert (one["place"], Path(one["file"]).name, one["level"]) == ("serie", "workspace.toml", "error")
    assert prompt.type(f"charter invoice --issue --in harbourline {ON}").code == 2
    assert prompt.type(f"charter duties harbourline {ON}").code == 0
    assert prompt.type("charter show --in harbourline --on 2023-08-01").code == 0


def test_the_schema_of_a_workspace_is_printed(prompt: Prompt) -> None:
    assert "playbook" in prompt.type("charter schema workspace").data["properties"]
