"""What ends the engagement by itself: the last yes, or a later agreement."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.check import check
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from tests.core.journal import entry
from tests.core.words import section

Build = Callable[..., Engagement]
ACCEPTED = """
[foundation.term]
starts = 2026-03-01
ends_with = ["all deliverables accepted"]
[scope.deliverables.audit]
name = "Audit"
outcome = "A report."
due = 2026-04-15
[scope.deliverables.plan]
name = "Plan"
outcome = "A plan."
[scope.deliverables.report]
name = "Report"
outcome = "A monthly report."
recurring = "every month on day 5"
"""
LATER = '[foundation.term]\nstarts = 2026-03-01\nends_with = ["a later agreement"]\n'
NEITHER = LATER.replace('["a later agreement"]', "[]")
FEE = (
    '[financials.retainer]\namount = "EUR 1000.00"\nperiod = "month"\nfirst_day = 1\nbilled = "in advance"\n'
)
TODAY = date(2026, 7, 1)


def handed(key: str, on: str) -> str:
    return entry("delivered", "2026-04-01", deliverable=key) + entry("accepted", on, "jonas", deliverable=key)


REPLACED = entry("later agreement", "2026-05-01", "jonas", agreement="Services agreement of 2027")


@pytest.mark.parametrize(
    ("terms", "journal", "ends"),
    [
        (ACCEPTED, "", None),
        (ACCEPTED, handed("audit", "2026-04-20"), None),
        (ACCEPTED, handed("audit", "2026-04-20") + handed("plan", "2026-04-30"), date(2026, 5, 1)),
        (ACCEPTED.replace("all deliverables accepted", "a later agreement"), handed("audit", "2026-04-20") + handed("plan", "2026-04-30"), None),
        (LATER, REPLACED, date(2026, 5, 1)),
        (NEITHER, REPLACED, None),
    ],
    ids=["nothing accepted", "one accepted", "all accepted", "not agreed", "later agreement", "nothing agreed"],
)  # fmt: skip
def test_it_ends_by_what_happens(engaged: Build, terms: str, journal: str, ends: date | None) -> None:
    assert facts(engaged(terms, journal), TODAY).deal.ends == ends


def test_what_was_refused_for_good_is_not_waited_for(engaged: Build) -> None:
    dated = ACCEPTED.replace("[scope.deliverables.audit]", '[scope.deliverables]\nnew_date_within = "20 days"\n[scope.deliverables.audit]')  # fmt: skip
    refused = entry("chosen", "2026-05-20", "jonas", deliverable="audit", choice="refusal")
    story = engaged(dated, handed("plan", "2026-04-10") + refused)
    assert facts(story, TODAY).deal.ends == date(2026, 5, 21)
    assert facts(engaged(dated, handed("plan", "2026-04-10")), TODAY).deal.ends is None


def test_nothing_is_charged_after_it(engaged: Build) -> None:
    def total(journal: str) -> int:
        return sum(c.minor for c in charges(engaged(LATER + FEE, journal), TODAY))

    assert (total(REPLACED), total("")) == (2_000_00, 5_000_00)


def test_each_side_sees_the_last_day_and_why(engaged: Build) -> None:
    def said(terms: str, journal: str) -> list[str]:
        found = duties(engaged(terms, journal), TODAY, date(2026, 2, 1), date(2026, 12, 1))
        return [f"{d.due} {d.reads}" for d in found if d.cite.startswith("foundation.term")]

    assert said(LATER, REPLACED) == [
        "2026-04-30 Last day of the engagement (a later agreement takes its place)"
    ]
    done = handed("audit", "2026-04-20") + handed("plan", "2026-04-30")
    assert said(ACCEPTED, done) == [
        "2026-04-30 Last day of the engagement (all that comes once is accepted or refused)"
    ]
    assert said(LATER, "") == []


def test_a_later_agreement_that_ends_nothing_is_told(engaged: Build) -> None:
    def why(terms: str) -> list[str]:
        return [str(one.message) for one in without_effect(engaged(terms, REPLACED), TODAY)]

    assert why(LATER) == []
    assert why(NEITHER) == ["Nothing says that a later agreement ends this one by itself."]


def test_an_end_that_cannot_come_is_found(engaged: Build) -> None:
    def found(terms: str) -> list[str]:
        return [f.id for f in check(engaged(terms).agreement) if f.id == "CH-FND-022"]

    only_again = ACCEPTED.split("[scope.deliverables.audit]", maxsplit=1)[0] + ACCEPTED[ACCEPTED.index("[scope.deliverables.report]") :]  # fmt: skip
    assert found(ACCEPTED) == found(LATER) == []
    assert found(only_again) == ["CH-FND-022"]


def test_the_words_the_cover_and_the_picture_say_so(engaged: Build) -> None:
    agreement = engaged(ACCEPTED).agreement
    words = section(agreement, "foundation.term")
    assert "runs until all is accepted or a side ends it" in words
    assert "ends once each Deliverable that comes once is accepted or refused" in words
    paper = document(agreement)
    times = [tree.plain(fact.inlines) for fact in paper.cover if fact.label == "Time"]
    assert times == ["From Sunday, 1 March 2026, until all is accepted or a side ends it."]
    assert "The Engagement ends the day before a later agreement replaces this one." in section(
        engaged(LATER).agreement, "foundation.term"
    )
