"""The term amended: what was agreed last decides when it runs out."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts

Build = Callable[..., Engagement]

SIX = '[foundation.term]\nstarts = 2026-03-01\ninitial = "6 months"\nrenewal = "none"\n'


def initially(before: str, after: str, effective: str, number: int = 1) -> str:
    """Write an amendment of the initial term, signed two days before it counts."""
    signed = date.fromordinal(date.fromisoformat(effective).toordinal() - 2)
    said = "".join(f'{name} = "{held}"\n' for name, held in (("from", before), ("to", after)) if held)
    head = f'number = {number}\ntitle = "Term"\nsigned = {signed}\neffective = {effective}\n'
    return f'{head}[[change]]\npath = "foundation.term.initial"\n{said}'


def ends(engagement: Engagement, today: date) -> date | None:
    return facts(engagement, today).deal.ends


def test_a_longer_term_runs_out_later(engaged: Build) -> None:
    engagement = engaged(SIX, "", initially("6 months", "12 months", "2026-06-01"))
    assert ends(engagement, date(2026, 5, 29)) == date(2026, 9, 1)
    assert ends(engagement, date(2026, 5, 30)) == date(2027, 3, 1)
    assert ends(engagement, date(2026, 10, 1)) == date(2027, 3, 1)


def test_a_term_lengthened_twice_runs_out_last(engaged: Build) -> None:
    twice = (
        initially("6 months", "8 months", "2026-06-01"),
        initially("8 months", "12 months", "2026-10-15", 2),
    )
    assert ends(engaged(SIX, "", *twice), date(2027, 4, 1)) == date(2027, 3, 1)


def test_a_shorter_term_runs_out_earlier(engaged: Build) -> None:
    engagement = engaged(SIX, "", initially("6 months", "4 months", "2026-06-01"))
    assert ends(engagement, date(2026, 6, 1)) == date(2026, 7, 1)


def test_a_term_made_shorter_than_what_has_passed_ends_when_that_counts(engaged: Build) -> None:
    engagement = engaged(SIX, "", initially("6 months", "2 months", "2026-06-01"))
    assert ends(engagement, date(2026, 6, 1)) == date(2026, 6, 1)


@pytest.mark.parametrize("effective", ["2026-06-01", "2026-08-31", "2026-09-01"])
def test_a_term_that_is_dropped_never_runs_out(engaged: Build, effective: str) -> None:
    assert ends(engaged(SIX, "", initially("6 months", "", effective)), date(2027, 1, 1)) is None


def test_a_longer_term_may_count_from_the_day_after_the_old_last_day(engaged: Build) -> None:
    engagement = engaged(SIX, "", initially("6 months", "12 months", "2026-09-01"))
    assert ends(engagement, date(2026, 8, 31)) == date(2027, 3, 1)


def test_a_renewal_after_an_amended_term_counts_from_its_end(engaged: Build) -> None:
    again = SIX.replace('"none"', '"automatic"') + 'renews_for = "3 months"\nnotice = "30 days"\n'
    engagement = engaged(again, "", initially("6 months", "7 months", "2026-06-01"))
    assert [e.on for e in facts(engagement, date(2027, 1, 1)).deemed] == [date(2026, 10, 1), date(2027, 1, 1)]


def test_a_term_dropped_during_a_renewal_is_the_last(engaged: Build) -> None:
    again = SIX.replace('"none"', '"automatic"') + 'renews_for = "3 months"\nnotice = "30 days"\n'
    engagement = engaged(again, "", initially("6 months", "", "2026-10-01"))
    assert [e.on for e in facts(engagement, date(2027, 6, 1)).deemed] == [date(2026, 9, 1)]


def test_the_talk_is_held_before_the_amended_end(engaged: Build) -> None:
    engagement = engaged(SIX, "", initially("6 months", "12 months", "2026-06-01"))
    found = duties(engagement, date(2026, 12, 1), date(2026, 3, 1), date(2027, 3, 1))
    assert [d.due for d in found if "/talk/" in d.id] == [date(2026, 11, 30)]


def test_what_is_agreed_after_the_end_revives_nothing(engaged: Build) -> None:
    late = initially("6 months", "12 months", "2026-09-10")
    assert ends(engaged(SIX, "", late), date(2026, 10, 1)) == date(2026, 9, 1)


def test_a_term_added_later_runs_out(engaged: Build) -> None:
    engagement = engaged("", "", initially("", "6 months", "2026-06-01"))
    assert ends(engagement, date(2026, 10, 1)) == date(2026, 9, 1)
