"""What must fit between the entries of a journal, and between them and the agreement."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from charter.core.agreement import Agreement
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.reading.across import moneys
from charter.core.reading.bearing import bearing_problems
from charter.core.reading.problem import Problem
from charter.core.reading.seen import Seen, at
from charter.core.reading.terms import Spot
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.delay import DAY
from charter.core.vocabulary.entry import (
    Accepted,
    Delivered,
    Ended,
    Entry,
    Issued,
    Met,
    Notice,
    Provided,
    Rejected,
    Renewed,
    Void,
    Worked,
)
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.written import excerpt

MOST_HOURS = 24 * 3600
"""The seconds of a day."""

ONCE = frozenset({"termination", "at once"})
"""Notices that a side gives once: another breach, change or term may call for another of the rest."""

SUM = re.compile(r"[a-z]+\([a-z0-9]+=[-0-9/.*]{1,100}(?:, [a-z0-9]+=[-0-9/.*]{1,100})*\)")
"""How a line's arithmetic is written. Without exponents: a few signs could ask for a number of a billion digits."""

WORK = (Worked, Delivered, Met)
"""What does not happen before the engagement starts."""

PAID_WORK = (Worked, Met)
"""What does not happen after it has ended: what was late, or is mended, may still be handed over then."""


def journal_problems(engagement: Engagement, spot: Spot) -> Iterator[Problem]:
    """Give what does not fit, each with its place."""
    every = [Seen(place, entry) for place, entry in enumerate(engagement.journal.entries)]
    void = {e.entry.entry for e in every if isinstance(e.entry, Void)}
    counted = [e for e in every if not (e.entry.id and e.entry.id in void)]
    found = [*_ids(every, spot), *_final(every, void, spot)]
    found += [p for rule in (_twice, _invoices, _hours, _notices, _lines) for p in rule(counted, spot)]
    found += _known(counted, engagement, spot)
    found += _currency(counted, engagement.agreement, spot)
    if found:
        yield from found
        return
    # The rest reckons with the entries, so they must fit.
    standing = Engagement(
        engagement.agreement, engagement.amendments, Journal(seen.entry for seen in counted)
    )
    yield from _in_time(counted, standing, spot) if standing.journal.entries else ()
    yield from bearing_problems(counted, standing, spot)


def _twice(every: list[Seen], spot: Spot) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for seen in every:
        same = seen.entry.model_dump_json()
        if same in first:
            hint = "delete one; if it did happen twice, tell them apart with a note"
            yield at(seen, None, f"the same entry stands already as number {first[same] + 1}", hint, spot)
        first.setdefault(same, seen.place)
    came: dict[str, dt.date] = {}
    for seen in every:
        if isinstance(seen.entry, Provided):
            if seen.entry.input in came:
                on = came[seen.entry.input]
                yield at(
                    seen,
                    "input",
                    f"{seen.entry.input!r} was provided already on {on}",
                    "keep the first",
                    spot,
                )
            came.setdefault(seen.entry.input, seen.entry.on)


def _ids(every: list[Seen], spot: Spot) -> Iterator[Problem]:
    ids: set[str] = set()
    for seen in every:
        if seen.entry.id and seen.entry.id in ids:
            yield at(
                seen, "id", f"the id {seen.entry.id!r} is taken", "give each entry an id of its own", spot
            )
        ids.add(seen.entry.id or "")
    for seen in every:
        if isinstance(seen.entry, Void) and seen.entry.entry not in ids:
            yield at(
                seen,
                "entry",
                f"there is no entry with the id {seen.entry.entry!r}",
                "give the wrong entry that id",
                spot,
            )


def _final(every: list[Seen], void: set[str], spot: Spot) -> Iterator[Problem]:
    """Find issued invoices declared void: numbers have no gaps, so what was issued is put right by a credit."""
    issued = {e.entry.id: e.entry.number for e in every if isinstance(e.entry, Issued) and e.entry.id in void}
    for seen in every:
        if isinstance(seen.entry, Void) and seen.entry.entry in issued:
            said = f"the invoice {issued[seen.entry.entry]!r} is issued, and so final"
            hint = (
                "correct what was wrong (void the hours, amend the terms): the next invoice gives the credit"
            )
            yield at(seen, "entry", said, hint, spot)


def _invoices(every: list[Seen], spot: Spot) -> Iterator[Problem]:
    numbers: set[str] = set()
    charged: set[str] = set()
    for seen in every:
        entry = seen.entry
        if not isinstance(entry, Issued):
            continue
        if entry.number in numbers:
            yield at(
                seen,
                "number",
                f"the invoice {entry.number!r} was issued already",
                "numbers are used once",
                spot,
            )
        numbers.add(entry.number)
        if entry.due < entry.on:
            yield at(
                seen,
                "due",
                f"due on {entry.due}, before it was issued on {entry.on}",
                "correct one of the days",
                spot,
            )
        for line in entry.lines:
            if line.charge in charged:
                yield at(
                    seen,
                    "lines",
                    f"the charge {line.charge!r} was invoiced already",
                    "a charge is invoiced once",
                    spot,
                )
            charged.add(line.charge)
    for seen in every:
        named = getattr(seen.entry, "invoice", None)
        if named and named not in numbers:
            known = ", ".join(sorted(numbers)) or "none"
            yield at(seen, "invoice", f"there is no invoice {named!r}", f"issued: {known}", spot)


