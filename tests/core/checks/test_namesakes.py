"""CH-GEN-030: two things of one name in one clause, of any clause that has things with names."""

from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement
from charter.core.check import check

With = Callable[[dict[str, object]], Agreement]


def told(agreement: Agreement) -> list[tuple[str, str]]:
    return [(f.place, str(f.message)) for f in check(agreement) if f.id == "CH-GEN-030"]


@pytest.mark.parametrize(
    ("clause", "one", "other"),
    [
        ("scope.deliverables", "audit", "roadmap"),
        ("financials.milestones", "audit", "midway"),
    ],
)
def test_the_second_of_two_with_one_name_is_told(terms: With, clause: str, one: str, other: str) -> None:
    name: dict[str, object] = {f"{clause}.{one}.name": "The same", f"{clause}.{other}.name": "the  SAME"}
    ((place, message),) = told(terms(name))
    assert place == f"{clause}.{other}.name"
    assert message.startswith(f"{one!r} and {other!r} are both named ")


def test_one_name_in_two_clauses_is_none(terms: With) -> None:
    name: dict[str, object] = {
        "scope.deliverables.audit.name": "The same",
        "communication.meetings.weekly.name": "The same",
    }
    assert told(terms(name)) == []


def test_two_meetings_of_one_name(terms: With) -> None:
    meeting = {"name": "Weekly check-in", "rhythm": "every Friday 10:00", "lasts": "1 hour", "who": ["jonas"]}
    named: dict[str, object] = {
        "communication.meetings.weekly.name": "Weekly Check-in",
        "communication.meetings.friday": meeting,
    }
    assert [place for place, _ in told(terms(named))] == ["communication.meetings.friday.name"]


def test_names_of_their_own_are_not_told(clean: Agreement) -> None:
    assert told(clean) == []
