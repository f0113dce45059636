"""Where the links of a PDF lead: each reference to its heading, each word to its definition, each bookmark."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
import pytest

from charter.core.document.tree import Article, Document, Paragraph, Reference, Section, Text, Word
from charter.formats import pdf

Runs = Callable[[bytes], list[Any]]


@dataclass(frozen=True)
class Link:
    """A link: the words that are clicked, and the page and height that it leads to."""

    words: str
    page: int
    top: float


def spot(file: pikepdf.Pdf, goal: Any) -> tuple[int, float]:  # noqa: ANN401 - pikepdf objects are dynamic
    """Page and height of a destination, which may go by a name."""
    if isinstance(goal, pikepdf.String | pikepdf.Name):
        named = pikepdf.NameTree(file.Root.Names.Dests)[str(goal)]
        goal = named.D if isinstance(named, pikepdf.Dictionary) else named
    pages = [page.objgen for page in file.pages]
    return pages.index(goal[0].objgen) + 1, float(goal[3])


def links(printed: bytes, read: list[Any]) -> Iterator[Link]:
    """Every internal link with the words that stand in its box."""
    with pikepdf.open(io.BytesIO(printed)) as file:
        for number, page in enumerate(file.pages, 1):
            for note in page.get("/Annots", ()):
                left, low, right, high = (float(edge) for edge in note.Rect)
                inside = [
                    run.text for run in read
                    if run.page == number and low - 1 < run.baseline < high and left - 1 < run.left < right
                ]  # fmt: skip
                goal = note.A.D if "/A" in note else note.Dest
                yield Link("".join(inside), *spot(file, goal))


def heading(read: list[Any], number: str, title: str) -> tuple[int, float]:
    """Page and baseline of a heading, by the number that hangs beside it."""
    (found,) = [
        (run.page, run.baseline)
        for run in read
        if run.text == title
        and any(o.text == number and o.page == run.page and abs(o.baseline - run.baseline) < 1 for o in read)
    ]
    return found


@pytest.fixture
def sprawling(agreement: Document) -> Document:
    """Twelve clauses over several pages; each refers to the first, the next and the last, and uses a word."""
    names = [f"clause_{letter}" for letter in "abcdefghijkl"]
    titles = [f"Clause {letter}" for letter in "ABCDEFGHIJKL"]

    def refer(to: int) -> Reference:
        return Reference(f"part.{names[to]}", f"1.{to + 1} ({titles[to]})")

    def section(n: int) -> Section:
        told = tuple(
            Paragraph(f"1.{n + 1}.{p}", (
                Text("As said in "), refer(0), Text(", in "), refer((n + 1) % 12), Text(" and in "), refer(11),
                Text(", the "), Word("Client", "Client"), Text(" pays what it owes and says so. " * 9),
            ))
            for p in range(1, 4)
        )  # fmt: skip
        return Section(f"part.{names[n]}", f"1.{n + 1}", titles[n], (), told)

    return replace(agreement, articles=(Article("part", "1", "Part", tuple(map(section, range(12)))),))


def test_each_reference_leads_to_its_heading(sprawling: Document, runs: Runs) -> None:
    printed = pdf.render(sprawling)
    read = runs(printed)
    references = [link for link in links(printed, read) if link.words.startswith("1.")]
    assert {link.words for link in references} >= {"1.1 (Clause A)", "1.2 (Clause B)", "1.12 (Clause L)"}
    assert len({link.page for link in references}) > 2
    for link in references:
        if not link.words.endswith(")"):
            continue  # broken between two lines, so that its number and its name are two links to one place
        number, _, name = link.words.rstrip(")").partition(" (")
        page, baseline = heading(read, number, name)
        assert link.page == page, link
        assert baseline - 2 < link.top < baseline + 40, link


def test_no_reference_is_left_without_a_link(sprawling: Document, runs: Runs) -> None:
    printed = pdf.render(sprawling)
    read = runs(printed)
    clicked = "".join(link.words for link in links(printed, read))
    assert clicked.count("(Clause") == 12 * 3 * 3
    assert clicked.count("Client") == 12 * 3


def test_each_defined_word_leads_to_its_definition(sprawling: Document, runs: Runs) -> None:
    printed = pdf.render(sprawling)
    read = runs(printed)
    (entry,) = [run for run in read if run.text == "Client" and run.face.startswith("SourceSans3-Semibold-")]
    found = {(link.page, link.top) for link in links(printed, read) if link.words == "Client"}
    assert len(found) == 1
    ((page, top),) = found
    assert page == entry.page
    assert entry.baseline - 2 < top < entry.baseline + 20


def test_each_bookmark_leads_to_its_heading(sprawling: Document, runs: Runs) -> None:
    printed = pdf.render(sprawling)
    read = runs(printed)
    with pikepdf.open(io.BytesIO(printed)) as file, file.open_outline() as outline:
        marks = {
            str(item.title): spot(file, item.destination or (item.action and item.action.D))
            for item in outline.root[0].children
        }
    assert len(marks) == 12
    for words, (page, top) in marks.items():
        number, _, title = words.partition(" ")
        at, baseline = heading(read, number, title)
        assert (page, baseline - 2 < top < baseline + 40) == (at, True), words
