"""Papers of money as files: the account, the hours of a month, the letters about what is late."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

import charter
from charter.core.vocabulary.dates import Span
from charter.formats.papers import paper_in
from charter.formats.postings import postings_csv, postings_ledger
from charter.web.kit.engagements import engagement_in
from charter.web.kit.refused import PageRefused
from charter.web.people.access import Desk, members_only

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

    from charter.core.engagement import Engagement
    from charter.core.papers.tree import Paper

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}
"""What a paper of money is given as."""
LETTERS = {"reminder": "Reminder", "suspension": "Notice that work may stop"}
"""The letters about an invoice that is late, by name, with what their button says."""
POSTINGS = {"csv": "text/csv; charset=utf-8", "beancount": "text/plain; charset=utf-8"}
"""What the postings of an account are given as, for a spreadsheet and for an accountant's ledger."""


def as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Give a file to keep under a name of plain letters."""
    named = re.sub(r"[^\w.-]", "-", name, flags=re.ASCII)
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{named}"'})


def _paper_file(paper: Paper, suffix: str) -> HttpResponse:
    return as_file(paper_in(paper, suffix), KINDS[suffix], f"{paper.name}.{suffix}")


@require_safe
@members_only("read")
def statement_file(_: HttpRequest, place: Desk, suffix: str) -> HttpResponse:
    """Give the client's account: as a paper, or its postings for another program."""
    engagement = engagement_in(place.engagement)
    if suffix in POSTINGS:
        found = charter.statement(engagement, place.today)
        client = engagement.in_force(place.today).sides.client.name
        text = postings_csv(found) if suffix == "csv" else postings_ledger(found, client)
        return as_file(text.encode(), POSTINGS[suffix], f"{place.engagement.slug}-{place.today}.{suffix}")
    if suffix not in KINDS:
        raise Http404
    try:
        return _paper_file(charter.statement_paper(engagement, place.today), suffix)
    except charter.NothingYet as error:
        raise PageRefused(_sentence(error), "Issue an invoice first.") from error


@require_safe
@members_only("read")
def hours_file(_: HttpRequest, place: Desk, month: str, suffix: str) -> HttpResponse:
    """Give the hours of a month as a paper; the month is written like 2026-03."""
    if suffix not in KINDS:
        raise Http404
    try:
        days = Span.of_month(month)
    except ValueError:
        raise Http404 from None
    try:
        return _paper_file(charter.hours_paper(engagement_in(place.engagement), days, place.today), suffix)
    except charter.NothingYet as error:
        raise PageRefused(_sentence(error), "Note the hours first.") from error


@require_safe
@members_only("read")
def letter_file(_: HttpRequest, place: Desk, message: str, number: str, suffix: str) -> HttpResponse:
    """Give the next letter about an invoice that is late: a reminder, or the notice that work may stop."""
    if suffix not in KINDS or message not in LETTERS:
        raise Http404
    try:
        paper = charter.letter_paper(engagement_in(place.engagement), number, message, place.today)
    except charter.NothingYet as error:
        raise PageRefused(
            _sentence(error), "Look at the invoice: it says what is open and since when."
        ) from error
    return _paper_file(paper, suffix)


def letters_about(engagement: Engagement, number: str, today: dt.date) -> list[tuple[str, str]]:
    """Give the letters about an invoice that may be written on a day: each name, and what its button says."""
    return [(each, said) for each, said in LETTERS.items() if _may_write(engagement, number, each, today)]


def _may_write(engagement: Engagement, number: str, message: str, today: dt.date) -> bool:
    try:
        return bool(charter.letter_paper(engagement, number, message, today))
    except charter.NothingYet:
        return False


def _sentence(error: Exception) -> str:
    said = str(error)
    return f"{said[:1].upper()}{said[1:]}."
