"""What tired people type, and what it means."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core.interview.understanding import understood_text

ON = dt.date(2026, 5, 4)
SIZES = ("small", "medium", "large")


@pytest.mark.parametrize(
    ("kind", "text", "means"),
    [
        ("day", "1 June", "2026-06-01"), ("day", "June 1st", "2026-06-01"), ("day", "1.6.", "2026-06-01"),
        ("day", "1.6.2026", "2026-06-01"), ("day", "2026-6-1", "2026-06-01"), ("day", "Monday, 1 June 2026", "2026-06-01"),
        ("day", "3 May", "2027-05-03"), ("day", "29.2.2028", "2028-02-29"), ("day", "1st of June".replace(" of", ""), "2026-06-01"),
        ("money", "12k", "EUR 12000.00"), ("money", "12,000", "EUR 12000.00"), ("money", "12.000", "EUR 12000.00"),
        ("money", "12 000,50", "EUR 12000.50"), ("money", "€12,000.00", "EUR 12000.00"), ("money", "1.5k", "EUR 1500.00"),
        ("money", "12000 eur", "EUR 12000.00"), ("money", "1'200.5", "EUR 1200.50"), ("money", "187.50", "EUR 187.50"),
        ("hours", "64", "64 hours"), ("hours", "64h", "64 hours"), ("hours", "7,5", "7.5 hours"), ("hours", "45 min", "45 minutes"),
        ("hours", "an hour", "1 hour"), ("hours", "8 hours a month", "8 hours"),
        ("duration", "30", "30 days"), ("duration", "a month", "1 month"), ("duration", "2 weeks", "2 weeks"),
        ("rhythm", "every tuesday 10:00", "every Tuesday 10:00"), ("rhythm", "Tuesday 10:00", "every Tuesday 10:00"),
        ("weekdays", "mon, thu and tuesday", ["Monday", "Tuesday", "Thursday"]),
        ("country", "germany", "DE"), ("country", "uk", "GB"), ("state", "California", "CA"), ("state", "ny", "NY"),
        ("lines", "one; two;", ["one", "two"]), ("choice", "2", "medium"), ("choice", "l", "large"),
        ("email", " mara@northlight.example ", "mara@northlight.example"),
    ],
)  # fmt: skip
def test_what_people_type_is_understood(kind: str, text: str, means: object) -> None:
    found = understood_text(kind, text, ON, "EUR", SIZES)
    assert found == means or str(found) == str(means)


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("day", "30.2.", "February 2027 has 28 days"), ("day", "31 June", "June 2026 has 30 days"),
        ("day", "as soon as possible", "only a day is a day"), ("day", "yes", "only a day is a day"),
        ("day", "6/1/2026", "the day or the month first"), ("day", "1.13.", "twelve months"), ("day", "1.1.1066", "too far away"),
        ("day", "0.6.", "has 30 days"),
        ("money", "yes", "that is no sum"), ("money", "-5", "that is no sum"), ("money", "USD 5", "this agreement is in EUR"),
        ("money", "12 or 13", "that is no sum"), ("money", "", "that is no sum"), ("money", "1e9", "that is no sum"),
        ("hours", "yes", "a number and a unit"), ("hours", "0", "no time at all"), ("hours", "-3", "."),
        ("duration", "soon", "a whole number and a unit"), ("rhythm", "weekly", "name the day and the hour"),
        ("rhythm", "every Tuesday", "at which hour"), ("rhythm", "sometimes", "use a rhythm"),
        ("weekdays", "every day", "name the days"), ("weekdays", "", "name the days"), ("country", "Atlantis", "no country"),
        ("state", "Hamburg", "no state"), ("choice", "9", "choose one of"), ("choice", "", "choose one of"),
        ("email", "accounts", "not an e-mail address"), ("line", "a\x07b", "control character"), ("line", "", "."),
        ("text", "x" * 2001, "too long"), ("text", "\u202etext", "direction"),
    ],
)  # fmt: skip
def test_what_is_none_says_what_to_type(kind: str, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        understood_text(kind, text, ON, "EUR", SIZES)


@given(
    st.sampled_from(["day", "money", "hours", "duration", "rhythm", "weekdays", "country", "state", "line", "lines", "email", "choice"]),
    st.text(max_size=40) | st.from_regex(r"[0-9., kK€-]{1,20}") | st.from_regex(r"[0-9]{1,6}[./ ][0-9a-z]{1,9}[./ ]?[0-9]{0,6}"),
)  # fmt: skip
def test_whatever_is_typed_is_understood_or_refused(kind: str, text: str) -> None:
    try:
        found: object = understood_text(kind, text, ON, "EUR", SIZES)
    except ValueError as error:
        found = str(error)
    assert isinstance(found, str | list)
