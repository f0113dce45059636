"""Meetings happen on their days, while the engagement runs."""

from collections.abc import Callable
from datetime import date, time

from charter.core.changes import apply
from charter.core.check import check
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.duty import Duty, Status
from tests.core.journal import entry
from tests.core.signing import signed
from tests.core.words import section

Build = Callable[..., Engagement]

WEEKLY = """
[communication.meetings.weekly]
name = "Weekly"
rhythm = "every Tuesday 10:00"
lasts = "45 minutes"
who = ["jonas", "mara"]
agenda = ["Decisions"]
"""


def schedule(engagement: Engagement) -> str:
    every = (each for each in document(engagement.agreement).schedules if isinstance(each, tree.Schedule))
    (found,) = (each for each in every if each.cite == "communication.meetings")
    return "\n".join(" | ".join(map(tree.plain, row)) for row in found.table.rows)


def held(engagement: Engagement, today: date, since: date, until: date) -> list[Duty]:
    return [d for d in duties(engagement, today, since, until) if d.id.startswith("communication.meetings/")]


def test_every_tuesday_at_ten(engaged: Build) -> None:
    found = held(engaged(WEEKLY), date(2026, 3, 1), date(2026, 3, 1), date(2026, 4, 1))
    assert [(d.due.day if d.due else 0, d.at) for d in found] == [
        (day, time(10)) for day in (3, 10, 17, 24, 31)
    ]


def test_one_on_a_holiday_moves_and_keeps_its_name(engaged: Build) -> None:
    friday = WEEKLY.replace("Tuesday", "Friday")
    (found,) = held(engaged(friday), date(2026, 3, 1), date(2026, 4, 1), date(2026, 4, 10))
    assert (found.id[-10:], found.due) == (
        "2026-04-03",
        date(2026, 4, 7),
    )  # Good Friday to Tuesday after Easter


def test_one_that_was_held_is_met_and_one_that_was_not_is_missed(engaged: Build) -> None:
    met = entry("met", "2026-03-04", "jonas", meeting="weekly", occasion="2026-03-03")
    found = held(engaged(WEEKLY, met), date(2026, 3, 11), date(2026, 3, 1), date(2026, 3, 12))
    assert [d.status for d in found] == [Status.MET, Status.MISSED]


def test_none_before_the_start_after_the_end_or_in_a_pause(engaged: Build) -> None:
    term = '[foundation.term]\nstarts = 2026-03-01\ninitial = "1 month"\nrenewal = "none"\n'
    stop = entry("suspended", "2026-03-09") + entry("resumed", "2026-03-18")
    found = held(engaged(term + WEEKLY, stop), date(2026, 3, 20), date(2026, 2, 1), date(2026, 6, 1))
    assert [d.due.day for d in found if d.due] == [3, 24, 31]


def test_an_amended_rhythm_counts_from_its_day(engaged: Build) -> None:
    change = (
        'number = 1\ntitle = "Fridays"\nsigned = 2026-03-10\neffective = 2026-03-16\n[[change]]\n'
        'path = "communication.meetings.weekly.rhythm"\nfrom = "every Tuesday 10:00"\nto = "every Friday 09:00"\n'
    )
    found = held(engaged(WEEKLY, "", change), date(2026, 3, 12), date(2026, 3, 1), date(2026, 4, 1))
    assert [d.due.day for d in found if d.due] == [3, 10, 20, 27]


def test_findings(engaged: Build) -> None:
    bare = WEEKLY.replace(" 10:00", "").replace('agenda = ["Decisions"]\n', "")
    assert {f.id for f in check(engaged(bare).agreement) if "meetings" in f.place} == {
        "CH-COM-001",
        "CH-COM-002",
    }
    assert not [f for f in check(engaged(WEEKLY).agreement) if "meetings" in f.place]


def test_none_where_the_engagement_ended_before_it_started(engaged: Build) -> None:
    ended = entry("ended", "2026-02-20", "jonas", why="by law", rule="section 314 BGB")
    assert held(engaged(WEEKLY, ended), date(2026, 3, 1), date(2026, 2, 1), date(2026, 6, 1)) == []


