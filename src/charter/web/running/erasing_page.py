"""The page on which an owner erases a person: first what would go and what stays, then, confirmed, what went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from charter.web.people.access import Desk, members_only
from charter.web.running.erasing import erase_person, plan_erasing
from charter.web.running.forms import EraseForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("decide")
def erasing_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Ask whom to erase; show what an erasure does; do it where that is confirmed."""
    form, plan, done = EraseForm(request.POST or None), None, False
    if form.is_valid():
        address = form.cleaned_data["person"]
        if request.POST.get("do") == "erase" and form.cleaned_data["sure"]:
            plan = erase_person(place.workspace, address, form.names, place.account.email)
            done = True
        else:
            plan = plan_erasing(place.workspace, address, form.names)
            if request.POST.get("do") == "erase":
                form.add_error("sure", "Say that you are sure: nobody can bring it back.")
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request, "erase.html", {"form": form, "plan": plan, "done": done, "here": "held"}, status=status
    )
