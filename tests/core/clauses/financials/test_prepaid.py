"""Prepaid: blocks of hours, what uses them, what is given back, and what happens when none has any left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core.billing import charges, invoices, statement
from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.entry import Worked
from charter.core.vocabulary.journal import Journal
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]

CITE = "financials.prepaid"
BLOCK = f"""
[{CITE}]
hours = "40 hours"
price = "EUR 6400.00"
expires = "6 months"
at_expiry = "credited"
at_end = "refunded"
approved_by = ["jonas"]
top_up = {{ below = "8 hours", within = "5 business days" }}
"""
FURTHER = BLOCK + 'further = { price = "EUR 190.00", most = "10 hours" }\n'
LEAVE = '[exit.termination]\nclient = { notice = "30 days" }\nconsultant = { notice = "30 days" }\ninsolvency = false\n'
MORE = entry("block bought", "2026-04-20", "jonas")


def hours(on: str, how_long: str, recorded: str = "", **more: object) -> str:
    """Work that ends on a day, twenty hours of it a day."""
    terms = {"recorded": recorded} | more if recorded else more
    left, day, told = int(how_long.removesuffix(" hours").removesuffix(" hour")), date.fromisoformat(on), ""
    while left > 0:
        told = entry("hours", f"{day}", "mara", hours=f"{min(left, 20)} hours", work="Review", **terms) + told
        left, day = left - 20, day - timedelta(days=1)
    return told


def booked(engagement: Engagement, day: date) -> dict[str, int]:
    return {charge.id.removeprefix(f"{CITE}/"): charge.minor for charge in charges(engagement, day)}


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def test_a_block_is_charged_when_it_is_bought_and_its_hours_cost_nothing_more(engaged: Build) -> None:
    engagement = engaged(BLOCK, hours("2026-03-10", "30 hours") + MORE)
    assert booked(engagement, date(2026, 2, 27)) == {}
    assert booked(engagement, date(2026, 3, 1)) == {"block/first/2026-03-01": 640000}
    assert booked(engagement, date(2026, 4, 20)) == {
        "block/first/2026-03-01": 640000,
        "block/block bought/2026-04-20": 640000,
    }
    first = charges(engagement, date(2026, 3, 1))[0]
    assert (str(first.reads), str(first.basis.in_words("EUR"))) == (
        "Block of 40 hours, bought on 1 March 2026",
        "EUR 6,400.00, once",
    )
    stands = statement(engagement, date(2026, 4, 20)).usage
    assert [(each.whole, each.used) for each in stands] == [(144000, 108000), (144000, 0)]


def test_what_is_left_at_expiry_is_set_against_the_next_block(engaged: Build) -> None:
    """10 of 40 hours are left on 1 September, six months after 1 March: a quarter of the price."""
    later = entry("block bought", "2026-09-10", "jonas")
    worked = hours("2026-03-10", "30 hours")
    assert booked(engaged(BLOCK, worked), date(2026, 12, 1)) == {"block/first/2026-03-01": 640000}
    found = charges(engaged(BLOCK, worked + later), date(2026, 9, 10))
    assert sorted((c.on, c.minor) for c in found) == [
        (date(2026, 3, 1), 640000),
        (date(2026, 9, 10), -160000),
        (date(2026, 9, 10), 640000),
    ]
    (back,) = [c for c in found if c.minor < 0]
    assert str(back.basis.in_words("EUR")) == "EUR -6,400.00 × 10 hours ÷ 40 hours"
    assert back.cite == f"{CITE}.at_expiry"


@pytest.mark.parametrize(("rule", "minor"), [("refunded", -160000), ("forfeit", None), ("credited", None)])
def test_at_expiry_the_rule_that_was_agreed_counts(engaged: Build, rule: str, minor: int | None) -> None:
    engagement = engaged(changed(BLOCK, '"credited"', f'"{rule}"'), hours("2026-03-10", "30 hours"))
    assert booked(engagement, date(2026, 8, 31)) == {"block/first/2026-03-01": 640000}
    assert booked(engagement, date(2026, 9, 1)).get("left/first/2026-03-01") == minor
    (over,) = [e for e in facts(engagement, date(2026, 9, 1)).deemed if e.on == date(2026, 9, 1)][:1]
    assert str(over.says(lambda _, key: key)) == "the block of 1 March 2026 has expired, with 10 hours left"


@pytest.mark.parametrize(("rule", "minor"), [("refunded", -160000), ("forfeit", None)])
def test_at_the_end_too(engaged: Build, rule: str, minor: int | None) -> None:
    """The last day is 10 July; ten hours of an open block are left."""
    terms = changed(BLOCK, 'at_end = "refunded"', f'at_end = "{rule}"') + LEAVE
    engagement = engaged(terms, hours("2026-03-10", "30 hours") + notice("termination", "2026-06-10"))
    assert booked(engagement, date(2026, 7, 10)) == {"block/first/2026-03-01": 640000}
    assert booked(engagement, date(2026, 7, 11)).get("left/first/2026-03-01") == minor


def test_what_was_credited_to_no_block_follows_the_rule_of_the_end(engaged: Build) -> None:
    worked = hours("2026-03-10", "30 hours") + notice("termination", "2026-10-10")
    for rule, left in (("refunded", -160000), ("forfeit", None)):
        terms = changed(BLOCK, 'at_end = "refunded"', f'at_end = "{rule}"') + LEAVE
        assert booked(engaged(terms, worked), date(2026, 12, 1)).get("left/first/2026-03-01") == left


def test_without_an_expiry_a_block_lasts_to_the_end(engaged: Build) -> None:
    terms = changed(changed(BLOCK, 'expires = "6 months"\n', ""), 'at_expiry = "credited"\n', "")
    engagement = engaged(terms, hours("2028-02-10", "41 hours"))
    assert booked(engagement, date(2028, 6, 1)) == {"block/first/2026-03-01": 640000}
    assert [e.on for e in facts(engagement, date(2028, 6, 1)).deemed][:1] == [date(2028, 2, 11)]
    with pytest.raises(ValueError, match="go together"):
        engaged(changed(BLOCK, 'at_expiry = "credited"\n', ""))


def test_hours_use_the_oldest_block_and_then_the_next(engaged: Build) -> None:
    """50 hours in April, when two blocks are open: the first is used up, ten come out of the second."""
    engagement = engaged(BLOCK, MORE + hours("2026-04-21", "50 hours"))
    stands = statement(engagement, date(2026, 4, 21)).usage
    assert [(each.start, each.left // 3600) for each in stands] == [
        (date(2026, 3, 1), 0),
        (date(2026, 4, 20), 30),
    ]


def test_timetracker_prepaid(engaged: Build) -> None:
    """Case timetracker-prepaid: 3 and 4 hours against 5; two hours go beyond, at EUR 90.00."""
    terms = changed(changed(FURTHER, '"40 hours"', '"5 hours"'), "EUR 190.00", "EUR 90.00")
    terms = changed(terms, 'below = "8 hours"', 'below = "1 hour"')
    engagement = engaged(terms, hours("2026-03-10", "3 hours") + hours("2026-03-11", "4 hours"))
    assert booked(engagement, date(2026, 4, 1))["further/2026-03-01/9000"] == 18000


def test_hours_without_a_block_cost_up_to_the_most_of_a_month(engaged: Build) -> None:
    journal = hours("2026-03-10", "47 hours") + hours("2026-03-20", "6 hours") + hours("2026-04-02", "1 hour")
    engagement = engaged(FURTHER, journal)
    assert "further/2026-03-01/19000" not in booked(engagement, date(2026, 3, 31))
    assert booked(engagement, date(2026, 5, 1)) == {
        "block/first/2026-03-01": 640000,
        "further/2026-03-01/19000": 190000,
        "further/2026-04-01/19000": 19000,
    }
    (told,) = [str(each.message) for each in without_effect(engagement, date(2026, 5, 1))]
    assert told == "No block had 3 hours of it left: that time is not charged."


def test_hours_recorded_late_draw_on_the_day_of_their_record(engaged: Build) -> None:
    late = hours("2026-03-10", "4 hours", recorded="2026-09-02")
    engagement = engaged(FURTHER, late)
    before = charges(engagement, date(2026, 9, 1))
    assert charges(engagement, date(2026, 10, 1))[: len(before)] == before
    assert booked(engagement, date(2026, 10, 1))["further/2026-09-01/19000"] == 76000


def test_in_the_last_month_hours_without_a_block_are_charged_with_the_end(engaged: Build) -> None:
    journal = hours("2026-07-02", "42 hours") + notice("termination", "2026-06-10")
    found = charges(engaged(FURTHER + LEAVE, journal), date(2026, 8, 1))
    assert [(c.on, c.minor) for c in found if "further" in c.id] == [(date(2026, 7, 11), 38000)]


def test_work_stops_when_nothing_is_left_and_goes_on_after_a_yes(engaged: Build) -> None:
    """Used up on Friday 10 April; work stops on Monday 13 April, and goes on the Tuesday after Monday's yes."""
    used = hours("2026-04-10", "40 hours")
    stopped = facts(engaged(BLOCK, used + MORE), date(2026, 5, 1))
    assert [(e.kind, e.on) for e in stopped.deemed] == [  # type: ignore[attr-defined]
        ("block over", date(2026, 4, 11)),
        ("suspended", date(2026, 4, 13)),
        ("resumed", date(2026, 4, 21)),
    ]
    assert [(span.start, span.until) for span in stopped.deal.pauses] == [
        (date(2026, 4, 13), date(2026, 4, 21))
    ]
    in_time = entry("block bought", "2026-04-09", "jonas")
    for text, journal in ((BLOCK, used + in_time), (FURTHER, used)):
        assert facts(engaged(text, journal), date(2026, 5, 1)).deal.pauses == ()