def test_a_meeting_that_moves_beyond_the_last_day_or_into_a_suspension_is_not_held(engaged: Build) -> None:
    """Easter Monday of 2026 is 6 April: the meeting moves to Tuesday."""
    monday = (
        '[communication.meetings.weekly]\nname = "Weekly"\nrhythm = "every Monday 10:00"\nlasts = "1 hour"\n'
    )
    monday += 'who = ["jonas", "mara"]\n'
    over = entry("ended", "2026-04-07", "jonas", why="by law", rule="section 314 BGB")
    stop = entry("suspended", "2026-04-07")
    for journal in (over, stop):
        found = duties(engaged(monday, journal), date(2026, 4, 20), date(2026, 4, 1), date(2026, 4, 10))
        assert [d.due for d in found if d.due] == []
    assert [
        d.due for d in duties(engaged(monday), date(2026, 4, 20), date(2026, 4, 1), date(2026, 4, 10))
    ] == [date(2026, 4, 7)]


def test_a_meeting_that_rolls_back_before_the_start_is_not_held(engaged: Build) -> None:
    """1 March 2026, the start, is a Sunday: rolled back, the meeting of that day would be on Friday 27 February."""
    back = engaged(WEEKLY.replace("every Tuesday", "every month on day 1")).agreement
    agreement = apply(back, [Change("general.interpretation.roll", "forward", "back")])
    found = held(signed(Engagement(agreement)), date(2026, 3, 1), date(2026, 2, 1), date(2026, 4, 10))
    assert [d.due for d in found] == [date(2026, 4, 1)]


def test_a_meeting_that_was_held_all_the_same_is_met(engaged: Build) -> None:
    """The sides picked a day after the suspension for the meeting that fell into it."""
    stop = entry("suspended", "2026-03-09")
    stop += entry("resumed", "2026-03-12")
    met = entry("met", "2026-03-13", "jonas", meeting="weekly", occasion="2026-03-10")
    found = held(engaged(WEEKLY, stop + met), date(2026, 3, 16), date(2026, 3, 1), date(2026, 3, 16))
    assert [(d.id[-10:], d.met) for d in found] == [("2026-03-03", None), ("2026-03-10", date(2026, 3, 13))]


def test_one_that_moved_over_a_holiday_is_met_by_its_entry_on_the_day_it_was_held(engaged: Build) -> None:
    """Easter Monday moves to Tuesday 7 April, and nobody names the occasion; a Tuesday meeting is not taken for it."""
    monday = WEEKLY.replace("every Tuesday 10:00", "every Monday")
    met = entry("met", "2026-04-07", "jonas", meeting="weekly")
    (found,) = held(engaged(monday, met), date(2026, 4, 9), date(2026, 4, 1), date(2026, 4, 10))
    assert (found.id[-10:], found.met) == ("2026-04-06", date(2026, 4, 7))
    daily = WEEKLY.replace("every Tuesday 10:00", "every weekday")
    both = held(engaged(daily, met), date(2026, 4, 9), date(2026, 4, 5), date(2026, 4, 8))
    assert {d.id[-10:]: d.met for d in both} == {
        "2026-04-03": None,
        "2026-04-06": None,
        "2026-04-07": date(2026, 4, 7),
    }


def test_the_first_day_of_a_rhythm_is_printed(engaged: Build) -> None:
    """M10: every second Tuesday counts from one that nobody else could know; Good Friday 2026 gives way to Tuesday."""
    second = WEEKLY.replace("every Tuesday", "every second Tuesday")
    assert "every second Tuesday at 10:00 | 3 March 2026" in schedule(engaged(second))
    monthly = WEEKLY.replace("every Tuesday", "every quarter on day 3").replace("starts = 2026-03-01", "")
    assert "| 7 April 2026 |" in schedule(engaged(monthly))


def test_what_a_meeting_may_not_do_and_who_may_move_it(engaged: Build) -> None:
    """S10, 2.7: she may send somebody else, and no meeting approves a cost."""
    said = section(engaged(WEEKLY).agreement, "communication.meetings")
    assert "The Consultant may send a skilled stand-in" in said
    assert "changes no term and approves no cost" in said
    assert "except while work stops" not in said
