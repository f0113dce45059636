"""What a person does about a finding, from the document or from the terms: accept it with a reason, or mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from charter.web.drafting import finding_actions, texts
from charter.web.drafting.findings import IN_TERMS
from charter.web.drafting.forms import FindingForm, ReasonForm
from charter.web.kit.refused import PageRefused
from charter.web.people.access import Desk, members_only

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["POST"])
@members_only("write")
def findings_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Accept a finding, make the change that mends it, or undo that; then go back to where it was read."""
    do, by = request.POST.get("do", ""), place.account.email
    if do == "undo":
        finding_actions.undo_version(place.engagement, texts.number_in(request.POST.get("base", "")), by)
        return redirect(f"{_page(place, 'document')}?done=undone")
    form = FindingForm(request.POST)
    if not form.is_valid():
        raise PageRefused("It is not said which finding is meant.", "Press its button again.")
    which = form.named
    if do == "mend":
        version = finding_actions.mend_finding(place.engagement, which, by, place.today)
        to = which.page if version else IN_TERMS
        return redirect(f"{_page(place, to)}?done=mended&version={version}")
    reason = ReasonForm(request.POST)
    if not reason.is_valid():
        raise PageRefused("The reason is missing, too long, or cannot be written in a line.", "Say why.")
    finding_actions.acknowledge_finding(place.engagement, which, reason.said, place.account, place.today)
    return redirect(f"{_page(place, which.page)}#{which.name}.{which.place}")


def _page(place: Desk, name: str) -> str:
    return reverse(name, kwargs={"ws": place.workspace.slug, "eng": place.engagement.slug})
