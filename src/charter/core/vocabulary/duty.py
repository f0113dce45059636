"""A duty: what must be done, may be done, or will happen; by whom, for whom, by when, under which clause."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.sentence import Sentence, Value


class Meets(NamedTuple):
    """The entry that meets a duty: its kind, and the fields that are known beforehand."""

    kind: type[Entry]
    fields: tuple[tuple[str, object], ...] = ()

    @property
    def written(self) -> dict[str, str]:
        """The entry as the journal writes it, as far as it is known."""
        kind = str(self.kind.model_fields["kind"].default)
        return {"kind": kind} | {name: str(value) for name, value in self.fields}


def meets(kind: type[Entry], **fields: object) -> Meets:
    """Say which entry meets a duty.

    >>> from charter.core.vocabulary.entry import Delivered
    >>> meets(Delivered, deliverable="audit", occasion=dt.date(2026, 3, 5)).written
    {'kind': 'delivered', 'deliverable': 'audit', 'occasion': '2026-03-05'}
    """
    return tuple.__new__(Meets, (kind, tuple(fields.items())))


class TimelineMark(NamedTuple):
    """What a duty is on the timeline: the kind of point (`tree.Mark`), and its label."""

    kind: str
    label: Value


class Force(StrEnum):
    """Whether it must be done, may be done (a right), or will happen (a dated occasion)."""

    MUST = "must"
    MAY = "may"
    WILL = "will"


class Status(StrEnum):
    """Where a duty stands. Late: not met and still owed. Missed: a dated occasion that passed without being met."""

    OPEN = "open"
    DUE = "due"
    LATE = "late"
    MISSED = "missed"
    MET = "met"
    WAIVED = "waived"


class Duty(NamedTuple):
    """One duty, right or occasion.

    `id` is `clause/key[/nominal date]` and never changes when the date moves; `due` is the last day (None: without a
    date), `since` the day from which it exists or may be used. `meets` names the entry that would meet it, with the
    fields known beforehand (None: no entry does). `met` is the day on which it was met, `open_status` its status until
    then. `reads` is the sentence people see; `at` an hour of the day, where there is one; `mark` what it is on the
    timeline, `who` the key of the person it falls to, empty: the side.
    """

    id: str
    cite: Cite
    force: Force
    by: str
    to: str
    reads: Sentence
    due: dt.date | None
    since: dt.date
    meets: Meets | None = None
    met: dt.date | None = None
    at: dt.time | None = None
    open_status: Status = Status.OPEN
    mark: TimelineMark | None = None
    who: str = ""

    @property
    def status(self) -> Status:
        """Where it stands."""
        return self.open_status if self.met is None else Status.MET

    @property
    def met_by(self) -> dict[str, str]:
        """The entry that would meet it, as the journal writes it; empty: none does."""
        return self.meets.written if self.meets is not None else {}

    def as_met(self, met: dt.date) -> Duty:
        """Give the duty as met on a day."""
        return tuple.__new__(Duty, (*self[:9], met, *self[10:]))

    def standing(self, today: dt.date, waived: frozenset[str]) -> Duty:
        """Give the duty as it stands on a day; `waived` holds the ids of waived duties.

        >>> from charter.core.vocabulary.sentence import say
        >>> review = Duty("scope.acceptance/review/audit", Cite("scope.acceptance"), Force.MUST, "client",
        ...               "consultant", say("Review the audit"), dt.date(2026, 3, 10), dt.date(2026, 3, 2))
        >>> str(review.standing(dt.date(2026, 3, 11), frozenset()).status)
        'late'
        """
        if self.met is not None:
            return self
        return tuple.__new__(Duty, (*self[:11], self._stands(today, waived), *self[12:]))

    def _stands(self, today: dt.date, waived: frozenset[str]) -> Status:
        if self.id in waived:
            return Status.WAIVED
        if self.due is None or self.due > today:
            return Status.OPEN
        if self.due == today:
            return Status.DUE
        return Status.LATE if self.force is Force.MUST else Status.MISSED
