"""The pages on which terms are written: a new client, the text, the form of a clause, folders in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

import charter
from charter.core.agreement import clause_types
from charter.core.changes import terms_data
from charter.core.reading.problem import Problems
from charter.core.reading.writing import with_clause
from charter.core.vocabulary import toml
from charter.core.vocabulary.cite import Cite
from charter.sealing.evidence.act import Refusal
from charter.web.drafting import actions, folders, texts
from charter.web.drafting.amendments import amendments_with_standing, not_amendable_because, written_amendment
from charter.web.drafting.findings import IN_TERMS, Found, finding_views
from charter.web.drafting.forms import ImportForm, NewEngagementForm, TermsForm
from charter.web.drafting.interviews import interviews_in, law_of
from charter.web.drafting.ordering import masters_in
from charter.web.drafting.playbooks import settings_in
from charter.web.kit.access_log import note_access
from charter.web.kit.frames import papers_of
from charter.web.people.access import Desk, members_only
from charter.web.templatetags.words import clause_name

if TYPE_CHECKING:
    from django.http import HttpRequest


LONGEST_REFUSAL = 1000
"""So many letters of why something is refused are shown."""


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("write")
def new_engagement(request: HttpRequest, place: Desk) -> HttpResponse:
    """Begin with a new client, from a frame of the workspace."""
    settings = settings_in(place.workspace)
    form = NewEngagementForm(list(settings.frames) if settings else [], request.POST or None)
    if form.is_valid():
        name, frame = form.cleaned_data["name"], form.cleaned_data["frame"]
        values: dict[str, Any] = {"dated": place.today.isoformat()}
        if settings:
            values = charter.begin(settings, place.today, frame)
        values.setdefault("foundation", {}).setdefault("parties", {})["client"] = {"name": name}
        row = actions.begin_engagement(place.workspace, name, values, place.account.email)
        return redirect("terms", ws=place.workspace.slug, eng=row.slug)
    told = {"form": form, "bring": ImportForm(), **_begun(place)}
    return render(request, "new.html", told, status=422 if form.is_bound else 200)


def _begun(place: Desk) -> dict[str, Any]:
    """Give what the page of a new client shows besides its forms."""
    return {
        "begun": interviews_in(place.workspace),
        "masters": masters_in(place.workspace),
        "law": law_of(place.workspace),
        "here": "new",
    }


@require_http_methods(["POST"])
@members_only("write")
def bring_in_folder(request: HttpRequest, place: Desk) -> HttpResponse:
    """Bring in an engagement folder."""
    form = ImportForm(request.POST, request.FILES)
    settings = settings_in(place.workspace)
    if form.is_valid():
        try:
            found = folders.unpacked(form.cleaned_data["file"].read(), form.cleaned_data["name"])
            rows = actions.import_engagements(place.workspace, found, place.account.email)
        except Problems as wrong:
            for problem in wrong.problems[:20]:
                form.add_error("file", f"{problem.file}:{problem.line}: {problem.message}. {problem.hint}")
        except Refusal as refused:
            form.add_error("file", str(refused)[:LONGEST_REFUSAL])
        else:
            if len(rows) != 1:
                return redirect("today", ws=place.workspace.slug)
            return redirect("engagement", ws=place.workspace.slug, eng=rows[0].slug)
    told = {
        "form": NewEngagementForm(list(settings.frames) if settings else []),
        "bring": form,
        **_begun(place),
    }
    return render(request, "new.html", told, status=422)


@require_safe
@members_only("read")
def export(_: HttpRequest, place: Desk) -> HttpResponse:
    """Give an engagement as its folder."""
    named = f'attachment; filename="{place.engagement.slug}.zip"'
    for paper in papers_of(place.engagement):
        note_access(paper, place.account.email, "the whole folder")
    return HttpResponse(
        folders.packed(place.engagement), "application/zip", headers={"Content-Disposition": named}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("read", to_post="write")
def terms_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show the text of the terms with what is wrong in it; keep it as it is typed, or as a version."""
    row, written = place.engagement, texts.written_terms(place.engagement)
    if request.method == "POST":
        source = request.POST.get("source", "").replace("\r\n", "\n")
        if request.POST.get("do") == "leave":
            actions.leave_draft(row)
            return redirect(request.path)
        actions.keep_draft(row, source, place.account.email)
        if request.POST.get("do") == "keep":
            actions.keep_terms(
                row, source, texts.number_in(request.POST.get("base", "")), place.account.email
            )
            return redirect(f"{request.path}?done=kept")
        written = texts.written_terms(row)
    found = texts.judged_draft(row, written.source, place.today)
    views = finding_views(row, Found(found.findings, found.agreement), place.today)
    own = texts.clauses_written(written.source)
    held = terms_data(found.agreement) if found.agreement else {}
    clauses = [
        (cite, clause_name(cite), cite in found.clauses, cite in own, texts.values_in_short(held, cite))
        for cite in clause_types()
    ]
    told = {
        "row": row,
        "written": written,
        "found": found,
        "views": views,
        "read_on": IN_TERMS,
        "clauses": clauses,
        "fixed": (fixed := texts.unchangeable_because(row)),
        "amendments": amendments_with_standing(row) if fixed else [],
        "amendable": bool(fixed) and not not_amendable_because(row),
        "here": "terms",
        "done": request.GET.get("done"),
    }
    return render(request, "terms.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("write")
def clause_form_page(request: HttpRequest, place: Desk, cite: str) -> HttpResponse:
    """Ask for the terms of a clause; they go into the text that is written."""
    kinds = clause_types()
    if cite not in kinds:
        raise Http404
    row, kind = place.engagement, kinds[Cite(cite)]
    amends = bool(texts.fixed_because(row))
    written = written_amendment(row) if amends else texts.written_terms(row)
    form = TermsForm(kind, _held(written.source, cite), request.POST or None)
    if request.method == "POST" and form.is_valid():
        source = with_clause(written.source, cite, form.values)
        keep = actions.keep_amendment_draft if amends else actions.keep_draft
        keep(row, source, place.account.email)
        problems = [
            each
            for each in texts.judged_draft(row, source, place.today).problems
            if each.path.startswith(cite)
        ]
        for problem in problems:
            name = problem.path.removeprefix(f"{cite}.").partition(".")[0]
            form.add_error(name if name in form.fields else None, f"{problem.message}. {problem.hint}")
        if not problems:
            return redirect("amend" if amends else "terms", ws=place.workspace.slug, eng=row.slug)
    told = {
        "form": form,
        "row": row,
        "cite": cite,
        "name": clause_name(cite),
        "back": "amend" if amends else "terms",
        "here": "terms",
    }
    return render(request, "clause.html", told, status=422 if form.errors else 200)


def _held(source: str, cite: str) -> dict[str, Any]:
    """Give what a text says of a clause; nothing where it cannot be read."""
    try:
        held: Any = toml.loads(source)
    except toml.TOMLDecodeError:
        return {}
    for step in cite.split("."):
        held = held.get(step) if isinstance(held, dict) else None
    return {k: v for k, v in held.items() if not isinstance(v, dict)} if isinstance(held, dict) else {}
