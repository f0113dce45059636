"""Why, and by which measures both sides will know."""

from collections.abc import Callable
from datetime import date

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from tests.core.clauses.foundation.purpose import HOME
from tests.core.journal import entry

Build = Callable[..., Engagement]
TERMS = HOME.terms
BARE = TERMS.partition("[foundation.purpose.measures.releases]")[0]


def owed(engagement: Engagement, today: date) -> list[str]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 9, 30))
    return [f"{d.due} {d.reads} {d.met or d.status}" for d in found if "purpose" in d.id]


def test_measures_are_taken_on_their_days(engaged: Build) -> None:
    taken = entry("measured", "2026-09-01", measure="releases", value="four")
    assert owed(engaged(TERMS, taken), date(2026, 9, 10)) == [
        "2026-04-10 Take the measures of success late",
        "2026-07-10 Take the measures of success late",
        "2026-08-31 Measure: releases a week, four wanted 2026-09-01",
    ]
    assert str(engaged(TERMS, taken).journal.entries[0].says(lambda _, key: key)) == "releases: four"


def test_without_measures_nothing_is_owed(engaged: Build) -> None:
    assert owed(engaged(BARE), date(2026, 9, 10)) == []
    ends = '[foundation.term]\nstarts = 2026-03-01\ninitial = "3 months"\nrenewal = "none"\n'
    assert "Measure" not in " ".join(owed(engaged(ends + TERMS), date(2026, 9, 10))).replace("measures", "")


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("foundation.purpose")]

    assert found(TERMS) == []
    assert found(BARE) == ["CH-FND-050"]
    assert found(TERMS.replace("2026-08-31", "2026-02-27")) == ["CH-FND-051"]
