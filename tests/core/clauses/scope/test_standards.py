"""Work that lacked care is put right if it is told in time."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.scope.standards import HOME, fault

Build = Callable[..., Engagement]
TERMS = HOME.terms


@pytest.mark.parametrize(
    ("terms", "journal", "due", "why"),
    [
        (TERMS, fault("2026-04-20"), ["2026-05-05"], []),
        (TERMS, fault("2026-05-15"), ["2026-06-01"], []),
        (TERMS, fault("2026-05-18"), [], ["Told after 15 May 2026, it is not put right free of charge."]),
        ("", fault("2026-04-20"), [], ["Nothing was agreed about faults."]),
    ],
    ids=["in time", "on the last day", "too late", "not agreed"],
)
def test_a_fault_told_in_time_is_put_right(
    engaged: Build, terms: str, journal: str, due: list[str], why: list[str]
) -> None:
    engagement = engaged(terms, journal)
    found = duties(engagement, date(2026, 5, 20), date(2026, 3, 1), date(2026, 12, 1))
    assert [str(d.due) for d in found if "standards" in d.id] == due
    assert [str(e.message) for e in without_effect(engagement, date(2026, 6, 1))] == why
    assert str(engagement.journal.entries[0].says(lambda _, key: key)) == "The list misses a service"


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("scope.standards")]

    assert found(TERMS) == []
    assert found(TERMS.replace("60 days", "5 days")) == ["CH-SCO-060"]
    assert found(TERMS.replace("excluded", "included")) == ["CH-SCO-061"]
