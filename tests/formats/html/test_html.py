"""The page holds every word as it was written, links only within itself, and runs nothing."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parser

from charter.core.document import tree
from charter.formats import html
from charter.formats.html.blocks import blocks
from charter.formats.html.lines import HtmlPage
from charter.formats.scripts import EVERYDAY, FONTS
from tests.budget import tries
from tests.formats.html import web_fonts

HOSTILE = (
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "&amp;lt;",
    "{{ 7*7 }}{% for x in y %}", "javascript:alert(1)", "**bold** [a](javascript:b)", "#set text(red) $x$ @cite \\",
    "שלום עולם (1)", "مرحبا 42", "契約書 第一条", "<!--", "]]>", "a" * 200, "'", "&#x27;", "<b", "\u00a0",
)  # fmt: skip
LETTERS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30)
TEXTS = st.sampled_from(HOSTILE) | LETTERS


def parsed(page: str) -> parser.HtmlElement:
    return parser.document_fromstring(page)


def spoken(page: str) -> str:
    """All the text of the page's body, white space as a browser runs it together."""
    return " ".join("".join(parsed(page).find("body").itertext()).split())


def addresses(page: str) -> list[str]:
    return [
        str(link)
        for link in parsed(page).xpath("//@href | //@src | //@action | //@data | //@*[name()='xlink:href']")
    ]


def one_clause(*inlines: tree.Inline) -> tree.Document:
    section = tree.Section("scope.services", "1.1", "Services", (), (tree.Paragraph("1.1.1", inlines),))
    article = tree.Article("scope", "1", "Scope", (section,))
    return tree.Document(
        "Agreement", "", "Draft", dt.date(2026, 3, 1), "en", "us-letter", (), None, (article,), (), (), (), ()
    )  # fmt: skip


def everything_written(text: str, agreement: tree.Document) -> tree.Document:
    """An agreement in which every free text is this one."""
    words: tuple[tree.Inline, ...] = (
        tree.Text(text),
        tree.Value("scope.x.y", text),
        tree.Strong((tree.Word(text, text),)),
    )
    table = tree.Table((text,), ((words,),))
    blocks = (tree.Paragraph("1.1.1", words), tree.Items(ordered=True, items=(words,)), table)
    section = tree.Section("scope.x", "1.1", text, words, (*blocks, tree.Paragraph("", words)))
    signed = tree.Signed("typed", text, text, text, text, text)
    return replace(
        agreement,
        title=text,
        subtitle=text,
        version=text,
        cover=(tree.Fact(text, words),),
        timeline=tree.Timeline(
            dt.date(2026, 3, 1), None, (tree.Mark(dt.date(2026, 4, 1), "talk", text, "scope.x"),), text
        ),
        articles=(tree.Article("scope", "1", text, (section,)),),
        glossary=(tree.Definition(text, words),),
        schedules=(tree.Schedule("A", text, "scope.x", words, table),),
        closing=words,
        signatures=(tree.SignatureBlock("client", text, (tree.Signatory(text, text, text, signed),)),),
    )


@settings(max_examples=tries(10, 200))
@given(text=TEXTS)
def test_whatever_was_written_is_read_as_written(text: str) -> None:
    page = html.render(one_clause(tree.Text("["), tree.Value("scope.services.why", text), tree.Text("]")))
    paragraph = parsed(page).xpath("//p[@id='1.1.1']")[0]
    assert paragraph.text_content() == f"1.1.1 [{text}]"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words_everywhere(text: str, agreement: tree.Document) -> None:
    page = html.render(everything_written(text, agreement))
    quiet = html.render(everything_written("plain", agreement))
    assert tags(page) == tags(quiet), "what people write adds no element and no attribute"
    assert spoken(page).count(" ".join(text.split())) >= 20
    assert all(address.startswith("#") for address in addresses(page))


def tags(page: str) -> list[tuple[str, list[str]]]:
    """Every element with the names of its attributes, as tolerant rules find them."""
    found: list[tuple[str, list[str]]] = []

    class Collector(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, [name for name, _ in attrs]))

    Collector().feed(page)
    return found


def test_every_id_is_there_once(signed: tree.Document) -> None:
    ids = parsed(html.render(signed)).xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not [name for name in ids if re.search(r"\s", name)]


def test_every_link_leads_somewhere(signed: tree.Document) -> None:
    page = html.render(signed)
    ids = set(parsed(page).xpath("//@id"))
    links = addresses(page)
    assert len(links) > 60
    assert [link for link in links if link[:1] != "#" or link[1:] not in ids] == []


