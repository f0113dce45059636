"""Today over all clients of a workspace: four lanes, the hours, the drafts.

What a client has in it is drawn once and kept beside the engagement until something is written there, or the day turns:
drawing fifty clients anew would take most of the time that the page takes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from django.template.loader import render_to_string

from charter.core.vocabulary.duty import Force
from charter.web.drafting.beside import FoundOverAll, found_over_all
from charter.web.kit.engagements import what_follows
from charter.web.running.queries import AHEAD, DutyRow, burns_of, duty_rows, readable
from charter.web.templatetags.words import reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

    from charter.core.engagement import Engagement
    from charter.core.vocabulary.duty import Duty
    from charter.web.kit.models import EngagementRow

MONEY = frozenset({"paid", "issued", "refunded", "claimed"})
"""Kinds of entry that meet a duty about money."""


class DrawnRow(NamedTuple):
    """A row of a lane, and how it stands on the page."""

    of: DutyRow
    html: SafeString


class TodayPart(NamedTuple):
    """What one client has in Today: rows of lanes, and its hours."""

    rows: list[DrawnRow]
    burns: list[SafeString]


@dataclass(frozen=True)
class Lane:
    """A lane of Today."""

    key: str
    title: str
    rows: list[DrawnRow]


@dataclass(frozen=True)
class TodayPage:
    """Today over all clients: four lanes, what is left to people, what is found over all of them, and the drafts."""

    lanes: list[Lane]
    burns: list[SafeString]
    drafts: list[EngagementRow]
    over_all: list[FoundOverAll]
    late: int
    due: int


def today_in(clients: Sequence[EngagementRow], today: dt.date, *, may_write: bool) -> TodayPage:
    """Give what is due over the clients of a workspace on a day and soon after, for the reader of the page."""
    rows: list[DrawnRow] = []
    burns: list[SafeString] = []
    running: set[str] = set()
    read = readable(clients)
    for row, engagement in read:
        key = ("today", today, reader.get(), may_write)
        part = what_follows(row, key, partial(_part, row, engagement, today, may_write))
        if part is not None:
            running.add(row.slug)
            rows += part.rows
            burns += part.burns
    rows.sort(key=_nearest)
    return TodayPage(
        lanes=_lanes(rows),
        burns=burns,
        over_all=found_over_all(clients, read, today),
        drafts=[row for row in clients if row.slug not in running],
        late=sum(each.of.late for each in rows),
        due=sum(each.of.duty.due == today and not each.of.late for each in rows),
    )


def _part(row: EngagementRow, engagement: Engagement, today: dt.date, may_write: bool) -> TodayPart | None:  # noqa: FBT001 - `partial` gives it
    """Give the part of one client in Today; None of a draft."""
    if engagement.is_draft(today):
        return None
    told = {"workspace": row.workspace, "today": today, "may_write": may_write, "client": 1}
    due = duty_rows(row, engagement, today, today + dt.timedelta(AHEAD))
    return TodayPart(
        [DrawnRow(each, render_to_string("duty_row.html", {**told, "each": each})) for each in due],
        [
            render_to_string("burn_row.html", {**told, "each": each})
            for each in burns_of(row, engagement, today)
        ],
    )


def _lanes(rows: Iterable[DrawnRow]) -> list[Lane]:
    lanes = {
        "owe": Lane("owe", "I owe", []),
        "they": Lane("they", "They owe", []),
        "money": Lane("money", "Money", []),
        "dates": Lane("dates", "Dates", []),
        "people": Lane("people", "Left to people", []),
    }
    for each in rows:
        lanes[_lane(each.of.duty)].rows.append(each)
    return list(lanes.values())


def _lane(duty: Duty) -> str:
    if duty.met_by.get("kind") in MONEY:
        return "money"
    if duty.due is None and duty.by == "both":
        return "people"  # what negotiated words leave open is a note, and nobody's alone to do
    if duty.force is not Force.MUST:
        return "dates"
    return "they" if duty.by == "client" else "owe"


def _nearest(each: DrawnRow) -> tuple[dt.date, dt.time, str]:
    duty = each.of.duty
    return duty.due or dt.date.max, duty.at or dt.time.min, each.of.row.title
