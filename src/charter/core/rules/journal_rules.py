"""What must fit between the entries of a journal, and between them and the agreement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from charter.core.agreement import stated
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.kinds import notice_kinds, notice_names
from charter.core.rules.agreed import Agreed, agreed
from charter.core.rules.invoice_rules import invoice_violations
from charter.core.rules.located_entry import LocatedEntry
from charter.core.rules.people import people_of
from charter.core.rules.references import reference_violations
from charter.core.rules.register import Register
from charter.core.rules.violation import Violation
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.entry import Ended, Entry, Notice, Provided, Void, Worked
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.other_words import nearest_word, other_word
from charter.core.vocabulary.sentence import enumeration
from charter.core.vocabulary.stated import Lasts

MOST_HOURS = 24 * 3600
"""The seconds of a day."""

_CLOSE = 0.5
"""How alike two kinds of notice must be for one to be meant: there are few, and they are not alike."""

_MOST_NAMED = 3
"""How many kinds of notice are named at once."""


def journal_violations(engagement: Engagement) -> Iterator[Violation]:
    """Give the violations of a journal, each with its place."""
    return _judged(engagement, Register.of(engagement.journal), 0)


def may_add(engagement: Engagement, *entries: Entry) -> Iterator[Violation]:
    """Give the violations that further entries would bring into a valid engagement, each with its place.

    They are those of `journal_violations`, but only the new entries are judged, and what follows from all entries:
    neither a further entry nor a correction makes an earlier one wrong by itself.
    """
    after = engagement.plus(*entries)
    before: Register = engagement.memo(_register)
    corrects = any(isinstance(entry, Void) or entry.id in before.ids for entry in entries)
    register = Register.of(after.journal) if corrects else before.plus(entries)
    return _judged(after, register, len(before.every))


def _register(engagement: Engagement) -> Register:
    return Register.of(engagement.journal)


def _judged(engagement: Engagement, register: Register, first: int) -> Iterator[Violation]:
    """Judge each entry from a place on by itself; where all are valid, also what follows from them together."""
    found = [violation for each in register.every[first:] for violation in _ids(each, register)]
    terms, people = agreed(engagement.contract), people_of(engagement.contract)
    for each in register.counted:
        if each.place >= first:
            found += people.stranger(each)
            found += _alone(each, register, terms)
    if found or not register.counted:
        yield from found
        return
    # What follows is computed from the entries, so they must fit.
    # Whether what they speak of is signed yet decides on what they do, not on whether they fit.
    standing = engagement
    if len(register.counted) < len(register.every):
        journal = Journal(each.entry for each in register.counted)
        standing = Engagement(engagement.agreement, engagement.amendments, journal)
    standing = standing.supposed(engagement.agreement.dated)
    yield from _in_time(register.counted, standing)
    yield from reference_violations(register.counted, standing)


def _alone(each: LocatedEntry, register: Register, terms: Agreed) -> Iterator[Violation]:
    yield from _twice(each, register)
    yield from invoice_violations(each, register)
    if isinstance(each.entry, Worked):
        yield from _hours(each, each.entry, register)
    if isinstance(each.entry, Notice):
        yield from _notice(each, each.entry, terms.notices)
    yield from terms.unknown(each)
    yield from terms.foreign(each, register.currency)


def _ids(each: LocatedEntry, register: Register) -> Iterator[Violation]:
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


def _twice(each: LocatedEntry, register: Register) -> Iterator[Violation]:
    entry = each.entry
    first = register.same[entry]
    if first != each.place:
        hint = "delete one; if it did happen twice, tell them apart with a note"
        yield each.wrong(None, f"the same entry stands already as number {first + 1}", hint)
    if isinstance(entry, Provided) and register.inputs[entry.input].place != each.place:
        said = f"{entry.input!r} was provided already on {register.inputs[entry.input].entry.on}"
        yield each.wrong("input", said, "keep the first")


def _hours(each: LocatedEntry, entry: Worked, register: Register) -> Iterator[Violation]:
    seconds = register.hours[each.place]
    if seconds > MOST_HOURS:
        said = f"{seconds / 3600:g} hours on {entry.on} for {entry.by}: a day has 24"
        yield each.wrong("hours", said, "correct the hours or the day")
    if not entry.hours:
        yield each.wrong("hours", "no hours at all", "leave the entry out")


def _notice(each: LocatedEntry, entry: Notice, agreed_kinds: Collection[str]) -> Iterator[Violation]:
    if entry.received is not None and entry.received < entry.on:
        said = f"received on {entry.received}, before it was given on {entry.on}"
        yield each.wrong("received", said, "correct one")
    if entry.of not in notice_names():
        yield each.wrong("of", f"{entry.of[:60]!r} is no kind of notice", _meant(entry, agreed_kinds))


def _meant(entry: Notice, agreed_kinds: Collection[str]) -> str:
    """Say which kind of notice was probably meant; failing that, a few that are agreed and fit its side and ground."""
    kinds = notice_kinds()
    if meant := other_word(entry.of, kinds):
        return f'write: of = "{meant}"'
    if nearly := nearest_word(entry.of, kinds, _CLOSE):
        return f"did you mean {nearly!r}?"

    def strangeness(name: str) -> tuple[bool, bool, bool]:
        who, ground = kinds[name].who, kinds[name].ground
        return name not in agreed_kinds, entry.side not in who, bool(ground) is not bool(entry.ground)

    named = enumeration([f'"{name}"' for name in sorted(kinds, key=strangeness)[:_MOST_NAMED]], "or")
    return f"write: of = {named}; the schema of the journal lists all {len(kinds)}"


# ── what follows from all ──────────────────────────────────────────────────────────────────────


def _in_time(every: tuple[LocatedEntry, ...], engagement: Engagement) -> Iterator[Violation]:
    starts = stated(engagement.agreement, Lasts).starts
    work = [each for each in every if each.entry.after_start]
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


def _after(every: tuple[LocatedEntry, ...], ends: dt.date) -> Iterator[Violation]:
    """Find paid work after the end."""
    for each in every:
        if each.entry.before_end and each.entry.on >= ends:
            said = f"on {each.entry.on}, after the engagement ended on {ends - DAY}"
            yield each.wrong("on", said, "correct the day, or amend the term")
