"""The pages of amendments: writing one, and what one changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from charter.web.drafting import actions, amendments, texts
from charter.web.drafting.forms import AmendmentForm
from charter.web.drafting.queries import ours
from charter.web.people.access import Desk, members_only

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("write")
def amend_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show the terms as agreed, keep what is changed in them, and make the differences an amendment."""
    row, do = place.engagement, request.POST.get("do", "")
    if why := amendments.not_amendable_because(row):
        return render(request, "amend.html", {"row": row, "why": why, "here": "terms"}, status=409)
    if do == "leave":
        actions.leave_draft(row)
        return redirect(request.path)
    if request.method == "POST":
        source = request.POST.get("source", "").replace("\r\n", "\n")
        actions.keep_amendment_draft(row, source, place.account.email)
    written, number = amendments.written_amendment(row), amendments.next_amendment_number(row)
    before, found = amendments.terms_before(row), texts.judged_draft(row, written.source, place.today)
    form = AmendmentForm(request.POST if do else None, initial={"effective": place.today})
    told: dict[str, Any] = {"row": row, "written": written, "found": found, "number": number, "here": "terms"}
    if found.agreement is not None:
        said = form.cleaned_data if form.is_bound and form.is_valid() else AmendmentForm.supposed(place.today)
        amendment = amendments.amendment_between(before, found.agreement, number, **said)
        if amendment and do == "write" and form.is_valid():
            base = texts.number_in(request.POST.get("base", ""))
            actions.add_amendment(row, amendment, base, place.account.email)
            return redirect("amendment", ws=place.workspace.slug, eng=row.slug, number=number)
        told["changes"] = amendments.changes_of(before, amendment) if amendment else []
    return render(request, "amend.html", told | {"form": form}, status=422 if do == "write" else 200)


@require_safe
@members_only("read")
def amendment_view(request: HttpRequest, place: Desk, number: int) -> HttpResponse:
    """Show what an amendment changes, old beside new, and its paper."""
    page = amendments.amendment_page(place.engagement, number)
    articles = [(each, [ours(clause.html) for clause in each.clauses]) for each in page.paper.articles]
    behind = [ours(each) for each in (page.paper.schedules, page.paper.glossary) if each]
    told = {"page": page, "row": place.engagement, "cover": ours(page.paper.cover), "articles": articles}
    return render(request, "amendment.html", told | {"behind": behind, "here": "terms"})