def test_work_does_not_stop_where_something_else_is_paid(engaged: Build) -> None:
    fee = '[financials.milestones.audit]\nname = "Audit"\namount = "EUR 100.00"\non_day = 2026-06-01\n'
    engagement = engaged(BLOCK + fee, hours("2026-04-10", "40 hours"))
    assert facts(engagement, date(2026, 5, 1)).deal.pauses == ()
    assert "work stops" not in section(engagement.agreement, CITE)
    assert "work stops" in section(engaged(BLOCK).agreement, CITE)


def test_beside_a_retainer_hours_use_a_block_only_where_they_say_so(engaged: Build) -> None:
    retainer = '[financials.retainer]\namount = "EUR 1000.00"\nperiod = "month"\nbilled = "in advance"\nhours = "5 hours"\n'
    journal = hours("2026-03-10", "3 hours") + hours("2026-03-11", "2 hours", prepaid=True)
    stands = statement(engaged(retainer + BLOCK, journal), date(2026, 3, 20)).usage
    assert [(str(each.cite), each.used // 3600) for each in stands] == [("financials.retainer", 3), (CITE, 2)]


def test_beside_rates_hours_in_a_role_cost_its_price(engaged: Build) -> None:
    rates = (
        '[financials.hourly]\nincrement = "15 minutes"\nrounding = "up"\nfigures = "exact"\n'
        '[financials.hourly.rates.cto]\nname = "CTO"\nprice = "EUR 100.00"\n'
    )
    journal = (
        hours("2026-03-10", "3 hours")
        + hours("2026-03-11", "2 hours", role="cto")
        + hours("2026-03-12", "1 hour", role="cto", prepaid=True)
    )
    engagement = engaged(rates + BLOCK, journal)
    assert booked(engagement, date(2026, 4, 1))["financials.hourly/2026-03-01/cto/10000"] == 20000
    assert [each.used // 3600 for each in statement(engagement, date(2026, 3, 31)).usage] == [4]
    hourly = engagement.agreement.financials.hourly
    assert hourly is not None
    assert hourly.usual(facts(engagement, date(2026, 4, 1)).deal) is None


def test_the_client_is_told_and_may_buy_in_time(engaged: Build) -> None:
    """33 hours used on Friday 10 April leave 7: told by Monday, answered five Business Days later."""
    journal = hours("2026-04-10", "33 hours") + hours("2026-04-16", "1 hour")
    found = {d.id: d for d in duties(engaged(BLOCK, journal), date(2026, 4, 17), until=date(2026, 12, 1))}
    tell, buy = found[f"{CITE}/tell/2026-04-10"], found[f"{CITE}/top-up/2026-04-10"]
    assert (str(tell.by), tell.due, str(buy.by), buy.due) == (
        "consultant",
        date(2026, 4, 13),
        "client",
        date(2026, 4, 20),
    )
    assert found[f"{CITE}/expires/first/2026-03-01"].due == date(2026, 8, 31)
    assert len([name for name in found if "tell/" in name]) == 1
    told = entry("reminded", "2026-04-13", of=f"{CITE}/tell/2026-04-10")
    met = {
        d.id: d.met
        for d in duties(engaged(BLOCK, journal + told + MORE), date(2026, 4, 30), date(2026, 3, 1))
    }
    assert met[f"{CITE}/tell/2026-04-10"] == date(2026, 4, 13)
    assert met[f"{CITE}/top-up/2026-04-10"] == date(2026, 4, 20)
    silent = changed(BLOCK, 'top_up = { below = "8 hours", within = "5 business days" }\n', "")
    assert not [d for d in duties(engaged(silent, journal), date(2026, 4, 17)) if "top-up" in d.id]


@pytest.mark.parametrize(
    ("who", "limit", "why"),
    [
        ("priya", "", "Priya Raman may not buy a block: none is bought."),
        (
            "jonas",
            "EUR 6399.99",
            "A block costs EUR 6,400.00, and Jonas Petersen may approve EUR 6,399.99 at most: none is bought.",
        ),
        ("jonas", "EUR 6400.00", None),
        ("jonas", "", None),
    ],
)
def test_only_who_may_buys_a_block(engaged: Build, who: str, limit: str, why: str | None) -> None:
    told = [str(each.message) for each in without_effect(limited(engaged, who, limit), date(2026, 5, 1))]
    assert told == ([why] if why else [])
    assert len(booked(limited(engaged, who, limit), date(2026, 5, 1))) == (1 if why else 2)


def limited(engaged: Build, who: str, limit: str) -> Engagement:
    engagement = engaged(BLOCK, entry("block bought", "2026-04-20", who))
    if not limit:
        return engagement
    path = "foundation.parties.people.jonas.approves_up_to"
    return replace(engagement, agreement=apply(engagement.agreement, [Change(path, None, limit)]))


def test_nothing_is_bought_where_nothing_is_agreed(engaged: Build) -> None:
    (told,) = without_effect(engaged("", MORE), date(2026, 5, 1))
    assert str(told.message) == "No blocks of hours are agreed: it changes nothing."
    over = entry("block over", "2026-04-20", bought="2026-03-01", left="3 hours", why="expired")
    (told,) = without_effect(engaged(BLOCK, over), date(2026, 5, 1))
    assert str(told.message).startswith("A block is over by itself")


def test_an_amended_price_counts_for_the_blocks_bought_from_its_day_on(engaged: Build) -> None:
    amendment = """
number = 1
effective = 2026-04-01
title = "Dearer blocks"
signed = 2026-03-20
[[change]]
path = "financials.prepaid.price"
from = "EUR 6400.00"
to = "EUR 7000.00"
"""
    engagement = engaged(BLOCK, MORE, amendment)
    assert booked(engagement, date(2026, 5, 1)) == {
        "block/first/2026-03-01": 640000,
        "block/block bought/2026-04-20": 700000,
    }


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", None),
        ('at_expiry = "credited"', 'at_expiry = "forfeit"', "CH-FIN-160"),
        ('at_end = "refunded"', 'at_end = "forfeit"', "CH-FIN-161"),
        ('top_up = { below = "8 hours", within = "5 business days" }\n', "", "CH-FIN-162"),
        ('below = "8 hours"', 'below = "40 hours"', "CH-FIN-163"),
        ("EUR 190.00", "EUR 159.99", "CH-FIN-164"),
        ("EUR 190.00", "EUR 160.00", None),
        ('["jonas"]', '["mara"]', "CH-FIN-165"),
    ],
)
def test_findings(engaged: Build, old: str, new: str, finding: str | None) -> None:
    agreement = engaged(changed(FURTHER, old, new)).agreement
    told = [f for f in check(agreement) if f.id.startswith("CH-FIN-16")]
    assert [f.id for f in told] == ([finding] if finding else [])
    for found in told:
        assert not found.mend or finding not in {f.id for f in check(apply(agreement, list(found.mend)))}


def test_hours_lost_within_weeks_are_worse_than_within_a_year(engaged: Build) -> None:
    lost = changed(FURTHER, '"credited"', '"forfeit"')
    levels = [
        next(str(f.level) for f in check(engaged(text).agreement) if f.id == "CH-FIN-160")
        for text in (lost, changed(lost, "6 months", "2 months"))
    ]
    assert levels == ["advice", "warning"]


def test_the_example_is_what_the_engine_gives_back(engaged: Build) -> None:
    engagement = engaged(BLOCK)
    assert "The Client may use the first block until 31 August 2026." in section(engagement.agreement, CITE)
    clause = engagement.agreement.financials.prepaid
    assert clause is not None
    example = clause.example(facts(engagement, date(2026, 4, 1)).deal)
    assert str(example) == "10 hours left are worth EUR 6,400.00 × 10 hours ÷ 40 hours = EUR 1,600.00"
    sold = changed(BLOCK, 'price = "EUR 6400.00"', 'price = "EUR 6400.00"\nhours_a_day = "8 hours"')
    assert "40 hours (5 days of 8 hours)" in section(engaged(sold).agreement, CITE)


TIMES = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 60 * 60), st.integers(0, 40)), min_size=1, max_size=12
)


