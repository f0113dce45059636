"""Workspaces on disk: found above an engagement, and read with the engagements beside it."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import charter
from charter.workspace_folder import (
    engagements,
    load_settings,
    load_workspace,
    locked_numbering,
    workspace_above,
)
from tests.core.signing import nothing_but_signed

OWN = """
[own]
name = "Northlight CTO UG"
form = "company"
address = "Leuchtturmweg 7, 22587 Hamburg"
country = "DE"
"""


@pytest.fixture
def root(tmp_path: Path, harbourline: Path) -> Path:
    """Give a workspace with two engagements: one in it, one two folders further down."""
    (tmp_path / "workspace.toml").write_text(OWN)
    shutil.copytree(harbourline, tmp_path / "harbourline")
    shutil.copytree(harbourline, tmp_path / "old" / "2022" / "second")
    return tmp_path


def test_the_nearest_workspace_is_found(root: Path) -> None:
    assert workspace_above(root / "harbourline") == root
    assert workspace_above(root / "harbourline" / "agreement.toml") == root
    assert workspace_above(root / "not there yet") == root
    assert workspace_above(root / "old/2022/second") == root
    assert workspace_above(root / "old/2022/second/deeper") is None
    (root / "old" / "workspace.toml").write_text(OWN)
    assert workspace_above(root / "old/2022/second") == root / "old"
    assert list(engagements(root)) == [root / "harbourline"]


@pytest.mark.parametrize("name", ["Workspace.toml", "workspaces.toml", "worksapce.TOML"])
def test_a_file_that_is_nearly_named_so_is_not_passed_over(root: Path, name: str) -> None:
    (root / "workspace.toml").rename(root / name)
    with pytest.raises(charter.Problems) as error:
        workspace_above(root / "harbourline")
    (problem,) = error.value.problems
    assert (problem.file, problem.message) == (str(root / name), "this is not read")
    (root / name).rename(root / "notes.toml")
    (root / "workspaces").mkdir()
    assert workspace_above(root / "harbourline") is None


def test_an_engagement_without_a_workspace_has_none(tmp_path: Path, harbourline: Path) -> None:
    alone = Path(shutil.copytree(harbourline, tmp_path / "alone"))
    assert (load_settings(alone), load_workspace(alone)) == (None, None)
    with locked_numbering(alone) as workspace:
        assert workspace is None


def test_the_other_engagements_bring_their_numbers_and_income(root: Path) -> None:
    workspace = load_workspace(root / "harbourline")
    assert workspace is not None
    (other,) = workspace.others
    assert (other.name, other.client.name) == ("old/2022/second", "Harbourline Logistics GmbH")
    assert "NL-2023-0001" in workspace.numbers
    assert other.income
    assert load_workspace(root / "harbourline" / "agreement.toml") == workspace
    assert load_settings(root / "harbourline") == workspace.settings


def test_hidden_folders_links_files_and_folders_too_deep_are_none_of_the_workspace(
    root: Path, harbourline: Path
) -> None:
    shutil.copytree(harbourline, root / ".hidden")
    shutil.copytree(harbourline, root / "a/b/c/d")
    (root / "link").symlink_to(root / "harbourline", target_is_directory=True)
    (root / "notes.txt").write_text("nothing")
    assert list(engagements(root)) == [root / "harbourline", root / "old/2022/second"]


def test_an_engagement_may_lie_in_the_folder_of_the_workspace_itself(root: Path, harbourline: Path) -> None:
    shutil.copytree(harbourline, root, dirs_exist_ok=True)
    assert next(engagements(root)) == root
    workspace = load_workspace(root)
    assert workspace is not None
    assert [other.name for other in workspace.others] == ["harbourline", "old/2022/second"]


def test_what_cannot_be_read_is_named_unless_it_is_a_draft(root: Path) -> None:
    broken = root / "old/2022/second"
    (broken / "agreement.toml").write_text("title = 3")
    workspace = load_workspace(root / "harbourline")
    assert workspace is not None
    assert (workspace.others, workspace.unread) == ((), ("old/2022/second",))
    (broken / "journal.toml").unlink()
    workspace = load_workspace(root / "harbourline")
    assert workspace is not None
    assert (workspace.others, workspace.unread) == ((), ())


def test_a_workspace_that_does_not_hold_says_where(root: Path) -> None:
    (root / "workspace.toml").write_text(OWN.replace("company", "compny"))
    with pytest.raises(charter.Problems) as error:
        load_workspace(root / "harbourline")
    (problem,) = error.value.problems
    assert (problem.file, problem.line, problem.path) == (str(root / "workspace.toml"), 4, "own.form")


def test_one_at_a_time_numbers_invoices_in_a_workspace(root: Path) -> None:
    order: list[str] = []
    entered = threading.Event()

    def second() -> None:
        entered.wait()
        with locked_numbering(root / "old/2022/second"):
            order.append("second")

    waiting = threading.Thread(target=second)
    waiting.start()
    with locked_numbering(root / "harbourline") as workspace:
        entered.set()
        waiting.join(0.05)
        order.append("first")
        assert workspace is not None
    waiting.join()
    assert order == ["first", "second"]
    assert [path.name for path in root.iterdir() if path.name.startswith(".")] == []


def test_clients_invoiced_at_once_get_numbers_of_one_row(root: Path) -> None:
    """Four engagements issue at the same time, each in a thread of its own: no number twice, none left out."""
    agreement = (root / "harbourline/agreement.toml").read_text("utf-8")
    signatures = "[[entry]]".join(
        nothing_but_signed(root / "harbourline").read_text("utf-8").split("[[entry]]")[:3]
    )
    shutil.rmtree(root / "harbourline")
    shutil.rmtree(root / "old")
    on = date(2023, 9, 1)
    names = ("a", "b", "c", "d")
    for name in names:
        (root / name).mkdir()
        (root / name / "agreement.toml").write_text(agreement, "utf-8")
        (root / name / "journal.toml").write_text(signatures, "utf-8")

    def bill(name: str) -> None:
        with locked_numbering(root / name) as workspace:
            assert workspace is not None
            charter.append_entries(
                root / name, charter.issue(charter.load(root / name), on, elsewhere=workspace.numbers)
            )

    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(bill, names))
    given = sorted(i.number for name in names for i in charter.invoices(charter.load(root / name), on).issued)
    assert len(given) >= len(names)
    assert given == [f"NL-2023-{n:04d}" for n in range(1, len(given) + 1)]


def test_of_another_engagement_only_what_counts_is_read(root: Path) -> None:
    """A slip in the fee of another engagement leaves its numbers and sums known; an invoice that is wrong does not."""
    other = root / "old/2022/second"
    whole = load_workspace(root / "harbourline")
    assert whole is not None
    terms = (other / "agreement.toml").read_text("utf-8")
    (other / "agreement.toml").write_text(terms.replace("[financials.retainer]", "[financials.retanier]"))
    assert load_workspace(root / "harbourline") == whole
    journal = (other / "journal.toml").read_text("utf-8")
    (other / "journal.toml").write_text(journal.replace('number = "NL-2023-0002"', 'number = "NL-2023-0001"'))
    workspace = load_workspace(root / "harbourline")
    assert workspace is not None
    assert workspace.unread == ("old/2022/second",)


def test_an_amended_client_is_read_with_all_that_was_signed(root: Path) -> None:
    """The client goes by the terms in force, and whether an amendment is, only the whole engagement says."""
    other = root / "old/2022/second"
    (other / "amendments").mkdir(exist_ok=True)
    number = len(list((other / "amendments").iterdir())) + 1
    (other / f"amendments/{number}.toml").write_text(
        f'number = {number}\ntitle = "A new name"\neffective = 2023-09-01\n[[change]]\n'
        'path = "foundation.parties.client.name"\nfrom = "Nobody"\nto = "Harbourline SE"\n'
    )
    workspace = load_workspace(root / "harbourline")
    assert workspace is not None
    assert workspace.unread == ("old/2022/second",)


def test_the_hours_of_others_are_read_only_where_somebody_asks(root: Path) -> None:
    """Who includes no hours, or no more, asks nobody; so nothing more than what counts is read."""
    settings = root / "workspace.toml"
    settings.write_text(settings.read_text("utf-8").replace("[own]", 'hours = "150 hours"\n[own]', 1))
    harbourline = charter.load(root / "harbourline")
    assert [charter.adds_up_hours(harbourline, day) for day in (date(2023, 6, 1), date(2024, 1, 2), date(2029, 1, 1))] == [
        True, True, False,
    ]  # fmt: skip
    for hours in (False, True):
        workspace = load_workspace(root / "harbourline", hours=hours)
        assert workspace is not None
        assert any(other.included for other in workspace.others) is hours
