"""What Today and the page of an engagement show, out of the engagements of a workspace."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import charter
from charter.core.reading import Problems
from charter.core.vocabulary.duty import Force, Status
from charter.web.kit.engagements import engagement_in
from charter.web.people.queries import clients_of
from charter.web.running.acts import RowAct, act_for
from charter.web.templatetags.words import day_of_month, short_hours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter.core.engagement import Engagement
    from charter.core.vocabulary.duty import Duty
    from charter.core.vocabulary.sentence import Sentence
    from charter.core.vocabulary.stated import Usage
    from charter.web.kit.models import EngagementRow, WorkspaceRow

AHEAD = 21
"""So many days ahead Today looks."""


@dataclass(frozen=True)
class DutyRow:
    """A row of a lane: whose client, what, under which clause, when, and the one act that meets it."""

    row: EngagementRow
    duty: Duty
    citation: str
    act: RowAct | None
    more: str = ""
    right: Sentence | None = None
    """What a side may do about the same invoice."""

    @property
    def late(self) -> bool:
        """Whether it is late."""
        return self.duty.status in {Status.LATE, Status.MISSED}

    @property
    def number(self) -> str:
        """The number of the clause, without its title."""
        return self.citation.partition(" ")[0]

    @property
    def clause(self) -> str:
        """Where the clause stands in the document."""
        return str(self.duty.cite.clause)


@dataclass(frozen=True)
class Burn:
    """How the hours of a period stand at one client, in hundredths of a share of the whole."""

    row: EngagementRow
    usage: Usage
    today: dt.date
    citation: str

    @property
    def used(self) -> str:
        """The hours used."""
        return short_hours(self.usage.used)

    @property
    def whole(self) -> str:
        """The hours that can be used."""
        return f"{short_hours(self.usage.whole)} h"

    @property
    def share(self) -> float:
        """The share used, in percent."""
        return round(min(100.0, 100 * self.usage.used / max(self.usage.whole, 1)), 1)

    @property
    def passed(self) -> float:
        """The share of the period that has passed, in percent."""
        days = (self.usage.until - self.usage.start).days
        return round(100 * min(days, (self.today - self.usage.start).days + 1) / max(days, 1), 1)

    @property
    def runs_out(self) -> dt.date | None:
        """The day on which the hours are gone at this pace; None where they last."""
        days = (self.today - self.usage.start).days + 1
        if self.usage.used <= 0 or self.usage.left < 0:
            return None
        last = self.usage.start + dt.timedelta(int(days * self.usage.whole / self.usage.used))
        return last if last < self.usage.until else None


def running_in(workspace: WorkspaceRow) -> list[tuple[EngagementRow, Engagement]]:
    """Give the engagements that can be read, with their rows."""
    return readable(clients_of(workspace))


def readable(rows: Iterable[EngagementRow]) -> list[tuple[EngagementRow, Engagement]]:
    """Give those that can be read, with their engagements."""
    found = []
    for row in rows:
        try:
            found.append((row, engagement_in(row)))
        except Problems:
            continue
    return found


def duty_rows(row: EngagementRow, engagement: Engagement, today: dt.date, until: dt.date) -> list[DutyRow]:
    """Give what still asks for something at one client, repeated occasions as one."""
    agreement = engagement.in_force(today)
    open_ones = charter.unmet_duties(charter.duties(engagement, today, until=until))
    free = [duty for duty in open_ones if duty.force is Force.MAY and duty.due is None]
    rights = {duty.met_by["invoice"]: duty.reads for duty in free if duty.met_by.get("invoice")}
    dated = [duty for duty in open_ones if duty.due is not None or duty.force is not Force.MAY]
    return [
        DutyRow(
            row,
            duty,
            charter.citation(agreement, duty.cite.clause),
            act_for(row, duty),
            _more(n, last),
            rights.get(duty.met_by.get("invoice", "")),
        )
        for duty, n, last in charter.repeated(dated, today)
    ]


def burns_of(row: EngagementRow, engagement: Engagement, today: dt.date) -> list[Burn]:
    """Give how the hours stand in the period of a day."""
    agreement, found = engagement.in_force(today), charter.statement(engagement, today).usage
    return [
        Burn(row, usage, today, charter.citation(agreement, usage.cite.clause))
        for usage in found
        if usage.start <= today < usage.until
    ]


def rights(row: EngagementRow, engagement: Engagement, today: dt.date) -> list[DutyRow]:
    """Give what a side may do on any day."""
    agreement = engagement.in_force(today)
    found = charter.unmet_duties(charter.duties(engagement, today))
    return [
        DutyRow(row, duty, charter.citation(agreement, duty.cite.clause), act_for(row, duty))
        for duty in found
        if duty.force is Force.MAY
    ]


def _more(n: int, last: dt.date | None) -> str:
    return f"{n} more until {day_of_month(last)}" if n and last else ""
