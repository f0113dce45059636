"""What must hold of deliveries, answers and reminders in any order, many of them on one day."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given

from charter.core.duties import every
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.entry import Accepted, Delivered, Entry, Rejected, Reminded
from charter.core.vocabulary.judged import Reduced, Refused, acceptances
from charter.folder import load
from tests.core.lives import CALM, DAYS, START, turns
from tests.core.signing import only_signed

END = START + timedelta(days=DAYS)


@pytest.fixture(scope="module")
def agreed(harbourline: Path) -> Engagement:
    return only_signed(load(harbourline))


def in_time(happened: list[Entry]) -> list[Entry]:
    """The same, all of it learned on its day."""
    return [entry.model_copy(update={"recorded": None}) for entry in happened]


def silent(engagement: Engagement, today: date) -> list[Accepted]:
    deemed = facts(engagement, today).deemed
    return [entry for entry in deemed if isinstance(entry, Accepted) and entry.by == "silence"]


@given(happened=turns())
@CALM
def test_every_duty_has_an_id_of_its_own(agreed: Engagement, happened: list[Entry]) -> None:
    ids = [duty.id for duty in every(replace(agreed, journal=agreed.journal.plus(tuple(happened))), END, END)]
    assert len(set(ids)) == len(ids)


@given(happened=turns())
@CALM
def test_what_silence_accepted_stays_accepted(agreed: Engagement, happened: list[Entry]) -> None:
    story = replace(agreed, journal=agreed.journal.plus(tuple(in_time(happened))))
    ever = silent(story, END)
    for entry in ever:
        assert entry in silent(story, entry.on)
    for days in (20, 60, 150):
        assert [entry for entry in ever if entry.on <= START + timedelta(days=days)] == silent(
            story, START + timedelta(days=days)
        )


@given(happened=turns())
@CALM
def test_silence_accepts_at_most_what_was_handed_over_and_never_what_was_answered_last(
    agreed: Engagement, happened: list[Entry]
) -> None:
    story = in_time(happened)
    accepted = silent(replace(agreed, journal=agreed.journal.plus(tuple(story))), END)
    handed = [entry.on for entry in story if isinstance(entry, Delivered)]
    assert len(accepted) <= len(handed)
    for entry in accepted:
        before = [
            (e.on, place) for place, e in enumerate(story) if isinstance(e, Delivered) and e.on < entry.on
        ]
        answers = [
            (e.on, place)
            for place, e in enumerate(story)
            if isinstance(e, Accepted | Rejected) and e.on < entry.on
        ]
        assert before
        assert not answers or max(answers) < max(before)


@given(happened=turns())
@CALM
def test_silence_leaves_five_business_days_after_a_reminder_was_received(
    agreed: Engagement, happened: list[Entry]
) -> None:
    found = facts(agreed.plus(*in_time(happened)), END)
    received = [entry.counts for entry in found.journal.of(Reminded)]
    for entry in silent(agreed.plus(*in_time(happened)), END):
        assert any(found.deal.business(day, 5) < entry.on for day in received)


@given(happened=turns())
@CALM
def test_a_refusal_is_final_and_comes_once(agreed: Engagement, happened: list[Entry]) -> None:
    journal = facts(agreed.plus(*in_time(happened)), END).journal
    for key in ("audit", "roadmap"):
        refused = [entry.on for entry in journal.about(Refused, key)]
        assert len(refused) <= 1
        assert all(taken.on <= on for on in refused for taken in acceptances(journal, key))


@given(happened=turns())
@CALM
def test_what_was_refused_or_reduced_stays_so(agreed: Engagement, happened: list[Entry]) -> None:
    story = agreed.plus(*in_time(happened))
    for entry in facts(story, END).deemed:
        if isinstance(entry, Refused | Reduced):
            assert entry in facts(story, entry.on).deemed
