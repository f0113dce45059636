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
from charter.core.rules.agreement_rules import moneys
from charter.core.rules.located import Located
from charter.core.rules.references import reference_violations
from charter.core.rules.violation import Violation
from charter.core.vocabulary.charge import Basis
from charter.core.vocabulary.dates import DAY
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


def journal_violations(engagement: Engagement) -> Iterator[Violation]:
    """Give what does not fit, each with its place."""
    every = [Located(place, entry) for place, entry in enumerate(engagement.journal.entries)]
    void = {e.entry.entry for e in every if isinstance(e.entry, Void)}
    counted = [e for e in every if not (e.entry.id and e.entry.id in void)]
    found = [*_ids(every), *_final(every, void)]
    found += [p for rule in (_twice, _invoices, _hours, _notices, _lines) for p in rule(counted)]
    found += _known(counted, engagement)
    found += _currency(counted, engagement.agreement)
    if found:
        yield from found
        return
    # The rest reckons with the entries, so they must fit.
    standing = Engagement(
        engagement.agreement, engagement.amendments, Journal(seen.entry for seen in counted)
    )
    yield from _in_time(counted, standing) if standing.journal.entries else ()
    yield from reference_violations(counted, standing)


def _twice(every: list[Located]) -> Iterator[Violation]:
    first: dict[str, int] = {}
    for seen in every:
        same = seen.entry.model_dump_json()
        if same in first:
            hint = "delete one; if it did happen twice, tell them apart with a note"
            yield seen.wrong(None, f"the same entry stands already as number {first[same] + 1}", hint)
        first.setdefault(same, seen.place)
    came: dict[str, dt.date] = {}
    for seen in every:
        if isinstance(seen.entry, Provided):
            if seen.entry.input in came:
                on = came[seen.entry.input]
                yield seen.wrong(
                    "input", f"{seen.entry.input!r} was provided already on {on}", "keep the first"
                )
            came.setdefault(seen.entry.input, seen.entry.on)


def _ids(every: list[Located]) -> Iterator[Violation]:
    ids: set[str] = set()
    for seen in every:
        if seen.entry.id and seen.entry.id in ids:
            yield seen.wrong("id", f"the id {seen.entry.id!r} is taken", "give each entry an id of its own")
        ids.add(seen.entry.id or "")
    for seen in every:
        if isinstance(seen.entry, Void) and seen.entry.entry not in ids:
            yield seen.wrong(
                "entry", f"there is no entry with the id {seen.entry.entry!r}", "give the wrong entry that id"
            )


def _final(every: list[Located], void: set[str]) -> Iterator[Violation]:
    """Find issued invoices declared void: numbers have no gaps, so what was issued is put right by a credit."""
    issued = {e.entry.id: e.entry.number for e in every if isinstance(e.entry, Issued) and e.entry.id in void}
    for seen in every:
        if isinstance(seen.entry, Void) and seen.entry.entry in issued:
            said = f"the invoice {issued[seen.entry.entry]!r} is issued, and so final"
            hint = (
                "correct what was wrong (void the hours, amend the terms): the next invoice gives the credit"
            )
            yield seen.wrong("entry", said, hint)


def _invoices(every: list[Located]) -> Iterator[Violation]:
    numbers: set[str] = set()
    charged: set[str] = set()
    for seen in every:
        entry = seen.entry
        if not isinstance(entry, Issued):
            continue
        if entry.number in numbers:
            yield seen.wrong(
                "number", f"the invoice {entry.number!r} was issued already", "numbers are used once"
            )
        numbers.add(entry.number)
        if entry.due < entry.on:
            yield seen.wrong(
                "due", f"due on {entry.due}, before it was issued on {entry.on}", "correct one of the days"
            )
        for line in entry.lines:
            if line.charge in charged:
                yield seen.wrong(
                    "lines", f"the charge {line.charge!r} was invoiced already", "a charge is invoiced once"
                )
            charged.add(line.charge)
    for seen in every:
        named = getattr(seen.entry, "invoice", None)
        if named and named not in numbers:
            known = ", ".join(sorted(numbers)) or "none"
            yield seen.wrong("invoice", f"there is no invoice {named!r}", f"issued: {known}")


