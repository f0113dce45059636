"""The log: what happened and what silence or time brought about, each entry with who did it and what it came to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from charter.core.agreement import Agreement
from charter.core.document.library import citation
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.kinds import ONLY_DEEMED, entry_names
from charter.core.receipt import received
from charter.core.rules.no_effect import NoEffect, without_effect
from charter.core.rules.people import people_of
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.reference import Refers
from charter.core.vocabulary.sentence import Sentence


class Logged(NamedTuple):
    """An entry in the log: the name of who did it, what it says, and why it changes nothing where it does not."""

    entry: Entry
    who: str
    reads: Sentence
    no_effect: NoEffect | None

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return kind_name(self.entry)


def log(
    engagement: Engagement,
    today: dt.date,
    since: dt.date | None = None,
    kind: str = "",
    *,
    deemed: bool = False,
) -> tuple[Logged, ...]:
    """Give the entries of a day and before, in the order of their days; as known on that day.

    Also those that somebody made who had no right to. Only those from `since` on, of one `kind`, or `deemed`: what
    silence or time brought about.
    """
    agreement, people = engagement.in_force(today), people_of(engagement.contract)
    idle = {received(engagement.contract, one.entry): one for one in without_effect(engagement, today)}
    journal = facts(engagement, today).journal.entries
    matters = _matters(journal)
    counted = frozenset(journal)
    unlawful = tuple(entry for entry in idle if entry not in counted)
    return tuple(
        Logged(entry, people.name(entry.by), says(entry, agreement, matters), idle.get(entry))
        for entry in sorted((*journal, *unlawful), key=attrgetter("on"))
        if (since or dt.date.min) <= entry.on <= today
        and kind in {"", kind_name(entry)}
        and (entry.deemed or not deemed)
    )


def log_kinds() -> tuple[str, ...]:
    """Give the name of every kind of entry that a log can hold."""
    return tuple(sorted([*entry_names(), *ONLY_DEEMED]))


def kind_name(entry: Entry) -> str:
    """Give the name of the kind of an entry."""
    return str(type(entry).model_fields["kind"].default)


Matters: TypeAlias = dict[tuple[str, str], str]
"""The words of each matter that an entry opened, by the kind of that entry and the key of the matter."""


def _matters(entries: Iterable[Entry]) -> Matters:
    opening = [(type(entry), entry) for entry in entries if entry.words]
    return {(kind_name(each), getattr(each, of.about)): getattr(each, of.words) for of, each in opening}


def says(entry: Entry, agreement: Agreement, matters: Matters) -> Sentence:
    """Say what an entry says, with the names that an agreement, and the entries before, give to what it points at."""

    def named(refers: Refers, key: str) -> str:
        own = agreement.tables.get(refers.table, {}).get(key) or matters.get((refers.table, key))
        return own or _duty_name(key, agreement)

    return entry.says(named)


def _duty_name(key: str, agreement: Agreement) -> str:
    """Give the number and title of the clause of a duty, and the duty's day, by its id; what is none as it is."""
    clause, *rest = key.split("/")
    if not rest or clause not in agreement.clauses:
        return key
    return ", ".join([citation(agreement, clause), *(part for part in rest[-1:] if part[:1].isdigit())])
