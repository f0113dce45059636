"""The page of a workspace's particulars: who the consultant is, filled in once for all agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from charter.core.reading.problem import Problems
from charter.web.drafting.forms import PlaybookForm
from charter.web.drafting.particulars import forms_of, keep_filled, keep_text
from charter.web.drafting.playbooks import keep_playbook
from charter.web.kit.refused import PageRefused
from charter.web.people.access import Desk, members_only

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from charter.web.kit.models import WorkspaceRow


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("decide")
def particulars_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Ask who the consultant is, or for the whole text; keep it where it holds."""
    row, do = place.workspace, request.POST.get("do", "")
    as_text, of_playbook = do == "text", do in {"playbook", "no playbook"}
    brought = PlaybookForm(request.POST, request.FILES) if do == "playbook" else PlaybookForm()
    if of_playbook and _kept(row, brought):
        return redirect(f"{request.path}?done=1#playbook")
    filled = request.method == "POST" and not as_text and not of_playbook
    forms = forms_of(row, place.account, request.POST if filled else None)
    problems: Problems | None = None
    if filled and all(form.is_valid() for form in forms.values()) and keep_filled(row, forms):
        return redirect(f"{request.path}?done=1")
    if as_text:
        try:
            keep_text(row, request.POST.get("source", "").replace("\r\n", "\n"))
            return redirect(f"{request.path}?done=1")
        except Problems as found:
            problems = found
    told = {
        "groups": [(group.heading, form) for group, form in forms.items()],
        "source": request.POST.get("source", row.settings),
        "problems": problems.problems if problems else (),
        "playbook": sorted(row.playbook.items()),
        "brought": brought,
        "done": request.GET.get("done"),
        "here": "particulars",
    }
    return render(request, "particulars.html", told, status=422 if request.method == "POST" else 200)


def _kept(row: WorkspaceRow, brought: PlaybookForm) -> bool:
    """Keep the playbook that was brought, or take it out; where it does not hold, the form says why."""
    if not brought.is_bound:
        keep_playbook(row, b"")
        return True
    if not brought.is_valid():
        return False
    try:
        keep_playbook(row, brought.cleaned_data["file"].read())
    except Problems as wrong:
        for problem in wrong.problems[:20]:
            brought.add_error("file", f"{problem.file}:{problem.line}: {problem.message}. {problem.hint}")
    except PageRefused as refused:
        brought.add_error("file", f"{refused.said} {refused.mend}")
    return not brought.errors
