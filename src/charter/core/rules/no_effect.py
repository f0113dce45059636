"""Valid entries that have no effect, or less than they say; `check` reports them.

Why is for the clause to say that an entry belongs to (`Clause.objects`). Here is what belongs to none: a reminder or a
waiver of what is no duty, a signature without effect.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from charter.core.agreement import clause_type
from charter.core.authority import authority_objection
from charter.core.engagement import Engagement
from charter.core.facts import Facts, facts
from charter.core.kinds import owners
from charter.core.receipt import received
from charter.core.rules.references import Remindable
from charter.core.rules.signing_effect import signing_objection
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.entry import Entry, Reminded, Void, Waived
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.repriced import repriced
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.signing import Declined, Signed

OF_ENTRIES = "CH-JRN-001"
"""The id of the finding that an entry changes nothing."""


class NoEffect(NamedTuple):
    """An entry that changes nothing: its place in the journal, the clause, why, and what to do."""

    place: int
    entry: Entry
    cite: Cite
    message: Sentence
    hint: Sentence

    @property
    def finding(self) -> Finding:
        """Give it as a finding."""
        return Finding(OF_ENTRIES, Level.WARNING, str(self.cite), self.message, self.hint)


def without_effect(engagement: Engagement, today: dt.date) -> Iterator[NoEffect]:
    """Give the entries known on a day that change nothing, in the order of the journal."""
    known = engagement.known(today)
    void = {entry.entry for entry in known.journal.of(Void)}
    contract = engagement.contract
    objections = Objections(known, facts(known, today))
    counted = set(known.journal.entries)
    for place, entry in enumerate(engagement.journal.entries):
        if entry.known > today or (void and any(map(entry.called, void))):
            continue
        counts = received(contract, entry)
        found = objections.to(counts) if counts in counted else authority_objection(contract, entry)
        if found is not None:
            yield NoEffect(place, entry, found.cite, found.why, found.hint)


class Objections:
    """Why entries change nothing, on the facts of a day."""

    def __init__(self, engagement: Engagement, found: Facts) -> None:
        self._engagement = engagement
        self._facts = found
        self._named = Remindable(engagement)
        self._pasts = repriced(engagement.contract.pasts, found.deemed)

    def to(self, entry: Entry) -> Objection | None:
        """Give the clause, the reason and what to do; None for an entry that does what it says."""
        match entry:
            case Reminded() if "/" in entry.of and entry.of not in self._named.invoices:
                return self._of_no_duty(entry.of, entry.known, say("it was sent for nothing that was due"))
            case Signed() | Declined():
                return signing_objection(self._engagement, entry)
            case Waived():
                return self._of_no_duty(entry.duty, entry.known, say("there was nothing to let go"))
        return self._of_clauses(entry)

    def _of_clauses(self, entry: Entry) -> Objection | None:
        """Ask the clauses that an entry belongs to, with all that was ever agreed of each."""
        for cite in owners(entry):
            past: Past[Any] | None = self._pasts.get(cite)
            if past is None and entry.everyday:
                continue
            found = clause_type(cite).objects(entry, past, self._facts.deal, self._facts.journal)
            if found is not None:
                return found
        return None

    def _of_no_duty(self, name: str, day: dt.date, said: Sentence) -> Objection | None:
        if self._named.duty(name, day) is not None:
            return None
        return Objection(
            Cite(name.partition("/")[0]),
            say("There is no duty {name}: {said}.", name=name, said=said),
            say("Correct the id, or let it be."),
        )
