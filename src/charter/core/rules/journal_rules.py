"""What must fit between the entries of a journal, and between them and the agreement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.agreed import Agreed, agreed
from charter.core.rules.invoice_rules import invoice_violations
from charter.core.rules.located import Located
from charter.core.rules.references import reference_violations
from charter.core.rules.register import Register
from charter.core.rules.violation import Violation
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.entry import (
    Delivered,
    Ended,
    Entry,
    Met,
    Notice,
    Provided,
    Renewed,
    Void,
    Worked,
)
from charter.core.vocabulary.journal import Journal

MOST_HOURS = 24 * 3600
"""The seconds of a day."""

ONCE = frozenset({"termination", "at once"})
"""Notices that a side gives once: another breach, change or term may call for another of the rest."""

WORK = (Worked, Delivered, Met)
"""What does not happen before the engagement starts."""

PAID_WORK = (Worked, Met)
"""What does not happen after it has ended: what was late, or is mended, may still be handed over then."""


def journal_violations(engagement: Engagement) -> Iterator[Violation]:
    """Give what does not fit, each with its place."""
    return _judged(engagement, Register.of(engagement.journal), 0)


def may_add(engagement: Engagement, *entries: Entry) -> Iterator[Violation]:
    """Give what would not fit if entries were added to an engagement in which all fits, each with its place.

    The same as `journal_violations` says of the whole, but only what is new is judged, and what follows from all:
    neither a further entry nor a correction makes an earlier one wrong by itself.
    """
    after = engagement.plus(*entries)
    return _judged(after, Register.of(after.journal), len(engagement.journal.entries))


def _judged(engagement: Engagement, register: Register, first: int) -> Iterator[Violation]:
    """Judge each entry from a place on by itself; where these fit, what follows from all."""
    found = [violation for each in register.every[first:] for violation in _ids(each, register)]
    terms = agreed(engagement.contract)
    for each in register.counted:
        if each.place >= first:
            found += _alone(each, register, terms)
    if found or not register.counted:
        yield from found
        return
    # The rest reckons with the entries, so they must fit.
    standing = engagement
    if len(register.counted) < len(register.every):
        journal = Journal(each.entry for each in register.counted)
        standing = Engagement(engagement.agreement, engagement.amendments, journal)
    yield from _in_time(register.counted, standing)
    yield from reference_violations(register.counted, standing)


def _alone(each: Located, register: Register, terms: Agreed) -> Iterator[Violation]:
    yield from _twice(each, register)
    yield from invoice_violations(each, register)
    if isinstance(each.entry, Worked):
        yield from _hours(each, each.entry, register)
    if isinstance(each.entry, Notice):
        yield from _notice(each, each.entry, register)
    yield from terms.unknown(each)
    yield from terms.foreign(each, register.currency)


def _ids(each: Located, register: Register) -> Iterator[Violation]:
    entry = each.entry
    if entry.id and register.ids[entry.id] != each.place:
        yield each.wrong("id", f"the id {entry.id!r} is taken", "give each entry an id of its own")
    if isinstance(entry, Void):
        if entry.entry not in register.ids:
            said = f"there is no entry with the id {entry.entry!r}"
            yield each.wrong("entry", said, "give the wrong entry that id")
        elif entry.entry in register.final:
            # Numbers have no gaps, so what was issued is put right by a credit.
            said = f"the invoice {register.final[entry.entry]!r} is issued, and so final"
            hint = (
                "correct what was wrong (void the hours, amend the terms): the next invoice gives the credit"
            )
            yield each.wrong("entry", said, hint)


def _twice(each: Located, register: Register) -> Iterator[Violation]:
    entry = each.entry
    first = register.same[entry]
    if first != each.place:
        hint = "delete one; if it did happen twice, tell them apart with a note"
        yield each.wrong(None, f"the same entry stands already as number {first + 1}", hint)
    if isinstance(entry, Provided) and register.inputs[entry.input].place != each.place:
        said = f"{entry.input!r} was provided already on {register.inputs[entry.input].entry.on}"
        yield each.wrong("input", said, "keep the first")


def _hours(each: Located, entry: Worked, register: Register) -> Iterator[Violation]:
    seconds = register.hours[each.place]
    if seconds > MOST_HOURS:
        said = f"{seconds / 3600:g} hours on {entry.on} for {entry.by}: a day has 24"
        yield each.wrong("hours", said, "correct the hours or the day")
    if not entry.hours:
        yield each.wrong("hours", "no hours at all", "leave the entry out")


def _notice(each: Located, entry: Notice, register: Register) -> Iterator[Violation]:
    if entry.received is not None and entry.received < entry.on:
        said = f"received on {entry.received}, before it was given on {entry.on}"
        yield each.wrong("received", said, "correct one")
    first = register.notices[entry.of, entry.side]
    if entry.of in ONCE and first.place != each.place:
        said = f"the {entry.side} gave notice of {entry.of} already on {first.entry.on}"
        yield each.wrong("of", said, "keep the first, or void it")


# ── what follows from all ──────────────────────────────────────────────────────────────────────


def _in_time(every: tuple[Located, ...], engagement: Engagement) -> Iterator[Violation]:
    starts = engagement.agreement.foundation.term.starts
    work = [each for each in every if isinstance(each.entry, WORK)]
    for each in work:
        if each.entry.on < starts:
            said = f"on {each.entry.on}, before the engagement starts on {starts}"
            yield each.wrong("on", said, "correct the day; what was done before is not part of it")
    off = next((each for each in every if isinstance(each.entry, Ended) and each.entry.on < starts), None)
    if off is not None and any(each.entry.on >= starts for each in work):
        said = f"on {off.entry.on}, before the engagement starts on {starts}, yet work is recorded after that"
        yield off.wrong("on", said, "correct the day of the end; only what never began ends so early")
        return  # the end is the one to mend, not all that came after it
    ends = facts(engagement, max(each.entry.known for each in every)).deal.ends
    if ends is not None:
        yield from _after(every, ends)


def _after(every: tuple[Located, ...], ends: dt.date) -> Iterator[Violation]:
    """Find a renewal, or paid work, after the end."""
    for each in every:
        if isinstance(each.entry, Renewed) and each.entry.on > ends:
            said = f"renewed on {each.entry.on}, after the engagement ended on {ends - DAY}"
            yield each.wrong("on", said, "correct the day; what begins after the end is a new agreement")
        if isinstance(each.entry, PAID_WORK) and each.entry.on >= ends:
            said = f"on {each.entry.on}, after the engagement ended on {ends - DAY}"
            yield each.wrong("on", said, "correct the day, or record what renewed the engagement")
