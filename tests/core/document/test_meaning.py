"""Whatever is agreed is said: a change of any single term changes what the document says.

But for terms that nothing comes of: `check` finds those, and the document does not narrate them.

A change is made for every field of every clause and of what is nested in it (`variations`). Changes that the agreement
refuses are none.
"""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from pydantic import ValidationError

from charter.core.agreement import Agreement
from charter.core.check import check
from charter.core.document import tree
from charter.core.document.assembly import digest, document
from tests.core.home import named

from ..variations import Data, changes, leaves  # noqa: TID252 - the tests' own folder is no package to name

Make = Callable[[Data], Agreement]
Said = Callable[[tree.Document], str]

UNCHANGEABLE = {"general.law.language": "the library speaks one language so far"}
"""Terms that have no other value, and why."""


def idle(made: Agreement) -> set[str]:
    """The terms of which `check` finds something."""
    return {found.place for found in check(made)}


def silent(data: Data, agreement: Make, said: Said, part: str = "") -> tuple[list[str], set[str], set[str]]:
    """Changes that the document does not show, the paths changed, and the paths with a change refused; of one part."""
    before = said(document(agreement(data)))
    nothing = idle(agreement(data))
    unsaid, seen, refused = [], set(), set()
    for path, new in changes(Agreement, data):
        name = ".".join(path)
        if not name.startswith(part):
            continue
        try:
            after = agreement(copy.deepcopy(new))
        except ValidationError:
            refused.add(name)
            continue
        seen.add(name)
        if said(document(after)) == before and name not in nothing | idle(after):
            unsaid.append(name)
    return unsaid, seen, refused


def test_every_term_speaks(data: Callable[[str], Data], agreement: Make, said: Said) -> None:
    unsaid, seen, refused = silent(data("harbourline"), agreement, said)
    assert sorted(set(unsaid)) == []
    assert set(leaves(Agreement, "")) - seen == set(UNCHANGEABLE)
    assert refused <= named("refused").keys()


@pytest.mark.parametrize("name", ["minimal", "pocketwell", "tillhouse"])
def test_terms_speak_in_every_example(
    name: str, data: Callable[[str], Data], agreement: Make, said: Said
) -> None:
    unsaid, _, _ = silent(data(name), agreement, said)
    assert sorted(set(unsaid)) == []


@pytest.mark.parametrize("effect", ["same", "manual"])
def test_negotiated_words_speak(
    effect: str, data: Callable[[str], Data], agreement: Make, said: Said
) -> None:
    terms = data("harbourline")
    replaces = digest("financials.suspension", "DE", "en")
    terms["financials"]["suspension"]["wording"] = {
        "text": "No pause.",
        "replaces": replaces,
        "effect": effect,
    }
    unsaid, seen, _ = silent(terms, agreement, said, "financials.")
    own = {name for name in unsaid if not name.startswith("financials.suspension.")}
    assert own == set()
    assert {f"financials.suspension.wording.{name}" for name in ("text", "replaces", "effect")} <= seen - set(
        unsaid
    )
