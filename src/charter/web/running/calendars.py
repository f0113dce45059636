"""The calendar of a workspace as a feed (RFC 5545), by a secret address that its reader can end."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from icalendar import Calendar, Event

from charter.web import clock
from charter.web.kit.refused import NotFound
from charter.web.kit.secrets import read_token, token_of
from charter.web.people.access import place_of
from charter.web.running.models import CalendarLink
from charter.web.running.queries import duty_rows, running_in
from charter.web.templatetags.words import as_read

if TYPE_CHECKING:
    from charter.web.kit.models import WorkspaceRow
    from charter.web.people.models import Account
    from charter.web.running.queries import DutyRow

PURPOSE = "calendar"
YEAR = dt.timedelta(366)
HOUR = dt.timedelta(hours=1)


def calendar_token(workspace: WorkspaceRow, account: Account) -> str:
    """Give what stands in the address of somebody's calendar; empty where they have none."""
    found = CalendarLink.objects.filter(workspace=workspace, account=account, revoked=False).first()
    return token_of(found.pk, PURPOSE) if found else ""


def new_calendar_address(workspace: WorkspaceRow, account: Account, *, wanted: bool = True) -> None:
    """End the address of somebody's calendar, and make another if one is wanted."""
    with transaction.atomic():
        CalendarLink.objects.filter(workspace=workspace, account=account).update(revoked=True)
        if wanted:
            CalendarLink.objects.create(workspace=workspace, account=account)


def calendar_of(token: str) -> bytes:
    """Give the calendar of an address. Raises NotFound for one that is not ours, ended, or of no member any more."""
    pk = read_token(token, PURPOSE)
    links = CalendarLink.objects.select_related("workspace", "account").filter(revoked=False)
    link = links.filter(pk=pk).first() if pk else None
    if link is None:
        raise NotFound
    place_of(link.account, link.workspace.slug)  # a member still
    made = Calendar()
    made.add("prodid", "-//Charter//calendar of a workspace//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", link.workspace.name)
    today = clock.day_in(link.workspace)
    for row, engagement in running_in(link.workspace):
        if engagement.is_draft(today):
            continue
        zone = ZoneInfo(engagement.agreement.zone)
        for each in duty_rows(row, engagement, today, today + YEAR):
            if each.duty.due is not None:
                made.add_component(_event(each, each.duty.due, zone, clock.current_moment(link.workspace)))
    return bytes(made.to_ical())


def _event(each: DutyRow, due: dt.date, zone: ZoneInfo, stamp: dt.datetime) -> Event:
    made = Event()
    made.add("uid", f"{each.duty.id}@{each.row.pk}")
    made.add("dtstamp", stamp)
    made.add("summary", f"{each.row.short}: {as_read(each.duty.reads)}")
    made.add("description", f"{each.citation}. {each.more}".rstrip(" ."))
    if each.duty.at is None:
        made.add("dtstart", due)
        made.add("transp", "TRANSPARENT")
    else:
        starts = dt.datetime.combine(due, each.duty.at, zone).astimezone(dt.UTC)
        made.add("dtstart", starts)
        made.add("dtend", starts + HOUR)
    return made
