"""A published rate newer than the data: entered in the journal, used for claims from then on, and shown as such."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges, statement
from charter.core.engagement import Engagement
from charter.core.language import in_language
from charter.core.language.locale import Locale
from charter.core.reading import Problems
from charter.core.rules.findings import entry_findings
from tests.core.clauses.financials.test_late_payment import LATE, booked, claimed
from tests.core.journal import entry

Build = Callable[..., Engagement]
SOURCE = "Bundesanzeiger of 30 June 2026"


def seen(on: str, rate: str = "1.52 %", since: str = "2026-07-01", law: str = "DE", **more: str) -> str:
    return entry("rate published", on, law=law, since=since, rate=rate, source=SOURCE, **more)


def told(engagement: Engagement, day: date) -> list[str]:
    return [str(found.message) for _, found in entry_findings(engagement, day, day)]


def test_what_was_provisional_can_be_claimed(engaged: Build, pay: str, issued: str) -> None:
    """Due on 15 April: until 30 June at 1.27 and 9 %, from 1 July at 1.52 and 9 %, both of 21,600."""
    engagement = engaged(pay + LATE, issued + seen("2026-07-02") + claimed("2026-07-15"))
    day = date(2026, 7, 15)
    [charge] = [each for each in charges(engagement, day) if "/interest/" in each.id]
    assert charge.minor == round((76 * 0.1027 + 15 * 0.1052) * 21600 / 365 * 100)
    assert str(charge.reads) == (
        "Interest on invoice N-1 to 15 July 2026: 76 days at 10.27 % a year and 15 days at 10.52 % a year; "
        f"as entered: Basiszinssatz 1.52 % from 1 July 2026 ({SOURCE})"
    )
    assert charge.entries == ("claimed/2026-07-15", "rate published/2026-07-02")
    assert "wie eingetragen: " in in_language(charge.reads, Locale.read("de-DE"))
    assert told(engagement, day) == []
    ((_, _, provisional),) = statement(engaged(pay + LATE, issued + seen("2026-07-02")), day).interest
    assert not provisional


def test_it_tells_of_no_day_after_the_one_on_which_it_was_seen(engaged: Build, pay: str, issued: str) -> None:
    """The base rate changes on 1 January: what was seen in July says nothing of it."""
    early = engaged(pay + LATE, issued + seen("2026-07-02") + claimed("2027-01-15"))
    assert booked(early, date(2027, 1, 15)) == {"fixed_sum/N-1": 40_00}
    both = seen("2026-07-02") + seen("2027-01-04", rate="1.40 %", since="2027-01-01")
    engagement = engaged(pay + LATE, issued + both + claimed("2027-01-15"))
    expected = round((76 * 0.1027 + 184 * 0.1052 + 15 * 0.1040) * 21600 / 365 * 100)
    assert booked(engagement, date(2027, 1, 15))["interest/N-1/2027-01-15"] == expected


def test_a_claim_before_it_was_entered_stays_as_it_was(engaged: Build, pay: str, issued: str) -> None:
    """Also where the rate is from before: whoever claims, claims what could be known then."""
    journal = issued + claimed("2026-07-15") + seen("2026-07-02", recorded="2026-07-20")
    assert booked(engaged(pay + LATE, journal), date(2026, 7, 25)) == {"fixed_sum/N-1": 40_00}
    again = booked(engaged(pay + LATE, journal + claimed("2026-07-21")), date(2026, 7, 25))
    assert set(again) == {"fixed_sum/N-1", "interest/N-1/2026-07-21"}


def test_what_the_data_knows_comes_first(engaged: Build, pay: str, issued: str) -> None:
    """Nobody makes interest dearer, or cheaper, by an entry of a day that is known."""
    day = date(2026, 5, 15)
    known = booked(engaged(pay + LATE, issued + claimed("2026-05-15")), day)
    dearer = engaged(
        pay + LATE, issued + seen("2026-05-01", rate="9 %", since="2026-01-01") + claimed("2026-05-15")
    )
    assert booked(dearer, day) == known
    assert told(dearer, day)[:1] == [
        "The rate was 1.27 % from 1 January 2026, as published: what was entered counts for nothing."
    ]
    later = seen("2026-07-10", rate="9 %", since="2026-01-01") + claimed("2026-07-15")
    assert booked(engaged(pay + LATE, issued + later), date(2026, 7, 15)) == {"fixed_sum/N-1": 40_00}


def test_of_two_the_first_counts_until_it_is_void(engaged: Build, pay: str, issued: str) -> None:
    day = date(2026, 7, 15)
    first = seen("2026-07-02", id="first")
    one = booked(engaged(pay + LATE, issued + first + claimed("2026-07-15")), day)
    two = engaged(pay + LATE, issued + first + seen("2026-07-03", rate="2.52 %") + claimed("2026-07-15"))
    assert booked(two, day) == one
    assert told(two, day) == ["Another rate from 1 July 2026 was entered before, and counts."]
    void = entry("void", "2026-07-04", entry="first")
    corrected = issued + first + void + seen("2026-07-05", rate="2.52 %") + claimed("2026-07-15")
    assert booked(engaged(pay + LATE, corrected), day) != one


@pytest.mark.parametrize(
    "wrong",
    [
        ("FR", LATE, "does not rest on a rate of the law FR"),
        ("US-CA", LATE, "does not rest on a rate of the law US-CA"),
        (
            "DE",
            LATE.replace('interest = "statutory"', 'interest = "1 % a month"'),
            "the rate changes nothing",
        ),
    ],
)
def test_a_rate_that_counts_for_nothing_says_so(
    engaged: Build, pay: str, issued: str, wrong: tuple[str, str, str]
) -> None:
    law, clause, why = wrong
    engagement = engaged(pay + clause, issued + seen("2026-07-02", law=law))
    [said] = told(engagement, date(2026, 7, 15))
    assert why in said


def test_a_rate_may_be_below_nothing(engaged: Build, pay: str, issued: str) -> None:
    engagement = engaged(pay + LATE, issued + seen("2026-07-02", rate="-0.88 %") + claimed("2026-07-15"))
    expected = round((76 * 0.1027 + 15 * 0.0812) * 21600 / 365 * 100)
    assert booked(engagement, date(2026, 7, 15))["interest/N-1/2026-07-15"] == expected


@pytest.mark.parametrize(
    "wrong", [{"rate": "1,52 %"}, {"rate": "152 %"}, {"rate": "statutory"}, {"law": "ZZ-1"}, {"rate": ""}]
)
def test_what_is_no_rate_or_no_law_is_refused(
    engaged: Build, pay: str, issued: str, wrong: dict[str, str]
) -> None:
    with pytest.raises(Problems):
        engaged(pay + LATE, issued + seen("2026-07-02", **wrong))
