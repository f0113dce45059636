"""Why a notice or an end changes nothing, or not yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.clauses.exit.termination.breaches import Breaches, Cured
from charter.core.clauses.exit.termination.control import change
from charter.core.clauses.exit.termination.departure import departure
from charter.core.clauses.exit.termination.events import came
from charter.core.clauses.exit.termination.idleness import IDLE, idle_from, last_work
from charter.core.clauses.exit.termination.notices import CONTROL, ENDING, EVENT, NOTICES, SPONSOR
from charter.core.clauses.exit.termination.sooner import SHORT, ReleasedFromWork, released, would_end
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Ended, Notice
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.ledger import ledger
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.exit.termination import Termination

Told = tuple[Sentence, Sentence]
"""Why, and what to do."""


def of_notice(clause: Termination | None, notice: Notice, deal: Deal, journal: Journal) -> Told | None:
    """Say why a notice ends nothing: no such right, no ground, too late, or an end that comes sooner."""
    if clause is None or not clause.knows(notice, deal):
        return _no_right(notice)
    return (
        _groundless(notice)
        or _too_late(clause, notice, deal, journal)
        or _nothing_to_announce(clause, notice, deal, journal)
        or _nothing_to_end(clause, notice, deal, journal)
        or _nothing_to_cut(clause, notice, deal, journal)
        or _not_idle(clause, notice, deal, journal)
        or _sponsor_there(notice, journal)
        or _control_kept(notice, journal)
        or _no_event(clause, notice, journal)
        or _overtaken(clause, notice, deal, journal)
    )


def _no_right(notice: Notice) -> Told:
    why = say(
        "The agreement gives the {side} no right to a notice of '{of}': nothing ends.",
        side=notice.side,
        of=notice.of,
    )
    hint = say("Give one that was agreed, or agree on the end.")
    if notice.of == "at once":
        hint = say(
            "Only the law can give that right: ask a lawyer. An end that came so is recorded as 'ended' with its"
            " rule, one that was agreed with its amendment."
        )
    return why, hint


def _groundless(notice: Notice) -> Told | None:
    """Say that a notice does not name what it must."""
    what = next((kind.ground for kind in NOTICES if kind.name == notice.of), "")
    if not what or notice.ground:
        return None
    why = say(
        "A notice of '{of}' names the {what}, and this one names none: it may well end nothing.",
        of=notice.of, what=what,
    )  # fmt: skip
    return why, say('Add ground = "…", as the notice named it.')


def _too_late(clause: Termination, notice: Notice, deal: Deal, journal: Journal) -> Told | None:
    last = clause.act_by(notice, deal, journal)
    if last is None or notice.counts <= last:
        return None
    why = say(
        "The notice came too late: after that was learned it could come until {day}. Nothing ends.", day=last
    )
    return why, say("End it in another way.")


def _nothing_to_announce(clause: Termination, notice: Notice, deal: Deal, journal: Journal) -> Told | None:
    """Say that no invoice had come so far on the ladder when a notice of non-payment came."""
    if notice.of != "non-payment" or Breaches(clause, deal, journal).cure_until(notice) is not None:
        return None
    owed = ledger(journal).overdue(notice.counts) if notice.side is Side.CONSULTANT else ()
    if not owed:
        why = say(
            "No invoice of the {side} was overdue when the notice came: nothing ends.", side=notice.side
        )
        return why, say("Give it again once one is, or name another breach.")
    why = say("No invoice had come to this step of the ladder when the notice came: it leads to nothing.")
    return why, say("Take each step before it, and give it again from its day on.")


def _nothing_to_end(clause: Termination, notice: Notice, deal: Deal, journal: Journal) -> Told | None:
    """Say that a second notice came without a first, before its day, or after the right had lapsed."""
    if notice.of != ENDING:
        return None
    breaches = Breaches(clause, deal, journal)
    if breaches.to_end(notice) is not None:
        return None
    rights = [right for right in breaches.rights() if right.side is notice.side]
    if coming := [right.since for right in rights if right.since > notice.counts]:
        why = say(
            "The engagement may be ended from {day} on; this notice came before: nothing ends.",
            day=min(coming),
        )
        return why, say("Give it again from then on, if nothing is put right.")
    if lapsed := [right.until for right in rights if right.until < notice.counts]:
        why = say("The right to end it lapsed after {day}: nothing ends.", day=max(lapsed))
        return why, say("Name the breach again.")
    why = say(
        "Nothing was named that gives a right to end the engagement, or it was put right: nothing ends."
    )
    return why, say("Name the breach first, and wait for the time to put it right.")


def _nothing_to_cut(clause: Termination, notice: Notice, deal: Deal, journal: Journal) -> Told | None:
    """Say that no notice without a reason ran, or could be given."""
    if notice.of != SHORT or would_end(clause, notice, deal, journal) is not None:
        return None
    why = say("No notice without a reason ran, and the client could give none: nothing is cut short.")
    return why, say("End it in another way.")


def _not_idle(clause: Termination, notice: Notice, deal: Deal, journal: Journal) -> Told | None:
    """Say that work was done too short a time ago, or stopped under the agreement."""
    if notice.of != IDLE or idle_from(clause, deal, journal, notice.counts) is not None:
        return None
    worked = last_work(deal, journal, notice.counts)
    why = say("The engagement was not idle for so long: work was done on {day}, or stops since.", day=worked)
    return why, say("Wait until that time is over, or end it in another way.")


def _sponsor_there(notice: Notice, journal: Journal) -> Told | None:
    """Say that nothing tells that the sponsor had left when the notice came."""
    if notice.of != SPONSOR or departure(journal, notice.counts) is not None:
        return None
    why = say("Nothing tells that the sponsor had left when the notice came: nothing ends.")
    return why, say("Record 'sponsor left' with its day, or end it in another way.")


def _control_kept(notice: Notice, journal: Journal) -> Told | None:
    """Say that nothing tells that control had changed when the notice came."""
    if notice.of != CONTROL or change(journal, notice.counts) is not None:
        return None
    why = say("Nothing tells that control of the client had changed when the notice came: nothing ends.")
    return why, say("Record 'control changed' with its day, or end it in another way.")


def _no_event(clause: Termination, notice: Notice, journal: Journal) -> Told | None:
    """Say that no event had come that lets a side end it."""
    if notice.of != EVENT or came(clause, "may end", journal, notice.counts):
        return None
    why = say("Nothing tells that such an event had come when the notice came: nothing ends.")
    return why, say("Record 'event came' with its day, or end it in another way.")


def _overtaken(clause: Termination, notice: Notice, deal: Deal, journal: Journal) -> Told | None:
    """Say that another end comes sooner than the one a notice brings about."""
    last = clause.last_day(notice, deal, journal)
    if last is None or deal.ends is None or deal.ends > last:
        return None
    why = say("The engagement ends sooner, after {day}: this notice changes nothing.", day=deal.ends - DAY)
    return why, say("Let it be.")


def of_end(ended: Ended, deal: Deal) -> Told | None:
    """Say that an end that was recorded comes after another."""
    if deal.ends is None or not deal.over(ended.on):
        return None
    why = say("The engagement had ended before, after {day}: this end changes nothing.", day=deal.ends - DAY)
    return why, say("Let it be.")


def of_release(clause: Termination | None, entry: ReleasedFromWork, deal: Deal) -> Told | None:
    """Say that a release from work stops nothing: no notice ran on its day."""
    if clause is not None and released(clause, entry, deal):
        return None
    why = say("No notice ran on that day in which the client may release from work: the work goes on.")
    return why, say("Agree that work stops.")


def of_cure(cured: Cured, journal: Journal) -> Told | None:
    """Say that there was no breach to put right."""
    notices = journal.of(Notice)
    if any(n.side is cured.side.other and n.counts <= cured.on for n in notices):
        return None
    why = say(
        "Nobody had given notice of a breach by the {side}, so there was none to put right.", side=cured.side
    )
    return why, say("Record the notice too, or let it be.")
