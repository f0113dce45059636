"""The whole agreement: what changes it, and which of its papers prevails."""

from collections.abc import Callable

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.vocabulary.change import Change
from tests.core.words import section

Build = Callable[..., Engagement]

WHOLE = '[general.whole_agreement]\nprepared_by = "both"\nearlier = "replaced"\nthird_parties = "none"\n'


@pytest.mark.parametrize(
    ("old", "new", "law", "finding"),
    [
        ("", "", "DE", set()),
        ('"both"', '"consultant"', "DE", {"CH-GEN-042"}),
        ('"both"', '"client"', "DE", {"CH-GEN-042"}),
        ('"both"', '"consultant"', "GB-ENG", set()),
        ('"replaced"', '"stay"', "DE", {"CH-GEN-043"}),
    ],
)
def test_findings(engaged: Build, old: str, new: str, law: str, finding: set[str]) -> None:
    agreement = apply(
        engaged(WHOLE.replace(old, new)).agreement, [Change("general.law.governing", None, law)]
    )
    found = [f for f in check(agreement) if f.place.startswith("general.whole_agreement")]
    assert {f.id for f in found} == finding


@pytest.mark.parametrize(
    ("law", "words"),
    [
        ("DE", "In place of the void part the law applies (section 306 (2) of the German Civil Code, BGB)."),
        (
            "GB-ENG",
            "The Contracts (Rights of Third Parties) Act 1999 gives nobody else a right.",
        ),
        ("US-CA", "Nobody but the two sides has rights under this Agreement."),
    ],
)
def test_each_law_has_its_words_and_none_a_clause_that_replaces_void_terms(
    engaged: Build, law: str, words: str
) -> None:
    """S12: a clause that replaces the void part by a valid one is void itself under German law."""
    agreement = apply(engaged(WHOLE).agreement, [Change("general.law.governing", None, law)])
    said = section(agreement, "general.whole_agreement")
    assert words in said
    assert "comes closest" not in said + section(agreement, "general.law")


def test_it_says_when_it_binds_and_what_prevails(engaged: Build) -> None:
    """M6, M29."""
    said = section(engaged(WHOLE).agreement, "general.whole_agreement")
    assert "binds both sides from the day on which the second side signs" in said
    assert (
        "The newest amendment prevails from its first day on, then the numbered paragraphs, then the schedules."
        in said
    )
    assert "Cover, timeline, headings and in-short lines only inform." in said


def test_without_it_nothing_says_what_changes_the_terms(engaged: Build) -> None:
    assert "general.whole_agreement" in {f.place for f in check(engaged().agreement)}
    assert "general.whole_agreement" not in {f.place for f in check(engaged(WHOLE).agreement)}
