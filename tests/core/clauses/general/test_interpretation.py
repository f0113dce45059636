"""Interpretation: whose days count, and where a last day goes."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.reading import Problems, read_agreement, write
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from tests.core.words import section

Build = Callable[..., Engagement]


def deal(engaged: Build, **terms: str) -> Deal:
    made = [Change(f"general.interpretation.{name}", None, value) for name, value in terms.items()]
    return facts(Engagement(apply(engaged().agreement, made)), date(2026, 3, 2)).deal


@pytest.mark.parametrize(
    ("whose", "business"), [("both", False), ("either", True), ("client", False), ("consultant", True)]
)
def test_whose_holidays_count(engaged: Build, whose: str, business: bool) -> None:  # noqa: FBT001 - what is expected
    # Reformation Day, Saturday in 2026, is one in Hamburg; 2 November 2028 is none; 31 October 2028 is a Tuesday
    found = deal(engaged, business_days=whose, client_calendar="DE-HH", consultant_calendar="DE-BY")
    assert found.is_business(date(2028, 10, 31)) is business


@pytest.mark.parametrize(
    ("roll", "last"),
    [
        ("forward", date(2026, 6, 1)),
        ("back", date(2026, 5, 29)),
        ("modified", date(2026, 5, 29)),
        ("none", date(2026, 5, 31)),
    ],
)
def test_where_a_last_day_on_a_sunday_goes(engaged: Build, roll: str, last: date) -> None:
    assert deal(engaged, roll=roll).within(Duration.parse("10 days"), date(2026, 5, 21)) == last


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("Europe/Berlin", "Europe/Hamburg", "zone"),
        ('client_calendar = "DE-HH"', 'client_calendar = "DE-XX"', "client_calendar"),
    ],
)
def test_a_zone_or_calendar_that_is_none_is_refused(engaged: Build, old: str, new: str, path: str) -> None:
    text = write(engaged().agreement)
    assert old in text
    with pytest.raises(Problems, match=rf"general\.interpretation\.{path}"):
        read_agreement(text.replace(old, new))


@pytest.mark.parametrize("zone", ["America/Argentina/Buenos_Aires", "Etc/GMT+5", "UTC", "Africa/Porto-Novo"])
def test_a_zone_that_there_is_is_taken(engaged: Build, zone: str) -> None:
    assert (
        read_agreement(write(engaged().agreement).replace("Europe/Berlin", zone)).general.interpretation.zone
        == zone
    )


@pytest.mark.parametrize(
    "zone", ["America/Argentina", "Europe/berlin", "posixrules", "Europe/../UTC", "Asia/_"]
)
def test_a_file_that_is_no_zone_is_refused(engaged: Build, zone: str) -> None:
    with pytest.raises(Problems, match="not a time zone"):
        read_agreement(write(engaged().agreement).replace("Europe/Berlin", zone))


# ── calendars that leave out the holidays of a region ──────────────────────────────────────────


def found(engaged: Build, **terms: str) -> list[Finding]:
    """The findings on calendars, of the engagement with some terms of any clause: `general__law__governing`."""
    made = [Change(name.replace("__", "."), None, value) for name, value in terms.items()]
    agreement = apply(engaged().agreement, made)
    frame = facts(Engagement(agreement), date(2026, 3, 2)).deal
    return [f for f in agreement.general.interpretation.findings(frame) if f.id == "CH-GEN-003"]


CLIENT = "general__interpretation__client_calendar"
CONSULTANT = "general__interpretation__consultant_calendar"


@pytest.mark.parametrize(
    ("terms", "mended"),
    [
        ({CLIENT: "GB", "general__law__governing": "GB-ENG"}, "GB-ENG"),
        ({CLIENT: "US", "general__law__governing": "US-NY"}, "US-NY"),
        ({CLIENT: "DE", "foundation__parties__client__state": "BY"}, "DE-BY"),
        (
            {CLIENT: "DE", "foundation__parties__client__state": "BY", "general__law__governing": "GB-ENG"},
            "DE-BY",
        ),
        ({CLIENT: "US"}, None),
        ({CLIENT: "DE"}, None),
        ({CLIENT: "GB", "general__law__governing": "US-NY"}, None),
        ({CLIENT: "DE", "foundation__parties__client__state": "XX"}, None),
    ],
)
def test_a_calendar_without_its_region_is_told_with_the_region(
    engaged: Build, terms: dict[str, str], mended: str | None
) -> None:
    (one,) = found(engaged, **terms)
    assert one.place == "general.interpretation.client_calendar"
    assert one.level is (Level.WARNING if mended else Level.ADVICE)
    assert one.mend == ((Change(one.place, terms[CLIENT], mended),) if mended else ())


@pytest.mark.parametrize(
    "terms",
    [
        {},
        {CLIENT: "NL", CONSULTANT: "FR"},
        {CLIENT: "GB-ENG", "general__law__governing": "GB-ENG"},
        {CLIENT: "DE", "general__interpretation__business_days": "consultant"},
        {CONSULTANT: "DE", "general__interpretation__business_days": "client"},
    ],
)
def test_a_calendar_that_is_whole_or_does_not_count_is_not(engaged: Build, terms: dict[str, str]) -> None:
    assert found(engaged, **terms) == []


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("UK", 'write: client_calendar = "GB"'),
        ("Hamburg", 'write: client_calendar = "DE-HH"'),
        ("England", 'write: client_calendar = "GB-ENG"'),
        ("de-hh", 'write: client_calendar = "DE-HH"'),
        ("XX", 'Example: client_calendar = "DE-HH"'),
        ("DE-XX", 'Example: client_calendar = "DE-HH"'),
    ],
)
def test_a_calendar_of_another_name_is_told_its_code(engaged: Build, code: str, hint: str) -> None:
    text = write(engaged().agreement).replace('client_calendar = "DE-HH"', f'client_calendar = "{code}"', 1)
    with pytest.raises(Problems) as error:
        read_agreement(text)
    (problem,) = error.value.problems
    assert problem.message.startswith("no such holiday calendar: ")
    assert problem.hint.endswith(hint)


# ── hours, and what the paper says ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("time", "last"),
    [
        ("24 hours", date(2026, 3, 7)),  # a Saturday: hours run through it
        ("48 hours", date(2026, 3, 8)),
        ("2 hours", date(2026, 3, 7)),  # over on Friday, or after midnight
        ("1 day", date(2026, 3, 9)),
        ("1 business day", date(2026, 3, 9)),
    ],
)
def test_hours_run_by_the_clock_and_days_move_to_a_business_day(
    engaged: Build, time: str, last: date
) -> None:
    """S9: 48 hours are no three days, and do not wait for Monday."""
    assert deal(engaged).within(Duration.parse(time), date(2026, 3, 6)) == last


def said(engaged: Build, **terms: str) -> str:
    made = [Change(f"general.interpretation.{name}", None, value) for name, value in terms.items()]
    return section(apply(engaged().agreement, made), "general.interpretation")


def test_places_and_clocks_stand_by_name(engaged: Build) -> None:
    """M28: no codes of places or zones."""
    text = said(engaged, client_calendar="GB-ENG", consultant_calendar="US-CA", zone="America/Los_Angeles")
    assert "Hours are those of the Los Angeles clock." in text
    assert "neither in England, where the Client works, nor in California, where the Consultant works" in text
    assert "a day from Monday to Friday that is no public holiday in Hamburg" in said(engaged)


def test_a_term_in_business_days_is_printed_with_the_defined_word(engaged: Build) -> None:
    """M27."""
    terms = '[communication.decisions]\nwhere = "the log"\nways = ["e-mail"]\nanswer_within = "5 business days"\nsilent = "consultant decides"\n'
    assert "5 Business Days" in section(engaged(terms).agreement, "communication.decisions")
