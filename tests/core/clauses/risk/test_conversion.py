"""Conversion: a fee that falls day by day, and ends."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]

CITE = "risk.conversion"
FEE = f'[{CITE}]\namount = "EUR 24000.00"\nfalls_over = "12 months"\nlasts = "6 months"\ntell_within = "5 business days"\n'
RETAINER = (
    '[financials.retainer]\namount = "EUR 8000.00"\nperiod = "month"\nbilled = "in advance"\nfirst_day = 1\n'
)
LEAVE = '[exit.termination]\nclient = { notice = "30 days" }\nconsultant = { notice = "30 days" }\ninsolvency = false\n'
LEFT = notice("termination", "2026-06-10")  # the last day is 10 July


def hired(on: str) -> str:
    return entry("hired", on, "jonas", id="mara", whom="Mara Lindqvist")


@pytest.mark.parametrize(
    ("on", "minor"),
    [
        ("2026-03-01", [2400000]),
        ("2026-03-02", [2393425]),  # 364 of 365 days
        ("2026-08-30", [1203288]),  # 183 of 365 days
        ("2027-02-28", [6575]),
        ("2027-03-01", []),
        ("2028-01-01", []),
    ],
)
def test_the_fee_falls_day_by_day(engaged: Build, on: str, minor: list[int]) -> None:
    found = charges(engaged(FEE, hired(on)), date(2028, 6, 1))
    assert [c.minor for c in found] == minor


def test_after_its_time_a_hire_costs_nothing(engaged: Build) -> None:
    last, late = (engaged(FEE + LEAVE, LEFT + hired(on)) for on in ("2027-01-10", "2027-01-11"))
    assert len(charges(last, date(2027, 6, 1))) == 1
    assert list(charges(late, date(2027, 6, 1))) == []
    assert len(list(without_effect(late, date(2027, 6, 1)))) == 1
    assert list(without_effect(last, date(2027, 6, 1))) == []
    gone = engaged(FEE, hired("2027-03-01"))
    assert len(list(without_effect(gone, date(2027, 6, 1)))) == 1


def test_without_a_fall_the_fee_stays(engaged: Build) -> None:
    flat = FEE.replace('falls_over = "12 months"\n', "")
    assert [c.minor for c in charges(engaged(flat, hired("2028-01-03")), date(2028, 6, 1))] == [2400000]
    assert "falling" not in section(engaged(flat).agreement, CITE)


def test_a_hire_is_told(engaged: Build) -> None:
    found = duties(engaged(FEE, hired("2026-05-05")), date(2026, 5, 6), until=date(2026, 12, 31))
    assert [(d.id, str(d.by), d.due) for d in found if d.id.startswith(CITE)] == [
        (f"{CITE}/tell/mara", "client", date(2026, 5, 12))
    ]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", None),
        ('falls_over = "12 months"\n', "", "CH-RSK-070"),
        ("EUR 24000.00", "EUR 24000.01", "CH-RSK-071"),
    ],
)
def test_findings(engaged: Build, old: str, new: str, finding: str | None) -> None:
    agreement = engaged(RETAINER + FEE.replace(old, new)).agreement
    told = [f for f in check(agreement) if f.id.startswith("CH-RSK")]
    assert [f.id for f in told] == ([finding] if finding else [])
    for found in told:
        assert not found.mend or finding not in {f.id for f in check(apply(agreement, list(found.mend)))}


def test_the_example_is_what_the_engine_charges(engaged: Build) -> None:
    """Half way between 1 March 2026 and 1 March 2027."""
    clause = engaged(FEE).agreement.risk.conversion
    assert clause is not None
    engagement = engaged(FEE, hired("2026-08-30"))
    (charge,) = charges(engagement, date(2026, 9, 1))
    example = clause.example(facts(engagement, date(2026, 9, 1)).deal)
    assert (
        str(example)
        == "A contract of hire on 30 August 2026 costs EUR 12,032.88, with 183 of 365 days to go."
    )
    assert charge.minor == 1203288
