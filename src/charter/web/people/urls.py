"""Addresses of the first page, and of signing in and out."""

from __future__ import annotations

from django.urls import path

from charter.web.people import account_pages, passkey_pages, views

urlpatterns = [
    path("", views.welcome, name="welcome"),
    path("demo/enter/", views.enter_demo, name="enter-demo"),
    path("begin/", views.begin_page, name="begin"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("explore/", views.explore, name="explore"),
    path("sign-in/code/", account_pages.second_step, name="second-step"),
    path("account/", account_pages.account_page, name="account"),
    path("passkey/options/", passkey_pages.passkey_options, name="passkey-options"),
    path("account/passkeys/", passkey_pages.passkeys_page, name="passkeys"),
    path("account/password/", passkey_pages.password_page, name="password"),
    path("sign-in/passkey/", passkey_pages.sign_in_by_passkey, name="sign-in-by-passkey"),
    path("sign-out/", views.sign_out, name="sign-out"),
]