def _lines(every: list[Seen], spot: Spot) -> Iterator[Problem]:
    for seen in every:
        for line in seen.entry.lines if isinstance(seen.entry, Issued) else ():
            if "." not in line.charge.split("/", 1)[0]:
                yield at(
                    seen,
                    "lines",
                    f"the line {line.reads!r} names no clause",
                    "every line rests on a clause",
                    spot,
                )
            elif _again(line.basis) != line.amount.minor:
                message = f"{excerpt(line.basis)} does not give {line.amount}"
                yield at(
                    seen,
                    "lines",
                    message,
                    "an issued invoice is final: restore the line, and correct by a new entry",
                    spot,
                )


def _again(basis: str) -> int | None:
    read = Basis.read(basis)
    if not SUM.fullmatch(basis) or read.shown != basis:
        return None
    try:
        return read.minor
    except (KeyError, ValueError, TypeError, ZeroDivisionError):
        return None


def _hours(every: list[Seen], spot: Spot) -> Iterator[Problem]:
    days: defaultdict[tuple[str, dt.date], int] = defaultdict(int)
    for seen in every:
        if isinstance(seen.entry, Worked):
            key = seen.entry.by, seen.entry.on
            days[key] += seen.entry.hours.seconds
            if days[key] > MOST_HOURS:
                total = f"{days[key] / 3600:g}"
                message = f"{total} hours on {seen.entry.on} for {seen.entry.by}: a day has 24"
                yield at(seen, "hours", message, "correct the hours or the day", spot)
            if not seen.entry.hours:
                yield at(seen, "hours", "no hours at all", "leave the entry out", spot)


def _notices(every: list[Seen], spot: Spot) -> Iterator[Problem]:
    given: dict[tuple[str, str], dt.date] = {}
    for seen in every:
        entry = seen.entry
        if not isinstance(entry, Notice):
            continue
        if entry.received is not None and entry.received < entry.on:
            yield at(
                seen,
                "received",
                f"received on {entry.received}, before it was given on {entry.on}",
                "correct one",
                spot,
            )
        if entry.of in ONCE:
            key = entry.of, entry.side
            if key in given:
                message = f"the {entry.side} gave notice of {entry.of} already on {given[key]}"
                yield at(seen, "of", message, "keep the first, or void it", spot)
            given.setdefault(key, entry.on)


def _known(every: list[Seen], engagement: Engagement, spot: Spot) -> Iterator[Problem]:
    """Find entries that speak of a deliverable, an input or a meeting that was never agreed."""
    agreements = [edition.agreement for edition in engagement.editions]
    kinds: tuple[tuple[tuple[type[Entry], ...], str, Callable[[Agreement], object]], ...] = (
        ((Delivered, Accepted, Rejected), "deliverable", lambda a: a.scope.deliverables),
        ((Provided,), "input", lambda a: a.scope.dependencies),
        ((Met,), "meeting", lambda a: a.communication.meetings),
    )
    for types, field, clause_of in kinds:
        known = {key for a in agreements for key in getattr(clause_of(a), "things", {})}
        for seen in every:
            if isinstance(seen.entry, types) and getattr(seen.entry, field) not in known:
                near = difflib.get_close_matches(getattr(seen.entry, field), sorted(known), 1, 0.6)
                hint = (
                    f"did you mean {near[0]!r}?" if near else f"agreed: {', '.join(sorted(known)) or 'none'}"
                )
                yield at(seen, field, f"there is no {field} {getattr(seen.entry, field)!r}", hint, spot)


def _currency(every: list[Seen], agreement: Agreement, spot: Spot) -> Iterator[Problem]:
    payment = agreement.financials.payment
    agreed = [("financials.payment.currency", payment.currency)] if payment else []
    agreed += [(".".join(map(str, path)), money.currency) for path, money in moneys(agreement)]
    for seen in every:
        for path, money in moneys(seen.entry):
            agreed = agreed[:1] or [(f"number {seen.place + 1}", money.currency)]
            if money.currency != agreed[0][1]:
                message = f"{money} is not in {agreed[0][1]}, the currency of {agreed[0][0]}"
                yield spot.problem(
                    ("entry", seen.place, *path), message, "record what arrived in that currency"
                )


def _in_time(every: list[Seen], engagement: Engagement, spot: Spot) -> Iterator[Problem]:
    starts = engagement.agreement.foundation.term.starts
    work = [seen for seen in every if isinstance(seen.entry, WORK)]
    for seen in work:
        if seen.entry.on < starts:
            message = f"on {seen.entry.on}, before the engagement starts on {starts}"
            yield at(seen, "on", message, "correct the day; what was done before is not part of it", spot)
    off = next((s for s in every if isinstance(s.entry, Ended) and s.entry.on < starts), None)
    if off is not None and any(seen.entry.on >= starts for seen in work):
        message = (
            f"on {off.entry.on}, before the engagement starts on {starts}, yet work is recorded after that"
        )
        yield at(off, "on", message, "correct the day of the end; only what never began ends so early", spot)
        return  # the end is the one to mend, not all that came after it
    last = max((seen.entry.known for seen in every), default=starts)
    ends = facts(engagement, last).deal.ends
    for seen in every:
        if ends is not None and isinstance(seen.entry, Renewed) and seen.entry.on > ends:
            message = f"renewed on {seen.entry.on}, after the engagement ended on {ends - DAY}"
            yield at(
                seen, "on", message, "correct the day; what begins after the end is a new agreement", spot
            )
        if ends is not None and isinstance(seen.entry, PAID_WORK) and seen.entry.on >= ends:
            message = f"on {seen.entry.on}, after the engagement ended on {ends - DAY}"
            yield at(seen, "on", message, "correct the day, or record what renewed the engagement", spot)