@given(worked=TIMES, price=st.integers(1, 10_000_00))
def test_money_kept_and_money_given_back_make_up_what_was_paid(
    engaged: Build, worked: list[tuple[int, int, int]], price: int
) -> None:
    """Every block's price is used, or given back for hours left, to the cent; and no charge changes later."""
    terms = changed(BLOCK, '"credited"', '"refunded"').replace(
        "EUR 6400.00", f"EUR {price // 100}.{price % 100:02d}"
    )
    start = date(2026, 3, 1)
    entries = [
        Worked(
            on=start + timedelta(days=day), recorded=start + timedelta(days=day + late), by="mara",
            hours=Hours(minutes * 60), work=f"Review {n}",
        )
        for n, (day, minutes, late) in enumerate(worked)
    ]  # fmt: skip
    engagement = _blocks(engaged, terms)
    engagement = engagement.with_journal(Journal((*engagement.journal.entries, *entries)))
    last = date(2027, 3, 1)
    paid, back = (
        {c.id.partition(f"/{what}/")[2]: c.minor for c in charges(engagement, last) if f"/{what}/" in c.id}
        for what in ("block", "left")
    )
    used = sum(minutes for _, minutes, _ in worked) * 60
    assert set(back) <= set(paid)
    assert sum(paid.values()) == 3 * price
    assert all(-price <= minor <= 0 for minor in back.values())
    covered = Fraction(sum(price + minor for minor in (back.get(name, 0) for name in paid)), price) * 144000
    assert covered <= used + 3 * 144000 / Fraction(2 * price) + 1
    for cut in (40, 200):
        early = charges(engagement, start + timedelta(days=cut))
        assert charges(engagement, last)[: len(early)] == early
    drafts = invoices(engagement, last).drafts
    assert sum(draft.net.minor for draft in drafts) == sum(paid.values()) + sum(back.values())


def _blocks(engaged: Build, terms: str) -> Engagement:
    return engaged(terms, MORE + entry("block bought", "2026-06-01", "jonas"))
