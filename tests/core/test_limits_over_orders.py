"""Limits of a master count over all its orders together, those of an order for that order: text and engine alike."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.core.billing import charges, statement
from charter.core.document.assembly import document
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.reading import read
from charter.core.rules.no_effect import without_effect
from charter.formats import markdown
from tests.budget import tries
from tests.core.clauses.financials.additional_work import approved as agreed
from tests.core.clauses.financials.additional_work import asked, offered
from tests.core.clauses.financials.test_additional_work import CAPPED as WORK
from tests.core.clauses.financials.test_day_rate import CAPPED as DAYS
from tests.core.clauses.financials.test_day_rate import worked
from tests.core.clauses.financials.test_expenses import LIMITS as EXPENSES
from tests.core.clauses.financials.test_expenses import claimed, spent
from tests.core.conftest import SIGNED
from tests.core.journal import hours
from tests.core.papers_of_a_frame import MASTER, ORDER

HOURLY = """
[financials.hourly]
increment = "15 minutes"
rounding = "up"
figures = "exact"
cap = "20 hours"
alert = "80 %"

[financials.hourly.rates.cto]
name = "CTO"
price = "EUR 100.00"
"""
LIABILITY = '\n[risk.liability]\ncap = { amount = "EUR 250000.00" }\n'
SECOND = ORDER.replace("Order 1: the audit", "Order 2: the shop").replace(
    "dated = 2026-02-16", "dated = 2026-02-17"
)
LATER = dt.date(2026, 5, 1)


def both(
    master: str, first: str = "", second: str = "", own: tuple[str, str] = ("", "")
) -> tuple[Engagement, ...]:
    """Give two orders under one master, each as it is read beside the other: what happened under them, what they say."""
    papers = {"first": (ORDER + own[0], first), "second": (SECOND + own[1], second)}
    files = {
        name: {"agreement.toml": terms.encode(), "journal.toml": (journal + SIGNED).encode()}
        for name, (terms, journal) in papers.items()
    }
    frame = {
        "frames/group/agreement.toml": (MASTER + master).encode(),
        "frames/group/journal.toml": SIGNED.encode(),
    }
    return tuple(
        read(
            files[name] | frame | {f"orders/{other}/{file}": raw for file, raw in files[other].items()}, name
        )
        for name, other in (("first", "second"), ("second", "first"))
    )


def charged(engagement: Engagement, clause: str) -> int:
    """Give what is charged under a clause, in whole units of the currency."""
    return sum(charge.minor for charge in charges(engagement, LATER) if charge.cite.clause == clause) // 100


def sums(master: str, clause: str, first: str, second: str, own: tuple[str, str] = ("", "")) -> list[int]:
    return [charged(one, clause) for one in both(master, first, second, own)]


def test_the_hours_of_a_month_are_used_up_by_all_orders() -> None:
    clause = "financials.hourly"
    assert sums(HOURLY, clause, hours("2026-03-02", 14), hours("2026-03-03", 10)) == [1400, 600]
    assert sums(HOURLY, clause, hours("2026-03-04", 14), hours("2026-03-03", 10)) == [1000, 1000]
    same_day = sums(HOURLY, clause, hours("2026-03-03", 14), hours("2026-03-03", 10))
    assert same_day == [1400, 600]  # those of the earlier order come first
    assert sums(HOURLY, clause, hours("2026-03-30", 14), hours("2026-04-01", 10)) == [1400, 1000]
    assert sums("", clause, hours("2026-03-02", 14), hours("2026-03-03", 10), own=(HOURLY, HOURLY)) == [
        1400,
        1000,
    ]


def test_an_order_that_says_the_limit_itself_counts_it_for_itself() -> None:
    named = '\n[foundation.frame]\nnamed_terms = ["financials.hourly.cap"]\n[financials.hourly]\ncap = "12 hours"\n'
    found = sums(
        HOURLY, "financials.hourly", hours("2026-03-02", 15), hours("2026-03-03", 10), own=(named, "")
    )
    assert found == [1200, 1000]


def test_who_crosses_the_share_of_a_common_limit_tells_the_client() -> None:
    """At 16 of 20 hours: the second order gets there, with hours of the first below it."""
    told = [
        [duty.id for duty in duties(one, LATER) if duty.id.startswith("financials.hourly/alert")]
        for one in both(HOURLY, hours("2026-03-02", 10), hours("2026-03-03", 8))
    ]
    assert told == [[], ["financials.hourly/alert/2026-03-01"]]


def test_what_is_left_of_a_common_limit_is_shown_in_each_order() -> None:
    march = dt.date(2026, 3, 31)
    for one in both(HOURLY, hours("2026-03-02", 10), hours("2026-03-03", 8)):
        [usage] = statement(one, march).usage
        assert (usage.used, usage.whole) == (18 * 3600, 20 * 3600)


def test_the_days_of_a_month_are_used_up_by_all_orders() -> None:
    first = worked("2026-03-02") + worked("2026-03-05", "4 hours")
    second = worked("2026-03-03", "4 hours") + worked("2026-03-04") + worked("2026-03-06")
    assert sums(DAYS, "financials.day_rate", first, second) == [1200, 600 + 600]
    assert sums("", "financials.day_rate", first, second, own=(DAYS, DAYS)) == [1800, 600 + 1200 + 600]
    told = [
        [duty.id for duty in duties(one, LATER) if "/alert/" in duty.id] for one in both(DAYS, first, second)
    ]
    assert told == [[], ["financials.day_rate/alert/2026-03-01"]]


def test_the_most_that_expenses_cost_is_used_up_by_the_claims_of_all_orders() -> None:
    """EUR 300 a month: the first claims 240, of the second's 120 the rest is paid, of a later claim nothing."""
    first = spent("inn") + spent("train", of="train") + claimed("inn", "train", on="2026-03-20")
    second = (
        spent("room")
        + spent("bus", of="train")
        + claimed("room", on="2026-03-21")
        + claimed("bus", on="2026-03-22")
    )
    clause = "financials.expenses"
    assert sums(EXPENSES, clause, first, second) == [240, 60]
    assert sums("", clause, first, second, own=(EXPENSES, EXPENSES)) == [240, 240]


