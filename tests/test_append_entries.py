"""Entries added to the journal of a folder: only what is new is read, and the file is the old or the new one."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import charter
from charter.core.reading import Problems, texts
from charter.core.reading.syntax import LARGEST, parse_text
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.entry import Worked
from charter.folder import MOST_KEPT, _latest, append_entries, named_texts


@pytest.fixture
def folder(harbourline: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(harbourline, tmp_path / "harbourline"))


def worked(day: int, work: str = "Plans") -> Worked:
    return Worked(on=date(2023, 8, day), by="mara", hours=Hours(900), work=work)


@pytest.fixture
def read_whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the names of the files read whole, one for each time."""
    files: list[str] = []

    def parsed(text: str, file: str) -> dict[str, object]:
        files.append(file)
        return parse_text(text, file)

    monkeypatch.setattr(texts, "parse_text", parsed)
    return files


def test_entries_are_added_below_what_stands(folder: Path) -> None:
    before, journal = charter.load(folder), (folder / "journal.toml").read_bytes()
    append_entries(folder, [worked(14), worked(15)])
    after = (folder / "journal.toml").read_bytes()
    assert after.startswith(journal)
    assert charter.load(folder) == before.plus(worked(14), worked(15))
    assert charter.read(
        {n: raw for n, (_, raw) in named_texts(folder).items()}, "harbourline"
    ) == charter.load(folder)


def test_a_journal_is_read_once_for_all_that_is_added(folder: Path, read_whole: list[str]) -> None:
    charter.load(folder)
    for day in range(14, 20):
        append_entries(folder, [worked(day)])
        assert charter.load(folder).journal.entries[-1] == worked(day)
    assert read_whole.count("journal.toml") == 1


def test_what_another_wrote_meanwhile_is_seen(folder: Path) -> None:
    charter.load(folder)
    with (folder / "journal.toml").open("a") as file:
        file.write(
            '\n[[entry]]\nkind = "hours"\non = 2023-08-14\nby = "mara"\nhours = "23.9 hours"\nwork = "x"\n'
        )
    with pytest.raises(Problems, match=r"24\.15 hours on 2023-08-14"):
        append_entries(folder, [worked(14)])


@pytest.mark.parametrize(
    "entry", [worked(14).model_copy(update={"hours": Hours(0)}), worked(14).model_copy(update={"by": " "})]
)
def test_what_does_not_hold_is_told_at_its_place_and_not_written(folder: Path, entry: Worked) -> None:
    journal = (folder / "journal.toml").read_text("utf-8")
    with pytest.raises(Problems) as error:
        append_entries(folder, [entry])
    (problem,) = error.value.problems
    assert (problem.file, problem.line > journal.count("\n")) == ("journal.toml", True)
    assert (folder / "journal.toml").read_text("utf-8") == journal


def test_nothing_added_to_nothing(folder: Path) -> None:
    (folder / "journal.toml").unlink()
    append_entries(folder, [])
    append_entries(folder, [worked(14)])
    assert charter.load(folder).journal.entries == (worked(14),)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "# nothing yet\n",
        "entry = []\n",
        'entry = [{kind = "hours", on = 2023-08-13, by = "mara", hours = "1 hour", work = "a"}]\n',
        '[["entry"]]\nkind = "hours"\non = 2023-08-13\nby = "mara"\nhours = "1 hour"\nwork = "a"\n',
    ],
)
def test_a_journal_written_otherwise_takes_entries_or_says_why_not(folder: Path, written: str) -> None:
    (folder / "journal.toml").write_text(written)
    before = charter.load(folder)
    try:
        append_entries(folder, [worked(14)])
    except Problems:
        assert "entry = [" in written
        assert (folder / "journal.toml").read_text() == written
    else:
        assert charter.load(folder) == before.plus(worked(14))


def test_a_journal_too_large_is_not_written(folder: Path) -> None:
    before = (folder / "journal.toml").read_text("utf-8")
    (folder / "journal.toml").write_text(before + "#" * (LARGEST - len(before.encode()) - 40), "utf-8")
    with pytest.raises(Problems, match="bytes"):
        append_entries(folder, [worked(14)])


def test_a_journal_keeps_its_line_ends(folder: Path) -> None:
    journal = (folder / "journal.toml").read_bytes().replace(b"\n", b"\r\n")
    (folder / "journal.toml").write_bytes(journal)
    append_entries(folder, [worked(14).model_copy(update={"note": "one\ntwo"}), worked(15)])
    after = (folder / "journal.toml").read_bytes()
    assert after.startswith(journal.rstrip())
    assert after.count(b"\n") == after.count(b"\r\n")
    assert [entry.note for entry in charter.load(folder).journal.entries[-2:]] == ["one\ntwo", None]


def test_few_engagements_are_kept(harbourline: Path, tmp_path: Path) -> None:
    for n in range(9):
        charter.load(Path(shutil.copytree(harbourline, tmp_path / str(n))))
    assert len(_latest) <= MOST_KEPT
