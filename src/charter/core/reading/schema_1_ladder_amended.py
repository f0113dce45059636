"""Amendments of schema 1 to what followed an unpaid invoice, read as changes of the ladder of schema 2.

One term of then may be two of now, and some days were reckoned from two terms; what the amendment itself leaves as it
was is taken from the agreement.

>>> old = {"path": "financials.late_payment.collection_costs", "from": True, "to": False}
>>> list(changes_with_ladder([old], None))
[{'path': 'financials.late_payment.collection_costs', 'from': 'reasonable', 'to': 'none'}]
>>> fees = {"path": "financials.suspension.fees", "from": "pause", "to": "run"}
>>> list(changes_with_ladder([fees], None))
[{'path': 'financials.suspension.fee_runs_for', 'to': '1 year'}]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from charter.core.agreement import Agreement
from charter.core.reading.schema_1_ladder import (
    agreement_with_ladder,
    days_at_most,
    days_from_notice,
    winding_down,
)

LATE, SUSPENSION = "financials.late_payment", "financials.suspension"
TERMINATION, SETTLEMENT = "exit.termination", "exit.settlement"
WHOLE = frozenset({LATE, SUSPENSION, TERMINATION, SETTLEMENT, "financials", "exit"})
"""The tables that are read whole."""
OVERDUE, NOTICE = f"{SUSPENSION}.overdue_for", f"{SUSPENSION}.notice"

ChangeOfThen = Mapping[str, Any]


def changes_with_ladder(
    changes: Iterable[Any], agreement: Agreement | None, *, certain: bool = False
) -> Iterator[Any]:
    """Give what the changes of an amendment change now; what cannot be read stays, and is told as it stands.

    `certain` is whether it is known to be of schema 1, also where it changes nothing that only schema 1 had.
    """
    listed = list(changes)
    for change in listed:
        path = change.get("path") if isinstance(change, Mapping) else None
        try:
            yield from _SINGLE[path](change) if path in _SINGLE else _whole(change, str(path))
        except (TypeError, ValueError, KeyError, AttributeError):
            yield change
    yield from _stop(listed, agreement, certain=certain)


def _whole(change: Any, path: str) -> Iterator[Any]:
    if path not in WHOLE:
        yield change
        return
    part, _, clause = path.partition(".")

    def now(held: Any) -> Any:
        if not isinstance(held, Mapping):
            return held
        made = agreement_with_ladder({part: {clause: held} if clause else held})[part]
        return made[clause] if clause else made

    yield _both(change, now)


# ── one term ───────────────────────────────────────────────────────────────────────────────────


def _costs(change: ChangeOfThen) -> Iterator[ChangeOfThen]:
    told = {True: "reasonable", False: "none"}
    yield _both(change, lambda held: told[held] if isinstance(held, bool) else held)


def _overdue(change: ChangeOfThen) -> Iterator[ChangeOfThen]:
    yield _moved(change, f"{SUSPENSION}.notice_from", lambda held: f"{days_at_most(held) + 1} days")


def _fees(change: ChangeOfThen) -> Iterator[ChangeOfThen]:
    yield _moved(change, f"{SUSPENSION}.fee_runs_for", lambda held: "1 year" if held == "run" else None)


def _cause(change: ChangeOfThen) -> Iterator[ChangeOfThen]:
    """Give both sides' rights, and the consultant's right while an invoice stays unpaid."""

    def now(held: Any, name: str) -> Any:
        if not isinstance(held, Mapping):
            return held if name == "cause" else None
        return agreement_with_ladder({"exit": {"termination": {"cause": held}}})["exit"]["termination"].get(
            name
        )

    yield _both(change, lambda held: now(held, "cause"))
    unpaid = _moved(change, f"{TERMINATION}.unpaid", lambda held: now(held, "unpaid"))
    if "from" in unpaid or "to" in unpaid:
        yield unpaid


def _of_both(change: ChangeOfThen) -> Iterator[ChangeOfThen]:
    name = str(change["path"]).rpartition(".")[2]
    for side in ("client", "consultant"):
        yield {**change, "path": f"{TERMINATION}.cause.{side}.{name}"}


def _payment(change: ChangeOfThen) -> Iterator[ChangeOfThen]:
    yield {**change, "path": f"{TERMINATION}.unpaid.pay_within"}
    yield _moved(change, f"{TERMINATION}.unpaid.ends_from", lambda held: f"{days_at_most(held) + 2} days")


def _wind_down(change: ChangeOfThen) -> Iterator[ChangeOfThen]:
    yield _moved(change, f"{SETTLEMENT}.payments.wind_down", winding_down)


_SINGLE: Mapping[str | None, Callable[[ChangeOfThen], Iterator[ChangeOfThen]]] = {
    f"{LATE}.collection_costs": _costs,
    OVERDUE: _overdue,
    f"{SUSPENSION}.fees": _fees,
    f"{TERMINATION}.cause": _cause,
    f"{TERMINATION}.cause.grounds": _of_both,
    f"{TERMINATION}.cause.cure": _of_both,
    f"{TERMINATION}.cause.cure_payment": _payment,
    f"{SETTLEMENT}.wind_down": _wind_down,
}


# ── the day from which work stops: of two terms ────────────────────────────────────────────────


def _stop(changes: list[Any], agreement: Agreement | None, *, certain: bool) -> Iterator[ChangeOfThen]:
    """Give the change of the day from which work may stop, which was reckoned from when and from how long before."""
    suspension = agreement.financials.suspension if agreement is not None else None
    named = {c["path"]: c for c in changes if isinstance(c, Mapping) and c.get("path") in (OVERDUE, NOTICE)}
    if suspension is None or not (OVERDUE in named or (certain and named)):
        return
    first, notice = suspension.notice_from.about_days, suspension.notice.about_days
    if suspension.stops_from.about_days != days_from_notice(first, notice):
        return  # it was agreed by itself, in the present schema
    try:
        told = named.get(NOTICE, {}).get("to")
        after = days_at_most(told) if told is not None else notice
        overdue = named.get(OVERDUE, {}).get("to")
        begins = days_at_most(overdue) + 1 if overdue is not None else first
    except (TypeError, ValueError):
        return
    was, now = f"{days_from_notice(first, notice)} days", f"{days_from_notice(begins, after)} days"
    if was != now:
        yield {"path": f"{SUSPENSION}.stops_from", "from": was, "to": now}


def _both(change: ChangeOfThen, do: Callable[[Any], Any]) -> dict[str, Any]:
    return {name: do(held) if name in {"from", "to"} else held for name, held in change.items()}


def _moved(change: ChangeOfThen, path: str, do: Callable[[Any], Any]) -> dict[str, Any]:
    """Give a change at another path; what is nothing now is left out."""
    made = _both(change, do) | {"path": path}
    return {name: held for name, held in made.items() if held is not None}
