"""The document of an engagement: to read, with its findings, and to take along in four formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from charter.web.drafting import findings, queries
from charter.web.drafting.texts import number_in
from charter.web.kit.engagements import engagement_in
from charter.web.people.access import Desk, members_only

if TYPE_CHECKING:
    from django.http import HttpRequest

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@members_only("read")
def document_view(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show the document with its findings."""
    row, today = place.engagement, place.today
    engagement = engagement_in(row)
    found = findings.finding_views(row, findings.found_on(row, findings.IN_DOCUMENT, today), today)
    told = {
        "page": queries.document_page(row, engagement, today, found),
        "row": row,
        "draft": engagement.is_draft(today),
        "read_on": findings.IN_DOCUMENT,
        "done": request.GET.get("done"),
        "version": number_in(request.GET.get("version", "")),
    }
    return render(request, "document.html", told)


@require_safe
@members_only("read")
def download(_: HttpRequest, place: Desk, suffix: str) -> HttpResponse:
    """Give the document as a file."""
    document = queries.document_of(place.engagement, engagement_in(place.engagement), place.today)
    if suffix == "pdf":
        from charter.formats import pdf  # noqa: PLC0415 - the printer takes long to load, and most pages print nothing

        content, kind = pdf.render(document), "application/pdf"
    elif suffix == "docx":
        from charter.formats import docx  # noqa: PLC0415 - as above

        content, kind = docx.render(document), DOCX
    elif suffix == "md":
        from charter.formats import markdown  # noqa: PLC0415 - as above

        content, kind = markdown.render(document).encode(), "text/markdown; charset=utf-8"
    elif suffix == "html":
        from charter.formats import html  # noqa: PLC0415 - as above

        content, kind = html.render(document).encode(), "text/html; charset=utf-8"
    else:
        raise Http404
    named = f'attachment; filename="{place.engagement.slug}.{suffix}"'
    return HttpResponse(content, kind, headers={"Content-Disposition": named})
