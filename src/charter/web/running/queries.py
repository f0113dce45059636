"""What Today and the page of an engagement show, out of the engagements of a workspace."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import charter
from charter.core.reading import Problems
from charter.core.vocabulary.duty import Force, Status
from charter.web.kit.engagements import engagement_in, what_follows
from charter.web.people.queries import clients_of
from charter.web.running.acts import RowAct, act_for
from charter.web.templatetags.words import short_hours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter.core.engagement import Engagement
    from charter.core.vocabulary.duty import Duty
    from charter.core.vocabulary.stated import Usage
    from charter.web.kit.models import EngagementRow, WorkspaceRow

AHEAD = 21
"""So many days ahead Today looks."""
MONEY = frozenset({"paid", "issued", "refunded", "claimed"})
"""Kinds of entry that meet a duty about money."""


@dataclass(frozen=True)
class DutyRow:
    """A row of a lane: whose client, what, under which clause, when, and the one act that meets it."""

    row: EngagementRow
    duty: Duty
    citation: str
    act: RowAct | None
    more: str = ""

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


@dataclass(frozen=True)
class Lane:
    """A lane of Today."""

    key: str
    title: str
    rows: list[DutyRow]


@dataclass(frozen=True)
class TodayPage:
    """Today over all clients: four lanes, and what could not be read."""

    lanes: list[Lane]
    burns: list[Burn]
    drafts: list[EngagementRow]
    late: int
    due: int


def running_in(workspace: WorkspaceRow) -> list[tuple[EngagementRow, Engagement]]:
    """Give the engagements that can be read, with their rows."""
    return _readable(clients_of(workspace))


def _readable(rows: Iterable[EngagementRow]) -> list[tuple[EngagementRow, Engagement]]:
    found = []
    for row in rows:
        try:
            found.append((row, engagement_in(row)))
        except Problems:
            continue
    return found


def today_in(workspace: WorkspaceRow, today: dt.date) -> TodayPage:
    """Give what is due over all clients of a workspace on a day and soon after."""
    rows: list[DutyRow] = []
    burns: list[Burn] = []
    running: set[str] = set()
    clients = clients_of(workspace)
    for row, engagement in _readable(clients):
        part = what_follows(row, ("today", today), partial(_today_at, row, engagement, today))
        if part is not None:
            running.add(row.slug)
            rows += part[0]
            burns += part[1]
    rows.sort(key=_nearest)
    return TodayPage(
        lanes=_lanes(rows),
        burns=burns,
        drafts=[row for row in clients if row.slug not in running],
        late=sum(each.late for each in rows),
        due=sum(each.duty.due == today and not each.late for each in rows),
    )


def _today_at(
    row: EngagementRow, engagement: Engagement, today: dt.date
) -> tuple[list[DutyRow], list[Burn]] | None:
    """Give the part of one client in Today; None of a draft."""
    if engagement.is_draft(today):
        return None
    until = today + dt.timedelta(AHEAD)
    return duty_rows(row, engagement, today, until), burns_of(row, engagement, today)


def duty_rows(row: EngagementRow, engagement: Engagement, today: dt.date, until: dt.date) -> list[DutyRow]:
    """Give what still asks for something at one client, repeated occasions as one."""
    agreement = engagement.in_force(today)
    open_ones = charter.unmet_duties(charter.duties(engagement, today, until=until))
    dated = [duty for duty in open_ones if duty.due is not None or duty.force is not Force.MAY]
    return [
        DutyRow(row, duty, charter.citation(agreement, duty.cite.clause), act_for(row, duty), _more(n, last))
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
    return f"{n} more until {last.day} {last:%B}" if n and last else ""


def _lanes(rows: Iterable[DutyRow]) -> list[Lane]:
    lanes = {
        "owe": Lane("owe", "I owe", []),
        "they": Lane("they", "They owe", []),
        "money": Lane("money", "Money", []),
        "dates": Lane("dates", "Dates", []),
    }
    for each in rows:
        lanes[_lane(each.duty)].rows.append(each)
    return list(lanes.values())


def _lane(duty: Duty) -> str:
    if duty.met_by.get("kind") in MONEY:
        return "money"
    if duty.force is not Force.MUST:
        return "dates"
    return "they" if duty.by == "client" else "owe"


def _nearest(each: DutyRow) -> tuple[dt.date, dt.time, str]:
    return each.duty.due or dt.date.max, each.duty.at or dt.time.min, each.row.title
