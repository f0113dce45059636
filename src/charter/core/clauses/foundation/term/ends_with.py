"""What ends the engagement by itself: all that comes once is accepted, or a later agreement takes its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from charter.core.vocabulary.clause import Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty
from charter.core.vocabulary.entry import Ended, Entry, Named
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.judged import AllDone, ComesOnce
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line

if TYPE_CHECKING:
    from charter.core.clauses.foundation.term import Term

Event = Literal["all deliverables accepted", "a later agreement"]
"""What ends an engagement by itself, before its last day or where it has none."""

ACCEPTED: Event = "all deliverables accepted"
LATER: Event = "a later agreement"


class LaterAgreement(Entry):
    """Both sides signed a later agreement that takes the place of this one; `on` is its first day."""

    needs = "sign"
    restates = agreed_ahead = True

    kind: Literal["later agreement"] = "later agreement"
    agreement: Line = Field(description="What it is called.", examples=["Services agreement of 2027"])

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{agreement}", agreement=self.agreement)


def ends(past: Past[Any], deal: Deal, journal: Journal) -> Iterator[Ended]:
    """Give the end that comes with the last yes, and that which a later agreement brings."""
    clause: Term | None
    for done in journal.of(AllDone):
        clause = past.at(done.on)
        if clause is not None and ACCEPTED in clause.ends_with:
            on, why = max(done.on + DAY, deal.starts), "all that comes once is accepted or refused"
            yield Ended(on=on, by="time", why=why, told=done.known)
    for later in journal.of(LaterAgreement):
        clause = past.at(later.on)
        if clause is not None and LATER in clause.ends_with:
            why = "a later agreement takes its place"
            yield Ended(on=later.on, by="time", why=why, told=later.known, of=later.kind)


def duties(kind: type[Term], past: Past[Any], deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Give the last day where one of these brings it."""
    ended = deal.ended
    mine = {(one.on, one.why) for one in ends(past, deal, journal)}
    if ended is not None and ended.deemed == kind.cite and (ended.on, ended.why) in mine:
        last = ended.on - DAY
        yield kind.will(
            f"last-day/{last}", "both", say("Last day of the engagement ({why})", why=ended.why), last, deal.starts,
            field="ends_with", met=last if ended.on <= deal.today else None,
        )  # fmt: skip


def objection(kind: type[Term], entry: Entry, clause: Term | None) -> Objection | None:
    """Say that a later agreement does not end this one by itself."""
    if not isinstance(entry, LaterAgreement) or (clause is not None and LATER in clause.ends_with):
        return None
    why = say("Nothing says that a later agreement ends this one by itself.")
    return Objection(kind.cite, why, say("Record the end that both sides agreed on."))


def findings(term: Term, deal: Deal) -> Iterator[Finding]:
    """Find an end with the last yes where nothing is handed over but what comes again."""
    once = deal.stated.get(ComesOnce)
    if ACCEPTED in term.ends_with and not (isinstance(once, ComesOnce) and once.keys):
        yield term.finding(
            "CH-FND-022", Level.WARNING, "ends_with",
            say("It is to end once all deliverables are accepted, and none is agreed that comes once."),
            say("Add what is handed over, or leave that end out."),
            to=[one for one in term.ends_with if one != ACCEPTED] or None,
        )  # fmt: skip
