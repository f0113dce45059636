"""Pages that look ahead and back: if it ended today, what was seen, the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from charter.core.vocabulary.party import Side
from charter.web.kit.engagements import engagement_in
from charter.web.kit.limits import take_try
from charter.web.people.access import Desk, members_only
from charter.web.running import calendars
from charter.web.running.leaving import exit_page
from charter.web.running.news import mark_as_seen

if TYPE_CHECKING:
    from django.http import HttpRequest

HOUR, LONGEST_NUMBER = 3600, 6


@require_safe
@members_only("read")
def exit_view(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show what would follow if a side gave notice today; looking records nothing."""
    side = Side.CONSULTANT if request.GET.get("by") == Side.CONSULTANT else Side.CLIENT
    page = exit_page(engagement_in(place.engagement), place.today, side)
    told = {"page": page, "row": place.engagement, "here": "home", "sides": [str(each) for each in Side]}
    return render(request, "exit.html", told)


@require_POST
@members_only("read")
def seen(request: HttpRequest, place: Desk) -> HttpResponse:
    """Remember that what the page told was seen."""
    pieces = request.POST.get("pieces", "")
    n = int(pieces) if pieces.isdecimal() and len(pieces) <= LONGEST_NUMBER else 0
    mark_as_seen(place.engagement, place.account, n, place.today)
    return redirect("engagement", ws=place.workspace.slug, eng=place.engagement.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("read")
def calendar_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show the secret address of one's own calendar; make another, or end it."""
    if request.method == "POST":
        wanted = request.POST.get("do") == "make"
        calendars.new_calendar_address(place.workspace, place.account, wanted=wanted)
        return redirect(request.path)
    token = calendars.calendar_token(place.workspace, place.account)
    address = request.build_absolute_uri(reverse("calendar-feed", args=[token])) if token else ""
    return render(request, "calendar.html", {"address": address, "here": "calendar"})


@require_safe
def calendar_feed(_: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar of an address to whoever has it."""
    take_try(f"calendar {token[:40]}", 120, HOUR)
    content = calendars.calendar_of(token)
    return HttpResponse(content, "text/calendar; charset=utf-8", headers={"Referrer-Policy": "no-referrer"})
