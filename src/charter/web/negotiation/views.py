"""Negotiating: the owner's pages, and those of whoever came by a link."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from charter.core.vocabulary.party import Side
from charter.web import clock
from charter.web.drafting.playbooks import settings_in
from charter.web.drafting.texts import fixed_because
from charter.web.kit.engagements import engagement_in
from charter.web.kit.refused import NotFound, PageRefused
from charter.web.negotiation import actions, queries
from charter.web.negotiation.clause_page import clause_terms_page
from charter.web.negotiation.forms import AnswerByForm, answer_by_in
from charter.web.negotiation.pages import Chair, table_page, text_of_draft
from charter.web.negotiation.word import draft_in_word, word_page
from charter.web.people.access import Desk, members_only

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from charter.web.negotiation.models import NegotiationRow

UNPROCESSABLE = 422
HELD = "negotiation-link"
"""Under what a browser's session remembers the link that it came by."""


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("read", to_post="decide")
def negotiation_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show the owner how a negotiation stands; send the draft, answer, call it off."""
    row, do = place.engagement, request.POST.get("do", "")
    of = queries.last_negotiation(row)
    if request.method == "POST" and do == "invite":
        return _invite(request, place, of)
    if request.method == "POST" and of is not None and do in {"call-off", "again"}:
        act = actions.call_off if do == "call-off" else actions.send_link_again
        act(of)
        return redirect(request.path)
    if of is None or of.ended is not None:
        return _begin(request, place, of)
    told = {"shell": "desk.html", "here": "negotiation", "link": queries.link_of(of), "owner": True}
    return table_page(request, _owner(place, of), told)


def _invite(request: HttpRequest, place: Desk, of: NegotiationRow | None) -> HttpResponse:
    """Send the draft; what was chosen stays chosen where it cannot be sent."""
    try:
        answer_by = answer_by_in(request.POST, place.today)
        actions.send_draft(place.engagement, request.POST.get("person", ""), place.account.email, answer_by)
    except ValidationError:
        return _begin(request, place, of)
    except PageRefused as refused:
        if refused.status != UNPROCESSABLE:
            raise
        return _begin(request, place, of, f"{refused.said} {refused.mend}")
    return redirect(request.path)


def _begin(request: HttpRequest, place: Desk, of: NegotiationRow | None, wrong: str = "") -> HttpResponse:
    """Show whom the draft can be sent to; what was negotiated before stays to be read."""
    row, post = place.engagement, request.POST if request.method == "POST" else None
    engagement_in(row)
    if post is not None and post.get("do") != "invite":
        raise NotFound
    told = {
        "wrong": wrong,
        "chosen": post.get("person", "") if post else "",
        "row": row,
        "here": "negotiation",
        "fixed": fixed_because(row),
        "people": queries.invitable_people(row),
        "before": of,
        "answer_by": AnswerByForm(place.today, post),
    }
    return render(request, "negotiation_begin.html", told, status=UNPROCESSABLE if post else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("decide")
def negotiation_clause(request: HttpRequest, place: Desk, cite: str) -> HttpResponse:
    """Let the owner propose terms of a clause."""
    told = {"shell": "desk.html", "here": "negotiation", "owner": True}
    return clause_terms_page(request, _owner(place, _live(place)), cite, told)


@require_safe
@members_only("read")
def negotiation_word_out(_: HttpRequest, place: Desk) -> HttpResponse:
    """Give the draft as a Word file, with what the other side asks for as tracked changes."""
    return draft_in_word(_owner(place, _live(place)))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("decide")
def negotiation_word_in(request: HttpRequest, place: Desk) -> HttpResponse:
    """Take a Word file that came back."""
    told = {"shell": "desk.html", "here": "negotiation", "owner": True}
    return word_page(request, _owner(place, _live(place)), told)


def _live(place: Desk) -> NegotiationRow:
    of = queries.live_negotiation(place.engagement)
    if of is None:
        raise NotFound
    return of


def _owner(place: Desk, of: NegotiationRow) -> Chair:
    held = settings_in(place.workspace)
    of.engagement = place.engagement
    who = queries.Speaker(Side.CONSULTANT, place.account.name, place.account.email)
    return Chair(place.engagement, of, who, place.today, playbook=held.playbook if held else {})


# ── by a link ──────────────────────────────────────────────────────────────────────────────────


@require_safe
def negotiate_link(request: HttpRequest, token: str) -> HttpResponse:
    """Come by a link: remember it for this browser, and go on to an address that does not hold it."""
    link = queries.negotiation_link_of_token(token)
    request.session[HELD] = str(link.pk)
    return redirect("negotiate")


@require_http_methods(["GET", "HEAD", "POST"])
def negotiate_page(request: HttpRequest) -> HttpResponse:
    """Show the client's side the draft and the table; answer, and send a round with the code of a mail."""
    chair = _guest(request)
    if request.method != "POST" and chair.link is not None:
        actions.note_opened(chair.link)
    told = {
        "shell": "guest.html",
        "owner": False,
        "link": chair.link,
        "code_sent": chair.link is not None and queries.live_round_code(chair.link) is not None,
        "shows_mails": settings.DEMO,
        **text_of_draft(chair.agreement),
    }
    return table_page(request, chair, told)


@require_http_methods(["GET", "HEAD", "POST"])
def negotiate_clause(request: HttpRequest, cite: str) -> HttpResponse:
    """Let the client's side propose terms of a clause."""
    return clause_terms_page(request, _guest(request), cite, {"shell": "guest.html", "owner": False})


@require_safe
def negotiate_word_out(request: HttpRequest) -> HttpResponse:
    """Give the client's side the draft as a Word file."""
    return draft_in_word(_guest(request))


@require_http_methods(["GET", "HEAD", "POST"])
def negotiate_word_in(request: HttpRequest) -> HttpResponse:
    """Take a Word file that came back to the client's side."""
    return word_page(request, _guest(request), {"shell": "guest.html", "owner": False})


def _guest(request: HttpRequest) -> Chair:
    held = request.session.get(HELD)
    link = queries.usable_negotiation_link(uuid.UUID(held) if held else None)
    row = link.negotiation.engagement
    who = queries.Speaker(Side.CLIENT, link.name, link.negotiation.person)
    return Chair(row, link.negotiation, who, clock.day_in(row.workspace), link)
