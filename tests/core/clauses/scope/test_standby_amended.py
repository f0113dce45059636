"""Standby amended: each day of waiting costs what was agreed for that day, and stays charged."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.engagement import Engagement

Build = Callable[..., Engagement]

STANDBY = """
[scope.dependencies]
delay = "day for day"
standby = { after = "5 days", fee = "EUR 400.00" }
[scope.dependencies.access]
name = "Access"
due = 2026-03-10
[scope.dependencies.budget]
name = "Budget"
due = 2026-06-01
"""
ACCESS = '{ name = "Access", due = 2026-03-10 }'


def amendment(path: str, before: str, after: str = "") -> str:
    head = 'number = 1\ntitle = "Waiting"\nsigned = 2026-03-18\neffective = 2026-03-19\n[[change]]\n'
    return f"{head}path = {path!r}\nfrom = {before}\n" + (f"to = {after}\n" if after else "")


def paid(engagement: Engagement) -> list[tuple[int, int]]:
    return [(c.on.day, c.minor) for c in charges(engagement, date(2026, 3, 24))]


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (("scope.dependencies.access", ACCESS), []),
        (("scope.dependencies.access.due", "2026-03-10", "2026-04-10"), []),
        (("scope.dependencies.access.due", "2026-03-10", "2026-03-16"), [(23, 400_00), (24, 400_00)]),
        (("scope.dependencies.standby.fee", '"EUR 400.00"', '"EUR 500.00"'),
         [(19, 500_00), (20, 500_00), (23, 500_00), (24, 500_00)]),
        (("scope.dependencies.standby.after", '"5 days"', '"12 days"'), [(23, 400_00), (24, 400_00)]),
    ],
)  # fmt: skip
def test_what_was_waited_before_stays_charged(
    engaged: Build, change: tuple[str, ...], after: list[tuple[int, int]]
) -> None:
    before = [(16, 400_00), (17, 400_00), (18, 400_00)]
    assert paid(engaged(STANDBY, "", amendment(*change))) == before + after


def test_dropping_the_clause_takes_nothing_back(engaged: Build) -> None:
    whole = (
        '{ delay = "day for day", standby = { after = "5 days", fee = "EUR 400.00" }, '
        f'access = {ACCESS}, budget = {{ name = "Budget", due = 2026-06-01 }} }}'
    )
    assert paid(engaged(STANDBY, "", amendment("scope.dependencies", whole))) == [
        (16, 400_00),
        (17, 400_00),
        (18, 400_00),
    ]


def test_a_weekend_costs_nothing(engaged: Build) -> None:
    assert paid(engaged(STANDBY))[4:] == [(20, 400_00), (23, 400_00), (24, 400_00)]
