"""Rate review: who may change prices, when the change counts, and that every fee follows it from its day on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core.agreement import Agreement, clause_types
from charter.core.billing import charges
from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.questions import empty_cells
from charter.core.reading import Problems
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.repriced import Repriced
from charter.core.vocabulary.typed import type_at
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]

CITE = "financials.rate_review"
REVIEW = f"""
[{CITE}]
by = "consultant on notice"
every = "12 months"
notice = "60 days"
cap = "5 %"
answer_within = "30 days"
silence = "old price stays"
"""
FEE = '[financials.retainer]\namount = "EUR 1000.00"\nperiod = "month"\nbilled = "in arrears"\n'
INDEX = f"""
[{CITE}]
by = "index"
every = "12 months"
notice = "60 days"
cap = "5 %"
index = "the consumer price index of Eurostat"
"""
LEAVE = '[exit.termination]\nclient = {{ notice = "30 days" }}\nconsultant = {{ notice = "30 days" }}\ninsolvency = false\n'
DAY = "2027-03-01"


def proposed(on: str = "2026-12-01", since: str = DAY, side: str = "consultant", **change: object) -> str:
    by = "mara" if side == "consultant" else "jonas"
    return entry("price change", on, by, side=side, since=since, **(change or {"rise": "4 %"}))


def answered(on: str, agreed: bool, side: str = "client") -> str:  # noqa: FBT001 - as the entry says it
    return entry("price answer", on, "jonas" if side == "client" else "mara", side=side, agreed=agreed)


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def fees(engagement: Engagement, day: date = date(2027, 5, 1)) -> list[int]:
    """The fees of February, March and April 2027."""
    return [c.minor for c in charges(engagement, day) if c.on > date(2027, 2, 1)]


def told(engagement: Engagement, day: date = date(2027, 5, 1)) -> list[str]:
    return [str(each.message) for each in without_effect(engagement, day)]


def test_after_a_yes_every_fee_is_dearer_from_the_day_on(engaged: Build) -> None:
    engagement = engaged(FEE + REVIEW, proposed() + answered("2026-12-10", agreed=True))
    assert fees(engagement) == [100000, 104000, 104000]
    (change,) = facts(engagement, date(2027, 3, 1)).deemed
    assert str(change.says(lambda _, key: key)) == "prices rise by 4 %"
    assert (change.on, change.deemed) == (date(2027, 3, 1), CITE)
    assert told(engagement) == []
    assert facts(engagement, date(2027, 2, 28)).deemed == ()


def test_within_a_period_each_part_has_its_price(engaged: Build) -> None:
    """17 of the 31 days of March cost the new price: EUR 451.61 and EUR 570.33 make up the month."""
    engagement = engaged(FEE + REVIEW, proposed(since="2027-03-15") + answered("2026-12-10", agreed=True))
    assert fees(engagement) == [100000, 45161, 57033, 104000]


def test_a_fee_paid_ahead_is_corrected_on_the_day(engaged: Build) -> None:
    ahead = changed(FEE, "in arrears", "in advance")
    engagement = engaged(ahead + REVIEW, proposed(since="2027-03-15") + answered("2026-12-10", agreed=True))
    found = [(str(c.on), c.minor) for c in charges(engagement, date(2027, 4, 1)) if c.on >= date(2027, 3, 1)]
    assert sum(minor for on, minor in found if on < "2027-04-01") == 45161 + 57033
    assert found[0] == ("2027-03-01", 100000)
    early = charges(engagement, date(2027, 3, 10))
    assert charges(engagement, date(2027, 4, 1))[: len(early)] == early


HOURS = """
[financials.hourly]
increment = "15 minutes"
rounding = "up"
figures = "exact"
[financials.hourly.rates.cto]
name = "CTO"
price = "EUR 180.00"
"""
BLOCK = """
[financials.prepaid]
hours = "40 hours"
price = "EUR 6400.00"
at_end = "refunded"
approved_by = ["jonas"]
"""


def test_hours_and_blocks_follow_it_too_and_know_nothing_of_it(engaged: Build) -> None:
    journal = (
        proposed()
        + answered("2026-12-10", agreed=True)
        + entry("hours", "2027-02-26", hours="1 hour", work="Review", role="cto")
        + entry("hours", "2027-03-01", hours="1 hour", work="Review", role="cto")
        + entry("block bought", "2027-02-26", "jonas")
        + entry("block bought", "2027-03-01", "jonas")
    )
    found = charges(engaged(HOURS + BLOCK + REVIEW, journal), date(2027, 4, 1))
    assert [c.minor for c in found if c.cite.clause == "financials.hourly"] == [18000, 18720]
    assert [c.minor for c in found if c.cite.clause == "financials.prepaid"] == [640000, 640000, 665600]


OF_TIME = {
    "confidentiality.regulated_data.help_rate",
    "exit.handover.after.rate",
    "financials.additional_work.hour",
    "financials.day_rate.later.*.price",
    "financials.day_rate.rate",
    "financials.hourly.later.*.price",
    "financials.hourly.on_call.fee",
    "financials.hourly.rates.*.price",
    "financials.milestones.open_hour",
    "financials.prepaid.further.price",
    "financials.prepaid.price",
    "financials.retainer.amount",
    "financials.retainer.later.*.amount",
    "financials.retainer.overage",
    "risk.intellectual_property.help.rate",
}
"""Fees for a period or for days on call, and prices of an hour, a day or a block."""


def test_every_price_of_time_moves_and_no_other_sum() -> None:
    """What is agreed for a step, a success, a delay, or as a limit, stays: so the text says."""
    moving = {f"{cite}.{term}" for cite, kind in clause_types().items() for term in kind.follows_reviews}
    assert moving == OF_TIME
    assert {type_at(Agreement, path.split(".")) for path in moving} <= {Money, Money | None}


@pytest.mark.parametrize(
    ("silence", "prices", "ends"),
    [
        ("accepted", [100000, 104000, 104000], None),
        ("old price stays", [100000, 100000, 100000], None),
        ("ends", [100000], date(2027, 3, 1)),
    ],
)
def test_silence_means_what_was_agreed(
    engaged: Build, silence: str, prices: list[int], ends: date | None
) -> None:
    engagement = engaged(FEE + changed(REVIEW, "old price stays", silence), proposed())
    assert fees(engagement) == prices
    assert facts(engagement, date(2027, 5, 1)).deal.ends == ends


@pytest.mark.parametrize("silence", ["accepted", "old price stays", "ends"])
def test_a_no_keeps_the_old_price(engaged: Build, silence: str) -> None:
    engagement = engaged(
        FEE + changed(REVIEW, "old price stays", silence), proposed() + answered("2026-12-31", agreed=False)
    )
    assert fees(engagement) == [100000, 100000, 100000]
    assert told(engagement) == []


def test_an_answer_counts_from_the_other_side_and_in_time(engaged: Build) -> None:
    """Thirty days after 1 December are over on Thursday 31 December."""
    for answer in (
        answered("2027-01-04", agreed=True),
        answered("2026-12-10", agreed=True, side="consultant"),
    ):
        engagement = engaged(FEE + REVIEW, proposed() + answer)
        assert fees(engagement) == [100000, 100000, 100000]
        assert len(told(engagement)) == 1


def test_an_index_moves_prices_by_itself_up_to_the_cap(engaged: Build) -> None:
    for was, now, prices in (
        ("118.4", "121.7", [100000, 102787, 102787]),
        ("118.4", "130", [100000, 105000, 105000]),
        ("118.4", "116", [100000, 97973, 97973]),
        ("118.4", "100", [100000, 95000, 95000]),
    ):
        told_ = proposed(side="client", index_was=was, index_now=now)
        assert fees(engaged(FEE + INDEX, told_)) == prices


def test_without_an_answer_agreed_a_notice_counts(engaged: Build) -> None:
    alone = changed(changed(REVIEW, 'answer_within = "30 days"\n', ""), 'silence = "old price stays"\n', "")
    assert fees(engaged(FEE + alone, proposed())) == [100000, 104000, 104000]
    assert fees(engaged(FEE + alone, proposed(fall="2 %"))) == [100000, 98000, 98000]


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (proposed(side="client"), "Only the consultant may propose other prices."),
        (proposed(rise="5.1 %"), "It moves prices by more than 5 %."),
        (proposed(since="2027-02-28"), "Other prices may count from 1 March 2027 on."),
        (proposed(on="2026-12-31"), "Between the message and 1 March 2027 lie fewer than 60 days."),
        (
            proposed(index_was="100", index_now="101"),
            "An index moves prices by its two figures, and nothing else by an index.",
        ),
    ],
)
def test_a_proposal_that_changes_nothing_says_why(engaged: Build, message: str, why: str) -> None:
    engagement = engaged(FEE + changed(REVIEW, "old price stays", "accepted"), message)
    assert told(engagement) == [why]
    assert fees(engagement) == [100000, 100000, 100000]


def test_the_last_day_to_tell_is_the_one_that_the_text_names(engaged: Build) -> None:
    accepted = changed(REVIEW, "old price stays", "accepted")
    engagement = engaged(FEE + accepted, proposed(on="2026-12-30"))
    assert "by 30 December 2026 for the first change" in section(engagement.agreement, CITE)
    assert fees(engagement) == [100000, 104000, 104000]


def test_prices_change_no_more_often_than_agreed(engaged: Build) -> None:
    first = proposed() + answered("2026-12-10", agreed=True)
    again = first + proposed(on="2027-03-02", since="2028-02-29") + answered("2027-03-05", agreed=True)
    assert told(engaged(FEE + REVIEW, again), date(2028, 3, 1)) == [
        "Other prices may count from 1 March 2028 on.",
        "No proposal waits for an answer of the client.",
    ]
    yearly = first + proposed(on="2027-12-01", since="2028-03-01") + answered("2027-12-10", agreed=True)
    engagement = engaged(FEE + REVIEW, yearly)
    assert charges(engagement, date(2028, 4, 1))[-1].minor == 108160


def test_not_before_a_day_that_was_agreed(engaged: Build) -> None:
    later = changed(REVIEW, 'notice = "60 days"', 'notice = "60 days"\nnot_before = 2027-06-01')
    assert told(engaged(FEE + later, proposed())) == ["Other prices may count from 1 June 2027 on."]


def test_nothing_changes_where_nothing_was_agreed(engaged: Build) -> None:
    assert told(engaged(FEE, proposed())) == ["Nothing was agreed about other prices: they stay."]


AMENDMENT = """
number = 1
title = "Other terms"
effective = 2027-04-01
signed = 2027-03-20
[[change]]
path = "financials.retainer.{path}"
from = {before}
to = {after}
"""


def test_an_amendment_of_another_term_keeps_the_changed_price(engaged: Build) -> None:
    journal = proposed() + answered("2026-12-10", agreed=True)
    other = AMENDMENT.format(path="set_up", before='"EUR 5.00"', after='"EUR 6.00"')
    engagement = engaged(FEE + 'set_up = "EUR 5.00"\n' + REVIEW, journal, other)
    assert fees(engagement, date(2027, 6, 1)) == [100000, 104000, 104000, 104000]


def test_an_amended_price_counts_as_the_amendment_says(engaged: Build) -> None:
    journal = proposed() + answered("2026-12-10", agreed=True)
    other = AMENDMENT.format(path="amount", before='"EUR 1000.00"', after='"EUR 1200.00"')
    engagement = engaged(FEE + REVIEW, journal, other)
    assert fees(engagement, date(2027, 6, 1)) == [100000, 104000, 120000, 120000]


def test_the_other_side_is_asked_in_time(engaged: Build) -> None:
    found = {
        d.id: d
        for d in duties(engaged(FEE + REVIEW, proposed()), date(2026, 12, 2), until=date(2027, 12, 31))
    }
    answer = found[f"{CITE}/answer/2026-12-01"]
    assert (str(answer.by), answer.due) == ("client", date(2026, 12, 31))
    look = {d.id: d for d in duties(engaged(FEE + REVIEW), date(2026, 4, 1), until=date(2027, 12, 31))}
    assert look[f"{CITE}/look/2027-03-01"].due == date(2026, 12, 30)


def test_after_the_end_no_price_changes(engaged: Build) -> None:
    accepted = changed(REVIEW, "old price stays", "accepted")
    engagement = engaged(FEE + accepted + LEAVE.format(), proposed() + notice("termination", "2026-12-10"))
    assert [e for e in facts(engagement, date(2027, 5, 1)).deemed if isinstance(e, Repriced)] == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('answer_within = "30 days"\n', "", "go together"),
        ("consultant on notice", "index", "name the index that moves prices"),
    ],
)
def test_terms_that_contradict_are_refused(engaged: Build, old: str, new: str, complaint: str) -> None:
    with pytest.raises(Problems, match=complaint):
        engaged(changed(REVIEW, old, new))


def test_an_agreement_needs_an_answer_and_an_index_asks_nobody(engaged: Build) -> None:
    silent = changed(changed(REVIEW, 'answer_within = "30 days"\n', ""), 'silence = "old price stays"\n', "")
    with pytest.raises(Problems, match="needs an answer"):
        engaged(changed(silent, "consultant on notice", "agreement"))
    with pytest.raises(Problems, match="asks nobody"):
        engaged(INDEX + 'answer_within = "30 days"\nsilence = "accepted"\n')


@pytest.mark.parametrize(
    ("old", "new", "law", "finding"),
    [
        ("", "", "DE", None),
        ('answer_within = "30 days"\nsilence = "old price stays"\n', "", "DE", "CH-FIN-180"),
        ("old price stays", "accepted", "DE", "CH-FIN-181"),
        ("12 months", "6 months", "DE", "CH-FIN-184"),
        ("5 %", "10.5 %", "DE", "CH-FIN-185"),
        ("5 %", "10 %", "DE", None),
    ],
)
def test_findings(engaged: Build, old: str, new: str, law: str, finding: str | None) -> None:
    agreement = apply(
        engaged(FEE + changed(REVIEW, old, new)).agreement, [Change("general.law.governing", "DE", law)]
    )
    found = [f for f in check(agreement) if f.id.startswith("CH-FIN-18")]
    assert [f.id for f in found] == ([finding] if finding else [])
    for each in found:
        assert not each.mend or finding not in {f.id for f in check(apply(agreement, list(each.mend)))}


@pytest.mark.parametrize(
    ("law", "finding"), [("DE", ["CH-FIN-182"]), ("FR", ["CH-FIN-183"]), ("GB-ENG", []), ("US-NY", [])]
)
def test_an_index_that_a_law_bans(engaged: Build, law: str, finding: list[str]) -> None:
    agreement = apply(engaged(FEE + INDEX).agreement, [Change("general.law.governing", "DE", law)])
    assert [f.id for f in check(agreement) if f.id.startswith("CH-FIN-18")] == finding


def test_a_contract_of_ten_years_may_follow_an_index_and_a_short_one_never_comes_to_it(
    engaged: Build,
) -> None:
    term = '\n[foundation.term]\nstarts = 2026-03-01\ninitial = "{}"\nrenewal = "none"\n'
    renewed = term.replace('"none"', '"by agreement"\nrenews_for = "6 months"')
    ids = [
        [f.id for f in check(engaged(text + FEE + INDEX).agreement) if f.id.startswith("CH-FIN-18")]
        for text in (term.format("10 years"), term.format("6 months"), renewed.format("6 months"))
    ]
    assert ids == [[], ["CH-FIN-182", "CH-FIN-186"], ["CH-FIN-182"]]


def test_no_cell_of_the_table_of_questions_is_empty(engaged: Build) -> None:
    assert [cell for cite, cell in empty_cells(engaged(FEE + REVIEW).agreement) if cite == CITE] == []


def test_the_example_is_what_the_engine_charges(engaged: Build) -> None:
    clause = engaged(FEE + REVIEW).agreement.financials.rate_review
    assert clause is not None
    deal = facts(engaged(FEE + REVIEW), date(2026, 4, 1)).deal
    assert str(clause.example(deal)) == "At 5 %, EUR 1,000.00 would become EUR 1,050.00"
    assert (
        fees(engaged(FEE + REVIEW, proposed(rise="5 %") + answered("2026-12-10", agreed=True)))[1] == 105000
    )
    assert clause.example(facts(engaged(HOURS + REVIEW), date(2026, 4, 1)).deal) is None


@given(price=st.integers(1, 10**9), moves=st.lists(st.integers(-500, 500), max_size=4))
def test_each_change_is_rounded_to_the_cent_from_the_price_before_it(price: int, moves: list[int]) -> None:
    money, exact = Money(price, "EUR"), Fraction(price)
    for move in moves:
        change = Repriced(on=date(2027, 3, 1), by="time", now=10000 + move, was=10000)
        money, exact = money.times(change.factor), exact * change.factor
    assert abs(money.minor - exact) <= Fraction(1, 2) * sum(
        Fraction(105, 100) ** n for n in range(len(moves))
    )
