"""A duty: what must be done, may be done, or will happen; by whom, for whom, by when, under which clause."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from charter.core.vocabulary.cite import Cite


class Force(StrEnum):
    """Whether it must be done, may be done (a right), or will happen (a dated occasion)."""

    MUST = "must"
    MAY = "may"
    WILL = "will"


class Status(StrEnum):
    """Where a duty stands. Late: unmet and still owed. Missed: a dated occasion that passed unmet."""

    OPEN = "open"
    DUE = "due"
    LATE = "late"
    MISSED = "missed"
    MET = "met"
    WAIVED = "waived"


class Duty(NamedTuple):
    """One duty, right or occasion.

    `id` is `clause/key[/nominal date]` and never changes when the date moves; `due` is the last day (None:
    without a date), `since` the day from which it exists or may be used. `meets` names the entry that would
    meet it, with the fields known beforehand. `met` is the day on which it was met, `unmet` where it stands
    while it is not. `reads` is the sentence people see; `at` an hour of the day, where there is one.
    """

    id: str
    cite: Cite
    force: Force
    by: str
    to: str
    reads: str
    due: dt.date | None
    since: dt.date
    meets: tuple[tuple[str, str], ...] = ()
    met: dt.date | None = None
    at: dt.time | None = None
    unmet: Status = Status.OPEN

    @property
    def status(self) -> Status:
        """Where it stands."""
        return self.unmet if self.met is None else Status.MET

    def standing(self, today: dt.date, waived: frozenset[str]) -> Duty:
        """Give the duty as it stands on a day; `waived` holds the ids of waived duties.

        >>> review = Duty("scope.acceptance/review/audit", Cite("scope.acceptance"), Force.MUST, "client",
        ...               "consultant", "Review the audit", dt.date(2026, 3, 10), dt.date(2026, 3, 2))
        >>> str(review.standing(dt.date(2026, 3, 11), frozenset()).status)
        'late'
        """
        return self if self.met is not None else Duty._make((*self[:-1], self._stands(today, waived)))

    def _stands(self, today: dt.date, waived: frozenset[str]) -> Status:
        if self.id in waived:
            return Status.WAIVED
        if self.due is None or self.due > today:
            return Status.OPEN
        if self.due == today:
            return Status.DUE
        return Status.LATE if self.force is Force.MUST else Status.MISSED
