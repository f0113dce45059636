"""Addresses of negotiating: the owner's by engagement, the client's by a link alone."""

from __future__ import annotations

from django.urls import path

from charter.web.negotiation import views

urlpatterns = [
    path("w/<slug:ws>/e/<slug:eng>/negotiation/", views.negotiation_page, name="negotiation"),
    path(
        "w/<slug:ws>/e/<slug:eng>/negotiation/<str:cite>/",
        views.negotiation_clause,
        name="negotiation-clause",
    ),
    path("n/<str:token>/", views.negotiate_link, name="negotiate-link"),
    path("negotiate/", views.negotiate_page, name="negotiate"),
    path("negotiate/clauses/<str:cite>/", views.negotiate_clause, name="negotiate-clause"),
]
