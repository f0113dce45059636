"""The texts of the library: found by law and language, digested, cited, and free of their authors' mistakes."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pytest

from charter.core.agreement import Agreement, clause_types
from charter.core.document import library
from charter.core.document.assembly import citation, digest, edition, words
from charter.core.document.lint import lint, lint_sheet

TEXTS = dict(library.texts())
CLAUSES = sorted(name for name in TEXTS if not name.startswith("document/"))
SHEETS = sorted(set(TEXTS) - set(CLAUSES))
NAMES: dict[str, dict[str, Any]] = {
    "wording": {"effect": str, "replaces": str},
    "papers": {"master": str},
    "amendment": dict.fromkeys(("kind", "title", "agreement", "client", "consultant"), str)
    | dict.fromkeys(("signed", "late", "more", "less", "many"), str | None)
    | {"priced": bool}
    | dict.fromkeys(("dated", "effective", "eve", "until"), dt.date)
    | {"number": int, "priced": bool, "earlier": tuple[str, ...]},
}


@pytest.mark.parametrize("name", CLAUSES)
def test_no_clause_text_has_a_mistake(name: str) -> None:
    cite = name.removesuffix(".md").split("@")[0].replace("/", ".")
    assert lint(cite, TEXTS[name]) == []


@pytest.mark.parametrize("name", SHEETS)
def test_no_sheet_has_a_mistake(name: str) -> None:
    stem = name.removeprefix("document/").removesuffix(".md")
    for head, source in library.working().entries(stem).items():
        assert lint_sheet(source, NAMES.get(stem)) == [], head


def test_every_clause_has_a_text_and_every_text_a_clause() -> None:
    clauses = {name.removesuffix(".md").split("@")[0].replace("/", ".") for name in CLAUSES}
    assert clauses == {str(cite) for cite in clause_types()}


def test_a_law_may_have_words_of_its_own() -> None:
    german = words("exit.termination", "DE", "en")
    assert "626, 648a" in german
    assert words("exit.termination", "DE-HH", "en") == german
    assert "BGB" not in words("exit.termination", "US-CA", "en")
    assert words("exit.termination", "US-CA", "en") == words("exit.termination", "", "en")


def test_a_term_is_cited_by_its_clause(harbourline: Agreement) -> None:
    assert citation(harbourline, "scope.deliverables.audit.due").endswith(" Deliverables")
    assert citation(harbourline, "scope.acceptance").endswith(" Acceptance")


def test_an_absent_clause_is_cited_by_its_heading(harbourline: Agreement) -> None:
    financials = harbourline.financials.model_copy(update={"late_payment": None})
    rest = harbourline.model_copy(update={"financials": financials})
    assert citation(rest, "financials.late_payment.grace") == "Late payment"


def test_the_digest_is_that_of_the_words() -> None:
    text = words("financials.payment", "GB", "en")
    assert digest("financials.payment", "GB", "en") == hashlib.sha256(text.encode()).hexdigest()
    assert digest("exit.termination", "DE", "en") != digest("exit.termination", "GB", "en")


def test_the_edition_covers_every_text_and_list() -> None:
    texts = library.working().texts
    assert edition().startswith("2026.1+")
    assert library.Library("2026.1", dict(texts)).edition == edition()
    assert set(TEXTS) < set(texts)
    assert len(texts) == len(list(texts))
    for name in texts:
        changed = dict(texts) | {name: texts[name] + "One word more.\n"}
        assert library.Library("2026.1", changed).edition != edition(), name


def test_an_unknown_clause_or_language_is_refused() -> None:
    with pytest.raises(LookupError, match=r"no clause is called financials\.lottery"):
        words("financials.lottery", "DE", "en")
    with pytest.raises(LookupError, match=r"no text of financials\.payment in the language xx"):
        words("financials.payment", "DE", "xx")


def test_a_text_without_a_heading_is_refused() -> None:
    with pytest.raises(LookupError, match="no heading"):
        library.Library("", {"financials/payment.md": "no heading\n"}).heading("financials.payment")
