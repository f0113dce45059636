"""CH-GEN-031 and 032: what comes again comes in the term, at an hour that clocks show."""

from collections.abc import Callable
from datetime import date, time

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from tests.core.signing import signed

Build = Callable[..., Engagement]
MEETING = """
[communication.meetings.weekly]
name = "Weekly"
rhythm = "{rhythm}"
lasts = "1 hour"
who = ["jonas", "mara"]
agenda = ["Decisions"]
"""
SHORT = """
[foundation.term]
starts = 2026-03-01
initial = "3 months"
renewal = "none"
"""


def told(engagement: Engagement) -> list[tuple[str, str]]:
    found = check(engagement.agreement)
    return [(f.id, str(f.message)) for f in found if f.id in {"CH-GEN-031", "CH-GEN-032"}]


def test_a_rhythm_that_never_comes_in_the_term(engaged: Build) -> None:
    engagement = engaged(SHORT + MEETING.format(rhythm="every year on 1 July 10:00"))
    message = "What comes every year on 1 July at 10:00 never comes between 1 March 2026 and the last day, 31 May 2026."
    assert told(engagement) == [("CH-GEN-031", message)]


@pytest.mark.parametrize("rhythm", ["every year on 31 May 10:00", "every Tuesday", "every quarter on day 1"])
def test_a_rhythm_that_comes_once_is_not_told(engaged: Build, rhythm: str) -> None:
    assert told(engaged(SHORT + MEETING.format(rhythm=rhythm))) == []


def test_without_an_end_everything_comes(engaged: Build) -> None:
    assert told(engaged(MEETING.format(rhythm="every year on 1 February 10:00"))) == []


def test_an_hour_that_clocks_skip_is_told_with_its_first_day(engaged: Build) -> None:
    engagement = engaged(MEETING.format(rhythm="every day 02:30"))
    said = "On 29 March 2026 clocks in Europe/Berlin skip 02:30; they show 03:30."
    assert told(engagement) == [("CH-GEN-032", said)]


@pytest.mark.parametrize(
    "rhythm", ["every day 03:00", "every day 01:59", "every day 10:00", "every Monday 02:30", "every day"]
)
def test_an_hour_that_clocks_show_is_not(engaged: Build, rhythm: str) -> None:
    assert told(engaged(MEETING.format(rhythm=rhythm))) == []


def test_the_occasion_tells_the_hour_that_clocks_show(engaged: Build) -> None:
    engagement = engaged(MEETING.format(rhythm="every day 02:30"))
    frame = engagement.agreement.general.interpretation.model_copy(update={"roll": "none"})
    general = engagement.agreement.general.model_copy(update={"interpretation": frame})
    held = signed(Engagement(engagement.agreement.model_copy(update={"general": general})))
    hours = {d.due: d.at for d in duties(held, date(2026, 3, 1), until=date(2026, 4, 1)) if "/hold/" in d.id}
    assert (hours[date(2026, 3, 28)], hours[date(2026, 3, 29)], hours[date(2026, 3, 30)]) == (
        time(2, 30),
        time(3, 30),
        time(2, 30),
    )
