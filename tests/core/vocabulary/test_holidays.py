"""The holidays that are kept in a file, against the package that knows them: a new edition of it shows here."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from charter.core.vocabulary.dates import business
from charter.core.vocabulary.dates.business import SURE, Calendar, computed

FILE = Path(business.__file__).with_name("holidays.txt")
YEARS = range(2015, 2036)


def test_the_file_says_what_the_package_says(request: pytest.FixtureRequest) -> None:
    places = ((code, year, sorted(computed(code, year))) for code in SURE for year in YEARS)
    text = "".join(
        f"{code} {year}: {' '.join(f'{day:%m%d}' for day in days)}\n" for code, year, days in places
    )
    if request.config.getoption("--update-goldens"):
        FILE.write_text(text, encoding="ascii")
    assert FILE.read_text("ascii") == text


@pytest.mark.parametrize(
    ("day", "off"),
    [(dt.date(2026, 4, 6), True), (dt.date(2014, 10, 3), True), (dt.date(2041, 12, 24), False)],
)
def test_a_day_within_and_beyond_the_file(day: dt.date, off: bool) -> None:  # noqa: FBT001 - what is expected
    assert Calendar(("DE-HH",)).is_business(day) is not off


def test_what_is_in_the_file_needs_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(business, "computed", None)
    assert not Calendar(("US-TX", "GB-ENG")).is_business(dt.date(2033, 7, 4))