def test_nothing_is_fetched_and_nothing_runs(signed: tree.Document) -> None:
    page, faces = re.subn(r"url\(data:font/woff;base64,[\w+/=]+\)", "", html.render(signed))
    assert faces == 4
    assert parsed(page).xpath("//script | //link | //img | //iframe | //object | //@style") == []
    assert parsed(page).xpath("//@*[starts-with(name(), 'on')]") == []
    assert re.findall(r"(?:https?:)?//[\w.]+", page.replace("http://www.w3.org/2000/svg", "")) == []
    assert "@import" not in page
    assert "url(" not in page


def test_the_policy_allows_this_style_and_no_other(agreement: tree.Document) -> None:
    page = parsed(html.render(agreement))
    style = page.xpath("//style")[0].text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    own = f"style-src 'sha256-{digest}'; font-src data:"
    assert policy == f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"
    assert "\r" not in style
    assert "</" not in style


def test_every_value_names_its_term(agreement: tree.Document) -> None:
    found = parsed(html.render(agreement)).xpath("//section[@id='financials.retainer']//data")
    amount = found[0]
    assert amount.text == "EUR 12,000.00"
    assert (
        amount.get("data-term") == amount.get("title") == amount.get("value") == "financials.retainer.amount"
    )
    assert [value.get("data-term") for value in found] == [
        "financials.retainer.amount",
        "financials.retainer.hours",
        "financials.retainer.rollover.share",
        "financials.retainer.overage",
    ]


def test_a_terms_path_leads_to_its_first_value_in_the_clauses() -> None:
    value = tree.Value("scope.services.why", "growth")
    page = parsed(html.render(one_clause(value, tree.Text(" and "), value)))
    assert [found.get("id") for found in page.xpath("//data")] == ["scope.services.why", None]


def test_a_value_on_the_cover_leads_to_its_clause(agreement: tree.Document) -> None:
    page = parsed(html.render(agreement))
    assert set(page.xpath("//dl[@class='deal']//data[@data-term='exit.termination.notice']/../@href")) == {
        "#exit.termination"
    }
    assert page.xpath("//article//data/parent::a") == []


def test_values_lead_to_the_page_of_terms_where_there_is_one(agreement: tree.Document) -> None:
    page = parsed(html.render(agreement, terms_href="/terms?of=1&as=2"))
    assert page.xpath("//data[@id='exit.termination.notice']/../@href") == [
        "/terms?of=1&as=2#exit.termination.notice"
    ]
    assert page.xpath("//data[not(parent::a)]") == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "/terms#top"])
def test_what_is_no_page_of_terms_is_refused(address: str, agreement: tree.Document) -> None:
    with pytest.raises(
        ValueError, match="is no address of a page: give a path or an https address without #"
    ):
        html.render(agreement, terms_href=address)


def test_a_reference_to_what_is_not_there_is_text() -> None:
    page = parsed(
        html.render(one_clause(tree.Reference("exit.disputes", "6.2 (Disputes)"), tree.Word("Fee", "fees")))
    )
    assert page.xpath("//p[@id='1.1.1']")[0].text_content() == "1.1.1 6.2 (Disputes)fees"
    assert page.xpath("//p//a") == []


def test_a_mark_of_a_clause_that_is_not_there_is_text(agreement: tree.Document) -> None:
    mark = tree.Mark(dt.date(2026, 3, 1), "talk", "A talk", "trust.reviews")
    page = parsed(
        html.render(replace(agreement, timeline=tree.Timeline(mark.day, None, (mark,), "It runs on.")))
    )
    assert page.xpath("//tr[@class='talk']/th/text()") == ["A talk"]


def test_defined_words_lead_to_the_glossary_even_when_they_look_alike(agreement: tree.Document) -> None:
    entries = tuple(tree.Definition(word, (tree.Text("x"),)) for word in ("End date", "End-date", "END DATE"))
    page = parsed(html.render(replace(agreement, glossary=entries)))
    ids = page.xpath("//dl[@class='glossary']/dt/@id")
    assert ids == ["word-end-date", "word-end-date--2", "word-end-date--3"]


