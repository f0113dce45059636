"""What careful readers played with the example's scope, and what must come of it now.

Harbourline's agreement, with journals of their own: a reminder weeks late, an input that never comes, a consultant who
accepts their own work, a yes on the telephone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from charter.core.billing import charges
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.log import Logged, log
from charter.core.reading import read
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.entry import Delivered
from charter.core.vocabulary.judged import acceptances
from tests.core.journal import entry
from tests.core.signing import signed

Play = Callable[[str], Engagement]

TODAY = date(2024, 1, 31)
HANDED = entry("delivered", "2023-08-31", deliverable="audit")


@pytest.fixture
def play(harbourline: Path) -> Play:
    agreement = (harbourline / "agreement.toml").read_bytes()
    return lambda journal: signed(read({"agreement.toml": agreement, "journal.toml": journal.encode()}))


def accepted(engagement: Engagement) -> list[date]:
    journal = facts(engagement, TODAY).journal
    return [one.on for key in ("audit", "roadmap") for one in acceptances(journal, key)]


def sums(engagement: Engagement) -> Counter[str]:
    """Give what was charged by the end of January, in minor units, by clause."""
    found: Counter[str] = Counter()
    for charge in charges(engagement, TODAY):
        found[str(charge.cite.clause)] += charge.minor
    return found


def test_a_reminder_of_28_september_leaves_five_business_days(play: Play) -> None:
    """It was due on 7 September; 3 October is a holiday, so silence accepts on the 7th and not on 29 September."""
    late = play(HANDED + entry("reminded", "2023-09-28", of="audit"))
    assert accepted(late) == [date(2023, 10, 7)]
    assert sums(late)["financials.milestones"] == 9600_00
    in_time = play(HANDED + entry("reminded", "2023-09-07", of="audit"))
    assert accepted(in_time) == [date(2023, 9, 15)]
    answered = entry("rejected", "2023-10-06", deliverable="audit", reasons="Two services are missing.")
    assert accepted(play(HANDED + entry("reminded", "2023-09-28", of="audit") + answered)) == []


def test_what_has_no_id_is_struck_out_by_its_address(play: Play) -> None:
    told = HANDED + entry("reminded", "2023-09-07", of="audit")
    (handed,) = play(told).journal.of(Delivered)
    assert handed.id is None
    assert accepted(play(told + entry("void", "2023-09-08", entry=handed.address))) == []
    assert accepted(play(told)) == [date(2023, 9, 15)]


def test_access_that_never_comes_costs_nothing_without_a_warning(play: Play) -> None:
    """Played before: EUR 42,800.00 of standby in five months, without a word."""
    assert sums(play(""))["scope.dependencies"] == 0


def test_access_that_never_comes_costs_at_most_what_page_one_says(play: Play) -> None:
    warned = entry("reminded", "2023-08-09", of="scope.dependencies/warn/access/2023-08-08")
    warned += entry("reminded", "2023-10-23", of="scope.dependencies/warn/budget/2023-10-20")
    found = play(warned)
    assert sums(found)["scope.dependencies"] == 4000_00
    days = [charge.on for charge in charges(found, TODAY) if charge.cite.clause == "scope.dependencies"]
    assert (days[0], len(days)) == (date(2023, 8, 29), 10)  # day 21, a Tuesday
    saved = entry("saved", "2023-10-02", amount="EUR 2500.00")
    assert sums(play(warned + saved))["scope.dependencies"] == 1500_00


@pytest.mark.parametrize(
    ("yes", "why"),
    [
        (
            entry("accepted", "2023-09-04", "mara", deliverable="audit"),
            "Mara Lindqvist acts for the consultant, and this is for the client to do: it changes nothing.",
        ),
        (
            entry("accepted", "2023-09-04", "priya", deliverable="roadmap"),
            "Twelve-month roadmap was not handed over by 4 September 2023: there was nothing to judge.",
        ),
        (
            entry("accepted", "2023-09-04", deliverable="audit", sent="telephone"),
            "What was said by telephone does not count: only a message does.",
        ),
        (
            entry("rejected", "2023-09-04", "mara", deliverable="audit", reasons="I can do better."),
            "Mara Lindqvist acts for the consultant, and this is for the client to do: it changes nothing.",
        ),
    ],
    ids=["the consultant's own", "of what never came", "on the telephone", "a rejection by the consultant"],
)
def test_a_yes_that_is_none_earns_nothing_and_says_why(play: Play, yes: str, why: str) -> None:
    found = play(HANDED + yes)
    assert accepted(found) == []
    assert sums(found)["financials.milestones"] == 0
    assert [str(one.message) for one in without_effect(found, TODAY)] == [why]
    assert (
        sums(play(HANDED + entry("accepted", "2023-09-05", deliverable="audit")))["financials.milestones"] > 0
    )


def test_two_rounds_a_choice_and_an_end(play: Play) -> None:
    """Handed over three times and sent back each time; in the end the client takes it for two thirds of the price."""
    back = {"deliverable": "audit", "reasons": "The risks have no price."}
    story = HANDED + entry("rejected", "2023-09-04", **back)
    story += entry("delivered", "2023-09-11", deliverable="audit") + entry("rejected", "2023-09-14", **back)
    story += entry("delivered", "2023-09-21", deliverable="audit") + entry("rejected", "2023-09-25", **back)
    less = entry("chosen", "2023-09-27", deliverable="audit", choice="lower price", failed=1, tests=3)
    assert sums(play(story))["financials.milestones"] == 0
    assert sums(play(story + less))["financials.milestones"] == 6400_00
    silent = entry("reminded", "2023-10-04", of="audit")
    assert sums(play(story + silent))["financials.milestones"] == 0
    assert [str(one.reads) for one in log_of(play(story + silent))][-1] == (
        "Architecture audit: the client did not choose, and owes nothing for it"
    )


def log_of(engagement: Engagement) -> list[Logged]:
    return [one for one in log(engagement, TODAY) if one.kind == "refused"]
