"""Addresses of drafting."""

from __future__ import annotations

from django.urls import path

from charter.web.drafting import views

urlpatterns = [
    path("w/<slug:ws>/e/<slug:eng>/document/", views.document_view, name="document"),
    path("w/<slug:ws>/e/<slug:eng>/document.<slug:suffix>", views.download, name="download"),
]
