"""Passkeys on the pages: making one, taking one away, signing in by one. They need JavaScript, and passwords do not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from charter.web.kit.limits import take_try
from charter.web.kit.refused import NotFound, PageRefused
from charter.web.people import passkeys
from charter.web.people.account_pages import BACKEND
from charter.web.people.forms import PasskeyForm
from charter.web.people.models import Account

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from charter.web.people.passkeys import Begun, SiteOrigin

STATE = "passkey"
"""Under what a session remembers what a device was asked."""
LONGEST_NUMBER = 18


def place_of_request(request: HttpRequest) -> SiteOrigin | None:
    """Give where the browser is; None where there can be no passkeys: at a number, and in the demo."""
    return None if settings.DEMO else passkeys.place_at(f"{request.scheme}://{request.get_host()}")


@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """Say what the browser is to ask of a device: to make a key for who is signed in, else to prove one."""
    place = _place(request)
    if isinstance(request.user, Account):
        return _asked(request, passkeys.begin_passkey(request.user, place))
    return _asked(request, passkeys.begin_signing_in(place, str(request.META.get("REMOTE_ADDR", ""))))


@require_POST
@login_required
def passkeys_page(request: HttpRequest) -> HttpResponse:
    """Keep a new passkey, for who knows the password once more; or take one away."""
    account, place = request.user, _place(request)
    if not isinstance(account, Account):
        raise NotFound
    gone = request.POST.get("remove", "")
    if gone.isdecimal() and len(gone) < LONGEST_NUMBER:
        passkeys.remove_passkey(account, int(gone))
        return redirect("account")
    form = PasskeyForm(request.POST)
    take_try(f"sign in {account.email[:80]}", 10, 3600)
    if not (form.is_valid() and account.check_password(form.cleaned_data["password"])):
        raise PageRefused("The password is another one, or the name is missing.", "Go back, and try again.")
    passkeys.add_passkey(account, place, *_answered(request), form.cleaned_data["name"])
    request.session.cycle_key()
    return redirect("account")


@require_POST
def sign_in_by_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in by a passkey; the device asked who holds it, so no code is asked for besides."""
    account = passkeys.account_by_passkey(_place(request), *_answered(request))
    login(request, account, BACKEND)
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
    return redirect(onward if safe else "welcome")


def _place(request: HttpRequest) -> SiteOrigin:
    place = place_of_request(request)
    if place is None:
        raise NotFound
    return place


def _asked(request: HttpRequest, begun: Begun) -> HttpResponse:
    request.session[STATE] = begun.state
    return JsonResponse(begun.options)


def _answered(request: HttpRequest) -> tuple[dict[str, Any], object]:
    """Give what was asked, which is then forgotten, and the answer."""
    state: dict[str, Any] = request.session.pop(STATE, {})
    try:
        return state, json.loads(request.POST.get("answer", ""))
    except (ValueError, RecursionError):
        return state, None
