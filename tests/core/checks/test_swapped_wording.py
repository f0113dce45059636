"""CH-GEN-020: negotiated words that replace another text than the one they stand in for."""

from collections.abc import Callable

from charter.core.agreement import Agreement
from charter.core.check import check
from charter.core.document.library import digest

With = Callable[[dict[str, object]], Agreement]
CLAUSE = "exit.settlement"


def worded(replaces: str) -> dict[str, object]:
    return {
        f"{CLAUSE}.wording": {
            "text": "The accounts are closed in a week.",
            "replaces": replaces,
            "effect": "same",
        }
    }


def places(agreement: Agreement) -> list[str]:
    return [f.place for f in check(agreement) if f.id == "CH-GEN-020"]


def test_without_negotiated_words_nothing_is_compared(clean: Agreement) -> None:
    assert places(clean) == []


def test_words_that_name_the_text_they_replace_are_fine(terms: With, clean: Agreement) -> None:
    law = clean.general.law
    assert places(terms(worded(digest(CLAUSE, law.governing, law.language)))) == []


def test_words_that_name_another_text_are_found(terms: With) -> None:
    assert places(terms(worded("0" * 64))) == [f"{CLAUSE}.wording.replaces"]


def test_the_text_of_another_law_is_another_text(terms: With, clean: Agreement) -> None:
    elsewhere = {
        "general.law.governing": "NL",
        **worded(digest("exit.termination", clean.general.law.governing, "en")),
    }
    assert places(terms(elsewhere)) == [f"{CLAUSE}.wording.replaces"]
