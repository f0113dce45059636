"""Pay on success: statements, silence, objections, audits, tails, and what each comes to, to the cent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.questions import answers, empty_cells
from charter.core.reading import Problems
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]

CITE = "financials.success"
SALES = f"""
[{CITE}.sales]
name = "Commission"
kind = "commission"
base = "net revenue from customers whom the Consultant brought"
share = "8 %"
per = "month"
statement_by = "client"
statement_within = "10 days"
object_within = "10 days"
tail = "2 months"
audit = {{ notice = "5 business days", off_by = "5 %", cost_up_to = "EUR 900.00" }}
"""
LEAVE = '[exit.termination]\nclient = { notice = "30 days" }\nconsultant = { notice = "30 days" }\ninsolvency = false\n'
LEFT = notice("termination", "2026-06-10")
"""The last day is 10 July."""
THANKS = f"""
[{CITE}.thanks]
name = "Thanks"
kind = "discretionary"
cap = "EUR 2000.00"
per = "once"
statement_by = "client"
statement_within = "10 days"
object_within = "10 days"
"""


def stated(on: str, base: str, by: str = "jonas", **more: str) -> str:
    held = {"success": "sales", "period": "2026-03-01"} | more
    return entry("success stated", on, by, base=base, **held)


def contested(on: str, base: str, by: str = "mara") -> str:
    return entry("statement contested", on, by, success="sales", period="2026-03-01", base=base)


def audited(on: str, base: str, **more: str) -> str:
    return entry("statement audited", on, "mara", success="sales", period="2026-03-01", base=base, **more)


def booked(engagement: Engagement, day: date) -> dict[str, int]:
    return {charge.id.removeprefix(f"{CITE}/"): charge.minor for charge in charges(engagement, day)}


def told(engagement: Engagement, day: date = date(2026, 12, 1)) -> list[str]:
    return [str(each.message) for each in without_effect(engagement, day)]


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def test_silence_accepts_a_statement_and_then_it_is_charged(engaged: Build) -> None:
    """Stated on Friday 3 April; ten days end on Monday 13, so that it stands on the 14th."""
    engagement = engaged(SALES, stated("2026-04-03", "EUR 1234.56"))
    assert booked(engagement, date(2026, 4, 13)) == {}
    (charge,) = charges(engagement, date(2026, 4, 14))
    assert (charge.id, charge.minor, charge.cite) == (
        f"{CITE}/sales/2026-03-01/share", 9876, f"{CITE}.sales.share",
    )  # fmt: skip
    assert str(charge.reads) == "Commission: 8 % of EUR 1,234.56"
    assert str(charge.basis.in_words("EUR")) == "EUR 1,234.56 × 8 %"
    (yes,) = facts(engagement, date(2026, 4, 14)).deemed
    assert (yes.on, yes.deemed) == (date(2026, 4, 14), CITE)
    assert facts(engagement, date(2026, 4, 13)).deemed == ()


def test_a_yes_comes_before_silence(engaged: Build) -> None:
    yes = entry("statement accepted", "2026-04-07", "mara", success="sales", period="2026-03-01")
    engagement = engaged(SALES, stated("2026-04-03", "EUR 1000.00") + yes)
    assert [(c.on, c.minor) for c in charges(engagement, date(2026, 5, 1))] == [(date(2026, 4, 7), 8000)]
    assert told(engagement) == []
    later = contested("2026-04-08", "EUR 900.00")
    again = engaged(SALES, stated("2026-04-03", "EUR 1000.00") + yes + later)
    assert [c.minor for c in charges(again, date(2026, 5, 1))] == [8000]
    assert told(again) == ["There was one before it, which counts."]


@pytest.mark.parametrize(("right", "minor"), [("EUR 900.00", 7200), ("EUR 1200.00", 8000)])
def test_after_an_objection_the_lower_figure_is_owed_at_once(engaged: Build, right: str, minor: int) -> None:
    engagement = engaged(SALES, stated("2026-04-03", "EUR 1000.00") + contested("2026-04-10", right))
    assert [(c.on, c.minor) for c in charges(engagement, date(2026, 6, 1))] == [(date(2026, 4, 10), minor)]
    assert facts(engagement, date(2026, 6, 1)).deemed == ()


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        (contested("2026-04-14", "EUR 1.00"), "The time to answer was over, so the statement counts."),
        (contested("2026-04-10", "EUR 1.00", "jonas"), "The other side answers a statement."),
        (contested("2026-04-02", "EUR 1.00"), "There is no statement yet."),
        (stated("2026-04-20", "EUR 1.00"), "There was one before it, which counts."),
        (stated("2026-04-20", "EUR 1.00", period="2026-03-02"), "No period begins on that day."),
        (audited("2026-04-02", "EUR 1.00"), "There is no statement yet."),
        (entry("bonus given", "2026-04-20", "jonas", success="sales", amount="EUR 5.00"),
         "'Commission' is owed by a statement, and not given freely."),
    ],
)  # fmt: skip
def test_what_changes_nothing_says_why(engaged: Build, entries: str, why: str) -> None:
    plain = engaged(SALES, stated("2026-04-03", "EUR 1000.00"))
    engagement = engaged(SALES, stated("2026-04-03", "EUR 1000.00") + entries)
    assert told(engagement) == [why]
    assert booked(engagement, date(2026, 12, 1)) == booked(plain, date(2026, 12, 1))


def test_who_states_and_when(engaged: Build) -> None:
    """March is over on 1 April; the client has until Friday 10 April, and then the consultant may state it."""
    early, mine, late = (
        engaged(SALES, stated(on, "EUR 1000.00", by))
        for on, by in (("2026-03-31", "jonas"), ("2026-04-10", "mara"), ("2026-04-13", "mara"))
    )
    assert told(early) == ["The period is not over yet."]
    assert told(mine) == ["The client states it, and still has time."]
    assert told(late) == []
    assert (booked(early, date(2026, 6, 1)), booked(mine, date(2026, 6, 1))) == ({}, {})
    assert list(booked(late, date(2026, 6, 1)).values()) == [8000]
    found = {d.id: d for d in duties(late, date(2026, 4, 15), date(2026, 3, 1))}
    assert found[f"{CITE}/state/sales/2026-03-01"].due == date(2026, 4, 10)
    answer = found[f"{CITE}/object/sales/2026-03-01"]
    assert (str(answer.by), answer.due) == ("client", date(2026, 4, 23))


def test_a_statement_of_what_was_never_agreed_is_refused(engaged: Build) -> None:
    with pytest.raises(Problems, match="sales"):
        engaged("", stated("2026-04-03", "EUR 1000.00"))


def test_a_lowered_most_counts_from_its_day_on(engaged: Build) -> None:
    amendment = f"""
