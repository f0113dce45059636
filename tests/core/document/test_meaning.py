"""Whatever is agreed is said: a change of any single term changes what the document says.

But for terms that nothing comes of: `check` finds those, and the document does not narrate them.

A change is made for every field of every clause and of what is nested in it (`variations`): over the small budget one
of each term, over the large one all. Changes that the agreement refuses are none.
"""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from pydantic import ValidationError

from charter.core.agreement import Agreement, clause_types
from charter.core.check import check
from charter.core.document import tree
from charter.core.document.assembly import digest, document
from tests.budget import LARGE
from tests.core.home import named

from ..variations import Data, changes, leaves  # noqa: TID252 - the tests' own folder is no package to name

Make = Callable[[Data], Agreement]
Said = Callable[[tree.Document], str]

UNCHANGEABLE = {
    "general.law.language": "the library speaks one language so far",
    "left_open.client": "it is said nowhere, and nobody can sign while it stands there",
    "left_open.consultant": "it is said nowhere, and nobody can sign while it stands there",
}
"""Terms that have no other value, or none that is printed, and why."""

LEAVES = tuple(leaves(Agreement, ""))
TOP = tuple(
    dict.fromkeys(n.split(".")[0] for n in LEAVES if ".".join(n.split(".")[:2]) not in clause_types())
)
"""The terms of the agreement itself, in no clause."""


def idle(made: Agreement) -> set[str]:
    """The terms of which `check` finds something."""
    return {found.place for found in check(made)}


def silent(
    data: Data, agreement: Make, said: Said, part: str | tuple[str, ...] = ""
) -> tuple[list[str], set[str], set[str]]:
    """Changes that the document does not show, the paths changed, and the paths with a change refused; of one part."""
    before = said(document(agreement(data)))
    nothing = idle(agreement(data))
    unsaid, seen, refused = [], set(), set()
    for path, new in changes(Agreement, data):
        if path[0] == "left_open":
            continue
        name = ".".join(path)
        if not name.startswith(part) or (name in seen and not LARGE):
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


@pytest.mark.random
@pytest.mark.parametrize("place", [*TOP, *clause_types()])
def test_every_term_speaks(place: str, data: Callable[[str], Data], agreement: Make, said: Said) -> None:
    inside = place if place in TOP else f"{place}."
    unsaid, seen, refused = silent(data("harbourline"), agreement, said, inside)
    assert sorted(set(unsaid)) == []
    assert {name for name in LEAVES if name.startswith(inside)} - seen <= set(UNCHANGEABLE)
    assert refused <= named("refused").keys()


def test_every_term_has_a_place_to_speak_from() -> None:
    asked = (*TOP, *(f"{cite}." for cite in clause_types()))
    assert [name for name in LEAVES if not name.startswith(asked)] == []
    assert set(UNCHANGEABLE) <= set(LEAVES)


@pytest.mark.random
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
    near = ("financials.",) if LARGE else ("financials.suspension.", "financials.late_payment.")
    unsaid, seen, _ = silent(terms, agreement, said, near)
    own = {name for name in unsaid if not name.startswith("financials.suspension.")}
    assert own == set()
    assert {f"financials.suspension.wording.{name}" for name in ("text", "replaces", "effect")} <= seen - set(
        unsaid
    )
