"""What must happen by a day, or the engagement ends or never starts."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from tests.core.journal import entry
from tests.core.words import section

Build = Callable[..., Engagement]
FUNDING = """
[foundation.term]
starts = 2026-03-01
[foundation.term.conditions.funding]
name = "the Client closes its seed round"
by = 2026-04-30
otherwise = "ends"
"""
NEVER = FUNDING.replace("2026-04-30", "2026-02-27").replace('"ends"', '"never starts"')
FEE = (
    '[financials.retainer]\namount = "EUR 1000.00"\nperiod = "month"\nfirst_day = 1\nbilled = "in advance"\n'
)
MET = entry("condition met", "2026-04-20", "jonas", condition="funding")
TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("terms", "journal", "ends"),
    [
        (FUNDING, "", date(2026, 5, 1)),
        (FUNDING, MET, None),
        (FUNDING, MET.replace("2026-04-20", "2026-05-01"), date(2026, 5, 1)),
        (NEVER, "", date(2026, 3, 1)),
        (NEVER, MET.replace("2026-04-20", "2026-02-27"), None),
    ],
    ids=["not met", "met", "too late", "never starts", "met before the start"],
)  # fmt: skip
def test_it_ends_by_what_happens(engaged: Build, terms: str, journal: str, ends: date | None) -> None:
    assert facts(engaged(terms, journal), TODAY).deal.ends == ends


def test_a_condition_is_open_until_its_day_is_over(engaged: Build) -> None:
    story = engaged(FUNDING)
    assert facts(story, date(2026, 4, 30)).deal.ends is None
    assert facts(story, date(2026, 5, 1)).deal.ends == date(2026, 5, 1)


def test_nothing_is_charged_for_what_never_started_or_has_ended(engaged: Build) -> None:
    def total(terms: str, journal: str = "") -> int:
        return sum(c.minor for c in charges(engaged(terms + FEE, journal), TODAY))

    assert total(NEVER) == 0
    assert total(FUNDING) == 2_000_00
    assert total(FUNDING, MET) == 4_000_00


def test_each_side_sees_what_must_happen_and_the_last_day(engaged: Build) -> None:
    def owed(engagement: Engagement, today: date) -> list[str]:
        found = duties(engagement, today, date(2026, 2, 1), date(2026, 12, 1))
        return [f"{d.due} {d.reads} {d.met}" for d in found if d.cite.startswith("foundation.term")]

    said = "the Client closes its seed round, or the engagement"
    assert owed(engaged(FUNDING), date(2026, 4, 1)) == [f"2026-04-30 {said} ends None"]
    assert owed(engaged(FUNDING, MET), date(2026, 4, 21)) == [f"2026-04-30 {said} ends 2026-04-20"]
    assert owed(engaged(NEVER), date(2026, 2, 20)) == [f"2026-02-27 {said} never starts None"]


def test_what_changes_nothing_is_told(engaged: Build) -> None:
    def why(terms: str, journal: str) -> list[str]:
        return [str(one.message) for one in without_effect(engaged(terms, journal), TODAY)]

    assert why(FUNDING, MET) == []
    assert why(FUNDING, MET.replace("2026-04-20", "2026-05-02")) == [
        "The last day for it was 30 April 2026: it changes nothing any more."
    ]
    assert why(FUNDING, MET.replace("funding", "board")) == ["Nothing hangs on a condition board."]
    (met,) = (e for e in engaged(FUNDING, MET).journal.entries if e.name == "condition met/2026-04-20")
    assert str(met.says(lambda _, key: key)) == "funding"


def test_findings(engaged: Build) -> None:
    def found(terms: str) -> list[str]:
        return [f.id for f in check(engaged(terms).agreement) if f.id == "CH-FND-021"]

    assert found(FUNDING) == found(NEVER) == []
    assert found(NEVER.replace("2026-02-27", "2026-03-02")) == ["CH-FND-021"]


def test_it_is_said(engaged: Build) -> None:
    words = section(engaged(FUNDING).agreement, "foundation.term")
    assert (
        "the Client closes its seed round, by 30 April 2026, or the Engagement ends with that day." in words
    )