def test_the_most_that_additional_work_costs_is_used_up_by_what_was_agreed_under_all_orders() -> None:
    first = (
        asked("audit", "2026-03-09")
        + offered("audit", "2026-03-10", price="EUR 2000.00")
        + agreed("audit", "2026-03-11", "priya")
    )
    second = (
        asked("shop", "2026-03-09")
        + offered("shop", "2026-03-10", price="EUR 1500.00")
        + agreed("shop", "2026-03-12", "priya")
    )
    told = [
        [str(one.message) for one in without_effect(engagement, LATER)]
        for engagement in both(WORK, first, second)
    ]
    assert told[0] == []
    assert any("above EUR 3,000.00" in one for one in told[1])


@settings(max_examples=tries(15, 300), deadline=None)
@given(
    work=st.lists(
        st.tuples(st.integers(0, 1), st.integers(1, 28), st.integers(1, 2)),
        min_size=1,
        max_size=12,
        unique_by=lambda one: one[:2],
    )
)
@pytest.mark.random
def test_all_orders_together_charge_what_one_agreement_would(work: list[tuple[int, int, int]]) -> None:
    """Never above the limit, and nothing below it is lost, whoever works when."""
    journals = [
        "".join(
            hours(f"2026-03-{day:02}", time)
            for order, day, time in sorted(work, key=lambda one: one[1])
            if order == n
        )
        for n in (0, 1)
    ]
    together = sum(time for _, _, time in work)
    assert sum(sums(HOURLY, "financials.hourly", journals[0], journals[1])) == 100 * min(20, together)


# ── what the text says ─────────────────────────────────────────────────────────────────────────


def limits_said(engagement: Engagement) -> str:
    shown = document(engagement.agreement)
    text = " ".join(markdown.render(shown).split())
    return text[text.index("**Limits.**") :].partition("each order alone.")[0]


def test_the_text_names_the_limits_that_the_engine_shares() -> None:
    order, _ = both(HOURLY + LIABILITY)
    said = limits_said(order)
    assert "hourly (cap), invoicing (ceiling) and liability (cap)" in said
    assert facts(order, LATER).deal.beside.limits == (
        "financials.hourly.cap",
        "financials.invoicing.ceiling",
        "risk.liability.cap",
    )
    master = read({"agreement.toml": (MASTER + HOURLY + LIABILITY).encode()}, "group")
    assert "hourly (cap), invoicing (ceiling) and liability (cap)" in limits_said(master)


def test_a_limit_that_an_order_says_itself_or_that_counts_for_each_order_is_not_named() -> None:
    per_order = LIABILITY.replace("cap", 'per = "order"\ncap')
    order, _ = both(HOURLY + per_order, own=('\n[financials.expenses]\ncovered = "none"\n', ""))
    assert facts(order, LATER).deal.beside.limits == (
        "financials.hourly.cap",
        "financials.invoicing.ceiling",
    )
    none = MASTER.replace('ceiling = "EUR 10000.00"\n', "")
    alone = read({"agreement.toml": none.encode()}, "group")
    assert limits_said(alone).endswith("Every limit counts for ")
