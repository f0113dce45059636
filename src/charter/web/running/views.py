"""Today, and the page of an engagement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from charter.web.people.access import Desk, members_only
from charter.web.running import queries

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@members_only("read")
def today_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show what is due over all clients."""
    return render(request, "today.html", {"page": queries.today_in(place.workspace, place.today)})
