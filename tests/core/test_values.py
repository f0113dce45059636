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
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.core.agreement import Agreement
from charter.core.billing import charges, invoices
from charter.core.changes import Amendment, AmendmentError, amend, terms_data
from charter.core.contract import Contract
from charter.core.facts import facts
from charter.core.vocabulary.derived import MOST_CACHED
from charter.core.vocabulary.journal import MOST_FOLDED
from charter.folder import load
from tests.budget import tries

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


def added(number: int) -> Amendment:
    """Give an amendment that adds a deliverable, and counts in the order of the numbers."""
    return Amendment.model_validate({
        "number": number, "title": "More", "effective": date(2023, 9, 1) + timedelta(days=number),
        "change": ({"path": f"scope.deliverables.more_{number}", "to": {
            "name": f"More {number}", "outcome": "It is there.", "due": date(2024, 6, 1)}},),
    })  # fmt: skip


@pytest.mark.parametrize("count", [4, 8, 16, 32, 64])
def test_each_amendment_is_checked_once_in_whatever_order_they_were_signed(
    harbourline: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """The last to count was signed first."""
    agreement = load(harbourline).agreement  # before counting: it has an amendment of its own
    checked: list[int] = []

    def counted(agreement: Agreement, amendment: Amendment) -> Agreement:
        checked.append(amendment.number)
        return amend(agreement, amendment)

    monkeypatch.setattr("charter.core.contract.amend", counted)
    amendments = tuple(added(n) for n in range(1, count + 1))
    signed = tuple(date(2023, 8, 31) - timedelta(days=n) for n in range(1, count + 1))
    contract = Contract(agreement, amendments, days=signed)
    one_by_one = Contract(contract.agreement)
    for day, amendment in sorted(zip(signed, amendments, strict=True), key=lambda pair: pair[0]):
        one_by_one = one_by_one.plus([(day, amendment)])
    assert sorted(checked) == list(range(1, count + 1))
    for day in signed:
        assert contract.known(day).editions[-1].agreed == f"amendment {count}"
    assert contract.editions == one_by_one.editions
    assert sorted(checked) == sorted([*range(1, count + 1)] * 2)


OF_ONE_CLAUSE = {
    "financials.retainer.amount": "EUR 9000.00",
    "financials.retainer.hours": "20 hours",
    "financials.retainer.rollover.share": "50 %",
    "financials.retainer.overage": None,
    "communication.meetings.weekly.rhythm": "every Friday 09:00",
    "communication.meetings.board": None,
    "communication.meetings.findings": {
        "name": "F",
        "rhythm": "every Monday",
        "lasts": "1 hour",
        "who": ["mara"],
    },
    "scope.boundaries.oncall.instead": "The client's own team does it.",
    "foundation.parties.people.jonas.title": "Head",
    "foundation.parties.people.priya": None,
    "foundation.parties.people.sven": {
        "side": "client",
        "name": "Sven",
        "title": "Clerk",
        "email": "s@x.example",
    },
    "exit.settlement": None,
    "title": "Another title",
}
"""Terms of several clauses, some of one; None takes the term away."""


@given(order=st.permutations(sorted(OF_ONE_CLAUSE)), signed=st.permutations(range(len(OF_ONE_CLAUSE))))
@settings(max_examples=tries(10, 200))
def test_a_contract_of_an_earlier_day_is_as_if_nothing_more_had_been_signed(
    harbourline: Path, order: list[str], signed: list[int]
) -> None:
    agreement = load(harbourline).agreement
    held = terms_data(agreement)
    amendments = tuple(
        Amendment.model_validate({
            "number": n + 1, "title": "Other terms", "effective": date(2023, 9, 1) + timedelta(days=n),
            "change": ({"path": path, "from": value_at(held, path), "to": OF_ONE_CLAUSE[path]},),
        })
        for n, path in enumerate(order)
    )  # fmt: skip
    days = tuple(date(2023, 8, 1) + timedelta(days=n) for n in signed)
    contract = Contract(agreement, amendments, days=days)
    for day in days:
        known = contract.known(day)
        alone = Contract(agreement, known.amendments)
        assert known.editions == alone.editions
        assert [e.agreement.numbering for e in known.editions] == [
            e.agreement.numbering for e in alone.editions
        ]


def value_at(held: Any, path: str) -> Any:  # noqa: ANN401 - terms are of any kind
    for step in path.split("."):
        held = held.get(step) if held is not None else None
    return held


def test_an_amendment_of_what_was_signed_later_is_refused_on_the_earlier_day(harbourline: Path) -> None:
    amendments = tuple(Amendment.model_validate(raised(n)) for n in (1, 2))
    days = date(2023, 8, 20), date(2023, 8, 10)
    contract = Contract(load(harbourline).agreement, amendments, days=days)
    assert len(contract.editions) == 3
    with pytest.raises(AmendmentError, match=r"was .* but it is"):
        _ = contract.known(date(2023, 8, 10)).editions


def test_terms_that_hold_only_with_those_signed_later_are_refused_on_the_earlier_day(
    harbourline: Path,
) -> None:
    """A deliverable is due on one day or again and again: that it no longer recurs was signed last, and counts first."""
    path = "scope.deliverables.report"
    once, dated = (
        Amendment.model_validate({
            "number": n, "title": "Once", "effective": date(2023, 9, n),
            "change": (change,),
        })
        for n, change in (
            (1, {"path": f"{path}.recurring", "from": "every month on day 5"}),
            (2, {"path": f"{path}.due", "to": date(2023, 12, 5)}),
        )
    )  # fmt: skip
    days = date(2023, 8, 20), date(2023, 8, 10)
    contract = Contract(load(harbourline).agreement, (once, dated), days=days)
    assert len(contract.editions) == 3
    with pytest.raises(AmendmentError, match="report"):
        _ = contract.known(date(2023, 8, 10)).editions
