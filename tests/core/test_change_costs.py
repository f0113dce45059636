"""What a changed term costs: a price, its maximum, cash that comes later, a longer way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from charter.core.effects import compare_agreements
from charter.core.reading import read


def told(harbourline: Path, old: str, new: str) -> list[str]:
    text = (harbourline / "agreement.toml").read_text("utf-8")
    assert old in text
    before, after = (read({"agreement.toml": each.encode()}) for each in (text, text.replace(old, new)))
    [(_, lines)] = compare_agreements(before, after).changes
    return [str(line) for line in lines]


LONGER = "leaving takes longer: after a notice by the client on 1 August 2023"
LEAVING = '[exit.termination.client]\nnotice = "30 days"'


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            'due_after = "14 days"',
            'due_after = "30 days"',
            # EUR 148,800.00 are charged in the first year: 16 days of 365 of it
            "each invoice is paid 16 days later: EUR 6,522.74 more is outstanding on average",
        ),
        (
            'due_after = "14 days"',
            'due_after = "7 days"',
            "each invoice is paid 7 days sooner: EUR 2,853.70 less is outstanding on average",
        ),
        (
            'overage = "EUR 210.00"',
            'overage = "EUR 250.00"',
            "Each further hour: EUR 210.00, at most EUR 3,360.00 a month → EUR 250.00, at most EUR 4,000.00 a month",
        ),
        (
            'cap = "16 hours"',
            'cap = "20 hours"',
            "Each further hour: EUR 210.00, at most EUR 3,360.00 a month → EUR 210.00, at most EUR 4,200.00 a month",
        ),
        (
            'hours = "64 hours"',
            'hours = "60 hours"',
            "Retainer: EUR 12,000.00 a month, with 64 hours → EUR 12,000.00 a month, with 60 hours",
        ),
        (
            LEAVING,
            LEAVING.replace("30", "90"),
            f"{LONGER}, 60 days (about 2 months) and EUR 23,612.90 more",
        ),
        (
            LEAVING,
            f'{LEAVING}\nnot_before = "6 months"',
            f"{LONGER}, 153 days (about 5 months) and EUR 60,000.00 more",
        ),
        (
            LEAVING,
            LEAVING.replace("30", "10"),
            "leaving is quicker: after a notice by the client on 1 August 2023, 20 days and EUR 7,741.94 less",
        ),
    ],
)
def test_what_a_change_costs_is_told(harbourline: Path, old: str, new: str, line: str) -> None:
    assert line in told(harbourline, old, new)


def test_a_price_that_is_charged_is_told_once(harbourline: Path) -> None:
    lines = told(harbourline, 'amount = "EUR 12000.00"', 'amount = "EUR 15000.00"')
    assert "+ EUR 36,000.00 in the first year" in lines
    assert not any("→" in line for line in lines)


def test_what_costs_nothing_says_so(harbourline: Path) -> None:
    lines = told(harbourline, 'alert = "80 %"', 'alert = "90 %"')
    assert lines == ["nothing by itself in the first year: it acts on what then happens"]
