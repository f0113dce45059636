"""The reference is whole: a page for each rule and each clause, linked to one another, and no link leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import tomlkit

import charter.core
from charter.core.agreement import Agreement, clause_types
from charter.core.changes import written_at
from docs.__main__ import pages_of_the_guide
from docs.clause_pages import clause_pages, watching
from docs.pages import dead_links, page
from docs.reference import reference
from docs.rules import rules
from tests.core.checks.test_findings import WRONG
from tests.core.checks.test_firing import FIRES
from tests.core.variations import leaves

ROOT = Path(__file__).parents[2]
CORE = Path(charter.core.__file__).parent
NAME = re.compile(r"\"(CH-[A-Z]{3}-[0-9]{3})\"")


def test_each_rule_of_the_source_has_a_page_and_no_other() -> None:
    files = [path for path in CORE.rglob("*.py") if path.parent.name != "vocabulary"]
    named = {name for path in files for name in NAME.findall(path.read_text("utf-8"))}
    assert set(rules()) == named
    prefix, pages = "docs/reference/rules/", reference()
    assert {name.removeprefix(prefix)[:-3] for name in pages if name.startswith(prefix)} == named


def test_each_rule_says_how_bad_it_is_what_it_looks_for_why_and_what_to_do() -> None:
    for name, rule in rules().items():
        silent = [what for what in ("levels", "looks", "says", "hints") if not getattr(rule, what)]
        assert silent == [], f"{name} does not say: {silent}"
        assert all(text.endswith((".", "?")) for text in rule.hints), name


def test_each_rule_shows_terms_or_files_that_make_it_fire() -> None:
    """They are those by which the tests of the rules fire it; what a page shows as terms reads back as these."""
    pages = reference()
    for name in rules():
        shown = pages[f"docs/reference/rules/{name}.md"].split("## An example\n")[1].split("\n## ")[0]
        terms = FIRES.get(name) or (WRONG[name][1] if name in WRONG else None)
        assert len(shown.split()) > 8, name
        if terms is None:
            continue
        table = tomlkit.parse("\n".join(re.findall(r"```toml\n(.*?)```", shown, re.DOTALL))).unwrap()
        for path, value in terms.items():
            held = written_at(table, path)
            assert f"`{path}`" in shown if value is None else held is not None, (name, path)
            assert held == value or isinstance(value, dict) or value is None, (name, path)


def test_every_input_of_every_rule_is_a_term_that_exists() -> None:
    """A place is a term, a table of terms, or an item of a list; words of one's own, and the journal, stand beside."""
    terms = "\n".join(leaves(Agreement, ""))
    beside = {"risk.intellectual_property.wording", "entry KEY"}
    places = {place for rule in rules().values() for place in rule.places} - beside
    assert len(places) > 200
    for place in places:
        path = re.escape(re.sub(r"(\.KEY)+$", "", place)).replace("KEY", r"(\*|[a-z_]+)")
        assert re.search(rf"^{path}(\.|$)", terms, re.MULTILINE), place


def test_a_rule_of_a_clause_and_its_clause_name_each_other() -> None:
    pages = reference()
    for name, rule in rules().items():
        assert f"(rules/{name}.md)" in pages["docs/reference/findings.md"]
        if rule.clause is not None:
            assert f"(../clauses/{rule.clause}.md)" in pages[f"docs/reference/rules/{name}.md"]
            assert f"(../rules/{name}.md)" in pages[f"docs/reference/clauses/{rule.clause}.md"]


def test_each_clause_has_a_page_with_its_terms_its_words_and_its_rules() -> None:
    found = clause_pages()
    assert len(found) == len(clause_types())
    for cite, kind in clause_types().items():
        text = found[f"docs/reference/clauses/{cite}.md"]
        assert kind.__doc__ or text
        assert "> In short: " in text
        assert all(rule.name in text for rule in watching(str(cite)))
        own = set(kind.model_fields) - {"wording"}
        assert all(f"| `{name}" in text for name in own), cite


def test_no_link_of_the_guide_leads_nowhere() -> None:
    pages = pages_of_the_guide()
    assert "(../reference/findings.md)" in pages["docs/guide/checks.md"]
    dead = {name: dead_links(name, pages, lambda path: (ROOT / path).exists()) for name in pages}
    assert {name: links for name, links in dead.items() if links} == {}


def test_the_menu_lists_the_rooms_and_not_each_rule() -> None:
    pages = pages_of_the_guide()
    menu = page("README.md", pages).partition("<main")[0]
    assert "Every finding" in menu
    assert "CH-FIN-001" not in menu
