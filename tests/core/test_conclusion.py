"""What is concluded: nothing acts, and nothing is billed, before both sides signed the same words."""

import pickle
from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.issuing import NotConcluded, issue
from charter.core.vocabulary.party import Side
from tests.core.journal import entry

Build = Callable[..., Engagement]
TODAY = date(2026, 5, 18)
FEE = """
[financials.retainer]
amount = "EUR 3000.00"
period = "month"
billed = "in advance"
hours = "10 hours"

[financials.invoicing]
number = "N-{n}"
cycle = "every month on day 1"
"""
MORE = """
number = 1
title = "More"
effective = 2026-05-01

[[change]]
path = "financials.retainer.amount"
from = "EUR 3000.00"
to = "EUR 4000.00"
"""


def signs(who: str, on: str, document: str = "agreement", **more: object) -> str:
    side = "consultant" if who == "mara" else "client"
    return entry("signed", on, who, document=document, side=side, how="ink", **more)


BOTH = signs("jonas", "2026-02-16") + signs("mara", "2026-02-17")


def billed(engagement: Engagement, today: date = TODAY) -> int:
    """Give what is charged by a day, in cents."""
    return sum(charge.minor for charge in charges(engagement, today))


def test_before_both_signed_nothing_is_due_and_nothing_is_billed(engaged: Build) -> None:
    for journal in (signs("jonas", "2026-02-16"), signs("jonas", "2026-02-16") + signs("mara", "2026-06-01")):
        engagement = engaged(FEE, journal)
        assert (duties(engagement, TODAY), billed(engagement)) == ([], 0)
        with pytest.raises(NotConcluded, match="the consultant has yet to sign") as refused:
            issue(engagement, TODAY)
        assert refused.value.standing.missing == {Side.CONSULTANT: ("mara",)}
    assert billed(engaged(FEE, BOTH)) == 900_000


def test_a_decline_is_final_for_its_text(engaged: Build) -> None:
    declined = entry("declined", "2026-02-16", "jonas", document="agreement", side="client")
    engagement = engaged(FEE, declined + BOTH)
    assert engagement.contract.concluded is None
    (found,) = engagement.open
    assert (found.text, found.declined, found.since) == (
        engagement.agreement,
        engagement.journal.entries[0],
        None,
    )


def test_who_may_not_sign_signs_nothing(engaged: Build) -> None:
    assert engaged(FEE, signs("priya", "2026-02-16") + signs("mara", "2026-02-16")).open
    assert not engaged(FEE, BOTH).open


def test_a_signature_declared_void_counts_no_longer(engaged: Build) -> None:
    wrong = signs("jonas", "2026-02-16", id="slip") + signs("mara", "2026-02-17")
    assert engaged(FEE, wrong).contract.concluded == date(2026, 2, 17)
    undone = wrong + entry("void", "2026-02-18", "jonas", entry="slip")
    assert engaged(FEE, undone).contract.concluded is None


def test_an_amendment_counts_once_both_signed_it(engaged: Build) -> None:
    one = engaged(FEE, BOTH + signs("jonas", "2026-05-04", "amendment 1"), MORE)
    assert (billed(one), [(stands.text.name, stands.missing) for stands in one.open]) == (
        900_000, [("amendment 1", {Side.CONSULTANT: ("mara",)})],
    )  # fmt: skip
    both = one.plus(
        *engaged(FEE, BOTH + signs("mara", "2026-05-06", "amendment 1"), MORE).journal.entries[-1:]
    )
    assert both.contract.day_of(both.amendments[0]) == date(2026, 5, 6)
    assert billed(both) == 1_000_000
    assert billed(both, date(2026, 5, 5)) == 900_000


def test_other_words_than_those_at_hand_were_signed(engaged: Build) -> None:
    other = signs("jonas", "2026-02-16", digest="0" * 64) + signs("mara", "2026-02-16")
    assert engaged(FEE, other).contract.concluded is None


def test_a_draft_shows_what_follows_once_it_is_signed(engaged: Build) -> None:
    draft = engaged(FEE, signs("jonas", "2026-05-04"), MORE)
    supposed = draft.supposed(TODAY)
    assert billed(supposed) == 1_000_000
    assert (supposed.open, supposed.as_signed()) == ((), draft)
    assert supposed != draft
    assert pickle.loads(pickle.dumps(supposed)).contract == supposed.contract  # noqa: S301 - what was just written
    with pytest.raises(NotConcluded):
        issue(supposed, TODAY)
    signed = engaged(FEE, BOTH)
    assert signed.supposed(TODAY) is signed


def test_what_was_signed_after_the_start_is_charged_from_that_day_on(engaged: Build) -> None:
    late = engaged(FEE, signs("jonas", "2026-02-16") + signs("mara", "2026-05-04"))
    assert charges(late, date(2026, 5, 3)) == ()
    assert {charge.on for charge in charges(late, date(2026, 5, 4))} == {date(2026, 5, 4)}


def test_a_signature_of_what_only_looks_ahead_asks_for_no_charges_anew(engaged: Build) -> None:
    ahead = MORE.replace("effective = 2026-05-01", "effective = 2026-06-01")
    assert ahead != MORE
    journal = BOTH + "".join(signs(who, "2026-05-06", "amendment 1") for who in ("jonas", "mara"))
    assert engaged(FEE, journal, ahead).contract.restated == (date(2026, 2, 17),)
    assert engaged(FEE, journal, MORE).contract.restated == (date(2026, 2, 17), date(2026, 5, 6))
