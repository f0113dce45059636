"""Signing: the owner's page, the outbox, the signer's page, and the page that verifies."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from charter.formats.html.fragments import fragments
from charter.sealing.evidence.act import Refusal
from charter.sealing.evidence.store import SEALED
from charter.sealing.signing.ceremony import CONSENT, DRAWN_CONSENT
from charter.web import clock
from charter.web.drafting.queries import ours
from charter.web.kit.access_log import accesses_in, note_access
from charter.web.kit.limits import take_try
from charter.web.kit.refused import CodeRefused, NotFound, PageRefused, TooMany
from charter.web.kit.rows_store import RowsStore
from charter.web.negotiation.queries import open_because
from charter.web.people.access import Desk, members_only
from charter.web.signing import actions, mails, queries
from charter.web.signing.forms import DeclineForm, HandOnForm, SignForm, VerifyForm
from charter.web.signing.judging import judged

if TYPE_CHECKING:
    from django.http import HttpRequest

    from charter.web.kit.models import EngagementRow
    from charter.web.signing.models import SigningLink

HOUR = 3600
LONGEST_NUMBER = 6
ABOUT_IT = {"withdraw": actions.withdraw_offer, "offer-again": actions.offer_again}
"""What an owner does about a document that is put forward."""
TYPED = ("way", "name", "strokes", "consent", "reason")
"""What a signer may have filled in before they have a code sent."""
HELD = "signing-link"
"""Under what a browser's session remembers the link that it came by."""


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("read", to_post="decide")
def signing_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show where each document stands; put one forward or take it back, send a link again, or end it."""
    row = place.engagement
    if request.method == "POST":
        asked, signer = request.POST.get("amendment", ""), request.POST.get("signer", "")
        number = int(asked) if asked.isdecimal() and len(asked) < LONGEST_NUMBER else 0
        if request.POST.get("do") == "offer":
            try:
                actions.offer_document(row, number, place.account.email, request.POST.get("despite", ""))
            except Refusal as refused:
                return _offers(request, row, str(refused), status=422)
        else:
            _act(row, request.POST.get("do", ""), number, signer)
        return redirect(request.path)
    return _offers(request, row)


def _act(row: EngagementRow, do: str, number: int, signer: str) -> None:
    """Do something about a document that is put forward, or about the link of a signer."""
    found = next((each for each in queries.offers_of(row) if each.offer.amendment == number), None)
    if found is None:
        raise NotFound
    if do in ABOUT_IT:
        ABOUT_IT[do](found.offer)
        return
    if signer not in {each.key for each in found.signers}:
        raise NotFound
    act = actions.send_again if do == "again" else actions.revoke_link
    act(found.offer, signer)


def _offers(request: HttpRequest, row: EngagementRow, wrong: str = "", status: int = 200) -> HttpResponse:
    offers = queries.offers_of(row)
    waits = any(each.step in {1, 3} and not (each.declined or each.offer.withdrawn) for each in offers)
    open_ones = [
        (n, name, queries.errors_to_sign(row, n), queries.signers_of(row, n).values())
        for n, name in queries.may_be_offered(row)
    ]
    told = {
        "offers": offers,
        "open": open_ones,
        "in_rounds": open_because(row),
        "row": row,
        "here": "signing",
        "waits": waits,
        "wrong": wrong,
    }
    return render(request, "signing.html", told, status=status)


@require_safe
@members_only("read")
def kept_file(_: HttpRequest, place: Desk, amendment: int, name: str) -> HttpResponse:
    """Give a sealed PDF or the evidence to a member."""
    return _file(place.engagement, amendment, name, place.account.email)


@require_safe
@members_only("decide")
def access_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show an owner who took along what was signed, or its evidence."""
    return render(request, "access.html", {"found": accesses_in(place.workspace), "here": "access"})


