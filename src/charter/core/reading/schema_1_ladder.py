"""What followed an unpaid invoice in schema 1, read as the ladder of schema 2; nothing comes sooner than it did.

>>> old = {"financials": {"suspension": {"overdue_for": "14 days", "notice": "5 days", "fees": "pause"}}}
>>> new = agreement_with_ladder(old)["financials"]["suspension"]
>>> new["notice_from"], new["stops_from"], new["notice"]
('15 days', '21 days', '5 days')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from charter.core.vocabulary.dates import Duration

_Held = Mapping[str, Any]
LAPSES = "14 days"
"""How long a right to end lasts; in schema 1 it came about by itself and lasted for ever."""


def agreement_with_ladder(values: _Held) -> _Held:
    """Give the values of an agreement with the terms on unpaid invoices, on breaches and on leaving as they are now."""
    for part, clause, made in (
        ("financials", "late_payment", _late),
        ("financials", "suspension", _suspension),
        ("exit", "termination", _termination),
        ("exit", "settlement", _settlement),
    ):
        held = values.get(part)
        if isinstance(held, Mapping) and isinstance(held.get(clause), Mapping):
            values = {**values, part: {**held, clause: _only(made, held[clause])}}
    return values


def _only(made: Callable[[_Held], _Held], held: _Held) -> _Held:
    """Make the terms anew where they can be read; what cannot stays, and is told as it stands."""
    try:
        return made(held)
    except (TypeError, ValueError, KeyError, AttributeError):
        return held


def _late(held: _Held) -> _Held:
    costs = held.get("collection_costs")
    told = {True: "reasonable", False: "none"}
    return {**held, "collection_costs": told[costs]} if isinstance(costs, bool) else held


def _suspension(held: _Held) -> _Held:
    if "overdue_for" not in held:
        return held
    first = days_at_most(held["overdue_for"]) + 1
    new = {name: held[name] for name in held if name not in {"overdue_for", "fees", "withheld"}}
    new |= {
        "notice_from": f"{first} days",
        "stops_from": f"{days_from_notice(first, days_at_most(held['notice']))} days",
    }
    return {**new, "fee_runs_for": "1 year"} if held.get("fees") == "run" else new


def _termination(held: _Held) -> _Held:
    cause = held.get("cause")
    if not isinstance(cause, Mapping) or "grounds" not in cause:
        return held
    one = {"grounds": cause["grounds"], "cure": cause["cure"], "lapses": LAPSES}
    pay = cause.get("cure_payment", cause["cure"])
    unpaid = {
        "notice_from": "1 day",
        "pay_within": pay,
        "ends_from": f"{days_at_most(pay) + 2} days",
        "lapses": LAPSES,
    }
    return {**held, "cause": {"client": one, "consultant": one}, "unpaid": unpaid}


def _settlement(held: _Held) -> _Held:
    if "wind_down" not in held:
        return held
    rest = {name: value for name, value in held.items() if name != "wind_down"}
    return {**rest, "payments": {"wind_down": winding_down(held["wind_down"])}}


def winding_down(amount: Any) -> dict[str, Any]:
    """Give the payment on ending that the fee for winding down was."""
    return {"when": "client without reason", "amount": amount, "what": "winding the work down"}


def days_from_notice(first: int, notice: int) -> int:
    """Give the day from which work may stop, by the first day of the notice and how long it must have been received."""
    return first + notice + 1


def days_at_most(written: str) -> int:
    """Give the days of a time, never fewer than it can have. Raises ValueError for what is no time.

    >>> days_at_most("2 weeks"), days_at_most("1 month"), days_at_most("5 business days")
    (14, 31, 7)
    """
    return Duration.parse(written).about_days
