"""What nobody can help stops the work, moves dates, and after too long lets either side leave."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.general.force_majeure import HOME, OVER, STOPPED
from tests.core.journal import notice

Build = Callable[..., Engagement]
TERMS = HOME.terms


def owed(engagement: Engagement, today: date) -> list[str]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 12, 1))
    return [f"{d.by} {d.due} {d.reads}" for d in found if "force_majeure" in d.id]


def test_work_stops_until_it_is_over(engaged: Build) -> None:
    deal = facts(engaged(TERMS, STOPPED + OVER), date(2026, 6, 1)).deal
    assert [(span.start, span.until) for span in deal.pauses] == [(date(2026, 3, 16), date(2026, 3, 30))]
    assert sum(span.days for span in deal.unpaid) == 14
    runs = facts(engaged(TERMS.replace("pauses", "runs"), STOPPED + OVER), date(2026, 6, 1)).deal
    assert runs.unpaid == ()
    assert facts(engaged("", STOPPED + OVER), date(2026, 6, 1)).deal.pauses == ()


def test_the_other_side_is_told_and_may_leave(engaged: Build) -> None:
    assert owed(engaged(TERMS, STOPPED), date(2026, 4, 14)) == [
        "consultant 2026-03-18 Tell the other side: A flood"
    ]
    assert [one.partition(" None ")[0] for one in owed(engaged(TERMS, STOPPED), date(2026, 4, 15))][1:] == [
        "client", "consultant",
    ]  # fmt: skip
    assert len(owed(engaged(TERMS, STOPPED + OVER), date(2026, 4, 15))) == 1
    assert owed(engaged("", STOPPED), date(2026, 4, 15)) == []


@pytest.mark.parametrize(
    ("terms", "journal", "end", "why"),
    [
        (TERMS, STOPPED + notice("force majeure", "2026-04-15"), date(2026, 4, 16), []),
        (TERMS, STOPPED + notice("force majeure", "2026-04-14"), None,
         ["Work had not been stopped for 30 days: nothing ends."]),
        (TERMS, STOPPED + OVER + notice("force majeure", "2026-04-15"), None,
         ["Work had not been stopped for 30 days: nothing ends."]),
        ("", notice("force majeure", "2026-04-15"), None, ["Nothing was agreed about force majeure."]),
    ],
    ids=["too long", "too early", "over", "not agreed"],
)  # fmt: skip
def test_after_too_long_a_notice_ends_it(
    engaged: Build, terms: str, journal: str, end: date | None, why: list[str]
) -> None:
    engagement = engaged(terms, journal)
    assert facts(engagement, date(2026, 6, 1)).deal.ends == end
    assert [str(e.message) for e in without_effect(engagement, date(2026, 6, 1))] == why


def test_it_is_told_what_happened(engaged: Build) -> None:
    journal = engaged(TERMS, STOPPED + OVER).journal
    assert [str(e.says(lambda _, key: key)) for e in journal.entries[:2]] == [
        "the consultant, by: A flood", "work can go on",
    ]  # fmt: skip


def test_findings(engaged: Build) -> None:
    fee = '[financials.retainer]\namount = "EUR 12000.00"\nperiod = "month"\nfirst_day = 1\nbilled = "in advance"\n'

    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("general.force")]

    assert found(TERMS) == found(TERMS.replace("pauses", "runs")) == []
    assert found(TERMS.replace("30 days", "90 days")) == ["CH-GEN-060"]
    assert found(fee + TERMS.replace("pauses", "runs")) == ["CH-GEN-061"]
