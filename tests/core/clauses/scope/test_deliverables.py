"""Deliverables are due on their day, moved by delays that are not the consultant's."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from charter.core.agreement import Agreement
from charter.core.changes import apply
from charter.core.check import check
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.reading import Problems
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.duty import Duty, Status
from tests.core.journal import entry

Build = Callable[..., Engagement]

AUDIT = """
[scope.deliverables.audit]
name = "Audit"
outcome = "The risks are known."
due = 2026-04-30
criteria = ["Every service is covered."]
"""
REPORT = """
[scope.deliverables.report]
name = "Report"
outcome = "Progress is seen."
recurring = "every month on day 5"
criteria = ["Two pages."]
"""


def deliver(engagement: Engagement, today: date) -> list[Duty]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 7, 1))
    return [d for d in found if d.id.startswith("scope.deliverables/")]


def handed(day: str, key: str, **more: str) -> str:
    return entry("delivered", day, deliverable=key, **more)


def test_one_is_met_when_it_is_handed_over(engaged: Build) -> None:
    (duty,) = deliver(engaged(AUDIT, handed("2026-04-28", "audit")), date(2026, 5, 4))
    assert (duty.due, duty.met, duty.status) == (date(2026, 4, 30), date(2026, 4, 28), Status.MET)


def test_one_that_was_not_handed_over_is_late(engaged: Build) -> None:
    (duty,) = deliver(engaged(AUDIT), date(2026, 5, 4))
    assert duty.status is Status.LATE


def test_each_occasion_of_a_rhythm_is_met_by_its_own_delivery(engaged: Build) -> None:
    journal = handed("2026-03-04", "report") + handed("2026-05-05", "report", occasion="2026-05-05")
    met = {d.id: d.met for d in deliver(engaged(REPORT, journal), date(2026, 5, 6))}
    assert met["scope.deliverables/deliver/report/2026-03-05"] == date(2026, 3, 4)
    assert met["scope.deliverables/deliver/report/2026-04-05"] is None
    assert met["scope.deliverables/deliver/report/2026-05-05"] == date(2026, 5, 5)


def test_a_rhythm_stops_with_the_engagement(engaged: Build) -> None:
    term = '[foundation.term]\nstarts = 2026-03-01\ninitial = "2 months"\nrenewal = "none"\n'
    assert len(deliver(engaged(term + REPORT), date(2026, 3, 1))) == 2


def test_a_suspension_moves_one_by_its_days_and_a_rhythm_only_out_of_it(engaged: Build) -> None:
    stop = entry("suspended", "2026-04-01") + entry("resumed", "2026-04-11")
    due = {d.id: d.due for d in deliver(engaged(AUDIT + REPORT, stop), date(2026, 4, 20))}
    assert due["scope.deliverables/deliver/audit"] == date(2026, 5, 11)  # 10 May is a Sunday
    assert due["scope.deliverables/deliver/report/2026-03-05"] == date(2026, 3, 5)
    assert due["scope.deliverables/deliver/report/2026-04-05"] == date(
        2026, 4, 13
    )  # the Monday after 11 April
    assert due["scope.deliverables/deliver/report/2026-05-05"] == date(2026, 5, 5)


def of(engagement: Engagement) -> set[str]:
    """Give the findings on deliverables; in the frame of these tests, nobody stands in for Jonas."""
    return {f.id for f in check(engagement.agreement) if "deliverables" in f.place} - {
        "CH-SCO-006",
        "CH-SCO-007",
    }


def test_findings(engaged: Build) -> None:
    bare = '[scope.deliverables.talk]\nname = "Talk"\noutcome = "Heard."\n'
    early = AUDIT.replace("2026-04-30", "2026-02-20")
    assert of(engaged(bare)) == {"CH-SCO-001", "CH-SCO-002"}
    assert of(engaged(early)) == {"CH-SCO-003"}
    assert of(engaged(AUDIT + REPORT)) == set()


@pytest.mark.parametrize(
    ("test", "found"),
    [
        ("Every service is covered", False),
        ("The summary has two pages", False),
        ("The board has approved it", True),
        ("Jonas Petersen can retell it in five minutes", True),
        ("the head of finance is content with the figures", True),
        ("the client is satisfied", True),
    ],
)
def test_a_test_hangs_on_nothing_that_the_client_does(engaged: Build, test: str, *, found: bool) -> None:
    assert (of(engaged(re.sub(r"criteria = .*", f"criteria = [{test!r}]", AUDIT))) == {"CH-SCO-005"}) == found


def test_somebody_reviews_while_the_reviewer_is_away(engaged: Build) -> None:
    def alone(agreement: Agreement) -> list[str]:
        return [f.place for f in check(agreement) if f.id == "CH-SCO-006"]

    agreement = engaged(AUDIT + REPORT).agreement
    assert alone(agreement) == ["scope.deliverables.audit.reviewer", "scope.deliverables.report.reviewer"]
    stands_in = Change("foundation.parties.people.jonas.stand_in", None, "priya")
    assert alone(apply(agreement, [stands_in])) == []
    reviews = Change("scope.deliverables.audit.reviewer", None, "priya")
    assert alone(apply(agreement, [reviews])) == ["scope.deliverables.report.reviewer"]


def test_what_follows_when_it_is_late_is_agreed(engaged: Build) -> None:
    def unsaid(clauses: str) -> bool:
        return any(f.id == "CH-SCO-007" for f in check(engaged(clauses).agreement))

    assert unsaid(AUDIT)
    assert not unsaid(REPORT)
    assert not unsaid('[scope.deliverables]\nnew_date_within = "20 days"\n' + AUDIT)


def test_a_day_of_a_rhythm_that_is_no_business_day_moves_on(engaged: Build) -> None:
    """5 April 2026 is Easter Sunday, so the report is due on Tuesday; a named date stays as it is."""
    due = {
        d.id: d.due
        for d in deliver(engaged(AUDIT.replace("2026-04-30", "2026-04-05") + REPORT), date(2026, 3, 1))
    }
    assert due["scope.deliverables/deliver/report/2026-04-05"] == date(2026, 4, 7)
    assert due["scope.deliverables/deliver/audit"] == date(2026, 4, 5)


def test_the_delivery_that_names_an_occasion_is_not_taken_for_another(engaged: Build) -> None:
    monthly = '[scope.deliverables.report]\nname = "Report"\noutcome = "Seen."\nrecurring = "every month on day 5"\n'
    journal = handed("2026-04-05", "report") + handed("2026-04-06", "report", occasion="2026-03-05")
    found = duties(engaged(monthly, journal), date(2026, 4, 20), date(2026, 3, 1), date(2026, 5, 1))
    assert [d.met for d in found] == [date(2026, 4, 6), date(2026, 4, 5)]


def test_what_is_due_after_the_end_is_not_owed(engaged: Build) -> None:
    over = entry("ended", "2026-04-20", "jonas", why="by law", rule="section 314 BGB")
    thing = '[scope.deliverables.{0}]\nname = "{0}"\noutcome = "Seen."\ndue = {1}\n'
    terms = thing.format("audit", "2026-04-10") + thing.format("plan", "2026-05-10")
    late = entry("delivered", "2026-04-22", deliverable="audit")
    found = duties(engaged(terms, over + late), date(2026, 5, 20), date(2026, 3, 1), date(2026, 6, 1))
    assert [(d.id, d.met) for d in found] == [("scope.deliverables/deliver/audit", date(2026, 4, 22))]


def test_a_yes_to_what_nobody_handed_over_delivers_nothing(engaged: Build) -> None:
    thing = '[scope.deliverables.audit]\nname = "Audit"\noutcome = "Seen."\ndue = 2026-04-10\n'
    taken = entry("accepted", "2026-04-08", "jonas", deliverable="audit")
    (duty,) = duties(engaged(thing, taken), date(2026, 5, 20), date(2026, 3, 1), date(2026, 6, 1))
    assert duty.status is Status.LATE


def test_one_day_and_a_rhythm_do_not_go_together(engaged: Build) -> None:
    both = '[scope.deliverables.audit]\nname = "Audit"\noutcome = "Seen."\ndue = 2026-04-10\nrecurring = "every Friday"\n'
    with pytest.raises(Problems, match="and not both"):
        engaged(both)


def test_each_occasion_says_which_entry_would_meet_it(engaged: Build) -> None:
    found = deliver(engaged(REPORT), date(2026, 4, 20))
    assert [d.met_by["occasion"] for d in found[:2]] == ["2026-03-05", "2026-04-05"]
    assert "occasion" not in deliver(engaged(AUDIT), date(2026, 4, 20))[0].met_by


@pytest.mark.parametrize(("ended", "owed"), [("2026-05-05", [date(2026, 5, 4)]), ("2026-05-04", [])])
def test_a_moved_day_that_rolls_beyond_the_last_one_is_not_owed(
    engaged: Build, ended: str, owed: list[date]
) -> None:
    """30 April and two days of suspension is Saturday 2 May, so Monday the 4th."""
    stop = entry("suspended", "2026-04-01")
    stop += entry("resumed", "2026-04-03")
    over = entry("ended", ended, "jonas", why="by law", rule="section 314 BGB")
    assert [d.due for d in deliver(engaged(AUDIT, stop + over), date(2026, 5, 6))] == owed


@pytest.mark.parametrize(
    ("rhythm", "first"),
    [
        ("every month on day 8", "every month on day 8, first on 9 March 2026"),  # the 8th is a Sunday
        ("every year on 28 February", "every year on 28 February, first on 1 March 2027"),  # a Sunday, too
    ],
)
def test_the_first_day_of_a_rhythm_is_printed(engaged: Build, rhythm: str, first: str) -> None:
    agreement = engaged(REPORT.replace("every month on day 5", rhythm)).agreement
    schedule = next(s for s in document(agreement).schedules if isinstance(s, tree.Schedule))
    assert first in [tree.plain(cell) for cell in schedule.table.rows[0]]


def test_the_stand_in_of_a_reviewer_is_printed(engaged: Build) -> None:
    stands_in = Change("foundation.parties.people.jonas.stand_in", None, "priya")
    reviews = Change("scope.deliverables.audit.reviewer", None, "jonas")
    agreement = apply(engaged(AUDIT).agreement, [stands_in, reviews])
    schedule = next(s for s in document(agreement).schedules if isinstance(s, tree.Schedule))
    assert tree.plain(schedule.table.rows[0][-1]) == "Jonas Petersen, else Priya Raman"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ("[]", "Work on Audit uses no Included Hours (3.1 (Retainer)). Work on Report uses Included Hours."),
        ('["milestone work"]', "Work on Audit and Report uses Included Hours."),
    ],
)
def test_the_schedule_says_of_each_whether_it_uses_included_hours(
    engaged: Build, counts: str, said: str
) -> None:
    """S1: nobody pays twice for the same work, or believes so."""
    text = (
        '[scope.deliverables.audit]\nname = "Audit"\noutcome = "Known."\ndue = 2026-04-30\ncriteria = ["All."]\n'
        '[scope.deliverables.report]\nname = "Report"\noutcome = "Seen."\ndue = 2026-04-30\ncriteria = ["All."]\n'
        '[financials.retainer]\namount = "EUR 3000.00"\nperiod = "month"\nbilled = "in advance"\n'
        f'hours = "10 hours"\ncounts = {counts}\n'
        '[financials.milestones.audit]\nname = "Audit"\namount = "EUR 9600.00"\nacceptance_of = "audit"\n'
    )
    schedules = document(engaged(text).agreement).schedules
    intro = next(tree.plain(each.intro) for each in schedules if each.cite == "scope.deliverables")
    assert intro.endswith(said)
