"""`charter paper`: what was issued, as files that can be sent."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Prompt

NUMBERS = [f"NL-2023-000{n}" for n in range(1, 6)] + [f"NL-2024-000{n}" for n in range(6, 10)]


def test_every_invoice_is_written_as_pdf(prompt: Prompt, mine: Path) -> None:
    answer = prompt.type(f"charter paper invoice --in {mine} --today 2024-06-01 --out papers")
    assert answer.code == 0
    assert [file.stem for file in sorted(Path("papers").iterdir())] == NUMBERS
    assert all(file.read_bytes().startswith(b"%PDF") for file in Path("papers").iterdir())


def test_one_is_written_in_the_formats_named(prompt: Prompt, mine: Path) -> None:
    answer = prompt.type(
        f"charter paper invoice nl-2023-0001 --in {mine} --today 2024-06-01 -f md -f html -f json"
    )
    assert answer.code == 0
    assert sorted(file.name for file in Path("out").iterdir()) == [
        "NL-2023-0001.html", "NL-2023-0001.json", "NL-2023-0001.md",
    ]  # fmt: skip
    assert "# Invoice NL-2023-0001" in Path("out/NL-2023-0001.md").read_text("utf-8")


def test_a_draft_is_written_by_its_day(prompt: Prompt, mine: Path) -> None:
    journal = (mine / "journal.toml").read_text("utf-8")
    (mine / "journal.toml").write_text(
        journal.partition('number = "NL-2023-0002"')[0].rpartition("[[entry]]")[0], "utf-8"
    )
    answer = prompt.type(f"charter paper invoice 2023-09-01 --in {mine} --today 2023-09-01 -f md")
    assert answer.code == 0
    assert "# Invoice NL-2023-0002" in Path("out/NL-2023-0002.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("invoice NL-2023-0099", "no invoice 'NL-2023-0099'"),
        ("invoise", "did you mean 'invoice'?"),
        ("invoice -f doc", "no format 'doc'"),
        ("invoice --today 2023-07-01", "no invoice is issued yet"),
    ],
)
def test_a_mistake_is_named(prompt: Prompt, mine: Path, asked: str, said: str) -> None:
    answer = prompt.type(f"charter paper {asked} --in {mine}")
    assert answer.code == 2
    assert said in answer.err


def test_what_is_issued_is_kept_and_refused_once_it_comes_out_otherwise(prompt: Prompt, mine: Path) -> None:
    journal = mine / "journal.toml"
    journal.write_text(
        journal.read_text("utf-8").partition('number = "NL-2023-0002"')[0].rpartition("[[entry]]")[0], "utf-8"
    )
    answer = prompt.type(f"charter invoice 2023-09-01 --issue --in {mine} --today 2023-09-01")
    assert answer.code == 0
    kept = mine / "papers" / "NL-2023-0002.json"
    assert hashlib.sha256(kept.read_bytes()).hexdigest() in journal.read_text("utf-8")
    later = f"charter paper invoice NL-2023-0002 --in {mine} --today 2024-06-01 -f json"
    assert prompt.type(later).code == 0
    assert Path("out/NL-2023-0002.json").read_bytes() == kept.read_bytes()
    kept.unlink()
    assert prompt.type(later).code == 0
    assert Path("out/NL-2023-0002.json").read_bytes()
    terms = mine / "agreement.toml"
    terms.write_text(terms.read_text("utf-8").replace("Kaistrasse 1", "Kaistrasse 2"), "utf-8")
    answer = prompt.type(later)
    assert answer.code == 2
    assert "does not come out as it was issued" in answer.err


def test_the_account_and_the_hours_are_papers_too(prompt: Prompt, mine: Path) -> None:
    where = f"--in {mine} --today 2023-11-28 -f md"
    for words in ("statement", "hours", "hours 2023-10"):
        assert prompt.type(f"charter paper {words} {where}").code == 0
    assert sorted(file.name for file in Path("out").iterdir()) == [
        "hours-2023-10.md", "hours-2023-11.md", "statement-2023-11-28.md",
    ]  # fmt: skip
    for words, said in (
        ("hours 2023-13", "no month '2023-13'"),
        ("hours 2023-01", "no hours were written down"),
    ):
        answer = prompt.type(f"charter paper {words} {where}")
        assert answer.code == 2
        assert said in answer.err


def test_a_letter_names_its_invoice_and_comes_in_its_time(prompt: Prompt, mine: Path) -> None:
    where = f"--in {mine} -f md"
    for words in ("reminder NL-2023-0003 --today 2023-10-19", "suspension NL-2023-0003 --today 2023-11-02"):
        assert prompt.type(f"charter paper {words} {where}").code == 0
    assert sorted(file.name for file in Path("out").iterdir()) == [
        "reminder-1-NL-2023-0003.md", "suspension-NL-2023-0003.md",
    ]  # fmt: skip
    for words, said in (
        ("reminder --today 2023-10-19", "which invoice?"),
        ("reminder NL-2023-0003 --today 2023-10-18", "may go out from 2023-10-19 on"),
    ):
        answer = prompt.type(f"charter paper {words} {where}")
        assert answer.code == 2
        assert said in answer.err
