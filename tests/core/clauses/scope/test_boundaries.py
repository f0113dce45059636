"""Boundaries are said once; that there are none is a finding."""

from collections.abc import Callable

from charter.core.check import check
from charter.core.engagement import Engagement

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
