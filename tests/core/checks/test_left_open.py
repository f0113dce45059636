"""CH-GEN-090 and CH-GEN-091: what a side has yet to say is open, and nobody signs before it is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from charter.core.check import check
from charter.core.language import Locale, in_language
from charter.core.reading import Problems, read_agreement
from charter.core.vocabulary.finding import Level
from charter.core.vocabulary.left_open import to_come
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.agreement import Agreement

With = Callable[[dict[str, object]], "Agreement"]


def found(agreement: Agreement) -> list[tuple[str, Level, str]]:
    return [(f.id, f.level, f.place) for f in check(agreement) if f.id in {"CH-GEN-090", "CH-GEN-091"}]


def test_a_text_that_stands_for_words_to_come_is_open(terms: With) -> None:
    agreement = terms({"foundation.parties.client.address": to_come(Side.CLIENT)})
    assert found(agreement) == [("CH-GEN-090", Level.OPEN, "foundation.parties.client.address")]
    (said,) = (f for f in check(agreement) if f.level is Level.OPEN)
    assert str(said.message).startswith(
        "The client has yet to say foundation.parties.client.address: The address"
    )


def test_a_finding_of_words_to_come_shows_them_in_brackets() -> None:
    said = say(
        "Nobody but {names:or} may review what {who} writes.",
        names=(to_come(Side.CLIENT), "Mara Lindqvist"),
        who=to_come(Side.CONSULTANT),
    )
    assert str(said) == "Nobody but [client: …] or Mara Lindqvist may review what [consultant: …] writes."
    assert "[client: …]" in in_language(said, Locale("de", "DE"))


def test_a_listed_term_is_open_until_it_is_written(terms: With) -> None:
    listed: dict[str, object] = {"left_open": {"client": ["foundation.parties.client.sector"]}}
    listed["foundation.parties.client.sector"] = None
    assert found(terms(listed)) == [("CH-GEN-090", Level.OPEN, "foundation.parties.client.sector")]
    written = terms(listed | {"foundation.parties.client.sector": "general"})
    assert found(written) == [("CH-GEN-091", Level.ADVICE, "left_open.client")]
    (done,) = (f for f in check(written) if f.id == "CH-GEN-091")
    assert done.mend[0].after is None


def test_what_is_no_longer_open_leaves_the_list_and_the_rest_stays(terms: With) -> None:
    both = ["foundation.parties.client.size", "foundation.parties.client.sector"]
    (done,) = (
        f
        for f in check(terms({"left_open": {"client": both}, "foundation.parties.client.sector": None}))
        if f.id == "CH-GEN-091"
    )
    assert done.mend[0].after == ["foundation.parties.client.sector"]


def test_the_consultant_has_things_to_say_too(terms: With) -> None:
    agreement = terms({"left_open": {"consultant": ["foundation.cover"]}, "foundation.cover": None})
    assert [str(f.message) for f in check(agreement) if f.id == "CH-GEN-090"] == [
        "The consultant has yet to say foundation.cover: "
    ]


def test_a_whole_agreement_leaves_nothing_open(clean: Agreement) -> None:
    assert found(clean) == []


def test_only_a_term_can_be_left_open(agreement: str) -> None:
    text = agreement.replace("dated =", 'left_open.client = ["foundation.parties.client.shoe"]\ndated =', 1)
    with pytest.raises(Problems, match=r"there is no term 'foundation.parties.client.shoe'"):
        read_agreement(text)
