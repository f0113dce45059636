"""What happens while nobody works, and if a person is lost for good."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.foundation.cover import HOME, ILL, LOST
from tests.core.journal import entry, notice

Build = Callable[..., Engagement]
TERMS = HOME.terms
OTHER = TERMS.replace("client may end", "substitute")


def owed(engagement: Engagement, today: date) -> list[str]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 12, 1))
    return [f"{d.by} {d.due} {d.reads}" for d in found if "cover" in d.id]


@pytest.mark.parametrize(
    ("terms", "journal", "unpaid"),
    [
        (TERMS, ILL, 16),
        (TERMS, ILL.replace("2026-04-10", "2026-03-20"), 0),
        (TERMS, ILL.replace("false", "true"), 0),
        (TERMS.replace('credit_after = "10 days"\n', ""), ILL, 0),
    ],
    ids=["long", "short", "planned", "no credit agreed"],
)
def test_after_too_long_no_fee_runs(engaged: Build, terms: str, journal: str, unpaid: int) -> None:
    """From Monday 16 March; the fee stops on the 26th, and runs again from 11 April."""
    assert sum(span.days for span in facts(engaged(terms, journal), date(2026, 6, 1)).deal.unpaid) == unpaid


def test_the_client_is_told(engaged: Build) -> None:
    assert owed(engaged(TERMS, ILL), date(2026, 3, 16)) == [
        "consultant 2026-03-17 Tell the client that nobody works"
    ]
    holiday = entry("away", "2026-05-18", until="2026-05-22", planned=True, recorded="2026-05-18")
    assert owed(engaged(TERMS, holiday), date(2026, 5, 18)) == [
        "consultant 2026-04-19 Tell the client of the holiday from 18 May 2026"
    ]
    assert owed(engaged(OTHER, LOST), date(2026, 3, 17)) == [
        "consultant 2026-03-26 Offer somebody as skilled"
    ]
    assert owed(engaged(TERMS, LOST), date(2026, 3, 17)) == [
        "client None End the engagement, because a person is lost"
    ]


@pytest.mark.parametrize(
    ("terms", "journal", "end"),
    [
        (TERMS, LOST + notice("person lost", "2026-03-30"), date(2026, 4, 10)),
        (OTHER, LOST + notice("person lost", "2026-03-30"), None),
        (TERMS, notice("person lost", "2026-03-30"), None),
    ],
    ids=["lost", "a substitute instead", "nobody lost"],
)
def test_the_client_may_leave(engaged: Build, terms: str, journal: str, end: date | None) -> None:
    engagement = engaged(terms, journal)
    assert facts(engagement, date(2026, 6, 1)).deal.ends == end
    told = [str(e.message) for e in without_effect(engagement, date(2026, 6, 1))]
    assert told == ([] if end else ["No right to end it over a person lost: nothing ends."])


def test_it_is_told_what_happened(engaged: Build) -> None:
    journal = engaged(TERMS, ILL + LOST + ILL.replace("false", "true")).journal
    assert [str(e.says(lambda _, key: key)) for e in journal.entries[:3]] == [
        "until 10 April 2026", "mara", "until 10 April 2026, planned",
    ]  # fmt: skip
    (why,) = without_effect(engaged("", LOST), date(2026, 6, 1))
    assert str(why.message) == "Nothing was agreed about being away."


def test_findings(engaged: Build) -> None:
    fee = '[financials.retainer]\namount = "EUR 12000.00"\nperiod = "month"\nfirst_day = 1\nbilled = "in advance"\n'

    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("foundation.cover")]

    free = TERMS.replace('credit_after = "10 days"\n', "")
    assert found(fee + TERMS) == found(free) == []
    assert found(fee + free) == ["CH-FND-080"]
