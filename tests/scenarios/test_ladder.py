"""Harbourline's ladder played to its end: one invoice that nobody pays, step by step, with its dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.delay import Suspended
from charter.core.vocabulary.journal import Journal
from charter.folder import load
from tests.core.conduct import told
from tests.core.journal import entry, issued, notice
from tests.core.signing import signed

# received on Friday, 1 September 2023, and due on the 15th
INVOICE = issued("2023-09-01", "2023-09-15", "EUR 14280.00")
STEPS = (
    ("2023-09-18", entry("reminded", "2023-09-18", of="N-1"), "financials.late_payment/remind/N-1/1"),
    ("2023-09-21", "", "financials.late_payment/claim/N-1"),
    ("2023-09-25", entry("reminded", "2023-09-25", of="N-1"), "financials.late_payment/remind/N-1/2"),
    ("2023-09-29", notice("suspension", "2023-09-29", "consultant"), "financials.suspension/announce/N-1"),
    ("2023-10-06", entry("stopped", "2023-10-06"), "financials.suspension/stop/N-1"),
    ("2023-10-16", notice("non-payment", "2023-10-16", "consultant"), "exit.termination/announce/N-1"),
    ("2023-11-01", "", "exit.termination/end/consultant/2023-10-16/N-1"),
)
"""Each day on the ladder, what is done on it, and the right that there is from then on."""


def played(harbourline: Path, text: str) -> Engagement:
    return signed(replace(load(harbourline), journal=Journal(told(INVOICE + text)), amendments=()))


def rights(engagement: Engagement, day: date) -> set[str]:
    found = duties(engagement, day, day, day.replace(year=day.year + 1))
    return {duty.id for duty in found if duty.since <= day and (duty.due or day) <= day}


def test_each_step_comes_on_its_day_and_none_before(harbourline: Path) -> None:
    done = ""
    for on, act, right in STEPS:
        day = date.fromisoformat(on)
        before = date.fromordinal(day.toordinal() - 1)
        assert right in rights(played(harbourline, done), day), on
        assert right not in rights(played(harbourline, done), before), on
        done += act


def test_played_to_its_end_it_ends_on_a_business_day_and_not_before(harbourline: Path) -> None:
    done = "".join(act for _, act, _ in STEPS)
    story = played(harbourline, done + notice("ending", "2023-11-01", "consultant"))
    known = facts(story, date(2024, 3, 1))
    assert [stop.on for stop in known.journal.of(Suspended)] == [date(2023, 10, 6)]
    assert known.deal.ends == date(2023, 11, 2), "the day after the notice was received, a Wednesday"
    for early in ("2023-09-16", "2023-10-16", "2023-10-30"):
        early_end = played(harbourline, done + notice("ending", early, "consultant"))
        assert facts(early_end, date(2024, 3, 1)).deal.ends == date(2024, 8, 1)


def test_inside_the_grace_a_notice_ends_nothing(harbourline: Path) -> None:
    """Played in the review: due on 15 August, notice on the 16th, over on Saturday the 26th. Now nothing ends."""
    early = notice("non-payment", "2023-09-18", "consultant") + notice("ending", "2023-10-03", "consultant")
    assert facts(played(harbourline, early), date(2024, 3, 1)).deal.ends == date(2024, 8, 1)


def test_a_notice_by_telephone_ends_nothing(harbourline: Path) -> None:
    called = notice("termination", "2023-10-05", "client", sent="phone call")
    assert facts(played(harbourline, called), date(2024, 3, 1)).deal.ends == date(2024, 8, 1)


def test_the_document_prints_the_ladder_once_with_its_days(harbourline: Path) -> None:
    doc = document(load(harbourline).agreement)
    late = next(section for section in tree.sections(doc) if section.cite == "financials.late_payment")
    (table,) = [block for block in late.blocks if isinstance(block, tree.Table)]
    assert [tree.plain(row[0]) for row in table.rows] == ["0", "3", "6", "10", "14", "21", "30", "46"]
    others = [
        section
        for section in tree.sections(doc)
        if section.cite in {"financials.suspension", "exit.termination"}
    ]
    tables = [block for section in others for block in section.blocks if isinstance(block, tree.Table)]
    assert not [row for each in tables for row in each.rows if tree.plain(row[0]).isdigit()]
