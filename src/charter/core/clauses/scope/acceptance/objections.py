"""Why an answer to a deliverable, or a choice, changes nothing."""

from __future__ import annotations

from collections.abc import Iterable

from charter.core.clauses.scope.acceptance.course import Course
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Objection
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Accepted, Delivered, Entry, Rejected
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.judged import Chosen, Refused
from charter.core.vocabulary.reference import DELIVERABLES
from charter.core.vocabulary.sentence import Sentence, say


def objection(
    cite: Cite, entry: Entry, courses: Iterable[Course], deal: Deal, journal: Journal
) -> Objection | None:
    """Give why an entry changes nothing, and what to do; None for one that does what it says.

    `courses` are those of every deliverable, none where acceptance was never agreed.
    """
    if not isinstance(entry, Accepted | Rejected | Chosen) or entry.deemed:
        return None
    if not entry.in_form:
        why = say("What was said by {sent} does not count: only a message does.", sent=entry.sent)
        return Objection(cite, why, say("Have it said again by message."))
    refusals = journal.about(Refused, entry.deliverable)
    if isinstance(entry, Chosen) and any(one.on == entry.on and one.deemed != cite for one in refusals):
        return None  # it was late twice
    handed = journal.about(Delivered, entry.deliverable)
    name = deal.named(DELIVERABLES, entry.deliverable)
    if not isinstance(entry, Chosen) and (not handed or handed[0].on > entry.on):
        why = say("{name} was not handed over by {day}: there was nothing to judge.", name=name, day=entry.on)
        return Objection(cite, why, say("Record the handover, if there was one."))
    found = next((one for one in courses if one.deliverable == entry.deliverable), None)
    if found is not None and any(entry in (one.rejected, one.chosen) for one in found.rounds):
        return None
    return _of_what_is_over(cite, entry, name, journal, agreed=found is not None)


def _of_what_is_over(
    cite: Cite, entry: Accepted | Rejected | Chosen, name: str, journal: Journal, *, agreed: bool
) -> Objection | None:
    """Say that an answer came after a refusal or an acceptance, or that there was nothing to choose."""
    refused = [one for one in journal.about(Refused, entry.deliverable) if one.on <= entry.on]
    final = next((one for one in refused if one.occasion is None), None)
    if final is not None:
        why = say("{name} was refused on {day}, and a refusal is final.", name=name, day=final.on)
        return Objection(cite, why, say("Agree on it anew, by a signed amendment."))
    if isinstance(entry, Chosen):
        why = say("On {day} the client had nothing to choose for {name}.", day=entry.on, name=name)
        return Objection(cite, why, say("Accept it, or reject it with what is missing."))
    return _of_rejection(cite, entry, name, journal) if agreed and isinstance(entry, Rejected) else None


def _of_rejection(cite: Cite, entry: Rejected, name: str, journal: Journal) -> Objection | None:
    """Say that an answer came after the acceptance, where it did."""
    taken: list[Accepted] = [one for one in journal.about(Accepted, entry.deliverable) if one.on <= entry.on]
    if not taken:
        return None
    why: Sentence = say(
        "{name} was accepted on {day}: the answer comes too late.", name=name, day=taken[-1].on
    )
    if taken[-1].deemed:
        why = say("Silence accepted {name} on {day}: the answer comes too late.", name=name, day=taken[-1].on)
    return Objection(cite, why, say("Agree how to go on, by a signed amendment."))
