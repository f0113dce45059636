"""What the shipped fonts can print."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest

from charter.core.document.tree import Document, Mark, Section, Text, Value
from charter.formats import scripts
from charter.formats.scripts import MissingScript, blame, covered, printed_texts, refuse_missing


@pytest.mark.parametrize(
    "text",
    [
        "Łódź, Škoda, Ærø, ﬁn, Ångström, İstanbul, Tiếng Việt",
        "Ωμέγα, Свет, Հայերեն, ქართული",
        "שלום, السلام عليكم, نامه‌ها",
        "東京都港区, 北京, 臺北, 서울, カタカナ, ﾊﾝｶｸ",
        "€ £ ¥ § ¶ © ® ™ → ✓ ½ № ° ± × ÷ ≤ ≥",
        "two\nlines, soft\u00adhyphen",
        "",
    ],
)
def test_what_people_write_can_be_printed(text: str) -> None:
    refuse_missing([("a.b", text)])


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("नमस्ते", "Devanagari"),
        ("สวัสดี", "Thai"),
        ("ᚠᚢᚦ", "Runic"),
        ("bell \x07", "a control"),
        ("turned \u202e around", "right-to-left override"),
        ("private \ue000", "a control"),
        ("half \ud83d", "a control"),
        ("tab\t", "a control"),
    ],
)
def test_what_cannot_is_named_with_its_place(text: str, script: str) -> None:
    with pytest.raises(MissingScript) as caught:
        refuse_missing([("a.b", "fine"), ("general.note", text)])
    assert (caught.value.place, caught.value.script) == ("general.note", script)
    assert caught.value.character in text
    assert str(caught.value).startswith("general.note: ")
    assert str(caught.value).isprintable()


def test_everyday_letters_are_in_the_fonts_although_nobody_looks() -> None:
    assert covered() >= scripts.EVERYDAY


def test_nothing_unseen_is_covered_but_what_only_steers() -> None:
    unseen = {c for c in covered() if unicodedata.category(c)[0] == "C"}
    assert unseen <= {"\n", *"\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"}


def test_every_printed_text_is_looked_at(agreement: Document) -> None:
    texts = {text for _, text in printed_texts(agreement)}
    assert {"Client", "Harbourline Logistics GmbH", "Retainer", "Jonas Reimer", "EUR 9,600.00"} <= texts
    assert not {"financials.payment", "a4", "client", "jonas@harbourline.example"} & texts


def test_a_text_is_named_by_its_term_and_else_by_its_clause() -> None:
    section = Section(
        "general.law", "1.1", "Law", (Text("short"), Value("general.law.courts", "Hamburg")), ()
    )
    assert list(printed_texts(section)) == [
        ("general.law", "1.1"),
        ("general.law", "Law"),
        ("general.law", "short"),
        ("general.law.courts", "Hamburg"),
    ]


def test_a_mark_is_named_by_its_clause() -> None:
    mark = Mark(dt.date(2026, 3, 16), "input", "Access to the code", "scope.dependencies")
    assert list(printed_texts(mark)) == [("scope.dependencies", "Access to the code")]


def test_what_is_said_nowhere_is_nobodys_fault() -> None:
    assert blame("x", [("a.b", "plain x"), ("a.c", "y")]) is None