def _lines(every: list[Located]) -> Iterator[Violation]:
    for seen in every:
        for line in seen.entry.lines if isinstance(seen.entry, Issued) else ():
            if "." not in line.charge.split("/", 1)[0]:
                yield seen.wrong(
                    "lines", f"the line {line.reads!r} names no clause", "every line rests on a clause"
                )
            elif _again(line.basis) != line.amount.minor:
                message = f"{excerpt(line.basis)} does not give {line.amount}"
                yield seen.wrong(
                    "lines",
                    message,
                    "an issued invoice is final: restore the line, and correct by a new entry",
                )


def _again(basis: str) -> int | None:
    read = Basis.read(basis)
    if not SUM.fullmatch(basis) or read.shown != basis:
        return None
    try:
        return read.minor
    except (KeyError, ValueError, TypeError, ZeroDivisionError):
        return None


def _hours(every: list[Located]) -> Iterator[Violation]:
    days: defaultdict[tuple[str, dt.date], int] = defaultdict(int)
    for seen in every:
        if isinstance(seen.entry, Worked):
            key = seen.entry.by, seen.entry.on
            days[key] += seen.entry.hours.seconds
            if days[key] > MOST_HOURS:
                total = f"{days[key] / 3600:g}"
                message = f"{total} hours on {seen.entry.on} for {seen.entry.by}: a day has 24"
                yield seen.wrong("hours", message, "correct the hours or the day")
            if not seen.entry.hours:
                yield seen.wrong("hours", "no hours at all", "leave the entry out")


def _notices(every: list[Located]) -> Iterator[Violation]:
    given: dict[tuple[str, str], dt.date] = {}
    for seen in every:
        entry = seen.entry
        if not isinstance(entry, Notice):
            continue
        if entry.received is not None and entry.received < entry.on:
            yield seen.wrong(
                "received", f"received on {entry.received}, before it was given on {entry.on}", "correct one"
            )
        if entry.of in ONCE:
            key = entry.of, entry.side
            if key in given:
                message = f"the {entry.side} gave notice of {entry.of} already on {given[key]}"
                yield seen.wrong("of", message, "keep the first, or void it")
            given.setdefault(key, entry.on)


def _known(every: list[Located], engagement: Engagement) -> Iterator[Violation]:
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
                yield seen.wrong(field, f"there is no {field} {getattr(seen.entry, field)!r}", hint)


def _currency(every: list[Located], agreement: Agreement) -> Iterator[Violation]:
    payment = agreement.financials.payment
    agreed = [("financials.payment.currency", payment.currency)] if payment else []
    agreed += [(".".join(map(str, path)), money.currency) for path, money in moneys(agreement)]
    for seen in every:
        for path, money in moneys(seen.entry):
            agreed = agreed[:1] or [(f"number {seen.place + 1}", money.currency)]
            if money.currency != agreed[0][1]:
                message = f"{money} is not in {agreed[0][1]}, the currency of {agreed[0][0]}"
                yield Violation(("entry", seen.place, *path), message, "record what arrived in that currency")


def _in_time(every: list[Located], engagement: Engagement) -> Iterator[Violation]:
    starts = engagement.agreement.foundation.term.starts
    work = [seen for seen in every if isinstance(seen.entry, WORK)]
    for seen in work:
        if seen.entry.on < starts:
            message = f"on {seen.entry.on}, before the engagement starts on {starts}"
            yield seen.wrong("on", message, "correct the day; what was done before is not part of it")
    off = next((s for s in every if isinstance(s.entry, Ended) and s.entry.on < starts), None)
    if off is not None and any(seen.entry.on >= starts for seen in work):
        message = (
            f"on {off.entry.on}, before the engagement starts on {starts}, yet work is recorded after that"
        )
        yield off.wrong("on", message, "correct the day of the end; only what never began ends so early")
        return  # the end is the one to mend, not all that came after it
    last = max((seen.entry.known for seen in every), default=starts)
    ends = facts(engagement, last).deal.ends
    for seen in every:
        if ends is not None and isinstance(seen.entry, Renewed) and seen.entry.on > ends:
            message = f"renewed on {seen.entry.on}, after the engagement ended on {ends - DAY}"
            yield seen.wrong("on", message, "correct the day; what begins after the end is a new agreement")
        if ends is not None and isinstance(seen.entry, PAID_WORK) and seen.entry.on >= ends:
            message = f"on {seen.entry.on}, after the engagement ended on {ends - DAY}"
            yield seen.wrong("on", message, "correct the day, or record what renewed the engagement")
