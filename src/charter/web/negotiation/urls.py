"""Addresses of negotiating: the owner's by engagement, the client's by a link alone."""

from __future__ import annotations

from django.urls import path

from charter.web.negotiation import views

urlpatterns = [
    path("w/<slug:ws>/e/<slug:eng>/negotiation/", views.negotiation_page, name="negotiation"),
    path(
        "w/<slug:ws>/e/<slug:eng>/negotiation/draft.docx",
        views.negotiation_word_out,
        name="negotiation-word-out",
    ),
    path("w/<slug:ws>/e/<slug:eng>/negotiation/word/", views.negotiation_word_in, name="negotiation-word-in"),
    path(
        "w/<slug:ws>/e/<slug:eng>/negotiation/<str:cite>/",
        views.negotiation_clause,
        name="negotiation-clause",
    ),
    path("n/<str:token>/", views.negotiate_link, name="negotiate-link"),
    path("negotiate/", views.negotiate_page, name="negotiate"),
    path("negotiate/draft.docx", views.negotiate_word_out, name="negotiate-word-out"),
    path("negotiate/word/", views.negotiate_word_in, name="negotiate-word-in"),
    path("negotiate/clauses/<str:cite>/", views.negotiate_clause, name="negotiate-clause"),
]
