"""CONTRIBUTING's "Add a playbook", word for word: what it says is what `charter new` and `charter check` do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import charter

if TYPE_CHECKING:
    from tests.cli.conftest import Prompt

ROOT = Path(__file__).parents[2]
SECTION = re.search(
    r"## Add a playbook\n(.*?)\n## ", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL
)
BLOCK = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ON = "--today 2026-05-04"
NEW = f"charter new elbkai --yes --preset embedded {ON}"


@pytest.fixture
def house(prompt: Prompt) -> Path:
    """The workspace of Northlight with the playbook that CONTRIBUTING describes."""
    assert SECTION
    whole = (ROOT / "examples/northlight/workspace.toml").read_text("utf-8")
    without = re.sub(r'\[playbook\."financials\.payment\.due_after"\](\n[^\n\[]+)+', "", whole)
    Path("workspace.toml").write_text(without, "utf-8")
    for name, text in BLOCK.findall(SECTION[1]):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")
    return prompt.folder


def test_a_new_draft_has_the_positions_and_the_words(prompt: Prompt, house: Path) -> None:
    answer = prompt.type(NEW)
    assert (answer.code, answer.err) == (0, "")
    agreement = charter.load(house / "elbkai").agreement
    signature = agreement.general.signature
    assert signature is not None
    assert signature.wording is not None
    assert signature.wording.effect == "same"
    assert signature.wording.text == (
        "How. Each side may sign in the form “any electronic”, each a copy of its own.\n\n"
        "Copies. Each side must send the other what it signed within 2 Business Days."
    )
    payment = agreement.financials.payment
    assert payment is not None
    assert str(payment.due_after) == "10 days"
    text = (house / "elbkai/agreement.toml").read_text("utf-8")
    assert "filled in for you: We are small, and pay our people on the first." in text
    found = {one["id"] for one in prompt.type(f"charter check elbkai {ON} --json").data}
    assert not found & {"CH-GEN-020", "CH-WSP-010", "CH-WSP-013"}
    assert prompt.type("charter render elbkai --format md --out out").code == 0
    printed = "".join(path.read_text("utf-8") for path in Path("out").glob("*.md"))
    assert "Each side must send the other what it signed" in printed


def test_check_tells_where_an_agreement_goes_another_way(prompt: Prompt, house: Path) -> None:
    prompt.type(NEW)
    file = house / "elbkai/agreement.toml"
    text = file.read_text("utf-8").replace('due_after = "10 days"', 'due_after = "50 days"')
    file.write_text(re.sub(r"\[general\.signature\.wording\](\n[^\n\[]+)+", "", text), "utf-8")
    found = {(one["id"], one["place"]) for one in prompt.type(f"charter check elbkai {ON} --json").data}
    assert ("CH-WSP-010", "financials.payment.due_after") in found
    assert ("CH-WSP-013", "general.signature") in found


def test_the_file_of_the_workspace_comes_first(prompt: Prompt, house: Path) -> None:
    with (house / "workspace.toml").open("a", encoding="utf-8") as file:
        file.write('\n[playbook."financials.payment.due_after"]\nprefer = "7 days"\nwhy = "Quicker."\n')
    prompt.type(NEW)
    assert 'due_after = "7 days"' in (house / "elbkai/agreement.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("general/signature.md", "# Signing\n\n{{ form.__class__ }}\n", "no term is called __class__"),
        ("general/signature.md", "# Signing\n\n{% for x in range(9) %}{% endfor %}\n", "may be called"),
        ("general/signature.md", "# Signing\n\n{% include '/etc/passwd' %}\n", "Include has no place"),
        ("general/signature.md", "# Signing\n\n{{ form }}\n", "the term counterparts is never mentioned"),
        ("general/signature.md", "# Signing\n\n{% if %}\n", "Expected an expression"),
        ("general/luck.md", "# Luck\n", "no clause is called general.luck"),
        (
            "positions.toml",
            '[positions."general.luck"]\nprefer = "x"\nwhy = "y"\n',
            "no term is called general.luck",
        ),
        ("positions.toml", "[positions", "playbook/positions.toml"),
        ("positions.toml", 'prefer = "x"\n', "playbook/positions.toml"),
    ],
)
def test_a_playbook_that_does_not_hold_is_told(
    prompt: Prompt, house: Path, name: str, text: str, said: str
) -> None:
    (house / "playbook" / name).write_text(text, "utf-8")
    answer = prompt.type(NEW)
    assert answer.code == 2
    assert said in answer.err
    assert f"playbook/{name}" in answer.err
    assert not Path("elbkai").exists()


def test_a_link_is_no_text_of_a_playbook(prompt: Prompt, house: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("# secret\n", "utf-8")
    (house / "playbook/general/signature.md").unlink()
    (house / "playbook/general/signature.md").symlink_to(outside)
    assert prompt.type(NEW).code == 0
    assert "signature.wording" not in (house / "elbkai/agreement.toml").read_text("utf-8")
