"""What a rule's page says is what the rule says: its level, its place, its words, its hint, and that it rests on a law."""

from __future__ import annotations

import re

import pytest

from charter.core.check import check
from docs.rules import IN_ITS_WORDS, LAW_SAYS, rules
from tests.core.checks.test_findings import WRONG, With


def as_path(place: str) -> re.Pattern[str]:
    """Give the pattern of a place, with anything for a key."""
    return re.compile(re.escape(place).replace("KEY", "[^.]+"))


@pytest.mark.parametrize("wrong", [of for _, of in WRONG.values()], ids=WRONG.keys())
def test_each_page_says_what_its_rule_says(terms: With, wrong: dict[str, object]) -> None:
    for found in check(terms(wrong)):
        rule = rules()[found.id]
        assert str(found.level) in rule.levels or {LAW_SAYS, "as the clause says"} & set(rule.levels)
        assert found.message.message in rule.says or IN_ITS_WORDS in rule.says, found.id
        assert found.hint.message in rule.hints, found.id
        assert not rule.places or any(as_path(place).fullmatch(found.place) for place in rule.places), (
            found.id
        )
        if found.source is not None and not rule.facts:
            assert str(found.source) in rule.sources, found.id
