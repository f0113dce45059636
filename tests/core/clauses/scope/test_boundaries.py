"""Boundaries are said once; that there are none is a finding."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.log import log
from charter.core.reading import Problems
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.duty import Status
from charter.core.vocabulary.term import MOST_ITEMS
from tests.core.journal import entry

Build = Callable[..., Engagement]

ONE = '[scope.boundaries.testing]\nnot_done = "carry out penetration tests"\ninstead = "The client engages a tester."\n'

ANSWERED = '[scope.boundaries]\nanswer_within = "5 business days"\n' + ONE


def places(engagement: Engagement) -> set[tuple[str, str]]:
    return {(f.id, f.place) for f in check(engagement.agreement) if "boundaries" in f.place}


def test_none_given_is_missed(engaged: Build) -> None:
    assert places(engaged()) == {("CH-GEN-010", "scope.boundaries")}


def test_one_is_enough(engaged: Build) -> None:
    assert places(engaged(ANSWERED)) == set()
    assert places(engaged(ONE)) == {("CH-SCO-031", "scope.boundaries.answer_within")}


def test_the_same_twice_will_differ_one_day(engaged: Build) -> None:
    twice = ANSWERED + ONE.replace("testing", "again").replace("carry", "Carry")
    assert places(engaged(twice)) == {("CH-SCO-030", "scope.boundaries.again.not_done")}


def test_a_table_of_nothing_is_refused(engaged: Build) -> None:
    with pytest.raises(Problems, match=r"empty: add a table such as \[scope.boundaries.first\]"):
        engaged("[scope.boundaries]\n")


def test_more_than_anyone_reads_is_refused(engaged: Build) -> None:
    many = "".join(ONE.replace("testing", f"b{n}") for n in range(MOST_ITEMS + 1))
    with pytest.raises(Problems, match=rf"{MOST_ITEMS} at most"):
        engaged(many)


def answers(engagement: Engagement, today: date) -> dict[str, tuple[date | None, Status]]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 7, 1))
    return {d.id: (d.due, d.status) for d in found if d.cite.clause == "scope.boundaries"}


def test_a_request_for_more_is_answered_in_time(engaged: Build) -> None:
    asked = entry("requested", "2026-05-04", "jonas", id="test", what="A penetration test")
    name = "scope.boundaries/answer/test"
    assert answers(engaged(ANSWERED, asked), date(2026, 5, 5)) == {name: (date(2026, 5, 11), Status.OPEN)}
    for yes in (True, False):
        told = asked + entry("replied", "2026-05-12", request="test", proposal=yes)
        assert answers(engaged(ANSWERED, told), date(2026, 5, 13))[name][1] is Status.MET
    assert answers(engaged(ONE, asked), date(2026, 5, 5)) == {}


def test_an_answer_to_nothing_says_so(engaged: Build) -> None:
    engagement = engaged(ANSWERED, entry("replied", "2026-05-06", request="test", proposal=False))
    (one,) = without_effect(engagement, date(2026, 5, 7))
    assert str(one.message) == "Nothing was asked under the name test by 6 May 2026."


def test_requests_and_answers_are_told(engaged: Build) -> None:
    told = entry("requested", "2026-05-04", "jonas", id="test", what="A penetration test")
    told += entry("replied", "2026-05-06", request="test", proposal=True)
    told += entry("replied", "2026-05-07", request="test", proposal=False)
    told_of = log(engaged(ANSWERED, told), date(2026, 5, 8))
    lines = [str(one.reads) for one in told_of if one.kind != "signed"]
    assert lines == ["A penetration test", "A penetration test: with a price", "A penetration test: no"]
