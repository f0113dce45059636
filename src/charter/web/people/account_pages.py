"""The pages of one's own account, and the second step of signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from charter.web import clock
from charter.web.kit.refused import NotFound, PageRefused
from charter.web.people import passkeys, second_factor
from charter.web.people.forms import CodeForm, PasskeyForm, PasswordForm
from charter.web.people.models import Account
from charter.web.people.queries import account_of, workspaces_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BACKEND = "django.contrib.auth.backends.ModelBackend"
HALF_IN, NONCE = "half-in", "second-factor"
"""Under what a session remembers whose password was right, and since when; and what a new secret is made from."""
PROVED = "passkey-proved"
"""Under what a session remembers when a device last proved who is here."""
LATELY = 600.0
"""Seconds for which a passkey that was proved counts as the password once more."""
PATIENCE = 300.0
"""Seconds between the password and the code at most."""


def begin_second_step(request: HttpRequest, account: Account, onward: str) -> HttpResponse:
    """Go on to the second step: the password was right, and nobody is signed in yet."""
    request.session.cycle_key()
    request.session[HALF_IN] = [str(account.pk), clock.seconds(), onward]
    return redirect("second-step")


@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the code after the password."""
    pk, since, onward = request.session.get(HALF_IN, ["", 0.0, ""])
    account = account_of(UUID(pk)) if pk and clock.seconds() - since < PATIENCE else None
    if account is None:
        return redirect("sign-in")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            second_factor.check_second_factor(account, form.cleaned_data["code"])
        except PageRefused as refused:
            if refused.status != PageRefused("").status:
                raise
            form.add_error("code", f"{refused.said} {refused.mend}")
        else:
            login(request, account, BACKEND)
            request.session.pop(HALF_IN, None)
            safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
            return redirect(onward if safe else "welcome")
    return render(request, "second_step.html", {"form": form}, status=422 if form.is_bound else 200)


def proved_lately(request: HttpRequest) -> bool:
    """Whether somebody proved a passkey in this session just now."""
    return 0 <= clock.seconds() - float(request.session.get(PROVED, 0)) < LATELY


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account_page(request: HttpRequest) -> HttpResponse:
    """Show how one signs in; turn the second factor on or off. The demo has no passwords, and so none of this."""
    account = request.user
    if settings.DEMO or not isinstance(account, Account):
        raise NotFound
    form, told, status = CodeForm(request.POST or None), {}, 200
    if form.is_bound:
        status = 422
        try:
            if form.is_valid():
                told = _turn(request, account, form.cleaned_data["code"])
                form, status = CodeForm(), 200
                account.refresh_from_db()
        except PageRefused as refused:
            form.add_error("code", f"{refused.said} {refused.mend}")
    if not account.second_factor and account.has_usable_password():
        nonce = request.session.setdefault(NONCE, second_factor.new_nonce())
        told |= {
            "secret": second_factor.secret_of(account, nonce),
            "picture": mark_safe(second_factor.picture_of(account, nonce, request.get_host())),  # noqa: S308 - our own picture
        }
    told |= {"account": account, "form": form, "left": second_factor.codes_left(account)}
    told |= {
        "passkeys": passkeys.passkeys_of(account),
        "passkey_form": PasskeyForm(has_password=account.has_usable_password()),
        "password_form": PasswordForm(),
        "proved": proved_lately(request),
        "begun": request.GET.get("begun"),
        "at_a_name": passkeys.place_at(f"{request.scheme}://{request.get_host()}") is not None,
    }
    return render(request, "account.html", told | {"spaces": workspaces_of(account)}, status=status)


def _turn(request: HttpRequest, account: Account, code: str) -> dict[str, object]:
    if account.second_factor:
        second_factor.turn_off(account, code)
        return {"said": "off"}
    made = second_factor.turn_on(account, request.session.get(NONCE, ""), code)
    request.session.pop(NONCE, None)
    request.session.cycle_key()
    return {"said": "on", "codes": made}
