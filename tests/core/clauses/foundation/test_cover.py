"""What happens while nobody works, and if a person is lost for good."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.clauses.foundation.cover import PersonLost
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.exit_plan import exit_plan
from charter.core.facts import facts
from charter.core.reading.problem import Problems
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.party import Side
from tests.core.clauses.foundation.cover import ENDABLE, ILL, LONG, LOST, OWED
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]
TERMS = ENDABLE
OTHER = TERMS.replace("client may end", "substitute")
ENDS = TERMS.replace("client may end", "ends")
INCAPABLE = """
[foundation.cover.incapable]
after = "30 days"
in_any = "6 months"
"""
TAKEN = entry("replaced", "2026-04-01", person="mara", new="Tomas Berg")


WHY = "the loss of a person who does the work"


def said(engagement: Engagement) -> str:
    return section(
        apply(engagement.agreement, [Change("general.law.governing", None, "DE")]), "foundation.cover"
    )


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
    assert owed(engaged(TERMS), date(2026, 3, 17)) == []


@pytest.mark.parametrize(
    ("terms", "journal", "end"),
    [
        (TERMS, LOST + notice("person lost", "2026-03-30"), date(2026, 4, 10)),
        (OTHER, LOST + notice("person lost", "2026-03-30"), None),
        (TERMS, notice("person lost", "2026-03-30"), None),
        (ENDS, LOST + notice("person lost", "2026-03-20"), date(2026, 3, 27)),
        (OWED, LOST + notice("person lost", "2026-04-05"), None),
        (OWED, LOST + notice("person lost", "2026-04-06"), date(2026, 4, 16)),
        (OWED, LOST + TAKEN + notice("person lost", "2026-04-06"), None),
        (
            OWED.replace("substitute", "client may end"),
            LOST + notice("person lost", "2026-03-30"),
            date(2026, 4, 10),
        ),
    ],
    ids=[
        "lost",
        "a substitute instead",
        "nobody lost",
        "it ends anyway",
        "too soon",
        "nobody found",
        "somebody found",
        "idle term",
    ],
)
def test_the_client_may_leave(engaged: Build, terms: str, journal: str, end: date | None) -> None:
    engagement = engaged(terms, journal)
    assert facts(engagement, date(2026, 6, 1)).deal.ends == end
    told = [str(e.message) for e in without_effect(engagement, date(2026, 6, 1))]
    assert told == ([] if end and terms != ENDS else ["No right to end it over a person lost: nothing ends."])


def over(engagement: Engagement, today: date) -> tuple[date, str] | None:
    """Give the last day, and why it is that, as known on a day."""
    ended = facts(engagement, today).deal.ended
    return (ended.on - timedelta(days=1), ended.why) if ended else None


def test_the_engagement_ends_with_a_person_where_that_is_agreed(engaged: Build) -> None:
    story = engaged(ENDS, LOST)
    assert over(story, date(2026, 3, 16)) == (date(2026, 3, 26), "the loss of a person who does the work")
    assert owed(story, date(2026, 3, 17)) == [
        "both 2026-03-26 Last day of the engagement (the loss of a person who does the work)"
    ]
    at_once = engaged(ENDS.replace('within = "10 days"', 'within = "0 days"'), LOST)
    assert over(at_once, date(2026, 3, 16)) == (date(2026, 3, 16), "the loss of a person who does the work")
    assert "the Engagement ends with that day." in said(at_once)
    assert "the Engagement ends 10 days later." in said(story)


@pytest.mark.parametrize(
    ("terms", "journal", "day"),
    [
        (ENDS + INCAPABLE, ILL, None),
        (ENDS + INCAPABLE, ILL + LONG, date(2026, 4, 23)),
        (ENDS + INCAPABLE, ILL.replace("false", "true") + LONG, None),
        (ENDS + INCAPABLE.replace('in_any = "6 months"', ""), ILL + LONG, None),
        (ENDS + INCAPABLE.replace('in_any = "6 months"', "").replace("30 days", "26 days"), ILL, date(2026, 4, 10)),
        (ENDS + INCAPABLE.replace("6 months", "35 days"), ILL + LONG, None),
        (ENDS + INCAPABLE.replace("30 days", "20 business days"), ILL + LONG, date(2026, 4, 21)),
        (ENDS + INCAPABLE.replace("30 days", "4 weeks"), ILL + LONG, date(2026, 4, 21)),
        (ENDS + INCAPABLE, ILL + LONG.replace("planned", 'person = "jonas"\nplanned'), None),
        (ENDS, ILL + LONG, None),
    ],
    ids=["too short", "together", "holidays", "not at one stretch", "at one stretch", "too far apart", "business days", "weeks",
         "another", "not agreed"],
)  # fmt: skip
def test_whoever_cannot_work_for_long_is_lost(
    engaged: Build, terms: str, journal: str, day: date | None
) -> None:
    """Ill for 26 days from 16 March, and again from 20 April: the thirtieth day is 23 April."""
    story = engaged(terms, journal)
    found = [lost.on for lost in facts(story, date(2026, 6, 1)).journal.of(PersonLost)]
    assert found == ([day] if day else [])
    assert over(story, date(2026, 6, 1)) == ((day + timedelta(days=10), WHY) if day else None)


def test_a_loss_is_known_no_sooner_than_its_last_day_or_what_was_told(engaged: Build) -> None:
    story = engaged(ENDS + INCAPABLE, ILL + LONG)
    assert over(story, date(2026, 4, 22)) is None
    assert over(story, date(2026, 4, 23)) == (date(2026, 5, 3), WHY)
    late = engaged(ENDS + INCAPABLE, ILL + LONG.replace("planned", "recorded = 2026-05-10\nplanned"))
    (lost,) = facts(late, date(2026, 6, 1)).journal.of(PersonLost)
    assert (lost.on, lost.known) == (date(2026, 4, 23), date(2026, 5, 10))
    both = engaged(ENDS + INCAPABLE, entry("person lost", "2026-03-20", person="mara") + ILL + LONG)
    assert [lost.on for lost in facts(both, date(2026, 6, 1)).journal.of(PersonLost)] == [date(2026, 3, 20)]


def test_the_fee_runs_on_while_others_work(engaged: Build) -> None:
    story = engaged(TERMS, ILL.replace("planned", 'person = "mara"\nplanned'))
    assert facts(story, date(2026, 6, 1)).deal.unpaid == ()
    assert owed(story, date(2026, 3, 16)) == ["consultant 2026-03-17 Tell the client who cannot work"]


def test_somebody_as_skilled_is_offered_and_takes_over(engaged: Build) -> None:
    offered = entry("replacement proposed", "2026-03-20", person="mara", new="Tomas Berg")
    (duty,) = duties(engaged(OWED, LOST + offered), date(2026, 3, 21), date(2026, 3, 1), date(2026, 12, 1))
    assert (duty.reads.text, duty.due, duty.met) == (
        "Offer somebody as skilled",
        date(2026, 3, 26),
        date(2026, 3, 20),
    )
    assert owed(engaged(OWED, LOST), date(2026, 4, 6))[1].startswith("client None End the engagement")
    assert not any(o.startswith("client") for o in owed(engaged(OWED, LOST + TAKEN), date(2026, 4, 6)))
    told = engaged(OWED, LOST + offered + TAKEN)
    assert list(without_effect(told, date(2026, 6, 1))) == []


def test_who_is_lost_is_found_among_the_ways_out(engaged: Build) -> None:
    def ways(terms: str) -> list[tuple[str, date | None]]:
        plan = exit_plan(engaged(terms, LOST), date(2026, 4, 6), Side.CLIENT, "person lost")
        return [(str(way.right.cite), way.last_day) for way in plan.ways if way.right.of == "person lost"]

    assert ways(TERMS) == [("foundation.cover.lost", date(2026, 4, 16))]
    assert ways(OWED) == [("foundation.cover.unfilled", date(2026, 4, 15))]
    assert ways(OTHER) == []


def test_a_time_that_cannot_be_counted_in_days_is_refused(engaged: Build) -> None:
    for wrong in ("2 months", "48 hours", "0 days"):
        with pytest.raises(Problems, match="write days, business days or weeks"):
            engaged(ENDS + INCAPABLE.replace("30 days", wrong))


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
    assert found(OWED) == []
    assert found(OTHER) == ["CH-FND-081"]
    assert found(OWED.replace("substitute", "ends")) == ["CH-FND-082"]