@require_safe
@members_only("write")
def outbox_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Show what was or is to be sent; links and codes in the demo alone."""
    told = {"mails": mails.outbox_of(place.workspace), "here": "outbox", "smtp": bool(settings.SMTP)}
    return render(request, "outbox.html", told)


@require_safe
def sign_link(request: HttpRequest, token: str) -> HttpResponse:
    """Come by a link: remember it for this browser, and go on to an address that does not hold it."""
    link = queries.link_of_token(token)
    request.session[HELD] = str(link.pk)
    return redirect("sign")


@require_safe
def sign_page(request: HttpRequest) -> HttpResponse:
    """Show a signer the deal, the text, and where to sign."""
    return _signing(request, _link(request), SignForm(), DeclineForm())


@require_POST
def send_code_page(request: HttpRequest) -> HttpResponse:
    """Send a code; what was filled in before stays as it is."""
    link, post, said, status = _link(request), request.POST, "", 200
    try:
        actions.send_code(link)
    except TooMany as refused:
        said, status = _told(refused), refused.status
    unreadable = SignForm(post).errors.get("strokes")
    typed = {name: post[name] for name in TYPED if post.get(name) and not (name == "strokes" and unreadable)}
    if not typed and not said:
        return redirect("/sign/?code=sent#sign")
    return _signing(
        request, link, SignForm(initial=typed), DeclineForm(initial=typed), status=status, code_said=said
    )


@require_POST
def take_signature(request: HttpRequest) -> HttpResponse:
    """Take a signature."""
    link, form = _link(request), SignForm(request.POST)
    if form.is_valid():
        try:
            actions.sign_document(link, form.mark, form.cleaned_data["code"])
        except (PageRefused, Refusal) as refused:
            if _me(link).signature:
                return redirect("sign")
            form.add_error("code" if isinstance(refused, CodeRefused) else "name", _told(refused))
        else:
            request.session.cycle_key()
            return redirect("sign")
    return _signing(request, link, form, DeclineForm(), status=422)


@require_POST
def decline_page(request: HttpRequest) -> HttpResponse:
    """Take a no."""
    link, form = _link(request), DeclineForm(request.POST)
    if form.is_valid():
        try:
            actions.decline(link, form.cleaned_data["reason"], form.cleaned_data["code"])
        except (PageRefused, Refusal) as refused:
            if _me(link).decline:
                return redirect("sign")
            form.add_error("code" if isinstance(refused, CodeRefused) else "reason", _told(refused))
        else:
            return redirect("sign")
    return _signing(request, link, SignForm(), form, status=422)


@require_POST
def hand_on_page(request: HttpRequest) -> HttpResponse:
    """Hand the signature on to who stands in."""
    link, form = _link(request), HandOnForm(request.POST)
    if form.is_valid():
        try:
            actions.hand_on_by_link(link, form.cleaned_data["code"])
        except (PageRefused, Refusal) as refused:
            if _me(link).key != link.signer:
                return redirect("sign")
            form.add_error("code", _told(refused))
        else:
            return redirect("sign")
    return _signing(request, link, SignForm(), DeclineForm(), hand_on_form=form, status=422)


@require_safe
def signed_file(request: HttpRequest, name: str) -> HttpResponse:
    """Give a signer the document as put forward or as sealed, and the evidence once it is sealed."""
    link = _link(request)
    return _file(link.offer.engagement, link.offer.amendment, name, f"{link.email}, by link")


@require_http_methods(["GET", "HEAD", "POST"])
def verify_page(request: HttpRequest) -> HttpResponse:
    """Verify a sealed PDF, whoever asks; nothing of it is kept."""
    form, told = VerifyForm(request.POST or None, request.FILES or None), {}
    if form.is_bound and form.is_valid():
        take_try(f"verify {request.META.get('REMOTE_ADDR', '')}", 60, HOUR)
        evidence = form.cleaned_data["evidence"]
        found = judged(form.cleaned_data["file"].read(), evidence.read() if evidence else None)
        told = {"found": found, "name": form.cleaned_data["file"].name}
    status = 422 if form.is_bound and not told else 200
    return render(request, "verify.html", {"form": form, "at": clock.current_moment()} | told, status=status)


def _signing(
    request: HttpRequest,
    link: SigningLink,
    sign_form: SignForm,
    decline_form: DeclineForm,
    *,
    hand_on_form: HandOnForm | None = None,
    status: int = 200,
    code_said: str = "",
) -> HttpResponse:
    view = queries.offer_view(link.offer)
    if view.frozen is None:
        raise NotFound
    printed = fragments(view.frozen.document)
    amended = fragments(view.frozen.annex.document) if view.frozen.annex else None
    me = view.of(link)
    told = {
        "hand_on_form": hand_on_form or HandOnForm(),
        "stand_in": queries.stand_in_of(link, view.frozen),
        "whole": amended and [(each, [ours(one.html) for one in each.clauses]) for each in amended.articles],
        "link": link,
        "workspace_name": link.offer.engagement.workspace.name,
        "view": view,
        "me": me,
        "handed_on": me.key != link.signer,
        "title": view.frozen.document.title,
        "cover": ours(printed.cover),
        "articles": [(each, [ours(clause.html) for clause in each.clauses]) for each in printed.articles],
        "behind": [ours(each) for each in (printed.schedules, printed.glossary) if each],
        "sign_form": sign_form,
        "decline_form": decline_form,
        "consent": CONSENT,
        "drawn_consent": DRAWN_CONSENT,
        "code_sent": queries.live_code(link) is not None,
        "code_said": code_said,
        "shows_mails": settings.DEMO,
    }
    return render(request, "sign.html", told, status=status)


def _link(request: HttpRequest) -> SigningLink:
    held = request.session.get(HELD)
    return queries.usable_link(uuid.UUID(held) if held else None)


def _me(link: SigningLink) -> queries.SignerView:
    """Give how the signer of a link stands now: of two clicks the second finds what the first did."""
    return queries.offer_view(link.offer).of(link)


def _told(refused: PageRefused | Refusal) -> str:
    return f"{refused.said} {refused.mend}" if isinstance(refused, PageRefused) else str(refused)


def _file(row: EngagementRow, amendment: int, name: str, who: str) -> HttpResponse:
    """Give a file, and note who took it along. Raises NotFound."""
    store = RowsStore(row)
    sealed = store.document(amendment).read(SEALED)
    found = {
        "document.pdf": (store.document(amendment).read("document.pdf"), "application/pdf"),
        "sealed.pdf": (sealed, "application/pdf"),
        "evidence.jsonl": (store.chain().stored if sealed else None, "application/jsonl"),
    }
    content, kind = found.get(name, (None, ""))
    if content is None:
        raise NotFound
    note_access(row, who, f"amendment {amendment}: {name}" if amendment else name)
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
