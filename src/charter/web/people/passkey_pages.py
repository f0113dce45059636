"""Passkeys on the pages: making one, taking one away, signing in by one. They need JavaScript, and passwords do not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from charter.web import clock
from charter.web.kit.limits import take_try
from charter.web.kit.refused import NotFound, PageRefused
from charter.web.people import passkeys
from charter.web.people.account_pages import BACKEND, PROVED, proved_lately
from charter.web.people.actions import set_password
from charter.web.people.forms import BeginForm, PasskeyForm, PasswordForm
from charter.web.people.models import Account
from charter.web.people.queries import somebody_is_here

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from charter.web.people.passkeys import Begun, SiteOrigin

STATE = "passkey"
"""Under what a session remembers what a device was asked."""
LONGEST_NUMBER = 18


def place_of_request(request: HttpRequest) -> SiteOrigin | None:
    """Give where the browser is; None where there can be no passkeys: at a number, and in the demo."""
    return None if settings.DEMO else passkeys.place_at(f"{request.scheme}://{request.get_host()}")


def enter_by_passkey(request: HttpRequest, account: Account) -> None:
    """Let an account in whose passkey answered, and remember when it did."""
    login(request, account, BACKEND)
    request.session[PROVED] = clock.seconds()


@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """Say what the browser is to ask of a device: to make a key for who is signed in or begins, else to prove one."""
    place = _place(request)
    if request.POST.get("asks") == "begin":
        return _asked_of_owner(request, place)
    if isinstance(request.user, Account) and request.POST.get("asks") != "prove":
        return _asked(request, passkeys.begin_passkey(request.user, place))
    return _asked(request, passkeys.begin_signing_in(place, str(request.META.get("REMOTE_ADDR", ""))))


def _asked_of_owner(request: HttpRequest, place: SiteOrigin) -> HttpResponse:
    form = BeginForm(request.POST, by_passkey=True)
    if somebody_is_here():
        raise NotFound
    if not form.is_valid():
        return JsonResponse({}, status=422)
    take_try("begin", 20, 3600)
    return _asked(request, passkeys.begin_owner(form.cleaned_data, place))


def begin_by_passkey(request: HttpRequest, told: Mapping[str, str]) -> Account:
    """Begin mine with the key that a device made. Raises PageRefused for an answer that does not hold."""
    account = passkeys.begin_mine_by_passkey(told, _place(request), *_answered(request))
    enter_by_passkey(request, account)
    return account


@require_POST
@login_required
def passkeys_page(request: HttpRequest) -> HttpResponse:
    """Keep a new passkey, for who knows the password or proved a passkey just now; or take one away."""
    account, place = request.user, _place(request)
    if not isinstance(account, Account):
        raise NotFound
    gone = request.POST.get("remove", "")
    if gone.isdecimal() and len(gone) < LONGEST_NUMBER:
        passkeys.remove_passkey(account, int(gone))
        return redirect("account")
    has_password = account.has_usable_password()
    form = PasskeyForm(request.POST, has_password=has_password)
    take_try(f"sign in {account.email[:80]}", 10, 3600)
    named = form.is_valid()
    if not has_password:
        _refuse_unproved(request)
    if not named or (has_password and not account.check_password(form.cleaned_data["password"])):
        raise PageRefused("The password is another one, or the name is missing.", "Go back, and try again.")
    passkeys.add_passkey(account, place, *_answered(request), form.cleaned_data["name"])
    request.session.cycle_key()
    return redirect("account")


@require_POST
def sign_in_by_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in by a passkey; the device asked who holds it, so no code is asked for besides."""
    enter_by_passkey(request, passkeys.account_by_passkey(_place(request), *_answered(request)))
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
    return redirect(onward if safe else "welcome")


@require_POST
@login_required
def password_page(request: HttpRequest) -> HttpResponse:
    """Keep a first password, for who has none and proved a passkey just now."""
    account, form = request.user, PasswordForm(request.POST)
    if not isinstance(account, Account) or settings.DEMO or account.has_usable_password():
        raise NotFound
    _refuse_unproved(request)
    if not form.is_valid():
        raise PageRefused("There is no password.", "Type one of twelve letters or more.")
    set_password(account, form.cleaned_data["new_password"])
    update_session_auth_hash(request, account)
    return redirect("account")


def _refuse_unproved(request: HttpRequest) -> None:
    if not proved_lately(request):
        raise PageRefused(
            "It is some time since your device proved that it is you.",
            "Prove it once more, then try again.",
            status=403,
            where=reverse("account"),
        )


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
