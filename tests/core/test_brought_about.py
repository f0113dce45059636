"""What one entry brought about: the engagement with it beside the engagement without it."""

from __future__ import annotations

from datetime import date

import pytest

from charter.core.brought_about import BroughtAbout, brought_about
from charter.core.engagement import Engagement
from charter.core.vocabulary.entry import Entry
from charter.folder import load
from tests.conftest import EXAMPLES

TODAY = date(2024, 4, 5)


@pytest.fixture(scope="module")
def harbourline() -> Engagement:
    return load(EXAMPLES / "northlight" / "harbourline")


def entry_of_day(engagement: Engagement, kind: str, day: date) -> Entry:
    return next(
        each
        for each in engagement.journal.entries
        if each.on == day and type(each).model_fields["kind"].default == kind
    )


def asked(engagement: Engagement, kind: str, day: date, today: date = TODAY) -> BroughtAbout:
    found = brought_about(engagement, entry_of_day(engagement, kind, day), today)
    assert found is not None
    return found


def test_a_payment_meets_what_was_owed(harbourline: Engagement) -> None:
    found = asked(harbourline, "paid", date(2023, 8, 14), date(2023, 8, 14))
    assert [each.id for each in found.difference.met] == ["financials.payment/pay/NL-2023-0001"]
    assert found.difference.charged == found.difference.uncharged == ()


def test_a_reminder_of_what_the_client_owes_moves_what_waits_for_it(harbourline: Engagement) -> None:
    """The access came six business days late, and the reminder of 9 August lets the audit wait day for day."""
    found = asked(harbourline, "reminded", date(2023, 8, 9))
    [(was, now)] = found.difference.moved
    assert (was.id, was.due, now.due) == (
        "scope.deliverables/deliver/audit",
        date(2023, 8, 31),
        date(2023, 9, 11),
    )
    assert "delayed" in {each.kind for each in found.by_silence}


def test_a_delivery_begins_the_review_and_is_no_longer_put_off(harbourline: Engagement) -> None:
    found = asked(harbourline, "delivered", date(2023, 8, 4), date(2023, 8, 4))
    assert [each.id for each in found.difference.met] == ["scope.deliverables/deliver/report/2023-08-05"]
    assert "scope.acceptance/review/report/2023-08-04" in {each.id for each in found.difference.gained}


def test_a_claim_is_charged(harbourline: Engagement) -> None:
    found = asked(harbourline, "claimed", date(2023, 11, 27))
    assert [(each.id, each.minor) for each in found.difference.charged] == [
        ("financials.late_payment/interest/NL-2023-0003/2023-11-27", 341_41),
        ("financials.late_payment/fixed_sum/NL-2023-0003", 40_00),
    ]


def test_a_notice_ends_what_would_have_gone_on(harbourline: Engagement) -> None:
    found = asked(harbourline, "notice", date(2024, 2, 20))
    assert "exit.termination/last-day/2024-03-21" in {each.id for each in found.difference.gained}
    assert "financials.retainer/2024-04-01" in {each.id for each in found.difference.uncharged}
    assert {each.kind for each in found.by_silence} == {"ended"}


def test_what_changes_nothing_brings_nothing_about(harbourline: Engagement) -> None:
    hours = asked(harbourline, "hours", date(2023, 8, 1), date(2023, 8, 1))
    assert not hours.difference.charged
    assert not hours.difference.met


def test_what_is_not_known_yet_has_brought_nothing_about(harbourline: Engagement) -> None:
    entry = entry_of_day(harbourline, "paid", date(2023, 8, 14))
    assert brought_about(harbourline, entry, date(2023, 8, 13)) is None


@pytest.mark.parametrize("name", ["harbourline", "tillhouse", "pocketwell", "orbital-grain"])
def test_every_entry_is_explained_and_each_thing_once(name: str) -> None:
    engagement, today = load(EXAMPLES / "northlight" / name), date(2026, 5, 19)
    explained = 0
    for entry in engagement.journal.entries[::6]:
        found = brought_about(engagement, entry, today)
        if found is None:
            continue
        explained += bool(found.difference)
        names = [
            each.id for each in (*found.difference.met, *found.difference.gained, *found.difference.lost)
        ]
        assert len(set(names)) == len(names)
    assert explained > 3