number = 1
title = "Fewer thanks"
effective = 2026-04-01
signed = 2026-03-20
[[change]]
path = "{CITE}.thanks.cap"
from = "EUR 2000.00"
to = "EUR 100.00"
"""
    given_ = entry("bonus given", "2026-04-20", "jonas", success="thanks", amount="EUR 150.00")
    assert told(engaged(THANKS, given_, amendment)) == [
        "EUR 150.00 is more than the EUR 100.00 that are allowed."
    ]


def test_only_what_was_received_counts_where_that_is_agreed(engaged: Build) -> None:
    received = stated("2026-04-03", "EUR 1000.00", received="EUR 250.00")
    only = changed(SALES, 'per = "month"', 'per = "month"\npaid_when_received = true')
    assert list(booked(engaged(only, received), date(2026, 6, 1)).values()) == [2000]
    assert list(booked(engaged(SALES, received), date(2026, 6, 1)).values()) == [8000]
    assert "only money counts that the Client received" in section(engaged(only).agreement, CITE)
    assert "received" not in section(engaged(SALES).agreement, CITE)


@pytest.mark.parametrize(
    ("base", "cost", "found"),
    [
        ("EUR 2000.00", "EUR 700.00", {"audit": 8000, "audit-cost": 70000}),
        ("EUR 2000.00", "EUR 1700.00", {"audit": 8000, "audit-cost": 90000}),
        ("EUR 1050.00", "EUR 700.00", {"audit": 400}),  # off by less than 5 % of EUR 1,050.00
        ("EUR 1053.00", "EUR 700.00", {"audit": 424, "audit-cost": 70000}),
        ("EUR 500.00", "EUR 700.00", {"audit": -4000}),  # the statement was wrong to its author's harm
        ("EUR 1000.00", "EUR 700.00", {}),
        ("EUR 2000.00", "", {"audit": 8000}),
    ],
)
def test_an_audit_corrects_a_statement(engaged: Build, base: str, cost: str, found: dict[str, int]) -> None:
    entries = stated("2026-04-03", "EUR 1000.00") + audited(
        "2026-05-04", base, **({"cost": cost} if cost else {})
    )
    engagement = engaged(SALES, entries)
    held = booked(engagement, date(2026, 6, 1))
    assert held == {"sales/2026-03-01/share": 8000} | {f"sales/2026-03-01/{k}": v for k, v in found.items()}
    none = changed(
        SALES, 'audit = { notice = "5 business days", off_by = "5 %", cost_up_to = "EUR 900.00" }\n', ""
    )
    without = engaged(none, entries)
    assert booked(without, date(2026, 6, 1)) == {"sales/2026-03-01/share": 8000}
    assert told(without) == ["No audit was agreed."]


def test_the_consultant_pays_for_an_audit_of_its_own_statement(engaged: Build) -> None:
    own = changed(SALES, 'statement_by = "client"', 'statement_by = "consultant"')
    entries = stated("2026-04-03", "EUR 1000.00", "mara") + entry(
        "statement audited", "2026-05-04", "jonas", success="sales", period="2026-03-01", base="EUR 500.00", cost="EUR 100.00",
    )  # fmt: skip
    held = booked(engaged(own, entries), date(2026, 6, 1))
    assert (held["sales/2026-03-01/audit"], held["sales/2026-03-01/audit-cost"]) == (-4000, -10000)


def test_after_the_end_what_began_before_counts_for_the_tail(engaged: Build) -> None:
    """The last day is 10 July, and the tail ends on 10 September: July and August count whole, September to the 10th."""
    ended = engaged(SALES + LEAVE, LEFT)
    found = {d.id: d for d in duties(ended, date(2026, 10, 1), date(2026, 3, 1))}
    periods = sorted(name.rpartition("/")[2] for name in found if "/state/" in name)
    assert periods[-3:] == ["2026-07-01", "2026-08-01", "2026-09-01"]
    assert found[f"{CITE}/tail/sales"].due == date(2026, 9, 10)
    last = engaged(SALES + LEAVE, LEFT + stated("2026-09-15", "EUR 100.00", period="2026-09-01"))
    assert booked(last, date(2026, 12, 1)) == {"sales/2026-09-01/share": 800}
    short = engaged(
        changed(SALES, 'tail = "2 months"\n', "") + LEAVE,
        LEFT + stated("2026-08-05", "EUR 100.00", period="2026-08-01"),
    )
    assert booked(short, date(2026, 12, 1)) == {}
    assert told(short) == ["No period begins on that day."]
    clause = ended.agreement.financials.success
    assert clause is not None
    lasts = clause.survives(facts(ended, date(2026, 4, 1)).deal)
    assert str(lasts) == "2 months after the Last Day, and until what was earned by then is paid"


def test_a_new_share_counts_for_the_periods_that_begin_from_its_day_on(engaged: Build) -> None:
    amendment = f"""
