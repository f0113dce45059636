"""Today, the page of an engagement, and what is recorded there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

import charter
from charter.core.kinds import entry_kinds
from charter.web.kit.authors import author_key
from charter.web.kit.engagements import engagement_in, pieces_so_far
from charter.web.kit.frames import frame_shown
from charter.web.people.access import Desk, members_only
from charter.web.running.following import following_page
from charter.web.running.forms import EntryForm, first_values
from charter.web.running.news import news_since_last_look
from charter.web.running.noting import Understood, understood
from charter.web.running.pages import page_of_engagement
from charter.web.running.today import today_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ADDRESS = re.compile("e[0-9a-f]{12}")
"""The address of an entry."""
LINES = 100
"""So many entries stand on a page of the journal."""
WRITTEN_HERE = frozenset({"issued", "signed", "declined"})
"""Kinds of entry that a page of their own writes, and no form."""


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("read", to_post="write")
def today_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show what is due over all clients; note hours in words once they are confirmed."""
    text = (request.POST or request.GET).get("entry", "")
    heard = understood(place.workspace, text, place.today, place.account) if text else None
    if request.method == "POST" and heard is not None:
        heard = heard.noted()
        if isinstance(heard, Understood) and heard.done:
            return redirect(f"{request.path}?done={heard.row.slug}")
    page = today_in(place.clients, place.today, may_write=place.may("write"))
    told = {"page": page, "here": "today", "entry": text, "heard": heard, "done": request.GET.get("done", "")}
    return render(request, "today.html", told, status=422 if heard and heard.wrong else 200)


@require_safe
@members_only("read")
def engagement_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show an engagement."""
    engagement, asked = engagement_in(place.engagement), request.GET.get("entry", "")
    page = page_of_engagement(place.engagement, engagement, place.today)
    told = {
        "page": page,
        "frame": frame_shown(place.engagement, engagement.agreement),
        "news": news_since_last_look(place.engagement, engagement, place.account, place.today),
        "pieces": pieces_so_far(place.engagement),
        "row": place.engagement,
        "here": "home",
        "done": request.GET.get("done", ""),
        "entry": asked if ADDRESS.fullmatch(asked) else "",
    }
    return render(request, "engagement.html", told)


@require_safe
@members_only("read")
def journal_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show what happened, and what silence or time brought about; of one kind alone, if so asked."""
    every = charter.log(engagement_in(place.engagement), place.today)[::-1]
    there, kind = sorted({each.kind for each in every}), request.GET.get("kind", "")
    kind = kind if kind in there else ""
    page = Paginator([each for each in every if kind in {"", each.kind}], LINES).get_page(
        request.GET.get("page")
    )
    told = {
        "page": page,
        "there": there,
        "kind": kind,
        "row": place.engagement,
        "here": "journal",
        "kinds": sorted(entry_kinds().keys() - WRITTEN_HERE),
        "fixed": WRITTEN_HERE,
    }
    return render(request, "journal.html", told)


@require_safe
@members_only("read")
def following_view(request: HttpRequest, place: Desk, of: str) -> HttpResponse:
    """Show what an entry brought about."""
    page = following_page(engagement_in(place.engagement), of, place.today)
    told = {
        "page": page,
        "row": place.engagement,
        "here": "journal",
        "today": place.today,
        "fixed": WRITTEN_HERE,
    }
    return render(request, "following.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("write")
def record_page(request: HttpRequest, place: Desk, kind: str) -> HttpResponse:
    """Ask for an entry of a kind, and record it."""
    kind = kind.replace("-", " ")
    if kind not in entry_kinds() or kind in WRITTEN_HERE:
        raise Http404
    engagement = engagement_in(place.engagement)
    agreement, by = engagement.in_force(place.today), author_key(engagement, place.account.email)
    asked = {name: str(value) for name, value in request.GET.items()}
    first = first_values(kind, asked, place.today.isoformat(), by)
    form = EntryForm(kind, agreement, request.POST if request.method == "POST" else None, first)
    if request.method == "POST" and (recorded := form.record(place.engagement, by)):
        done = urlencode({"done": kind, "entry": recorded[0].address})
        return redirect(f"../../?{done}")
    told = {"form": form, "kind": kind, "row": place.engagement, "here": "journal"}
    return render(request, "record.html", told, status=422 if form.is_bound else 200)
