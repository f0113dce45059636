"""CH-GEN-021: negotiated words that leave a clause to a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement
from charter.core.check import check
from charter.core.document.library import digest

With = Callable[[dict[str, object]], Agreement]


@pytest.mark.parametrize(("effect", "found"), [("manual", ["exit.settlement.wording.effect"]), ("same", [])])
def test_words_that_leave_it_to_a_person_are_found(
    terms: With, clean: Agreement, effect: str, found: list[str]
) -> None:
    law = clean.general.law
    replaces = digest("exit.settlement", law.governing, law.language)
    words = {"text": "The accounts are closed soon.", "replaces": replaces, "effect": effect}
    assert [
        f.place for f in check(terms({"exit.settlement.wording": words})) if f.id == "CH-GEN-021"
    ] == found
