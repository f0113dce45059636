"""Every statement of law has the words it relies on, or says that nobody could open them; every citation has one."""

from __future__ import annotations

import re

import pytest

from charter.core.agreement import clause_types
from charter.core.document import library
from charter.core.law.statements import UNCONFIRMED, LegalStatement, backing, laws, statements

ALL = [each for law in laws() for each in statements(law).values()]
# A section as a text cites it: "section 308 no. 5", "sections 314 and 626", "section 675q (3) BGB".
CITED = re.compile(r"[Ss]ections? ((?:\d+[a-z]?(?:-\d+)?(?: \(\d+\))?(?: no\. \d+\w?)?(?:, | and )?)+)")
NUMBER = re.compile(r"\d+[a-z]?(?:-\d+)?")
# "section 4.1" and the like are the agreement's own; statutes are cited with their name behind.
STATUTE = re.compile(r"BGB|Code|UStG|VAT Act|GVG|ZPO|Act|Law")


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.cite)
def test_a_statement_has_its_words_and_address_or_is_unconfirmed(each: LegalStatement) -> None:
    assert each.says.endswith(".")
    if each.confidence == UNCONFIRMED:
        assert (each.relied, each.source, each.opened) == ("", "", None)
    else:
        assert each.confidence.startswith("seen")
        assert len(each.relied) > 20
        assert re.match(r"[\w-]+(\.[\w-]+)+/\S", each.source)
        assert each.opened is not None


def test_statements_name_clauses_that_there_are() -> None:
    known = {str(cite) for cite in clause_types()}
    assert {clause for each in ALL for clause in each.clauses} <= known


def test_every_citation_of_a_statute_in_a_text_has_a_statement() -> None:
    missing = []
    for name, text in library.texts():
        law = name.removesuffix(".md").partition("@")[2]
        clause = name.removesuffix(".md").partition("@")[0].replace("/", ".")
        known = {number for each in backing(law, clause) for number in NUMBER.findall(each.cite)}
        for found in CITED.finditer(text):
            if STATUTE.search(text[found.end() : found.end() + 60]):
                missing += [
                    f"{name}: {n}"
                    for n in NUMBER.findall(re.sub(r"\(\d+\)| no\. \w+", "", found[1]))
                    if n not in known
                ]
    assert missing == []


def test_a_state_has_the_statements_of_its_country_too() -> None:
    assert not backing("US-CA", "scope.acceptance")
    assert backing("GB-ENG", "financials.late_payment") == backing("GB", "financials.late_payment")
