"""The first page, signing in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from charter.web.demo_door import ask_for_demo, demo_answers
from charter.web.kit.limits import take_try
from charter.web.kit.refused import NotFound
from charter.web.people import actions, queries
from charter.web.people.account_pages import begin_second_step
from charter.web.people.forms import BeginForm, SignInForm
from charter.web.people.models import Account
from charter.web.people.passkey_pages import begin_by_passkey, place_of_request

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BACKEND = "django.contrib.auth.backends.ModelBackend"
HOUR = 3600


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Show the first page; who is signed in goes on to Today."""
    if isinstance(request.user, Account):
        found = queries.workspaces_of(request.user)
        if found:
            return redirect("today", ws=found[0].slug)
    if settings.DEMO:
        return render(request, "demo.html", {"owners": queries.demo_owners()})
    return render(request, "welcome.html", {"begun": queries.somebody_is_here()})


@require_POST
def enter_demo(request: HttpRequest) -> HttpResponse:
    """Enter the demo as one of its people, in one of their workspaces: it has no passwords."""
    account = queries.demo_account(request.POST.get("as", "")) if settings.DEMO else None
    if account is None:
        raise NotFound
    login(request, account, BACKEND)
    found = [each for each in queries.workspaces_of(account) if each.slug == request.POST.get("in")]
    return redirect("today", ws=found[0].slug) if found else redirect("welcome")


@require_http_methods(["GET", "HEAD", "POST"])
def explore(request: HttpRequest) -> HttpResponse:
    """Ask for the demo, which has a process of its own, and go there once it answers."""
    if not settings.DEMO_ADDRESS:
        raise NotFound
    if request.method == "POST":
        ask_for_demo()  # and no redirect: a form may lead to this site alone
    elif demo_answers():
        return redirect(settings.DEMO_ADDRESS)
    return render(request, "starting.html")


@require_http_methods(["GET", "HEAD", "POST"])
def begin_page(request: HttpRequest) -> HttpResponse:
    """Start mine: the first account and its workspace."""
    if settings.DEMO or queries.somebody_is_here():
        return redirect("welcome")
    form = BeginForm(request.POST or None, by_passkey=bool(request.POST.get("answer")))
    if form.is_valid():
        if form.by_passkey:
            begin_by_passkey(request, form.cleaned_data)
            return redirect("welcome")
        take_try("begin", 20, HOUR)
        login(request, actions.begin_mine(**form.cleaned_data), BACKEND)
        return redirect(f"{reverse('account')}?begun=1")
    told = {"form": form, "at_a_name": place_of_request(request) is not None}
    return render(request, "begin.html", told, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by address and password."""
    form = SignInForm(request.POST or None)
    onward = request.POST.get("next", request.GET.get("next", ""))
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        take_try(f"sign in {email[:80]}", 10, HOUR)
        take_try(f"sign in from {request.META.get('REMOTE_ADDR', '')}", 100, HOUR)
        account = authenticate(request, username=email, password=form.cleaned_data["password"])
        if isinstance(account, Account) and account.second_factor:
            return begin_second_step(request, account, onward)
        if account is not None:
            login(request, account)
            safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
            return redirect(onward if safe else "welcome")
        form.add_error(
            "password", "The address or the password is another one. Look at both, then try again."
        )
    told = {"form": form, "next": onward, "at_a_name": place_of_request(request) is not None}
    return render(request, "sign_in.html", told, status=422 if form.is_bound else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return redirect("welcome")
