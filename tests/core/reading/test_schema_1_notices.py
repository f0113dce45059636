"""What moved out of general.interpretation since schema 1, also where an amendment changes it."""

from __future__ import annotations

from typing import Any

import pytest

from charter.core.reading.schema_1_notices import agreement_with_notices, changes_with_notices


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("general.interpretation.cut_off", ["general.notices.cut_off"]),
        ("general.interpretation.written", ["general.notices.message_by", "general.notices.notice_by"]),
        ("general.interpretation.zone", ["general.interpretation.zone"]),
        ("financials.payment.written", ["financials.payment.written"]),
    ],
)
def test_a_change_of_what_moved_changes_it_in_its_new_place(old: str, now: list[str]) -> None:
    change = {"path": old, "from": "a", "to": "b"}
    assert list(changes_with_notices(change)) == [{**change, "path": path} for path in now]


@pytest.mark.parametrize("change", ["no table", 3, {"to": "b"}])
def test_what_is_no_change_stays_to_be_told_as_it_stands(change: object) -> None:
    assert list(changes_with_notices(change)) == [change]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"general": "no table"},
        {"general": {"interpretation": 3}},
        {"general": {"interpretation": {"zone": "UTC"}}},
    ],
)
def test_an_agreement_in_which_nothing_moved_stays(values: dict[str, Any]) -> None:
    assert agreement_with_notices(values) == values
