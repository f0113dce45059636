"""Markdown prints what was written: rendered by a reader of Markdown, the words are the tree's."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parser
from markdown_it import MarkdownIt

from charter.core.document import tree
from charter.formats import markdown
from tests.budget import tries

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ALLOWED = {
    "main", "h1", "h2", "h3", "p", "ul", "li", "strong", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
HOSTILE = (
    "# no heading", "1. no list", "12) no list", "- no list", "+ no list", "* * *", "---", "===", "> no quotation",
    "```no code", "~~~", "    no code", "<b>no tag</b>", "<!-- no comment -->", "&amp; &#65; &copy;", "a | b",
    "\\|",
    "|---|", "*no* **stress** _none_ __none__", "_", "x_y_z", "`none`", "[no](javascript:link)",
    "![no](picture)",
    "[no]: /link", "<https://none.example>", "two\n\nparagraphs", "end \\", "\\", "a\\\nb", "~~no~~", "# #",
    "{{ 7*7 }}", "שלום", "契約", "a  \nb", ":-- | --:", "\t tab", "&", "!", "_a_b", "a_", "*", "**", "[", "]",
)  # fmt: skip
WORDS = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12) | st.text(
    "#-+>*_`~|[]()<>&\\!=: \n19.)ab", max_size=12
)  # fmt: skip
INLINES: st.SearchStrategy[tree.Inline] = st.one_of(
    st.builds(tree.Text, WORDS),
    st.builds(tree.Value, st.just("scope.services.why"), WORDS),
    st.builds(tree.Word, st.just("Client"), WORDS),
    st.builds(tree.Reference, st.sampled_from(["scope.services", "exit.disputes"]), WORDS),
    st.builds(tree.Strong, st.tuples(st.builds(tree.Text, WORDS), st.builds(tree.Word, WORDS, WORDS))),
)
LINES = st.lists(INLINES, min_size=1, max_size=4).map(tuple)


def agreement(*blocks: tree.Block) -> tree.Document:
    section = tree.Section("scope.services", "1.1", "Services", (), blocks)
    article = tree.Article("scope", "1", "Scope", (section,))
    return tree.Document(
        "Agreement", "", "Draft", dt.date(2026, 3, 1), "en", "a4", (), None, (article,), (), (), (), ()
    )  # fmt: skip


def rendered(text: str) -> parser.HtmlElement:
    return parser.fromstring(f"<main>{READER.render(text)}</main>")


def spoken(node: parser.HtmlElement) -> str:
    return " ".join(str(node.text_content()).split())


def expected(inlines: tuple[tree.Inline, ...]) -> str:
    return " ".join(tree.plain(inlines).split())


@settings(max_examples=tries(40, 2000))
@given(number=st.sampled_from(["", "1.1.1"]), words=LINES)
def test_a_paragraph_reads_as_written(number: str, words: tuple[tree.Inline, ...]) -> None:
    main = rendered(markdown.render(agreement(tree.Paragraph(number, words))))
    after = [node for node in main if node.getprevious() is not None and node.tag != "h3"][2:]
    assert " ".join(spoken(node) for node in after) == " ".join(f"{number} {expected(words)}".split())
    assert [node.tag for node in after] in ([], ["p"])


@settings(max_examples=tries(20, 1000))
@given(ordered=st.booleans(), words=LINES)
def test_an_item_reads_as_written(ordered: bool, words: tuple[tree.Inline, ...]) -> None:  # noqa: FBT001 - drawn
    items = tree.Items(ordered=ordered, items=(words, (tree.Text("last"),)))
    first, last = rendered(markdown.render(agreement(items))).findall("ul/li")
    assert spoken(first) == " ".join(f"{'(a) ' if ordered else ''}{expected(words)}".split())
    assert spoken(last) == ("(b) last" if ordered else "last")


@settings(max_examples=tries(20, 1000))
@given(head=WORDS, words=LINES)
def test_a_cell_reads_as_written(head: str, words: tuple[tree.Inline, ...]) -> None:
    table = tree.Table((head, "Amount"), ((words, (tree.Text("5.00"),)),), (1,))
    main = rendered(markdown.render(agreement(table)))
    assert [spoken(cell) for cell in main.iter("th", "td")] == [
        " ".join(head.split()),
        "Amount",
        expected(words),
        "5.00",
    ]
    assert main.xpath("//td[2]/@style") == ["text-align:right"]


@settings(max_examples=tries(20, 1000))
@given(heading=WORDS)
def test_a_heading_reads_as_written(heading: str) -> None:
    document = replace(agreement(), title=heading, subtitle=heading, version=heading)
    title, *lines = rendered(markdown.render(document))
    assert title.tag == "h1"
    assert spoken(title) == " ".join(heading.split())
    assert [spoken(line) for line in lines if line.tag == "p"] == [
        text for text in (" ".join(heading.split()), " ".join(f"{heading}, 1 March 2026".split())) if text
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_makes_a_mark_anywhere(text: str) -> None:
    words = (tree.Value("scope.services.why", text),)
    table = tree.Table(("x",), ((words,),))
    signed = tree.Signed("typed", text, text, text, text, text)
    drawn = tree.Signed("drawn", (((1, 2),),), "2026-03-01T10:00:00Z", text, text, text)
    people = tuple(tree.Signatory(text, text, text, given) for given in (signed, drawn, None))
    document = replace(
        agreement(tree.Paragraph("1.1.1", words)),
        cover=(tree.Fact("How to stop", words),),
        timeline=tree.Timeline(
            dt.date(2026, 3, 1), None, (tree.Mark(dt.date(2026, 3, 1), "talk", text, "x"),), text
        ),
        glossary=(tree.Definition("Client", words),),
        schedules=(tree.Schedule("A", text, "scope.services", words, table),),
        closing=words,
        signatures=(tree.SignatureBlock("client", text, people),),
    )
    main = rendered(markdown.render(document))
    assert {node.tag for node in main.iter()} <= ALLOWED
    assert main.xpath("//@href | //@src") == []
    assert spoken(main).count(" ".join(text.split())) >= 18


@settings(max_examples=tries(20, 1000))
@given(number=st.sampled_from(["", "1.1.1", "E1.1.1"]), words=LINES)
def test_a_caption_is_bold_before_whatever_follows(number: str, words: tuple[tree.Inline, ...]) -> None:
    document = replace(
        agreement(), articles=(),
        schedules=(tree.Counting("E", "How we count", "counting", (), (
            tree.CountingPart("scope.services", "E1.1", "Services", (tree.Paragraph(number, words, "Who pays."),)),
        )),),
    )  # fmt: skip
    main = rendered(markdown.render(document))
    assert [spoken(node) for node in main.iter("h2", "h3")] == ["Schedule E How we count", "E1.1 Services"]
    paragraph = main.findall("p")[1]
    assert spoken(paragraph) == " ".join(f"{number} Who pays. {expected(words)}".split())
    assert spoken(paragraph.find("strong")) == "Who pays."


def test_references_lead_to_headings() -> None:
    words = (
        tree.Reference("scope.services", "1.1 (Services)"),
        tree.Text(" or "),
        tree.Reference("exit.x", "9 (X)"),
    )
    text = markdown.render(agreement(tree.Paragraph("1.1.1", words)))
    assert "1.1.1 [1.1 (Services)](#11-services) or 9 (X)\n" in text


def test_a_reference_after_an_exclamation_is_no_picture() -> None:
    words = (tree.Text("Read!"), tree.Reference("scope.services", "1.1 (Services)"))
    assert r"Read\![1.1 (Services)](#11-services)" in markdown.render(agreement(tree.Paragraph("", words)))


def test_two_clauses_of_one_name_have_two_anchors() -> None:
    one = tree.Section(
        "scope.a", "", "Dates", (), (tree.Paragraph("", (tree.Reference("scope.b", "there"),)),)
    )
    two = tree.Section("scope.b", "", "Dates", (tree.Text("In short."),), ())
    document = replace(agreement(), articles=(tree.Article("scope", "1", "Scope", (one, two)),))
    text = markdown.render(document)
    assert "[there](#dates-1)" in text
    assert "### Dates\n\n> In short.\n" in text


def test_the_cover_and_the_lines_to_sign_on_may_stand_alone() -> None:
    timeline = tree.Timeline(dt.date(2026, 3, 1), None, (), "It runs on.")
    table = tree.Table(("Result",), (((tree.Text("Audit"),),),))
    closing = (tree.Text("Read and meant."),)
    document = replace(agreement(), articles=(), timeline=timeline, closing=closing)
    assert markdown.render(document) == (
        "# Agreement\n\nDraft, 1 March 2026\n\nIt runs on.\n\n## Signatures\n\nRead and meant.\n"
    )
    schedule = tree.Schedule("A", "Results", "scope.deliverables", (), table)
    block = tree.SignatureBlock("client", "Fennel & Co", (tree.Signatory("Jonas Brandt", "", ""),))
    document = replace(agreement(), articles=(), schedules=(schedule,), signatures=(block,))
    assert markdown.render(document).endswith(
        "## Schedule A Results\n\n| Result |\n| --- |\n| Audit |\n\n## Signatures\n\nFor the client: Fennel & Co\n\n"
        "| Name | Title | Email | Signature | Date |\n| --- | --- | --- | --- | --- |\n| Jonas Brandt |  |  |  |  |\n"
    )


def test_bold_is_kept_where_markdown_sees_it() -> None:
    bold = tree.Strong((tree.Text("Silence is a yes"),))
    odd = tree.Strong((tree.Text("“Yes.”"),))
    text = markdown.render(agreement(tree.Paragraph("1.1.1", (bold, tree.Text(". "), odd))))
    assert "1.1.1 **Silence is a yes**. “Yes.”\n" in text


def test_everyday_words_stay_clean() -> None:
    plain = "Fennel & Co pays EUR 12,000.00 (due_after 30 days); see 4.9 — 50% - “yes”!"
    text = markdown.render(agreement(tree.Paragraph("", (tree.Text(plain),))))
    assert plain in text
    assert not re.search(r"\n{3,}| \n", text)
    assert text.endswith("”!\n")
