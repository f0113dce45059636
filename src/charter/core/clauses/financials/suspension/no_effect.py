"""Why a notice of suspension, or a stop of work, changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.clauses.financials.suspension.grounds import Grounds
from charter.core.clauses.financials.suspension.stopped import Stopped
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Notice
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.financials.suspension import Suspension

Told = tuple[Sentence, Sentence]


def of_end(clause: Suspension, notice: Notice, deal: Deal, journal: Journal) -> Told | None:
    """Say that work had not been stopped for long enough to end the engagement."""
    if clause.too_long(notice, deal, journal):
        return None
    why = say("Work had not been stopped for so long when the notice came: nothing ends.")
    return why, say("Give it again once it has, or end it in another way.")


def of_notice(clause: Suspension, notice: Notice, deal: Deal, journal: Journal) -> Told | None:
    """Say that a notice came from the wrong side, or before an invoice was late enough."""
    if notice.side is Side.CLIENT:
        why = say("Only the consultant can suspend the work, while an invoice is overdue: work goes on.")
        return why, say("Record of what it was a notice, or let it be.")
    grounds = Grounds(clause, deal, journal)
    if grounds.beyond_limit(notice.counts - DAY):
        return None
    since = [ground.since for ground in grounds.announced()]
    if any(day <= notice.counts for day in since):
        return None
    if since:
        why = say(
            "The notice came before it may be given, which is from {day} on: work goes on.", day=min(since)
        )
        return why, say("Give it again once it may be given.")
    why = say("No invoice had come to this step of the ladder when the notice came: work goes on.")
    return why, say("Give it again once one has.")


def of_stop(clause: Suspension, stop: Stopped, deal: Deal, journal: Journal) -> Told | None:
    """Say that work stopped without a right to it."""
    grounds = Grounds(clause, deal, journal)
    if grounds.on(stop.on) is not None:
        return None
    eve = stop.on - DAY
    if clause.more_than is not None and grounds.books.overdue(eve) and not grounds.enough(eve):
        why = say("No more than {sum} was overdue, over which work may not stop.", sum=clause.more_than)
        return why, say("Go on with the work.")
    why = say("Work may not stop yet: no invoice is at that step of the ladder, or no notice has run out.")
    return why, say("Go on with the work; give notice once it may be given.")
