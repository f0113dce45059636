"""What `charter diff` says of a changed term: where it stands, what it brings about, and from when."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.core.amending import amendment
from tests.formats.word.reader import shown
from tests.formats.word.settler import settle

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Prompt

Ask = Callable[[str], "Answer"]


def changed(mine: Path, name: str, old: str, new: str) -> Path:
    """Write a second agreement that differs from Harbourline's in one text."""
    text = (mine / "agreement.toml").read_text("utf-8")
    assert old in text
    other = mine.parent / f"{name}.toml"
    other.write_text(text.replace(old, new), "utf-8")
    return other


@pytest.mark.parametrize(
    ("term", "edit"),
    [
        ("title", ("Fractional CTO engagement", "Interim CTO")),
        ("dated", ("dated = 2023-07-17", "dated = 2023-07-18")),
    ],
)
@pytest.mark.parametrize("more", ["", "--no-words", "--html r.html --docx r.docx"])
def test_what_stands_on_the_cover_is_shown(
    mine: Path, prompt: Prompt, term: str, edit: tuple[str, str], more: str
) -> None:
    answer = prompt.type(f"charter diff agreement.toml {changed(mine, 'other', *edit)} {more}")
    assert (answer.code, answer.out.splitlines()[0]) == (0, f"Cover page  {term}")
    if more.startswith("--html"):
        shown = "18 July 2023" if term == "dated" else "Interim"
        assert f"<ins>{shown}" in Path("r.html").read_text("utf-8")


def test_an_amendment_of_the_title_is_shown(mine: Path, prompt: Prompt) -> None:
    (mine / "amendments/2.toml").write_text(
        amendment(
            "A new name", "2024-01-01", ("title", "Fractional CTO engagement", "Interim CTO"), number=2
        ),
        "utf-8",
    )
    out = prompt.type("charter diff").out
    assert out.startswith(
        "Cover page  title\n  - Fractional CTO engagement\n  + Interim CTO\n  → nothing: it is a name\n"
    )


def test_an_amended_fee_counts_from_its_day(asked: Ask) -> None:
    """EUR 3,000 more a month: 16 of October's 31 days, then nine months to the end of July."""
    told = asked("diff --no-words --json").data[0]
    assert told["path"] == "financials.retainer.amount"
    assert told["touches"] == ["+ EUR 28,548.39 in the year from 16 October 2023"]


def test_a_fee_that_is_not_amended_counts_from_the_start(mine: Path, prompt: Prompt) -> None:
    other = changed(mine, "dearer", 'amount = "EUR 12000.00"', 'amount = "EUR 12100.00"')
    told = prompt.type(f"charter diff agreement.toml {other} --json").data
    assert [one["touches"] for one in told] == [["+ EUR 1,200.00 in the first year"]]


def test_another_currency_is_no_change_of_one_term(mine: Path, prompt: Prompt) -> None:
    other = changed(mine, "francs", "EUR", "CHF")
    told = prompt.type(f"charter diff agreement.toml {other} --json").data
    assert len(told) > 1
    assert {tuple(one["touches"]) for one in told} == {("only together with the other changes",)}


def test_words_redline_leads_from_one_document_to_the_other(mine: Path, prompt: Prompt) -> None:
    other = changed(mine, "theirs", 'name = "Architecture audit"', 'name = "Audit of the systems"')
    prompt.type(f"charter diff agreement.toml {other} --docx redline.docx")
    for name, path in (("before", "agreement.toml"), ("after", other)):
        prompt.type(f"charter render {path} --format docx --out {name}")
    tracked = Path("redline.docx").read_bytes()
    sides: tuple[tuple[str, Literal["reject", "accept"]], ...] = (("before", "reject"), ("after", "accept"))
    for name, choice in sides:
        (file,) = Path(name).iterdir()
        left, right = (bare(shown(one)) for one in (settle(tracked, choice), file.read_bytes()))
        assert any("timeline" in str(block).lower() for block in left)
        assert left == right


def bare(blocks: list[Any]) -> list[Any]:
    """Leave out the bookmarks: of a clause that went they go, too."""
    return [block[:-1] if block[0] == "paragraph" else block for block in blocks]


def authors(file: str) -> set[str]:
    with zipfile.ZipFile(file) as parts:
        document = parts.read("word/document.xml").decode()
    assert "w:date=" not in document
    return set(re.findall('w:author="(.*?)"', document))


@pytest.mark.parametrize(
    ("line", "whose"),
    [
        ("agreement.toml {other}", "Version theirs.toml"),
        ('agreement.toml {other} --author "Jonas & Priya"', "Jonas &amp; Priya"),
        ("", "As amended"),
    ],
)
def test_a_change_is_nobodys_who_did_not_make_it(mine: Path, prompt: Prompt, line: str, whose: str) -> None:
    other = changed(mine, "theirs", 'amount = "EUR 12000.00"', 'amount = "EUR 12100.00"')
    prompt.type(f"charter diff {line.format(other=other)} --docx redline.docx")
    assert authors("redline.docx") == {whose}


def test_the_redline_as_a_page_says_whose_it_is_and_compared_with_what(mine: Path, prompt: Prompt) -> None:
    other = changed(mine, "theirs", 'amount = "EUR 12000.00"', 'amount = "EUR 12100.00"')
    prompt.type(f'charter diff agreement.toml {other} --no-words --html r.html --author "Jonas & Priya"')
    page = Path("r.html").read_text("utf-8")
    assert "Changes by Jonas &amp; Priya, compared with version agreement.toml." in page
