"""A new order under a master of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from charter.core.reading import Problems
from charter.core.vocabulary.framing import is_master
from charter.web.drafting import actions
from charter.web.drafting.forms import OrderForm
from charter.web.kit.engagements import engagement_in
from charter.web.kit.refused import PageRefused
from charter.web.people.access import Desk, members_only
from charter.web.people.queries import clients_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from charter.web.kit.models import EngagementRow, WorkspaceRow


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("write")
def new_order(request: HttpRequest, place: Desk) -> HttpResponse:
    """Begin an order: what it is called, and when it starts; all else stands in the master until it is written."""
    row = place.engagement
    if not _is_master(row):
        raise PageRefused(
            "This agreement is no master.",
            "An order stands under an agreement whose clause on papers says so.",
        )
    form = OrderForm(request.POST or None, initial={"starts": place.today})
    if form.is_valid():
        title, starts = form.cleaned_data["title"], form.cleaned_data["starts"]
        order = actions.begin_order(row, title, starts, place.account.email)
        return redirect("terms", ws=place.workspace.slug, eng=order.slug)
    told = {"form": form, "row": row, "here": "terms"}
    return render(request, "order.html", told, status=422 if form.is_bound else 200)


def masters_in(workspace: WorkspaceRow) -> list[EngagementRow]:
    """Give the masters of a workspace, by title."""
    return [row for row in clients_of(workspace) if _is_master(row)]


def _is_master(row: EngagementRow) -> bool:
    try:
        return is_master(engagement_in(row).agreement.clauses.values())
    except Problems:
        return False
