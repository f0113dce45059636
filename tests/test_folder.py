"""Engagement folders on disk: read whole, or told what is wrong with a file; never a traceback."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import charter
from charter.core.reading import Problem, Problems, texts
from charter.core.reading.syntax import LARGEST, parse
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.entry import Worked
from charter.folder import MOST_KEPT, NoEngagement, _latest, append_entries, named_texts


@pytest.fixture
def folder(harbourline: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(harbourline, tmp_path / "harbourline"))


def told(path: Path) -> Problem:
    with pytest.raises(Problems) as error:
        charter.load(path)
    (problem,) = error.value.problems
    return problem


def nowhere(path: Path) -> str:
    with pytest.raises(NoEngagement) as error:
        charter.load(path)
    assert error.value.filename == str(path)
    return str(error.value.strerror)


def test_a_folder_is_read_whole(folder: Path) -> None:
    engagement = charter.load(folder)
    names = ("agreement.toml", "amendments/1.toml", "journal.toml")
    same = charter.read({name: (folder / name).read_bytes() for name in names})
    assert (engagement.name, engagement.agreement) == ("harbourline", same.agreement)
    assert engagement.journal.entries == same.journal.entries
    assert [amendment.number for amendment in engagement.amendments] == [1]


def test_amendments_and_journal_may_be_missing_and_other_files_stand_beside(folder: Path) -> None:
    shutil.rmtree(folder / "amendments")
    (folder / "journal.toml").unlink()
    (folder / "notes.txt").write_bytes(b"\xff\x00")
    engagement = charter.load(folder)
    assert (engagement.amendments, tuple(engagement.journal.entries)) == ((), ())


def test_an_agreement_alone_is_read_under_any_name(folder: Path) -> None:
    alone = (folder / "agreement.toml").rename(folder / "draft 3.toml")
    assert charter.load(alone).name == "draft 3"


def test_a_folder_without_an_agreement(tmp_path: Path) -> None:
    assert (
        nowhere(tmp_path)
        == "there is no agreement.toml here: put one here, or name the folder that holds one"
    )


def test_a_path_that_leads_nowhere(tmp_path: Path) -> None:
    assert nowhere(tmp_path / "nobody") == "there is no such file or folder: name an engagement folder"


def test_a_device_is_no_folder() -> None:
    assert nowhere(Path(os.devnull)) == "no file and no folder: name an engagement folder"


@pytest.mark.parametrize("name", ["agreement.toml", "journal.toml", "amendments/1.toml"])
def test_a_folder_where_a_file_should_be(folder: Path, name: str) -> None:
    (folder / name).unlink()
    (folder / name).mkdir()
    problem = told(folder)
    assert (problem.file, problem.line, problem.column) == (str(folder / name), 1, 1)
    assert (problem.message, problem.hint) == ("a folder or a device stands here", "put a file in its place")


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    (folder / "journal.toml").unlink()
    os.mkfifo(folder / "journal.toml")
    assert told(folder).message == "a folder or a device stands here"


@pytest.mark.parametrize("name", ["agreement.toml", "journal.toml", "amendments/1.toml"])
def test_links_in_a_circle(folder: Path, name: str) -> None:
    (folder / name).unlink()
    (folder / name).symlink_to((folder / name).name)
    problem = told(folder)
    assert (problem.file, problem.message) == (
        str(folder / name),
        "cannot be read: Too many levels of symbolic links",
    )


def test_a_folder_of_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert nowhere(tmp_path / "loop") == "no file and no folder: name an engagement folder"


def test_a_link_to_nothing(folder: Path) -> None:
    (folder / "journal.toml").unlink()
    (folder / "journal.toml").symlink_to("gone.toml")
    assert told(folder).message == "cannot be read: No such file or directory"


def test_a_file_that_nobody_may_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may be allowed everything, so the refusal is the system's in name only."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    problem = told(folder)
    assert (problem.message, problem.hint) == (
        "cannot be read: Permission denied",
        "see to its permissions and its links",
    )


def test_two_agreements_in_a_folder(folder: Path) -> None:
    (folder / "agreement.json").write_text("{}")
    problem = told(folder)
    assert problem.message == "there are two agreements, agreement.toml and agreement.json"
    assert (problem.file, problem.hint) == (str(folder / "agreement.json"), "keep one")


def test_a_file_too_large_is_not_read_to_its_end(folder: Path) -> None:
    with (folder / "agreement.toml").open("r+b") as file:
        file.truncate(1 << 40)  # a hole of a terabyte
    assert told(folder).message == "more than 5,000,000 bytes is no agreement"


@pytest.mark.parametrize("name", ["agreement.toml", "journal.toml", "amendments/1.toml"])
def test_problems_name_the_file_as_it_was_given(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"\xff")
    assert told(folder).file == str(folder / name)


def test_two_amendments_of_one_number(folder: Path) -> None:
    text = (folder / "amendments/1.toml").read_text("utf-8")
    (folder / "amendments/2.toml").write_text(text, "utf-8")
    with pytest.raises(Problems) as error:
        charter.load(folder)
    assert [(Path(p.file).name, p.line, p.column, p.message) for p in error.value.problems] == [
        ("1.toml", 1, 10, "there are two amendments 1"),
        ("2.toml", 1, 10, "there are two amendments 1"),
    ]


@pytest.mark.parametrize(
    ("effective", "file", "said"),
    [
        ("2023-10-16", "2.toml", 'says financials.retainer.amount was "EUR 12000.00", but it is "EUR 15000.00" then'),
        ("2023-10-12", "1.toml", 'says financials.retainer.amount was "EUR 12000.00", but it is "EUR 15000.00" then'),
    ],
)  # fmt: skip
def test_overlapping_amendments_are_told_at_the_later_one(
    folder: Path, effective: str, file: str, said: str
) -> None:
    text = (folder / "amendments/1.toml").read_text("utf-8").replace("number = 1", "number = 2")
    (folder / "amendments/2.toml").write_text(text.replace("2023-10-16", effective), "utf-8")
    problem = told(folder)
    assert (Path(problem.file).name, problem.line, problem.message) == (file, 7, said)


@pytest.mark.parametrize("name", ["2.json", "2.toml.txt", "2.TOML", "2.toml~"])
def test_no_amendment_is_passed_over_in_silence(folder: Path, name: str) -> None:
    (folder / "amendments" / name).write_text("number = 2")
    (folder / "amendments" / ".2.toml.swp").write_text("an editor's own")
    problem = told(folder)
    assert (problem.file, problem.message) == (
        str(folder / "amendments" / name),
        "this is not read as an amendment",
    )
    (folder / "amendments" / name).unlink()
    assert len(charter.load(folder).amendments) == 1


@pytest.mark.parametrize("asked", [(Path, "iterdir"), (Path, "lstat")])
def test_amendments_that_nobody_may_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, asked: tuple[object, str]
) -> None:
    """Whoever runs the tests may be allowed everything, so the refusal is the system's in name only."""
    allowed = getattr(*asked)

    def refuse(place: Path) -> object:
        if "amendments" in place.parts:
            raise PermissionError(13, "Permission denied")
        return allowed(place)

    monkeypatch.setattr(*asked, refuse)
    problem = told(folder)
    assert problem.file in {str(folder / "amendments"), str(folder / "amendments/1.toml")}
    assert (problem.message, problem.hint) == (
        "cannot be read: Permission denied",
        "see to its permissions and its links",
    )


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda place: place.write_text("number = 1"), "this is no folder"),
        (lambda place: place.symlink_to("elsewhere"), "the link leads nowhere"),
        (lambda place: place.symlink_to(place.name), "cannot be read: Too many levels of symbolic links"),
    ],
)
def test_amendments_that_are_no_folder(folder: Path, made: Callable[[Path], object], said: str) -> None:
    (folder / "amendments/1.toml").unlink()
    (folder / "amendments").rmdir()
    assert charter.load(folder).amendments == ()
    made(folder / "amendments")
    problem = told(folder)
    assert (problem.file, problem.message) == (str(folder / "amendments"), said)


# ── entries added ──────────────────────────────────────────────────────────────────────────────


def worked(day: int, work: str = "Plans") -> Worked:
    return Worked(on=date(2023, 8, day), by="Mara Lindqvist", hours=Hours(900), work=work)


@pytest.fixture
def read_whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the names of the files read whole, one for each time."""
    files: list[str] = []

    def parsed(text: str, file: str) -> dict[str, object]:
        files.append(file)
        return parse(text, file)

    monkeypatch.setattr(texts, "parse", parsed)
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
            '\n[[entry]]\nkind = "hours"\non = 2023-08-14\nby = "Mara Lindqvist"\nhours = "23.9 hours"\nwork = "x"\n'
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
        'entry = [{kind = "hours", on = 2023-08-13, by = "Mara Lindqvist", hours = "1 hour", work = "a"}]\n',
        '[["entry"]]\nkind = "hours"\non = 2023-08-13\nby = "Mara Lindqvist"\nhours = "1 hour"\nwork = "a"\n',
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
