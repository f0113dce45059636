"""Redlines as people read them: in the terminal and as a page."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest
from lxml import etree
from lxml import html as parser

from charter.core.document.tree import Article, Document, Items, Paragraph, Section, Table, Text, Value
from charter.formats.redline import compare, html, terminal
from charter.formats.rows import FlatLine, text_of_side
from tests.budget import tries

from .mutations import CHANGES, changed
from .trees import agreement, numbered


def _notice(days: int) -> Document:
    value = Value("exit.termination.notice", f"{days} days")
    blocks = (
        Paragraph("?", (Text("Either side may end this with "), value, Text(" of notice."))),
        Items(ordered=True, items=tuple((Text(f"item {n} of many"),) for n in range(5))),
        Table(("Step", "Day"), tuple(((Text(f"step {n}"),), (Text(str(n)),)) for n in range(9))),
    )
    section = Section("exit.termination", "", "Termination", (Text("How to stop."),), blocks)
    return numbered(
        replace(agreement(), articles=(Article("exit", "", "Exit", (section,)),), version=f"Draft {days}")
    )


def _words(node: etree._Element) -> str:
    return "".join(str(part) for part in node.itertext())


def test_the_terminal_shows_the_edited_clause_and_leaves_the_rest_out() -> None:
    assert terminal(compare(_notice(30), _notice(45))) == (
        "1.1 Termination\n"
        "  How to stop.\n"
        "  1.1.1 Either side may end this with [-30 days-]{+45 days+} of notice.\n"
        "  … 14 unchanged"
    )


def test_the_terminal_in_colour() -> None:
    shown = terminal(compare(_notice(30), _notice(45)), colour=True)
    assert "\x1b[9;31m30 days\x1b[0m\x1b[4;32m45 days\x1b[0m" in shown


def test_the_terminal_shows_all_if_asked() -> None:
    shown = terminal(compare(_notice(30), _notice(30)), whole=True)
    assert "(e) item 4 of many" in shown
    assert "step 8 | 8" in shown
    assert "…" not in shown


def test_the_terminal_marks_whole_rows_with_signs_only() -> None:
    before = _notice(30)
    longer = _notice(30).articles[0].sections[0]
    added = replace(longer, blocks=(*longer.blocks, Paragraph("?", (Text("A new paragraph."),))))
    after = numbered(replace(before, articles=(replace(before.articles[0], sections=(added,)),)))
    assert "\n+ 1.1.2 A new paragraph." in terminal(compare(before, after))
    assert "\n- 1.1.2 A new paragraph." in terminal(compare(after, before))


def test_nothing_changed_is_said_in_words() -> None:
    same = compare(agreement(), agreement())
    assert terminal(same) == "No differences in the words."
    assert "No differences in the words." in html(same)


def test_the_terminal_never_obeys_the_text() -> None:
    before = _notice(30)
    after = replace(before, title="\x1b[2J\x07gone\nnext line")
    assert "\ufffd[2J\ufffdgone\n    next line" in terminal(compare(before, after))


def test_the_page_marks_edits_as_ins_and_del() -> None:
    page = parser.fromstring(html(compare(_notice(30), _notice(45))))
    assert [_words(node) for node in page.iter("del")] == ["30", "30 days"]
    assert [_words(node) for node in page.iter("ins")] == ["45", "45 days"]
    assert [node.get("value") for node in page.iter("data")] == ["exit.termination.notice"] * 2
    assert "⋯ 14 unchanged" in _words(page)


def test_the_page_shows_all_if_asked() -> None:
    page = parser.fromstring(html(compare(_notice(30), _notice(45)), whole=True))
    assert "step 8" in _words(page)
    assert "unchanged" not in _words(page)


@pytest.mark.random
@pytest.mark.parametrize("seed", range(tries(4, 60)))
def test_every_link_of_the_page_leads_somewhere_and_nothing_leads_out(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - a seed makes the negotiation repeatable
    before = changed(agreement(), dice)
    written = html(compare(before, changed(before, dice)), whole=seed % 2 == 0)
    page = parser.fromstring(written)
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert {str(a.get("href")).removeprefix("#") for a in page.iter("a")} <= set(ids)
    assert not re.search(r"https?:|javascript:|<script| on\w+=", written)


FRONT = ("_timeline", "_cover", "_glossary", "_schedules", "_signatures", "_front")
IN_PLACE = (*CHANGES[:5], *(change for change in CHANGES if change.__name__ in FRONT))
"""The ways of changing a document that leave the number of every clause, which is computed and so never marked."""


def seen(page: str, side: str) -> list[str]:
    """Read the rows of a redline's page as somebody who takes all its changes ("after"), or none ("before").

    Headings that only name a passage, and numbers, are computed, and so no part of it.
    """
    tag, mark = {"after": ("del", "deleted"), "before": ("ins", "inserted")}[side]
    main = parser.fromstring(page).find(".//main")
    assert main is not None
    for node in list(main.iter()):
        assert isinstance(node, parser.HtmlElement)
        if node.tag in {tag, "h2"} or {mark, "number"} & set(str(node.get("class")).split()):
            node.drop_tree()
    rows = (_words(row).strip() for row in main.iter("p", "li", "th", "td", "caption"))
    return [text for text in rows if text]


def told(shown: str, side: str) -> list[str]:
    """Read a redline of the terminal, in colour, in the same way."""
    gone, sign = {"after": ("9;31", "-"), "before": ("4;32", "+")}[side]
    rows = [row for row in re.split(r"\n(?=[-+ ] (?!  ))", shown) if not row.startswith(f"{sign} ")]
    left = (
        re.sub("\x1b\\[[0-9;]*m", "", re.sub(f"\x1b\\[{gone}m.*?\x1b\\[0m", "", row, flags=re.DOTALL))
        for row in rows
    )
    said = (re.sub(r"\n\n.*", "", row[2:], flags=re.DOTALL) for row in left)
    return [
        re.sub(r"^(\([a-z]+\)|•|[A-Z]?[0-9]+(\.[0-9]+)*|Schedule [A-Z]) ", "", row).strip() for row in said
    ]


@pytest.mark.random
@pytest.mark.parametrize("seed", range(tries(12, 400)))
def test_what_a_redline_does_not_mark_is_the_same_in_both_documents(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - a seed makes the negotiation repeatable
    before = numbered(dice.choice(IN_PLACE)(agreement(), dice))
    after = before
    for _ in range(dice.randint(1, 5)):
        after = dice.choice(IN_PLACE)(after, dice)
    after = numbered(after)
    redline = compare(before, after)
    for side, document in (("before", before), ("after", after)):
        plain = compare(document, document)
        heads = {
            text_of_side(block.runs)
            for one in plain.passages
            for block in one.blocks[:1]
            if isinstance(block, FlatLine)
        }
        seen_, clean_ = (seen(html(one, whole=True), side) for one in (redline, plain))
        assert [row for row in seen_ if row not in heads] == [row for row in clean_ if row not in heads]
        shown, clean = (terminal(one, colour=True, whole=True) for one in (redline, plain))
        told_, clean_ = told(shown, side), told(clean, side)
        assert [row for row in told_ if row not in heads] == [row for row in clean_ if row not in heads]


def test_the_caption_of_a_table_is_marked_where_its_clause_is_renamed() -> None:
    before = _notice(30)
    (part,) = before.articles
    renamed = replace(part, sections=(replace(part.sections[0], heading="How to stop"),))
    page = html(compare(before, replace(before, articles=(renamed,))), whole=True)
    assert "<caption><del>Termination</del><ins>How to stop</ins></caption>" in page


def test_the_page_leaves_items_and_rows_out_that_are_far_from_an_edit() -> None:
    before = _notice(30)
    section = before.articles[0].sections[0]
    first, items, table = section.blocks
    assert isinstance(items, Items)
    longer = replace(items, items=(*items.items, (Text("a new item"),)))
    edited = replace(section, blocks=(first, longer, table))
    after = replace(before, articles=(replace(before.articles[0], sections=(edited,)),))
    page = parser.fromstring(html(compare(before, after)))
    assert [_words(item) for item in page.iter("li") if item.get("class")] == [
        "⋯ 3 unchanged", "(d) item 3 of many", "(e) item 4 of many", "(f) a new item",
    ]  # fmt: skip


def test_text_is_always_data() -> None:
    before = _notice(30)
    words = '<script>alert(1)</script> & "quotes"'
    after = replace(before, closing=(Text(words), Value('a."><b>', "<i>x</i>")), title="<b>")
    page = parser.fromstring(html(compare(before, after)))
    assert words in _words(page)
    assert not list(page.iter("script", "i", "b"))