def test_headings_follow_each_other_without_a_gap(signed: tree.Document) -> None:
    levels = [int(h.tag[1]) for h in parsed(html.render(signed)).xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_heads(agreement: tree.Document) -> None:
    tables = parsed(html.render(agreement)).xpath("//table")
    assert len(tables) == 3
    for found in tables:
        assert found.xpath("string(caption)")
        assert found.xpath("thead//th[@scope='col']")
        assert len(found.xpath("tbody//th[@scope='row']")) == len(found.xpath("tbody/tr"))


def test_on_a_phone_each_cell_of_many_columns_stands_under_its_head() -> None:
    cell = (tree.Text("jonas@harbourline.example"),)
    table = tree.Table(("Person", "Writes from", "May & must"), ((cell, cell, cell),))
    page = HtmlPage(frozenset(), {}, None, set())
    said = blocks((table,), "People", page)
    assert '<table class="cards">' in said
    assert '<td data-head="Writes from">jonas@' in said
    assert '<td data-head="May &amp; must">' in said
    assert "cards" not in blocks((replace(table, columns=("A", "B"), rows=((cell, cell),)),), "People", page)


def test_schedules_are_linked_both_ways() -> None:
    paragraph = tree.Paragraph(
        "1.1.1", (tree.Text("It lists Schedule A, and Schedule C."), tree.Value("x", "Schedule A"))
    )
    section = tree.Section("scope.results", "1.1", "Results", (), (paragraph,))
    table = tree.Table(("A",), (((tree.Text("x"),),),))
    part = tree.CountingPart("scope.results", "B1.1", "Results", (paragraph,))
    document = replace(
        one_clause(), articles=(tree.Article("scope", "1", "Scope", (section,)),),
        schedules=(tree.Schedule("A", "Results", "scope.results", (), table),
                   tree.Counting("B", "How we count", "counting", (), (part,))),
    )  # fmt: skip
    page = html.render(document)
    assert 'lists <a class="reference" href="#schedule-a">Schedule A</a>, and Schedule C.' in page
    assert page.count('href="#schedule-a">Schedule A') == 2
    assert '<a href="#B1.1">How we count: B1.1</a>' in page
    assert '<section id="B1.1"' in page
    assert '<h3 id="B1.1--heading"><a href="#scope.results">' in page


def test_the_faces_are_those_of_the_pdf_cut_to_what_most_agreements_need(tmp_path: Path) -> None:
    for file, (family, name) in web_fonts.FACES.items():
        with (
            TTFont(web_fonts.WEB / f"{name}.woff") as shipped,
            TTFont(web_fonts.build(tmp_path, file, family, name)) as built,
        ):
            assert shipped.getGlyphOrder() == built.getGlyphOrder()
            with TTFont(FONTS / file) as whole:
                assert set(shipped.getBestCmap()) == set(map(ord, EVERYDAY)) & set(whole.getBestCmap())
            assert {str(record) for record in shipped["name"].names if record.nameID == 1} == {family}


def test_a_figure_names_no_row() -> None:
    figures = tree.Table(("Amount",), (((tree.Text("5.00"),),),), (0,))
    document = one_clause()
    section = replace(document.articles[0].sections[0], blocks=(figures,))
    page = html.render(replace(document, articles=(replace(document.articles[0], sections=(section,)),)))
    assert '<tr><td class="numeric">5.00</td></tr>' in page


def test_the_page_has_its_landmarks_and_its_language(agreement: tree.Document) -> None:
    page = parsed(html.render(replace(agreement, language="de")))
    assert page.get("lang") == "de"
    assert page.xpath("//a[@class='skip']/@href") == ["#agreement"]
    assert len(page.xpath("//main[@id='agreement']")) == len(page.xpath("//nav[@aria-label]")) == 1
    assert page.xpath("//body/*")[0].get("class") == "skip"


def test_dates_can_be_read_by_programs(signed: tree.Document) -> None:
    times = parsed(html.render(signed)).xpath("//time/@datetime")
    assert times[0] == "2026-02-20"
    assert "2026-02-24T09:12:44+01:00" in times
    assert all(dt.datetime.fromisoformat(time) for time in times)


def test_a_version_that_says_its_date_says_it_once(agreement: tree.Document) -> None:
    page = parsed(html.render(agreement))
    assert page.xpath("string(//p[@class='version'])") == "Draft of 20 February 2026"
    page = parsed(html.render(replace(agreement, version="Round 3")))
    assert page.xpath("string(//p[@class='version'])") == "Round 3, 20 February 2026"


def test_signatures_say_how_they_were_given(signed: tree.Document) -> None:
    page = parsed(html.render(signed))
    assert page.xpath("//p[@class='mark']/text()") == ["Jonas Brandt"]
    assert page.xpath("//*[@points]/@points")[0] == "40,240 90,60 150,200 210,70 260,240"
    assert page.xpath("//code/text()") == ["3f" * 32] * 2
    assert len(page.xpath("//div[@class='line']")) == 1, "Priya's line is still blank"
    assert "24 February 2026, 09:12 (UTC+1)" in spoken(html.render(signed))


def test_the_smallest_agreement_is_a_page_without_empty_rooms() -> None:
    page = parsed(html.render(one_clause(tree.Text("Only this."))))
    assert page.xpath("//dl | //figure | //table | //section[@class] | //aside") == []
    assert page.xpath("string(//h3)") == "1.1 Services"


@settings(max_examples=tries(8, 200))
@given(page_of=st.sampled_from(["agreement", "signed"]), data=st.data())
def test_the_same_tree_is_the_same_page(
    page_of: str, data: st.DataObject, request: pytest.FixtureRequest
) -> None:
    document = request.getfixturevalue(page_of)
    document = replace(document, title=data.draw(TEXTS))
    assert html.render(document) == html.render(document)
