"""All addresses, room by room."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("charter.web.people.urls")),
    path("", include("charter.web.running.urls")),
    path("", include("charter.web.billing.urls")),
    path("", include("charter.web.drafting.urls")),
    path("", include("charter.web.negotiation.urls")),
    path("", include("charter.web.signing.urls")),
]
