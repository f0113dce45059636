"""Boundaries are said once; that there are none is a finding."""

from collections.abc import Callable

import pytest

from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.reading import Problems
from charter.core.vocabulary.term import MOST_ITEMS

Build = Callable[..., Engagement]

ONE = '[scope.boundaries.testing]\nnot_done = "carry out penetration tests"\ninstead = "The client engages a tester."\n'


def places(engagement: Engagement) -> set[tuple[str, str]]:
    return {(f.id, f.place) for f in check(engagement.agreement) if "boundaries" in f.place}


def test_none_given_is_missed(engaged: Build) -> None:
    assert places(engaged()) == {("CH-GEN-010", "scope.boundaries")}


def test_one_is_enough(engaged: Build) -> None:
    assert places(engaged(ONE)) == set()


def test_the_same_twice_will_differ_one_day(engaged: Build) -> None:
    twice = ONE + ONE.replace("testing", "again").replace("carry", "Carry")
    assert places(engaged(twice)) == {("CH-SCO-030", "scope.boundaries.again.not_done")}


def test_a_table_of_nothing_is_refused(engaged: Build) -> None:
    with pytest.raises(Problems, match=r"empty: add a table such as \[scope.boundaries.first\]"):
        engaged("[scope.boundaries]\n")


def test_more_than_anyone_reads_is_refused(engaged: Build) -> None:
    many = "".join(ONE.replace("testing", f"b{n}") for n in range(MOST_ITEMS + 1))
    with pytest.raises(Problems, match=rf"{MOST_ITEMS} at most"):
        engaged(many)
