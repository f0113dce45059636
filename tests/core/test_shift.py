"""Twenty-eight years later everything is the same: the weeks and leap years of 1901 to 2099 repeat then.

Public holidays and statutory rates belong to their years; so tax, interest and sum are agreed, and every
weekday is a business day.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.core.agreement import Agreement
from charter.core.billing import charges, invoices, statement
from charter.core.changes import Amendment, apply, terms_data
from charter.core.clauses.general.interpretation import Interpretation
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.exit_plan import exit_plan
from charter.core.facts import facts
from charter.core.kinds import entry_adapter
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.dates import Calendar
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.folder import load
from tests.budget import tries

from .lives import CALM, DAYS, START, harsh, journals, lived
from .signing import only_signed

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
YEAR = re.compile(
    rf"(?P<before>datetime\.date\(|\b(?:{MONTHS}) )(?P<year>[0-9]{{4}})|\b(?P<iso>[0-9]{{4}})(?=-[0-9]{{2}}-[0-9]{{2}})"
)
OF_NO_YEAR = {
    "financials.invoicing.number": "NL-{n}",
    "financials.invoicing.cycle": "every second Friday",
    "financials.taxes.rate": "19 %",
    "financials.late_payment.interest": "1 % a month",
    "financials.late_payment.fixed_sum": "EUR 40.00",
    "communication.meetings.weekly.rhythm": "every other Tuesday 10:00",
}


def later(text: str, years: int) -> str:
    """Move every date in a text by whole years, however it is written.

    >>> later("datetime.date(2024, 2, 29), 2023-08-01, until 3 May 2024, EUR 2023", 28)
    'datetime.date(2052, 2, 29), 2051-08-01, until 3 May 2052, EUR 2023'
    """
    return YEAR.sub(lambda m: f"{m['before'] or ''}{int(m['year'] or m['iso']) + years}", text)


def moved(story: Engagement, years: int) -> Engagement:
    """Give the same engagement with every date of agreement, amendments and journal moved."""
    agreement = later(json.dumps(terms_data(story.agreement)), years)
    amendments = (later(a.model_dump_json(by_alias=True), years) for a in story.amendments)
    entries = (later(entry.model_dump_json(), years) for entry in story.journal.entries)
    return Engagement(
        Agreement.model_validate_json(agreement, strict=True),
        tuple(Amendment.model_validate_json(text, strict=True) for text in amendments),
        Journal(entry_adapter().validate_json(text, strict=True) for text in entries),
        story.name,
    )


def brought_about(story: Engagement, today: date) -> Iterator[str]:
    """Tell all that an engagement brings about until a day."""
    yield repr(charges(story, today))
    yield repr(duties(story, today, story.agreement.foundation.term.starts))
    yield repr([entry.model_dump() for entry in facts(story, today).deemed])
    yield repr(invoices(story, today))
    yield repr(statement(story, today))


@pytest.fixture(scope="module", params=["as agreed", "harsh"])
def frame(request: pytest.FixtureRequest, harbourline: Path) -> Iterator[Engagement]:
    agreed = only_signed(load(harbourline))
    agreed = harsh(agreed) if request.param == "harsh" else agreed
    changes = [Change(path, None, held) for path, held in OF_NO_YEAR.items()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Interpretation, "_calendar", Calendar())
        yield replace(agreed, agreement=apply(agreed.agreement, changes))


@given(
    happened=journals(), lateness=st.sampled_from([0, 3, 20, 60]), cut=st.integers(0, DAYS),
    years=st.sampled_from([-28, 28, 56]),
)  # fmt: skip
@settings(CALM, max_examples=tries(2, 30))
def test_whatever_happens_the_same_follows_twenty_eight_years_later(
    frame: Engagement, happened: list[Entry], lateness: int, cut: int, years: int
) -> None:
    story, today = lived(frame, happened, lateness), START + timedelta(days=cut)
    there = today.replace(year=today.year + years)
    assert [later(text, years) for text in brought_about(story, today)] == list(
        brought_about(moved(story, years), there)
    )


def test_so_does_the_plan_of_an_exit(frame: Engagement) -> None:
    story, today = lived(frame, [], 3), date(2024, 2, 29)
    plan = exit_plan(story, today, Side.CLIENT)
    assert plan.last_day == date(2024, 3, 30)
    assert later(repr(plan), 28) == repr(exit_plan(moved(story, 28), date(2052, 2, 29), Side.CLIENT))
