"""The page on which an owner asks what is held of a person, and takes it along."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from charter.web.people.access import Desk, members_only
from charter.web.running.forms import HeldForm
from charter.web.running.held import held_of

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("decide")
def held_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Ask for an address; give what is held under it as JSON."""
    form = HeldForm(request.POST or None)
    if form.is_valid():
        address = form.cleaned_data["person"]
        content = json.dumps(held_of(place.workspace, address), ensure_ascii=False, indent=2) + "\n"
        named = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-")
        told = {"Content-Disposition": f'attachment; filename="held-of-{named}.json"'}
        return HttpResponse(content, "application/json; charset=utf-8", headers=told)
    told_to = {"form": form, "here": "held"}
    return render(request, "held.html", told_to, status=422 if form.is_bound else 200)
