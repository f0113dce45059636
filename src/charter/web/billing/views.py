"""Invoices over all clients, one invoice, and the account of a client."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

import charter
from charter.core.issuing import NotIssued
from charter.core.papers import invoice_paper
from charter.core.vocabulary.entry import Worked
from charter.formats.papers import paper_in
from charter.sealing.signing.signed_terms import TermsNotSigned
from charter.web.billing import mailing, queries
from charter.web.billing.actions import issue_drafts
from charter.web.billing.late import late_invoices
from charter.web.billing.papers_pages import KINDS, as_file, letters_about
from charter.web.kit.engagements import engagement_in
from charter.web.kit.papers import paper_of
from charter.web.people.access import Desk, members_only

if TYPE_CHECKING:
    from django.http import HttpRequest

LONGEST_NUMBER = 6
MONTHS = 18
"""Of so many months the hours are offered as a sheet."""


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("read", to_post="decide")
def invoices_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show drafts and what was issued; issue what is confirmed."""
    wrong = ""
    if request.method == "POST":
        asked = request.POST
        chosen = {slug: asked.getlist(f"number-{slug}") for slug in asked.getlist("issue")}
        try:
            done = issue_drafts(
                place.workspace, chosen, place.today, place.account.email, asked.get("agreed", "")
            )
            return redirect(f"{request.path}?{urlencode({'done': [e.number for _, e in done]}, doseq=True)}")
        except (NotIssued, TermsNotSigned) as refused:
            wrong = str(refused)
    drafts, issued = queries.invoices_in(place.workspace, place.today)
    now = [each for each in drafts if each.shown.draft and each.shown.draft.on <= place.today]
    told = {
        "now": now,
        "coming": [each for each in drafts if each not in now],
        "issued": issued,
        "late": late_invoices(issued, place.today),
        "wrong": wrong,
        "done": request.GET.getlist("done"),
        "here": "invoices",
        "may_issue": place.may("decide"),
    }
    return render(request, "invoices.html", told, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("read", to_post="decide")
def invoice_page(request: HttpRequest, place: Desk, number: str) -> HttpResponse:
    """Show one invoice, line by line; send it to the client."""
    found = queries.invoice_called(place.engagement, engagement_in(place.engagement), number, place.today)
    if found is None:
        raise Http404
    if request.method == "POST":
        sent = request.POST.get("sent", "")
        mailing.send_invoice(found, int(sent) if sent.isdecimal() and len(sent) < LONGEST_NUMBER else 0)
        return redirect(request.path)
    told = {"one": found, "called": number, "row": place.engagement, "here": "invoices", "today": place.today}
    told["letters"] = letters_about(engagement_in(place.engagement), number, place.today)
    told |= {"to": mailing.invoice_address(found), "mails": mailing.mails_about(found)}
    return render(request, "invoice.html", told)


@require_safe
def mailed_invoice(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - as every view has it
    """Give the paper of an invoice to whoever has its link."""
    paper = mailing.mailed_paper(token)
    named = re.sub(r"[^\w.-]", "-", paper.name, flags=re.ASCII) or "invoice"
    told = {"Content-Disposition": f'inline; filename="{named}.pdf"'}
    return HttpResponse(paper_in(paper, "pdf"), KINDS["pdf"], headers=told)


@require_safe
@members_only("read")
def invoice_file(_: HttpRequest, place: Desk, number: str, suffix: str) -> HttpResponse:
    """Give an invoice as a file: what was issued is the same on every later day."""
    engagement = engagement_in(place.engagement)
    found = queries.invoice_called(place.engagement, engagement, number, place.today)
    if found is None or suffix not in KINDS:
        raise Http404
    entry = found.shown.entry
    paper = (
        paper_of(place.engagement, engagement, entry)
        if found.shown.issued
        else invoice_paper(engagement, entry, place.today)
    )
    draft = "" if found.shown.issued else "-draft"
    return as_file(paper_in(paper, suffix), KINDS[suffix], f"{entry.number}{draft}.{suffix}")


@require_safe
@members_only("read")
def statement_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show the client's account."""
    engagement = engagement_in(place.engagement)
    found = charter.statement(engagement, place.today)
    late = [each for each in found.by_age if each[1]]
    hours = [
        (each.start, each.until, each.whole, each.used, max(each.left, 0), each.beyond)
        for each in found.usage[-6:]
    ]
    months = sorted({each.on.replace(day=1) for each in engagement.journal.of(Worked)}, reverse=True)[:MONTHS]
    told = {
        "found": found,
        "late": late,
        "hours": hours,
        "months": months,
        "row": place.engagement,
        "here": "statement",
    }
    return render(request, "statement.html", told)
