"""On which days the consultant is there, how a trial ends, and how the client pauses the work."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.foundation.commitment import HOME, PAUSED, paused
from tests.core.journal import notice

Build = Callable[..., Engagement]
TERMS = HOME.terms
WORK = '[scope.deliverables.audit]\nname = "Audit"\noutcome = "A report."\ndue = 2026-05-29\n'


def owed(engagement: Engagement, today: date) -> list[str]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 12, 1))
    return [
        f"{d.by} {d.reads} {d.met or d.status}" for d in found if d.cite.startswith("foundation.commitment")
    ]


def test_either_side_may_leave_until_the_trial_ends(engaged: Build) -> None:
    """Six weeks from Sunday 1 March end on Saturday 11 April."""
    assert owed(engaged(TERMS), date(2026, 4, 11)) == [
        "both The trial ends due",
        "client End the engagement during the trial, until 11 April 2026 open",
        "consultant End the engagement during the trial, until 11 April 2026 open",
    ]
    assert owed(engaged(TERMS), date(2026, 4, 12)) == ["both The trial ends 2026-04-11"]
    assert owed(engaged(TERMS.partition("[foundation.commitment.trial]")[0]), date(2026, 3, 2)) == []


@pytest.mark.parametrize(
    ("journal", "end"),
    [
        (notice("trial", "2026-03-30"), date(2026, 4, 5)),
        (notice("trial", "2026-03-30", "consultant", until="2026-04-20"), date(2026, 4, 21)),
        (notice("trial", "2026-04-13"), None),
    ],
    ids=["in the trial", "a later day", "after it"],
)
def test_a_notice_in_the_trial_ends_it(engaged: Build, journal: str, end: date | None) -> None:
    assert facts(engaged(TERMS, journal), date(2026, 6, 1)).deal.ends == end


@pytest.mark.parametrize(
    ("terms", "journal", "due"),
    [
        (TERMS, PAUSED, date(2026, 6, 17)),
        (TERMS, "", date(2026, 5, 29)),
        (TERMS, paused("2026-05-04", "2026-05-22", "2026-05-01"), date(2026, 5, 29)),
        (TERMS, paused("2026-05-04", "2026-06-22", "2026-04-16"), date(2026, 5, 29)),
        (TERMS, paused("2026-05-04", "2026-05-22", "2026-04-16", "priya"), date(2026, 5, 29)),
        ("", PAUSED, date(2026, 5, 29)),
    ],
    ids=["paused", "not", "too late", "too long", "by who may not", "not agreed"],
)
def test_a_pause_asked_in_time_moves_dates(engaged: Build, terms: str, journal: str, due: date) -> None:
    found = duties(engaged(terms + WORK, journal), date(2026, 6, 10), date(2026, 3, 1), date(2026, 12, 1))
    assert [d.due for d in found if "deliver/audit" in d.id] == [due]


@pytest.mark.parametrize(("fee", "unpaid"), [("pauses", 19), ("runs", 0)])
def test_a_fee_pauses_where_that_is_agreed(engaged: Build, fee: str, unpaid: int) -> None:
    deal = facts(engaged(TERMS.replace('fee = "pauses"', f'fee = "{fee}"'), PAUSED), date(2026, 6, 10)).deal
    assert sum(span.days for span in deal.unpaid) == unpaid
    assert sum(span.days for span in deal.pauses) == 19


def test_a_pause_lasts_until_its_last_day(engaged: Build) -> None:
    assert facts(engaged(TERMS, PAUSED), date(2026, 5, 22)).deal.pauses[0].until == date(2026, 5, 23)
    assert facts(engaged(TERMS, PAUSED), date(2026, 5, 23)).deal.pauses[0].until == date(2026, 5, 23)


@pytest.mark.parametrize(
    ("terms", "journal", "why"),
    [
        (TERMS, PAUSED + notice("trial", "2026-03-30"), None),
        ("", PAUSED, "Nothing was agreed about the days of work."),
        (TERMS.partition("[foundation.commitment.pause]")[0], PAUSED, "No pause was agreed."),
        (TERMS, paused("2026-05-04", "2026-05-22", "2026-05-01"),
         "Asked on 1 May 2026, a pause begins on 19 May 2026 at the earliest."),
        (TERMS, paused("2026-05-04", "2026-06-22", "2026-04-16"),
         "A pause from 4 May 2026 ends on 2 June 2026 at the latest."),
        (TERMS, notice("trial", "2026-04-13"), "There is no trial on the day of this notice: nothing ends."),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_told(engaged: Build, terms: str, journal: str, why: str | None) -> None:
    found = [str(e.message) for e in without_effect(engaged(terms, journal), date(2026, 4, 1))]
    later = [str(e.message) for e in without_effect(engaged(terms, journal), date(2026, 6, 10))]
    assert (why in later) if why else found == []


def test_where_words_were_negotiated_a_person_decides(engaged: Build) -> None:
    words = f'[foundation.commitment.wording]\ntext = "So."\nreplaces = "{"0" * 64}"\neffect = "manual"\n'
    journal = notice("trial", "2026-04-13")
    assert list(without_effect(engaged(TERMS + words, journal), date(2026, 6, 1))) == []


def test_it_is_told_until_when(engaged: Build) -> None:
    said = engaged(TERMS, PAUSED).journal.entries[0].says(lambda _, key: key)
    assert str(said) == "until 22 May 2026, asked on 16 April 2026"


def test_findings(engaged: Build) -> None:
    fee = '[financials.retainer]\namount = "EUR 12000.00"\nperiod = "month"\nfirst_day = 1\nbilled = "in advance"\n'

    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("foundation.commitment")]

    assert found(TERMS) == found(TERMS.replace('fee = "pauses"', 'fee = "runs"')) == []
    assert found(TERMS.replace("17:00", "8:00")) == ["CH-FND-040"]
    assert found(TERMS.replace("6 weeks", "6 months")) == ["CH-FND-041"]
    assert found(fee + TERMS.replace('fee = "pauses"', 'fee = "runs"')) == ["CH-FND-042"]
