"""Contracts and engagements are values: equal and hashed by content, picklable, safe between threads, bounded."""

from __future__ import annotations

import pickle
import sys
import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from charter.core.agreement import Agreement
from charter.core.billing import charges, invoices
from charter.core.changes import Amendment, amend
from charter.core.contract import Contract
from charter.core.facts import facts
from charter.core.vocabulary.derived import MOST_CACHED
from charter.core.vocabulary.journal import MOST_FOLDED
from charter.folder import load

TODAY = date(2024, 4, 5)


def test_two_readings_of_one_folder_are_equal_and_hash_alike(harbourline: Path) -> None:
    one, other = load(harbourline), load(harbourline)
    assert one == other
    assert len({one, other}) == 1
    assert one.contract == other.contract
    assert hash(one.contract) == hash(other.contract)
    assert one != one.known(date(2023, 9, 1))


def test_what_was_asked_changes_neither_equality_nor_hash_nor_what_is_pickled(harbourline: Path) -> None:
    one, other = load(harbourline), load(harbourline)
    before = hash(one), pickle.dumps(one)
    asked = charges(one, TODAY)
    assert (hash(one), pickle.dumps(one)) == before
    assert one == other
    back = pickle.loads(before[1])  # noqa: S301 - what was just written
    assert back == one
    assert hash(back) == hash(one)
    assert charges(back, TODAY) == asked


def test_threads_that_ask_one_engagement_at_once_get_what_one_alone_gets(harbourline: Path) -> None:
    days = [date(2023, 8, 1) + timedelta(days=n) for n in range(0, 280, 20)]
    expected = {
        day: (charges(alone, day), invoices(alone, day)) for alone in [load(harbourline)] for day in days
    }
    shared = load(harbourline)
    wrong: list[date] = []
    failed: list[Exception] = []

    def ask(start: int) -> None:
        try:
            asked = (
                (day, charges(shared, day), invoices(shared, day)) for day in days[start:] + days[:start]
            )
            wrong.extend(day for day, *answers in asked if tuple(answers) != expected[day])
        except Exception as error:  # noqa: BLE001 - whatever a race brings about
            failed.append(error)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=ask, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert (wrong, failed) == ([], [])


def test_an_engagement_remembers_a_bounded_number_of_answers(harbourline: Path) -> None:
    asked = load(harbourline)
    for n in range(MOST_CACHED + 40):
        facts(asked, date(2024, 6, 1) + timedelta(days=n))
    remembered: Any = asked.memo  # functools.lru_cache tells how much it holds
    assert remembered.cache_info().currsize <= MOST_CACHED
    assert len(asked.journal._index.folded) <= MOST_FOLDED  # noqa: SLF001 - what is kept is the point


def raised(number: int) -> dict[str, object]:
    """Give an amendment that raises the fee by one euro, in a month of its own."""
    month = date(2023 + (number + 8) // 12, (number + 8) % 12 + 1, 1)
    return {
        "number": number, "title": "Fee", "effective": month,
        "change": ({"path": "financials.retainer.amount", "from": f"EUR {11999 + number}.00",
                    "to": f"EUR {12000 + number}.00"},),
    }  # fmt: skip


@pytest.mark.parametrize("count", [4, 16, 64])
def test_each_amendment_is_played_once_also_for_the_contracts_of_earlier_days(
    harbourline: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    agreed = replace(load(harbourline), amendments=())
    amendments = tuple(Amendment.model_validate(raised(n)) for n in range(1, count + 1))
    played: list[int] = []

    def counted(agreement: Agreement, amendment: Amendment) -> Agreement:
        played.append(amendment.number)
        return amend(agreement, amendment)

    monkeypatch.setattr("charter.core.contract.amend", counted)
    days = tuple(amendment.effective - timedelta(days=5) for amendment in amendments)
    contract = Contract(agreed.agreement, amendments, days=days)
    for amendment, day in zip(amendments, days, strict=True):
        known = contract.known(day)
        assert known.editions[-1].agreed == amendment.name
        assert contract.known(day) is known
    assert len(contract.editions) == count + 1
    assert len(played) == count
