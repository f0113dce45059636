"""The playbook of a workspace: brought in as the folder that a terminal reads, it reaches the interview and the draft."""

from __future__ import annotations

import io
import tomllib
import zipfile
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from charter.web.drafting.playbooks import settings_in
from charter.web.drafting.texts import written_terms
from charter.web.kit.models import EngagementRow, WorkspaceRow
from tests.web.people import Northlight
from tests.web.test_interview import Held

POSITIONS = """[positions."scope.acceptance.review"]
prefer = "9 business days"
why = "We plan by the quarter."

[positions."financials.payment.due_after"]
prefer = "99 days"
why = "The text of the workspace comes first."
"""
SIGNING = """# Signing

> In short: {{ form }} signatures; a copy comes within {{ copy_within }}.

**How.** Each side may sign in the form “{{ form }}”{% if counterparts %}, each a copy of its own{% endif %}.

**Copies.** Each side must send the other what it signed within {{ copy_within }}.
"""
FILES = {
    "playbook/positions.toml": POSITIONS,
    "playbook/general/signature.md": SIGNING,
    "playbook/read.me": "x",
}


def zipped(files: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return held.getvalue()


def bring(nl: Northlight, content: bytes) -> tuple[int, str]:
    """Bring a playbook in; give the status, and what the page says."""
    told = {"do": "playbook", "file": SimpleUploadedFile("playbook.zip", content)}
    answer = nl.browser("mara").client.post(f"{nl.home}particulars/", told)
    return answer.status_code, unescape(answer.content.decode())


def kept(nl: Northlight) -> dict[str, str]:
    files: dict[str, str] = WorkspaceRow.objects.get(pk=nl.workspace.pk).playbook
    return files


def test_a_playbook_is_kept_as_it_is_written_and_taken_out_again(nl: Northlight) -> None:
    assert bring(nl, zipped(FILES))[0] == 302
    assert kept(nl) == {"positions.toml": POSITIONS, "general/signature.md": SIGNING}
    page = nl.browser("mara").text(f"{nl.home}particulars/")
    assert "general/signature.md" in page
    assert "We plan by the quarter." in page
    assert bring(nl, POSITIONS.encode())[0] == 302
    assert kept(nl) == {"positions.toml": POSITIONS}
    assert nl.browser("mara").post(f"{nl.home}particulars/", do="no playbook").status_code == 302
    assert kept(nl) == {}


def test_the_text_of_the_workspace_comes_before_its_playbook(nl: Northlight) -> None:
    own = nl.workspace_settings.playbook["financials.payment.due_after"]
    bring(nl, zipped(FILES))
    found = settings_in(WorkspaceRow.objects.get(pk=nl.workspace.pk))
    assert found is not None
    assert found.playbook["financials.payment.due_after"] == own
    assert found.playbook["scope.acceptance.review"].prefer == "9 business days"


def test_the_interview_and_its_draft_have_what_the_playbook_prefers_and_its_words(nl: Northlight) -> None:
    before = Held(nl)
    before.lead()
    assert before.say("", do="write").status_code == 302
    bring(nl, zipped(FILES))
    held = Held(nl)
    assert held.say("kind", option="embedded").status_code == 302
    assert held.say("client", name="Marrow & Pine Limited", country="DE").status_code == 302
    assert held.say("", do="write").status_code == 302
    plain, worded = (
        tomllib.loads(written_terms(EngagementRow.objects.get(slug=slug)).source)
        for slug in ("elbkai-spedition-gmbh", "marrow-pine-limited")
    )
    assert "wording" not in plain["general"]["signature"]
    assert plain["scope"]["acceptance"]["review"] != "9 business days"
    assert worded["scope"]["acceptance"]["review"] == "9 business days"
    said = worded["general"]["signature"]["wording"]
    assert "Each side must send the other what it signed within" in said["text"]
    assert said["effect"] == "same"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 none", "no ZIP file that can be read"),
        (zipped({"notes.txt": "nothing"}), "There is no playbook in it."),
        (zipped({"positions.toml": POSITIONS.replace("acceptance", "acceptances")}), "no term is called"),
        (zipped({"general/luck.md": "# Luck\n"}), "no clause is called general.luck"),
        (
            zipped({"general/signature.md": SIGNING.replace("copy_within", "copies")}),
            "general/signature.md: ",
        ),
        (zipped({"general/signature.md": "# Signing\n\0"}), "holds a NUL character"),
        (zipped({"general/signature.md": "x" * 21 * 2**20}), "larger than any playbook"),
        (zipped({"general/signature.md": "{{ ().__class__ }}"}), "general/signature.md: "),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"", "empty"),
    ],
)
def test_what_is_no_playbook_is_told_so_and_the_one_before_stays(
    nl: Northlight, content: bytes, said: str
) -> None:
    bring(nl, zipped(FILES))
    status, page = bring(nl, content)
    assert status == 422
    assert said in page
    assert len(kept(nl)) == 2


def test_only_an_owner_changes_the_playbook(nl: Northlight) -> None:
    told = {"do": "playbook", "file": SimpleUploadedFile("playbook.zip", zipped(FILES))}
    for who, status in (("assistant", 403), ("reader", 403), ("sven", 404)):
        assert nl.browser(who).client.post(f"{nl.home}particulars/", told).status_code == status
    assert kept(nl) == {}
