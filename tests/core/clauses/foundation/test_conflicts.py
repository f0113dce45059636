"""Work for others, and what follows from a competitor."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.foundation.conflicts import HOME, TAKEN
from tests.core.journal import notice

Build = Callable[..., Engagement]
TERMS = HOME.terms
STAYS = TERMS.replace('client_may_end = "10 days"\n', "")


@pytest.mark.parametrize(
    ("terms", "journal", "end"),
    [
        (TERMS, TAKEN + notice("competitor", "2026-03-30"), date(2026, 4, 10)),
        (TERMS, TAKEN + notice("competitor", "2026-04-16"), None),
        (TERMS, notice("competitor", "2026-03-30"), None),
        (STAYS, TAKEN + notice("competitor", "2026-03-30"), None),
    ],
    ids=["in time", "too late", "no competitor", "no right"],
)
def test_the_client_may_leave_over_a_competitor(
    engaged: Build, terms: str, journal: str, end: date | None
) -> None:
    engagement = engaged(terms, journal)
    assert facts(engagement, date(2026, 6, 1)).deal.ends == end
    told = [str(e.message) for e in without_effect(engagement, date(2026, 6, 1))]
    assert told == (
        [] if end else ["There is no right to end it over a competitor on that day: nothing ends."]
    )


def test_the_client_is_told(engaged: Build) -> None:
    found = duties(engaged(TERMS, TAKEN), date(2026, 4, 1), date(2026, 3, 1), date(2026, 12, 1))
    assert [f"{d.by} {d.due} {d.reads}" for d in found if "conflicts" in d.id] == [
        "consultant 2026-03-23 Tell the client of Fennel & Co",
        "client None End the engagement until 15 April 2026, because of Fennel & Co",
    ]
    assert (
        str(engaged(TERMS, TAKEN).journal.entries[0].says(lambda _, key: key)) == "Fennel & Co, a competitor"
    )
    (why,) = without_effect(engaged("", TAKEN), date(2026, 4, 1))
    assert str(why.message) == "Nothing was agreed about work for others."


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("foundation.conf")]

    free = TERMS.replace('competitors = ["Fennel & Co"]\n', "").replace("not for competitors", "freely")
    assert found(TERMS) == found(free) == []
    assert found(free.replace("freely", "not at all")) == ["CH-FND-060"]
    assert found(TERMS.replace('["Fennel & Co"]', "[]")) == ["CH-FND-061"]
    assert found(TERMS.replace('["Fennel & Co"]', '["a", "b", "c", "d", "e", "f"]')) == ["CH-FND-062"]
    assert found(TERMS.replace("not for competitors", "freely")) == ["CH-FND-064"]
    assert found(free.replace('wall = ["No shared folders"]\n', "")) == ["CH-FND-063"]
