"""The marks of both sides on the page of an engagement: shown once both have given theirs, drawn on their scale."""

from __future__ import annotations

import datetime as dt
import tomllib

import charter
from charter.folder import engagement_texts
from charter.web.drafting.actions import import_engagement
from charter.web.running.trust import trust_of
from tests.conftest import EXAMPLES
from tests.web.people import Northlight

HARBOURLINE = EXAMPLES / "northlight" / "harbourline-2025"
FILES = ("agreement.toml", "journal.toml")
TODAY = dt.date(2026, 5, 19)


def test_an_occasion_counts_once_both_have_marked() -> None:
    engagement = charter.load(HARBOURLINE)
    assert trust_of(engagement, dt.date(2025, 11, 16)) is None
    first = trust_of(engagement, dt.date(2025, 11, 17))
    assert first is not None
    assert [(each.on, each.client, each.consultant) for each in first.pulses] == [
        (dt.date(2025, 11, 17), "4.2", "4.0")
    ]
    terms, journal = (tomllib.loads((HARBOURLINE / name).read_text("utf-8")) for name in FILES)
    told = [each for each in journal["entry"] if (each["kind"], each["by"]) != ("feedback", "jonas")]
    alone = charter.engagement_of(terms, (), told)
    assert trust_of(alone, TODAY) is None


def test_the_picture_holds_every_mark_and_keeps_the_names_apart() -> None:
    trust = trust_of(charter.load(HARBOURLINE), TODAY)
    assert trust is not None
    assert (trust.client, trust.consultant, len(trust.pulses)) == ("Jonas", "Mara", 5)
    rungs = dict(trust.rungs)
    assert set(rungs) == {5, 4, 3, 2}
    heights = [y for points in trust.lines.values() for _, y in points]
    assert rungs[5] <= min(heights)
    assert max(heights) <= rungs[2]
    assert abs(trust.ends["client"] - trust.ends["consultant"]) >= 14


def test_a_decision_that_changes_nothing_is_not_counted_as_taken(nl: Northlight) -> None:
    """The consultant cannot decide for the client: the log keeps it, and says that it has no effect."""
    files = dict(engagement_texts(HARBOURLINE))
    files["journal.toml"] += (
        b'\n[[entry]]\nkind = "decided"\non = 2026-05-19\nby = "mara"\ndecision = "warehouse"\nanswer = "Mine."\n'
    )
    nl.workspace.fixed_on = TODAY
    nl.workspace.save()
    import_engagement(nl.workspace, "third-year", files, "mara")
    text = nl.browser("mara").text(f"{nl.home}e/third-year/")
    assert "34 taken" in text
    assert "2 decisions wait" in text


def test_open_decisions_and_trust_stand_on_the_page(nl: Northlight) -> None:
    files = engagement_texts(HARBOURLINE)
    nl.workspace.fixed_on = TODAY
    nl.workspace.save()
    import_engagement(nl.workspace, "third-year", files, "mara")
    text = nl.browser("mara").text(f"{nl.home}e/third-year/")
    assert "Month 7 of 12; the last day is <b>" in text
    assert "2 decisions wait for an answer." in text
    assert "late.</b>" not in text
    assert "waits 1 day" in text
    assert "waits 4 days" in text
    assert "34 taken" in text
    assert "last marks 30 Apr" in text


def test_the_picture_reaches_to_the_best_mark_that_is_agreed_not_to_the_best_that_was_given() -> None:
    terms, journal = (tomllib.loads((HARBOURLINE / name).read_text("utf-8")) for name in FILES)
    assert terms["trust"]["feedback"]["best"] == 5
    for best in (5, 7, 10):
        terms["trust"]["feedback"]["best"] = best
        trust = trust_of(charter.engagement_of(terms, (), journal["entry"]), TODAY)
        assert trust is not None
        assert max(mark for mark, _ in trust.rungs) == best
