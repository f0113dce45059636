"""Addresses of signing and verifying."""

from __future__ import annotations

from django.urls import path

from charter.web.signing import views

urlpatterns = [
    path("w/<slug:ws>/outbox/", views.outbox_page, name="outbox"),
    path("w/<slug:ws>/access/", views.access_page, name="access"),
    path("w/<slug:ws>/e/<slug:eng>/signing/", views.signing_page, name="signing"),
    path("w/<slug:ws>/e/<slug:eng>/signing/<int:amendment>/<str:name>", views.kept_file, name="kept-file"),
    path("s/<str:token>/", views.sign_link, name="sign-link"),
    path("sign/", views.sign_page, name="sign"),
    path("sign/code/", views.send_code_page, name="send-code"),
    path("sign/give/", views.take_signature, name="sign-give"),
    path("sign/decline/", views.decline_page, name="sign-decline"),
    path("sign/hand-on/", views.hand_on_page, name="sign-hand-on"),
    path("sign/files/<str:name>", views.signed_file, name="signed-file"),
    path("verify/", views.verify_page, name="verify"),
]