number = 1
title = "A larger share"
effective = 2026-04-01
signed = 2026-03-20
[[change]]
path = "{CITE}.sales.share"
from = "8 %"
to = "10 %"
"""
    entries = stated("2026-04-03", "EUR 1000.00") + stated("2026-05-04", "EUR 1000.00", period="2026-04-01")
    held = booked(engaged(SALES, entries, amendment), date(2026, 6, 1))
    assert list(held.values()) == [8000, 10000]


def test_a_bonus_once_is_owed_when_what_is_measured_reaches_its_mark(engaged: Build) -> None:
    bonus = changed(
        changed(SALES, 'share = "8 %"', 'amount = "EUR 5000.00"\nthreshold = "EUR 100.00"'),
        '"month"',
        '"once"',
    )
    for base, owed_ in (("EUR 100.00", [500000]), ("EUR 99.99", [])):
        said = entry("success stated", "2026-05-04", "jonas", success="sales", base=base)
        engagement = engaged(bonus, said)
        assert list(booked(engagement, date(2026, 6, 1)).values()) == owed_
        assert told(engagement) == []
    twice = entry("success stated", "2026-05-05", "jonas", success="sales", base="EUR 100.00")
    assert told(engaged(bonus, said + twice)) == ["There was one before it, which counts."]


@pytest.mark.parametrize(
    ("who", "amount", "why"),
    [
        ("jonas", "EUR 2000.00", None),
        ("jonas", "EUR 2000.01", "EUR 2,000.01 is more than the EUR 2,000.00 that are allowed."),
    ],
)
def test_what_is_discretionary_is_charged_only_where_the_client_gives_it(
    engaged: Build, who: str, amount: str, why: str | None
) -> None:
    assert booked(engaged(THANKS), date(2027, 1, 1)) == {}
    engagement = engaged(THANKS, entry("bonus given", "2026-05-04", who, success="thanks", amount=amount))
    assert told(engagement) == ([why] if why else [])
    assert len(booked(engagement, date(2026, 6, 1))) == (0 if why else 1)


def test_the_consultant_gives_itself_nothing(engaged: Build) -> None:
    engagement = engaged(
        THANKS, entry("bonus given", "2026-05-04", "mara", success="thanks", amount="EUR 5.00")
    )
    assert booked(engagement, date(2026, 6, 1)) == {}
    assert len(told(engagement)) == 1


def test_the_words_fit_what_is_agreed(engaged: Build) -> None:
    free = section(engaged(THANKS).agreement, CITE)
    assert "may give something" in free
    assert "Statement" not in free
    assert "Silence accepts" in section(engaged(SALES).agreement, CITE)
    assert "Only what counts by the Last Day" in section(
        engaged(changed(SALES, 'tail = "2 months"\n', "")).agreement, CITE
    )


def test_no_cell_of_the_table_of_questions_is_empty(engaged: Build) -> None:
    agreement = engaged(SALES + THANKS).agreement
    assert [cell for cite, cell in empty_cells(agreement) if cite == CITE] == []
    row = next(row for row in answers(agreement) if row.cite == CITE)
    assert str(row.costs[0].amount) == "8 % of net revenue from customers whom the Consultant brought"
    assert "else the statement counts" in " ".join(map(str, row.unanswered))


@pytest.mark.parametrize(
    ("old", "new", "law", "finding"),
    [
        ("", "", "DE", None),
        ('base = "net revenue from customers whom the Consultant brought"\n', "", "DE", "CH-FIN-170"),
        ("net revenue from customers whom", "the transaction value of the company that", "DE", "CH-FIN-171"),
        ("net revenue from customers whom", "capital raised from investors whom", "US-NY", "CH-FIN-171"),
        ("net revenue from customers whom", "capital raised from investors whom", "GB-ENG", "CH-FIN-171"),
        ("net revenue from customers whom", "capital raised from investors whom", "FR", None),
        (
            'audit = { notice = "5 business days", off_by = "5 %", cost_up_to = "EUR 900.00" }\n',
            "",
            "DE",
            "CH-FIN-172",
        ),
        ('per = "month"\n', 'per = "month"\npaid_when_received = true\n', "DE", None),
        ('tail = "2 months"', "paid_when_received = true", "DE", "CH-FIN-173"),
        ('tail = "2 months"', 'tail = "3 years"', "DE", "CH-FIN-174"),
    ],
)
def test_findings(engaged: Build, old: str, new: str, law: str, finding: str | None) -> None:
    agreement = apply(
        engaged(changed(SALES, old, new)).agreement, [Change("general.law.governing", "DE", law)]
    )
    found = [f for f in check(agreement) if f.id.startswith("CH-FIN-17")]
    assert [f.id for f in found] == ([finding] if finding else [])
    for each in found:
        assert not each.mend or finding not in {f.id for f in check(apply(agreement, list(each.mend)))}
    assert not [f for f in check(engaged(THANKS).agreement) if f.id.startswith("CH-FIN-17")]
