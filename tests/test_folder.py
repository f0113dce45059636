"""Engagement folders on disk: read whole, or told what is wrong with a file; never a traceback."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import charter
from charter.core.reading import Problem, Problems
from charter.folder import NoEngagement, load_terms


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
    assert (Path(problem.file).name, problem.line, problem.message) == (file, 6, said)


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


# ── names that are nearly right ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("journal.toml", "Journal.toml"),
        ("journal.toml", "journal.json"),
        ("journal.toml", "jornal.toml"),
        ("amendments", "amendment"),
        ("amendments", "Amendments"),
        ("amendments/1.toml", "amendment-1.toml"),
    ],
)
def test_what_is_nearly_named_like_a_part_is_not_passed_over(old: str, new: str, folder: Path) -> None:
    (folder / old).rename(folder / new)
    if old == "amendments/1.toml":
        (folder / "amendments").rmdir()
    problem = told(folder)
    assert (problem.file, problem.message) == (str(folder / new), "this is not read")
    assert old.partition("/")[0] in problem.hint


@pytest.mark.parametrize(
    "name", ["journal.toml.bak", "journal.md", "amendments.zip", ".journal.toml.new", "notes.toml"]
)
def test_what_stands_beside_the_parts_is_nobodys_business(name: str, folder: Path) -> None:
    before = charter.load(folder)
    (folder / name).write_text("anything", "utf-8")
    assert charter.load(folder) == before


def test_two_journals_that_differ_by_a_capital(folder: Path) -> None:
    (folder / "JOURNAL.toml").write_text("", "utf-8")
    assert told(folder).hint == "rename it journal.toml, or move it elsewhere"


# ── the terms alone ────────────────────────────────────────────────────────────────────────────


def test_the_terms_are_read_where_the_journal_does_not_hold(folder: Path) -> None:
    whole = charter.load(folder)
    assert load_terms(folder) == (whole, ())
    (folder / "journal.toml").write_text("[[entry]\n", "utf-8")
    terms, problems = load_terms(folder)
    assert (terms.agreement, terms.amendments, terms.journal.entries) == (
        whole.agreement,
        whole.amendments,
        (),
    )
    assert [problem.file for problem in problems] == [str(folder / "journal.toml")]


def test_a_journal_that_is_a_folder_does_not_keep_from_the_terms(folder: Path) -> None:
    (folder / "journal.toml").unlink()
    (folder / "journal.toml").mkdir()
    terms, (problem,) = load_terms(folder)
    assert (terms.journal.entries, problem.message) == ((), "a folder or a device stands here")


@pytest.mark.parametrize("name", ["agreement.toml", "amendments/1.toml"])
def test_terms_that_do_not_hold_are_not_read(name: str, folder: Path) -> None:
    for file in (name, "journal.toml"):
        (folder / file).write_text("x = 1\n", "utf-8")
    with pytest.raises(Problems):
        load_terms(folder)
    with pytest.raises(Problems):
        load_terms(folder / "agreement.toml" if name == "agreement.toml" else folder)
