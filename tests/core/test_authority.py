"""An act counts only from who may do it: otherwise it changes nothing, and `log` and `check` say why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.authority import authority_objection
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.entry import Accepted, Notice, Worked
from tests.core.amending import amendment
from tests.core.clauses.financials.conftest import PAY
from tests.core.journal import entry, hours, notice

Build = Callable[..., Engagement]
TODAY = date(2026, 6, 1)
TERMS = """
[scope.deliverables.audit]
name = "Audit"
outcome = "Known."
due = 2026-04-30
criteria = ["All."]

[scope.deliverables.plan]
name = "Plan"
outcome = "Written."
due = 2026-05-29
criteria = ["All."]
reviewer = "priya"

[scope.acceptance]
review = "10 business days"
rework = "5 business days"
rounds = 1

[exit.termination]
insolvency = false
client = { notice = "30 days" }
consultant = { notice = "30 days" }
"""
HANDED = entry("delivered", "2026-05-04", deliverable="audit") + entry(
    "delivered", "2026-05-04", deliverable="plan"
)
ACCEPTED = "2026-05-06"


def told(engagement: Engagement) -> list[tuple[str, str]]:
    """Why entries change nothing, and what to do."""
    return [(str(one.message), str(one.hint)) for one in without_effect(engagement, TODAY)]


def accepted(engagement: Engagement) -> list[str]:
    return [one.deliverable for one in facts(engagement, TODAY).journal.of(Accepted)]


def test_the_consultant_cannot_accept_its_own_deliverable(engaged: Build) -> None:
    own = engaged(TERMS, HANDED + entry("accepted", ACCEPTED, "mara", deliverable="audit"))
    assert accepted(own) == []
    assert told(own) == [
        (
            "Mara Lindqvist acts for the consultant, and this is for the client to do: it changes nothing.",
            "Correct who did it, or have it done by who may.",
        )
    ]


def test_the_client_cannot_hand_over_work_or_record_hours(engaged: Build) -> None:
    found = engaged(TERMS, hours("2026-05-04", 2).replace('"mara"', '"jonas"'))
    assert facts(found, TODAY).journal.of(Worked) == ()
    assert len(told(found)) == 1


@pytest.mark.parametrize(
    ("who", "what", "counts"),
    [
        ("jonas", "audit", True),
        ("priya", "audit", False),
        ("priya", "plan", True),
        ("jonas", "plan", True),
    ],
)
def test_who_may_accept_does_or_reviews_by_name(engaged: Build, who: str, what: str, counts: bool) -> None:  # noqa: FBT001 - a table
    found = engaged(TERMS, HANDED + entry("accepted", ACCEPTED, who, deliverable=what))
    assert accepted(found) == ([what] if counts else [])
    assert [why for why, _ in told(found)] == (
        [] if counts else ["Priya Raman may not accept for the client: it changes nothing."]
    )
    assert [do for _, do in told(found)] == (
        [] if counts else ["Have it done by one who may: Jonas Petersen."]
    )


def test_a_stand_in_does_what_the_other_may(engaged: Build) -> None:
    change = ("foundation.parties.people.jonas.stand_in", None, "priya")
    stands_in = amendment("Who stands in", "2026-05-05", change)
    early = entry("accepted", "2026-05-04", "priya", deliverable="audit")
    late = entry("accepted", "2026-05-05", "priya", deliverable="audit")
    assert accepted(engaged(TERMS, HANDED + early, stands_in)) == []
    assert accepted(engaged(TERMS, HANDED + late, stands_in)) == ["audit"]
    given = notice("termination", "2026-05-05").replace('"jonas"', '"priya"')
    assert facts(engaged(TERMS, given, stands_in), TODAY).deal.ends == date(2026, 6, 5)
    assert facts(engaged(TERMS, given), TODAY).deal.ends is None


def test_a_notice_by_the_wrong_side_ends_nothing(engaged: Build) -> None:
    found = engaged(TERMS, notice("termination", "2026-05-05").replace('"jonas"', '"mara"'))
    assert facts(found, TODAY).journal.of(Notice) == ()
    assert facts(found, TODAY).deal.ends is None
    assert [why for why, _ in told(found)] == [
        "Mara Lindqvist acts for the consultant, and this is for the client to do: it changes nothing."
    ]


def test_a_notice_by_one_without_the_right_ends_nothing(engaged: Build) -> None:
    found = engaged(TERMS, notice("termination", "2026-05-05").replace('"jonas"', '"priya"'))
    assert facts(found, TODAY).deal.ends is None
    assert told(found) == [
        (
            "Priya Raman may not give notices for the client: it changes nothing.",
            "Have it done by one who may: Jonas Petersen.",
        )
    ]


def test_where_nobody_may_it_is_for_an_amendment_to_say_who(engaged: Build) -> None:
    rights = ["sign", "give notices", "accept", "approve costs", "dispute"]
    nobody = amendment("Nobody", "2026-05-04", ("foundation.parties.people.jonas.may", rights, ["sign"]))
    found = engaged(TERMS, HANDED + entry("accepted", ACCEPTED, deliverable="audit"), nobody)
    assert told(found) == [
        (
            "Jonas Petersen may not accept for the client: it changes nothing.",
            "Amend what the people of the side may do.",
        )
    ]


def test_who_has_left_acts_no_more(engaged: Build) -> None:
    gone = (
        'number = 1\ntitle = "Priya leaves"\nsigned = 2026-05-05\neffective = 2026-05-05\n'
        '[[change]]\npath = "scope.deliverables.plan.reviewer"\nfrom = "priya"\nto = "jonas"\n'
        '[[change]]\npath = "foundation.parties.people.priya"\n'
        'from = { side = "client", name = "Priya Raman", title = "Head of Finance",'
        ' email = "priya@harbourline.example", may = ["approve costs", "dispute"] }\n'
    )
    found = engaged(TERMS, HANDED + entry("accepted", ACCEPTED, "priya", deliverable="plan"), gone)
    assert accepted(found) == []
    assert told(found) == [
        (
            "On 6 May 2026 nobody of the client bore the key priya.",
            "Name who did it, or amend who acts for the side.",
        )
    ]


def test_what_was_voided_is_not_told_of(engaged: Build) -> None:
    slip = entry("accepted", ACCEPTED, "mara", deliverable="audit", id="slip")
    found = engaged(TERMS, HANDED + slip + entry("void", "2026-05-07", entry="slip"))
    assert told(found) == []


def test_what_is_not_known_yet_is_not_told_of(engaged: Build) -> None:
    found = engaged(
        TERMS, HANDED + entry("accepted", ACCEPTED, "mara", deliverable="audit", recorded="2026-06-02")
    )
    assert told(found) == []


def test_one_more_entry_is_judged_alone(engaged: Build) -> None:
    """What was judged before is not judged again, and the whole comes to the same."""
    found = engaged(TERMS, HANDED + entry("accepted", ACCEPTED, "mara", deliverable="audit"))
    assert len(found.lawful.entries) == 4
    more = Accepted(on=date(2026, 5, 7), by="jonas", deliverable="audit")
    assert found.plus(more).lawful.entries == (*found.lawful.entries, more)
    own = Accepted(on=date(2026, 5, 8), by="mara", deliverable="plan")
    assert found.plus(own).lawful.entries == found.lawful.entries
    assert len(found.plus(own).journal.entries) == 6
    assert found.known(TODAY).known(TODAY) == found.known(TODAY)


def test_silence_and_time_ask_nobody(engaged: Build) -> None:
    silent = Accepted(on=date(2026, 5, 18), by="silence", deliverable="audit").model_copy(
        update={"deemed": "scope.acceptance"}
    )
    assert authority_objection(engaged(TERMS).contract, silent) is None


SHORTER = ("financials.payment.due_after", "14 days", "7 days")


@pytest.mark.parametrize(
    ("said", "ends", "why"),
    [
        (
            {},
            False,
            "Only a signed amendment, a notice or a rule of law ends the engagement, and this names none.",
        ),
        ({"amendment": 1}, True, ""),
        ({"amendment": 2}, False, "Both sides had not signed amendment 2 by 5 May 2026: nothing ends."),
        ({"rule": "section 314 BGB"}, True, ""),
    ],
)
def test_an_end_by_agreement_needs_a_signed_amendment(
    engaged: Build,
    said: dict[str, object],
    ends: bool,  # noqa: FBT001 - a table
    why: str,
) -> None:
    """S11: a word by e-mail ended the engagement, though only a signed amendment changes a term."""
    over = entry("ended", "2026-05-05", "jonas", why="by agreement", **said)
    found = engaged(PAY, over, amendment("The end", "2026-05-04", SHORTER))
    assert facts(found, TODAY).deal.ends == (date(2026, 5, 5) if ends else None)
    assert [message for message, _ in told(found)] == ([why] if why else [])


def test_an_amendment_that_is_signed_later_ends_nothing_before(engaged: Build) -> None:
    over = entry("ended", "2026-05-05", "jonas", why="by agreement", amendment=1)
    found = engaged(PAY, over, amendment("The end", "2026-05-06", SHORTER))
    assert facts(found, TODAY).deal.ends is None
